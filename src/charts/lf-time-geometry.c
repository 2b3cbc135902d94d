/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-time-geometry.h"

#include <math.h>

#define MINUTE (60 * G_USEC_PER_SEC)

/* What is free at both ends of an axis of time, as a part of all of it */
#define FREE_PARTS 40

/* Half of an axis that has only one time on it */
#define LEAST_HALF (30 * MINUTE)

/**
 * lf_time_geometry_widen:
 * @from: (inout): the first time that is shown, in microseconds
 * @to: (inout): the last
 *
 * Gives an axis some room at its ends, and a length if it has none. Any thread.
 */
void
lf_time_geometry_widen (gint64 *from,
                        gint64 *to)
{
  gint64 room = (*to - *from) / FREE_PARTS;

  if (*to <= *from)
    room = LEAST_HALF;
  *from -= room;
  *to += room;
}

/**
 * lf_time_geometry_find:
 * @xs: (array length=n_points): where the points are
 * @ys: (array length=n_points): where they are; NaN for one that is not to be found
 * @n_points: how many there are
 * @x: a place
 * @y: a place
 * @weight_y: how much a difference in height counts: 1 as much as one aside, 0 not at all
 * @farthest: how far the place may be from the point
 *
 * Any thread.
 *
 * Returns: the nearest point; -1 for none
 */
int
lf_time_geometry_find (const float *xs,
                       const float *ys,
                       guint        n_points,
                       float        x,
                       float        y,
                       float        weight_y,
                       float        farthest)
{
  float best = farthest * farthest;
  int found = -1;

  for (guint i = 0; i < n_points; i++)
    {
      float aside = xs[i] - x;
      float apart = (ys[i] - y) * weight_y;
      float distance = aside * aside + apart * apart;

      if (!isnan (ys[i]) && distance <= best)
        {
          best = distance;
          found = (int) i;
        }
    }
  return found;
}

/**
 * lf_time_geometry_measure:
 * @values: (array length=n_values): values; NaN and infinite ones are left out
 * @n_values: how many there are
 * @mean: (out): their mean
 * @sigma: (out): their standard deviation, of a sample
 *
 * Any thread.
 *
 * Returns: whether there are two values at least
 */
gboolean
lf_time_geometry_measure (const double *values,
                          guint         n_values,
                          double       *mean,
                          double       *sigma)
{
  double sum = 0;
  double squares = 0;
  guint n = 0;

  for (guint i = 0; i < n_values; i++)
    if (isfinite (values[i]))
      {
        sum += values[i];
        n++;
      }
  if (n < 2)
    return FALSE;

  *mean = sum / n;
  for (guint i = 0; i < n_values; i++)
    if (isfinite (values[i]))
      squares += (values[i] - *mean) * (values[i] - *mean);
  *sigma = sqrt (squares / (n - 1));
  return TRUE;
}
