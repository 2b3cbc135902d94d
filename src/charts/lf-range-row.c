/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-range-row.h"

#include <math.h>

#include "charts/lf-chart-format.h"

G_DEFINE_BOXED_TYPE (LfRangeRow, lf_range_row, lf_range_row_copy, lf_range_row_free)

/**
 * lf_range_row_new:
 * @label: what was measured
 * @sublabel: (nullable): more about it, in small letters
 *
 * Returns: (transfer full): a row without values
 */
LfRangeRow *
lf_range_row_new (const char *label,
                  const char *sublabel)
{
  LfRangeRow *self = g_new0 (LfRangeRow, 1);

  self->label = lf_chart_one_line (label);
  self->sublabel = sublabel != NULL ? lf_chart_one_line (sublabel) : NULL;
  for (guint i = 0; i < LF_RANGE_MAX_SERIES; i++)
    self->values[i] = (LfRangeValue) { NAN, NAN, NAN };
  return self;
}

/**
 * lf_range_row_copy:
 * @self: a row
 *
 * Returns: (transfer full): one like it
 */
LfRangeRow *
lf_range_row_copy (const LfRangeRow *self)
{
  LfRangeRow *copy = g_memdup2 (self, sizeof *self);

  copy->label = g_strdup (self->label);
  copy->sublabel = g_strdup (self->sublabel);
  copy->verdict = g_strdup (self->verdict);
  return copy;
}

/**
 * lf_range_row_free:
 * @self: (transfer full): a row
 */
void
lf_range_row_free (LfRangeRow *self)
{
  g_free (self->label);
  g_free (self->sublabel);
  g_free (self->verdict);
  g_free (self);
}

/**
 * lf_range_row_set_value:
 * @self: a row
 * @series: 0 for the first bar, 1 for the second
 * @median: the value; NaN if it is missing
 * @low: the beginning of the interval that values spread over; NaN for none
 * @high: its end; NaN for none
 */
void
lf_range_row_set_value (LfRangeRow *self,
                        guint       series,
                        double      median,
                        double      low,
                        double      high)
{
  g_return_if_fail (series < LF_RANGE_MAX_SERIES);

  self->values[series] = (LfRangeValue) { median, low, high, FALSE };
}

/**
 * lf_range_row_set_least:
 * @self: a row
 * @series: 0 for the first bar, 1 for the second
 * @value: what the value is larger than, of which nothing more is known
 */
void
lf_range_row_set_least (LfRangeRow *self,
                        guint       series,
                        double      value)
{
  g_return_if_fail (series < LF_RANGE_MAX_SERIES);

  self->values[series] = (LfRangeValue) { value, NAN, NAN, TRUE };
}

/**
 * lf_range_row_set_verdict:
 * @self: a row
 * @text: (nullable): what came out, such as “270×”, “within noise” or “2.1× slower”
 * @tone: what is to be thought of it
 */
void
lf_range_row_set_verdict (LfRangeRow  *self,
                          const char  *text,
                          LfChartTone  tone)
{
  g_free (self->verdict);
  self->verdict = text != NULL ? lf_chart_one_line (text) : NULL;
  self->tone = tone;
}

/**
 * lf_range_row_set_color:
 * @self: a row
 * @color: (nullable): the name of a colour of the style sheet for the last bar; it must live as
 *   long as the row: a literal or an interned string
 */
void
lf_range_row_set_color (LfRangeRow *self,
                        const char *color)
{
  self->color = color;
}
