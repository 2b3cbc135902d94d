/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-night-calendar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/lf-calendar-geometry.h"
#include "charts/lf-chart-legend.h"

/* Nights as a calendar whose lines are months and whose columns are days. Months without a night
 * are left out, so that it is as long as there is something to show, be it for one night or five
 * years. What was taken shows by the shape of a mark, and the light of the moon behind it. */

struct _LfNightCalendar
{
  LfChart             parent_instance;

  GArray             *nights;   /* of LfCalendarNight, by day */
  GPtrArray          *names;    /* of LfChartText: those of the months, once they are measured */
  LfCalendarGeometry  geometry;
  LfCalendarMoonFunc  moon;
  guint32             selected; /* day; 0 for none */

  LfChartLegend      *legend;   /* NULL before it is measured */
  LfChartText        *numbers[LF_CALENDAR_DAYS];
  LfCalendarMetrics   metrics;
  float               number_width;
};

G_DEFINE_FINAL_TYPE (LfNightCalendar, lf_night_calendar, LF_TYPE_CHART)

#define LEAST_CELL 9.0f
#define MOST_CELL 30.0f
#define LINE_MARGIN 3.0f
#define LABEL_GAP 10.0f
#define MONTHS_GAP 7.0f

/* A readout has room beside a single line */
#define LEAST_HEIGHT 110.0f

#define CORNER 3.0f
#define GAP 1.0f
#define INNER_GAP 3.0f
#define MOON_ALPHA 0.6
#define NO_MOON_ALPHA 0.06

#define LIGHT_COLOR "lf_frame_light"
#define LIGHT_TEXT_COLOR "lf_view"
#define CALIBRATION_COLOR "lf_chart_warn"
#define MOON_COLOR "lf_chart_moon"

static const LfCalendarNight *
get_night (LfNightCalendar *self,
           guint            night)
{
  return &g_array_index (self->nights, LfCalendarNight, night);
}

static guint
lf_night_calendar_get_n_items (LfChart *chart)
{
  return LF_NIGHT_CALENDAR (chart)->nights->len;
}

static void
lf_night_calendar_forget_texts (LfChart *chart)
{
  LfNightCalendar *self = LF_NIGHT_CALENDAR (chart);

  g_clear_pointer (&self->legend, lf_chart_legend_free);
  for (guint i = 0; i < LF_CALENDAR_DAYS; i++)
    g_clear_pointer (&self->numbers[i], lf_chart_text_free);
  g_ptr_array_set_size (self->names, 0);
}

static LfChartText *
make_month_text (LfNightCalendar       *self,
                 const LfCalendarMonth *month)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (month->year, (int) month->month, 1, 0, 0, 0);
  /* Translators: a month and its year in short, as for strftime() */
  g_autofree char *text = time != NULL ? g_date_time_format (time, _("%b %Y")) : NULL;

  return lf_chart_text_new (GTK_WIDGET (self), text != NULL ? text : "", LF_CHART_TEXT_SMALL);
}

static void
make_legend (LfNightCalendar *self)
{
  self->legend = lf_chart_legend_new (GTK_WIDGET (self));
  lf_chart_legend_add (self->legend, LF_CHART_SIGN_DOT, LIGHT_COLOR, _("Lights"));
  lf_chart_legend_add (self->legend, LF_CHART_SIGN_OUTLINE, CALIBRATION_COLOR, _("Calibration"));
  if (self->moon != NULL)
    lf_chart_legend_add (self->legend, LF_CHART_SIGN_BAND, MOON_COLOR, _("Moonlight"));
}

static void
make_texts (LfNightCalendar *self)
{
  if (self->legend != NULL)
    return;

  make_legend (self);
  self->metrics = (LfCalendarMetrics) { 0, 0, MONTHS_GAP, LEAST_CELL, MOST_CELL };
  self->number_width = 0;
  for (guint i = 0; i < LF_CALENDAR_DAYS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      LfChartText *text = lf_chart_text_new (GTK_WIDGET (self), number, LF_CHART_TEXT_SMALL);

      self->numbers[i] = text;
      self->metrics.line_height = MAX (self->metrics.line_height, ceilf (text->height));
      self->number_width = MAX (self->number_width, ceilf (text->width));
    }
  for (guint i = 0; i < self->geometry.months->len; i++)
    {
      LfChartText *text =
        make_month_text (self, lf_calendar_geometry_get_month (&self->geometry, i));

      g_ptr_array_add (self->names, text);
      self->metrics.label_width = MAX (self->metrics.label_width, ceilf (text->width));
    }
  self->metrics.label_width += LABEL_GAP;
  self->metrics.line_height += 2 * LINE_MARGIN;
}

static float
get_height (LfNightCalendar *self)
{
  make_texts (self);
  return lf_chart_legend_get_height (self->legend) +
         lf_calendar_geometry_measure (&self->geometry, &self->metrics);
}

static void
lf_night_calendar_lay_out (LfChart *chart,
                           float    width,
                           float    height)
{
  LfNightCalendar *self = LF_NIGHT_CALENDAR (chart);

  make_texts (self);
  lf_calendar_geometry_lay_out (&self->geometry, &self->metrics, width,
                                lf_chart_legend_get_height (self->legend));
}

/* A line across, as bright as the moon */
static void
draw_moon (LfNightCalendar       *self,
           LfChartCanvas         *canvas,
           const LfCalendarMonth *month)
{
  guint n = g_date_get_days_in_month (month->month, month->year);
  float width = self->geometry.cell_width;
  graphene_rect_t line = lf_calendar_geometry_get_cell (&self->geometry, month, 1);
  cairo_t *cr;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, month->month, month->year);
  line.size.width = (float) n * width;
  graphene_rect_inset (&line, 0, 1);
  cr = lf_chart_canvas_begin_cairo (canvas, &line);
  for (guint day = 0; day < n; day++)
    {
      double lit = self->moon != NULL ? self->moon (g_date_get_julian (&date) + day) : 0;

      lf_chart_canvas_set_source (canvas, cr, MOON_COLOR,
                                  NO_MOON_ALPHA + MOON_ALPHA * (isfinite (lit) ? lit * lit : 0));
      cairo_rectangle (cr, (double) (line.origin.x + (float) day * width),
                       (double) line.origin.y, (double) width, (double) line.size.height);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
lf_night_calendar_draw_frame (LfChart       *chart,
                              LfChartCanvas *canvas)
{
  LfNightCalendar *self = LF_NIGHT_CALENDAR (chart);
  float width = self->geometry.cell_width;

  lf_chart_legend_draw (self->legend, canvas);
  for (guint day = 1; day <= LF_CALENDAR_DAYS; day += day == 1 ? 4 : 5)
    lf_chart_canvas_text (canvas, self->numbers[day - 1],
                          &GRAPHENE_RECT_INIT (self->metrics.label_width +
                                                 ((float) day - 1.5f) * width,
                                               self->geometry.header_y, 2 * width,
                                               self->metrics.line_height),
                          LF_CHART_ALIGN_CENTER, "lf_dim");
  for (guint i = 0; i < self->geometry.months->len; i++)
    {
      const LfCalendarMonth *month = lf_calendar_geometry_get_month (&self->geometry, i);

      lf_chart_canvas_text (canvas, g_ptr_array_index (self->names, i),
                            &GRAPHENE_RECT_INIT (0, month->y, self->metrics.label_width,
                                                 self->metrics.line_height),
                            LF_CHART_ALIGN_START, "lf_fg");
      draw_moon (self, canvas, month);
    }
}

static graphene_rect_t
get_disk (const graphene_rect_t *cell)
{
  float size = MIN (cell->size.width, cell->size.height) - 2 * GAP;

  return GRAPHENE_RECT_INIT (cell->origin.x + (cell->size.width - size) / 2,
                             cell->origin.y + (cell->size.height - size) / 2, size, size);
}

/* A disk for lights, a box for calibration, something round in a box for both */
static void
draw_night (LfNightCalendar *self,
            LfChartCanvas   *canvas,
            guint            i)
{
  const LfCalendarNight *night = get_night (self, i);
  graphene_rect_t cell = lf_calendar_geometry_get_night (&self->geometry, i);

  if (night->day == self->selected)
    {
      graphene_rect_t around = cell;

      graphene_rect_inset (&around, -1, -1);
      lf_chart_canvas_outline (canvas, &around, CORNER + 1, 2, "lf_fg");
    }
  if (night->calibration || !night->lights)
    {
      graphene_rect_t box = cell;

      graphene_rect_inset (&box, GAP, GAP);
      lf_chart_canvas_fill (canvas, &box, CORNER, "lf_view");
      lf_chart_canvas_outline (canvas, &box, CORNER, 2, CALIBRATION_COLOR);
    }
  if (night->lights)
    {
      graphene_rect_t disk = get_disk (&cell);

      if (night->calibration)
        {
          disk = cell;
          graphene_rect_inset (&disk, INNER_GAP, INNER_GAP);
        }
      lf_chart_canvas_fill (canvas, &disk, disk.size.height / 2, LIGHT_COLOR);
    }
  if (cell.size.width >= self->number_width + 2 * INNER_GAP)
    {
      guint day = lf_calendar_geometry_get_day_of_month (&self->geometry, i);

      lf_chart_canvas_text (canvas, self->numbers[day - 1], &cell, LF_CHART_ALIGN_CENTER,
                            night->lights ? LIGHT_TEXT_COLOR : "lf_fg");
    }
}

static void
lf_night_calendar_draw_marks (LfChart       *chart,
                              LfChartCanvas *canvas,
                              float          progress)
{
  LfNightCalendar *self = LF_NIGHT_CALENDAR (chart);

  for (guint i = 0; i < self->nights->len; i++)
    draw_night (self, canvas, i);
}

static void
lf_night_calendar_draw_highlight (LfChart       *chart,
                                  LfChartCanvas *canvas,
                                  guint          item)
{
  graphene_rect_t cell =
    lf_calendar_geometry_get_night (&LF_NIGHT_CALENDAR (chart)->geometry, item);

  graphene_rect_inset (&cell, -1, -1);
  lf_chart_canvas_outline (canvas, &cell, CORNER + 1, 2, "lf_focus");
}

static int
lf_night_calendar_find_item (LfChart *chart,
                             float    x,
                             float    y)
{
  return lf_calendar_geometry_find_night (&LF_NIGHT_CALENDAR (chart)->geometry, x, y);
}

static void
lf_night_calendar_get_item_area (LfChart          *chart,
                                 guint             item,
                                 graphene_rect_t  *area,
                                 graphene_point_t *point)
{
  *area = lf_calendar_geometry_get_night (&LF_NIGHT_CALENDAR (chart)->geometry, item);
  graphene_rect_get_center (area, point);
}

static int
lf_night_calendar_move (LfChart     *chart,
                        int          from,
                        LfChartMove  move)
{
  if (from < 0 || (move != LF_CHART_MOVE_UP && move != LF_CHART_MOVE_DOWN))
    return LF_CHART_CLASS (lf_night_calendar_parent_class)->move (chart, from, move);

  return (int) lf_calendar_geometry_step (&LF_NIGHT_CALENDAR (chart)->geometry, (guint) from,
                                          move == LF_CHART_MOVE_UP ? -1 : 1);
}

static char *
format_day (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (&date),
                          (guint) g_date_get_month (&date), (guint) g_date_get_day (&date));
}

static char *
lf_night_calendar_describe_item (LfChart *chart,
                                 guint    item)
{
  const LfCalendarNight *night = get_night (LF_NIGHT_CALENDAR (chart), item);
  g_autofree char *day = format_day (night->day);

  return night->text != NULL ? g_strconcat (day, "\n", night->text, NULL)
                             : g_steal_pointer (&day);
}

static char *
lf_night_calendar_summarize (LfChart *chart)
{
  LfNightCalendar *self = LF_NIGHT_CALENDAR (chart);
  guint n = self->nights->len;
  guint n_lights = 0;
  g_autofree char *from = format_day (get_night (self, 0)->day);
  g_autofree char *to = format_day (get_night (self, n - 1)->day);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    n_lights += get_night (self, i)->lights ? 1 : 0;
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u night from %s to %s",
                                       "%u nights from %s to %s", n),
                          n, from, to);
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "\n%u with lights", "\n%u with lights",
                                       n_lights),
                          n_lights);
  return g_string_free (text, FALSE);
}

static void
lf_night_calendar_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  LfNightCalendar *self = LF_NIGHT_CALENDAR (widget);

  make_texts (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) ceilf (self->metrics.label_width + LF_CALENDAR_DAYS * LEAST_CELL);
      *natural = (int) ceilf (self->metrics.label_width + LF_CALENDAR_DAYS * MOST_CELL);
    }
  else
    *minimum = *natural = (int) ceilf (MAX (get_height (self), LEAST_HEIGHT));
}

static void
clear_night_cb (gpointer data)
{
  g_free (((LfCalendarNight *) data)->text);
}

static void
lf_night_calendar_finalize (GObject *object)
{
  LfNightCalendar *self = LF_NIGHT_CALENDAR (object);

  lf_night_calendar_forget_texts (LF_CHART (self));
  lf_calendar_geometry_clear (&self->geometry);
  g_ptr_array_unref (self->names);
  g_array_unref (self->nights);

  G_OBJECT_CLASS (lf_night_calendar_parent_class)->finalize (object);
}

static void
lf_night_calendar_class_init (LfNightCalendarClass *klass)
{
  LfChartClass *chart_class = LF_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_night_calendar_finalize;
  GTK_WIDGET_CLASS (klass)->measure = lf_night_calendar_measure;
  chart_class->highlight_above = TRUE;
  chart_class->get_n_items = lf_night_calendar_get_n_items;
  chart_class->forget_texts = lf_night_calendar_forget_texts;
  chart_class->lay_out = lf_night_calendar_lay_out;
  chart_class->draw_frame = lf_night_calendar_draw_frame;
  chart_class->draw_marks = lf_night_calendar_draw_marks;
  chart_class->draw_highlight = lf_night_calendar_draw_highlight;
  chart_class->find_item = lf_night_calendar_find_item;
  chart_class->get_item_area = lf_night_calendar_get_item_area;
  chart_class->move = lf_night_calendar_move;
  chart_class->describe_item = lf_night_calendar_describe_item;
  chart_class->summarize = lf_night_calendar_summarize;
}

static void
lf_night_calendar_init (LfNightCalendar *self)
{
  self->nights = g_array_new (FALSE, FALSE, sizeof (LfCalendarNight));
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_text_free);
  lf_calendar_geometry_init (&self->geometry);
  g_array_set_clear_func (self->nights, clear_night_cb);
}

/**
 * lf_night_calendar_new:
 *
 * Returns: (transfer floating): a calendar without nights
 */
GtkWidget *
lf_night_calendar_new (void)
{
  return g_object_new (LF_TYPE_NIGHT_CALENDAR, NULL);
}

/**
 * lf_night_calendar_set_nights:
 * @self: a calendar
 * @nights: (array length=n_nights): the nights, by day, each day once
 * @n_nights: how many they are
 *
 * Sets the nights, which are its items. They are copied. None is selected then.
 */
void
lf_night_calendar_set_nights (LfNightCalendar       *self,
                              const LfCalendarNight *nights,
                              guint                  n_nights)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_if_fail (LF_IS_NIGHT_CALENDAR (self));

  lf_night_calendar_forget_texts (LF_CHART (self));
  g_array_set_size (self->nights, 0);
  for (guint i = 0; i < n_nights; i++)
    {
      LfCalendarNight night = nights[i];

      g_return_if_fail (g_date_valid_julian (night.day));
      g_return_if_fail (i == 0 || nights[i - 1].day < night.day);
      night.text = g_strdup (night.text);
      g_array_append_val (self->nights, night);
      g_array_append_val (days, night.day);
    }
  lf_calendar_geometry_set_days (&self->geometry, (const guint32 *) (gpointer) days->data,
                                 days->len);
  self->selected = 0;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_night_calendar_set_moon:
 * @self: a calendar
 * @func: (nullable): tells how bright the moon is
 *
 * Lets days be as bright as the moon.
 */
void
lf_night_calendar_set_moon (LfNightCalendar    *self,
                            LfCalendarMoonFunc  func)
{
  g_return_if_fail (LF_IS_NIGHT_CALENDAR (self));

  self->moon = func;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_night_calendar_set_selected:
 * @self: a calendar
 * @day: a day; 0, or one without a night, for none
 *
 * Marks a night as the one that is selected elsewhere.
 */
void
lf_night_calendar_set_selected (LfNightCalendar *self,
                                guint32          day)
{
  g_return_if_fail (LF_IS_NIGHT_CALENDAR (self));

  if (self->selected == day)
    return;

  self->selected = day;
  lf_chart_marks_changed (LF_CHART (self));
}

/**
 * lf_night_calendar_get_selected:
 * @self: a calendar
 *
 * Returns: the day that is selected; 0 for none
 */
guint32
lf_night_calendar_get_selected (LfNightCalendar *self)
{
  g_return_val_if_fail (LF_IS_NIGHT_CALENDAR (self), 0);

  return self->selected;
}

/**
 * lf_night_calendar_get_day:
 * @self: a calendar
 * @item: the number of an item
 *
 * Returns: its day
 */
guint32
lf_night_calendar_get_day (LfNightCalendar *self,
                           guint            item)
{
  g_return_val_if_fail (LF_IS_NIGHT_CALENDAR (self), 0);
  g_return_val_if_fail (item < self->nights->len, 0);

  return get_night (self, item)->day;
}
