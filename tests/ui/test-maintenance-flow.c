/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/lf-compare-window.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-question.h"
#include "app/lf-repair-rows.h"
#include "app/lf-repair-sheet.h"
#include "demo/lf-demo.h"
#include "lf-test-ui.h"
#include "maintenance/lf-history.h"

#define DEMO_FRAMES 900
#define DEMO_SESSIONS 24

static char *
make_demo_of (LfTestUi   *ui,
              const char *name,
              guint       n_frames)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, n_frames, DEMO_SESSIONS };
  char *path = g_build_filename (ui->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return path;
}

static char *
make_demo (LfTestUi *ui)
{
  return make_demo_of (ui, "demo.db", DEMO_FRAMES);
}

static LfMaintenanceWindow *
find_maintenance (void)
{
  return lf_test_ui_find_window (LF_TYPE_MAINTENANCE_WINDOW);
}

static const char *
get_text (gpointer    window,
          const char *id)
{
  return gtk_label_get_text (lf_test_ui_child (window, id));
}

static gboolean
activate (gpointer    window,
          const char *action)
{
  return gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
}

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
  g_assert_true (activate (ui->window, "win.maintenance"));
  window = find_maintenance ();
  g_assert_nonnull (window);
  lf_test_ui_until (is_idle (window));
  lf_test_ui_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static LfRun *
get_run (LfMaintenanceWindow *window)
{
  return lf_maintenance_get_run (lf_maintenance_window_get_maintenance (window));
}

static LfRepairSheet *
open_sheet (LfMaintenanceWindow *window)
{
  LfRepairSheet *sheet;

  g_assert_true (lf_test_ui_can (window, "maintenance.repair"));
  g_assert_true (activate (window, "maintenance.repair"));
  sheet = lf_test_ui_find_window (LF_TYPE_REPAIR_SHEET);
  g_assert_nonnull (sheet);
  lf_test_ui_until (!gtk_spinner_get_spinning (lf_test_ui_child (sheet, "spinner")));
  return sheet;
}

static char *
read_file (const char *path,
           gsize      *length)
{
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, length, NULL));
  return contents;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static guint
count_history (void)
{
  g_autofree char *path = lf_history_get_path ();
  g_autoptr (LfHistory) history = lf_history_open (path, NULL);
  g_autoptr (GPtrArray) runs = NULL;

  g_assert_nonnull (history);
  runs = lf_history_list (history, NULL, NULL, NULL);
  g_assert_nonnull (runs);
  return runs->len;
}

/* The whole path: what will be done, the repair, the list anew, nothing left to do */
static void
test_repair (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  guint n_runs = count_history ();
  LfMaintenanceWindow *window = open_window (ui, path);
  LfRepairSheet *sheet = open_sheet (window);
  g_autofree char *texts = lf_test_ui_dup_texts (sheet);

  lf_test_ui_assert_has (texts, "What will be done|1|Timing queries before|");
  lf_test_ui_assert_has (texts, "Backing up|");
  lf_test_ui_assert_has (texts, "Rebuilding tables|");
  lf_test_ui_assert_has (texts, "Verifying every row|");
  lf_test_ui_assert_has (get_text (sheet, "total"), " in all");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (sheet)) == lf_test_ui_child (sheet, "accept"));

  gtk_check_button_set_active (lf_test_ui_child (sheet, "measure"), FALSE);
  g_assert_false (lf_test_ui_can (sheet, "repair.accept"));
  lf_test_ui_until (lf_test_ui_can (sheet, "repair.accept"));
  g_assert_true (activate (sheet, "repair.accept"));
  g_assert_null (lf_test_ui_find_window (LF_TYPE_REPAIR_SHEET));
  g_assert_false (lf_test_ui_can (window, "maintenance.repair"));

  lf_test_ui_until (get_run (window) != NULL);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
  lf_test_ui_assert_has (get_text (lf_test_ui_child (window, "note"), "title"), "Repair: ");
  lf_test_ui_assert_has (get_text (lf_test_ui_child (window, "note"), "message"),
                         "The verified backup is “demo-");
  g_assert_nonnull (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW));
  g_assert_cmpuint (count_history (), ==, n_runs + 1);

  lf_test_ui_until (is_idle (window));
  g_assert_cmpstr (get_text (window, "headline"), ==, "No problems found");
  g_assert_false (lf_test_ui_can (window, "maintenance.repair"));
  g_assert_cmpstr (get_text (window, "promise"), ==, "There is nothing that a repair could mend.");
  lf_test_ui_until (lf_test_ui_is_listed (ui));
}

/* A trial says what would come out, and leaves the folder as it was */
static void
test_trial (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfMaintenanceWindow *window = open_window (ui, path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;
  guint n_files = count_files (ui->folder);

  before = read_file (path, &n_before);
  g_assert_true (activate (window, "maintenance.try"));
  lf_test_ui_until (get_run (window) != NULL);
  g_assert_cmpint (get_run (window)->kind, ==, LF_RUN_TRIAL);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
  lf_test_ui_assert_has (get_text (lf_test_ui_child (window, "note"), "message"),
                         "The catalog itself was only read.");
  gtk_window_destroy (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW));
  g_assert_null (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW));
  g_assert_true (activate (window, "maintenance.compare"));
  g_assert_nonnull (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW));

  lf_test_ui_until (is_idle (window));
  lf_test_ui_assert_has (get_text (window, "headline"), " problems found");
  after = read_file (path, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_cmpuint (count_files (ui->folder), ==, n_files);
}

/* Who does not want one thing mended does not get it */
static void
test_choose (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfMaintenanceWindow *window = open_window (ui, path);
  LfRepairSheet *sheet = open_sheet (window);
  GtkWidget *findings = lf_test_ui_child (sheet, "findings");
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (findings); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (
      GTK_CHECK_BUTTON (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), FALSE);
  lf_test_ui_until (g_str_equal (get_text (sheet, "total"), "There is nothing to be done."));
  g_assert_false (lf_test_ui_can (sheet, "repair.accept"));

  gtk_check_button_set_active (lf_test_ui_child (sheet, "measure"), FALSE);
  for (row = gtk_widget_get_first_child (findings); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_has_prefix (lf_repair_rows_get_id (row), "statistics."))
      gtk_check_button_set_active (
        GTK_CHECK_BUTTON (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), TRUE);
  lf_test_ui_until (lf_test_ui_can (sheet, "repair.accept"));
  g_assert_true (activate (sheet, "repair.accept"));
  lf_test_ui_until (get_run (window) != NULL);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
  lf_test_ui_until (is_idle (window));
  lf_test_ui_assert_has (get_text (window, "explanation"), "lost its primary key");
}

/* ANALYZE and VACUUM by their own buttons, and one index by its own */
static void
test_one_by_one (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  g_autofree char *texts = NULL;
  LfMaintenanceWindow *window;
  LfRepairSheet *sheet;

  g_settings_set_boolean (ui->settings, "repair-measures", FALSE);
  lf_test_exec (path, "CREATE INDEX again ON fits_files (frame_type)");
  window = open_window (ui, path);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.repair-finding",
                                             "s", "indexes.duplicate.again"));
  sheet = lf_test_ui_find_window (LF_TYPE_REPAIR_SHEET);
  lf_test_ui_until (lf_test_ui_can (sheet, "repair.accept"));
  texts = lf_test_ui_dup_texts (lf_test_ui_child (sheet, "steps"));
  lf_test_ui_assert_has (texts, "The index again, which takes up ");
  g_assert_null (strstr (texts, "Rebuilding tables"));
  g_assert_true (activate (sheet, "repair.accept"));
  lf_test_ui_until (get_run (window) != NULL && is_idle (window));
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
  lf_test_ui_assert_has (get_text (window, "explanation"), "lost its primary key");

  g_assert_true (activate (window, "maintenance.analyze"));
  lf_test_ui_until (get_run (window) != NULL && get_run (window)->kind == LF_RUN_ANALYZE);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
  g_assert_null (get_run (window)->backup);

  lf_test_ui_until (is_idle (window));
  lf_maintenance_window_show_check (window, LF_CHECK_SPACE);
  g_assert_true (lf_test_ui_can (window, "maintenance.vacuum"));
  g_assert_true (activate (window, "maintenance.vacuum"));
  lf_test_ui_until (get_run (window) != NULL && get_run (window)->kind == LF_RUN_VACUUM);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
  g_assert_nonnull (get_run (window)->backup);
  lf_test_ui_until (is_idle (window));
  g_assert_false (lf_test_ui_can (window, "maintenance.vacuum"));
}

/* Where VACUUM would lose links it is not offered, and the page says why */
static void
test_unsafe_vacuum (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  g_autofree char *texts = NULL;
  LfMaintenanceWindow *window;

  lf_test_exec (path, "UPDATE fits_files SET id = NULL WHERE rowid IN (5, 6, 7)");
  window = open_window (ui, path);
  lf_maintenance_window_show_check (window, LF_CHECK_SPACE);
  lf_test_ui_settle ();
  texts = lf_test_ui_dup_texts (gtk_stack_get_visible_child (lf_test_ui_child (window, "stack")));
  lf_test_ui_assert_has (texts, "Not before the lost primary key is restored: ");
  g_assert_false (lf_test_ui_can (window, "maintenance.vacuum"));
  g_assert_true (lf_test_ui_can (window, "maintenance.repair"));
}

/* Cancelled, the catalog is as it was; nothing of it is left but a backup */
static void
test_cancel (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfMaintenanceWindow *window = open_window (ui, path);
  LfRepairSheet *sheet = open_sheet (window);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;

  before = read_file (path, &n_before);
  g_assert_true (activate (sheet, "repair.accept"));
  lf_test_ui_settle ();
  g_assert_true (activate (lf_test_ui_child (window, "job_bar"), "job.cancel"));
  lf_test_ui_until (get_run (window) != NULL);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_CANCELLED);
  lf_test_ui_assert_has (get_text (lf_test_ui_child (window, "note"), "message"),
                         "Cancelled. The catalog is as it was before.");
  g_assert_null (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW));
  after = read_file (path, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
  lf_test_ui_until (is_idle (window));
  lf_test_ui_assert_has (get_text (window, "headline"), " problems found");
}

/* How many steps there are, once one is reached; cancelled then, unless it was over before */
static guint
cancel_in_step (LfMaintenanceWindow *window,
                guint                step)
{
  LfMaintenance *maintenance = lf_maintenance_window_get_maintenance (window);
  guint n_steps = 0;
  guint number = 0;

  while (get_run (window) == NULL && number < step)
    {
      LfJob *job = lf_maintenance_get_job (maintenance);

      if (job != NULL)
        {
          g_auto (LfJobStatus) status = { 0 };

          lf_job_get_status (job, &status);
          number = status.step_number;
          n_steps = MAX (n_steps, status.n_steps);
          if (number >= step)
            lf_job_cancel (job);
        }
      g_main_context_iteration (NULL, FALSE);
    }
  return n_steps;
}

/* Whatever it does when it is cancelled, it says how far it came, and the catalog is whole */
static void
test_cancel_in_each_step (LfTestUi      *ui,
                          gconstpointer  data)
{
  guint n_steps = 1;

  g_settings_set_boolean (ui->settings, "repair-measures", FALSE);
  for (guint step = 1; step <= n_steps; step++)
    {
      g_autofree char *name = g_strdup_printf ("step-%u.db", step);
      g_autofree char *path = make_demo_of (ui, name, DEMO_FRAMES);
      LfMaintenanceWindow *window = open_window (ui, path);
      g_autofree char *ids = NULL;
      g_auto (GStrv) sessions = NULL;
      guint n_seen;

      g_assert_true (activate (open_sheet (window), "repair.accept"));
      n_seen = cancel_in_step (window, step);
      n_steps = MAX (n_steps, n_seen);
      lf_test_ui_until (get_run (window) != NULL);
      if (get_run (window)->outcome != LF_RUN_DONE)
        {
          g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_CANCELLED);
          lf_test_ui_assert_has (get_text (lf_test_ui_child (window, "note"), "message"),
                                 "Cancelled. The catalog is as ");
        }

      lf_test_ui_until (is_idle (window));
      lf_test_ui_assert_has (get_text (window, "headline"), " found");
      lf_test_ui_until (lf_test_ui_is_listed (ui));
      ids = lf_test_ui_dup_ids (ui);
      sessions = g_strsplit (ids, " ", -1);
      g_assert_cmpuint (g_strv_length (sessions), ==, DEMO_SESSIONS);
    }
  g_assert_cmpuint (n_steps, >=, 7);
  /* Of those that were over before */
  while (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW) != NULL)
    gtk_window_destroy (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW));
}

static void
start_repair (LfMaintenanceWindow *window)
{
  LfRepairSheet *sheet = open_sheet (window);

  g_assert_true (activate (sheet, "repair.accept"));
  g_assert_true (lf_maintenance_is_writing (lf_maintenance_window_get_maintenance (window)));
}

static gboolean
has_chooser (void)
{
  GtkWidget *chooser = lf_test_ui_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);

  return chooser != NULL && gtk_widget_get_visible (chooser);
}

/* Before it has read its folder, closing it makes it complain */
static gboolean
is_chooser_filled (void)
{
  GtkWidget *files = has_chooser ()
                       ? lf_test_ui_find (lf_test_ui_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG),
                                          GTK_TYPE_TREE_VIEW, 0)
                       : NULL;
  GtkTreeModel *model = files != NULL ? gtk_tree_view_get_model (GTK_TREE_VIEW (files)) : NULL;

  return model != NULL && gtk_tree_model_iter_n_children (model, NULL) > 0;
}

#ifdef __SANITIZE_ADDRESS__
#define LOOKS_FOR_LEAKS TRUE
#else
#define LOOKS_FOR_LEAKS FALSE
#endif

/* A dialog for files would take the locks of the repair away */
static void
test_no_chooser (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autofree char *path = NULL;
  LfMaintenanceWindow *window;
  g_autofree char *texts = NULL;

  if (LOOKS_FOR_LEAKS)
    {
      g_test_skip ("GTK keeps what its dialog for files has found out about types of files");
      return;
    }

  path = make_demo (ui);
  window = open_window (ui, path);
  g_assert_true (activate (ui->window, "win.open"));
  lf_test_ui_until (is_chooser_filled ());
  start_repair (window);
  /* That it is over is only heard of when the main loop runs again */
  g_assert_false (has_chooser ());
  g_assert_true (activate (ui->window, "win.open"));
  g_assert_false (has_chooser ());
  texts = lf_test_ui_dup_texts (lf_test_ui_find_window (LF_TYPE_QUESTION));
  lf_test_ui_assert_has (texts, "Not while it is repaired");
  gtk_window_close (lf_test_ui_find_window (LF_TYPE_QUESTION));
  lf_test_ui_until (get_run (window) != NULL && is_idle (window));
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);

  g_assert_true (activate (ui->window, "win.open"));
  lf_test_ui_until (is_chooser_filled ());
  gtk_window_close (lf_test_ui_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  gtk_window_destroy (lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW));
}

/* It goes on when its window is closed, and is there when that is opened again */
static void
test_close_and_reopen (LfTestUi      *ui,
                       gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfMaintenanceWindow *window = open_window (ui, path);

  start_repair (window);
  gtk_window_close (GTK_WINDOW (window));
  lf_test_ui_until (!gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_true (activate (ui->window, "win.maintenance"));
  g_assert_true (find_maintenance () == window);
  lf_test_ui_until (gtk_widget_get_visible (GTK_WIDGET (window)));
  lf_test_ui_until (get_run (window) != NULL);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
  /* What is shown of timings is what was measured afterwards */
  g_assert_true (lf_maintenance_get_timings (lf_maintenance_window_get_maintenance (window)) ==
                 get_run (window)->after->timings);
}

/* Who quits is asked; who does so all the same finds the catalog whole */
static void
test_quit (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfMaintenanceWindow *window = open_window (ui, path);
  g_autoptr (LfMaintenance) maintenance =
    g_object_ref (lf_maintenance_window_get_maintenance (window));
  LfQuestion *question;

  start_repair (window);
  gtk_window_close (GTK_WINDOW (ui->window));
  question = lf_test_ui_find_window (LF_TYPE_QUESTION);
  g_assert_nonnull (question);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (ui->window)));
  gtk_window_close (GTK_WINDOW (question));
  lf_test_ui_until (lf_test_ui_find_window (LF_TYPE_QUESTION) == NULL);
  g_assert_null (lf_maintenance_get_run (maintenance));

  gtk_window_close (GTK_WINDOW (ui->window));
  question = lf_test_ui_find_window (LF_TYPE_QUESTION);
  g_assert_true (activate (question, "question.confirm"));
  g_assert_null (find_maintenance ());
  lf_test_ui_until (lf_maintenance_get_run (maintenance) != NULL);
  g_assert_cmpint (lf_maintenance_get_run (maintenance)->outcome, ==, LF_RUN_CANCELLED);
  g_assert_true (lf_maintenance_is_free (maintenance));

  /* Nobody would wait for what is begun now */
  lf_maintenance_check (maintenance, LF_CHECK_QUICK);
  g_assert_null (lf_maintenance_get_job (maintenance));
}

/* Another catalog is opened meanwhile: the repair goes on in its window, and that comes back */
static void
test_other_catalog (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  g_autofree char *other = make_demo_of (ui, "other.db", DEMO_FRAMES);
  LfMaintenanceWindow *window = open_window (ui, path);

  start_repair (window);
  lf_test_ui_open (ui, other);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  lf_test_ui_open (ui, path);
  g_assert_true (activate (ui->window, "win.maintenance"));
  g_assert_true (find_maintenance () == window);
  lf_test_ui_until (get_run (window) != NULL);
  g_assert_cmpint (get_run (window)->outcome, ==, LF_RUN_DONE);
}

/* What may not be written is not repaired, but that can be tried */
static void
test_read_only (LfTestUi      *ui,
                gconstpointer  data)
{
  g_autofree char *path = make_demo (ui);
  LfMaintenanceWindow *window;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write to everything");
      return;
    }
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  window = open_window (ui, path);
  g_assert_false (lf_test_ui_can (window, "maintenance.repair"));
  g_assert_true (lf_test_ui_can (window, "maintenance.try"));
  lf_test_ui_assert_has (get_text (window, "promise"), "You may not write to this file");
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/maintenance-flow/repair", test_repair, NULL);
  lf_test_ui_add ("/maintenance-flow/trial", test_trial, NULL);
  lf_test_ui_add ("/maintenance-flow/choose", test_choose, NULL);
  lf_test_ui_add ("/maintenance-flow/one-by-one", test_one_by_one, NULL);
  lf_test_ui_add ("/maintenance-flow/unsafe-vacuum", test_unsafe_vacuum, NULL);
  lf_test_ui_add ("/maintenance-flow/cancel", test_cancel, NULL);
  lf_test_ui_add ("/maintenance-flow/cancel-in-each-step", test_cancel_in_each_step, NULL);
  lf_test_ui_add ("/maintenance-flow/no-chooser", test_no_chooser, NULL);
  lf_test_ui_add ("/maintenance-flow/close-and-reopen", test_close_and_reopen, NULL);
  lf_test_ui_add ("/maintenance-flow/quit", test_quit, NULL);
  lf_test_ui_add ("/maintenance-flow/other-catalog", test_other_catalog, NULL);
  lf_test_ui_add ("/maintenance-flow/read-only", test_read_only, NULL);
  return g_test_run ();
}
