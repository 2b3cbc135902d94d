/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfChartScaleKind:
 * @LF_CHART_SCALE_LINEAR: equal differences are equally long
 * @LF_CHART_SCALE_LOG: equal ratios are equally long
 */
typedef enum
{
  LF_CHART_SCALE_LINEAR,
  LF_CHART_SCALE_LOG,
} LfChartScaleKind;

/**
 * LfChartScale:
 * @kind: how values are spaced
 * @min: the value at the beginning of the axis; more than 0 on a logarithmic scale
 * @max: the value at its end, more than @min
 *
 * An axis without its length.
 */
typedef struct
{
  LfChartScaleKind kind;
  double           min;
  double           max;
} LfChartScale;

double  lf_chart_nice_number     (double              number,
                                  gboolean            nearest);
void    lf_chart_scale_init      (LfChartScale       *self,
                                  LfChartScaleKind    kind,
                                  double              low,
                                  double              high);
double  lf_chart_scale_place     (const LfChartScale *self,
                                  double              value);
GArray *lf_chart_scale_get_ticks (const LfChartScale *self,
                                  guint               max_ticks,
                                  double              least_step);

G_END_DECLS
