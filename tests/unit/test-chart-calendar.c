/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-calendar-geometry.h"

static const LfCalendarMetrics usual = {
  .line_height = 20,
  .label_width = 60,
  .months_gap = 7,
  .least_cell = 9,
  .most_cell = 30,
};

static guint32
make_day (GDateYear  year,
          GDateMonth month,
          GDateDay   day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

/* December and January follow on each other; April is apart */
static void
fill (LfCalendarGeometry *calendar)
{
  const guint32 days[] = {
    make_day (2024, G_DATE_DECEMBER, 3),  make_day (2024, G_DATE_DECEMBER, 31),
    make_day (2025, G_DATE_JANUARY, 1),   make_day (2025, G_DATE_JANUARY, 12),
    make_day (2025, G_DATE_JANUARY, 30),  make_day (2025, G_DATE_APRIL, 15),
  };

  lf_calendar_geometry_init (calendar);
  lf_calendar_geometry_set_days (calendar, days, G_N_ELEMENTS (days));
  lf_calendar_geometry_lay_out (calendar, &usual, 60 + 31 * 10, 25);
}

static void
test_months (void)
{
  static const struct { GDateYear year; GDateMonth month; guint first, n; gboolean apart; } all[] = {
    { 2024, G_DATE_DECEMBER, 0, 2, FALSE },
    { 2025, G_DATE_JANUARY, 2, 3, FALSE },
    { 2025, G_DATE_APRIL, 5, 1, TRUE },
  };
  LfCalendarGeometry calendar;

  fill (&calendar);
  g_assert_cmpuint (calendar.months->len, ==, G_N_ELEMENTS (all));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      const LfCalendarMonth *month = lf_calendar_geometry_get_month (&calendar, i);

      g_assert_cmpuint (month->year, ==, all[i].year);
      g_assert_cmpint (month->month, ==, all[i].month);
      g_assert_cmpuint (month->first, ==, all[i].first);
      g_assert_cmpuint (month->n, ==, all[i].n);
      g_assert_cmpint (month->is_apart, ==, all[i].apart);
    }
  g_assert_cmpfloat (lf_calendar_geometry_measure (&calendar, &usual), ==, 4 * 20 + 7);
  lf_calendar_geometry_clear (&calendar);
}

static void
test_places (void)
{
  LfCalendarGeometry calendar;
  graphene_rect_t last;

  fill (&calendar);
  g_assert_cmpfloat (calendar.header_y, ==, 25);
  g_assert_cmpfloat (calendar.cell_width, ==, 10);
  last = lf_calendar_geometry_get_night (&calendar, 5);
  g_assert_true (graphene_rect_equal (
    &last, &GRAPHENE_RECT_INIT (60 + 14 * 10, 25 + 3 * 20 + 7, 10, 20)));
  for (guint i = 0; i < calendar.days->len; i++)
    {
      graphene_rect_t cell = lf_calendar_geometry_get_night (&calendar, i);

      g_assert_cmpint (lf_calendar_geometry_find_night (&calendar, cell.origin.x, cell.origin.y),
                       ==, (int) i);
      g_assert_cmpint (lf_calendar_geometry_find_night (&calendar,
                                                        cell.origin.x + cell.size.width - 0.5f,
                                                        cell.origin.y + cell.size.height - 0.5f),
                       ==, (int) i);
    }

  /* Between two months, on a day without a night, and on the name of a month */
  g_assert_cmpint (lf_calendar_geometry_find_night (&calendar, last.origin.x,
                                                    last.origin.y - 3), ==, -1);
  g_assert_cmpint (lf_calendar_geometry_find_night (&calendar, last.origin.x + 15,
                                                    last.origin.y), ==, -1);
  g_assert_cmpint (lf_calendar_geometry_find_night (&calendar, 5, last.origin.y), ==, -1);
  lf_calendar_geometry_clear (&calendar);
}

/* A cell has a least and a largest width */
static void
test_widths (void)
{
  LfCalendarGeometry calendar;

  fill (&calendar);
  lf_calendar_geometry_lay_out (&calendar, &usual, 100, 0);
  g_assert_cmpfloat (calendar.cell_width, ==, 9);
  lf_calendar_geometry_lay_out (&calendar, &usual, 5000, 0);
  g_assert_cmpfloat (calendar.cell_width, ==, 30);
  lf_calendar_geometry_clear (&calendar);
}

static void
test_step (void)
{
  LfCalendarGeometry calendar;

  fill (&calendar);
  g_assert_cmpuint (lf_calendar_geometry_step (&calendar, 0, -1), ==, 0);
  g_assert_cmpuint (lf_calendar_geometry_step (&calendar, 0, 1), ==, 2);
  g_assert_cmpuint (lf_calendar_geometry_step (&calendar, 1, 1), ==, 4);
  g_assert_cmpuint (lf_calendar_geometry_step (&calendar, 4, 1), ==, 5);
  g_assert_cmpuint (lf_calendar_geometry_step (&calendar, 5, 1), ==, 5);
  g_assert_cmpuint (lf_calendar_geometry_step (&calendar, 5, -1), ==, 3);
  lf_calendar_geometry_clear (&calendar);
}

static void
test_none (void)
{
  LfCalendarGeometry calendar;

  lf_calendar_geometry_init (&calendar);
  lf_calendar_geometry_set_days (&calendar, NULL, 0);
  lf_calendar_geometry_lay_out (&calendar, &usual, 300, 0);
  g_assert_cmpuint (calendar.months->len, ==, 0);
  g_assert_cmpint (lf_calendar_geometry_find_night (&calendar, 70, 25), ==, -1);
  g_assert_cmpfloat (lf_calendar_geometry_measure (&calendar, &usual), ==, 20);
  lf_calendar_geometry_clear (&calendar);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-calendar/months", test_months);
  g_test_add_func ("/chart-calendar/places", test_places);
  g_test_add_func ("/chart-calendar/widths", test_widths);
  g_test_add_func ("/chart-calendar/step", test_step);
  g_test_add_func ("/chart-calendar/none", test_none);

  return g_test_run ();
}
