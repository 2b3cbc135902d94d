/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-random.h"

#include <math.h>

/* SplitMix64: each step is a bijection of the state, so that numbers drawn one from each of many
 * streams do not repeat either. Unlike GRand it needs no setting up, which matters when every
 * frame has a stream of its own. */
#define GAMMA G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/**
 * lf_demo_random_init: (skip)
 * @random: the generator to set
 * @seed: what all streams of a catalog share
 * @stream: which stream
 *
 * Sets a generator to the beginning of a stream. The same @seed and @stream give the same
 * numbers, on any machine. Any thread.
 */
void
lf_demo_random_init (LfDemoRandom *random,
                     guint64       seed,
                     guint64       stream)
{
  random->state = seed ^ (stream * G_GUINT64_CONSTANT (0xd1342543de82ef95));
}

/**
 * lf_demo_random_next: (skip)
 * @random: a generator
 *
 * Returns: the next 64 random bits
 */
guint64
lf_demo_random_next (LfDemoRandom *random)
{
  guint64 z = (random->state += GAMMA);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * lf_demo_random_below: (skip)
 * @random: a generator
 * @limit: one more than the largest result; not 0
 *
 * Returns: a number from 0 to @limit - 1
 */
guint
lf_demo_random_below (LfDemoRandom *random,
                      guint         limit)
{
  g_assert (limit > 0);

  return (guint) (lf_demo_random_next (random) % limit);
}

/**
 * lf_demo_random_one_in: (skip)
 * @random: a generator
 * @n: once in how many calls; not 0
 *
 * Returns: %TRUE once in @n calls on average
 */
gboolean
lf_demo_random_one_in (LfDemoRandom *random,
                       guint         n)
{
  return lf_demo_random_below (random, n) == 0;
}

/**
 * lf_demo_random_range: (skip)
 * @random: a generator
 * @low: the smallest result
 * @high: the largest result
 * @decimals: digits after the decimal point to round to, as instruments do; at most 4
 *
 * Returns: a number from @low to @high
 */
double
lf_demo_random_range (LfDemoRandom *random,
                      double        low,
                      double        high,
                      guint         decimals)
{
  static const double scales[] = { 1, 10, 100, 1000, 10000 };
  double unit = (double) (lf_demo_random_next (random) >> 11) / 9007199254740992.0;

  g_assert (decimals < G_N_ELEMENTS (scales));

  return round ((low + unit * (high - low)) * scales[decimals]) / scales[decimals];
}
