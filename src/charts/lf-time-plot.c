/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-time-plot.h"

#include <math.h>

#include "charts/lf-chart-geometry.h"
#include "charts/lf-time-axis.h"

typedef struct
{
  double       value;
  LfChartText *text;
} ValueTick;

typedef struct
{
  gint64       time;
  LfChartText *label;
  LfChartText *context;     /* NULL for none */
} TimeTick;

struct _LfTimePlot
{
  GtkWidget       *widget;
  LfChartScale     scale;
  LfChartUnit      unit;
  gint64           from;
  gint64           to;
  float            caption_height;

  graphene_rect_t  area;
  GArray          *values;      /* of ValueTick */
  GArray          *times;       /* of TimeTick */
};

#define LABEL_GAP 8.0f
#define TICK 4.0f
#define TIME_GAP 12.0f

/* Room for a label of either axis, in lines and in pixels */
#define LINES_A_TICK 2.6f
#define WIDTH_A_TICK 84.0f
#define LEAST_HEIGHT 20.0f
#define LEAST_WIDTH 40.0f

static void
clear_value_tick (gpointer data)
{
  ValueTick *tick = data;

  g_clear_pointer (&tick->text, lf_chart_text_free);
}

static void
clear_time_tick (gpointer data)
{
  TimeTick *tick = data;

  g_clear_pointer (&tick->label, lf_chart_text_free);
  g_clear_pointer (&tick->context, lf_chart_text_free);
}

/**
 * lf_time_plot_new:
 * @widget: the chart
 * @scale: the scale of values
 * @unit: what they are
 * @from: the time that the axis begins with, in microseconds since 1970 UTC
 * @to: the time that it ends with, more than @from
 *
 * Returns: (transfer full): a plot that is to be laid out
 */
LfTimePlot *
lf_time_plot_new (GtkWidget          *widget,
                  const LfChartScale *scale,
                  LfChartUnit         unit,
                  gint64              from,
                  gint64              to)
{
  LfTimePlot *self = g_new0 (LfTimePlot, 1);
  g_autoptr (LfChartText) small = lf_chart_text_new (widget, "0", LF_CHART_TEXT_SMALL);

  self->widget = widget;
  self->scale = *scale;
  self->unit = unit;
  self->from = from;
  self->to = to;
  self->caption_height = ceilf (small->height);
  self->values = g_array_new (FALSE, FALSE, sizeof (ValueTick));
  g_array_set_clear_func (self->values, clear_value_tick);
  self->times = g_array_new (FALSE, FALSE, sizeof (TimeTick));
  g_array_set_clear_func (self->times, clear_time_tick);
  return self;
}

/**
 * lf_time_plot_free:
 * @self: (transfer full): a plot
 */
void
lf_time_plot_free (LfTimePlot *self)
{
  g_array_unref (self->values);
  g_array_unref (self->times);
  g_free (self);
}

/* Returns how wide the labels are */
static float
make_value_ticks (LfTimePlot *self)
{
  guint max_ticks = (guint) (self->area.size.height / (self->caption_height * LINES_A_TICK)) + 1;
  g_autoptr (GArray) values =
    lf_chart_scale_get_ticks (&self->scale, max_ticks, lf_chart_get_least_step (self->unit));
  float widest = 0;

  g_array_set_size (self->values, 0);
  for (guint i = 0; i < values->len; i++)
    {
      ValueTick tick = { .value = g_array_index (values, double, i) };
      g_autofree char *text = lf_chart_format_tick (self->unit, tick.value);

      tick.text = lf_chart_text_new (self->widget, text, LF_CHART_TEXT_SMALL);
      widest = MAX (widest, ceilf (tick.text->width));
      g_array_append_val (self->values, tick);
    }
  return widest;
}

static void
make_time_ticks (LfTimePlot *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  guint max_ticks = (guint) (self->area.size.width / WIDTH_A_TICK) + 1;
  g_autoptr (GPtrArray) ticks = lf_time_axis_get_ticks (self->from, self->to, zone, max_ticks);

  g_array_set_size (self->times, 0);
  for (guint i = 0; i < ticks->len; i++)
    {
      const LfTimeTick *from = g_ptr_array_index (ticks, i);
      TimeTick tick = { .time = from->time };

      tick.label = lf_chart_text_new (self->widget, from->label, LF_CHART_TEXT_SMALL);
      if (from->context != NULL)
        tick.context = lf_chart_text_new (self->widget, from->context, LF_CHART_TEXT_SMALL);
      g_array_append_val (self->times, tick);
    }
}

/**
 * lf_time_plot_lay_out:
 * @self: a plot
 * @width: of the chart
 * @height: of the chart
 * @top: what the chart needs above the plot
 * @end: what it needs after the plot
 */
void
lf_time_plot_lay_out (LfTimePlot *self,
                      float       width,
                      float       height,
                      float       top,
                      float       end)
{
  /* The uppermost label reaches half a line above the plot */
  float begin = top + ceilf (self->caption_height / 2);
  float bottom = height - 2 * self->caption_height - TICK;
  float left;

  graphene_rect_init (&self->area, 0, begin, 0, MAX (bottom - begin, LEAST_HEIGHT));
  left = make_value_ticks (self) + LABEL_GAP;
  self->area.origin.x = left;
  self->area.size.width = MAX (width - left - end, LEAST_WIDTH);
  make_time_ticks (self);
}

/**
 * lf_time_plot_get_area:
 * @self: a plot that is laid out
 *
 * Returns: (transfer none): where values are drawn
 */
const graphene_rect_t *
lf_time_plot_get_area (LfTimePlot *self)
{
  return &self->area;
}

/**
 * lf_time_plot_get_x:
 * @self: a plot that is laid out
 * @time: a time
 *
 * Returns: where it is
 */
float
lf_time_plot_get_x (LfTimePlot *self,
                    gint64      time)
{
  double place = (double) (time - self->from) / (double) (self->to - self->from);

  return self->area.origin.x + (float) place * self->area.size.width;
}

/**
 * lf_time_plot_get_y:
 * @self: a plot that is laid out
 * @value: a value
 *
 * Returns: where it is; NaN for NaN
 */
float
lf_time_plot_get_y (LfTimePlot *self,
                    double      value)
{
  double place = lf_chart_scale_place (&self->scale, value);

  return self->area.origin.y + (float) (1 - place) * self->area.size.height;
}

static void
draw_values (LfTimePlot    *self,
             LfChartCanvas *canvas)
{
  const graphene_rect_t *area = &self->area;

  for (guint i = 0; i < self->values->len; i++)
    {
      const ValueTick *tick = &g_array_index (self->values, ValueTick, i);
      float y = lf_time_plot_get_y (self, tick->value);

      lf_chart_canvas_horizontal (canvas, y, area->origin.x, area->origin.x + area->size.width, 1,
                                  "lf_line");
      lf_chart_canvas_text (canvas, tick->text,
                            &GRAPHENE_RECT_INIT (0, y - self->caption_height / 2,
                                                 area->origin.x - LABEL_GAP, self->caption_height),
                            LF_CHART_ALIGN_END, "lf_dim");
    }
}

/* One line of labels; those that would cover another are left out */
static void
draw_time_line (LfTimePlot    *self,
                LfChartCanvas *canvas,
                gboolean       context)
{
  float y = self->area.origin.y + self->area.size.height + TICK +
            (context ? self->caption_height : 0);
  float end = -TIME_GAP;

  for (guint i = 0; i < self->times->len; i++)
    {
      const TimeTick *tick = &g_array_index (self->times, TimeTick, i);
      LfChartText *text = context ? tick->context : tick->label;
      float start;

      if (text == NULL)
        continue;

      start = MAX (MIN (lf_time_plot_get_x (self, tick->time) - text->width / 2,
                        canvas->width - text->width), 0);
      if (start < end + TIME_GAP)
        continue;
      lf_chart_canvas_text (canvas, text,
                            &GRAPHENE_RECT_INIT (start, y, text->width, self->caption_height),
                            LF_CHART_ALIGN_START, "lf_dim");
      end = start + text->width;
    }
}

/**
 * lf_time_plot_draw:
 * @self: a plot that is laid out
 * @canvas: what to draw on
 *
 * Draws the axes with their labels and the grid.
 */
void
lf_time_plot_draw (LfTimePlot    *self,
                   LfChartCanvas *canvas)
{
  float bottom = self->area.origin.y + self->area.size.height;

  draw_values (self, canvas);
  lf_chart_canvas_horizontal (canvas, bottom, self->area.origin.x,
                              self->area.origin.x + self->area.size.width, 1, "lf_border");
  for (guint i = 0; i < self->times->len; i++)
    lf_chart_canvas_vertical (canvas,
                              lf_time_plot_get_x (self,
                                                  g_array_index (self->times, TimeTick, i).time),
                              bottom, bottom + TICK, 1, "lf_border");
  draw_time_line (self, canvas, FALSE);
  draw_time_line (self, canvas, TRUE);
}
