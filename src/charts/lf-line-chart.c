/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-line-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/lf-line-drawing.h"
#include "charts/lf-time-axis.h"
#include "charts/lf-time-geometry.h"

/* A value over time with the interval that it spreads over, and what happened meanwhile. This file
 * has the data, lf-line-drawing.c draws it. Items are the points, then the events. */

struct _LfLineChart
{
  LfChart        parent_instance;

  LfLineData     data;
  GArray        *order;       /* of guint: the items by time */
  LfLineDrawing *drawing;     /* NULL before it is drawn */
};

G_DEFINE_FINAL_TYPE (LfLineChart, lf_line_chart, LF_TYPE_CHART)

#define LEAST_WIDTH 220
#define NATURAL_WIDTH 640
#define LEAST_HEIGHT 140
#define NATURAL_HEIGHT 260

/* How far the pointer may be from a point or an event, in pixels */
#define FARTHEST_POINT 60.0f
#define FARTHEST_EVENT 8.0f

/* A summary names no more than anybody would listen to */
#define MAX_TOLD_EVENTS 8

static guint
get_n_points (LfLineChart *self)
{
  return self->data.points->len;
}

static const LfLinePoint *
get_point (LfLineChart *self,
           guint        point)
{
  return &g_array_index (self->data.points, LfLinePoint, point);
}

static const LfLineEvent *
get_event (LfLineChart *self,
           guint        event)
{
  return &g_array_index (self->data.events, LfLineEvent, event);
}

static gint64
get_time (LfLineChart *self,
          guint        item)
{
  guint n = get_n_points (self);

  return item < n ? get_point (self, item)->time : get_event (self, item - n)->time;
}

static int
compare_points_cb (gconstpointer a,
                   gconstpointer b)
{
  const LfLinePoint *first = a;
  const LfLinePoint *second = b;

  return (first->time > second->time) - (first->time < second->time);
}

static int
compare_events_cb (gconstpointer a,
                   gconstpointer b)
{
  const LfLineEvent *first = a;
  const LfLineEvent *second = b;

  return (first->time > second->time) - (first->time < second->time);
}

static int
compare_items_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  gint64 first = get_time (data, *(const guint *) a);
  gint64 second = get_time (data, *(const guint *) b);

  return (first > second) - (first < second);
}

static void
changed (LfLineChart *self)
{
  g_array_set_size (self->order, 0);
  for (guint i = 0; i < get_n_points (self) + self->data.events->len; i++)
    g_array_append_val (self->order, i);
  g_array_sort_with_data (self->order, compare_items_cb, self);
  lf_chart_changed (LF_CHART (self));
}

/* Events alone are no chart */
static guint
lf_line_chart_get_n_items (LfChart *chart)
{
  LfLineChart *self = LF_LINE_CHART (chart);

  return get_n_points (self) > 0 ? get_n_points (self) + self->data.events->len : 0;
}

static void
lf_line_chart_forget_texts (LfChart *chart)
{
  g_clear_pointer (&LF_LINE_CHART (chart)->drawing, lf_line_drawing_free);
}

static void
lf_line_chart_lay_out (LfChart *chart,
                       float    width,
                       float    height)
{
  LfLineChart *self = LF_LINE_CHART (chart);

  if (self->drawing == NULL)
    self->drawing = lf_line_drawing_new (GTK_WIDGET (self), &self->data);
  lf_line_drawing_lay_out (self->drawing, width, height);
}

static void
lf_line_chart_draw_frame (LfChart       *chart,
                          LfChartCanvas *canvas)
{
  lf_line_drawing_draw_frame (LF_LINE_CHART (chart)->drawing, canvas);
}

static void
lf_line_chart_draw_marks (LfChart       *chart,
                          LfChartCanvas *canvas,
                          float          progress)
{
  lf_line_drawing_draw_marks (LF_LINE_CHART (chart)->drawing, canvas);
}

static void
lf_line_chart_draw_highlight (LfChart       *chart,
                              LfChartCanvas *canvas,
                              guint          item)
{
  lf_line_drawing_draw_highlight (LF_LINE_CHART (chart)->drawing, canvas, item);
}

static int
lf_line_chart_find_item (LfChart *chart,
                         float    x,
                         float    y)
{
  LfLineChart *self = LF_LINE_CHART (chart);
  const LfLinePlaces *places = lf_line_drawing_get_places (self->drawing);
  guint n = get_n_points (self);
  int event = lf_time_geometry_find (places->xs + n, places->ys + n, self->data.events->len, x, y,
                                     0, FARTHEST_EVENT);
  /* What is nearest on the axis of time, at any height */
  int point = lf_time_geometry_find (places->xs, places->ys, n, x, y, 0, FARTHEST_POINT);

  if (event >= 0 && (point < 0 || y < places->top ||
                     fabsf (places->xs[(guint) event + n] - x) < fabsf (places->xs[point] - x)))
    return event + (int) n;
  return point;
}

static void
lf_line_chart_get_item_area (LfChart          *chart,
                             guint             item,
                             graphene_rect_t  *area,
                             graphene_point_t *point)
{
  const LfLinePlaces *places = lf_line_drawing_get_places (LF_LINE_CHART (chart)->drawing);
  float y = isnan (places->ys[item]) ? places->top : places->ys[item];

  graphene_rect_init (area, places->xs[item] - 6, y - 6, 12, 12);
  graphene_point_init (point, places->xs[item], y);
}

static int
lf_line_chart_move (LfChart     *chart,
                    int          from,
                    LfChartMove  move)
{
  LfLineChart *self = LF_LINE_CHART (chart);
  guint n = self->order->len;
  int place = -1;

  if (move == LF_CHART_MOVE_UP || move == LF_CHART_MOVE_DOWN)
    return -1;

  for (guint i = 0; i < n && place < 0; i++)
    if (from >= 0 && g_array_index (self->order, guint, i) == (guint) from)
      place = (int) i;

  if (move == LF_CHART_MOVE_FIRST)
    place = 0;
  else if (move == LF_CHART_MOVE_LAST)
    place = (int) n - 1;
  else
    place = CLAMP (place + (move == LF_CHART_MOVE_RIGHT ? 1 : -1), 0, (int) n - 1);
  return (int) g_array_index (self->order, guint, place);
}

static char *
format_time (gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return lf_time_axis_format (time, zone);
}

static char *
lf_line_chart_describe_item (LfChart *chart,
                             guint    item)
{
  LfLineChart *self = LF_LINE_CHART (chart);
  guint n = get_n_points (self);
  g_autofree char *time = format_time (get_time (self, item));
  const LfLinePoint *point;
  g_autofree char *median = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (item >= n)
    return g_strdup_printf ("%s\n%s", get_event (self, item - n)->label, time);

  point = get_point (self, item);
  if (isnan (point->median))
    return g_strdup_printf ("%s\n%s", time, _("not measured"));

  median = lf_chart_format_value (self->data.unit, point->median);
  if (isnan (point->low) || isnan (point->high))
    return g_strdup_printf ("%s\n%s", time, median);

  low = lf_chart_format_value (self->data.unit, point->low);
  high = lf_chart_format_value (self->data.unit, point->high);
  /* Translators: a time, a value, and the interval that it spreads over */
  return g_strdup_printf (_("%s\n%s (%s to %s)"), time, median, low, high);
}

static void
add_values (LfLineChart *self,
            GString     *text)
{
  double low = NAN;
  double high = NAN;
  double first = NAN;
  double last = NAN;
  g_autofree char *texts[4] = { NULL };

  for (guint i = 0; i < get_n_points (self); i++)
    {
      double value = get_point (self, i)->median;

      if (isnan (value))
        continue;
      first = isnan (first) ? value : first;
      last = value;
      low = isnan (low) ? value : MIN (low, value);
      high = isnan (high) ? value : MAX (high, value);
    }

  texts[0] = lf_chart_format_value (self->data.unit, first);
  texts[1] = lf_chart_format_value (self->data.unit, last);
  texts[2] = lf_chart_format_value (self->data.unit, low);
  texts[3] = lf_chart_format_value (self->data.unit, high);
  /* Translators: values of measurements */
  g_string_append_printf (text, _("\nfirst %s, last %s, least %s, largest %s"), texts[0], texts[1],
                          texts[2], texts[3]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (&texts[i], g_free);
}

static char *
lf_line_chart_summarize (LfChart *chart)
{
  LfLineChart *self = LF_LINE_CHART (chart);
  guint n = get_n_points (self);
  g_autofree char *from = format_time (get_point (self, 0)->time);
  g_autofree char *to = format_time (get_point (self, n - 1)->time);
  GString *text = g_string_new (NULL);

  if (n == 1)
    /* Translators: %s is a time */
    g_string_append_printf (text, _("1 measurement on %s"), from);
  else
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u measurement from %s to %s",
                                         "%u measurements from %s to %s", n),
                            n, from, to);
  add_values (self, text);
  for (guint i = 0; i < MIN (self->data.events->len, MAX_TOLD_EVENTS); i++)
    {
      g_autofree char *time = format_time (get_event (self, i)->time);

      g_string_append_printf (text, "\n%s – %s", get_event (self, i)->label, time);
    }
  return g_string_free (text, FALSE);
}

static void
lf_line_chart_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = horizontal ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
lf_line_chart_finalize (GObject *object)
{
  LfLineChart *self = LF_LINE_CHART (object);

  g_clear_pointer (&self->drawing, lf_line_drawing_free);
  lf_line_data_clear (&self->data);
  g_array_unref (self->order);

  G_OBJECT_CLASS (lf_line_chart_parent_class)->finalize (object);
}

static void
lf_line_chart_class_init (LfLineChartClass *klass)
{
  LfChartClass *chart_class = LF_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_line_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = lf_line_chart_measure;
  chart_class->highlight_above = TRUE;
  chart_class->get_n_items = lf_line_chart_get_n_items;
  chart_class->forget_texts = lf_line_chart_forget_texts;
  chart_class->lay_out = lf_line_chart_lay_out;
  chart_class->draw_frame = lf_line_chart_draw_frame;
  chart_class->draw_marks = lf_line_chart_draw_marks;
  chart_class->draw_highlight = lf_line_chart_draw_highlight;
  chart_class->find_item = lf_line_chart_find_item;
  chart_class->get_item_area = lf_line_chart_get_item_area;
  chart_class->move = lf_line_chart_move;
  chart_class->describe_item = lf_line_chart_describe_item;
  chart_class->summarize = lf_line_chart_summarize;
}

static void
lf_line_chart_init (LfLineChart *self)
{
  lf_line_data_init (&self->data);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * lf_line_chart_new:
 *
 * Returns: (transfer floating): a chart without points, in milliseconds, linear
 */
GtkWidget *
lf_line_chart_new (void)
{
  return g_object_new (LF_TYPE_LINE_CHART, NULL);
}

/**
 * lf_line_chart_set_points:
 * @self: a chart
 * @points: (array length=n_points): the points; their items are numbered in the order of time
 * @n_points: how many there are
 */
void
lf_line_chart_set_points (LfLineChart       *self,
                          const LfLinePoint *points,
                          guint              n_points)
{
  g_return_if_fail (LF_IS_LINE_CHART (self));
  g_return_if_fail (points != NULL || n_points == 0);

  g_array_set_size (self->data.points, 0);
  if (n_points > 0)
    g_array_append_vals (self->data.points, points, n_points);
  g_array_sort (self->data.points, compare_points_cb);
  changed (self);
}

/**
 * lf_line_chart_add_event:
 * @self: a chart
 * @time: when, in microseconds since 1970 UTC
 * @label: what happened, such as “Repair”
 *
 * Marks a time. The items of events follow those of the points, in the order of time.
 */
void
lf_line_chart_add_event (LfLineChart *self,
                         gint64       time,
                         const char  *label)
{
  LfLineEvent event = { time, NULL };

  g_return_if_fail (LF_IS_LINE_CHART (self));

  event.label = lf_chart_one_line (label);
  g_array_append_val (self->data.events, event);
  g_array_sort (self->data.events, compare_events_cb);
  changed (self);
}

/**
 * lf_line_chart_clear_events:
 * @self: a chart
 *
 * Removes all events.
 */
void
lf_line_chart_clear_events (LfLineChart *self)
{
  g_return_if_fail (LF_IS_LINE_CHART (self));

  g_array_set_size (self->data.events, 0);
  changed (self);
}

/**
 * lf_line_chart_set_scale:
 * @self: a chart
 * @scale: how values are spaced
 */
void
lf_line_chart_set_scale (LfLineChart      *self,
                         LfChartScaleKind  scale)
{
  g_return_if_fail (LF_IS_LINE_CHART (self));

  if (self->data.scale == scale)
    return;

  self->data.scale = scale;
  changed (self);
}

/**
 * lf_line_chart_set_unit:
 * @self: a chart
 * @unit: what the values are
 */
void
lf_line_chart_set_unit (LfLineChart *self,
                        LfChartUnit  unit)
{
  g_return_if_fail (LF_IS_LINE_CHART (self));

  if (self->data.unit == unit)
    return;

  self->data.unit = unit;
  changed (self);
}

/**
 * lf_line_chart_set_legend:
 * @self: a chart
 * @line: (nullable): what the line is, such as “Median”
 * @interval: (nullable): what the band around it is, such as “5th to 95th percentile”
 */
void
lf_line_chart_set_legend (LfLineChart *self,
                          const char  *line,
                          const char  *interval)
{
  g_return_if_fail (LF_IS_LINE_CHART (self));

  g_free (self->data.line_text);
  g_free (self->data.interval_text);
  self->data.line_text = g_strdup (line);
  self->data.interval_text = g_strdup (interval);
  changed (self);
}
