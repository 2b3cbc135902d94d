/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "app/lf-compare-window.h"
#include "app/lf-history-chart.h"
#include "app/lf-history-view.h"
#include "app/lf-history-window.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-message-bar.h"
#include "app/lf-question.h"
#include "charts/lf-chart.h"
#include "demo/lf-demo.h"
#include "lf-test-mend.h"
#include "lf-test-run.h"
#include "lf-test-ui.h"
#include "maintenance/lf-history.h"
#include "maintenance/lf-repair.h"

#define DEMO_FRAMES 600
#define DEMO_SESSIONS 12
#define ONE "/astro/fits_catalog.db"
#define OTHER "/astro/<b>other & more.db"
#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)

/* As before the first run: the tests of a program share a home folder */
static void
forget_all (void)
{
  g_autofree char *path = lf_history_get_path ();

  g_remove (path);
}

static gint64
keep (LfRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfHistory) history = lf_history_open (NULL, &error);

  g_assert_no_error (error);
  g_assert_true (lf_history_add (history, run, &error));
  g_assert_no_error (error);
  return run->id;
}

/* Runs of a catalog, the first one hours after the moment of all test runs */
static gint64
keep_new (const char *catalog,
          LfRunKind   kind,
          guint       hours)
{
  g_autoptr (LfRun) run = lf_test_run_new (kind, catalog, NULL);

  run->started += hours * HOUR;
  return keep (run);
}

static guint
count_kept (void)
{
  g_autoptr (LfHistory) history = lf_history_open (NULL, NULL);
  g_autoptr (GPtrArray) entries = lf_history_list (history, NULL, NULL, NULL);

  return entries->len;
}

static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static const char *
get_page (LfHistoryWindow *window)
{
  return gtk_stack_get_visible_child_name (lf_test_ui_child (window, "stack"));
}

static LfHistoryView *
get_view (LfHistoryWindow *window)
{
  return lf_test_ui_child (window, "view");
}

static guint
count_listed (LfHistoryWindow *window)
{
  return lf_history_view_get_n_items (get_view (window));
}

static LfHistoryWindow *
show (LfTestUi    *ui,
      const char  *catalog,
      GtkWidget  **parent)
{
  LfHistoryWindow *window;

  *parent = gtk_application_window_new (ui->application);
  gtk_window_present (GTK_WINDOW (*parent));
  window = lf_history_window_show (GTK_WINDOW (*parent), catalog);
  lf_test_ui_until (lf_history_window_is_read (window) &&
                    !g_str_equal (get_page (window), "reading"));
  lf_test_ui_settle ();
  return window;
}

static void
close_window (LfHistoryWindow *window,
              GtkWidget       *parent)
{
  gpointer gone = window;

  g_object_add_weak_pointer (G_OBJECT (window), &gone);
  gtk_window_close (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
  lf_test_ui_until (gone == NULL);
  lf_test_ui_settle ();
}

/* Says what to do, and makes no file only because somebody looks */
static void
test_empty (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = lf_history_get_path ();
  GtkWidget *parent;
  LfHistoryWindow *window;
  g_autofree char *texts = NULL;

  forget_all ();
  window = show (ui, NULL, &parent);
  g_assert_cmpstr (get_page (window), ==, "empty");
  texts = lf_test_ui_dup_texts (lf_test_ui_child (window, "empty_page"));
  lf_test_ui_assert_has (texts, "No Runs Yet");
  lf_test_ui_assert_has (texts, "Open a catalog first");
  g_assert_false (gtk_widget_get_visible (lf_test_ui_child (window, "scope")));
  g_assert_false (gtk_widget_get_visible (lf_test_ui_child (window, "maintenance_button")));
  g_assert_false (lf_test_ui_can (window, "history.open"));
  g_assert_false (lf_test_ui_can (window, "history.delete"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_window (window, parent);
}

/* From the keyboard, of the catalog that is open, with a way to where runs come from */
static void
test_empty_of_catalog (LfTestUi      *ui,
                       gconstpointer  data)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, DEMO_FRAMES, DEMO_SESSIONS };
  g_autofree char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autofree char *texts = NULL;
  LfHistoryWindow *window;

  forget_all ();
  keep_new (OTHER, LF_RUN_REPAIR, 0);
  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, NULL));
  lf_test_ui_open (ui, path);
  g_assert_true (lf_test_ui_press (ui->window, GDK_KEY_h, GDK_CONTROL_MASK));
  lf_test_ui_until (find_window (LF_TYPE_HISTORY_WINDOW) != NULL);
  window = find_window (LF_TYPE_HISTORY_WINDOW);
  lf_test_ui_until (g_str_equal (get_page (window), "empty"));
  lf_test_ui_until (lf_history_window_is_read (window));
  texts = lf_test_ui_dup_texts (lf_test_ui_child (window, "empty_page"));
  lf_test_ui_assert_has (texts, "No Runs of This Catalog Yet");
  lf_test_ui_assert_has (texts, "Repair Everything");

  gtk_drop_down_set_selected (lf_test_ui_child (window, "scope"), 1);
  lf_test_ui_until (g_str_equal (get_page (window), "runs"));
  gtk_drop_down_set_selected (lf_test_ui_child (window, "scope"), 0);
  lf_test_ui_until (g_str_equal (get_page (window), "empty"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "history.maintenance", NULL));
  lf_test_ui_until (find_window (LF_TYPE_MAINTENANCE_WINDOW) != NULL);
  lf_test_ui_settle ();
}

/* Those of one catalog with a chart, then those of all with their catalogs */
static void
test_list (LfTestUi      *ui,
           gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  g_autofree char *one = NULL;
  g_autofree char *all = NULL;
  g_autofree char *chart = NULL;

  forget_all ();
  keep_new (ONE, LF_RUN_REPAIR, 0);
  keep_new (ONE, LF_RUN_MEASURE, 1);
  keep_new (ONE, LF_RUN_TRIAL, 2);
  keep_new (OTHER, LF_RUN_REPAIR, 3);
  window = show (ui, ONE, &parent);
  g_assert_cmpuint (count_listed (window), ==, 3);
  one = lf_test_ui_dup_texts (get_view (window));
  lf_test_ui_assert_has (one, "2023-11-23");
  lf_test_ui_assert_has (one, "Trial");
  g_assert_null (strstr (one, "other"));

  chart = lf_chart_summarize (LF_CHART (lf_test_ui_find (window, LF_TYPE_CHART, 0)));
  lf_test_ui_assert_has (chart, "\nRepair – ");
  g_assert_null (strstr (chart, "Trial"));

  gtk_drop_down_set_selected (lf_test_ui_child (window, "scope"), 1);
  lf_test_ui_until (count_listed (window) == 4 && lf_history_window_is_read (window));
  lf_test_ui_settle ();
  all = lf_test_ui_dup_texts (get_view (window));
  lf_test_ui_assert_has (all, "<b>other & more.db · /astro");
  g_assert_false (gtk_widget_get_visible (lf_test_ui_child (window, "chart")));
  close_window (window, parent);
}

/* Another query, another session, and the same as a table */
static void
test_chart (LfTestUi      *ui,
            gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  GtkWidget *history_chart;
  LfChart *chart;
  g_autofree char *typical = NULL;
  g_autofree char *largest = NULL;
  g_autofree char *table = NULL;

  forget_all ();
  keep_new (ONE, LF_RUN_REPAIR, 0);
  keep_new (ONE, LF_RUN_MEASURE, 1);
  window = show (ui, ONE, &parent);
  history_chart = lf_test_ui_child (window, "chart");
  chart = LF_CHART (lf_test_ui_find (window, LF_TYPE_CHART, 0));
  typical = lf_chart_summarize (chart);

  gtk_drop_down_set_selected (lf_test_ui_child (history_chart, "sessions"), 1);
  lf_test_ui_until (lf_history_window_is_read (window));
  largest = lf_chart_summarize (chart);
  g_assert_cmpstr (largest, !=, typical);

  gtk_toggle_button_set_active (lf_test_ui_child (history_chart, "table_button"), TRUE);
  lf_test_ui_settle ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (lf_test_ui_child (history_chart, "stack")), ==,
                   "table");
  table = lf_test_ui_dup_texts (lf_test_ui_child (history_chart, "table"));
  lf_test_ui_assert_has (table, "Before");
  lf_test_ui_assert_has (table, "After");
  close_window (window, parent);
}

/* Without anybody coming back to the window */
static void
test_follow (LfTestUi      *ui,
             gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  g_autoptr (GArray) chosen = NULL;
  gint64 first;

  forget_all ();
  window = show (ui, ONE, &parent);
  g_assert_cmpstr (get_page (window), ==, "empty");
  first = keep_new (ONE, LF_RUN_REPAIR, 0);
  lf_test_ui_until (g_str_equal (get_page (window), "runs") && count_listed (window) == 1);
  keep_new (ONE, LF_RUN_MEASURE, 1);
  lf_test_ui_until (count_listed (window) == 2 && lf_history_window_is_read (window));

  /* What was selected is so still */
  chosen = lf_history_view_list_chosen (get_view (window));
  g_assert_cmpuint (chosen->len, ==, 1);
  g_assert_cmpint (g_array_index (chosen, gint64, 0), ==, first);
  close_window (window, parent);
}

static void
test_open (LfTestUi      *ui,
           gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  LfCompareWindow *compare;
  gint64 id;

  forget_all ();
  id = keep_new (ONE, LF_RUN_REPAIR, 0);
  window = show (ui, ONE, &parent);
  lf_history_view_choose (get_view (window), &id, 1);
  g_assert_true (lf_test_ui_press (window, GDK_KEY_o, GDK_CONTROL_MASK));
  lf_test_ui_until (find_window (LF_TYPE_COMPARE_WINDOW) != NULL);
  compare = find_window (LF_TYPE_COMPARE_WINDOW);
  lf_test_ui_until (lf_compare_window_is_filled (compare));
  lf_test_ui_assert_has (gtk_window_get_title (GTK_WINDOW (compare)), "repaired 2023-11-23");
  gtk_window_close (GTK_WINDOW (compare));
  close_window (window, parent);
}

static void
test_compare (LfTestUi      *ui,
              gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  LfCompareWindow *compare;
  gint64 ids[2];

  forget_all ();
  ids[0] = keep_new (ONE, LF_RUN_REPAIR, 0);
  ids[1] = keep_new (ONE, LF_RUN_MEASURE, 1);
  window = show (ui, ONE, &parent);
  g_assert_false (lf_test_ui_can (window, "history.compare"));
  lf_history_view_choose (get_view (window), ids, 2);
  g_assert_true (lf_test_ui_can (window, "history.compare"));
  g_assert_false (lf_test_ui_can (window, "history.open"));
  g_assert_true (lf_test_ui_press (window, GDK_KEY_d, GDK_CONTROL_MASK));
  lf_test_ui_until (find_window (LF_TYPE_COMPARE_WINDOW) != NULL);
  compare = find_window (LF_TYPE_COMPARE_WINDOW);
  lf_test_ui_until (lf_compare_window_is_filled (compare));
  lf_test_ui_assert_has (gtk_window_get_title (GTK_WINDOW (compare)), "→ measured 2023-11-23");
  gtk_window_close (GTK_WINDOW (compare));
  close_window (window, parent);
}

static LfQuestion *
ask_delete (LfHistoryWindow *window)
{
  g_assert_true (lf_test_ui_press (window, GDK_KEY_Delete, 0));
  lf_test_ui_until (find_window (LF_TYPE_QUESTION) != NULL);
  return find_window (LF_TYPE_QUESTION);
}

static void
test_delete (LfTestUi      *ui,
             gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  LfQuestion *question;
  g_autofree char *asked = NULL;
  gint64 id;

  forget_all ();
  id = keep_new (ONE, LF_RUN_REPAIR, 0);
  keep_new (ONE, LF_RUN_MEASURE, 1);
  window = show (ui, ONE, &parent);
  lf_history_view_choose (get_view (window), &id, 1);

  question = ask_delete (window);
  asked = lf_test_ui_dup_texts (question);
  lf_test_ui_assert_has (asked, "Delete 1 Run from the History?");
  lf_test_ui_assert_has (asked, "backups stay");
  gtk_window_close (GTK_WINDOW (question));
  lf_test_ui_until (find_window (LF_TYPE_QUESTION) == NULL);
  g_assert_cmpuint (count_kept (), ==, 2);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ask_delete (window)), "question.confirm",
                                             NULL));
  lf_test_ui_until (count_listed (window) == 1);
  g_assert_cmpuint (count_kept (), ==, 1);
  close_window (window, parent);
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (LfTestUi      *ui,
           gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  LfMessageBar *message;
  char *text = NULL;

  forget_all ();
  keep_new (ONE, LF_RUN_REPAIR, 0);
  window = show (ui, ONE, &parent);
  message = lf_test_ui_child (window, "message");
  g_assert_true (lf_test_ui_press (window, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  lf_test_ui_until (strstr (lf_message_bar_get_text (message), "Copied.") != NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, text_cb,
                                 &text);
  lf_test_ui_until (text != NULL);
  lf_test_ui_assert_has (text, "fits_catalog.db: Repair");
  g_free (text);
  close_window (window, parent);
}

/* A run that another program deleted meanwhile */
static void
test_gone (LfTestUi      *ui,
           gconstpointer  data)
{
  GtkWidget *parent;
  LfHistoryWindow *window;
  LfMessageBar *message;
  gint64 id;

  forget_all ();
  id = keep_new (ONE, LF_RUN_REPAIR, 0) + 1000;
  window = show (ui, ONE, &parent);
  message = lf_test_ui_child (window, "message");
  g_signal_emit_by_name (get_view (window), "activated", id);
  lf_test_ui_until (*lf_message_bar_get_text (message) != '\0');
  g_assert_null (find_window (LF_TYPE_COMPARE_WINDOW));
  close_window (window, parent);
}

/* All tables, by what is in them */
static char *
dump (const char *path)
{
  g_autofree char *names = lf_test_query (path, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                                " AND name NOT LIKE 'sqlite%' ORDER BY name");
  g_auto (GStrv) tables = g_strsplit (g_strstrip (names), "\n", -1);
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_cmpuint (g_strv_length (tables), >, 3);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *rows = lf_test_dump (path, tables[i], NULL);

      g_string_append_printf (all, "%s\n%s\n", tables[i], rows);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static char *
dump_schema (const char *path)
{
  return lf_test_query (path, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
}

/* A repair is in the history; from there it is undone, and that is in the history as well */
static void
test_undo (LfTestUi      *ui,
           gconstpointer  data)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, DEMO_FRAMES, DEMO_SESSIONS };
  LfRepairOptions repair = { .measure = FALSE };
  g_autofree char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autoptr (LfJob) job = lf_job_new ("Repair");
  g_autoptr (LfRun) run = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *rows_then = NULL;
  g_autofree char *schema_then = NULL;
  g_autofree char *repaired = NULL;
  g_autofree char *texts = NULL;
  GtkWidget *parent;
  LfHistoryWindow *window;
  LfCompareWindow *compare;
  gint64 id;

  forget_all ();
  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, NULL));
  rows = dump (path);
  schema = dump_schema (path);
  run = lf_repair_run (path, &repair, job);
  g_assert_cmpint (run->outcome, ==, LF_RUN_DONE);
  id = keep (run);
  repaired = dump_schema (path);
  g_assert_cmpstr (repaired, !=, schema);

  window = show (ui, path, &parent);
  g_assert_cmpuint (count_listed (window), ==, 1);
  g_signal_emit_by_name (get_view (window), "activated", id);
  lf_test_ui_until (find_window (LF_TYPE_COMPARE_WINDOW) != NULL);
  compare = find_window (LF_TYPE_COMPARE_WINDOW);
  lf_test_ui_until (lf_test_ui_can (compare, "compare.undo"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (compare), "compare.undo", NULL));
  lf_test_ui_until (find_window (LF_TYPE_QUESTION) != NULL);
  g_assert_true (gtk_widget_activate_action (find_window (LF_TYPE_QUESTION), "question.confirm",
                                             NULL));
  lf_test_ui_until (count_listed (window) == 2);
  lf_test_ui_until (lf_history_window_is_read (window));
  texts = lf_test_ui_dup_texts (get_view (window));
  lf_test_ui_assert_has (texts, "Restore");

  rows_then = dump (path);
  schema_then = dump_schema (path);
  g_assert_cmpstr (schema_then, ==, schema);
  g_assert_true (g_str_equal (rows_then, rows));
  lf_test_ui_until (!lf_test_ui_can (compare, "compare.undo"));
  lf_test_ui_settle ();
  gtk_window_close (GTK_WINDOW (compare));
  close_window (window, parent);
}

/* Closed while it reads */
static void
test_close (LfTestUi      *ui,
            gconstpointer  data)
{
  GtkWidget *parent = gtk_application_window_new (ui->application);
  gpointer window;

  forget_all ();
  keep_new (ONE, LF_RUN_REPAIR, 0);
  gtk_window_present (GTK_WINDOW (parent));
  window = lf_history_window_show (GTK_WINDOW (parent), ONE);
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  lf_test_ui_until (window == NULL);
  gtk_window_destroy (GTK_WINDOW (parent));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/history/empty", test_empty, NULL);
  lf_test_ui_add ("/history/empty-of-catalog", test_empty_of_catalog, NULL);
  lf_test_ui_add ("/history/list", test_list, NULL);
  lf_test_ui_add ("/history/chart", test_chart, NULL);
  lf_test_ui_add ("/history/follow", test_follow, NULL);
  lf_test_ui_add ("/history/open", test_open, NULL);
  lf_test_ui_add ("/history/compare", test_compare, NULL);
  lf_test_ui_add ("/history/delete", test_delete, NULL);
  lf_test_ui_add ("/history/copy", test_copy, NULL);
  lf_test_ui_add ("/history/gone", test_gone, NULL);
  lf_test_ui_add ("/history/undo", test_undo, NULL);
  lf_test_ui_add ("/history/close", test_close, NULL);
  return g_test_run ();
}
