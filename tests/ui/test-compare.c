/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-compare-list.h"
#include "app/lf-compare-page.h"
#include "app/lf-compare-sizes.h"
#include "app/lf-compare-timings.h"
#include "app/lf-compare-window.h"
#include "app/lf-data-table.h"
#include "app/lf-message-bar.h"
#include "app/lf-plan-diff.h"
#include "app/lf-question.h"
#include "app/lf-run-export.h"
#include "app/lf-stat-card.h"
#include "charts/lf-chart.h"
#include "demo/lf-demo.h"
#include "lf-test-run.h"
#include "lf-test-ui.h"
#include "maintenance/lf-history.h"
#include "maintenance/lf-repair.h"

#define DEMO_FRAMES 900
#define DEMO_SESSIONS 24
#define N_RUNS 3

static char *
make_demo (LfTestUi *ui)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, DEMO_FRAMES, DEMO_SESSIONS };
  char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return path;
}

/* What the engine itself makes of a damaged catalog */
static LfRun *
repair (LfTestUi *ui,
        gboolean  measure)
{
  g_autofree char *path = make_demo (ui);
  LfRepairOptions options = { .measure = measure, .n_runs = N_RUNS };
  g_autoptr (LfJob) job = lf_job_new ("Repair");
  LfRun *run = lf_repair_run (path, &options, job);

  g_assert_cmpint (run->outcome, ==, LF_RUN_DONE);
  return run;
}

static void
wait_until_filled (LfCompareWindow *window)
{
  lf_test_ui_until (gtk_widget_get_mapped (GTK_WIDGET (window)) &&
                    lf_compare_window_is_filled (window));
  for (guint i = 0;; i++)
    {
      GtkWidget *table = lf_test_ui_find (window, LF_TYPE_DATA_TABLE, i);

      if (table == NULL)
        break;
      lf_test_ui_until (lf_data_table_is_filled (LF_DATA_TABLE (table)));
    }
  lf_test_ui_settle ();
}

static void
close_window (LfCompareWindow *window,
              GtkWidget       *parent)
{
  gtk_window_close (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
  lf_test_ui_settle ();
}

static LfCompareWindow *
show_run (LfTestUi   *ui,
          LfRun      *run,
          GtkWidget **parent)
{
  LfCompareWindow *window;

  *parent = gtk_application_window_new (ui->application);
  gtk_window_present (GTK_WINDOW (*parent));
  window = lf_compare_window_show_run (GTK_WINDOW (*parent), run);
  wait_until_filled (window);
  return window;
}

static char *
dup_card (LfCompareWindow *window,
          guint            position)
{
  return lf_test_ui_dup_texts (lf_test_ui_find (window, LF_TYPE_STAT_CARD, position));
}

static char *
dup_list (LfCompareWindow *window,
          const char      *heading)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *list = lf_test_ui_find (window, LF_TYPE_COMPARE_LIST, i);
      g_autofree char *texts = list != NULL ? lf_test_ui_dup_texts (list) : NULL;

      if (texts == NULL)
        return NULL;
      if (g_str_has_prefix (texts, heading))
        return g_steal_pointer (&texts);
    }
}

static LfChart *
get_chart (LfCompareWindow *window,
           GType            section)
{
  return LF_CHART (lf_test_ui_find (lf_test_ui_find (window, section, 0), LF_TYPE_CHART, 0));
}

static gboolean
is_notice_shown (LfCompareWindow *window)
{
  return gtk_widget_get_visible (
    lf_test_ui_child (lf_test_ui_child (window, "page"), "notice"));
}

static void
assert_notice (LfCompareWindow *window,
               const char      *part)
{
  g_autofree char *texts = lf_test_ui_dup_texts (
    lf_test_ui_child (lf_test_ui_child (window, "page"), "notice"));

  g_assert_true (is_notice_shown (window));
  lf_test_ui_assert_has (texts, part);
}

static void
test_repair (LfTestUi      *ui,
             gconstpointer  data)
{
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, repair (ui, TRUE), &parent);
  g_autofree char *details = dup_card (window, 0);
  g_autofree char *work = dup_card (window, 1);
  g_autofree char *unchanged = dup_card (window, 3);
  g_autofree char *findings = dup_list (window, "Findings");
  g_autofree char *changes = dup_list (window, "Changes");
  g_autofree char *steps = dup_list (window, "Steps");
  g_autofree char *texts = lf_test_ui_dup_texts (window);

  lf_test_ui_assert_has (gtk_window_get_title (GTK_WINDOW (window)),
                         "Before and after – demo.db · repaired today ");
  lf_test_ui_assert_has (details, "Session details");
  /* The time depends on what else the machine does, the work does not */
  lf_test_ui_assert_has (work, "× less");
  lf_test_ui_assert_has (unchanged, "Data|unchanged|");
  lf_test_ui_assert_has (unchanged, "checksums equal");
  g_assert_false (is_notice_shown (window));

  lf_test_ui_assert_has (findings, "problems before, 0 problems after");
  lf_test_ui_assert_has (findings, "because fits_files lost its primary key.|mended");
  lf_test_ui_assert_has (changes, "fits_files was rebuilt");
  lf_test_ui_assert_has (steps, "Verifying every row|");
  lf_test_ui_assert_has (texts, "fits_files|900|900|equal");
  lf_test_ui_assert_has (texts, "reads all 900 rows of fits_files");
  lf_test_ui_assert_has (texts, "Plan after");
  close_window (window, parent);
}

static void
test_timings (LfTestUi      *ui,
              gconstpointer  data)
{
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, repair (ui, TRUE), &parent);
  GtkWidget *section = lf_test_ui_find (window, LF_TYPE_COMPARE_TIMINGS, 0);
  LfChart *chart = get_chart (window, LF_TYPE_COMPARE_TIMINGS);
  guint n_typical = lf_chart_get_n_items (chart);
  g_autofree char *first = lf_chart_describe_item (chart, 0);
  g_autofree char *work = NULL;
  g_autofree char *table = NULL;
  GtkWidget *expander = lf_test_ui_find (section, GTK_TYPE_EXPANDER, 0);

  g_assert_true (g_str_has_prefix (first, "Session details · typical session, "));
  lf_test_ui_assert_has (first, "\nBefore: ");
  lf_test_ui_assert_has (first, "\nAfter: ");

  gtk_drop_down_set_selected (lf_test_ui_child (section, "queries"), 3);
  g_assert_cmpuint (lf_chart_get_n_items (chart), >, n_typical);
  gtk_drop_down_set_selected (lf_test_ui_child (section, "measure"), 1);
  work = lf_chart_describe_item (chart, 0);
  lf_test_ui_assert_has (work, "× less");
  g_assert_cmpstr (lf_chart_get_title (chart), ==, "Work of the queries");
  gtk_drop_down_set_selected (lf_test_ui_child (section, "scale"), 1);
  lf_test_ui_settle ();

  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  wait_until_filled (window);
  table = lf_test_ui_dup_texts (expander);
  lf_test_ui_assert_has (table, "Session details|typical|");
  close_window (window, parent);
}

/* The plans stand beside each other where there is room, and below each other where there is not */
static void
test_plans (LfTestUi      *ui,
            gconstpointer  data)
{
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, repair (ui, FALSE), &parent);
  LfPlanDiff *diff = LF_PLAN_DIFF (lf_test_ui_find (window, LF_TYPE_PLAN_DIFF, 0));
  GtkWidget *section = gtk_widget_get_ancestor (GTK_WIDGET (diff), GTK_TYPE_BOX);
  GtkDropDown *queries = GTK_DROP_DOWN (lf_test_ui_find (section, GTK_TYPE_DROP_DOWN, 0));
  GListModel *names = gtk_drop_down_get_model (queries);

  lf_test_ui_until (lf_plan_diff_is_beside (diff));
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 600);
  lf_test_ui_until (!lf_plan_diff_is_beside (diff));
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 600);
  lf_test_ui_until (lf_plan_diff_is_beside (diff));

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autofree char *texts = NULL;

      gtk_drop_down_set_selected (queries, i);
      lf_test_ui_settle ();
      texts = lf_test_ui_dup_texts (diff);
      lf_test_ui_assert_has (texts, "Plan before");
      lf_test_ui_assert_has (texts, "Plan after");
    }
  close_window (window, parent);
}

/* What was not measured is not told */
static void
test_without_timings (LfTestUi      *ui,
                      gconstpointer  data)
{
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, repair (ui, FALSE), &parent);
  g_autofree char *details = dup_card (window, 0);
  g_autofree char *timings = NULL;

  timings = lf_test_ui_dup_texts (lf_test_ui_find (window, LF_TYPE_COMPARE_TIMINGS, 0));
  g_assert_cmpstr (details, ==, "Session details|not measured");
  g_assert_cmpstr (timings, ==, "Timings|No query was timed.");
  close_window (window, parent);
}

static void
test_trial (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfRepairOptions options = { 0 };
  g_autoptr (LfJob) job = lf_job_new ("Trial");
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, lf_repair_try (path, &options, job), &parent);

  lf_test_ui_assert_has (gtk_window_get_title (GTK_WINDOW (window)), "repair tried on a copy");
  assert_notice (window, "Tried on a copy|The catalog itself was only read.");
  close_window (window, parent);
}

static void
test_failed (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (ui->folder, "nothing-here.db", NULL);
  LfRepairOptions options = { 0 };
  g_autoptr (LfJob) job = lf_job_new ("Repair");
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, lf_repair_run (path, &options, job), &parent);
  g_autofree char *size = dup_card (window, 2);

  lf_test_ui_assert_has (gtk_window_get_title (GTK_WINDOW (window)), "Repair failed today");
  assert_notice (window, "The repair failed|");
  g_assert_cmpstr (size, ==, "File size|not measured");
  g_assert_null (lf_test_ui_find (window, LF_TYPE_PLAN_DIFF, 0));
  close_window (window, parent);
}

static void
test_cancelled (LfTestUi      *ui,
                gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfRepairOptions options = { 0 };
  g_autoptr (LfJob) job = lf_job_new ("Repair");
  GtkWidget *parent;
  LfCompareWindow *window;

  lf_job_cancel (job);
  window = show_run (ui, lf_repair_run (path, &options, job), &parent);
  assert_notice (window, "The repair was cancelled|");
  close_window (window, parent);
}

/* Texts that somebody may mean harm with, and plans without a state after */
static void
test_hostile (LfTestUi      *ui,
              gconstpointer  data)
{
  LfRun *run = lf_test_run_new (LF_RUN_REPAIR, "/astro/<b>&amp;\n" "fits_catalog.db", NULL);
  GtkWidget *parent;
  LfCompareWindow *window;
  g_autofree char *texts = NULL;

  g_clear_pointer (&run->after, lf_run_state_free);
  window = show_run (ui, run, &parent);
  texts = lf_test_ui_dup_texts (window);
  lf_test_ui_assert_has (texts, "The table “<script>alert(1)</script>” is yours.");
  lf_test_ui_assert_has (texts, "|Plan|session of ");
  g_assert_null (strstr (texts, "Plan after"));
  close_window (window, parent);
}

static void
test_pair (LfTestUi      *ui,
           gconstpointer  data)
{
  LfRun *first = lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", "a");
  LfRun *last = lf_test_run_new (LF_RUN_MEASURE, "/other/fits_catalog.db", "a");
  GtkWidget *parent = gtk_application_window_new (ui->application);
  LfCompareWindow *window;

  last->started += 86400 * G_GINT64_CONSTANT (1000000);
  window = lf_compare_window_show_pair (GTK_WINDOW (parent), last, first);
  wait_until_filled (window);
  lf_test_ui_assert_has (gtk_window_get_title (GTK_WINDOW (window)),
                         "repaired 2023-11-23 19:09 → measured 2023-11-24 19:09");
  assert_notice (window, "Two runs|");
  close_window (window, parent);
}

static void
test_pair_of_two_catalogs (LfTestUi      *ui,
                           gconstpointer  data)
{
  LfRun *first = lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", "a");
  LfRun *last = lf_test_run_new (LF_RUN_REPAIR, "/astro/other.db", "b");
  GtkWidget *parent = gtk_application_window_new (ui->application);
  LfCompareWindow *window = lf_compare_window_show_pair (GTK_WINDOW (parent), first, last);

  wait_until_filled (window);
  assert_notice (window, "Two catalogs|");
  close_window (window, parent);
}

/* Back to where one came from, and gone with the main window */
static void
test_close (LfTestUi      *ui,
            gconstpointer  data)
{
  LfRun *run = lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", NULL);
  LfRun *other = lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", NULL);
  gpointer window;

  lf_test_ui_show (ui, NULL);
  window = lf_compare_window_show_run (GTK_WINDOW (ui->window), run);
  g_object_add_weak_pointer (window, &window);
  wait_until_filled (window);
  g_assert_true (lf_test_ui_press (window, GDK_KEY_Left, GDK_ALT_MASK));
  lf_test_ui_until (window == NULL);

  window = lf_compare_window_show_run (GTK_WINDOW (ui->window), other);
  g_object_add_weak_pointer (window, &window);
  lf_test_ui_close (ui);
  lf_test_ui_until (window == NULL);
}

static gboolean
has_notice (LfCompareWindow *window,
            const char      *title)
{
  GtkLabel *label = lf_test_ui_child (lf_test_ui_child (window, "page"), "notice_title");

  return is_notice_shown (window) && g_str_equal (gtk_label_get_text (label), title);
}

static LfQuestion *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (LF_IS_QUESTION (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return LF_QUESTION (window);
    }
  return NULL;
}

static LfQuestion *
ask_undo (LfCompareWindow *window)
{
  LfQuestion *question;

  lf_test_ui_until (lf_test_ui_can (window, "compare.undo"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "compare.undo", NULL));
  lf_test_ui_until (find_question () != NULL);
  question = find_question ();
  return question;
}

static guint64
count_rows (const char *path,
            const char *table)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (LfContent) content = lf_content_read (connection, NULL, NULL);
  LfTableContent *found = lf_content_find_table (content, table);

  return found != NULL ? found->n_rows : 0;
}

static guint
count_runs (LfRunKind kind)
{
  g_autofree char *path = lf_history_get_path ();
  g_autoptr (LfHistory) history = lf_history_open (path, NULL);
  g_autoptr (GPtrArray) entries = lf_history_list (history, NULL, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += ((LfHistoryEntry *) g_ptr_array_index (entries, i))->kind == kind;
  return n;
}

/* What was there before the repair is there again, and nothing of what came after */
static void
test_undo (LfTestUi      *ui,
           gconstpointer  data)
{
  LfRun *run = repair (ui, FALSE);
  g_autofree char *path = g_strdup (run->catalog);
  guint n_restored = count_runs (LF_RUN_RESTORE);
  guint64 n_rows = count_rows (path, "processing_sessions");
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, run, &parent);
  LfQuestion *question;
  g_autofree char *asked = NULL;

  lf_test_exec (path, "DELETE FROM processing_sessions WHERE rowid IN"
                      " (SELECT rowid FROM processing_sessions LIMIT 2)");
  g_assert_cmpuint (count_rows (path, "processing_sessions"), ==, n_rows - 2);

  question = ask_undo (window);
  asked = lf_test_ui_dup_texts (question);
  lf_test_ui_assert_has (asked, "Undo the Repair?|“demo.db” becomes what it was before");
  lf_test_ui_assert_has (asked, "is lost from it");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (question), "question.confirm", NULL));
  lf_test_ui_until (has_notice (window, "Undone"));

  g_assert_cmpuint (count_rows (path, "processing_sessions"), ==, n_rows);
  g_assert_cmpuint (count_runs (LF_RUN_RESTORE), ==, n_restored + 1);
  g_assert_false (lf_test_ui_can (window, "compare.undo"));
  close_window (window, parent);
}

static void
test_undo_refused (LfTestUi      *ui,
                   gconstpointer  data)
{
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, repair (ui, FALSE), &parent);
  guint n_restored = count_runs (LF_RUN_RESTORE);

  gtk_window_close (GTK_WINDOW (ask_undo (window)));
  lf_test_ui_until (find_question () == NULL);
  lf_test_ui_settle ();
  g_assert_true (lf_test_ui_can (window, "compare.undo"));
  g_assert_cmpuint (count_runs (LF_RUN_RESTORE), ==, n_restored);
  close_window (window, parent);
}

/* The session list and the Maintenance window learn of it */
static void
test_undo_of_the_open_catalog (LfTestUi      *ui,
                               gconstpointer  data)
{
  LfRun *run = repair (ui, FALSE);
  g_autofree char *path = g_strdup (run->catalog);
  LfCompareWindow *window;
  GtkLabel *count;

  lf_test_ui_open (ui, path);
  count = lf_test_ui_child (ui->window, "maintenance_count");
  lf_test_ui_until (g_str_equal (gtk_label_get_text (count), "0"));
  window = lf_compare_window_show_run (GTK_WINDOW (ui->window), run);
  wait_until_filled (window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ask_undo (window)), "question.confirm",
                                             NULL));
  lf_test_ui_until (has_notice (window, "Undone"));
  lf_test_ui_until (!g_str_equal (gtk_label_get_text (count), "0"));
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  gtk_window_close (GTK_WINDOW (window));
}

static void
test_without_backup (LfTestUi      *ui,
                     gconstpointer  data)
{
  LfRun *run = lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", NULL);
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, run, &parent);
  GtkLabel *backup = lf_test_ui_child (window, "backup");

  lf_test_ui_until (strstr (gtk_label_get_text (backup), "is not there any more") != NULL);
  g_assert_false (lf_test_ui_can (window, "compare.undo"));
  close_window (window, parent);
}

typedef struct
{
  gboolean  is_done;
  gboolean  is_saved;
  char     *message;
} Saved;

static void
saved_cb (LfRunExport *export,
          gboolean     is_saved,
          const char  *message,
          Saved       *saved)
{
  saved->is_done = TRUE;
  saved->is_saved = is_saved;
  g_free (saved->message);
  saved->message = g_strdup (message);
}

static char *
save (LfRunExport  *export,
      LfExportKind  kind,
      LfCompare    *compare,
      GtkWidget    *page,
      const char   *path)
{
  Saved saved = { FALSE };
  gulong handler = g_signal_connect (export, "done", G_CALLBACK (saved_cb), &saved);
  char *contents = NULL;

  lf_run_export_save (export, kind, compare, page, path);
  lf_test_ui_until (saved.is_done);
  g_signal_handler_disconnect (export, handler);
  if (saved.is_saved)
    g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lf_test_ui_assert_has (saved.message, path);
  g_free (saved.message);
  return contents;
}

/* Icons are the only images; letters and lines are none */
static void
assert_small_images (const char *svg)
{
  static const char width[] = "width=\"";

  for (const char *image = strstr (svg, "<image"); image != NULL; image = strstr (image, "<image"))
    {
      image = strstr (image, width) + strlen (width);
      g_assert_cmpuint (g_ascii_strtoull (image, NULL, 10), <, 200);
    }
}

static void
test_export (LfTestUi      *ui,
             gconstpointer  data)
{
  static const char *const beginnings[LF_N_EXPORT_KINDS] = {
    [LF_EXPORT_HTML] = "<!DOCTYPE html>", [LF_EXPORT_MARKDOWN] = "# fits\\_catalog.db",
    [LF_EXPORT_JSON] = "{",               [LF_EXPORT_CSV] = "",
    [LF_EXPORT_PNG] = "\x89PNG",          [LF_EXPORT_SVG] = "<?xml",
  };
  LfRun *run = lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", NULL);
  g_autoptr (LfCompare) compare = lf_compare_new (lf_run_ref (run));
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, run, &parent);
  GtkWidget *page =
    lf_compare_page_get_content (LF_COMPARE_PAGE (lf_test_ui_child (window, "page")));
  g_autoptr (LfRunExport) export = lf_run_export_new (GTK_WINDOW (window));

  for (guint i = 0; i < LF_N_EXPORT_KINDS; i++)
    {
      g_autofree char *name = lf_export_kind_suggest_name ((LfExportKind) i, compare);
      g_autofree char *path = g_build_filename (ui->folder, name, NULL);
      g_autofree char *contents = save (export, (LfExportKind) i, compare, page, path);

      lf_test_ui_assert_has (name, "fits_catalog-repair-20231123-1909.");
      g_assert_nonnull (contents);
      g_assert_true (g_str_has_prefix (contents, beginnings[i]));
      if (i == LF_EXPORT_SVG)
        assert_small_images (contents);
    }
  close_window (window, parent);
}

/* What cannot be written is told, and nothing is left half done */
static void
test_export_fails (LfTestUi      *ui,
                   gconstpointer  data)
{
  g_autoptr (LfCompare) compare =
    lf_compare_new (lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", NULL));
  g_autofree char *path = g_build_filename (ui->folder, "no", "such", "folder.html", NULL);
  g_autoptr (LfRunExport) export = lf_run_export_new (NULL);

  g_assert_null (save (export, LF_EXPORT_HTML, compare, NULL, path));
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
  LfRun *run = lf_test_run_new (LF_RUN_REPAIR, "/astro/fits_catalog.db", NULL);
  GtkWidget *parent;
  LfCompareWindow *window = show_run (ui, run, &parent);
  char *text = NULL;

  g_assert_true (lf_test_ui_press (window, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, text_cb,
                                 &text);
  lf_test_ui_until (text != NULL);
  lf_test_ui_assert_has (text, "fits_catalog.db: Repair");
  lf_test_ui_assert_has (lf_message_bar_get_text (lf_test_ui_child (window, "message")), "Copied.");
  g_free (text);
  close_window (window, parent);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/compare/repair", test_repair, NULL);
  lf_test_ui_add ("/compare/timings", test_timings, NULL);
  lf_test_ui_add ("/compare/plans", test_plans, NULL);
  lf_test_ui_add ("/compare/without-timings", test_without_timings, NULL);
  lf_test_ui_add ("/compare/trial", test_trial, NULL);
  lf_test_ui_add ("/compare/failed", test_failed, NULL);
  lf_test_ui_add ("/compare/cancelled", test_cancelled, NULL);
  lf_test_ui_add ("/compare/hostile", test_hostile, NULL);
  lf_test_ui_add ("/compare/pair", test_pair, NULL);
  lf_test_ui_add ("/compare/pair-of-two-catalogs", test_pair_of_two_catalogs, NULL);
  lf_test_ui_add ("/compare/close", test_close, NULL);
  lf_test_ui_add ("/compare/undo", test_undo, NULL);
  lf_test_ui_add ("/compare/undo-refused", test_undo_refused, NULL);
  lf_test_ui_add ("/compare/undo-of-the-open-catalog", test_undo_of_the_open_catalog, NULL);
  lf_test_ui_add ("/compare/without-backup", test_without_backup, NULL);
  lf_test_ui_add ("/compare/export", test_export, NULL);
  lf_test_ui_add ("/compare/export-fails", test_export_fails, NULL);
  lf_test_ui_add ("/compare/copy", test_copy, NULL);
  return g_test_run ();
}
