/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-line-drawing.h"

#include <math.h>

#include "charts/lf-chart-geometry.h"
#include "charts/lf-chart-legend.h"
#include "charts/lf-time-geometry.h"
#include "charts/lf-time-plot.h"

struct _LfLineDrawing
{
  const LfLineData *data;
  LfTimePlot       *plot;
  LfChartLegend    *legend;
  guint             n_events;       /* when it was made: it is freed after the data changed */
  LfChartText     **events;         /* their labels */

  LfLinePlaces      places;
  float            *starts;         /* of the events' labels */
  int              *lanes;          /* lines of the events' labels, from the bottom; -1 for none */
  float             caption_height;
};

#define MAX_LANES 2
#define LABEL_GAP 6.0f
#define FLAG_GAP 4.0f
#define LABEL_MARGIN 2.0f
#define LINE_WIDTH 2.0
#define BAND_ALPHA 0.2
#define DOT 3.0f
#define RING 5.5f

/* More points than this are a line, and dots would only make it thicker */
#define MAX_DOTS 80

#define COLOR "lf_chart_single"

static void
clear_event (gpointer data)
{
  LfLineEvent *event = data;

  g_free (event->label);
}

/**
 * lf_line_data_init:
 * @self: (out caller-allocates): the data of an empty chart
 */
void
lf_line_data_init (LfLineData *self)
{
  *self = (LfLineData) {
    .points = g_array_new (FALSE, FALSE, sizeof (LfLinePoint)),
    .events = g_array_new (FALSE, FALSE, sizeof (LfLineEvent)),
    .unit = LF_CHART_UNIT_MILLISECONDS,
  };
  g_array_set_clear_func (self->events, clear_event);
}

/**
 * lf_line_data_clear:
 * @self: data
 *
 * Frees what it has.
 */
void
lf_line_data_clear (LfLineData *self)
{
  g_array_unref (self->points);
  g_array_unref (self->events);
  g_free (self->line_text);
  g_free (self->interval_text);
}

static const LfLinePoint *
get_point (LfLineDrawing *self,
           guint          point)
{
  return &g_array_index (self->data->points, LfLinePoint, point);
}

static const LfLineEvent *
get_event (LfLineDrawing *self,
           guint          event)
{
  return &g_array_index (self->data->events, LfLineEvent, event);
}

static gboolean
has_interval (const LfLinePoint *point)
{
  return !isnan (point->median) && !isnan (point->low) && !isnan (point->high);
}

/* A linear scale begins at 0, so that half the time is half as high */
static LfChartScale
make_scale (LfLineDrawing *self)
{
  gboolean log = self->data->scale == LF_CHART_SCALE_LOG;
  LfChartScale scale;
  double low = NAN;
  double high = NAN;

  for (guint i = 0; i < self->data->points->len; i++)
    {
      const LfLinePoint *point = get_point (self, i);
      double values[] = { point->median, point->low, point->high };

      for (guint j = 0; j < (has_interval (point) ? 3 : 1); j++)
        if (isfinite (values[j]) && (!log || values[j] > 0))
          {
            low = isnan (low) ? values[j] : MIN (low, values[j]);
            high = isnan (high) ? values[j] : MAX (high, values[j]);
          }
    }
  lf_chart_scale_init (&scale, self->data->scale, log ? low : MIN (low, 0), high);
  return scale;
}

static void
make_plot (LfLineDrawing *self,
           GtkWidget     *widget)
{
  guint n = self->data->points->len;
  guint n_events = self->data->events->len;
  LfChartScale scale = make_scale (self);
  gint64 from = get_point (self, 0)->time;
  gint64 to = get_point (self, n - 1)->time;

  if (n_events > 0)
    {
      from = MIN (from, get_event (self, 0)->time);
      to = MAX (to, get_event (self, n_events - 1)->time);
    }
  lf_time_geometry_widen (&from, &to);
  self->plot = lf_time_plot_new (widget, &scale, self->data->unit, from, to);
}

/**
 * lf_line_drawing_new:
 * @widget: the chart
 * @data: what it shows, at least one point; it must not change as long as there is the drawing
 *
 * Makes the texts of a chart.
 *
 * Returns: (transfer full): a drawing
 */
LfLineDrawing *
lf_line_drawing_new (GtkWidget        *widget,
                     const LfLineData *data)
{
  LfLineDrawing *self = g_new0 (LfLineDrawing, 1);
  guint n = data->points->len + data->events->len;

  self->data = data;
  self->n_events = data->events->len;
  make_plot (self, widget);
  self->legend = lf_chart_legend_new (widget);
  if (data->line_text != NULL)
    lf_chart_legend_add (self->legend, LF_CHART_SIGN_LINE, COLOR, data->line_text);
  if (data->interval_text != NULL)
    lf_chart_legend_add (self->legend, LF_CHART_SIGN_BAND, COLOR, data->interval_text);

  self->places.xs = g_new (float, n);
  self->places.ys = g_new (float, n);
  self->events = g_new0 (LfChartText *, data->events->len + 1);
  self->starts = g_new (float, data->events->len + 1);
  self->lanes = g_new (int, data->events->len + 1);
  for (guint i = 0; i < data->events->len; i++)
    {
      self->events[i] = lf_chart_text_new (widget, get_event (self, i)->label,
                                           LF_CHART_TEXT_SMALL);
      self->caption_height = ceilf (self->events[i]->height);
    }
  return self;
}

/**
 * lf_line_drawing_free:
 * @self: (transfer full): a drawing
 */
void
lf_line_drawing_free (LfLineDrawing *self)
{
  for (guint i = 0; i < self->n_events; i++)
    g_clear_pointer (&self->events[i], lf_chart_text_free);
  g_free (self->events);
  g_free (self->starts);
  g_free (self->lanes);
  g_free (self->places.xs);
  g_free (self->places.ys);
  lf_time_plot_free (self->plot);
  lf_chart_legend_free (self->legend);
  g_free (self);
}

/* With a number of lines for labels above the plot; returns how many are needed of them */
static guint
lay_out_events (LfLineDrawing *self,
                float          width,
                float          height,
                guint          n_lanes)
{
  guint n = self->data->events->len;
  float *xs = self->places.xs + self->data->points->len;
  g_autofree float *widths = g_new (float, n + 1);
  guint needed = 0;

  lf_time_plot_lay_out (self->plot, width, height,
                        lf_chart_legend_get_height (self->legend) +
                          self->caption_height * (float) n_lanes,
                        0);
  for (guint i = 0; i < n; i++)
    {
      xs[i] = lf_time_plot_get_x (self->plot, get_event (self, i)->time);
      widths[i] = self->events[i]->width + 2 * FLAG_GAP;
    }
  lf_chart_geometry_place_flags (xs, widths, n, width, n_lanes, LABEL_GAP, self->starts,
                                 self->lanes);

  for (guint i = 0; i < n; i++)
    needed = MAX (needed, (guint) (self->lanes[i] + 1));
  return needed;
}

/**
 * lf_line_drawing_lay_out:
 * @self: a drawing
 * @width: of the chart
 * @height: of the chart
 *
 * Computes where everything is.
 */
void
lf_line_drawing_lay_out (LfLineDrawing *self,
                         float          width,
                         float          height)
{
  guint n = self->data->points->len;
  guint n_events = self->data->events->len;
  guint n_lanes = MIN (n_events, MAX_LANES);
  guint needed = lay_out_events (self, width, height, n_lanes);

  if (needed < n_lanes)
    lay_out_events (self, width, height, needed);
  self->places.top = lf_time_plot_get_area (self->plot)->origin.y;

  for (guint i = 0; i < n; i++)
    {
      self->places.xs[i] = lf_time_plot_get_x (self->plot, get_point (self, i)->time);
      self->places.ys[i] = lf_time_plot_get_y (self->plot, get_point (self, i)->median);
    }
  for (guint i = 0; i < n_events; i++)
    self->places.ys[n + i] = self->places.top;
}

/**
 * lf_line_drawing_get_places:
 * @self: a drawing that is laid out
 *
 * Returns: (transfer none): where the items are
 */
const LfLinePlaces *
lf_line_drawing_get_places (LfLineDrawing *self)
{
  return &self->places;
}

static void
draw_event (LfLineDrawing *self,
            LfChartCanvas *canvas,
            guint          i)
{
  const graphene_rect_t *area = lf_time_plot_get_area (self->plot);
  float x = self->places.xs[self->data->points->len + i];
  float top = area->origin.y;
  float y;

  if (self->lanes[i] >= 0)
    {
      y = top - LABEL_MARGIN - self->caption_height * (float) (self->lanes[i] + 1);
      lf_chart_canvas_text (canvas, self->events[i],
                            &GRAPHENE_RECT_INIT (self->starts[i] + FLAG_GAP, y,
                                                 self->events[i]->width, self->caption_height),
                            LF_CHART_ALIGN_START, "lf_dim");
      /* As on a flag, the line goes up beside its label */
      top = y + FLAG_GAP;
    }
  lf_chart_canvas_dashed (canvas, x, top, area->origin.y + area->size.height, "lf_chart_event");
}

/**
 * lf_line_drawing_draw_frame:
 * @self: a drawing that is laid out
 * @canvas: what to draw on
 *
 * Draws everything but the line and its band.
 */
void
lf_line_drawing_draw_frame (LfLineDrawing *self,
                            LfChartCanvas *canvas)
{
  lf_chart_legend_draw (self->legend, canvas);
  lf_time_plot_draw (self->plot, canvas);
  for (guint i = 0; i < self->data->events->len; i++)
    draw_event (self, canvas, i);
}

/* From @first on as long as points have an interval; returns the one after them */
static guint
add_band (LfLineDrawing *self,
          cairo_t       *cr,
          guint          first)
{
  guint n = self->data->points->len;
  guint end = first;

  cairo_new_sub_path (cr);
  for (; end < n && has_interval (get_point (self, end)); end++)
    cairo_line_to (cr, (double) self->places.xs[end],
                   (double) lf_time_plot_get_y (self->plot, get_point (self, end)->high));
  for (guint i = end; i > first; i--)
    cairo_line_to (cr, (double) self->places.xs[i - 1],
                   (double) lf_time_plot_get_y (self->plot, get_point (self, i - 1)->low));
  if (end > first)
    cairo_close_path (cr);
  return MAX (end, first + 1);
}

static void
draw_line (LfLineDrawing *self,
           cairo_t       *cr)
{
  guint n = self->data->points->len;
  gboolean drawing = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (isnan (self->places.ys[i]))
        drawing = FALSE;
      else if (drawing)
        cairo_line_to (cr, (double) self->places.xs[i], (double) self->places.ys[i]);
      else
        {
          cairo_move_to (cr, (double) self->places.xs[i], (double) self->places.ys[i]);
          drawing = TRUE;
        }
    }
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

/* A point between two that were not measured has no line, so it has a dot in any case */
static gboolean
is_alone (LfLineDrawing *self,
          guint          i)
{
  guint n = self->data->points->len;

  return (i == 0 || isnan (self->places.ys[i - 1])) &&
         (i + 1 == n || isnan (self->places.ys[i + 1]));
}

static void
draw_dot (LfChartCanvas *canvas,
          float          x,
          float          y,
          float          radius,
          const char    *color)
{
  lf_chart_canvas_fill (canvas,
                        &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius),
                        radius, color);
}

/**
 * lf_line_drawing_draw_marks:
 * @self: a drawing that is laid out
 * @canvas: what to draw on
 *
 * Draws the line and its band.
 */
void
lf_line_drawing_draw_marks (LfLineDrawing *self,
                            LfChartCanvas *canvas)
{
  guint n = self->data->points->len;
  graphene_rect_t area = *lf_time_plot_get_area (self->plot);
  cairo_t *cr;

  graphene_rect_inset (&area, -DOT, -DOT);
  cr = lf_chart_canvas_begin_cairo (canvas, &area);
  for (guint i = 0; i < n;)
    i = add_band (self, cr, i);
  lf_chart_canvas_set_source (canvas, cr, COLOR, BAND_ALPHA);
  cairo_fill (cr);
  lf_chart_canvas_set_source (canvas, cr, COLOR, 1);
  draw_line (self, cr);
  cairo_destroy (cr);

  for (guint i = 0; i < n; i++)
    if (!isnan (self->places.ys[i]) && (n <= MAX_DOTS || is_alone (self, i)))
      draw_dot (canvas, self->places.xs[i], self->places.ys[i], DOT, COLOR);
}

/**
 * lf_line_drawing_draw_highlight:
 * @self: a drawing that is laid out
 * @canvas: what to draw on
 * @item: an item
 *
 * Marks a point or an event.
 */
void
lf_line_drawing_draw_highlight (LfLineDrawing *self,
                                LfChartCanvas *canvas,
                                guint          item)
{
  const graphene_rect_t *area = lf_time_plot_get_area (self->plot);
  float x = self->places.xs[item];
  float y = self->places.ys[item];
  gboolean event = item >= self->data->points->len;

  lf_chart_canvas_vertical (canvas, x, area->origin.y, area->origin.y + area->size.height,
                            event ? 2 : 1, event ? "lf_chart_event" : "lf_dim");
  if (event || isnan (y))
    return;

  draw_dot (canvas, x, y, RING, "lf_view");
  draw_dot (canvas, x, y, RING - 1.5f, COLOR);
}
