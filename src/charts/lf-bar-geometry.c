/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-bar-geometry.h"

#include <math.h>

/**
 * lf_bar_geometry_place:
 * @values: (array length=n_values): what the segments stand for; negative and NaN count as 0
 * @n_values: how many there are
 * @maximum: the value of the whole width; 0, or less than their sum, for the sum
 * @width: of the bar, in pixels
 * @least: the least length of a segment with a value, so that a small one is still seen, in pixels
 * @lengths: (out caller-allocates) (array length=n_values): their lengths, in pixels
 *
 * Divides a bar among its segments in proportion. What small segments get more than their share is
 * taken from the others, so the sum does not grow. Any thread.
 *
 * Returns: the sum of the lengths, at most @width
 */
float
lf_bar_geometry_place (const double *values,
                       guint         n_values,
                       double        maximum,
                       float         width,
                       float         least,
                       float        *lengths)
{
  double sum = 0;
  double used;
  double small = 0;
  double large = 0;
  float placed = 0;

  for (guint i = 0; i < n_values; i++)
    sum += values[i] > 0 ? values[i] : 0;

  for (guint i = 0; i < n_values; i++)
    lengths[i] = 0;
  if (!(sum > 0) || !isfinite (sum) || width <= 0)
    return 0;

  used = (double) width * (maximum > sum ? sum / maximum : 1);
  for (guint i = 0; i < n_values; i++)
    {
      double share = values[i] > 0 ? used * values[i] / sum : 0;

      if (share > 0 && share < (double) least)
        small += (double) least;
      else
        large += share;
    }

  for (guint i = 0; i < n_values; i++)
    {
      double share = values[i] > 0 ? used * values[i] / sum : 0;

      if (share > 0 && share < (double) least)
        lengths[i] = least;
      else if (large > 0)
        lengths[i] = (float) (share * MAX (used - small, 0) / large);
      placed += lengths[i];
    }

  return MIN (placed, width);
}
