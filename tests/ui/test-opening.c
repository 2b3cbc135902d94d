/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "demo/lf-demo.h"
#include "lf-test-ui.h"

#define GARBAGE_SIZE 8192
#define MANY_FRAMES 20000
#define MANY_SESSIONS 300
#define N_ROUNDS 25

static gboolean
is_page (LfTestUi   *ui,
         const char *page)
{
  return g_str_equal (lf_test_ui_get_page (ui), page);
}

static char *
make_good (LfTestUi   *ui,
           const char *name)
{
  return lf_test_make_catalog (ui->folder, name, LF_TEST_LAYOUT_2, FALSE);
}

static char *
make_large (LfTestUi    *ui,
            LfDemoState  state)
{
  LfDemoOptions options = { state, MANY_FRAMES, MANY_SESSIONS };
  char *path = g_build_filename (ui->folder, "large.db", NULL);
  g_autoptr (GError) error = NULL;

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static GtkWidget *
get_back_button (LfTestUi *ui)
{
  return lf_test_ui_child (lf_test_ui_child (ui->window, "error_page"), "back_button");
}

typedef struct
{
  const char    *name;
  LfCatalogError code;
  void         (*make) (const char *path);
} Bad;

static void
make_nothing (const char *path)
{
}

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
}

static void
make_empty (const char *path)
{
  lf_test_write_file (path, "", 0);
}

static void
make_text (const char *path)
{
  static const char text[] = "Dear diary,\ntonight it was cloudy again.\n";

  lf_test_write_file (path, text, strlen (text));
}

static void
make_garbage (const char *path)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint8 bytes[GARBAGE_SIZE];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) g_rand_int (rand);
  lf_test_write_file (path, bytes, sizeof bytes);
}

static void
make_other (const char *path)
{
  lf_test_exec (path, "CREATE TABLE places (id INTEGER PRIMARY KEY, url TEXT)");
}

static void
make_truncated (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *made = lf_test_make_catalog (folder, name, LF_TEST_LAYOUT_2, FALSE);

  g_assert_cmpint (truncate (path, 20000), ==, 0);
}

static const Bad bad[] = {
  { "not there.db", LF_CATALOG_ERROR_NOT_FOUND, make_nothing },
  { "a folder", LF_CATALOG_ERROR_FOLDER, make_folder },
  { "empty.db", LF_CATALOG_ERROR_EMPTY, make_empty },
  { "diary.txt", LF_CATALOG_ERROR_NOT_SQLITE, make_text },
  { "garbage <b>&amp;.db", LF_CATALOG_ERROR_ENCRYPTED, make_garbage },
  { "places.sqlite", LF_CATALOG_ERROR_NOT_A_CATALOG, make_other },
  { "cut.db", LF_CATALOG_ERROR_TRUNCATED, make_truncated },
};

static void
assert_error_page (LfTestUi       *ui,
                   LfCatalogError  code,
                   const char     *name)
{
  GtkWidget *page = lf_test_ui_child (ui->window, "error_page");
  g_autofree char *texts = lf_test_ui_dup_texts (page);

  lf_test_ui_assert_has (texts, lf_catalog_error_get_title (code));
  lf_test_ui_assert_has (texts, name);
  lf_test_ui_assert_has (texts, "Try Again");
}

/* Without a catalog before: the error is shown, and a good one opens afterwards */
static void
test_error_first (LfTestUi      *ui,
                  gconstpointer  data)
{
  const Bad *kind = data;
  g_autofree char *path = g_build_filename (ui->folder, kind->name, NULL);
  g_autofree char *good = make_good (ui, "good.db");

  kind->make (path);
  lf_test_ui_show (ui, path);
  lf_test_ui_until (is_page (ui, "error"));
  assert_error_page (ui, kind->code, kind->name);
  g_assert_false (gtk_widget_get_visible (get_back_button (ui)));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (ui->window)), ==, "Lightframe");

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.retry", NULL);
  lf_test_ui_until (is_page (ui, "error") && !lf_test_ui_can (ui->window, "win.cancel"));
  lf_test_ui_open (ui, good);
  g_assert_cmpstr (lf_test_ui_get_page (ui), ==, "list");
}

/* With one before: it stays, and "Back to" shows it again */
static void
test_error_after (LfTestUi      *ui,
                  gconstpointer  data)
{
  const Bad *kind = data;
  g_autofree char *path = g_build_filename (ui->folder, kind->name, NULL);
  g_autofree char *good = make_good (ui, "good.db");
  g_auto (GStrv) recent = NULL;

  kind->make (path);
  lf_test_ui_open (ui, good);
  lf_test_ui_show (ui, path);
  lf_test_ui_until (is_page (ui, "error"));
  assert_error_page (ui, kind->code, kind->name);
  g_assert_true (gtk_widget_get_visible (get_back_button (ui)));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_back_button (ui))), ==,
                   "Back to good.db");

  g_signal_emit_by_name (get_back_button (ui), "clicked");
  lf_test_ui_until (is_page (ui, "list"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (ui->window)), ==, "good.db – Lightframe");
  lf_test_ui_activate (ui, "S1");

  recent = g_settings_get_strv (ui->settings, "recent-catalogs");
  g_assert_cmpuint (g_strv_length (recent), ==, 1);
}

/* What the first catalog is still reading goes on while another one fails to open */
static void
test_error_keeps_reading (LfTestUi      *ui,
                          gconstpointer  data)
{
  g_autofree char *large = make_large (ui, LF_DEMO_MIGRATED);
  g_autofree char *missing = g_build_filename (ui->folder, "missing.db", NULL);

  lf_test_ui_show (ui, large);
  lf_test_ui_until (is_page (ui, "list"));
  lf_test_ui_show (ui, missing);
  lf_test_ui_until (is_page (ui, "error"));
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.back", NULL);

  lf_test_ui_until (is_page (ui, "list") && lf_test_ui_is_summed (ui));
  lf_test_ui_until (strstr (gtk_label_get_text (lf_test_ui_child (ui->window, "subtitle")),
                            "20,000 frames") != NULL);
}

static void
test_retry_succeeds (LfTestUi      *ui,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (ui->folder, "late.db", NULL);
  g_autofree char *made = NULL;

  lf_test_ui_show (ui, path);
  lf_test_ui_until (is_page (ui, "error"));
  made = make_good (ui, "late.db");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.retry", NULL);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
}

static void
test_reload (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = make_good (ui, "some.db");
  g_autofree char *ids = NULL;
  LfSessionWindow *dialog;

  lf_test_ui_open (ui, path);
  dialog = lf_test_ui_activate (ui, "S1");
  lf_test_exec (path, "INSERT INTO processing_sessions (id, name, created_at)"
                " VALUES ('S3', 'New', '2030-01-01 00:00:00')");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.reload", NULL);
  lf_test_ui_until (lf_test_ui_is_listed (ui) &&
                    strstr (lf_test_ui_get_totals (ui), "3 sessions") != NULL);
  ids = lf_test_ui_dup_ids (ui);
  g_assert_cmpstr (ids, ==, "S3 S1 S2");
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "S1");
  /* What is being done in it is not lost */
  g_assert_true (lf_test_ui_get_dialog (ui) == dialog);
  g_assert_cmpstr (gtk_label_get_text (lf_test_ui_child (dialog, "subtitle")), ==, "S1 · 2 of 3");
}

static void
test_drop (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = make_good (ui, "dropped.db");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListModel) controllers = NULL;
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  lf_test_ui_show (ui, NULL);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);

  controllers = gtk_widget_observe_controllers (GTK_WIDGET (ui->window));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }

  g_assert_true (taken);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (ui->window)), ==, "dropped.db – Lightframe");
}

/* The list that is shown in the end is of the catalog that was opened last, whenever that was */
static void
test_second_while_first (LfTestUi      *ui,
                         gconstpointer  data)
{
  g_autofree char *large = make_large (ui, LF_DEMO_HEALTHY);
  g_autofree char *good = make_good (ui, "good.db");

  for (guint rounds = 0; rounds < N_ROUNDS; rounds += 3)
    {
      lf_test_ui_show (ui, large);
      for (guint i = 0; i < rounds; i++)
        g_main_context_iteration (NULL, i % 2);
      lf_test_ui_show (ui, good);
      lf_test_ui_until (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (ui->window)),
                                   "good.db – Lightframe") == 0 &&
                        lf_test_ui_is_listed (ui) && lf_test_ui_is_summed (ui));
      lf_test_ui_settle ();
      g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "2 sessions · 6 frames · 11 m of light");
      g_assert_cmpstr (lf_test_ui_get_page (ui), ==, "list");
    }
}

/* Nothing but the second one is waited for: the first, given up, does not end the waiting */
static void
test_second_shows_loading (LfTestUi      *ui,
                           gconstpointer  data)
{
  g_autofree char *large = make_large (ui, LF_DEMO_HEALTHY);
  g_autofree char *good = make_good (ui, "good.db");

  lf_test_ui_show (ui, large);
  lf_test_ui_show (ui, good);
  while (!is_page (ui, "list"))
    {
      g_assert_true (lf_test_ui_can (ui->window, "win.cancel"));
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_cancel (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *large = make_large (ui, LF_DEMO_HEALTHY);

  lf_test_ui_show (ui, large);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.cancel", NULL);
  lf_test_ui_until (is_page (ui, "welcome") && !lf_test_ui_can (ui->window, "win.cancel"));
  lf_test_ui_open (ui, large);
}

/* However far it is, a window that is closed goes, and so do the files that SQLite made */
static void
test_close_while_loading (LfTestUi      *ui,
                          gconstpointer  data)
{
  g_autofree char *large = make_large (ui, LF_DEMO_HEALTHY);
  g_autofree char *before = lf_test_folder_describe (ui->folder);

  for (guint rounds = 0; rounds < N_ROUNDS; rounds += 3)
    {
      g_autofree char *after = NULL;

      lf_test_ui_show (ui, large);
      for (guint i = 0; i < rounds; i++)
        g_main_context_iteration (NULL, i % 2);
      lf_test_ui_close (ui);
      lf_catalog_close_all ();
      after = lf_test_folder_describe (ui->folder);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_untouched (LfTestUi      *ui,
                gconstpointer  data)
{
  LfDemoOptions options = { LF_DEMO_HEALTHY, 900, 24 };
  g_autofree char *path = g_build_filename (ui->folder, "wal.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *ids = NULL;
  g_auto (GStrv) all = NULL;
  LfSessionWindow *dialog;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, NULL));
  before = lf_test_folder_describe (ui->folder);
  lf_test_ui_open (ui, path);
  ids = lf_test_ui_dup_ids (ui);
  all = g_strsplit (ids, " ", -1);
  dialog = lf_test_ui_activate (ui, all[0]);
  for (guint i = 1; all[i] != NULL; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (dialog), "session.next", NULL);
      lf_test_ui_until (lf_test_ui_is_read (dialog));
    }
  lf_test_ui_search (ui, "m");
  lf_test_ui_close (ui);
  lf_catalog_close_all ();
  after = lf_test_folder_describe (ui->folder);
  g_assert_cmpstr (before, ==, after);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "error-keeps-reading", test_error_keeps_reading },
    { "retry-succeeds", test_retry_succeeds },
    { "reload", test_reload },
    { "drop", test_drop },
    { "second-while-first", test_second_while_first },
    { "second-shows-loading", test_second_shows_loading },
    { "cancel", test_cancel },
    { "close-while-loading", test_close_while_loading },
    { "untouched", test_untouched },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *first = g_strconcat ("/opening/error-first/", bad[i].name, NULL);
      g_autofree char *after = g_strconcat ("/opening/error-after/", bad[i].name, NULL);

      lf_test_ui_add (first, test_error_first, &bad[i]);
      lf_test_ui_add (after, test_error_after, &bad[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/opening/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
