/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-scale.h"

#include <math.h>

/* Scales and the round numbers on them. For linear scales after Paul S. Heckbert, “Nice numbers for
 * graph labels”, in Graphics Gems (1990); on logarithmic ones 1-2-5, 1-3 or powers of ten. */

/* How many ticks a linear scale is rounded for; fewer may be drawn */
#define USUAL_TICKS 5

/* On a logarithmic scale the least value is this much above the beginning, or the bar is none */
#define LEAST_RATIO 1.25

/* And the scale spans at least this ratio, lest a small difference look large */
#define LEAST_SPAN 10.0

/* Figures that a value may have and still count as the tick it was computed for */
#define TOLERANCE 1e-9

static const double fine_mantissas[] = { 1, 2, 5 };
static const double coarse_mantissas[] = { 1, 3 };

/**
 * lf_chart_nice_number:
 * @number: more than 0 and finite
 * @nearest: %TRUE for the nearest, %FALSE for the next that is not less
 *
 * Finds a round number: 1, 2 or 5 times a power of ten. Any thread.
 *
 * Returns: the round number
 */
double
lf_chart_nice_number (double   number,
                      gboolean nearest)
{
  double power;
  double fraction;

  g_return_val_if_fail (isfinite (number) && number > 0, 1);

  power = pow (10, floor (log10 (number)));
  fraction = number / power;
  if (nearest)
    return power * (fraction < 1.5 ? 1 : fraction < 3 ? 2 : fraction < 7 ? 5 : 10);

  fraction -= TOLERANCE * fraction;
  return power * (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10);
}

/* The round number below */
static double
nice_below (double number)
{
  double power = pow (10, floor (log10 (number)));
  double fraction = number / power * (1 + TOLERANCE);

  return power * (fraction >= 5 ? 5 : fraction >= 2 ? 2 : 1);
}

static void
init_linear (LfChartScale *self,
             double        low,
             double        high)
{
  double step;

  if (!isfinite (low) || !isfinite (high) || high < low)
    low = high = 0;
  if (high <= low)
    high = low + (low != 0 ? fabs (low) : 1);

  step = lf_chart_nice_number (lf_chart_nice_number (high - low, FALSE) / (USUAL_TICKS - 1), TRUE);
  self->min = floor (low / step + TOLERANCE) * step;
  self->max = ceil (high / step - TOLERANCE) * step;
}

static void
init_log (LfChartScale *self,
          double        low,
          double        high)
{
  if (!isfinite (low) || !isfinite (high) || low <= 0 || high < low)
    low = high = 1;

  self->max = lf_chart_nice_number (high, FALSE);
  self->min = nice_below (low / LEAST_RATIO);
  if (self->max / self->min < LEAST_SPAN)
    self->min = self->max / LEAST_SPAN;
}

/**
 * lf_chart_scale_init:
 * @self: (out caller-allocates): a scale
 * @kind: how values are spaced
 * @low: the least value; on a logarithmic scale the least above 0
 * @high: the largest
 *
 * Makes a scale that shows all values and begins and ends with round numbers. Where there are no
 * values (either is NaN) it shows something arbitrary. Any thread.
 */
void
lf_chart_scale_init (LfChartScale     *self,
                     LfChartScaleKind  kind,
                     double            low,
                     double            high)
{
  self->kind = kind;
  if (kind == LF_CHART_SCALE_LOG)
    init_log (self, low, high);
  else
    init_linear (self, low, high);
}

/**
 * lf_chart_scale_place:
 * @self: a scale
 * @value: a value
 *
 * Any thread.
 *
 * Returns: where the value is: 0 at the beginning of the axis, 1 at its end; what lies outside is
 *   put there, zero and less on a logarithmic scale too; NaN for NaN
 */
double
lf_chart_scale_place (const LfChartScale *self,
                      double              value)
{
  double place;

  if (isnan (value))
    return value;

  if (self->kind == LF_CHART_SCALE_LOG)
    place = value > 0 ? log (value / self->min) / log (self->max / self->min) : 0;
  else
    place = (value - self->min) / (self->max - self->min);
  return CLAMP (place, 0, 1);
}

static void
add_linear (const LfChartScale *self,
            guint               max_ticks,
            double              least_step,
            GArray             *ticks)
{
  double span = self->max - self->min;
  double step = lf_chart_nice_number (MAX (span / MAX (max_ticks - 1, 1), least_step), FALSE);
  double first = ceil (self->min / step - TOLERANCE);
  double last = floor (self->max / step + TOLERANCE);

  for (double i = first; i <= last && ticks->len < max_ticks; i++)
    {
      double tick = i * step;

      g_array_append_val (ticks, tick);
    }
}

/* Mantissas times every @stride-th power of ten */
static void
add_powers (const LfChartScale *self,
            const double       *mantissas,
            guint               n_mantissas,
            int                 stride,
            GArray             *ticks)
{
  int first = (int) floor (log10 (self->min)) - 1;
  int last = (int) ceil (log10 (self->max));

  g_array_set_size (ticks, 0);
  for (int i = first; i <= last; i++)
    for (guint j = 0; j < n_mantissas && i % stride == 0; j++)
      {
        double tick = mantissas[j] * pow (10, i);

        if (tick >= self->min * (1 - TOLERANCE) && tick <= self->max * (1 + TOLERANCE))
          g_array_append_val (ticks, tick);
      }
}

static void
add_log (const LfChartScale *self,
         guint               max_ticks,
         GArray             *ticks)
{
  add_powers (self, fine_mantissas, G_N_ELEMENTS (fine_mantissas), 1, ticks);
  if (ticks->len > max_ticks)
    add_powers (self, coarse_mantissas, G_N_ELEMENTS (coarse_mantissas), 1, ticks);
  for (int stride = 1; ticks->len > max_ticks; stride++)
    add_powers (self, fine_mantissas, 1, stride, ticks);
}

/**
 * lf_chart_scale_get_ticks:
 * @self: a scale
 * @max_ticks: how many there is room for
 * @least_step: the least difference between two on a linear scale, such as 1 for what is counted; 0
 *   for any
 *
 * Finds round numbers to label an axis with. Any thread.
 *
 * Returns: (transfer full) (element-type double): the values, ascending
 */
GArray *
lf_chart_scale_get_ticks (const LfChartScale *self,
                          guint               max_ticks,
                          double              least_step)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));

  if (max_ticks == 0)
    return ticks;
  if (self->kind == LF_CHART_SCALE_LOG)
    add_log (self, max_ticks, ticks);
  else
    add_linear (self, MAX (max_ticks, 2), least_step, ticks);
  return ticks;
}
