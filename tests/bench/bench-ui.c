/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does what a user does with a catalog of 210 sessions and prints, for each of it, how long the
 * iterations of the main loop took:
 *
 *   NAME iterations N p50 MS p99 MS max MS (cpu MS) over 16 ms: N
 */

#include <stdio.h>
#include <string.h>

#include "app/lf-compare-window.h"
#include "app/lf-frame-table.h"
#include "app/lf-frames-page.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-object-card.h"
#include "app/lf-repair-sheet.h"
#include "app/lf-session-columns.h"
#include "demo/lf-demo.h"
#include "lf-main-loop-probe.h"
#include "lf-test-ui.h"
#include "maintenance/lf-repair.h"

#define N_OBJECTS 100
#define FRAMES_OF_A_FILTER 3
#define N_FRAMES 100000
#define N_JUMPS 12
#define SCROLL_STEPS 4          /* a page */
#define FRAMES_OF_A_REPAIR 250000
#define SESSIONS_OF_A_REPAIR 2000

/* Frames after something was done that belong to it: what is put off by GTK comes in the next */
#define FRAMES_AFTER 3

/* And in which a page of the Maintenance window is filled */
#define FRAMES_OF_A_PAGE 20

static void
count_cb (GdkFrameClock *clock,
          guint         *n_frames)
{
  (*n_frames)++;
}

static void
wait_for_frames (gpointer window,
                 guint    n)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint n_frames = 0;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (count_cb), &n_frames);

  while (n_frames < n)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, id);
}

static gboolean
finish (LfMainLoopProbe *probe,
        gpointer         window,
        const char      *name)
{
  gboolean good;

  wait_for_frames (window, FRAMES_AFTER);
  lf_main_loop_probe_stop (probe);
  good = lf_main_loop_probe_report (probe, name);
  fflush (stdout);
  return good;
}

static gboolean
measure_load (LfTestUi   *ui,
              const char *path,
              const char *name)
{
  LfMainLoopProbe probe;

  lf_main_loop_probe_start (&probe);
  lf_test_ui_open (ui, path);
  return finish (&probe, ui->window, name);
}

static gboolean
measure_sort (LfTestUi   *ui,
              const char *column)
{
  GtkColumnView *view = lf_test_ui_get_view (ui);
  GtkColumnViewColumn *found = lf_session_columns_find (view, column);
  g_autofree char *name = g_strconcat ("sort-", column, NULL);
  LfMainLoopProbe probe;

  lf_main_loop_probe_start (&probe);
  for (guint order = 0; order < 2; order++)
    {
      gtk_column_view_sort_by_column (view, found,
                                      order ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      lf_test_ui_until (lf_test_ui_is_listed (ui));
      wait_for_frames (ui->window, FRAMES_AFTER);
    }
  return finish (&probe, ui->window, name);
}

static gboolean
measure_filter (LfTestUi *ui)
{
  static const char typed[] = "ngc 70";
  LfMainLoopProbe probe;

  lf_main_loop_probe_start (&probe);
  for (gsize n = 1; n <= strlen (typed); n++)
    {
      g_autofree char *text = g_strndup (typed, n);

      lf_test_ui_search (ui, text);
      wait_for_frames (ui->window, FRAMES_AFTER);
    }
  lf_test_ui_search (ui, "");
  return finish (&probe, ui->window, "filter");
}

static gboolean
measure_scroll (LfTestUi *ui)
{
  GtkAdjustment *position =
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (lf_test_ui_get_view (ui)));
  double step = gtk_adjustment_get_page_size (position) / SCROLL_STEPS;
  double end = gtk_adjustment_get_upper (position) - gtk_adjustment_get_page_size (position);
  LfMainLoopProbe probe;

  lf_main_loop_probe_start (&probe);
  for (double value = 0; value < end + step; value += step)
    {
      gtk_adjustment_set_value (position, MIN (value, end));
      wait_for_frames (ui->window, 1);
    }
  gtk_adjustment_set_value (position, 0);
  return finish (&probe, ui->window, "scroll");
}

/* All sessions, and all but one after the other */
static gboolean
measure_select (LfTestUi *ui)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (lf_test_ui_get_view (ui));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  LfMainLoopProbe probe;

  lf_main_loop_probe_start (&probe);
  gtk_selection_model_select_all (selection);
  wait_for_frames (ui->window, FRAMES_AFTER);
  gtk_selection_model_select_range (selection, 0, n / 2, TRUE);
  wait_for_frames (ui->window, FRAMES_AFTER);
  gtk_selection_model_unselect_all (selection);
  return finish (&probe, ui->window, "select");
}

static char *
make_demo (LfTestUi *ui)
{
  LfDemoOptions options = { LF_DEMO_HEALTHY, 0, 0 };
  char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static void
bench_list (LfTestUi      *ui,
            gconstpointer  data)
{
  static const char *columns[] = { "name", "status", "frames", "integration", "created" };
  g_autofree char *path = make_demo (ui);
  gboolean good = TRUE;

  /* The first window of a process also loads fonts, icons and the theme */
  measure_load (ui, path, "first-window");
  good &= measure_load (ui, path, "load");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    good &= measure_sort (ui, columns[i]);
  /* Typing is told and no reason to fail: the limit is for loading, sorting and scrolling */
  measure_filter (ui);
  good &= measure_scroll (ui);
  good &= measure_select (ui);
  if (!good)
    g_test_fail_printf ("iterations took longer than 16 ms");
}

static char *
make_many_objects (const char *folder)
{
  static const char *filters[] = { "Ha", "L", "OIII", "SII" };
  g_autoptr (LfTestCatalog) catalog =
    lf_test_catalog_new (folder, "objects.db", LF_TEST_LAYOUT_2, FALSE);

  lf_test_catalog_add_session (catalog, "MANY", "Many objects");
  lf_test_catalog_add_session (catalog, "FEW", "No objects");
  for (guint i = 0; i < N_OBJECTS * G_N_ELEMENTS (filters) * FRAMES_OF_A_FILTER; i++)
    {
      g_autofree char *object = g_strdup_printf ("NGC %u", i % N_OBJECTS);
      LfTestFrame frame = { "MANY", "LIGHT", object, filters[i / N_OBJECTS % 4], 60 + i % 3, "N1" };

      lf_test_catalog_add_frame (catalog, &frame);
    }
  return g_strdup (catalog->path);
}

static void
bench_dialog (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_many_objects (ui->folder);
  LfMainLoopProbe probe;
  LfSessionWindow *dialog;
  GtkWidget *objects;

  lf_test_ui_open (ui, path);
  lf_main_loop_probe_start (&probe);
  dialog = lf_test_ui_activate (ui, "FEW");
  finish (&probe, dialog, "first-dialog");

  lf_main_loop_probe_start (&probe);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.previous", NULL);
  objects = lf_test_ui_child (lf_test_ui_child (dialog, "overview"), "objects");
  lf_test_ui_until (lf_test_ui_find (objects, LF_TYPE_OBJECT_CARD, N_OBJECTS) != NULL);
  finish (&probe, dialog, "dialog-of-100-objects");
}

/* The session of the most frames of an ordinary catalog */
static LfSessionWindow *
open_largest (LfTestUi   *ui,
              const char *path)
{
  GtkColumnView *view;
  LfSessionWindow *dialog;

  lf_test_ui_open (ui, path);
  view = lf_test_ui_get_view (ui);
  gtk_column_view_sort_by_column (view, lf_session_columns_find (view, "frames"),
                                  GTK_SORT_DESCENDING);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  g_signal_emit_by_name (view, "activate", 0);
  dialog = lf_test_ui_get_dialog (ui);
  lf_test_ui_until (lf_test_ui_is_read (dialog));
  wait_for_frames (dialog, FRAMES_OF_A_PAGE);
  return dialog;
}

static gpointer
rename_all (gpointer path)
{
  lf_test_exec (path, "UPDATE processing_sessions SET name = 'Renamed'");
  return NULL;
}

/* Another program writes, and the list and the dialog read it */
static void
measure_live (LfSessionWindow *dialog,
              char            *path)
{
  LfMainLoopProbe probe;
  GThread *other;

  lf_main_loop_probe_start (&probe);
  other = g_thread_new ("other-program", rename_all, path);
  lf_test_ui_until (g_str_equal (gtk_window_get_title (GTK_WINDOW (dialog)), "Renamed"));
  wait_for_frames (dialog, FRAMES_OF_A_PAGE);
  finish (&probe, dialog, "live");
  g_thread_join (other);
}

/* Each page of it */
static void
bench_pages (LfTestUi      *ui,
             gconstpointer  data)
{
  static const char *const pages[] = { "frames", "calibration", "sources", "results", "notes" };
  g_autofree char *path = make_demo (ui);
  LfSessionWindow *dialog = open_largest (ui, path);
  LfMainLoopProbe probe;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strconcat ("page-", pages[i], NULL);

      lf_main_loop_probe_start (&probe);
      gtk_widget_activate_action (GTK_WIDGET (dialog), "session.page", "s", pages[i]);
      wait_for_frames (dialog, FRAMES_OF_A_PAGE);
      finish (&probe, dialog, name);
    }
  measure_live (dialog, path);
}

static char *
make_many_frames (const char *folder)
{
  g_autoptr (LfTestCatalog) catalog =
    lf_test_catalog_new (folder, "frames.db", LF_TEST_LAYOUT_2, FALSE);

  lf_test_catalog_add_session (catalog, "MANY", "Many frames");
  lf_test_catalog_exec (catalog,
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        " WHERE i < %d) INSERT INTO fits_files (id, file, folder, frame_type,"
                        " exposure, camera, telescope, filter, object, median_fwhm, obs_date,"
                        " obs_timestamp) SELECT i, printf ('NGC7000_LIGHT_Ha_300s_%%06d.fits', i),"
                        " '/mnt/astro/Library/NGC 7000', 'LIGHT', 300, 'QHY268M', 'Esprit 100ED',"
                        " 'Ha', 'NGC 7000', 2 + (i * 7919 %% 100) / 100.0, '2025-01-13',"
                        " datetime ('2025-01-13', printf ('+%%d seconds', i)) FROM n",
                        N_FRAMES);
  lf_test_catalog_exec (catalog, "INSERT INTO processing_session_files (processing_session_id,"
                                 " fits_file_id, original_path, original_filename, staged_path,"
                                 " staged_filename, subfolder, frame_type)"
                                 " SELECT 'MANY', id, '', '', '', '', '', 'LIGHT' FROM fits_files");
  return g_strdup (catalog->path);
}

/* All other frames come, in both orders */
static void
measure_frame_sort (gpointer      dialog,
                    GtkWidget    *page,
                    LfFrameTable *table)
{
  GtkColumnView *view = lf_frame_table_get_view (table);
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 1);
  LfMainLoopProbe probe;

  for (guint order = 0; order < 2; order++)
    {
      lf_main_loop_probe_start (&probe);
      gtk_column_view_sort_by_column (view, column,
                                      order ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      lf_test_ui_until (lf_frames_page_is_ready (LF_FRAMES_PAGE (page)));
      finish (&probe, dialog, order ? "frames-sort-again" : "frames-sort");
    }
}

/* A tenth of the frames, a few, all again */
static void
measure_frame_search (gpointer   dialog,
                      GtkWidget *page)
{
  static const char *const texts[] = { "7", "77777", "" };
  GtkEditable *search = lf_test_ui_child (page, "search");
  LfMainLoopProbe probe;

  lf_main_loop_probe_start (&probe);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_editable_set_text (search, texts[i]);
      g_signal_emit_by_name (search, "search-changed");
      lf_test_ui_until (lf_frames_page_is_ready (LF_FRAMES_PAGE (page)));
      wait_for_frames (dialog, FRAMES_OF_A_PAGE);
    }
  finish (&probe, dialog, "frames-search");
}

static void
bench_frames (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_many_frames (ui->folder);
  LfSessionWindow *dialog;
  GtkWidget *page;
  LfFrameTable *table;
  GtkAdjustment *position;
  LfMainLoopProbe probe;

  lf_test_ui_open (ui, path);
  dialog = lf_test_ui_activate (ui, "MANY");
  page = lf_test_ui_find (dialog, LF_TYPE_FRAMES_PAGE, 0);
  lf_main_loop_probe_start (&probe);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.page", "s", "frames");
  lf_test_ui_until (lf_frames_page_is_ready (LF_FRAMES_PAGE (page)));
  finish (&probe, dialog, "frames-page");

  table = LF_FRAME_TABLE (lf_test_ui_child (page, "table"));
  position = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (lf_frame_table_get_view (table)));
  lf_main_loop_probe_start (&probe);
  for (guint i = 0; i < N_JUMPS; i++)
    {
      gtk_adjustment_set_value (position,
                                gtk_adjustment_get_upper (position) * (i * 7 % N_JUMPS) / N_JUMPS);
      wait_for_frames (dialog, FRAMES_OF_A_PAGE);
    }
  finish (&probe, dialog, "frames-jump");

  lf_main_loop_probe_start (&probe);
  for (guint i = 0; i < N_JUMPS * SCROLL_STEPS; i++)
    {
      gtk_adjustment_set_value (position, gtk_adjustment_get_value (position) +
                                            gtk_adjustment_get_page_size (position) / SCROLL_STEPS);
      wait_for_frames (dialog, 1);
    }
  finish (&probe, dialog, "frames-scroll");

  lf_main_loop_probe_start (&probe);
  gtk_drop_down_set_selected (lf_test_ui_child (page, "type"), 1);
  lf_test_ui_until (lf_frames_page_is_ready (LF_FRAMES_PAGE (page)));
  finish (&probe, dialog, "frames-filter");

  measure_frame_sort (dialog, page, table);
  measure_frame_search (dialog, page);

  lf_main_loop_probe_start (&probe);
  gtk_toggle_button_set_active (lf_test_ui_child (page, "chart_button"), TRUE);
  wait_for_frames (dialog, FRAMES_OF_A_PAGE);
  finish (&probe, dialog, "frames-chart");
}

/* The window with the check that begins with it, then each page, which is made when it is shown */
static void
bench_maintenance (LfTestUi      *ui,
                   gconstpointer  data)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, 0, 0 };
  g_autofree char *path = g_build_filename (ui->folder, "demo.db", NULL);
  LfMaintenanceWindow *window;
  LfMainLoopProbe probe;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, NULL));
  lf_test_ui_open (ui, path);
  lf_main_loop_probe_start (&probe);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.maintenance", NULL);
  window = lf_test_ui_find_window (LF_TYPE_MAINTENANCE_WINDOW);
  lf_test_ui_until (lf_test_ui_can (window, "maintenance.check"));
  finish (&probe, window, "maintenance");

  for (guint check = 0; check < LF_N_CHECKS; check++)
    {
      g_autofree char *name = g_strconcat ("page-", lf_check_get_name ((LfCheck) check), NULL);

      lf_main_loop_probe_start (&probe);
      lf_maintenance_window_show_check (window, (LfCheck) check);
      wait_for_frames (window, FRAMES_OF_A_PAGE);
      finish (&probe, window, name);
    }
}

/* A repair of a large catalog, with the window beside it that shows how far it is, until that of
 * before and after is filled */
static void
bench_repair (LfTestUi      *ui,
              gconstpointer  data)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, FRAMES_OF_A_REPAIR, SESSIONS_OF_A_REPAIR };
  g_autofree char *path = g_build_filename (ui->folder, "large.db", NULL);
  LfMaintenanceWindow *window;
  LfMaintenance *maintenance;
  LfMainLoopProbe probe;
  gpointer sheet;
  gpointer compare;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, NULL));
  g_settings_set_boolean (ui->settings, "repair-measures", FALSE);
  lf_test_ui_open (ui, path);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.maintenance", NULL);
  window = lf_test_ui_find_window (LF_TYPE_MAINTENANCE_WINDOW);
  maintenance = lf_maintenance_window_get_maintenance (window);
  lf_test_ui_until (lf_test_ui_can (window, "maintenance.repair"));
  gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.repair", NULL);
  sheet = lf_test_ui_find_window (LF_TYPE_REPAIR_SHEET);
  lf_test_ui_until (lf_test_ui_can (sheet, "repair.accept"));

  lf_main_loop_probe_start (&probe);
  gtk_widget_activate_action (sheet, "repair.accept", NULL);
  lf_test_ui_until (lf_maintenance_get_run (maintenance) != NULL);
  finish (&probe, window, "repair-of-250000");
  g_assert_cmpint (lf_maintenance_get_run (maintenance)->outcome, ==, LF_RUN_DONE);

  lf_main_loop_probe_start (&probe);
  compare = lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW);
  lf_test_ui_until (lf_compare_window_is_filled (compare));
  lf_test_ui_until (lf_test_ui_can (window, "maintenance.check"));
  finish (&probe, window, "check-after-repair");
  gtk_window_close (compare);
  gtk_window_close (GTK_WINDOW (window));
}

/* What a repair came to, twice: the first such window also loads what it needs of icons and
 * fonts */
static void
bench_compare (LfTestUi      *ui,
               gconstpointer  data)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, 0, 0 };
  LfRepairOptions repair = { .measure = TRUE, .n_runs = 3 };
  g_autofree char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autofree char *path_again = g_build_filename (ui->folder, "again.db", NULL);
  const char *const paths[] = { path, path_again };
  GtkWidget *parent = gtk_application_window_new (ui->application);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Repair");
      LfCompareWindow *window;
      LfMainLoopProbe probe;
      LfRun *run;

      g_assert_true (lf_demo_make (paths[i], &options, NULL, NULL, NULL, NULL));
      run = lf_repair_run (paths[i], &repair, job);
      lf_main_loop_probe_start (&probe);
      window = lf_compare_window_show_run (GTK_WINDOW (parent), run);
      lf_test_ui_until (lf_compare_window_is_filled (window));
      finish (&probe, window, i == 0 ? "first-compare" : "compare");
      gtk_window_close (GTK_WINDOW (window));
    }
  gtk_window_destroy (GTK_WINDOW (parent));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/bench/list", bench_list, NULL);
  lf_test_ui_add ("/bench/dialog", bench_dialog, NULL);
  lf_test_ui_add ("/bench/pages", bench_pages, NULL);
  lf_test_ui_add ("/bench/frames", bench_frames, NULL);
  lf_test_ui_add ("/bench/maintenance", bench_maintenance, NULL);
  lf_test_ui_add ("/bench/repair", bench_repair, NULL);
  lf_test_ui_add ("/bench/compare", bench_compare, NULL);
  return g_test_run ();
}
