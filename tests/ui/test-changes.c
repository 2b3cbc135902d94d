/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "app/lf-changes-window.h"
#include "app/lf-data-table.h"
#include "app/lf-message-bar.h"
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

/* A dialog that is opened later takes back what was changed before, one after the other */
static void
test_dialog (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = open_catalog (ui);
  LfSessionWindow *dialog;

  set_status (path, "S1", "in_progress");
  set_status (path, "S2", "complete");
  set_status (path, "S1", "complete");
  dialog = lf_test_ui_activate (ui, "S1");
  lf_test_ui_until (lf_test_ui_is_read (dialog));
  for (guint i = 0; i < 2; i++)
    {
      gboolean pressed = FALSE;

      lf_test_ui_until (pressed ||
                        (pressed = lf_test_ui_press (dialog, GDK_KEY_z, GDK_CONTROL_MASK)));
      lf_test_ui_until (has_status (ui, "S1", i == 0 ? "In progress" : "Not started"));
      lf_test_ui_until (strstr (lf_test_ui_get_message (dialog),
                                i == 0 ? "Undone: Status changed to “Complete”"
                                       : "Undone: Status changed to “In progress”") != NULL);
    }

  /* That of another session is none of its business */
  lf_test_ui_settle ();
  g_assert_true (has_status (ui, "S2", "Complete"));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/changes/empty", test_empty, NULL);
  lf_test_ui_add ("/changes/undo", test_undo, NULL);
  lf_test_ui_add ("/changes/changed-since", test_changed_since, NULL);
  lf_test_ui_add ("/changes/dialog", test_dialog, NULL);
  return g_test_run ();
}
