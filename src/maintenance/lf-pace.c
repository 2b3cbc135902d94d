/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-pace.h"

/**
 * lf_pace_init:
 * @self: (out caller-allocates): a pace
 * @expected: (array length=n_phases): how long each phase takes; beside the others, if none of them
 *   stands apart, and otherwise in the unit of the time
 * @n_phases: how many there are, %LF_PACE_MAX_PHASES at most
 * @now: the time, in any unit
 *
 * Begins with the first phase.
 */
void
lf_pace_init (LfPace       *self,
              const double *expected,
              guint         n_phases,
              double        now)
{
  g_assert (n_phases > 0 && n_phases <= LF_PACE_MAX_PHASES);

  *self = (LfPace) { .n_phases = n_phases, .phase_start = now };
  for (guint i = 0; i < n_phases; i++)
    self->expected[i] = MAX (expected[i], 0);
}

static void
advance (LfPace *self,
         guint   phase,
         double  now)
{
  if (phase <= self->phase)
    return;

  self->taken[self->phase] = now - self->phase_start;
  self->phase = phase;
  self->phase_start = now;
}

static gboolean
is_apart (const LfPace *self,
          guint         phase)
{
  return (self->apart & 1u << phase) != 0;
}

/* How much slower than expected it was so far; 1 as long as nothing tells */
static double
get_slowness (const LfPace *self,
              double        done,
              double        in_phase)
{
  double expected = is_apart (self, self->phase) ? 0 : self->expected[self->phase] * done;
  double taken = is_apart (self, self->phase) ? 0 : in_phase;

  for (guint i = 0; i < self->phase; i++)
    if (!is_apart (self, i))
      {
        expected += self->expected[i];
        taken += self->taken[i];
      }

  return expected > 0 && taken > 0 ? taken / expected : 1;
}

/* What is left is what is left of this phase, and the ones behind it */
static double
estimate (const LfPace *self,
          double        done,
          double        in_phase)
{
  double slowness = get_slowness (self, done, in_phase);
  double measured = done > 0 ? in_phase * (1 - done) / done : 0;
  double left = self->expected[self->phase] * slowness * (1 - done);
  double elapsed = in_phase;

  if (is_apart (self, self->phase) && done > 0)
    left = measured;
  else
    left += done * (measured - left);

  for (guint i = 0; i < self->phase; i++)
    elapsed += self->taken[i];
  for (guint i = self->phase + 1; i < self->n_phases; i++)
    left += self->expected[i] * (is_apart (self, i) ? 1 : slowness);
  return elapsed > 0 ? elapsed / (elapsed + left) : 0;
}

/**
 * lf_pace_set_apart:
 * @self: a pace
 * @phase: a phase
 * @apart: whether its speed tells nothing about the others
 *
 * Says whether a phase stands apart.
 */
void
lf_pace_set_apart (LfPace   *self,
                   guint     phase,
                   gboolean  apart)
{
  if (apart)
    self->apart |= 1u << phase;
  else
    self->apart &= ~(1u << phase);
}

/**
 * lf_pace_expect:
 * @self: a pace
 * @phase: a phase that has not begun
 * @seconds: how long it takes
 *
 * Corrects what is expected.
 */
void
lf_pace_expect (LfPace *self,
                guint   phase,
                double  seconds)
{
  self->expected[phase] = seconds;
}

/**
 * lf_pace_report:
 * @self: a pace
 * @phase: the phase it is in, from 0; an earlier one than before means that one
 * @done: how much of it is done, 0 to 1
 * @now: the time
 *
 * Tells how far it is.
 *
 * Returns: how far the whole is, 0 to 1; never less than before
 */
double
lf_pace_report (LfPace *self,
                guint   phase,
                double  done,
                double  now)
{
  g_assert (phase < self->n_phases);

  if (phase < self->phase)
    return self->fraction;

  advance (self, phase, now);
  done = CLAMP (done, 0, 1);
  self->fraction = MAX (self->fraction, estimate (self, done, now - self->phase_start));
  return self->fraction;
}
