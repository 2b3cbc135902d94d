/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-batch-export-window.h"
#include "app/lf-deletion-window.h"
#include "app/lf-frame-table.h"
#include "app/lf-message-bar.h"
#include "app/lf-new-session-window.h"
#include "app/lf-session-browser.h"
#include "catalog/lf-session-edit.h"
#include "lf-test-mend.h"
#include "lf-test-ui.h"

/* Five sessions, of which the first two are seen first */
static char *
open_catalog (LfTestUi *ui)
{
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (ui->folder, "some.db",
                                                           LF_TEST_LAYOUT_2, FALSE);
  static const char *const ids[] = { "A1", "B2", "C3", "D4", "E5" };
  g_autofree char *path = g_strdup (catalog->path);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      LfTestFrame light = { ids[i], "LIGHT", "M 31", "Ha", 60, "N1" };
      g_autofree char *name = g_strdup_printf ("Session %s", ids[i]);

      lf_test_catalog_add_session (catalog, ids[i], name);
      lf_test_catalog_exec (catalog,
                            "UPDATE processing_sessions SET status = %Q,"
                            " processing_started = NULL, processing_completed = NULL,"
                            " created_at = '2025-01-0%u 00:00:00' WHERE id = %Q",
                            i == 1 ? "complete" : "not_started", 9 - i, ids[i]);
      for (guint j = 0; j <= i; j++)
        lf_test_catalog_add_frame (catalog, &light);
    }
  g_clear_pointer (&catalog, lf_test_catalog_close);
  lf_test_ui_open (ui, path);
  lf_test_ui_until (lf_test_ui_is_listed (ui) && lf_test_ui_is_summed (ui));
  return g_steal_pointer (&path);
}

static GtkSelectionModel *
get_model (LfTestUi *ui)
{
  return gtk_column_view_get_model (lf_test_ui_get_view (ui));
}

static void
select_range (LfTestUi *ui,
              guint     position,
              guint     n)
{
  gtk_selection_model_select_range (get_model (ui), position, n, TRUE);
}

static void
assert_selected (LfTestUi   *ui,
                 const char *expected)
{
  LfSessionBrowser *browser = LF_SESSION_BROWSER (lf_test_ui_get_browser (ui));
  g_auto (GStrv) ids =
    lf_session_selection_dup_ids (lf_session_browser_get_selection (browser));
  g_autofree char *text = g_strjoinv (" ", ids);

  g_assert_cmpstr (text, ==, expected);
}

/* A button for an action is as sensitive as the action is enabled */
static gboolean
can (LfTestUi   *ui,
     const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, lf_test_ui_get_browser (ui));
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return enabled;
}

static void
act (LfTestUi   *ui,
     const char *action,
     const char *format,
     ...)
{
  va_list arguments;
  GVariant *parameter = NULL;

  va_start (arguments, format);
  if (format != NULL)
    parameter = g_variant_new_va (format, NULL, &arguments);
  va_end (arguments);
  gtk_widget_activate_action_variant (GTK_WIDGET (ui->window), action, parameter);
}

static void
wait_message (LfTestUi   *ui,
              const char *part)
{
  LfMessageBar *message =
    lf_session_browser_get_message (LF_SESSION_BROWSER (lf_test_ui_get_browser (ui)));

  lf_test_ui_until (strstr (lf_message_bar_get_text (message), part) != NULL);
}

static gboolean
has_status (LfTestUi   *ui,
            const char *id,
            const char *word)
{
  g_autofree char *row = lf_test_ui_dup_row (ui, id);

  return row != NULL && strstr (row, word) != NULL;
}

static LfSessionRecord *
read_record (const char *path,
             const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfConnection) connection = lf_connection_open (path, NULL, &error);
  LfSessionRecord *record;

  g_assert_no_error (error);
  record = lf_session_record_load (connection, id, &error);
  g_assert_no_error (error);
  return record;
}

static void
test_selection (LfTestUi      *ui,
                gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);

  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "5 sessions · 15 frames · 15 m of light");
  select_range (ui, 1, 1);
  assert_selected (ui, "B2");
  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "5 sessions · 15 frames · 15 m of light");
  select_range (ui, 1, 3);
  assert_selected (ui, "B2 C3 D4");
  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "3 of 5 selected · 9 frames · 9 m of light");

  /* They are selected again when they are shown again, and not what was not meant */
  lf_test_ui_search (ui, "C3");
  assert_selected (ui, "C3");
  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "1 of 5 sessions · 3 frames · 3 m of light");
  lf_test_ui_search (ui, "");
  assert_selected (ui, "B2 C3 D4");
  act (ui, "win.reload", NULL);
  lf_test_ui_until (lf_test_ui_is_listed (ui) && lf_test_ui_is_summed (ui));
  assert_selected (ui, "B2 C3 D4");

  gtk_selection_model_select_all (get_model (ui));
  assert_selected (ui, "A1 B2 C3 D4 E5");
  gtk_selection_model_unselect_item (get_model (ui), 0);
  assert_selected (ui, "B2 C3 D4 E5");
  lf_test_ui_search (ui, "B2");
  gtk_selection_model_unselect_all (get_model (ui));
  lf_test_ui_search (ui, "");
  assert_selected (ui, "");
}

/* One is opened, and the others stay selected */
static void
test_open (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfSessionWindow *dialog;

  select_range (ui, 1, 3);
  g_assert_false (can (ui, "sessions.open"));
  g_signal_emit_by_name (lf_test_ui_get_view (ui), "activate", 2);
  dialog = lf_test_ui_get_dialog (ui);
  lf_test_ui_until (lf_test_ui_is_read (dialog));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Session C3");
  assert_selected (ui, "B2 C3 D4");

  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.previous", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.previous", NULL);
  assert_selected (ui, "A1");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (can (ui, "sessions.open"));
  act (ui, "sessions.open", NULL);
  lf_test_ui_until (lf_test_ui_get_dialog (ui) != NULL &&
                    lf_test_ui_is_read (lf_test_ui_get_dialog (ui)));
}

static GtkGesture *
find_menu_gesture (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

static GtkWidget *
get_row (LfTestUi *ui,
         guint     n)
{
  GtkWidget *row =
    gtk_widget_get_first_child (gtk_widget_get_last_child (GTK_WIDGET (lf_test_ui_get_view (ui))));

  for (guint i = 0; i < n; i++)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static void
click_secondary (LfTestUi *ui,
                 guint     n)
{
  GtkWidget *view = GTK_WIDGET (lf_test_ui_get_view (ui));
  GtkWidget *row = get_row (ui, n);
  double x, y;

  gtk_widget_translate_coordinates (row, view, 20, gtk_widget_get_height (row) / 2.0, &x, &y);
  g_signal_emit_by_name (find_menu_gesture (view), "pressed", 1, x, y);
}

static void
test_menu (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  GtkWidget *menu = lf_test_ui_find (lf_test_ui_get_browser (ui), GTK_TYPE_POPOVER_MENU, 0);
  g_autofree char *texts = NULL;

  lf_test_ui_until (get_row (ui, 4) != NULL && gtk_widget_get_height (get_row (ui, 4)) > 0);
  g_assert_false (gtk_widget_get_mapped (menu));
  select_range (ui, 0, 2);
  click_secondary (ui, 1);
  lf_test_ui_until (gtk_widget_get_mapped (menu));
  assert_selected (ui, "A1 B2");
  texts = lf_test_ui_dup_texts (menu);
  g_assert_cmpstr (texts, ==,
                   "Open|Export|Copy Name|Copy Id|Open Staging Folder|Status|Delete…");
  gtk_popover_popdown (GTK_POPOVER (menu));
  lf_test_ui_until (!gtk_widget_get_mapped (menu));

  /* What is not selected is meant alone */
  click_secondary (ui, 3);
  lf_test_ui_until (gtk_widget_get_mapped (menu));
  assert_selected (ui, "D4");
  gtk_popover_popdown (GTK_POPOVER (menu));
  lf_test_ui_until (!gtk_widget_get_mapped (menu));

  g_assert_true (lf_test_ui_press (lf_test_ui_get_view (ui), GDK_KEY_F10, GDK_SHIFT_MASK));
  lf_test_ui_until (gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  lf_test_ui_until (!gtk_widget_get_mapped (menu));
  gtk_selection_model_unselect_all (get_model (ui));
  lf_test_ui_press (lf_test_ui_get_view (ui), GDK_KEY_Menu, 0);
  g_assert_false (gtk_widget_get_mapped (menu));
  g_assert_false (can (ui, "sessions.copy-id"));
  g_assert_false (can (ui, "sessions.set-status::complete"));
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
assert_clipboard (LfTestUi   *ui,
                  const char *expected)
{
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (ui->window)), NULL, text_cb,
                                 &text);
  lf_test_ui_until (text != NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_copy (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);

  select_range (ui, 1, 2);
  act (ui, "sessions.copy-id", NULL);
  assert_clipboard (ui, "B2\nC3");
  g_assert_true (lf_test_ui_press (lf_test_ui_get_view (ui), GDK_KEY_c, GDK_CONTROL_MASK));
  assert_clipboard (ui, "Session B2\nSession C3");

  /* There is no such folder */
  g_assert_false (can (ui, "sessions.open-folder"));
  select_range (ui, 1, 1);
  act (ui, "sessions.open-folder", NULL);
  wait_message (ui, "B2");
}

static void
test_status (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  g_autoptr (LfSessionRecord) before = read_record (path, "B2");
  g_autoptr (LfSessionRecord) started = NULL;
  g_autoptr (LfSessionRecord) back = NULL;
  g_autoptr (LfSessionRecord) other = NULL;

  g_assert_false (can (ui, "sessions.undo"));
  select_range (ui, 0, 3);
  act (ui, "sessions.set-status", "s", "in_progress");
  wait_message (ui, "Status of 3 sessions changed");
  lf_test_ui_until (has_status (ui, "A1", "In progress") && has_status (ui, "B2", "In progress") &&
                    has_status (ui, "C3", "In progress"));
  assert_selected (ui, "A1 B2 C3");
  started = read_record (path, "A1");
  g_assert_nonnull (started->started);
  other = read_record (path, "B2");
  g_assert_cmpstr (other->started, ==, before->started);
  g_assert_cmpstr (other->status, ==, "in_progress");

  g_assert_true (can (ui, "sessions.undo"));
  g_assert_true (lf_test_ui_press (ui->window, GDK_KEY_z, GDK_CONTROL_MASK));
  wait_message (ui, "Undone: Status of 3 sessions changed");
  lf_test_ui_until (has_status (ui, "A1", "Not started") && has_status (ui, "B2", "Complete"));
  back = read_record (path, "B2");
  g_assert_true (lf_session_record_is_same (back, before));
  g_assert_false (can (ui, "sessions.undo"));
}

/* One of them is gone: nothing is changed, and that is said */
static void
test_status_conflict (LfTestUi      *ui,
                      gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  g_autoptr (LfSessionRecord) record = NULL;

  lf_test_exec (path, "DELETE FROM processing_sessions WHERE id = 'C3'");
  select_range (ui, 0, 3);
  act (ui, "sessions.set-status", "s", "in_progress");
  wait_message (ui, "C3 is not in the catalog any more");
  record = read_record (path, "A1");
  g_assert_cmpstr (record->status, ==, "not_started");

  /* Complete by now, which nobody sees yet */
  lf_test_exec (path, "UPDATE processing_sessions SET status = 'complete' WHERE id = 'A1'");
  select_range (ui, 0, 2);
  act (ui, "sessions.set-status", "s", "in_progress");
  wait_message (ui, "changed the status of the session A1 meanwhile");
  g_clear_pointer (&record, lf_session_record_free);
  record = read_record (path, "B2");
  g_assert_cmpstr (record->status, ==, "complete");
}

static gboolean
shows (gpointer    widget,
       const char *text)
{
  g_autofree char *texts = lf_test_ui_dup_texts (widget);

  return strstr (texts, text) != NULL;
}

static void
test_damaged (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  GtkWidget *menu = lf_test_ui_find (lf_test_ui_get_browser (ui), GTK_TYPE_POPOVER_MENU, 0);

  select_range (ui, 0, 2);
  lf_test_ui_until (can (ui, "sessions.set-status::complete"));
  lf_test_exec (path, "PRAGMA foreign_keys = OFF; CREATE TABLE other AS SELECT * FROM"
                " processing_sessions; DROP TABLE processing_sessions;"
                " ALTER TABLE other RENAME TO processing_sessions");
  act (ui, "win.reload", NULL);
  lf_test_ui_until (!can (ui, "sessions.set-status::complete"));
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  select_range (ui, 0, 2);
  g_assert_false (can (ui, "sessions.set-status::complete"));
  g_assert_false (can (ui, "sessions.delete"));
  g_assert_false (can (ui, "sessions.new"));
  g_assert_true (can (ui, "sessions.copy-id"));
  g_assert_true (lf_test_ui_press (lf_test_ui_get_view (ui), GDK_KEY_Delete, 0));
  wait_message (ui, "has lost its primary key");
  lf_test_ui_until (get_row (ui, 1) != NULL && gtk_widget_get_height (get_row (ui, 1)) > 0);
  click_secondary (ui, 1);
  lf_test_ui_until (gtk_widget_get_mapped (menu));
  lf_test_ui_until (shows (menu, "Not while the catalog is damaged") && shows (menu, "Repair…"));
}

static char *
dump (const char *path)
{
  g_autofree char *sessions = lf_test_dump (path, "processing_sessions", NULL);
  g_autofree char *links = lf_test_dump (path, "processing_session_files", NULL);
  g_autofree char *results = lf_test_dump (path, "processed_files", NULL);

  return g_strjoin ("\n", sessions, links, results, NULL);
}

static gboolean
lists (LfTestUi   *ui,
       const char *expected)
{
  g_autofree char *ids = lf_test_ui_dup_ids (ui);

  return lf_test_ui_is_listed (ui) && g_str_equal (ids, expected);
}

static void
test_delete (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  g_autofree char *before = dump (path);
  g_autofree char *kept = NULL;
  g_autofree char *after = NULL;
  LfDeletionWindow *window;

  select_range (ui, 1, 2);
  g_assert_true (lf_test_ui_press (lf_test_ui_get_view (ui), GDK_KEY_Delete, 0));
  lf_test_ui_until ((window = lf_test_ui_find_window (LF_TYPE_DELETION_WINDOW)) != NULL);
  g_assert_true (shows (window, "Delete 2 sessions?"));
  g_assert_true (shows (window, "Session B2 · B2\nSession C3 · C3"));
  g_assert_true (shows (window, "2 sessions · 5 links to frames · 0 processed files"));
  g_assert_false (gtk_widget_get_visible (lf_test_ui_child (window, "trash")));
  gtk_window_close (GTK_WINDOW (window));
  lf_test_ui_until (lf_test_ui_find_window (LF_TYPE_DELETION_WINDOW) == NULL);
  kept = dump (path);
  g_assert_cmpstr (kept, ==, before);

  act (ui, "sessions.delete", NULL);
  lf_test_ui_until ((window = lf_test_ui_find_window (LF_TYPE_DELETION_WINDOW)) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "deletion.confirm", NULL);
  wait_message (ui, "2 sessions deleted");
  lf_test_ui_until (lists (ui, "A1 D4 E5"));
  assert_selected (ui, "");
  g_assert_false (can (ui, "sessions.delete"));

  act (ui, "sessions.undo", NULL);
  wait_message (ui, "Undone: 2 sessions deleted");
  lf_test_ui_until (lists (ui, "A1 B2 C3 D4 E5"));
  after = dump (path);
  g_assert_cmpstr (after, ==, before);
}

static LfNewSessionWindow *
wait_new (void)
{
  LfNewSessionWindow *window;

  lf_test_ui_until ((window = lf_test_ui_find_window (LF_TYPE_NEW_SESSION_WINDOW)) != NULL);
  return window;
}

/* Types a name and waits until it is made */
static void
make_session (LfNewSessionWindow *window,
              const char         *name)
{
  g_assert_false (lf_test_ui_can (window, "new-session.make"));
  gtk_editable_set_text (lf_test_ui_child (window, "name"), "  ");
  g_assert_false (lf_test_ui_can (window, "new-session.make"));
  gtk_editable_set_text (lf_test_ui_child (window, "name"), name);
  lf_test_ui_until (lf_test_ui_can (window, "new-session.make"));
  gtk_widget_activate_action (GTK_WIDGET (window), "new-session.make", NULL);
  lf_test_ui_until (lf_test_ui_find_window (LF_TYPE_NEW_SESSION_WINDOW) == NULL);
}

static void
test_new (LfTestUi      *ui,
          gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  g_autofree char *before = dump (path);
  g_autofree char *after = NULL;
  g_autofree char *id = NULL;
  g_autofree char *expected = NULL;
  LfNewSessionWindow *window;

  /* A filter that would hide it gives way */
  lf_test_ui_search (ui, "C3");
  g_assert_true (lf_test_ui_press (ui->window, GDK_KEY_n, GDK_CONTROL_MASK));
  window = wait_new ();
  g_assert_true (shows (window, "None yet"));
  id = g_strdup (gtk_label_get_text (lf_test_ui_child (window, "id")));
  make_session (window, "Andromeda, second try");
  wait_message (ui, "Session made");
  expected = g_strconcat (id, " A1 B2 C3 D4 E5", NULL);
  lf_test_ui_until (lists (ui, expected));
  lf_test_ui_until (g_str_equal (lf_test_ui_get_selected (ui), id));
  g_assert_true (has_status (ui, id, "Andromeda, second try"));
  g_assert_true (has_status (ui, id, "Not started"));

  act (ui, "sessions.undo", NULL);
  lf_test_ui_until (lists (ui, "A1 B2 C3 D4 E5"));
  after = dump (path);
  g_assert_cmpstr (after, ==, before);
}

/* A folder is named as those of the others are, and that it is not made is said */
static void
test_new_folder (LfTestUi      *ui,
                 gconstpointer  data)
{
  static const char remark[] = "Noted in the catalog, not made on disk.";
  g_autofree char *path = open_catalog (ui);
  g_autofree char *place = g_build_filename (ui->folder, "processing", NULL);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE processing_sessions SET folder_path = '%s/' || id", place);
  g_autofree char *folder = NULL;
  g_autofree char *noted = NULL;
  LfNewSessionWindow *window;

  act (ui, "sessions.new", NULL);
  window = wait_new ();
  lf_test_ui_settle ();
  g_assert_false (shows (window, remark));
  gtk_window_close (GTK_WINDOW (window));
  lf_test_ui_until (lf_test_ui_find_window (LF_TYPE_NEW_SESSION_WINDOW) == NULL);

  lf_test_exec (path, sql);
  act (ui, "sessions.new", NULL);
  window = wait_new ();
  lf_test_ui_until (shows (window, remark));
  folder = g_build_filename (place, gtk_label_get_text (lf_test_ui_child (window, "id")), NULL);
  make_session (window, "With a folder");
  wait_message (ui, "Session made");
  noted = lf_test_query (path, "SELECT folder_path FROM processing_sessions"
                               " WHERE name = 'With a folder'");
  g_assert_cmpstr (g_strstrip (noted), ==, folder);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
}

static void
test_new_of_frames (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfSessionWindow *dialog = lf_test_ui_activate (ui, "D4");
  LfFrameTable *table;
  LfNewSessionWindow *window;
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.page", "s", "frames");
  table = LF_FRAME_TABLE (lf_test_ui_find (dialog, LF_TYPE_FRAME_TABLE, 0));
  lf_test_ui_until (lf_frame_table_get_model (table) != NULL &&
                    lf_frame_table_is_complete (table) &&
                    g_list_model_get_n_items (
                      G_LIST_MODEL (lf_frame_table_get_model (table))) == 4);
  gtk_selection_model_select_range (
    gtk_column_view_get_model (lf_frame_table_get_view (table)), 1, 3, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (table), "frames.new-session", NULL);
  window = wait_new ();
  g_assert_true (shows (window, "3 frames that are selected"));
  id = g_strdup (gtk_label_get_text (lf_test_ui_child (window, "id")));
  make_session (window, "Three of four");
  lf_test_ui_until (has_status (ui, id, "Not started"));
  lf_test_ui_until (g_str_equal (lf_test_ui_get_selected (ui), id));
  text = lf_test_query (path, "SELECT objects, primary_target, count(l.id) FROM"
                        " processing_sessions AS p JOIN processing_session_files AS l"
                        " ON l.processing_session_id = p.id WHERE p.name = 'Three of four'");
  g_assert_cmpstr (g_strstrip (text), ==, "[\"M 31\"]|M 31|3");
}

static LfBatchExportWindow *
export (LfTestUi        *ui,
        LfSessionFormat  format,
        gboolean         one_file)
{
  LfBatchExportWindow *window;

  act (ui, "sessions.export", "i", format);
  window = lf_test_ui_find_window (LF_TYPE_BATCH_EXPORT_WINDOW);
  g_assert_nonnull (window);
  gtk_check_button_set_active (lf_test_ui_child (window, "one"), one_file);
  return window;
}

static char *
read_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* An array of two sessions */
static void
assert_json (const char *path,
             const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char *quoted = g_strjoinv ("\'\'", parts);
  g_autofree char *sql = g_strdup_printf ("SELECT json_valid('%s'), json_array_length('%s')",
                                          quoted, quoted);
  g_autofree char *found = lf_test_query (path, sql);

  g_assert_cmpstr (g_strstrip (found), ==, "1|2");
}

static void
test_export (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  g_autofree char *folder = g_build_filename (ui->folder, "out", NULL);
  g_autofree char *mine = g_build_filename (folder, "B2.md", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (folder);
  g_autoptr (GFile) file = g_file_get_child (target, "all.csv");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *all = NULL;
  g_autofree char *json = NULL;
  g_autofree char *theirs = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  select_range (ui, 1, 2);

  /* What is there stays */
  lf_batch_export_window_save (export (ui, LF_SESSION_FORMAT_MARKDOWN, FALSE), target);
  wait_message (ui, "2 files were written into");
  first = read_file (folder, "B2 (2).md");
  second = read_file (folder, "C3.md");
  theirs = read_file (folder, "B2.md");
  g_assert_cmpstr (theirs, ==, "mine");
  lf_test_ui_assert_has (first, "Session B2");
  lf_test_ui_assert_has (second, "Session C3");

  /* One header, a row for each, and what AstroBin does not know is told */
  lf_batch_export_window_save (export (ui, LF_SESSION_FORMAT_ASTROBIN, TRUE), file);
  wait_message (ui, "1 file was written");
  wait_message (ui, "Ha");
  all = read_file (folder, "all.csv");
  g_assert_true (g_str_has_prefix (all, "date,filter,"));
  g_assert_null (strstr (all + 1, "date,filter,"));
  g_assert_cmpuint (count_lines (all), ==, 3);

  lf_batch_export_window_save (export (ui, LF_SESSION_FORMAT_JSON, TRUE), file);
  wait_message (ui, "all.csv");
  lf_test_ui_until (lf_test_ui_find_window (LF_TYPE_BATCH_EXPORT_WINDOW) == NULL);
  json = read_file (folder, "all.csv");
  assert_json (path, json);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "selection", test_selection },
    { "open", test_open },
    { "menu", test_menu },
    { "copy", test_copy },
    { "status", test_status },
    { "status-conflict", test_status_conflict },
    { "damaged", test_damaged },
    { "delete", test_delete },
    { "export", test_export },
    { "new", test_new },
    { "new-folder", test_new_folder },
    { "new-of-frames", test_new_of_frames },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/session-actions/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
