/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "charts/lf-chart-canvas.h"
#include "charts/lf-range-geometry.h"

G_BEGIN_DECLS

/**
 * LfRangeValue:
 * @median: the value; NaN if it is missing
 * @low: the beginning of the interval that values spread over, such as the 5th percentile; NaN if
 *   there is none
 * @high: its end
 * @is_least: whether it is only known that the value is larger than @median
 *
 * A measured value.
 */
typedef struct
{
  double   median;
  double   low;
  double   high;
  gboolean is_least;
} LfRangeValue;

#define LF_TYPE_RANGE_ROW (lf_range_row_get_type ())

/**
 * LfRangeRow:
 * @label: (owned): what was measured; valid UTF-8 on one line
 * @sublabel: (owned) (nullable): more about it
 * @values: one for each series
 * @verdict: (owned) (nullable): what came out, such as “270×”
 * @tone: what is to be thought of @verdict
 * @color: (nullable): the colour of the last bar, instead of the series'
 *
 * A row of a range chart. Made with lf_range_row_new(); not to be changed once a chart has it.
 */
typedef struct
{
  char         *label;
  char         *sublabel;
  LfRangeValue  values[LF_RANGE_MAX_SERIES];
  char         *verdict;
  LfChartTone   tone;
  const char   *color;
} LfRangeRow;

GType       lf_range_row_get_type    (void) G_GNUC_CONST;
LfRangeRow *lf_range_row_new         (const char       *label,
                                      const char       *sublabel);
LfRangeRow *lf_range_row_copy        (const LfRangeRow *self);
void        lf_range_row_free        (LfRangeRow       *self);
void        lf_range_row_set_value   (LfRangeRow       *self,
                                      guint             series,
                                      double            median,
                                      double            low,
                                      double            high);
void        lf_range_row_set_least   (LfRangeRow       *self,
                                      guint             series,
                                      double            value);
void        lf_range_row_set_verdict (LfRangeRow       *self,
                                      const char       *text,
                                      LfChartTone       tone);
void        lf_range_row_set_color   (LfRangeRow       *self,
                                      const char       *color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRangeRow, lf_range_row_free)

G_END_DECLS
