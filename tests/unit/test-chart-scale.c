/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <math.h>

#include "charts/lf-chart-format.h"
#include "charts/lf-chart-scale.h"

#define NEAR 1e-9

static void
assert_near (double value,
             double expected)
{
  if (fabs (value - expected) > NEAR * MAX (fabs (expected), NEAR))
    g_error ("%.17g is not %.17g", value, expected);
}

static void
test_nice_number (void)
{
  static const struct
  {
    double number;
    double nearest;
    double next;
  } cases[] = {
    { 1, 1, 1 },          { 1.4, 1, 2 },     { 1.6, 2, 2 },       { 2.9, 2, 5 },
    { 3.1, 5, 5 },        { 6.9, 5, 10 },    { 7.1, 10, 10 },     { 9.9, 10, 10 },
    { 0.001, 0.001, 0.001 }, { 0.0123, 0.01, 0.02 }, { 48000, 50000, 50000 },
    { 1e-12, 1e-12, 1e-12 }, { 3e15, 5e15, 5e15 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_near (lf_chart_nice_number (cases[i].number, TRUE), cases[i].nearest);
      assert_near (lf_chart_nice_number (cases[i].number, FALSE), cases[i].next);
    }
}

static void
test_ranges (void)
{
  static const struct
  {
    LfChartScaleKind kind;
    double           low;
    double           high;
    double           min;
    double           max;
  } cases[] = {
    { LF_CHART_SCALE_LINEAR, 0, 7.1, 0, 8 },
    { LF_CHART_SCALE_LINEAR, 0, 8, 0, 8 },
    { LF_CHART_SCALE_LINEAR, 0, 0, 0, 1 },
    { LF_CHART_SCALE_LINEAR, 5, 5, 5, 10 },
    { LF_CHART_SCALE_LINEAR, NAN, NAN, 0, 1 },
    { LF_CHART_SCALE_LINEAR, 0, INFINITY, 0, 1 },
    { LF_CHART_SCALE_LINEAR, 1013, 1087, 1000, 1100 },
    { LF_CHART_SCALE_LOG, 0.01, 7.1, 0.005, 10 },
    { LF_CHART_SCALE_LOG, 0.013, 3755, 0.01, 5000 },
    /* Values that are close together must not look far apart */
    { LF_CHART_SCALE_LOG, 3.4, 3.6, 0.5, 5 },
    { LF_CHART_SCALE_LOG, 1, 1, 0.1, 1 },
    { LF_CHART_SCALE_LOG, NAN, NAN, 0.1, 1 },
    { LF_CHART_SCALE_LOG, 0, 5, 0.1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfChartScale scale;

      lf_chart_scale_init (&scale, cases[i].kind, cases[i].low, cases[i].high);
      assert_near (scale.min, cases[i].min);
      assert_near (scale.max, cases[i].max);
    }
}

static void
test_place (void)
{
  LfChartScale linear = { LF_CHART_SCALE_LINEAR, -10, 10 };
  LfChartScale log = { LF_CHART_SCALE_LOG, 0.01, 100 };

  assert_near (lf_chart_scale_place (&linear, -10), 0);
  assert_near (lf_chart_scale_place (&linear, 5), 0.75);
  assert_near (lf_chart_scale_place (&linear, 11), 1);
  assert_near (lf_chart_scale_place (&linear, -INFINITY), 0);
  g_assert_true (isnan (lf_chart_scale_place (&linear, NAN)));

  assert_near (lf_chart_scale_place (&log, 0.01), 0);
  assert_near (lf_chart_scale_place (&log, 1), 0.5);
  assert_near (lf_chart_scale_place (&log, 10), 0.75);
  assert_near (lf_chart_scale_place (&log, 0), 0);
  assert_near (lf_chart_scale_place (&log, -5), 0);
  assert_near (lf_chart_scale_place (&log, 1e9), 1);
  g_assert_true (isnan (lf_chart_scale_place (&log, NAN)));
}

static char *
join_ticks (const LfChartScale *scale,
            guint               max_ticks,
            LfChartUnit         unit)
{
  g_autoptr (GArray) ticks =
    lf_chart_scale_get_ticks (scale, max_ticks, lf_chart_get_least_step (unit));
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (ticks->len, <=, MAX (max_ticks, 2));
  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *tick = lf_chart_format_tick (unit, g_array_index (ticks, double, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", tick);
    }
  return g_string_free (text, FALSE);
}

static void
test_ticks (void)
{
  static const struct
  {
    LfChartScale scale;
    guint        max_ticks;
    LfChartUnit  unit;
    const char  *ticks;
  } cases[] = {
    { { LF_CHART_SCALE_LINEAR, 0, 8 }, 5, LF_CHART_UNIT_MILLISECONDS,
      "0 ms|2 ms|4 ms|6 ms|8 ms" },
    { { LF_CHART_SCALE_LINEAR, 0, 8 }, 4, LF_CHART_UNIT_MILLISECONDS, "0 ms|5 ms" },
    { { LF_CHART_SCALE_LINEAR, 0, 0.3 }, 4, LF_CHART_UNIT_NONE, "0|0.1|0.2|0.3" },
    { { LF_CHART_SCALE_LINEAR, 0, 2 }, 9, LF_CHART_UNIT_COUNT, "0|1|2" },
    { { LF_CHART_SCALE_LINEAR, 0, 40e6 }, 6, LF_CHART_UNIT_BYTES,
      "0|10 MB|20 MB|30 MB|40 MB" },
    { { LF_CHART_SCALE_LINEAR, 0, 400000 }, 3, LF_CHART_UNIT_COUNT, "0|200,000|400,000" },
    { { LF_CHART_SCALE_LINEAR, -1, 1 }, 5, LF_CHART_UNIT_NONE, "−1|−0.5|0|0.5|1" },
    { { LF_CHART_SCALE_LOG, 0.005, 10 }, 6, LF_CHART_UNIT_MILLISECONDS,
      "0.01 ms|0.1 ms|1 ms|10 ms" },
    { { LF_CHART_SCALE_LOG, 0.005, 10 }, 8, LF_CHART_UNIT_MILLISECONDS,
      "0.01 ms|0.03 ms|0.1 ms|0.3 ms|1 ms|3 ms|10 ms" },
    { { LF_CHART_SCALE_LOG, 0.5, 5 }, 4, LF_CHART_UNIT_MILLISECONDS,
      "0.5 ms|1 ms|2 ms|5 ms" },
    { { LF_CHART_SCALE_LOG, 0.5, 5 }, 3, LF_CHART_UNIT_MILLISECONDS, "1 ms|3 ms" },
    { { LF_CHART_SCALE_LOG, 0.01, 5000 }, 4, LF_CHART_UNIT_MILLISECONDS,
      "0.01 ms|1 ms|100 ms" },
    { { LF_CHART_SCALE_LOG, 0.01, 5000 }, 9, LF_CHART_UNIT_MILLISECONDS,
      "0.01 ms|0.1 ms|1 ms|10 ms|100 ms|1 s" },
    { { LF_CHART_SCALE_LOG, 100, 1e6 }, 5, LF_CHART_UNIT_COUNT,
      "100|1,000|10,000|100,000|1,000,000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ticks = join_ticks (&cases[i].scale, cases[i].max_ticks, cases[i].unit);

      g_assert_cmpstr (ticks, ==, cases[i].ticks);
    }
}

/* However little room there is, ticks lie on the scale, in order, and are no more than asked for */
static void
test_ticks_in_any_room (void)
{
  for (int power = -6; power < 12; power += 3)
    for (guint max_ticks = 0; max_ticks < 20; max_ticks++)
      for (guint kind = 0; kind < 2; kind++)
        {
          LfChartScale scale;
          g_autoptr (GArray) ticks = NULL;

          lf_chart_scale_init (&scale, (LfChartScaleKind) kind, pow (10, power) / 3, pow (10, 6));
          ticks = lf_chart_scale_get_ticks (&scale, max_ticks, 0);
          g_assert_cmpuint (ticks->len, <=, max_ticks > 0 ? MAX (max_ticks, 2) : 0);
          for (guint i = 0; i < ticks->len; i++)
            {
              double tick = g_array_index (ticks, double, i);

              g_assert_cmpfloat (tick, >=, scale.min * (1 - NEAR));
              g_assert_cmpfloat (tick, <=, scale.max * (1 + NEAR));
              if (i > 0)
                g_assert_cmpfloat (tick, >, g_array_index (ticks, double, i - 1));
            }
        }
}

static void
test_values (void)
{
  static const struct
  {
    LfChartUnit unit;
    double      value;
    const char *text;
  } cases[] = {
    { LF_CHART_UNIT_MILLISECONDS, 5.41, "5.41 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 0.82, "0.82 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 0.0994, "0.099 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 0.0996, "0.10 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 0.0242, "0.024 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 0.0042, "4.2 µs" },
    { LF_CHART_UNIT_MILLISECONDS, 0.0099, "9.9 µs" },
    { LF_CHART_UNIT_MILLISECONDS, 0.00996, "0.010 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 0, "0 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 9.994, "9.99 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 9.996, "10.0 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 71.6, "71.6 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 99.96, "100 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 999.4, "999 ms" },
    { LF_CHART_UNIT_MILLISECONDS, 999.6, "1.00 s" },
    { LF_CHART_UNIT_MILLISECONDS, 3755, "3.75 s" },
    { LF_CHART_UNIT_MILLISECONDS, 5e6, "5,000 s" },
    { LF_CHART_UNIT_MILLISECONDS, NAN, "–" },
    { LF_CHART_UNIT_COUNT, 302114, "302,114" },
    { LF_CHART_UNIT_COUNT, 0, "0" },
    { LF_CHART_UNIT_COUNT, -1234, "−1,234" },
    { LF_CHART_UNIT_COUNT, INFINITY, "–" },
    { LF_CHART_UNIT_NONE, 2.5, "2.50" },
    { LF_CHART_UNIT_NONE, 42, "42" },
    { LF_CHART_UNIT_NONE, -0.25, "−0.25" },
  };
  g_autofree char *bytes = lf_chart_format_value (LF_CHART_UNIT_BYTES, 44.7e6);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_chart_format_value (cases[i].unit, cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  /* Its space is GLib's choice */
  g_assert_true (g_str_has_prefix (bytes, "44.7"));
  g_assert_true (g_str_has_suffix (bytes, "MB"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-scale/nice-number", test_nice_number);
  g_test_add_func ("/chart-scale/ranges", test_ranges);
  g_test_add_func ("/chart-scale/place", test_place);
  g_test_add_func ("/chart-scale/ticks", test_ticks);
  g_test_add_func ("/chart-scale/ticks-in-any-room", test_ticks_in_any_room);
  g_test_add_func ("/chart-scale/values", test_values);

  return g_test_run ();
}
