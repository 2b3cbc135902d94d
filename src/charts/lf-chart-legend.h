/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart-canvas.h"

G_BEGIN_DECLS

/**
 * LfChartSign:
 * @LF_CHART_SIGN_BOX: a field
 * @LF_CHART_SIGN_FRAME: a field with an edge
 * @LF_CHART_SIGN_WHISKER: an interval
 * @LF_CHART_SIGN_LINE: a line
 * @LF_CHART_SIGN_BAND: a pale field
 * @LF_CHART_SIGN_DOT: a dot
 * @LF_CHART_SIGN_DIAMOND: a diamond
 * @LF_CHART_SIGN_OUTLINE: the edge of a field
 *
 * What stands before a text of a legend.
 */
typedef enum
{
  LF_CHART_SIGN_BOX,
  LF_CHART_SIGN_FRAME,
  LF_CHART_SIGN_WHISKER,
  LF_CHART_SIGN_LINE,
  LF_CHART_SIGN_BAND,
  LF_CHART_SIGN_DOT,
  LF_CHART_SIGN_DIAMOND,
  LF_CHART_SIGN_OUTLINE,
} LfChartSign;

/**
 * LfChartLegend:
 *
 * Tells what is what in a chart, on a line at its top.
 */
typedef struct _LfChartLegend LfChartLegend;

LfChartLegend *lf_chart_legend_new        (GtkWidget     *widget);
void           lf_chart_legend_free       (LfChartLegend *self);
void           lf_chart_legend_add        (LfChartLegend *self,
                                           LfChartSign    sign,
                                           const char    *color,
                                           const char    *text);
float          lf_chart_legend_get_height (LfChartLegend *self);
void           lf_chart_legend_draw       (LfChartLegend *self,
                                           LfChartCanvas *canvas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfChartLegend, lf_chart_legend_free)

G_END_DECLS
