/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-range-drawing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
clear_threshold (gpointer data)
{
  LfRangeThreshold *threshold = data;

  g_free (threshold->label);
}

/**
 * lf_range_data_init:
 * @self: (out caller-allocates): the data of an empty chart
 */
void
lf_range_data_init (LfRangeData *self)
{
  *self = (LfRangeData) {
    .rows = g_ptr_array_new (),
    .n_series = 1,
    .unit = LF_CHART_UNIT_MILLISECONDS,
    .show_values = TRUE,
    .thresholds = g_array_new (FALSE, FALSE, sizeof (LfRangeThreshold)),
  };
  g_array_set_clear_func (self->thresholds, clear_threshold);
}

/**
 * lf_range_data_clear:
 * @self: data
 *
 * Frees what it has.
 */
void
lf_range_data_clear (LfRangeData *self)
{
  if (self->destroy != NULL)
    self->destroy (self->format_data);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->thresholds);
  g_free (self->series[0]);
  g_free (self->series[1]);
  g_free (self->interval_text);
}

/**
 * lf_range_data_format:
 * @self: data
 * @value: a value; NaN if it is missing
 *
 * Returns: (transfer full): the value in words
 */
char *
lf_range_data_format (const LfRangeData *self,
                      double             value)
{
  if (self->format != NULL && !isnan (value))
    return self->format (value, self->format_data);
  return lf_chart_format_value (self->unit, value);
}

/**
 * lf_range_data_format_median:
 * @self: data
 * @value: a value
 *
 * Returns: (transfer full): its median in words, with a sign if it is only known to be larger
 */
char *
lf_range_data_format_median (const LfRangeData  *self,
                             const LfRangeValue *value)
{
  g_autofree char *text = lf_range_data_format (self, value->median);

  if (!value->is_least)
    return g_steal_pointer (&text);
  /* Translators: larger than a value, such as “> 10.00 s” */
  return g_strdup_printf (_("> %s"), text);
}
