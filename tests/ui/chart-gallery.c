/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows charts in a window, to be looked at:
 *
 *     chart-gallery [--style=light|dark|night] [--rtl] [--width=N] [--only=NAME] [--export=FOLDER]
 */

#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "app/lf-application.h"
#include "app/lf-settings.h"
#include "app/lf-style.h"
#include "charts/lf-chart-export.h"
#include "charts/lf-line-chart.h"
#include "charts/lf-range-chart.h"
#include "charts/lf-scatter-chart.h"
#include "charts/lf-treemap.h"

typedef struct
{
  char     *style;
  char     *only;
  char     *folder;
  gboolean  rtl;
  int       width;
  int       height;
  GtkBox   *box;
} Gallery;

typedef struct
{
  const char  *label;
  const char  *sublabel;
  double       before[3];       /* median, low, high */
  double       after[3];
  const char  *verdict;
  LfChartTone  tone;
} Timing;

static const Timing timings[] = {
  { "Session list", NULL, { 3.6, 3.4, 4.1 }, { 3.4, 3.2, 4.0 }, "within noise",
    LF_CHART_TONE_NEUTRAL },
  { "Session details", NULL, { 5.41, 5.2, 6.2 }, { 0.02, 0.018, 0.03 }, "270×",
    LF_CHART_TONE_GOOD },
  { "Frames of a session", NULL, { 3.78, 3.6, 4.9 }, { 0.01, 0.009, 0.014 }, "378×",
    LF_CHART_TONE_GOOD },
  { "Calibration coverage", NULL, { 7.1, 6.6, 8.8 }, { 0.09, 0.08, 0.11 }, "79×",
    LF_CHART_TONE_GOOD },
  { "Search", NULL, { 1.2, 1.1, 1.4 }, { 2.5, 2.3, 2.9 }, "2.1× slower", LF_CHART_TONE_BAD },
  { "Sources", NULL, { NAN, NAN, NAN }, { 0.4, 0.38, 0.5 }, "new", LF_CHART_TONE_NEUTRAL },
  { "Nothing at all", NULL, { 0, 0, 0 }, { 0, 0, 0 }, NULL, LF_CHART_TONE_NEUTRAL },
};

static const Timing slow[] = {
  { "Session list", "210 sessions", { 3.6, 3.4, 4.1 }, { NAN, NAN, NAN }, "fast",
    LF_CHART_TONE_GOOD },
  { "Session details", "largest session: 1,201 frames", { 3755, 3650, 4100 }, { NAN, NAN, NAN },
    "very slow", LF_CHART_TONE_BAD },
  { "Session details", "typical session: 23 frames", { 71.6, 70.2, 88 }, { NAN, NAN, NAN }, "fast",
    LF_CHART_TONE_GOOD },
  { "Frames of a session", "largest session: 1,201 frames", { 188, 150, 420 }, { NAN, NAN, NAN },
    "slow", LF_CHART_TONE_WARNING },
  { "A query whose name is longer than anybody would think that one could be, really",
    "and so is what it was measured with: 20241228_A87FF679_with_a_long_name", { 12, 11, 14 },
    { NAN, NAN, NAN }, "fast", LF_CHART_TONE_GOOD },
};

static GPtrArray *
make_rows (const Timing *from,
           guint         n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);

  for (guint i = 0; i < n; i++)
    {
      LfRangeRow *row = lf_range_row_new (from[i].label, from[i].sublabel);

      lf_range_row_set_value (row, 0, from[i].before[0], from[i].before[1], from[i].before[2]);
      lf_range_row_set_value (row, 1, from[i].after[0], from[i].after[1], from[i].after[2]);
      lf_range_row_set_verdict (row, from[i].verdict, from[i].tone);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
activated_cb (LfChart *chart,
              guint    item)
{
  g_autofree char *text = lf_chart_describe_item (chart, item);

  g_print ("%s\n", text);
}

static void
export (Gallery    *gallery,
        const char *name,
        GtkWidget  *chart)
{
  static const char *suffixes[] = { [LF_CHART_FORMAT_PNG] = "png", [LF_CHART_FORMAT_SVG] = "svg" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes) && gallery->folder != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.%s", gallery->folder, name, suffixes[i]);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      if (!lf_chart_export (chart, file, (LfChartFormat) i, &error))
        g_error ("%s", error->message);
    }
}

static void
add (Gallery    *gallery,
     const char *name,
     const char *title,
     const char *line,
     GtkWidget  *chart)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *caption = gtk_label_new (line);

  g_object_ref_sink (card);
  g_object_ref_sink (chart);
  if (gallery->only == NULL || g_strcmp0 (gallery->only, name) == 0)
    {
      gtk_widget_add_css_class (heading, "heading");
      gtk_widget_add_css_class (caption, "caption");
      gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (head), heading);
      gtk_box_append (GTK_BOX (head), caption);
      gtk_widget_add_css_class (card, "card");
      gtk_widget_add_css_class (card, "chart-card");
      lf_chart_set_title (LF_CHART (chart), title);
      lf_chart_set_activatable (LF_CHART (chart), TRUE);
      g_signal_connect (chart, "activated", G_CALLBACK (activated_cb), NULL);
      gtk_box_append (GTK_BOX (card), head);
      gtk_box_append (GTK_BOX (card), chart);
      gtk_box_append (gallery->box, card);
      export (gallery, name, chart);
    }
  g_object_unref (card);
  g_object_unref (chart);
}

static LfRangeChart *
new_range (const Timing *from,
           guint         n,
           const char   *first,
           const char   *second)
{
  LfRangeChart *chart = LF_RANGE_CHART (lf_range_chart_new ());
  g_autoptr (GPtrArray) rows = make_rows (from, n);

  lf_range_chart_set_series (chart, first, second);
  lf_range_chart_set_rows (chart, rows);
  return chart;
}

static void
add_ranges (Gallery *gallery)
{
  LfRangeChart *chart = new_range (timings, G_N_ELEMENTS (timings), "Before", "After");

  lf_range_chart_set_scale (chart, LF_CHART_SCALE_LOG);
  lf_range_chart_set_interval_text (chart, "5th to 95th percentile");
  add (gallery, "compare", "Timings", "median of 30 runs, log scale", GTK_WIDGET (chart));

  chart = new_range (slow, G_N_ELEMENTS (slow), NULL, NULL);
  lf_range_chart_set_scale (chart, LF_CHART_SCALE_LOG);
  lf_range_chart_set_interval_text (chart, "5th to 95th percentile");
  lf_range_chart_add_threshold (chart, 100, "slow", LF_CHART_TONE_WARNING);
  lf_range_chart_add_threshold (chart, 500, "very slow", LF_CHART_TONE_BAD);
  add (gallery, "slow", "Timings", "median of 30 runs, log scale", GTK_WIDGET (chart));

  chart = new_range (slow, G_N_ELEMENTS (slow), NULL, NULL);
  lf_range_chart_add_threshold (chart, 100, "slow", LF_CHART_TONE_WARNING);
  lf_range_chart_add_threshold (chart, 500, "very slow", LF_CHART_TONE_BAD);
  add (gallery, "linear", "Timings", "linear scale", GTK_WIDGET (chart));

  add (gallery, "empty", "Timings", "before anything was measured", lf_range_chart_new ());
}

static const struct
{
  const char    *label;
  const char    *group;
  double         bytes;
  LfTreemapKind  kind;
} spaces[] = {
  { "fits_files", NULL, 15.2e6, LF_TREEMAP_TABLE },
  { "idx_fits_imaging_session", "fits_files", 1.4e6, LF_TREEMAP_INDEX },
  { "idx_fits_frame_type", "fits_files", 0.42e6, LF_TREEMAP_INDEX },
  { "idx_fits_object", "fits_files", 0.61e6, LF_TREEMAP_INDEX },
  { "idx_fits_telescope_camera_date_and_more", "fits_files", 0.9e6, LF_TREEMAP_INDEX },
  { "sqlite_autoindex_fits_files_1", "fits_files", 2.8e6, LF_TREEMAP_INDEX },
  { "processing_session_files", NULL, 0.4e6, LF_TREEMAP_TABLE },
  { "idx_processing_file_session", "processing_session_files", 176e3, LF_TREEMAP_INDEX },
  { "idx_processing_session_id", "processing_session_files", 176e3, LF_TREEMAP_INDEX },
  { "imaging_sessions", NULL, 0.2e6, LF_TREEMAP_TABLE },
  { "processing_sessions", NULL, 0.09e6, LF_TREEMAP_TABLE },
  { "processed_files", NULL, 0.05e6, LF_TREEMAP_TABLE },
  { "sqlite_schema", NULL, 4096, LF_TREEMAP_TABLE },
  { "Free pages", NULL, 19.6e6, LF_TREEMAP_FREE },
};

static void
add_treemap (Gallery *gallery)
{
  LfTreemap *chart = LF_TREEMAP (lf_treemap_new ());
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_treemap_item_free);

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    g_ptr_array_add (items, lf_treemap_item_new (spaces[i].label, spaces[i].group,
                                                 spaces[i].bytes, spaces[i].kind));
  lf_treemap_set_items (chart, items);
  add (gallery, "treemap", "Space", "44.7 MB, tables and their indexes", GTK_WIDGET (chart));
}

/* The same as ranked bars */
static void
add_ranked (Gallery *gallery)
{
  static const char *colors[] = { "lf_chart_single", "lf_frame_bias", "lf_chart_before" };
  LfRangeChart *chart = LF_RANGE_CHART (lf_range_chart_new ());
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      LfRangeRow *row = lf_range_row_new (spaces[i].label, NULL);

      lf_range_row_set_value (row, 0, spaces[i].bytes, NAN, NAN);
      lf_range_row_set_color (row, colors[spaces[i].kind]);
      g_ptr_array_add (rows, row);
    }
  lf_range_chart_set_unit (chart, LF_CHART_UNIT_BYTES);
  lf_range_chart_set_rows (chart, rows);
  add (gallery, "ranked", "Space", "44.7 MB, tables and their indexes", GTK_WIDGET (chart));
}

#define DAY G_TIME_SPAN_DAY
#define HISTORY 24

static void
add_history (Gallery *gallery)
{
  LfLineChart *chart = LF_LINE_CHART (lf_line_chart_new ());
  LfLinePoint points[HISTORY];
  gint64 begin = G_GINT64_CONSTANT (1756000000000000);

  for (guint i = 0; i < HISTORY; i++)
    {
      double value = (i < 14 ? 5.4 : i < 20 ? 0.02 : 0.03) * (1 + 0.15 * sin (i * 1.7));

      points[i] = (LfLinePoint) { begin + (gint64) (i * i) * DAY / 4, value, value * 0.9,
                                  value * (1.3 + 0.3 * cos (i)) };
    }
  points[8].median = NAN;
  lf_line_chart_set_points (chart, points, HISTORY);
  lf_line_chart_set_scale (chart, LF_CHART_SCALE_LOG);
  lf_line_chart_set_legend (chart, "Median", "5th to 95th percentile");
  lf_line_chart_add_event (chart, points[14].time - DAY, "Repaired: primary key restored");
  lf_line_chart_add_event (chart, points[14].time + DAY, "VACUUM");
  lf_line_chart_add_event (chart, points[20].time, "Restored from backup");
  add (gallery, "history", "History", "session details, largest session, log scale",
       GTK_WIDGET (chart));

  chart = LF_LINE_CHART (lf_line_chart_new ());
  lf_line_chart_set_points (chart, points + 14, 1);
  add (gallery, "single", "History", "measured once", GTK_WIDGET (chart));
}

#define FRAMES 120

static void
add_scatter (Gallery *gallery)
{
  LfScatterChart *chart = LF_SCATTER_CHART (lf_scatter_chart_new ());
  LfScatterPoint points[FRAMES];
  gint64 begin = G_GINT64_CONSTANT (1735412400000000);

  for (guint i = 0; i < FRAMES; i++)
    {
      gboolean outlier = i % 41 == 17;

      points[i] = (LfScatterPoint) { begin + i * 5 * G_TIME_SPAN_MINUTE,
                                     2.4 + 0.2 * sin (i * 2.1) + 0.15 * cos (i * 0.7) +
                                       (outlier ? 1.5 : 0),
                                     outlier };
    }
  lf_scatter_chart_set_points (chart, points, FRAMES);
  lf_scatter_chart_set_limits (chart, 2.4, 0.18);
  lf_scatter_chart_set_legend (chart, "Frames", "Outliers");
  add (gallery, "scatter", "FWHM", "28 December 2024", GTK_WIDGET (chart));
}

static void
activate_cb (GtkApplication *application,
             Gallery        *gallery)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, ".chart-card { padding: 16px 18px; }"
                                             ".gallery { padding: 20px; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  if (gallery->rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  gallery->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (gallery->box), "gallery");
  add_ranges (gallery);
  add_treemap (gallery);
  add_ranked (gallery);
  add_history (gallery);
  add_scatter (gallery);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (gallery->box));
  gtk_window_set_title (GTK_WINDOW (window), "Charts");
  gtk_window_set_default_size (GTK_WINDOW (window), gallery->width, gallery->height);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  Gallery gallery = { .width = 1072, .height = 900 };
  GOptionEntry entries[] = {
    { "style", 0, 0, G_OPTION_ARG_STRING, &gallery.style, "light, dark or night", "STYLE" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &gallery.only, "one chart", "NAME" },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &gallery.folder, "save the charts there", "FOLDER" },
    { "rtl", 0, 0, G_OPTION_ARG_NONE, &gallery.rtl, "read from right to left", NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &gallery.width, "of the window", "PIXELS" },
    { "height", 0, 0, G_OPTION_ARG_INT, &gallery.height, "of the window", "PIXELS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (LfStyle) style = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);

  gtk_init ();
  lf_application_register_resources ();
  settings = lf_settings_new ();
  g_settings_set_string (settings, "color-scheme",
                         gallery.style != NULL ? gallery.style : "light");
  style = lf_style_new (gdk_display_get_default (), settings);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &gallery);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
