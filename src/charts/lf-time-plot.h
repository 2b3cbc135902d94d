/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart-canvas.h"
#include "charts/lf-chart-format.h"
#include "charts/lf-chart-scale.h"

G_BEGIN_DECLS

/**
 * LfTimePlot:
 *
 * The axes of a chart of values over time.
 */
typedef struct _LfTimePlot LfTimePlot;

LfTimePlot            *lf_time_plot_new      (GtkWidget          *widget,
                                              const LfChartScale *scale,
                                              LfChartUnit         unit,
                                              gint64              from,
                                              gint64              to);
void                   lf_time_plot_free     (LfTimePlot         *self);
void                   lf_time_plot_lay_out  (LfTimePlot         *self,
                                              float               width,
                                              float               height,
                                              float               top,
                                              float               end);
const graphene_rect_t *lf_time_plot_get_area (LfTimePlot         *self);
float                  lf_time_plot_get_x    (LfTimePlot         *self,
                                              gint64              time);
float                  lf_time_plot_get_y    (LfTimePlot         *self,
                                              double              value);
void                   lf_time_plot_draw     (LfTimePlot         *self,
                                              LfChartCanvas      *canvas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTimePlot, lf_time_plot_free)

G_END_DECLS
