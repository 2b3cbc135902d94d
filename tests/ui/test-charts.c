/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "charts/lf-chart-export.h"
#include "charts/lf-line-chart.h"
#include "charts/lf-range-chart.h"
#include "charts/lf-treemap.h"
#include "lf-test-ui.h"

#define MANY_ROWS 60

/* On a machine that does other things at the same time; the best of a few runs is taken */
#define MAX_DRAW_MS 4.0

static GPtrArray *
make_rows (void)
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

static LfRangeChart *
make_range_chart (void)
{
  LfRangeChart *chart = LF_RANGE_CHART (lf_range_chart_new ());
  g_autoptr (GPtrArray) rows = make_rows ();

  lf_range_chart_set_series (chart, "Before", "After");
  lf_range_chart_set_scale (chart, LF_CHART_SCALE_LOG);
  lf_range_chart_set_interval_text (chart, "5th to 95th percentile");
  lf_range_chart_add_threshold (chart, 100, "slow", LF_CHART_TONE_WARNING);
  lf_range_chart_set_rows (chart, rows);
  lf_chart_set_title (LF_CHART (chart), "Timings");
  return chart;
}

static GtkWindow *
show (LfTestUi *ui,
      gpointer  chart)
{
  GtkWindow *window = GTK_WINDOW (gtk_application_window_new (ui->application));

  gtk_window_set_default_size (window, 700, 400);
  gtk_window_set_child (window, chart);
  gtk_window_present (window);
  lf_test_ui_until (gtk_widget_get_mapped (chart) && gtk_widget_get_width (chart) > 0);
  return window;
}

static void
assert_describes (gpointer    chart,
                  guint       item,
                  const char *expected)
{
  g_autofree char *text = lf_chart_describe_item (chart, item);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_range_texts (LfTestUi      *ui,
                  gconstpointer  data)
{
  LfRangeChart *chart = g_object_ref_sink (make_range_chart ());
  g_autofree char *summary = lf_chart_summarize (LF_CHART (chart));

  g_assert_cmpuint (lf_chart_get_n_items (LF_CHART (chart)), ==, 3);
  assert_describes (chart, 0, "Session details · largest session\n"
                              "Before: 5.41 ms (5.20 ms to 6.20 ms)\n"
                              "After: 0.02 ms (0.02 ms to 0.03 ms)\n"
                              "270×");
  assert_describes (chart, 1, "<b>no markup</b>\nBefore: not measured\nAfter: 0 ms");
  assert_describes (chart, 2, "bad \357\277\275 text\n"
                              "Before: 3.60 ms (3.40 ms to 4.10 ms)\n"
                              "After: 3.40 ms (3.20 ms to 4.00 ms)");
  g_assert_cmpstr (summary, ==,
                   "Session details · largest session – Before: 5.41 ms, After: 0.02 ms, 270×\n"
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
  LfRangeChart *chart = g_object_ref_sink (make_range_chart ());
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *empty = NULL;

  lf_range_chart_set_series (chart, NULL, NULL);
  lf_range_chart_set_unit (chart, LF_CHART_UNIT_COUNT);
  assert_describes (chart, 2, "bad \357\277\275 text\n4 (3 to 4)");
  lf_range_chart_set_formatter (chart, format_twice_cb, g_strdup ("twice"), g_free);
  assert_describes (chart, 2, "bad \357\277\275 text\n7.2 twice (6.8 twice to 8.2 twice)");

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
  GtkWidget *chart = g_object_ref_sink (GTK_WIDGET (make_range_chart ()));
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

static void
press (gpointer chart,
       guint    keyval,
       gboolean expected)
{
  g_assert_cmpint (lf_test_ui_press (chart, keyval, 0), ==, expected);
}

static void
activated_cb (LfChart *chart,
              guint    item,
              int     *activated)
{
  *activated = (int) item;
}

static void
test_keyboard (LfTestUi      *ui,
               gconstpointer  data)
{
  LfChart *chart = LF_CHART (make_range_chart ());
  GtkWindow *window = show (ui, chart);
  int activated = -1;

  g_signal_connect (chart, "activated", G_CALLBACK (activated_cb), &activated);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (chart)));
  g_assert_cmpint (lf_chart_get_item (chart), ==, -1);
  press (chart, GDK_KEY_Escape, FALSE);
  press (chart, GDK_KEY_Return, FALSE);

  press (chart, GDK_KEY_Down, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 0);
  press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 2);
  press (chart, GDK_KEY_Down, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 2);
  press (chart, GDK_KEY_Up, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 1);
  press (chart, GDK_KEY_Return, FALSE);
  g_assert_cmpint (activated, ==, -1);

  lf_chart_set_activatable (chart, TRUE);
  press (chart, GDK_KEY_Return, TRUE);
  g_assert_cmpint (activated, ==, 1);
  press (chart, GDK_KEY_Home, TRUE);
  press (chart, GDK_KEY_space, TRUE);
  g_assert_cmpint (activated, ==, 0);
  press (chart, GDK_KEY_Escape, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, -1);

  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

/* The page scrolls to the row that the keyboard goes to */
static void
test_scrolling (LfTestUi      *ui,
                gconstpointer  data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  LfRangeChart *chart = LF_RANGE_CHART (lf_range_chart_new ());
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);
  GtkWindow *window;

  for (guint i = 0; i < MANY_ROWS; i++)
    g_ptr_array_add (rows, lf_range_row_new ("row", NULL));
  lf_range_chart_set_rows (chart, rows);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (chart));
  window = show (ui, scroller);
  lf_test_ui_until (gtk_adjustment_get_upper (adjustment) > 1000);

  press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 500);
  press (chart, GDK_KEY_Home, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 30);

  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static GskRenderNode *
draw (gpointer chart,
      float    width,
      float    height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  lf_chart_draw (chart, snapshot, width, height, 1);
  return gtk_snapshot_free_to_node (snapshot);
}

static guint
count_texts (GskRenderNode *node)
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

/* A chart can be drawn without a window, in any size and direction, and with what is odd */
static void
test_drawing (LfTestUi      *ui,
              gconstpointer  data)
{
  LfRangeChart *chart = g_object_ref_sink (make_range_chart ());
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < 4; i++)
    {
      GskRenderNode *wide;
      GskRenderNode *narrow;

      gtk_widget_set_direction (GTK_WIDGET (chart),
                                (i & 1) != 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      lf_range_chart_set_scale (chart,
                                (i & 2) != 0 ? LF_CHART_SCALE_LINEAR : LF_CHART_SCALE_LOG);
      wide = draw (chart, 800, 200);
      narrow = draw (chart, LF_RANGE_LEAST_WIDTH, 300);
      /* Labels, a sublabel, six values and arrows between them, a verdict, a legend, an axis */
      g_assert_cmpuint (count_texts (wide), >, 3 + 1 + 6 + 3 + 1 + 3 + 2);
      g_assert_cmpuint (count_texts (narrow), >, 3 + 1 + 1 + 2);
      gsk_render_node_unref (wide);
      gsk_render_node_unref (narrow);
    }

  lf_range_chart_set_rows (chart, none);
  {
    GskRenderNode *empty = draw (chart, 400, 100);

    g_assert_cmpuint (count_texts (empty), ==, 1);
    gsk_render_node_unref (empty);
  }
  g_object_unref (chart);
}

static LfRangeChart *
make_many (void)
{
  LfRangeChart *chart = g_object_ref_sink (LF_RANGE_CHART (lf_range_chart_new ()));
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);

  for (guint i = 0; i < MANY_ROWS; i++)
    {
      g_autofree char *label = g_strdup_printf ("Query number %u", i);
      LfRangeRow *row = lf_range_row_new (label, "typical session");

      lf_range_row_set_value (row, 0, 0.1 * i, 0.09 * i, 0.12 * i);
      lf_range_row_set_value (row, 1, 0.01 * i, 0.009 * i, 0.012 * i);
      lf_range_row_set_verdict (row, "10×", LF_CHART_TONE_GOOD);
      g_ptr_array_add (rows, row);
    }
  lf_range_chart_set_series (chart, "Before", "After");
  lf_range_chart_set_rows (chart, rows);
  return chart;
}

/* Sixty rows are drawn anew in less than a quarter of a frame */
static void
test_speed (LfTestUi      *ui,
            gconstpointer  data)
{
  LfRangeChart *chart = make_many ();
  double best = INFINITY;

  gsk_render_node_unref (draw (chart, 900, 2000));
  for (guint i = 0; i < 20; i++)
    {
      gint64 begun = g_get_monotonic_time ();

      gsk_render_node_unref (draw (chart, 900 + (float) i, 2000));
      best = MIN (best, (double) (g_get_monotonic_time () - begun) / 1000);
    }
  g_test_minimized_result (best, "drawing %u rows: %.2f ms", MANY_ROWS, best);
  g_assert_cmpfloat (best, <, MAX_DRAW_MS);
  g_object_unref (chart);
}

static LfTreemap *
make_treemap (void)
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

static void
test_treemap (LfTestUi      *ui,
              gconstpointer  data)
{
  LfTreemap *chart = make_treemap ();
  g_autofree char *index = lf_chart_describe_item (LF_CHART (chart), 0);
  g_autofree char *table = lf_chart_describe_item (LF_CHART (chart), 2);
  g_autofree char *tiny = lf_chart_describe_item (LF_CHART (chart), 4);
  g_autofree char *summary = lf_chart_summarize (LF_CHART (chart));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GtkWindow *window = show (ui, chart);

  g_assert_true (g_str_has_prefix (index, "idx\nIndex of frames\n20.0"));
  g_assert_true (g_str_has_suffix (index, " · 20 %"));
  g_assert_true (g_str_has_prefix (table, "frames\nTable\n61.0"));
  g_assert_nonnull (strstr (tiny, "less than 0.1 %"));
  g_assert_true (g_str_has_prefix (summary, "100.0"));
  g_assert_nonnull (strstr (summary, "\nframes – Table, "));
  /* In the order of sizes */
  g_assert_cmpuint (strstr (summary, "frames –") - summary, <, strstr (summary, "idx –") - summary);

  /* The table is the largest, its index below or at the right of it, free pages farther on */
  press (chart, GDK_KEY_Right, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 2);
  press (chart, GDK_KEY_Left, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 2);
  press (chart, GDK_KEY_Right, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), !=, 2);
  press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 3);
  press (chart, GDK_KEY_Home, TRUE);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, 2);

  /* What the keyboard was at is gone */
  lf_treemap_set_items (chart, none);
  g_assert_cmpint (lf_chart_get_item (LF_CHART (chart)), ==, -1);
  press (chart, GDK_KEY_Home, FALSE);
  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static void
test_treemap_drawing (LfTestUi      *ui,
                      gconstpointer  data)
{
  LfTreemap *chart = g_object_ref_sink (make_treemap ());
  GskRenderNode *wide = draw (chart, 600, 300);
  GskRenderNode *small = draw (chart, 200, 60);

  /* A legend of three; a name and a size of three, as there is no room for the others */
  g_assert_cmpuint (count_texts (wide), ==, 3 + 3 * 2);
  g_assert_cmpuint (count_texts (small), <, 3 + 3 * 2);
  gsk_render_node_unref (wide);
  gsk_render_node_unref (small);
  g_object_unref (chart);
}

#define HOUR (60 * G_TIME_SPAN_MINUTE)

static LfLineChart *
make_line_chart (void)
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

static void
test_line (LfTestUi      *ui,
           gconstpointer  data)
{
  LfChart *chart = LF_CHART (make_line_chart ());
  GtkWindow *window = show (ui, chart);
  /* By time: a point, one that failed, an event, two points, an event */
  static const int order[] = { 0, 1, 4, 2, 3, 5 };
  g_autofree char *summary = lf_chart_summarize (chart);

  g_assert_cmpuint (lf_chart_get_n_items (chart), ==, 6);
  assert_describes (chart, 0, "23 Nov 2025, 12:00\n5.41 ms (5.20 ms to 6.20 ms)");
  assert_describes (chart, 1, "23 Nov 2025, 13:00\nnot measured");
  assert_describes (chart, 3, "23 Nov 2025, 16:00\n0.03 ms");
  assert_describes (chart, 4, "Repaired <b>\n23 Nov 2025, 14:00");
  g_assert_cmpstr (summary, ==,
                   "4 measurements from 23 Nov 2025, 12:00 to 23 Nov 2025, 16:00\n"
                   "first 5.41 ms, last 0.03 ms, least 0.02 ms, largest 5.41 ms\n"
                   "Repaired <b> – 23 Nov 2025, 14:00\n"
                   "Restored – 23 Nov 2025, 17:00");

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      press (chart, GDK_KEY_Right, TRUE);
      g_assert_cmpint (lf_chart_get_item (chart), ==, order[i]);
    }
  press (chart, GDK_KEY_Left, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 3);
  press (chart, GDK_KEY_Home, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 0);
  press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 5);
  press (chart, GDK_KEY_Up, FALSE);

  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static void
test_line_drawing (LfTestUi      *ui,
                   gconstpointer  data)
{
  LfLineChart *chart = g_object_ref_sink (make_line_chart ());

  for (guint i = 0; i < 4; i++)
    {
      GskRenderNode *node;

      gtk_widget_set_direction (GTK_WIDGET (chart),
                                (i & 1) != 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      lf_line_chart_set_scale (chart, (i & 2) != 0 ? LF_CHART_SCALE_LINEAR : LF_CHART_SCALE_LOG);
      node = draw (chart, 700, 260);
      /* A legend, two events, and more than two labels of each axis */
      g_assert_cmpuint (count_texts (node), >, 2 + 2 + 2 + 2);
      gsk_render_node_unref (node);
      gsk_render_node_unref (draw (chart, 100, 40));
    }

  lf_line_chart_clear_events (chart);
  g_assert_cmpuint (lf_chart_get_n_items (LF_CHART (chart)), ==, 4);
  lf_line_chart_set_points (chart, NULL, 0);
  lf_line_chart_add_event (chart, 0, "alone");
  g_assert_cmpuint (lf_chart_get_n_items (LF_CHART (chart)), ==, 0);
  gsk_render_node_unref (draw (chart, 100, 40));
  g_object_unref (chart);
}

/* How many pixels are not like the first one */
static guint
count_drawn (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);
  guint n = 0;

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (int i = 0; i < width * height; i++)
    n += pixels[i] != pixels[0];
  return n;
}

static void
assert_png (LfTestUi   *ui,
            gpointer    widget,
            int         width)
{
  g_autofree char *path = g_build_filename (ui->folder, "chart.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  g_assert_true (lf_chart_export (widget, file, LF_CHART_FORMAT_PNG, &error));
  g_assert_no_error (error);
  texture = gdk_texture_new_from_file (file, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * width);
  g_assert_cmpuint (count_drawn (texture), >, 2000);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    n++;
  return n;
}

static void
assert_svg (LfTestUi *ui,
            gpointer  widget,
            gboolean  words)
{
  g_autofree char *path = g_build_filename (ui->folder, "chart.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GMarkupParser parser = { NULL };
  gsize length;

  g_assert_true (lf_chart_export (widget, file, LF_CHART_FORMAT_SVG, &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_assert_true (g_markup_parse_context_parse (context, text, (gssize) length, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);

  /* Letters are shapes there, each used where it stands; words are told besides */
  g_assert_cmpuint (count (text, "<use "), >, 100);
  if (words)
    {
      g_assert_nonnull (strstr (text, "<title>Timings</title>"));
      g_assert_nonnull (strstr (text, "&lt;b&gt;no markup&lt;/b&gt; – Before: not measured"));
    }
}

static void
test_export (LfTestUi      *ui,
             gconstpointer  data)
{
  LfRangeChart *chart = g_object_ref_sink (make_range_chart ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GFile *nowhere = g_file_new_for_path ("/nowhere/chart.png");
  g_autoptr (GError) error = NULL;
  GtkWindow *window;
  int natural;

  /* Without a window, in the size that it would like */
  gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                      NULL);
  assert_png (ui, chart, natural + 32);
  assert_svg (ui, chart, TRUE);
  g_assert_false (lf_chart_export (GTK_WIDGET (chart), nowhere, LF_CHART_FORMAT_PNG, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  /* In one, in the size that it has; and with the page that it is on */
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chart));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("A label that is no chart"));
  g_object_ref_sink (box);
  g_assert_false (lf_chart_export (box, nowhere, LF_CHART_FORMAT_SVG, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  window = show (ui, box);
  lf_test_ui_until (gtk_widget_get_width (box) == 700);
  assert_png (ui, chart, 732);
  assert_svg (ui, chart, TRUE);
  assert_png (ui, box, 700);
  assert_svg (ui, box, FALSE);

  gtk_window_destroy (window);
  lf_test_ui_settle ();
  g_object_unref (nowhere);
  g_object_unref (box);
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
  lf_test_ui_add ("/charts/keyboard", test_keyboard, NULL);
  lf_test_ui_add ("/charts/scrolling", test_scrolling, NULL);
  lf_test_ui_add ("/charts/drawing", test_drawing, NULL);
  lf_test_ui_add ("/charts/treemap", test_treemap, NULL);
  lf_test_ui_add ("/charts/treemap-drawing", test_treemap_drawing, NULL);
  lf_test_ui_add ("/charts/line", test_line, NULL);
  lf_test_ui_add ("/charts/line-drawing", test_line_drawing, NULL);
  lf_test_ui_add ("/charts/export", test_export, NULL);
  lf_test_ui_add ("/charts/speed", test_speed, NULL);

  return g_test_run ();
}
