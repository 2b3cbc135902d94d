/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "charts/lf-chart-export.h"
#include "lf-test-charts.h"

/* What all charts do alike: the pointer and the keyboard, what is kept, colours, files */

#define MANY_ROWS 60

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
  LfChart *chart = LF_CHART (lf_test_charts_make_range ());
  GtkWindow *window = lf_test_charts_show (ui, chart);
  int activated = -1;

  g_signal_connect (chart, "activated", G_CALLBACK (activated_cb), &activated);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (chart)));
  g_assert_cmpint (lf_chart_get_item (chart), ==, -1);
  lf_test_charts_press (chart, GDK_KEY_Escape, FALSE);
  lf_test_charts_press (chart, GDK_KEY_Return, FALSE);

  lf_test_charts_press (chart, GDK_KEY_Down, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 0);
  lf_test_charts_press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 2);
  lf_test_charts_press (chart, GDK_KEY_Down, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 2);
  lf_test_charts_press (chart, GDK_KEY_Up, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 1);
  lf_test_charts_press (chart, GDK_KEY_Return, FALSE);
  g_assert_cmpint (activated, ==, -1);

  lf_chart_set_activatable (chart, TRUE);
  lf_test_charts_press (chart, GDK_KEY_Return, TRUE);
  g_assert_cmpint (activated, ==, 1);
  lf_test_charts_press (chart, GDK_KEY_Home, TRUE);
  lf_test_charts_press (chart, GDK_KEY_space, TRUE);
  g_assert_cmpint (activated, ==, 0);
  lf_test_charts_press (chart, GDK_KEY_Escape, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, -1);

  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

/* Lines of a calendar are months: up and down go to the night that is nearest below and above */
static void
test_calendar_keys (LfTestUi      *ui,
                    gconstpointer  data)
{
  LfChart *chart = LF_CHART (lf_test_charts_make_calendar ());
  GtkWindow *window = lf_test_charts_show (ui, chart);

  lf_test_charts_press (chart, GDK_KEY_Right, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 0);
  lf_test_charts_press (chart, GDK_KEY_Up, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 0);
  lf_test_charts_press (chart, GDK_KEY_Down, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 2);
  lf_test_charts_press (chart, GDK_KEY_Right, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 3);
  lf_test_charts_press (chart, GDK_KEY_Down, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 3);
  lf_test_charts_press (chart, GDK_KEY_Up, TRUE);
  g_assert_cmpint (lf_chart_get_item (chart), ==, 1);

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
  window = lf_test_charts_show (ui, scroller);
  lf_test_ui_until (gtk_adjustment_get_upper (adjustment) > 1000);

  lf_test_charts_press (chart, GDK_KEY_End, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 500);
  lf_test_charts_press (chart, GDK_KEY_Home, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 30);

  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static GtkEventController *
find_motion (gpointer widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        return controller;
    }
  g_assert_not_reached ();
}

static char *
hover (gpointer chart,
       double   x,
       double   y)
{
  g_signal_emit_by_name (find_motion (chart), "motion", x, y);
  return lf_chart_dup_readout (chart);
}

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  guint *n_frames = data;

  (*n_frames)++;
  return G_SOURCE_CONTINUE;
}

/* Until what was to be drawn is drawn */
static void
wait_for_frames (gpointer widget)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (widget, frame_cb, &n_frames, NULL);

  lf_test_ui_until (n_frames >= 3);
  gtk_widget_remove_tick_callback (widget, id);
}

/* In the window, and as if read from right to left, the pointer finds what is below it */
static void
test_pointer (LfTestUi      *ui,
              gconstpointer  data)
{
  LfChart *chart = LF_CHART (lf_test_charts_make_treemap ());
  GtkWindow *window = lf_test_charts_show (ui, chart);
  double width = gtk_widget_get_width (GTK_WIDGET (chart));
  double height = gtk_widget_get_height (GTK_WIDGET (chart));

  for (guint i = 0; i < 2; i++)
    {
      gboolean mirrored = i > 0;
      g_autofree char *nothing = NULL;
      g_autofree char *largest = NULL;

      gtk_widget_set_direction (GTK_WIDGET (chart),
                                mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      nothing = hover (chart, 10, 2);
      g_assert_null (nothing);
      largest = hover (chart, mirrored ? width - 10 : 10, height / 2);
      g_assert_true (g_str_has_prefix (largest, "frames\n"));
      wait_for_frames (chart);
    }

  g_signal_emit_by_name (find_motion (chart), "leave");
  {
    g_autofree char *gone = lf_chart_dup_readout (chart);

    g_assert_null (gone);
  }
  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static guint n_drawn;

static void (*draw_frame) (LfChart       *chart,
                           LfChartCanvas *canvas);

static void
count_frame (LfChart       *chart,
             LfChartCanvas *canvas)
{
  n_drawn++;
  draw_frame (chart, canvas);
}

static void
assert_drawn_anew (gpointer chart,
                   gboolean expected)
{
  guint before = n_drawn;

  gtk_widget_queue_draw (chart);
  wait_for_frames (chart);
  g_assert_cmpuint (n_drawn - before, ==, expected ? 1 : 0);
}

/* Nodes are kept as long as data, size and style stay the same, whatever is pointed at */
static void
test_nodes (LfTestUi      *ui,
            gconstpointer  data)
{
  LfRangeChart *chart = lf_test_charts_make_range ();
  LfChartClass *klass = LF_CHART_GET_CLASS (chart);
  g_autoptr (GPtrArray) rows = lf_test_charts_make_rows ();
  GtkWindow *window;

  draw_frame = klass->draw_frame;
  klass->draw_frame = count_frame;
  window = lf_test_charts_show (ui, chart);
  gtk_window_set_focus (window, NULL);
  wait_for_frames (chart);

  assert_drawn_anew (chart, FALSE);
  lf_chart_set_item (LF_CHART (chart), 1);
  assert_drawn_anew (chart, FALSE);
  lf_range_chart_set_rows (chart, rows);
  assert_drawn_anew (chart, TRUE);
  g_settings_set_string (ui->settings, "color-scheme", "dark");
  assert_drawn_anew (chart, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (chart), 50);
  assert_drawn_anew (chart, TRUE);
  gtk_widget_set_direction (GTK_WIDGET (chart), GTK_TEXT_DIR_RTL);
  assert_drawn_anew (chart, TRUE);

  klass->draw_frame = draw_frame;
  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

static guint n_marks;
static float last_progress;

static void (*draw_marks) (LfChart       *chart,
                           LfChartCanvas *canvas,
                           float          progress);

static void
count_marks (LfChart       *chart,
             LfChartCanvas *canvas,
             float          progress)
{
  n_marks++;
  last_progress = progress;
  draw_marks (chart, canvas, progress);
}

/* Bars grow when there are new ones, but only if the desktop wants things to move */
static void
test_animation (LfTestUi      *ui,
                gconstpointer  data)
{
  LfRangeChart *chart = lf_test_charts_make_range ();
  LfChartClass *klass = LF_CHART_GET_CLASS (chart);
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWindow *window = lf_test_charts_show (ui, chart);

  draw_marks = klass->draw_marks;
  klass->draw_marks = count_marks;
  wait_for_frames (chart);

  for (guint animated = 0; animated < 2; animated++)
    {
      g_autoptr (GPtrArray) rows = lf_test_charts_make_rows ();

      g_object_set (settings, "gtk-enable-animations", (gboolean) animated, NULL);
      wait_for_frames (chart);
      n_marks = 0;
      last_progress = 0;
      lf_range_chart_set_rows (chart, rows);
      lf_test_ui_until (last_progress >= 1);
      wait_for_frames (chart);
      if (animated)
        g_assert_cmpuint (n_marks, >=, 2);
      else
        g_assert_cmpuint (n_marks, ==, 1);
    }

  klass->draw_marks = draw_marks;
  gtk_settings_reset_property (settings, "gtk-enable-animations");
  gtk_window_destroy (window);
  lf_test_ui_settle ();
}

/* No colour is the grey that stands for a missing one, and at night all are red */
static void
assert_colors (GskRenderNode *node,
               gboolean       night)
{
  g_autoptr (GBytes) bytes = gsk_render_node_serialize (node);
  const char *text = g_bytes_get_data (bytes, NULL);
  guint n = 0;

  for (text = strstr (text, "rgb"); text != NULL; text = strstr (text + 1, "rgb"))
    {
      int r = 0;
      int g = 0;
      int b = 0;

      if (sscanf (text, "rgb(%d,%d,%d", &r, &g, &b) != 3 &&
          sscanf (text, "rgba(%d,%d,%d", &r, &g, &b) != 3)
        continue;
      g_assert_false (r == g && g == b && r >= 127 && r <= 128);
      if (night)
        g_assert_true (r >= 2 * g && r >= 2 * b);
      n++;
    }
  g_assert_cmpuint (n, >, 5);
}

static void
test_colors (LfTestUi      *ui,
             gconstpointer  data)
{
  static const char *schemes[] = { "light", "dark", "night" };
  GtkWidget *charts[] = {
    GTK_WIDGET (lf_test_charts_make_range ()),
    GTK_WIDGET (lf_test_charts_make_treemap ()),
    GTK_WIDGET (lf_test_charts_make_line ()),
    GTK_WIDGET (lf_test_charts_make_scatter ()),
    GTK_WIDGET (lf_test_charts_make_calendar ()),
  };

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_object_ref_sink (charts[i]);
      for (guint j = 0; j < G_N_ELEMENTS (schemes); j++)
        {
          GskRenderNode *node;

          g_settings_set_string (ui->settings, "color-scheme", schemes[j]);
          node = lf_test_charts_draw (charts[i], 700, 300);
          assert_colors (node, g_str_equal (schemes[j], "night"));
          gsk_render_node_unref (node);
        }
      g_object_unref (charts[i]);
    }
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
  LfRangeChart *chart = g_object_ref_sink (lf_test_charts_make_range ());
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
  window = lf_test_charts_show (ui, box);
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

  lf_test_ui_add ("/chart-behavior/keyboard", test_keyboard, NULL);
  lf_test_ui_add ("/chart-behavior/calendar-keys", test_calendar_keys, NULL);
  lf_test_ui_add ("/chart-behavior/scrolling", test_scrolling, NULL);
  lf_test_ui_add ("/chart-behavior/pointer", test_pointer, NULL);
  lf_test_ui_add ("/chart-behavior/nodes", test_nodes, NULL);
  lf_test_ui_add ("/chart-behavior/animation", test_animation, NULL);
  lf_test_ui_add ("/chart-behavior/colors", test_colors, NULL);
  lf_test_ui_add ("/chart-behavior/export", test_export, NULL);

  return g_test_run ();
}
