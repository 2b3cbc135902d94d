/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "app/lf-changes-window.h"
#include "app/lf-data-table.h"
#include "app/lf-message-bar.h"
#include "app/lf-notes-page.h"
#include "app/lf-session-browser.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-journal.h"
#include "catalog/lf-session-edit.h"
#include "lf-test-ui.h"

/* Two sessions, shown in the main window, and nothing in the history */
static char *
open_catalog (LfTestUi *ui)
{
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (ui->folder, "some.db",
                                                           LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *path = g_strdup (catalog->path);
  g_autofree char *history = lf_journal_get_path ();

  g_remove (history);
  lf_test_catalog_add_session (catalog, "S1", "Andromeda");
  lf_test_catalog_add_session (catalog, "S2", "<b>Triangulum</b>");
  lf_test_catalog_add_frame (catalog,
                             &(LfTestFrame) { "S1", "LIGHT", "M 31", "Ha", 300, "N1" });
  lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET status = 'not_started'");
  g_clear_pointer (&catalog, lf_test_catalog_close);
  lf_test_ui_open (ui, path);
  lf_test_ui_until (lf_test_ui_is_listed (ui) && lf_test_ui_is_summed (ui));
  return g_steal_pointer (&path);
}

/* As another window, or the program without windows, would */
static void
set_status (const char *path,
            const char *id,
            const char *status)
{
  const char *ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfConnection) connection = lf_edit_open (path, NULL, &error);
  g_autoptr (LfUndo) undo = NULL;

  g_assert_no_error (error);
  lf_sessions_set_status (connection, ids, status, &undo, &error);
  g_assert_no_error (error);
}

static LfChangesWindow *
show_changes (LfTestUi *ui)
{
  LfChangesWindow *window;

  lf_test_ui_until (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.changes", NULL));
  window = lf_test_ui_find_window (LF_TYPE_CHANGES_WINDOW);
  g_assert_nonnull (window);
  lf_test_ui_until (lf_changes_window_is_read (window));
  return window;
}

static gboolean
shows (gpointer    window,
       const char *text)
{
  g_autofree char *texts = lf_test_ui_dup_texts (window);

  return strstr (texts, text) != NULL;
}

static const char *
get_page (LfChangesWindow *window)
{
  return gtk_stack_get_visible_child_name (lf_test_ui_child (window, "stack"));
}

static const char *
get_detail (LfChangesWindow *window)
{
  return gtk_label_get_text (lf_test_ui_child (window, "detail"));
}

static gboolean
has_status (LfTestUi   *ui,
            const char *id,
            const char *word)
{
  g_autofree char *row = lf_test_ui_dup_row (ui, id);

  return row != NULL && strstr (row, word) != NULL;
}

static gboolean
said (LfChangesWindow *window,
      const char      *text)
{
  return strstr (lf_message_bar_get_text (lf_test_ui_child (window, "message")), text) != NULL;
}

static void
test_empty (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  g_autofree char *history = lf_journal_get_path ();
  LfChangesWindow *window = show_changes (ui);

  g_assert_cmpstr (get_page (window), ==, "empty");
  g_assert_true (shows (window, "No Changes Yet"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Changes – some.db");
  g_assert_false (lf_test_ui_can (window, "changes.undo"));

  /* To look is no reason to make a history */
  g_assert_false (g_file_test (history, G_FILE_TEST_EXISTS));

  /* What is changed meanwhile is seen at once */
  set_status (path, "S1", "complete");
  lf_test_ui_until (g_str_equal (get_page (window), "changes") && shows (window, "Andromeda"));
}

static void
test_undo (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfChangesWindow *window;

  set_status (path, "S1", "in_progress");
  set_status (path, "S2", "complete");
  window = show_changes (ui);
  lf_test_ui_until (shows (window, "<b>Triangulum</b>") && shows (window, "can be undone"));

  /* The newest is chosen */
  lf_test_ui_until (lf_test_ui_can (window, "changes.undo"));
  g_assert_cmpuint (lf_data_table_get_selected (lf_test_ui_child (window, "table")), ==, 0);
  g_assert_true (lf_test_ui_press (window, GDK_KEY_z, GDK_CONTROL_MASK));
  lf_test_ui_until (said (window, "Undone: Status changed"));
  lf_test_ui_until (has_status (ui, "S2", "Not started"));
  lf_test_ui_until (lf_changes_window_is_read (window) &&
                    strstr (get_detail (window), "was undone") != NULL);
  g_assert_false (lf_test_ui_can (window, "changes.undo"));

  /* And what undid it is a change, too */
  lf_data_table_select (lf_test_ui_child (window, "table"), 0);
  lf_test_ui_until (lf_test_ui_can (window, "changes.undo"));
  gtk_widget_activate_action (GTK_WIDGET (window), "changes.undo", NULL);
  lf_test_ui_until (said (window, "Done again: Status changed"));
  lf_test_ui_until (has_status (ui, "S2", "Complete"));
}

/* Why it cannot be undone is said before it is tried */
static void
test_changed_since (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfChangesWindow *window;

  set_status (path, "S1", "complete");
  window = show_changes (ui);
  lf_test_ui_until (lf_test_ui_can (window, "changes.undo"));
  lf_test_exec (path, "UPDATE processing_sessions SET status = 'in_progress'");
  lf_test_ui_until (strstr (get_detail (window), "changed again since (status)") != NULL);
  g_assert_false (lf_test_ui_can (window, "changes.undo"));
  g_assert_true (shows (window, "cannot be undone"));
}

static gboolean
list_said (LfTestUi   *ui,
           const char *text)
{
  LfMessageBar *message =
    lf_session_browser_get_message (LF_SESSION_BROWSER (lf_test_ui_get_browser (ui)));

  return strstr (lf_message_bar_get_text (message), text) != NULL;
}

static gboolean
dialog_said (LfSessionWindow *dialog,
             const char      *text)
{
  return strstr (lf_test_ui_get_message (dialog), text) != NULL;
}

/* What the catalog has may be seen before it is known here that the change was made */
static void
change_in_list (LfTestUi   *ui,
                const char *id,
                const char *status,
                const char *word)
{
  LfMessageBar *message =
    lf_session_browser_get_message (LF_SESSION_BROWSER (lf_test_ui_get_browser (ui)));
  g_autofree char *text = g_strdup_printf ("Status changed to “%s”", word);

  lf_test_ui_select (ui, id);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "sessions.set-status", "s", status);
  lf_test_ui_until (g_str_equal (lf_message_bar_get_text (message), text) &&
                    has_status (ui, id, word));
}

static void
change_in_dialog (LfTestUi        *ui,
                  LfSessionWindow *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.set-status", "s", "complete");
  lf_test_ui_until (dialog_said (dialog, "Status changed to “Complete”") &&
                    has_status (ui, "S1", "Complete"));
}

static LfSessionWindow *
open_dialog (LfTestUi   *ui,
             const char *id)
{
  LfSessionWindow *dialog = lf_test_ui_activate (ui, id);

  lf_test_ui_until (lf_test_ui_is_read (dialog));
  return dialog;
}

static void
press_undo (gpointer window)
{
  gboolean pressed = FALSE;

  lf_test_ui_until (pressed ||
                    (pressed = lf_test_ui_press (window, GDK_KEY_z, GDK_CONTROL_MASK)));
}

static LfChangesWindow *
wait_for_changes (void)
{
  LfChangesWindow *window = lf_test_ui_find_window (LF_TYPE_CHANGES_WINDOW);

  g_assert_nonnull (window);
  lf_test_ui_until (lf_changes_window_is_read (window));
  return window;
}

/* What was changed before the catalog was opened is not what a key takes back; but it is shown */
static void
test_earlier (LfTestUi      *ui,
              gconstpointer  data)
{
  static const char hint[] = "nothing to undo since the catalog was opened";
  g_autofree char *path = open_catalog (ui);
  LfSessionWindow *dialog;
  LfChangesWindow *window;

  set_status (path, "S1", "in_progress");
  set_status (path, "S2", "complete");
  press_undo (ui->window);
  g_assert_true (list_said (ui, hint));
  dialog = open_dialog (ui, "S1");
  press_undo (dialog);
  g_assert_true (dialog_said (dialog, hint));
  lf_test_ui_settle ();
  lf_test_ui_until (has_status (ui, "S1", "In progress") && has_status (ui, "S2", "Complete"));

  /* Of this session, though that of the other is newer */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.changes", NULL);
  window = wait_for_changes ();
  g_assert_cmpuint (lf_data_table_get_selected (lf_test_ui_child (window, "table")), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "changes.undo", NULL);
  lf_test_ui_until (has_status (ui, "S1", "Not started"));
}

/* One rule: what was changed in the dialog is taken back in the list, and the other way round */
static void
test_shared (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfSessionWindow *dialog = open_dialog (ui, "S1");

  change_in_dialog (ui, dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  lf_test_ui_until (lf_test_ui_get_dialog (ui) == NULL);
  press_undo (ui->window);
  lf_test_ui_until (list_said (ui, "Undone: Status changed to “Complete” – Andromeda"));
  lf_test_ui_until (has_status (ui, "S1", "Not started"));

  change_in_list (ui, "S2", "in_progress", "In progress");
  dialog = open_dialog (ui, "S1");
  press_undo (dialog);
  lf_test_ui_until (dialog_said (dialog, "Undone: Status changed to “In progress” – "
                                         "<b>Triangulum</b>"));
  lf_test_ui_until (has_status (ui, "S2", "Not started"));
  press_undo (dialog);
  lf_test_ui_until (dialog_said (dialog, "nothing to undo"));
}

/* As the Changes window or another program does it */
static void
undo_elsewhere (LfTestUi   *ui,
                const char *path,
                const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) undo = lf_journal_undo (path, 0, NULL, NULL, &error);

  g_assert_no_error (error);
  lf_test_ui_until (has_status (ui, id, "Not started"));
}

/* What was taken back in the Changes window is passed over */
static void
test_undone_elsewhere (LfTestUi      *ui,
                       gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);

  change_in_list (ui, "S1", "in_progress", "In progress");
  change_in_list (ui, "S2", "complete", "Complete");
  undo_elsewhere (ui, path, "S2");

  press_undo (ui->window);
  lf_test_ui_until (list_said (ui, "Undone: Status changed to “In progress”"));
  lf_test_ui_until (has_status (ui, "S1", "Not started"));
  press_undo (ui->window);
  lf_test_ui_until (list_said (ui, "nothing to undo"));
}

/* If all of it was taken back elsewhere, that is said; the same of what was changed again */
static void
test_cannot_undo (LfTestUi      *ui,
                  gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);

  change_in_list (ui, "S1", "in_progress", "In progress");
  undo_elsewhere (ui, path, "S1");
  press_undo (ui->window);
  lf_test_ui_until (list_said (ui, "is undone already"));

  change_in_list (ui, "S1", "complete", "Complete");
  lf_test_exec (path, "UPDATE processing_sessions SET status = 'in_progress' WHERE id = 'S1'");
  press_undo (ui->window);
  lf_test_ui_until (list_said (ui, "changed again since (status)"));
  lf_test_ui_until (shows (lf_test_ui_get_browser (ui), "Show Changes"));
}

/* In a text the key is the text's, even if there is nothing typed to be taken back */
static void
test_in_text (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfSessionWindow *dialog = open_dialog (ui, "S1");
  LfNotesPage *notes = lf_test_ui_child (dialog, "notes");

  change_in_dialog (ui, dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.page", "s", "notes");
  lf_test_ui_until (lf_notes_page_is_ready (notes));
  g_assert_true (gtk_widget_grab_focus (lf_test_ui_child (notes, "notes")));
  g_assert_false (lf_test_ui_press (dialog, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_true (gtk_widget_grab_focus (lf_test_ui_child (notes, "target")));
  g_assert_false (lf_test_ui_press (dialog, GDK_KEY_z, GDK_CONTROL_MASK));
  lf_test_ui_settle ();
  g_assert_true (has_status (ui, "S1", "Complete"));
  g_assert_true (gtk_widget_grab_focus (lf_test_ui_child (notes, "status")));
  press_undo (dialog);
  lf_test_ui_until (has_status (ui, "S1", "Not started"));
}

/* The changes of a session that has none are not those of another */
static void
test_of_session (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfSessionWindow *dialog;
  LfChangesWindow *window;

  set_status (path, "S2", "complete");
  lf_test_ui_until (has_status (ui, "S2", "Complete"));
  dialog = open_dialog (ui, "S1");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.changes", NULL);
  window = wait_for_changes ();
  g_assert_true (said (window, "This session was not changed yet"));
  g_assert_false (lf_test_ui_can (window, "changes.undo"));

  dialog = open_dialog (ui, "S2");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.changes", NULL);
  lf_test_ui_until (lf_test_ui_can (window, "changes.undo"));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/changes/empty", test_empty, NULL);
  lf_test_ui_add ("/changes/undo", test_undo, NULL);
  lf_test_ui_add ("/changes/changed-since", test_changed_since, NULL);
  lf_test_ui_add ("/changes/earlier", test_earlier, NULL);
  lf_test_ui_add ("/changes/shared", test_shared, NULL);
  lf_test_ui_add ("/changes/undone-elsewhere", test_undone_elsewhere, NULL);
  lf_test_ui_add ("/changes/cannot-undo", test_cannot_undo, NULL);
  lf_test_ui_add ("/changes/in-text", test_in_text, NULL);
  lf_test_ui_add ("/changes/of-session", test_of_session, NULL);
  return g_test_run ();
}
