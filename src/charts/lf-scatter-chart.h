/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart.h"
#include "charts/lf-chart-format.h"

G_BEGIN_DECLS

/**
 * LfScatterPoint:
 * @time: when, in microseconds since 1970 UTC
 * @value: the value; NaN for none
 * @outlier: whether it is one that stands out
 *
 * A point of a scatter chart.
 */
typedef struct
{
  gint64   time;
  double   value;
  gboolean outlier;
} LfScatterPoint;

#define LF_TYPE_SCATTER_CHART (lf_scatter_chart_get_type ())
G_DECLARE_FINAL_TYPE (LfScatterChart, lf_scatter_chart, LF, SCATTER_CHART, LfChart)

GtkWidget *lf_scatter_chart_new        (void);
void       lf_scatter_chart_set_points (LfScatterChart       *self,
                                        const LfScatterPoint *points,
                                        guint                 n_points);
void       lf_scatter_chart_set_limits (LfScatterChart       *self,
                                        double                mean,
                                        double                sigma);
void       lf_scatter_chart_set_unit   (LfScatterChart       *self,
                                        LfChartUnit           unit);
void       lf_scatter_chart_set_legend (LfScatterChart       *self,
                                        const char           *points,
                                        const char           *outliers);

G_END_DECLS
