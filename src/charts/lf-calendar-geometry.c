/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-calendar-geometry.h"

static guint
find_month (const LfCalendarGeometry *self,
            guint                     night)
{
  guint month = 0;

  while (month + 1 < self->months->len &&
         lf_calendar_geometry_get_month (self, month + 1)->first <= night)
    month++;
  return month;
}

static guint
get_line (const LfCalendarMonth *month)
{
  return month->year * 12u + (guint) month->month;
}

/**
 * lf_calendar_geometry_init:
 * @self: a calendar
 *
 * Makes it one without nights.
 */
void
lf_calendar_geometry_init (LfCalendarGeometry *self)
{
  *self = (LfCalendarGeometry) { 0 };
  self->days = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->months = g_array_new (FALSE, FALSE, sizeof (LfCalendarMonth));
}

/**
 * lf_calendar_geometry_clear:
 * @self: a calendar
 *
 * Frees what it holds.
 */
void
lf_calendar_geometry_clear (LfCalendarGeometry *self)
{
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->months, g_array_unref);
}

/**
 * lf_calendar_geometry_set_days:
 * @self: a calendar
 * @days: (array length=n_days): the days of its nights as Julian numbers, each once, in their order
 * @n_days: how many they are
 *
 * Finds out which months there are. They have no place yet.
 */
void
lf_calendar_geometry_set_days (LfCalendarGeometry *self,
                               const guint32      *days,
                               guint               n_days)
{
  g_array_set_size (self->days, 0);
  g_array_set_size (self->months, 0);
  if (n_days > 0)
    g_array_append_vals (self->days, days, n_days);
  for (guint i = 0; i < n_days; i++)
    {
      LfCalendarMonth *last = NULL;
      LfCalendarMonth month = { .first = i, .n = 1 };
      GDate date;

      if (self->months->len > 0)
        last = &g_array_index (self->months, LfCalendarMonth, self->months->len - 1);
      g_date_clear (&date, 1);
      g_date_set_julian (&date, days[i]);
      month.year = g_date_get_year (&date);
      month.month = g_date_get_month (&date);
      if (last != NULL && get_line (last) == get_line (&month))
        {
          last->n++;
          continue;
        }

      month.is_apart = last != NULL && get_line (last) + 1 != get_line (&month);
      g_array_append_val (self->months, month);
    }
}

/**
 * lf_calendar_geometry_measure:
 * @self: a calendar
 * @metrics: what it needs to be laid out
 *
 * Returns: its height
 */
float
lf_calendar_geometry_measure (const LfCalendarGeometry *self,
                              const LfCalendarMetrics  *metrics)
{
  float height = metrics->line_height;

  for (guint i = 0; i < self->months->len; i++)
    height += metrics->line_height +
              (lf_calendar_geometry_get_month (self, i)->is_apart ? metrics->months_gap : 0);
  return height;
}

/**
 * lf_calendar_geometry_lay_out:
 * @self: a calendar
 * @metrics: what it needs
 * @width: what it has
 * @top: what is above it
 *
 * Gives all months their places.
 */
void
lf_calendar_geometry_lay_out (LfCalendarGeometry      *self,
                              const LfCalendarMetrics *metrics,
                              float                    width,
                              float                    top)
{
  float y = top + metrics->line_height;

  self->metrics = *metrics;
  self->header_y = top;
  self->cell_width = CLAMP ((width - metrics->label_width) / LF_CALENDAR_DAYS,
                            metrics->least_cell, metrics->most_cell);
  for (guint i = 0; i < self->months->len; i++)
    {
      LfCalendarMonth *month = &g_array_index (self->months, LfCalendarMonth, i);

      y += month->is_apart ? metrics->months_gap : 0;
      month->y = y;
      y += metrics->line_height;
    }
}

/**
 * lf_calendar_geometry_get_month:
 * @self: a calendar
 * @month: the number of one of its months
 *
 * Returns: (transfer none): the month
 */
const LfCalendarMonth *
lf_calendar_geometry_get_month (const LfCalendarGeometry *self,
                                guint                     month)
{
  return &g_array_index (self->months, LfCalendarMonth, month);
}

/**
 * lf_calendar_geometry_get_day_of_month:
 * @self: a calendar
 * @night: the number of a night
 *
 * Returns: which day of its month it is
 */
guint
lf_calendar_geometry_get_day_of_month (const LfCalendarGeometry *self,
                                       guint                     night)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, g_array_index (self->days, guint32, night));
  return g_date_get_day (&date);
}

/**
 * lf_calendar_geometry_get_cell:
 * @self: a calendar that is laid out
 * @month: one of its months
 * @day_of_month: a day of it
 *
 * Returns: where the day is
 */
graphene_rect_t
lf_calendar_geometry_get_cell (const LfCalendarGeometry *self,
                               const LfCalendarMonth    *month,
                               guint                     day_of_month)
{
  return GRAPHENE_RECT_INIT (self->metrics.label_width +
                               (float) (day_of_month - 1) * self->cell_width,
                             month->y, self->cell_width, self->metrics.line_height);
}

/**
 * lf_calendar_geometry_get_night:
 * @self: a calendar that is laid out
 * @night: the number of a night
 *
 * Returns: where the night is
 */
graphene_rect_t
lf_calendar_geometry_get_night (const LfCalendarGeometry *self,
                                guint                     night)
{
  const LfCalendarMonth *month =
    lf_calendar_geometry_get_month (self, find_month (self, night));

  return lf_calendar_geometry_get_cell (self, month,
                                        lf_calendar_geometry_get_day_of_month (self, night));
}

/**
 * lf_calendar_geometry_find_night:
 * @self: a calendar that is laid out
 * @x: a place
 * @y: the same
 *
 * Returns: the number of the night that is there; -1 for none
 */
int
lf_calendar_geometry_find_night (const LfCalendarGeometry *self,
                                 float                     x,
                                 float                     y)
{
  for (guint i = 0; i < self->months->len; i++)
    {
      const LfCalendarMonth *month = lf_calendar_geometry_get_month (self, i);

      if (y < month->y || y >= month->y + self->metrics.line_height)
        continue;
      for (guint night = month->first; night < month->first + month->n; night++)
        {
          guint day = lf_calendar_geometry_get_day_of_month (self, night);
          graphene_rect_t cell = lf_calendar_geometry_get_cell (self, month, day);

          if (x >= cell.origin.x && x < cell.origin.x + cell.size.width)
            return (int) night;
        }
    }
  return -1;
}

/* The night of a month that is nearest to another's day */
static guint
find_nearest (const LfCalendarGeometry *self,
              guint                     month,
              int                       day_of_month)
{
  const LfCalendarMonth *line = lf_calendar_geometry_get_month (self, month);
  guint best = line->first;

  for (guint night = line->first; night < line->first + line->n; night++)
    {
      int day = (int) lf_calendar_geometry_get_day_of_month (self, night);
      int best_day = (int) lf_calendar_geometry_get_day_of_month (self, best);

      if (ABS (day - day_of_month) < ABS (best_day - day_of_month))
        best = night;
    }
  return best;
}

/**
 * lf_calendar_geometry_step:
 * @self: a calendar
 * @night: the number of a night
 * @months: -1 for the line above it, 1 for that below
 *
 * Returns: the night of that line that is nearest to it; @night if there is no such line
 */
guint
lf_calendar_geometry_step (const LfCalendarGeometry *self,
                           guint                     night,
                           int                       months)
{
  guint month = find_month (self, night);

  if (months < 0 ? month == 0 : month + 1 >= self->months->len)
    return night;
  return find_nearest (self, months < 0 ? month - 1 : month + 1,
                       (int) lf_calendar_geometry_get_day_of_month (self, night));
}
