/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart-canvas.h"
#include "charts/lf-line-chart.h"

G_BEGIN_DECLS

/**
 * LfLineEvent:
 * @time: when, in microseconds since 1970 UTC
 * @label: (owned): what happened
 */
typedef struct
{
  gint64  time;
  char   *label;
} LfLineEvent;

/**
 * LfLineData:
 * @points: (owned) (element-type LfLinePoint): the points, by time
 * @events: (owned) (element-type LfLineEvent): the events, by time
 * @scale: how values are spaced
 * @unit: what values are
 * @line_text: (owned) (nullable): what the line is
 * @interval_text: (owned) (nullable): what the band is
 *
 * What a line chart shows.
 */
typedef struct
{
  GArray           *points;
  GArray           *events;
  LfChartScaleKind  scale;
  LfChartUnit       unit;
  char             *line_text;
  char             *interval_text;
} LfLineData;

/**
 * LfLinePlaces:
 * @xs: where the items are: the points, then the events
 * @ys: where they are; NaN for a point that was not measured
 * @top: where the plot begins
 *
 * Where the items of a line chart are.
 */
typedef struct
{
  float *xs;
  float *ys;
  float  top;
} LfLinePlaces;

/**
 * LfLineDrawing:
 *
 * The texts of a line chart in its font, and where everything is.
 */
typedef struct _LfLineDrawing LfLineDrawing;

void                lf_line_data_init              (LfLineData       *self);
void                lf_line_data_clear             (LfLineData       *self);

LfLineDrawing      *lf_line_drawing_new            (GtkWidget        *widget,
                                                    const LfLineData *data);
void                lf_line_drawing_free           (LfLineDrawing    *self);
void                lf_line_drawing_lay_out        (LfLineDrawing    *self,
                                                    float             width,
                                                    float             height);
const LfLinePlaces *lf_line_drawing_get_places     (LfLineDrawing    *self);
void                lf_line_drawing_draw_frame     (LfLineDrawing    *self,
                                                    LfChartCanvas    *canvas);
void                lf_line_drawing_draw_marks     (LfLineDrawing    *self,
                                                    LfChartCanvas    *canvas);
void                lf_line_drawing_draw_highlight (LfLineDrawing    *self,
                                                    LfChartCanvas    *canvas,
                                                    guint             item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLineDrawing, lf_line_drawing_free)

G_END_DECLS
