/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart.h"
#include "charts/lf-chart-format.h"
#include "charts/lf-chart-scale.h"
#include "charts/lf-range-row.h"

G_BEGIN_DECLS

/**
 * LfChartFormatFunc:
 * @value: a value that is not NaN
 * @data: for the function
 *
 * Returns: (transfer full): the value in words
 */
typedef char * (*LfChartFormatFunc) (double   value,
                                     gpointer data);

#define LF_TYPE_RANGE_CHART (lf_range_chart_get_type ())
G_DECLARE_FINAL_TYPE (LfRangeChart, lf_range_chart, LF, RANGE_CHART, LfChart)

GtkWidget        *lf_range_chart_new               (void);
void              lf_range_chart_set_rows          (LfRangeChart      *self,
                                                    GPtrArray         *rows);
void              lf_range_chart_set_series        (LfRangeChart      *self,
                                                    const char        *first,
                                                    const char        *second);
void              lf_range_chart_set_scale         (LfRangeChart      *self,
                                                    LfChartScaleKind   scale);
LfChartScaleKind  lf_range_chart_get_scale         (LfRangeChart      *self);
void              lf_range_chart_set_unit          (LfRangeChart      *self,
                                                    LfChartUnit        unit);
void              lf_range_chart_set_formatter     (LfRangeChart      *self,
                                                    LfChartFormatFunc  func,
                                                    gpointer           data,
                                                    GDestroyNotify     destroy);
void              lf_range_chart_set_interval_text (LfRangeChart      *self,
                                                    const char        *text);
void              lf_range_chart_set_show_values   (LfRangeChart      *self,
                                                    gboolean           show);
void              lf_range_chart_add_threshold     (LfRangeChart      *self,
                                                    double             value,
                                                    const char        *label,
                                                    LfChartTone        tone);
void              lf_range_chart_clear_thresholds  (LfRangeChart      *self);

G_END_DECLS
