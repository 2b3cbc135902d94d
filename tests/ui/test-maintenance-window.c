/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "app/lf-card-box.h"
#include "app/lf-data-table.h"
#include "app/lf-job-bar.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-plan-card.h"
#include "charts/lf-chart.h"
#include "demo/lf-demo.h"
#include "lf-test-ui.h"

#define DEMO_FRAMES 900
#define DEMO_SESSIONS 24

/* So many that reading all of them is too much */
#define LARGE_DEMO_FRAMES 2000

static char *
make_demo_of (LfTestUi    *ui,
              LfDemoState  state,
              guint        n_frames)
{
  LfDemoOptions options = { state, n_frames, DEMO_SESSIONS };
  char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return path;
}

static char *
make_demo (LfTestUi    *ui,
           LfDemoState  state)
{
  return make_demo_of (ui, state, DEMO_FRAMES);
}

static LfMaintenanceWindow *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (LF_IS_MAINTENANCE_WINDOW (window))
        return LF_MAINTENANCE_WINDOW (window);
    }
  return NULL;
}

static const char *
get_text (LfMaintenanceWindow *window,
          const char          *id)
{
  return gtk_label_get_text (lf_test_ui_child (window, id));
}

static char *
dup_row (LfMaintenanceWindow *window,
         LfCheck              check)
{
  GtkListBox *checks = lf_test_ui_child (window, "checks");

  return lf_test_ui_dup_texts (gtk_list_box_get_row_at_index (checks, (int) check));
}

/* The check that is made in passing may have to make way first, which is no job yet */
static gboolean
is_idle (LfMaintenanceWindow *window)
{
  return lf_test_ui_can (window, "maintenance.check") &&
         !g_str_equal (get_text (window, "headline"), "Checking…");
}

static LfMaintenanceWindow *
open_window (LfTestUi   *ui,
             const char *path)
{
  LfMaintenanceWindow *window;

  lf_test_ui_open (ui, path);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.maintenance", NULL));
  window = find_window ();
  g_assert_nonnull (window);
  lf_test_ui_until (is_idle (window));
  lf_test_ui_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static void
assert_row (LfMaintenanceWindow *window,
            LfCheck              check,
            const char          *expected)
{
  g_autofree char *row = dup_row (window, check);

  g_assert_cmpstr (row, ==, expected);
}

static void
test_damaged (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  LfMaintenanceWindow *window = open_window (ui, path);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Maintenance – demo.db");
  lf_test_ui_assert_has (get_text (window, "headline"), " problems found");
  lf_test_ui_assert_has (get_text (window, "explanation"),
                         "Every session reads all 900 frames because fits_files lost its primary "
                         "key.");
  assert_row (window, LF_CHECK_INTEGRITY, "Integrity|foreign keys broken");
  assert_row (window, LF_CHECK_STATISTICS, "Statistics|never gathered");
  assert_row (window, LF_CHECK_TIMINGS, "Timings|not measured yet");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (lf_test_ui_child (window, "stack")), ==,
                   "structure");

  /* Those who look at the list of sessions know as much */
  lf_test_ui_assert_has (get_text (window, "headline"),
                         gtk_label_get_text (lf_test_ui_child (ui->window, "maintenance_count")));
}

static void
test_healthy (LfTestUi      *ui,
              gconstpointer  data)
{
  LfDemoState state = GPOINTER_TO_INT (data);
  g_autofree char *path = make_demo (ui, state);
  LfMaintenanceWindow *window;

  lf_test_exec (path, "ANALYZE");
  window = open_window (ui, path);
  g_assert_cmpstr (get_text (window, "headline"), ==, "No problems found");
  assert_row (window, LF_CHECK_INTEGRITY, "Integrity|quick check passed");
  assert_row (window, LF_CHECK_STRUCTURE, "Structure|as it should be");
  assert_row (window, LF_CHECK_INDEXES, "Indexes|all there");
  assert_row (window, LF_CHECK_STATISTICS, "Statistics|up to date");
  assert_row (window, LF_CHECK_PLANS, "Query plans|no needless reading");
}

/* One window a catalog; it closes with Escape and comes back with what is known */
static void
test_close_and_reopen (LfTestUi      *ui,
                       gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  LfMaintenanceWindow *window = open_window (ui, path);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.maintenance", NULL));
  g_assert_true (find_window () == window);
  g_assert_true (lf_test_ui_press (window, GDK_KEY_Escape, 0));
  lf_test_ui_until (find_window () == NULL);

  g_assert_true (lf_test_ui_press (ui->window, GDK_KEY_m, GDK_CONTROL_MASK));
  window = find_window ();
  g_assert_nonnull (window);
  lf_test_ui_assert_has (get_text (window, "headline"), " problems found");
  /* While it is checked again */
  g_assert_true (lf_test_ui_press (window, GDK_KEY_w, GDK_CONTROL_MASK));
  lf_test_ui_until (find_window () == NULL);
}

/* What was mended meanwhile is seen when it is checked again */
static void
test_check_again (LfTestUi      *ui,
                  gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_HEALTHY);
  LfMaintenanceWindow *window = open_window (ui, path);

  g_assert_cmpstr (get_text (window, "headline"), ==, "1 problem found");
  lf_test_exec (path, "ANALYZE");
  g_assert_true (lf_test_ui_press (window, GDK_KEY_F5, 0));
  lf_test_ui_until (g_str_equal (get_text (window, "headline"), "No problems found"));
}

/* The file is gone: the window says so, what was known stays, and it can be tried again */
static void
test_error (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  g_autofree char *other = g_strconcat (path, ".away", NULL);
  LfMaintenanceWindow *window = open_window (ui, path);

  g_assert_cmpint (g_rename (path, other), ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.check", NULL));
  lf_test_ui_until (is_idle (window));
  g_assert_cmpstr (get_text (window, "headline"), ==, "Catalog Not Found");
  lf_test_ui_assert_has (get_text (window, "explanation"), "demo.db");
  assert_row (window, LF_CHECK_STATISTICS, "Statistics|never gathered");

  g_assert_cmpint (g_rename (other, path), ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.check", NULL));
  lf_test_ui_until (is_idle (window));
  lf_test_ui_assert_has (get_text (window, "headline"), " problems found");
}

static void
show_check (LfMaintenanceWindow *window,
            LfCheck              check)
{
  lf_maintenance_window_show_check (window, check);
  lf_test_ui_settle ();
}

static GtkWidget *
get_page (LfMaintenanceWindow *window)
{
  return gtk_stack_get_visible_child (lf_test_ui_child (window, "stack"));
}

static char *
dup_page_texts (LfMaintenanceWindow *window)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *table = lf_test_ui_find (get_page (window), LF_TYPE_DATA_TABLE, i);

      if (table == NULL)
        break;
      lf_test_ui_until (lf_data_table_is_filled (LF_DATA_TABLE (table)));
    }
  if (lf_test_ui_find (get_page (window), LF_TYPE_CARD_BOX, 0) != NULL)
    lf_test_ui_until (lf_card_box_is_filled (
      LF_CARD_BOX (lf_test_ui_find (get_page (window), LF_TYPE_CARD_BOX, 0))));
  lf_test_ui_settle ();
  return lf_test_ui_dup_texts (get_page (window));
}

static void
test_indexes (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  g_autofree char *texts = NULL;
  LfMaintenanceWindow *window;

  lf_test_exec (path, "DROP INDEX IF EXISTS idx_telescope_camera;"
                      "CREATE INDEX again ON fits_files (frame_type)");
  window = open_window (ui, path);
  assert_row (window, LF_CHECK_INDEXES, "Indexes|1 missing · 1 duplicate");
  show_check (window, LF_CHECK_INDEXES);
  texts = dup_page_texts (window);
  lf_test_ui_assert_has (texts, "fits_files|telescope, camera|missing|frames by telescope and "
                         "camera");
  lf_test_ui_assert_has (texts, "fits_files|frame_type|idx_fits_frame_type|frames by type|");
  lf_test_ui_assert_has (texts, "fits_files|frame_type|again|duplicate of idx_fits_frame_type|");
}

static void
assert_page (LfMaintenanceWindow *window,
             LfCheck              check,
             const char          *expected)
{
  g_autofree char *texts = NULL;

  show_check (window, check);
  texts = dup_page_texts (window);
  lf_test_ui_assert_has (texts, expected);
}

static void
test_structure (LfTestUi      *ui,
                gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  LfMaintenanceWindow *window;

  lf_test_exec (path, "UPDATE fits_files SET id = NULL WHERE rowid IN (5, 6, 7);"
                      "CREATE TABLE my_notes (text);"
                      "CREATE VIEW bright AS SELECT * FROM fits_files;"
                      "ALTER TABLE fits_files ADD COLUMN rating INTEGER");
  window = open_window (ui, path);
  assert_page (window, LF_CHECK_STRUCTURE, "Structure|fits_files|900 rows · ");
  assert_page (window, LF_CHECK_STRUCTURE, "Primary key|id|− none|+ INTEGER PRIMARY KEY");
  assert_page (window, LF_CHECK_STRUCTURE, "3|without an id|id|5, 6, 7");
  assert_page (window, LF_CHECK_STRUCTURE, "types are worded differently; values are not affected");
  assert_page (window, LF_CHECK_STRUCTURE, "In order|Table|Rows|");
  assert_page (window, LF_CHECK_STRUCTURE,
               "rating|column of fits_files|my_notes|table|bright|view");
}

static void
test_integrity (LfTestUi      *ui,
                gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_HEALTHY);
  LfMaintenanceWindow *window = open_window (ui, path);
  GtkWidget *page;

  assert_page (window, LF_CHECK_INTEGRITY, "Every page is in order.|by SQLite’s quick check");
  assert_page (window, LF_CHECK_INTEGRITY, "All that rows refer to by foreign keys is there.");
  assert_page (window, LF_CHECK_INTEGRITY, "No other program has the catalog open");

  page = get_page (window);
  gtk_drop_down_set_selected (lf_test_ui_child (page, "scope"), 1);
  g_signal_emit_by_name (lf_test_ui_child (page, "check"), "clicked");
  lf_test_ui_until (!is_idle (window));
  lf_test_ui_until (is_idle (window));
  assert_row (window, LF_CHECK_INTEGRITY, "Integrity|full check passed");
  assert_page (window, LF_CHECK_INTEGRITY, "every index agrees with its table.|by SQLite’s full");
}

static void
test_statistics (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_HEALTHY);
  LfMaintenanceWindow *window = open_window (ui, path);

  assert_page (window, LF_CHECK_STATISTICS, "fits_files|900|never gathered");
  assert_page (window, LF_CHECK_STATISTICS, "Without them it guesses.");
  lf_test_exec (path, "ANALYZE");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.check", NULL));
  lf_test_ui_until (is_idle (window));
  assert_page (window, LF_CHECK_STATISTICS, "fits_files|900|900|up to date");
  assert_page (window, LF_CHECK_STATISTICS, "What SQLite knows of indexes|Table|Index|Columns|");
}

static void
test_space (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  LfMaintenanceWindow *window = open_window (ui, path);

  assert_page (window, LF_CHECK_SPACE, " %) hold nothing|VACUUM gives back what holds nothing.");
  assert_page (window, LF_CHECK_SPACE, "fits_files|table|");
  assert_page (window, LF_CHECK_SPACE, "|index of fits_files|");
}

/* The query is there on demand, and can be taken along */
static void
assert_copies (GtkWidget *card)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (card);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GtkWidget *sql = lf_test_ui_child (card, "sql");

  gtk_expander_set_expanded (GTK_EXPANDER (lf_test_ui_find (card, GTK_TYPE_EXPANDER, 0)), TRUE);
  lf_test_ui_assert_has (gtk_label_get_text (GTK_LABEL (sql)), "SELECT");

  g_assert_true (gtk_widget_activate_action (card, "plan.copy", NULL));
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, gtk_label_get_text (GTK_LABEL (sql)));
}

static void
test_plans (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = make_demo_of (ui, LF_DEMO_MIGRATED, LARGE_DEMO_FRAMES);
  LfMaintenanceWindow *window = open_window (ui, path);

  assert_row (window, LF_CHECK_PLANS, "Query plans|2 of 6 read too much");
  assert_page (window, LF_CHECK_PLANS, "Query plans|Explain Again|Session details|largest session");
  assert_page (window, LF_CHECK_PLANS, "reads all 2,000 rows of fits_files|SCAN ");
  assert_page (window, LF_CHECK_PLANS, "|Queries of the old script, for comparison|");
  assert_copies (lf_test_ui_find (get_page (window), LF_TYPE_PLAN_CARD, 0));

  lf_test_exec (path, "DELETE FROM processing_session_files");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.explain", NULL));
  g_assert_false (is_idle (window));
  lf_test_ui_until (is_idle (window));
  assert_row (window, LF_CHECK_PLANS, "Query plans|no needless reading");
}

/* The work goes on when the window is closed, and what it found is there when it is opened again */
static void
test_timings (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_HEALTHY);
  LfMaintenanceWindow *window = open_window (ui, path);
  g_autoptr (LfJob) job = NULL;
  GtkWidget *page;

  assert_page (window, LF_CHECK_TIMINGS, "Timings|Not measured yet|");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.measure", NULL));
  g_assert_false (lf_test_ui_can (window, "maintenance.measure"));
  g_object_get (lf_test_ui_child (window, "job_bar"), "job", &job, NULL);
  g_assert_nonnull (job);
  gtk_window_close (GTK_WINDOW (window));
  lf_test_ui_until (find_window () == NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.maintenance", NULL));
  window = find_window ();
  lf_test_ui_until (is_idle (window));
  show_check (window, LF_CHECK_TIMINGS);
  assert_page (window, LF_CHECK_TIMINGS, "Session details|largest|fast|");
  assert_page (window, LF_CHECK_TIMINGS, "largest session, ");
  page = get_page (window);
  g_assert_cmpuint (lf_chart_get_n_items (lf_test_ui_child (page, "chart")), >, 8);
  gtk_drop_down_set_selected (lf_test_ui_child (page, "measure"), 1);
  gtk_drop_down_set_selected (lf_test_ui_child (page, "scale"), 1);
  g_assert_cmpstr (lf_chart_get_title (lf_test_ui_child (page, "chart")), ==,
                   "Work of the queries");
}

/* Closing everything while queries are measured cancels that and waits for it */
static void
test_quit_while_measuring (LfTestUi      *ui,
                           gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  LfMaintenanceWindow *window = open_window (ui, path);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.measure", NULL));
  lf_test_ui_settle ();
  lf_test_ui_close (ui);
  g_assert_null (find_window ());
}

/* The catalog of the window is not that of the main window any more */
static void
test_other_catalog (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED);
  g_autofree char *other = lf_test_make_catalog (ui->folder, "other.db", LF_TEST_LAYOUT_2, FALSE);

  open_window (ui, path);
  lf_main_window_open (ui->window, other);
  lf_test_ui_until (find_window () == NULL);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/maintenance-window/damaged", test_damaged, NULL);
  lf_test_ui_add ("/maintenance-window/healthy", test_healthy, GINT_TO_POINTER (LF_DEMO_HEALTHY));
  lf_test_ui_add ("/maintenance-window/legacy", test_healthy, GINT_TO_POINTER (LF_DEMO_LEGACY));
  lf_test_ui_add ("/maintenance-window/close-and-reopen", test_close_and_reopen, NULL);
  lf_test_ui_add ("/maintenance-window/check-again", test_check_again, NULL);
  lf_test_ui_add ("/maintenance-window/error", test_error, NULL);
  lf_test_ui_add ("/maintenance-window/indexes", test_indexes, NULL);
  lf_test_ui_add ("/maintenance-window/structure", test_structure, NULL);
  lf_test_ui_add ("/maintenance-window/integrity", test_integrity, NULL);
  lf_test_ui_add ("/maintenance-window/statistics", test_statistics, NULL);
  lf_test_ui_add ("/maintenance-window/space", test_space, NULL);
  lf_test_ui_add ("/maintenance-window/plans", test_plans, NULL);
  lf_test_ui_add ("/maintenance-window/timings", test_timings, NULL);
  lf_test_ui_add ("/maintenance-window/quit-while-measuring", test_quit_while_measuring, NULL);
  lf_test_ui_add ("/maintenance-window/other-catalog", test_other_catalog, NULL);
  return g_test_run ();
}
