/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "lf-test-charts.h"

static void
test_range_texts (LfTestUi      *ui,
                  gconstpointer  data)
{
  LfRangeChart *chart = g_object_ref_sink (lf_test_charts_make_range ());
  g_autofree char *summary = lf_chart_summarize (LF_CHART (chart));

  g_assert_cmpuint (lf_chart_get_n_items (LF_CHART (chart)), ==, 3);
  lf_test_charts_assert_item (chart, 0, "Session details · largest session\n"
                                        "Before: 5.41 ms (5.20 ms to 6.20 ms)\n"
                                        "After: 0.020 ms (0.018 ms to 0.030 ms)\n"
                                        "270×");
  lf_test_charts_assert_item (chart, 1, "<b>no markup</b>\nBefore: not measured\nAfter: 0 ms");
  lf_test_charts_assert_item (chart, 2, "bad \357\277\275 text\n"
                                        "Before: 3.60 ms (3.40 ms to 4.10 ms)\n"
                                        "After: 3.40 ms (3.20 ms to 4.00 ms)");
  g_assert_cmpstr (summary, ==,
                   "Session details · largest session – Before: 5.41 ms, After: 0.020 ms, 270×\n"
                   "<b>no markup</b> – Before: not measured, After: 0 ms\n"
                   "bad \357\277\275 text – Before: 3.60 ms, After: 3.40 ms");
  g_object_unref (chart);
}

static char *
format_twice_cb (double   value,
                 gpointer data)
{
  return g_strdup_printf ("%g %s", value * 2, (const char *) data);
}

static void
test_range_settings (LfTestUi      *ui,
                     gconstpointer  data)
{
  LfRangeChart *chart = g_object_ref_sink (lf_test_charts_make_range ());
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *empty = NULL;

  lf_range_chart_set_series (chart, NULL, NULL);
  lf_range_chart_set_unit (chart, LF_CHART_UNIT_COUNT);
  lf_test_charts_assert_item (chart, 2, "bad \357\277\275 text\n4 (3 to 4)");
  lf_range_chart_set_formatter (chart, format_twice_cb, g_strdup ("twice"), g_free);
  lf_test_charts_assert_item (chart, 2, "bad \357\277\275 text\n"
                                        "7.2 twice (6.8 twice to 8.2 twice)");

  lf_range_chart_set_rows (chart, none);
  lf_chart_set_empty_text (LF_CHART (chart), "Nothing here");
  empty = lf_chart_summarize (LF_CHART (chart));
  g_assert_cmpstr (empty, ==, "Nothing here");
  g_object_unref (chart);
}

/* Heights follow widths: no less of a height is asked for where texts go above the bars */
static void
test_range_sizes (LfTestUi      *ui,
                  gconstpointer  data)
{
  GtkWidget *chart = g_object_ref_sink (GTK_WIDGET (lf_test_charts_make_range ()));
  int least;
  int natural;
  int wide;
  int narrow;

  gtk_widget_measure (chart, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, <=, 200);
  g_assert_cmpint (natural, >, 400);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, natural, &wide, NULL, NULL, NULL);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, least, &narrow, NULL, NULL, NULL);
  g_assert_cmpint (wide, >, 100);
  g_assert_cmpint (narrow, >, wide);
  g_object_unref (chart);
}

/* A chart can be drawn without a window, in any size and direction, and with what is odd */
static void
test_drawing (LfTestUi      *ui,
              gconstpointer  data)
{
  LfRangeChart *chart = g_object_ref_sink (lf_test_charts_make_range ());
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < 4; i++)
    {
      GskRenderNode *wide;
      GskRenderNode *narrow;

      gtk_widget_set_direction (GTK_WIDGET (chart),
                                (i & 1) != 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      lf_range_chart_set_scale (chart,
                                (i & 2) != 0 ? LF_CHART_SCALE_LINEAR : LF_CHART_SCALE_LOG);
      wide = lf_test_charts_draw (chart, 800, 200);
      narrow = lf_test_charts_draw (chart, LF_RANGE_LEAST_WIDTH, 300);
      /* Labels, a sublabel, six values and arrows between them, a verdict, a legend, an axis */
      g_assert_cmpuint (lf_test_charts_count_texts (wide), >, 3 + 1 + 6 + 3 + 1 + 3 + 2);
      g_assert_cmpuint (lf_test_charts_count_texts (narrow), >, 3 + 1 + 1 + 2);
      gsk_render_node_unref (wide);
      gsk_render_node_unref (narrow);
    }

  lf_range_chart_set_rows (chart, none);
  {
    GskRenderNode *empty = lf_test_charts_draw (chart, 400, 100);

    g_assert_cmpuint (lf_test_charts_count_texts (empty), ==, 1);
    gsk_render_node_unref (empty);
  }
  g_object_unref (chart);
}

static void
test_treemap (LfTestUi      *ui,
              gconstpointer  data)
{
  LfTreemap *chart = lf_test_charts_make_treemap ();
  g_autofree char *index = lf_chart_describe_item (LF_CHART (chart), 0);
  g_autofree char *table = lf_chart_describe_item (LF_CHART (chart), 2);
  g_autofree char *tiny = lf_chart_describe_item (LF_CHART (chart), 4);
  g_autofree char *summary = lf_chart_summarize (LF_CHART (chart));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GtkWindow *window = lf_test_charts_show (ui, chart);

  g_assert_true (g_str_has_prefix (index, "idx\nIndex of frames\n20.0"));
  g_assert_true (g_str_has_suffix (index, " · 20 %"));
  g_assert_true (g_str_has_prefix (table, "frames\nTable\n61.0"));
  g_assert_nonnull (strstr (tiny, "less than 0.1 %"));
  g_assert_true (g_str_has_prefix (summary, "100.0"));
  g_assert_nonnull (strstr (summary, "\nframes – Table, "));
  /* In the order of sizes */
  g_assert_cmpuint (strstr (summary, "frames –") - summary, <, strstr (summary, "idx –") - summary);

  /* The table is the largest, its index below or at the right of it, free pages farther on */
  lf_test_charts_press (chart, GDK_KEY_Right, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 2);
  lf_test_charts_press (chart, GDK_KEY_Left, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 2);
  lf_test_charts_press (chart, GDK_KEY_Right, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), !=, 2);
  lf_test_charts_press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 3);
  lf_test_charts_press (chart, GDK_KEY_Home, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 2);

  /* What the keyboard was at is gone */
  lf_treemap_set_items (chart, none);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, -1);
  lf_test_charts_press (chart, GDK_KEY_Home, FALSE);
  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static void
test_treemap_drawing (LfTestUi      *ui,
                      gconstpointer  data)
{
  LfTreemap *chart = g_object_ref_sink (lf_test_charts_make_treemap ());
  GskRenderNode *wide = lf_test_charts_draw (chart, 600, 300);
  GskRenderNode *small = lf_test_charts_draw (chart, 200, 60);

  for (guint i = 0; i < lf_chart_get_n_items (LF_CHART (chart)); i++)
    {
      graphene_rect_t area;
      graphene_point_t point;

      LF_CHART_GET_CLASS (chart)->get_item_area (LF_CHART (chart), i, &area, &point);
      g_assert_cmpfloat (area.origin.x, >=, -0.5);
      g_assert_cmpfloat (area.origin.y, >, 0);
      g_assert_cmpfloat (area.origin.x + area.size.width, <=, 200.51);
      g_assert_cmpfloat (area.origin.y + area.size.height, <=, 60.51);
    }

  /* A legend of three; a name and a size of three, as there is no room for the others */
  g_assert_cmpuint (lf_test_charts_count_texts (wide), ==, 3 + 3 * 2);
  g_assert_cmpuint (lf_test_charts_count_texts (small), <, 3 + 3 * 2);
  gsk_render_node_unref (wide);
  gsk_render_node_unref (small);
  g_object_unref (chart);
}

static void
test_line (LfTestUi      *ui,
           gconstpointer  data)
{
  LfChart *chart = LF_CHART (lf_test_charts_make_line ());
  GtkWindow *window = lf_test_charts_show (ui, chart);
  /* By time: a point, one that failed, an event, two points, an event */
  static const int order[] = { 0, 1, 4, 2, 3, 5 };
  g_autofree char *summary = lf_chart_summarize (chart);

  g_assert_cmpuint (lf_chart_get_n_items (chart), ==, 6);
  lf_test_charts_assert_item (chart, 0, "23 Nov 2025, 12:00\n5.41 ms (5.20 ms to 6.20 ms)");
  lf_test_charts_assert_item (chart, 1, "23 Nov 2025, 13:00\nnot measured");
  lf_test_charts_assert_item (chart, 3, "23 Nov 2025, 16:00\n0.030 ms");
  lf_test_charts_assert_item (chart, 4, "Repaired <b>\n23 Nov 2025, 14:00");
  g_assert_cmpstr (summary, ==,
                   "4 measurements from 23 Nov 2025, 12:00 to 23 Nov 2025, 16:00\n"
                   "first 5.41 ms, last 0.030 ms, least 0.020 ms, largest 5.41 ms\n"
                   "Repaired <b> – 23 Nov 2025, 14:00\n"
                   "Restored – 23 Nov 2025, 17:00");

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      lf_test_charts_press (chart, GDK_KEY_Right, TRUE);
      g_assert_cmpint (lf_chart_get_item (chart), ==, order[i]);
    }
  lf_test_charts_press (chart, GDK_KEY_Left, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 3);
  lf_test_charts_press (chart, GDK_KEY_Home, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 0);
  lf_test_charts_press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 5);
  lf_test_charts_press (chart, GDK_KEY_Up, FALSE);

  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static void
test_line_drawing (LfTestUi      *ui,
                   gconstpointer  data)
{
  LfLineChart *chart = g_object_ref_sink (lf_test_charts_make_line ());

  for (guint i = 0; i < 4; i++)
    {
      GskRenderNode *node;

      gtk_widget_set_direction (GTK_WIDGET (chart),
                                (i & 1) != 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      lf_line_chart_set_scale (chart, (i & 2) != 0 ? LF_CHART_SCALE_LINEAR : LF_CHART_SCALE_LOG);
      node = lf_test_charts_draw (chart, 700, 260);
      /* A legend, two events, and more than two labels of each axis */
      g_assert_cmpuint (lf_test_charts_count_texts (node), >, 2 + 2 + 2 + 2);
      gsk_render_node_unref (node);
      gsk_render_node_unref (lf_test_charts_draw (chart, 100, 40));
    }

  lf_line_chart_clear_events (chart);
  g_assert_cmpuint (lf_chart_get_n_items (LF_CHART (chart)), ==, 4);
  lf_line_chart_set_points (chart, NULL, 0);
  lf_line_chart_add_event (chart, 0, "alone");
  g_assert_cmpuint (lf_chart_get_n_items (LF_CHART (chart)), ==, 0);
  gsk_render_node_unref (lf_test_charts_draw (chart, 100, 40));
  g_object_unref (chart);
}

static void
test_scatter (LfTestUi      *ui,
              gconstpointer  data)
{
  LfChart *chart = g_object_ref_sink (LF_CHART (lf_test_charts_make_scatter ()));
  g_autofree char *summary = lf_chart_summarize (chart);
  GskRenderNode *node = lf_test_charts_draw (chart, 700, 260);

  lf_test_charts_assert_item (chart, 0, "23 Nov 2025, 12:00\n2.40");
  lf_test_charts_assert_item (chart, 1, "23 Nov 2025, 13:00\nnot measured");
  lf_test_charts_assert_item (chart, 2, "23 Nov 2025, 14:00\n3.90\noutlier");
  g_assert_cmpstr (summary, ==, "4 values from 23 Nov 2025, 12:00 to 23 Nov 2025, 15:00\n"
                                "1 outlier\nmean 2.45, σ 0.25");
  /* A legend, three lines, two labels of each axis at least */
  g_assert_cmpuint (lf_test_charts_count_texts (node), >=, 2 + 3 + 2 + 2);
  gsk_render_node_unref (node);

  lf_scatter_chart_set_limits (LF_SCATTER_CHART (chart), NAN, NAN);
  lf_scatter_chart_set_points (LF_SCATTER_CHART (chart), NULL, 0);
  gsk_render_node_unref (lf_test_charts_draw (chart, 300, 100));
  g_object_unref (chart);
}

static void
test_calendar (LfTestUi      *ui,
               gconstpointer  data)
{
  LfNightCalendar *calendar = g_object_ref_sink (lf_test_charts_make_calendar ());
  LfChart *chart = LF_CHART (calendar);
  g_autofree char *summary = lf_chart_summarize (chart);
  int least;

  lf_test_charts_assert_item (chart, 0, "2025-01-13\nLight: 10");
  lf_test_charts_assert_item (chart, 1, "2025-01-29\n<b>no markup</b>");
  lf_test_charts_assert_item (chart, 2, "2025-03-30");
  g_assert_cmpstr (summary, ==, "4 nights from 2025-01-13 to 2025-03-31\n3 with lights");
  g_assert_cmpuint (lf_night_calendar_get_day (calendar, 3) -
                      lf_night_calendar_get_day (calendar, 0), ==, 77);

  for (guint i = 0; i < 2; i++)
    {
      GskRenderNode *node;

      gtk_widget_set_direction (GTK_WIDGET (chart), i == 1 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      lf_night_calendar_set_selected (calendar, lf_night_calendar_get_day (calendar, 1));
      node = lf_test_charts_draw (chart, 900, 200);
      /* A legend, days of the month, two months, the days of four nights */
      g_assert_cmpuint (lf_test_charts_count_texts (node), ==, 3 + 7 + 2 + 4);
      gsk_render_node_unref (node);
      gsk_render_node_unref (lf_test_charts_draw (chart, 100, 40));
    }

  gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <, 460);
  lf_night_calendar_set_nights (calendar, NULL, 0);
  gsk_render_node_unref (lf_test_charts_draw (chart, 300, 100));
  g_object_unref (chart);
}

int
main (int    argc,
      char **argv)
{
  /* Times are shown in the zone of the user */
  g_setenv ("TZ", "UTC", TRUE);
  lf_test_ui_init (&argc, &argv);

  lf_test_ui_add ("/charts/range-texts", test_range_texts, NULL);
  lf_test_ui_add ("/charts/range-settings", test_range_settings, NULL);
  lf_test_ui_add ("/charts/range-sizes", test_range_sizes, NULL);
  lf_test_ui_add ("/charts/drawing", test_drawing, NULL);
  lf_test_ui_add ("/charts/treemap", test_treemap, NULL);
  lf_test_ui_add ("/charts/treemap-drawing", test_treemap_drawing, NULL);
  lf_test_ui_add ("/charts/line", test_line, NULL);
  lf_test_ui_add ("/charts/line-drawing", test_line_drawing, NULL);
  lf_test_ui_add ("/charts/scatter", test_scatter, NULL);
  lf_test_ui_add ("/charts/calendar", test_calendar, NULL);

  return g_test_run ();
}
