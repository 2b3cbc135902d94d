/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "charts/lf-chart-text.h"

G_BEGIN_DECLS

/**
 * LfChartAlign:
 * @LF_CHART_ALIGN_START: where reading begins
 * @LF_CHART_ALIGN_CENTER: in the middle
 * @LF_CHART_ALIGN_END: where reading ends
 */
typedef enum
{
  LF_CHART_ALIGN_START,
  LF_CHART_ALIGN_CENTER,
  LF_CHART_ALIGN_END,
} LfChartAlign;

/**
 * LfChartTone:
 * @LF_CHART_TONE_NEUTRAL: neither good nor bad
 * @LF_CHART_TONE_GOOD: good
 * @LF_CHART_TONE_WARNING: to be looked at
 * @LF_CHART_TONE_BAD: bad
 *
 * What something is to be thought of.
 */
typedef enum
{
  LF_CHART_TONE_NEUTRAL,
  LF_CHART_TONE_GOOD,
  LF_CHART_TONE_WARNING,
  LF_CHART_TONE_BAD,
} LfChartTone;

/**
 * LfChartCanvas:
 * @widget: the chart, whose colours and font are used
 * @snapshot: what is drawn on
 * @width: of the chart, in pixels
 * @height: of the chart, in pixels
 * @scale: device pixels a pixel
 * @mirrored: whether the chart is read from right to left
 * @cap_height: the height of capital letters
 *
 * Draws a chart as if it were read from left to right, and mirrors it if it is not. Edges are put
 * on device pixels.
 */
typedef struct
{
  GtkWidget   *widget;
  GtkSnapshot *snapshot;
  float        width;
  float        height;
  float        scale;
  gboolean     mirrored;
  float        cap_height;
} LfChartCanvas;

void    lf_chart_canvas_init          (LfChartCanvas         *self,
                                       GtkWidget             *widget,
                                       GtkSnapshot           *snapshot,
                                       float                  width,
                                       float                  height,
                                       float                  scale);
GdkRGBA lf_chart_canvas_get_color     (LfChartCanvas         *self,
                                       const char            *name);
void    lf_chart_canvas_fill          (LfChartCanvas         *self,
                                       const graphene_rect_t *rect,
                                       float                  radius,
                                       const char            *color);
void    lf_chart_canvas_outline       (LfChartCanvas         *self,
                                       const graphene_rect_t *rect,
                                       float                  radius,
                                       float                  thickness,
                                       const char            *color);
void    lf_chart_canvas_vertical      (LfChartCanvas         *self,
                                       float                  x,
                                       float                  top,
                                       float                  bottom,
                                       float                  thickness,
                                       const char            *color);
void    lf_chart_canvas_horizontal    (LfChartCanvas         *self,
                                       float                  y,
                                       float                  start,
                                       float                  end,
                                       float                  thickness,
                                       const char            *color);
void    lf_chart_canvas_dashed        (LfChartCanvas         *self,
                                       float                  x,
                                       float                  top,
                                       float                  bottom,
                                       const char            *color);
void    lf_chart_canvas_whisker       (LfChartCanvas         *self,
                                       float                  y,
                                       float                  start,
                                       float                  end,
                                       const char            *color);
void    lf_chart_canvas_diamond       (LfChartCanvas         *self,
                                       float                  x,
                                       float                  y,
                                       float                  radius,
                                       const char            *color);
cairo_t *lf_chart_canvas_begin_cairo  (LfChartCanvas         *self,
                                       const graphene_rect_t *rect);
void    lf_chart_canvas_set_source    (LfChartCanvas         *self,
                                       cairo_t               *cr,
                                       const char            *color,
                                       double                 alpha);
void    lf_chart_canvas_text          (LfChartCanvas         *self,
                                       LfChartText           *text,
                                       const graphene_rect_t *rect,
                                       LfChartAlign           align,
                                       const char            *color);
void    lf_chart_canvas_pill          (LfChartCanvas         *self,
                                       LfChartText           *text,
                                       const graphene_rect_t *rect,
                                       LfChartAlign           align,
                                       LfChartTone            tone);
float   lf_chart_canvas_get_pill_width (LfChartText          *text);

G_END_DECLS
