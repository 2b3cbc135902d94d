/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart.h"
#include "charts/lf-chart-format.h"
#include "charts/lf-chart-scale.h"

G_BEGIN_DECLS

/**
 * LfLinePoint:
 * @time: when it was measured, in microseconds since 1970 UTC
 * @median: the value; NaN if it could not be measured, which interrupts the line
 * @low: the beginning of the interval that values spread over; NaN if there is none
 * @high: its end
 *
 * A point of a line chart.
 */
typedef struct
{
  gint64 time;
  double median;
  double low;
  double high;
} LfLinePoint;

#define LF_TYPE_LINE_CHART (lf_line_chart_get_type ())
G_DECLARE_FINAL_TYPE (LfLineChart, lf_line_chart, LF, LINE_CHART, LfChart)

GtkWidget *lf_line_chart_new          (void);
void       lf_line_chart_set_points   (LfLineChart       *self,
                                       const LfLinePoint *points,
                                       guint              n_points);
void       lf_line_chart_add_event    (LfLineChart       *self,
                                       gint64             time,
                                       const char        *label);
void       lf_line_chart_clear_events (LfLineChart       *self);
void       lf_line_chart_set_scale    (LfLineChart       *self,
                                       LfChartScaleKind   scale);
void       lf_line_chart_set_unit     (LfLineChart       *self,
                                       LfChartUnit        unit);
void       lf_line_chart_set_legend   (LfLineChart       *self,
                                       const char        *line,
                                       const char        *interval);

G_END_DECLS
