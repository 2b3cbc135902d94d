/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <math.h>

#include "charts/lf-time-axis.h"
#include "charts/lf-time-geometry.h"

#define SECOND G_GINT64_CONSTANT (1000000)
#define MAX_TICKS 6

static gint64
parse (const char *text,
       GTimeZone  *zone)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (when);
  return g_date_time_to_unix (when) * SECOND;
}

static char *
join (const char *from,
      const char *to,
      GTimeZone  *zone,
      guint       max_ticks)
{
  g_autoptr (GPtrArray) ticks =
    lf_time_axis_get_ticks (parse (from, zone), parse (to, zone), zone, max_ticks);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const LfTimeTick *tick = g_ptr_array_index (ticks, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", tick->label);
      if (tick->context != NULL)
        g_string_append_printf (text, "/%s", tick->context);
    }
  return g_string_free (text, FALSE);
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *ticks;
  } cases[] = {
    { "2025-11-23T19:09:00", "2025-11-23T19:09:20",
      "19:09:00/23 Nov 2025|19:09:05|19:09:10|19:09:15|19:09:20" },
    { "2025-11-23T19:01:00", "2025-11-23T19:23:00",
      "19:05/23 Nov 2025|19:10|19:15|19:20" },
    { "2025-11-23T19:01:00", "2025-11-24T06:00:00",
      "21:00/23 Nov 2025|00:00/24 Nov 2025|03:00|06:00" },
    { "2025-11-23T19:01:00", "2025-11-26T06:00:00",
      "00:00/24 Nov 2025|12:00|00:00/25 Nov 2025|12:00|00:00/26 Nov 2025" },
    { "2025-11-23T19:01:00", "2025-11-28T06:00:00",
      "24 Nov/2025|25 Nov|26 Nov|27 Nov|28 Nov" },
    /* Mondays, and the year is told where it changes */
    { "2025-12-10T00:00:00", "2026-01-08T00:00:00",
      "15 Dec/2025|22 Dec|29 Dec|5 Jan/2026" },
    { "2025-09-10T00:00:00", "2026-02-08T00:00:00",
      "Oct/2025|Nov|Dec|Jan/2026|Feb" },
    { "2024-01-01T00:00:00", "2026-01-01T00:00:00",
      "Jan/2024|Jul|Jan/2025|Jul|Jan/2026" },
    { "2019-06-01T00:00:00", "2025-06-01T00:00:00", "2020|2022|2024" },
    { "1950-06-01T00:00:00", "2025-06-01T00:00:00", "1960|1980|2000|2020" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ticks = join (cases[i].from, cases[i].to, zone, MAX_TICKS);

      g_assert_cmpstr (ticks, ==, cases[i].ticks);
    }
}

static void
test_clock_changes (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autofree char *spring = NULL;
  g_autofree char *autumn = NULL;
  g_autofree char *days = NULL;

  if (zone == NULL)
    {
      g_test_skip ("this system has no time zones");
      return;
    }

  /* 02:00 to 03:00 is left out in spring, and comes twice in autumn */
  spring = join ("2025-03-29T20:00:00+01:00", "2025-03-30T12:00:00+02:00", zone, MAX_TICKS);
  g_assert_cmpstr (spring, ==, "21:00/29 Mar 2025|00:00/30 Mar 2025|03:00|06:00|09:00|12:00");
  autumn = join ("2025-10-25T20:00:00+02:00", "2025-10-26T11:00:00+01:00", zone, MAX_TICKS);
  g_assert_cmpstr (autumn, ==, "21:00/25 Oct 2025|00:00/26 Oct 2025|03:00|06:00|09:00");
  days = join ("2025-10-24T12:00:00+02:00", "2025-10-28T12:00:00+01:00", zone, MAX_TICKS);
  g_assert_cmpstr (days, ==, "25 Oct/2025|26 Oct|27 Oct|28 Oct");
}

/* Whatever is asked for, ticks lie on the axis, in order, and are no more than there is room for */
static void
test_any_range (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 from = parse ("2003-02-28T23:59:58", zone);

  for (gint64 span = SECOND; span < G_GINT64_CONSTANT (200000000000) * SECOND; span = span * 3 / 2)
    for (guint max_ticks = 1; max_ticks < 15; max_ticks += 3)
      {
        g_autoptr (GPtrArray) ticks = lf_time_axis_get_ticks (from, from + span, zone, max_ticks);

        g_assert_cmpuint (ticks->len, <=, max_ticks);
        for (guint i = 0; i < ticks->len; i++)
          {
            const LfTimeTick *tick = g_ptr_array_index (ticks, i);

            g_assert_cmpint (tick->time, >=, from);
            g_assert_cmpint (tick->time, <=, from + span);
            if (i > 0)
              g_assert_cmpint (tick->time, >,
                               ((LfTimeTick *) g_ptr_array_index (ticks, i - 1))->time);
          }
      }
}

static void
test_no_range (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) empty = lf_time_axis_get_ticks (5, 5, zone, MAX_TICKS);
  g_autoptr (GPtrArray) never = lf_time_axis_get_ticks (G_MININT64, G_MAXINT64, zone, MAX_TICKS);
  g_autoptr (GPtrArray) no_room = lf_time_axis_get_ticks (0, SECOND, zone, 0);
  g_autofree char *text = lf_time_axis_format (parse ("2025-11-23T19:09:00", zone), zone);
  g_autofree char *no_time = lf_time_axis_format (G_MAXINT64, zone);

  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (never->len, ==, 0);
  g_assert_cmpuint (no_room->len, ==, 0);
  g_assert_cmpstr (text, ==, "23 Nov 2025, 19:09");
  g_assert_cmpstr (no_time, ==, "");
}

static void
test_widen (void)
{
  gint64 from = 1000 * SECOND;
  gint64 to = 5000 * SECOND;

  lf_time_geometry_widen (&from, &to);
  g_assert_cmpint (from, ==, 900 * SECOND);
  g_assert_cmpint (to, ==, 5100 * SECOND);

  from = to = 1000 * SECOND;
  lf_time_geometry_widen (&from, &to);
  g_assert_cmpint (from, <, 1000 * SECOND);
  g_assert_cmpint (to, >, 1000 * SECOND);
}

static void
test_find (void)
{
  static const float xs[] = { 10, 20, 30, 40 };
  static const float ys[] = { 5, 100, NAN, 50 };

  /* Only aside, and not what was not measured */
  g_assert_cmpint (lf_time_geometry_find (xs, ys, 4, 18, 0, 0, 15), ==, 1);
  g_assert_cmpint (lf_time_geometry_find (xs, ys, 4, 31, 0, 0, 15), ==, 3);
  g_assert_cmpint (lf_time_geometry_find (xs, ys, 4, 60, 0, 0, 15), ==, -1);
  g_assert_cmpint (lf_time_geometry_find (xs, ys, 0, 10, 0, 0, 15), ==, -1);
  /* In both directions */
  g_assert_cmpint (lf_time_geometry_find (xs, ys, 4, 18, 6, 1, 15), ==, 0);
  g_assert_cmpint (lf_time_geometry_find (xs, ys, 4, 18, 70, 1, 15), ==, -1);
}

static void
test_measure (void)
{
  static const double values[] = { 2, 4, NAN, 4, 4, 5, INFINITY, 5, 7, 9 };
  double mean = 0;
  double sigma = 0;

  g_assert_true (lf_time_geometry_measure (values, G_N_ELEMENTS (values), &mean, &sigma));
  g_assert_cmpfloat_with_epsilon (mean, 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (sigma, sqrt (32 / 7.0), 1e-12);
  g_assert_false (lf_time_geometry_measure (values, 1, &mean, &sigma));
  g_assert_false (lf_time_geometry_measure (values + 1, 2, &mean, &sigma));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-time/ranges", test_ranges);
  g_test_add_func ("/chart-time/clock-changes", test_clock_changes);
  g_test_add_func ("/chart-time/any-range", test_any_range);
  g_test_add_func ("/chart-time/no-range", test_no_range);
  g_test_add_func ("/chart-time/widen", test_widen);
  g_test_add_func ("/chart-time/find", test_find);
  g_test_add_func ("/chart-time/measure", test_measure);

  return g_test_run ();
}
