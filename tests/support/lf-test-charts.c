/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-charts.h"

#include <math.h>
#include <string.h>

#define HOUR (60 * G_TIME_SPAN_MINUTE)

/**
 * lf_test_charts_make_rows:
 *
 * Returns: (transfer full) (element-type LfRangeRow): three rows: one as it should be, one with
 *   markup and hardly a value, one with bad text
 */
GPtrArray *
lf_test_charts_make_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);
  LfRangeRow *row = lf_range_row_new ("Session details", "largest\nsession");

  lf_range_row_set_value (row, 0, 5.41, 5.2, 6.2);
  lf_range_row_set_value (row, 1, 0.02, 0.018, 0.03);
  lf_range_row_set_verdict (row, "270×", LF_CHART_TONE_GOOD);
  g_ptr_array_add (rows, row);

  row = lf_range_row_new ("<b>no markup</b>", NULL);
  lf_range_row_set_value (row, 1, 0, NAN, NAN);
  g_ptr_array_add (rows, row);

  row = lf_range_row_new ("bad \xff text", NULL);
  lf_range_row_set_value (row, 0, 3.6, 3.4, 4.1);
  lf_range_row_set_value (row, 1, 3.4, 3.2, 4.0);
  g_ptr_array_add (rows, row);
  return rows;
}

/**
 * lf_test_charts_make_range:
 *
 * Returns: (transfer floating): a chart of these rows, before and after
 */
LfRangeChart *
lf_test_charts_make_range (void)
{
  LfRangeChart *chart = LF_RANGE_CHART (lf_range_chart_new ());
  g_autoptr (GPtrArray) rows = lf_test_charts_make_rows ();

  lf_range_chart_set_series (chart, "Before", "After");
  lf_range_chart_set_scale (chart, LF_CHART_SCALE_LOG);
  lf_range_chart_set_interval_text (chart, "5th to 95th percentile");
  lf_range_chart_add_threshold (chart, 100, "slow", LF_CHART_TONE_WARNING);
  lf_range_chart_set_rows (chart, rows);
  lf_chart_set_title (LF_CHART (chart), "Timings");
  return chart;
}

/**
 * lf_test_charts_show:
 * @ui: a test
 * @widget: (transfer floating): a widget
 *
 * Shows a widget in a window of its own, of 700 by 400 pixels.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
lf_test_charts_show (LfTestUi *ui,
                     gpointer  widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_application_window_new (ui->application));

  gtk_window_set_default_size (window, 700, 400);
  gtk_window_set_child (window, widget);
  gtk_window_present (window);
  lf_test_ui_until (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0);
  return window;
}

/**
 * lf_test_charts_assert_item:
 * @chart: a chart
 * @item: the number of an item
 * @expected: what it must say about it
 */
void
lf_test_charts_assert_item (gpointer    chart,
                            guint       item,
                            const char *expected)
{
  g_autofree char *text = lf_chart_describe_item (chart, item);

  g_assert_cmpstr (text, ==, expected);
}

/**
 * lf_test_charts_press:
 * @chart: a chart
 * @keyval: a key
 * @expected: whether it must do something
 *
 * Presses a key.
 */
void
lf_test_charts_press (gpointer chart,
                      guint    keyval,
                      gboolean expected)
{
  g_assert_cmpint (lf_test_ui_press (chart, keyval, 0), ==, expected);
}

/**
 * lf_test_charts_draw:
 * @chart: a chart, which need not be in a window
 * @width: the size to draw it in
 * @height: the size to draw it in
 *
 * Returns: (transfer full): what is drawn
 */
GskRenderNode *
lf_test_charts_draw (gpointer chart,
                     float    width,
                     float    height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  lf_chart_draw (chart, snapshot, width, height, 1);
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * lf_test_charts_count_texts:
 * @node: what was drawn
 *
 * Returns: how many texts there are in it
 */
guint
lf_test_charts_count_texts (GskRenderNode *node)
{
  g_autoptr (GBytes) bytes = gsk_render_node_serialize (node);
  const char *text = g_bytes_get_data (bytes, NULL);
  guint n = 0;

  while ((text = strstr (text, "text {")) != NULL)
    {
      text++;
      n++;
    }
  return n;
}

/**
 * lf_test_charts_make_treemap:
 *
 * Returns: (transfer floating): a treemap of a table with an index, free pages, nothing, and a byte
 */
LfTreemap *
lf_test_charts_make_treemap (void)
{
  LfTreemap *chart = LF_TREEMAP (lf_treemap_new ());
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_treemap_item_free);

  g_ptr_array_add (items, lf_treemap_item_new ("idx", "frames", 20e6, LF_TREEMAP_INDEX));
  g_ptr_array_add (items, lf_treemap_item_new ("Free pages", NULL, 19e6, LF_TREEMAP_FREE));
  g_ptr_array_add (items, lf_treemap_item_new ("frames", NULL, 61e6, LF_TREEMAP_TABLE));
  g_ptr_array_add (items, lf_treemap_item_new ("empty", NULL, -1, LF_TREEMAP_TABLE));
  g_ptr_array_add (items, lf_treemap_item_new ("tiny", NULL, 1, LF_TREEMAP_TABLE));
  lf_treemap_set_items (chart, items);
  lf_chart_set_title (LF_CHART (chart), "Space");
  return chart;
}

/**
 * lf_test_charts_make_line:
 *
 * Returns: (transfer floating): a chart of four points, one of which failed, and two events
 */
LfLineChart *
lf_test_charts_make_line (void)
{
  LfLineChart *chart = LF_LINE_CHART (lf_line_chart_new ());
  const gint64 noon = G_GINT64_CONSTANT (1763899200) * G_USEC_PER_SEC;
  /* Not in order, one that failed, one without an interval */
  const LfLinePoint points[] = {
    { noon + 3 * HOUR, 0.02, 0.018, 0.03 },
    { noon, 5.41, 5.2, 6.2 },
    { noon + HOUR, NAN, NAN, NAN },
    { noon + 4 * HOUR, 0.03, NAN, NAN },
  };

  lf_line_chart_set_points (chart, points, G_N_ELEMENTS (points));
  lf_line_chart_set_legend (chart, "Median", "5th to 95th percentile");
  lf_line_chart_add_event (chart, noon + 5 * HOUR, "Restored");
  lf_line_chart_add_event (chart, noon + 2 * HOUR, "Repaired\n<b>");
  return chart;
}

/**
 * lf_test_charts_make_scatter:
 *
 * Returns: (transfer floating): a chart of four points, one of which failed and one of which is an
 *   outlier
 */
LfScatterChart *
lf_test_charts_make_scatter (void)
{
  LfScatterChart *chart = LF_SCATTER_CHART (lf_scatter_chart_new ());
  const gint64 noon = G_GINT64_CONSTANT (1763899200) * G_USEC_PER_SEC;
  const LfScatterPoint points[] = {
    { noon + 2 * HOUR, 3.9, TRUE },
    { noon, 2.4, FALSE },
    { noon + HOUR, NAN, FALSE },
    { noon + 3 * HOUR, 2.5, FALSE },
  };

  lf_scatter_chart_set_points (chart, points, G_N_ELEMENTS (points));
  lf_scatter_chart_set_limits (chart, 2.45, 0.25);
  lf_scatter_chart_set_legend (chart, "Frames", "Outliers");
  return chart;
}

static double
get_moonlight_cb (guint32 day)
{
  return day % 2 != 0 ? (day % 30) / 29.0 : NAN;
}

/**
 * lf_test_charts_make_calendar:
 *
 * Returns: (transfer floating): a calendar of four nights in January and March 2025
 */
LfNightCalendar *
lf_test_charts_make_calendar (void)
{
  LfNightCalendar *chart = LF_NIGHT_CALENDAR (lf_night_calendar_new ());
  /* 13 January 2025 */
  const guint32 first = 739264;
  const LfCalendarNight nights[] = {
    { first, TRUE, FALSE, (char *) "Light: 10" },
    { first + 16, TRUE, TRUE, (char *) "<b>no markup</b>" },
    { first + 76, FALSE, TRUE, NULL },
    { first + 77, TRUE, FALSE, NULL },
  };

  lf_night_calendar_set_nights (chart, nights, G_N_ELEMENTS (nights));
  lf_night_calendar_set_moon (chart, get_moonlight_cb);
  return chart;
}
