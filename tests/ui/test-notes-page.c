/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-edit-conflict.h"
#include "app/lf-notes-page.h"
#include "app/lf-question.h"
#include "catalog/lf-session-edit.h"
#include "lf-test-ui.h"

/* The dialog with its Notes page */
typedef struct
{
  LfSessionWindow *dialog;
  LfNotesPage     *page;
  char            *path;
} Shown;

static Shown
open_notes (LfTestUi *ui)
{
  Shown shown = { 0 };

  shown.path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  shown.dialog = lf_test_ui_open_page (ui, shown.path, "S1", "notes");
  shown.page = LF_NOTES_PAGE (lf_test_ui_child (shown.dialog, "notes"));
  lf_test_ui_until (lf_notes_page_is_ready (shown.page));
  return shown;
}

static void
set_notes (Shown      *shown,
           const char *text)
{
  GtkTextView *view = lf_test_ui_child (shown->page, "notes");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static void
set_entry (Shown      *shown,
           const char *id,
           const char *text)
{
  gtk_editable_set_text (lf_test_ui_child (shown->page, id), text);
}

static LfSessionRecord *
read_record (Shown *shown)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfConnection) connection = lf_connection_open (shown->path, NULL, &error);
  LfSessionRecord *record;

  g_assert_no_error (error);
  record = lf_session_record_load (connection, "S1", &error);
  g_assert_no_error (error);
  return record;
}

static void
assert_notes (Shown      *shown,
              const char *expected)
{
  g_autoptr (LfSessionRecord) record = read_record (shown);

  g_assert_cmpstr (record->notes, ==, expected);
}

static void
wait_message (Shown      *shown,
              const char *part)
{
  lf_test_ui_until (strstr (lf_test_ui_get_message (shown->dialog), part) != NULL);
}

static void
save (Shown *shown)
{
  gtk_widget_activate_action (GTK_WIDGET (shown->page), "notes.save", NULL);
  lf_test_ui_until (lf_notes_page_is_ready (shown->page));
}

static gboolean
is_noted (Shown      *shown,
          const char *text)
{
  g_autofree char *notes = lf_test_ui_dup_texts (lf_test_ui_child (shown->page, "notes"));

  return g_str_equal (notes, text);
}

static gboolean
is_listed_as (LfTestUi   *ui,
              const char *part)
{
  g_autofree char *row = lf_test_ui_dup_row (ui, "S1");

  return row != NULL && strstr (row, part) != NULL;
}

/* What is saved is in the catalog, in the list and in the overview, and can be taken back */
static void
test_save_undo (LfTestUi      *ui,
                gconstpointer  data)
{
  Shown shown = open_notes (ui);
  g_autoptr (LfSessionRecord) record = NULL;
  g_autoptr (LfSessionRecord) undone = NULL;

  g_assert_false (lf_test_ui_can (shown.page, "notes.save"));
  set_notes (&shown, "Two\nlines");
  set_entry (&shown, "target", "M 31 core");
  set_entry (&shown, "target_type", "Galaxy");
  set_entry (&shown, "astrobin", "https://www.astrobin.com/abc/");
  gtk_drop_down_set_selected (lf_test_ui_child (shown.page, "status"), LF_STATUS_COMPLETE);
  g_assert_true (lf_test_ui_can (shown.page, "notes.save"));
  g_assert_true (lf_test_ui_press (shown.page, GDK_KEY_s, GDK_CONTROL_MASK));
  wait_message (&shown, "Session changed");
  lf_test_ui_until (!lf_notes_page_is_dirty (shown.page));

  record = read_record (&shown);
  g_assert_cmpstr (record->notes, ==, "Two\nlines");
  g_assert_cmpstr (record->target, ==, "M 31 core");
  g_assert_cmpstr (record->target_type, ==, "Galaxy");
  g_assert_cmpstr (record->astrobin_url, ==, "https://www.astrobin.com/abc/");
  g_assert_cmpstr (record->status, ==, "complete");
  g_assert_nonnull (record->completed);
  lf_test_ui_until (is_listed_as (ui, "Complete"));

  g_assert_true (lf_test_ui_press (shown.dialog, GDK_KEY_z, GDK_CONTROL_MASK));
  wait_message (&shown, "Undone");
  undone = read_record (&shown);
  g_assert_null (undone->notes);
  g_assert_cmpstr (undone->status, ==, "in_progress");
  lf_test_ui_until (is_listed_as (ui, "In progress"));
  g_free (shown.path);
}

static gpointer
do_nothing (LfConnection  *connection,
            gpointer       data,
            GError       **error)
{
  return g_strdup ("");
}

static void
read_cb (LfSessionPage *page,
         gpointer       result,
         const GError  *error)
{
  gtk_widget_set_name (GTK_WIDGET (page), "read");
  g_free (result);
}

/* What is typed while the session is read again is not lost; if nothing is typed, what another
 * program has changed is shown */
static void
test_typed_while_reading (LfTestUi      *ui,
                          gconstpointer  data)
{
  Shown shown = open_notes (ui);

  lf_test_exec (shown.path, "UPDATE processing_sessions SET notes = 'Theirs' WHERE id = 'S1'");
  lf_session_page_reload (LF_SESSION_PAGE (shown.page));
  /* Answers come in the order of the questions */
  lf_session_page_read (LF_SESSION_PAGE (shown.page), FALSE, do_nothing, NULL, NULL, g_free,
                        read_cb);
  set_notes (&shown, "Mine");
  lf_test_ui_until (g_str_equal (gtk_widget_get_name (GTK_WIDGET (shown.page)), "read"));
  g_assert_true (is_noted (&shown, "Mine"));

  gtk_widget_activate_action (GTK_WIDGET (shown.page), "notes.revert", NULL);
  lf_session_page_reload (LF_SESSION_PAGE (shown.page));
  lf_test_ui_until (lf_notes_page_is_ready (shown.page) && is_noted (&shown, "Theirs"));
  g_free (shown.path);
}

static void
test_revert (LfTestUi      *ui,
             gconstpointer  data)
{
  Shown shown = open_notes (ui);

  set_notes (&shown, "Something");
  g_assert_true (lf_notes_page_is_dirty (shown.page));
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "notes.revert", NULL);
  g_assert_false (lf_notes_page_is_dirty (shown.page));
  assert_notes (&shown, NULL);
  g_free (shown.path);
}

static void
begin_conflict (Shown *shown)
{
  set_notes (shown, "Mine");
  lf_test_exec (shown->path, "UPDATE processing_sessions SET notes = 'Theirs' WHERE id = 'S1'");
  save (shown);
  g_assert_nonnull (lf_test_ui_find_window (LF_TYPE_EDIT_CONFLICT));
  assert_notes (shown, "Theirs");
}

static void
test_conflict_mine (LfTestUi      *ui,
                    gconstpointer  data)
{
  Shown shown = open_notes (ui);
  g_autofree char *texts = NULL;

  begin_conflict (&shown);
  texts = lf_test_ui_dup_texts (lf_test_ui_find_window (LF_TYPE_EDIT_CONFLICT));
  lf_test_ui_assert_has (texts, "Notes|Mine|Theirs");
  gtk_widget_activate_action (lf_test_ui_find_window (LF_TYPE_EDIT_CONFLICT),
                              "conflict.keep-mine", NULL);
  wait_message (&shown, "Session changed");
  assert_notes (&shown, "Mine");
  g_free (shown.path);
}

static void
test_conflict_theirs (LfTestUi      *ui,
                      gconstpointer  data)
{
  Shown shown = open_notes (ui);
  g_autofree char *texts = NULL;

  begin_conflict (&shown);
  gtk_widget_activate_action (lf_test_ui_find_window (LF_TYPE_EDIT_CONFLICT),
                              "conflict.use-theirs", NULL);
  texts = lf_test_ui_dup_texts (lf_test_ui_child (shown.page, "notes"));
  g_assert_cmpstr (texts, ==, "Theirs");
  g_assert_false (lf_notes_page_is_dirty (shown.page));
  assert_notes (&shown, "Theirs");
  g_free (shown.path);
}

/* What only the other program has changed is shown, and is not lost */
static void
test_conflict_merged (LfTestUi      *ui,
                      gconstpointer  data)
{
  Shown shown = open_notes (ui);
  g_autoptr (LfSessionRecord) record = NULL;
  g_autofree char *texts = NULL;

  set_notes (&shown, "Mine");
  lf_test_exec (shown.path, "UPDATE processing_sessions SET notes = 'Theirs', status = 'complete',"
                            " processing_completed = '2026-01-02' WHERE id = 'S1'");
  save (&shown);
  texts = lf_test_ui_dup_texts (lf_test_ui_find_window (LF_TYPE_EDIT_CONFLICT));
  lf_test_ui_assert_has (texts, "Notes|Mine|Theirs");
  lf_test_ui_assert_has (texts, "Status|Complete|Complete");
  gtk_widget_activate_action (lf_test_ui_find_window (LF_TYPE_EDIT_CONFLICT),
                              "conflict.keep-mine", NULL);
  wait_message (&shown, "Session changed");
  record = read_record (&shown);
  g_assert_cmpstr (record->notes, ==, "Mine");
  g_assert_cmpstr (record->status, ==, "complete");
  g_assert_cmpstr (record->completed, ==, "2026-01-02");
  g_assert_false (lf_notes_page_is_dirty (shown.page));
  g_free (shown.path);
}

/* What is not saved is not lost by stepping on or closing */
static void
test_asks (LfTestUi      *ui,
           gconstpointer  data)
{
  Shown shown = open_notes (ui);

  set_notes (&shown, "Not saved");
  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.next", NULL);
  g_assert_nonnull (lf_test_ui_find_window (LF_TYPE_QUESTION));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (shown.dialog)), ==, "Andromeda");
  gtk_window_close (lf_test_ui_find_window (LF_TYPE_QUESTION));
  g_assert_true (lf_notes_page_is_dirty (shown.page));

  gtk_window_close (GTK_WINDOW (shown.dialog));
  g_assert_nonnull (lf_test_ui_get_dialog (ui));
  lf_test_ui_until (lf_test_ui_find_window (LF_TYPE_QUESTION) != NULL);
  gtk_window_close (lf_test_ui_find_window (LF_TYPE_QUESTION));

  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.next", NULL);
  lf_test_ui_until (lf_test_ui_find_window (LF_TYPE_QUESTION) != NULL);
  gtk_widget_activate_action (lf_test_ui_find_window (LF_TYPE_QUESTION), "question.confirm", NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (shown.dialog)), ==, "Nothing yet");
  assert_notes (&shown, NULL);
  g_free (shown.path);
}

/* Without the primary key of sessions it is not known which one is meant */
static void
test_damaged (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfSessionWindow *dialog;
  LfNotesPage *page;

  lf_test_exec (path, "PRAGMA foreign_keys = OFF; CREATE TABLE other AS SELECT * FROM"
                      " processing_sessions; DROP TABLE processing_sessions;"
                      " ALTER TABLE other RENAME TO processing_sessions");
  dialog = lf_test_ui_open_page (ui, path, "S1", "notes");
  page = LF_NOTES_PAGE (lf_test_ui_child (dialog, "notes"));
  lf_test_ui_until (lf_notes_page_is_ready (page));
  g_assert_true (gtk_widget_get_visible (lf_test_ui_child (page, "damage")));
  g_assert_false (gtk_widget_get_sensitive (lf_test_ui_child (page, "form")));
}

static void
test_status (LfTestUi      *ui,
             gconstpointer  data)
{
  Shown shown = open_notes (ui);
  g_autoptr (LfSessionRecord) record = NULL;

  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.page", "s", "overview");
  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.set-status", "s", "complete");
  wait_message (&shown, "Status changed");
  record = read_record (&shown);
  g_assert_cmpstr (record->status, ==, "complete");
  g_free (shown.path);
}

/* Whoever changes the status while notes are being written knows that: nothing is asked */
static void
test_status_while_typing (LfTestUi      *ui,
                          gconstpointer  data)
{
  Shown shown = open_notes (ui);
  g_autoptr (LfSessionRecord) record = NULL;

  set_notes (&shown, "Being written");
  for (guint i = 0; i < 2; i++)
    {
      const char *page = i == 0 ? "overview" : "notes";
      LfStatus status = i == 0 ? LF_STATUS_COMPLETE : LF_STATUS_NOT_STARTED;

      gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.page", "s", page);
      gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.set-status", "s",
                                  i == 0 ? "complete" : "not_started");
      wait_message (&shown, i == 0 ? "Complete" : "Not started");
      gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.page", "s", "notes");
      lf_test_ui_until (gtk_drop_down_get_selected (lf_test_ui_child (shown.page, "status")) ==
                        status);
      g_assert_true (lf_notes_page_is_dirty (shown.page));
      g_assert_true (is_noted (&shown, "Being written"));
    }

  set_entry (&shown, "target", "Mine");
  save (&shown);
  wait_message (&shown, "Session changed");
  g_assert_null (lf_test_ui_find_window (LF_TYPE_EDIT_CONFLICT));
  record = read_record (&shown);
  g_assert_cmpstr (record->status, ==, "not_started");
  g_assert_cmpstr (record->notes, ==, "Being written");
  g_assert_cmpstr (record->target, ==, "Mine");
  g_free (shown.path);
}

static void
write_notes (Shown      *shown,
             LfTestUi   *ui,
             const char *text)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE processing_sessions SET notes = '%s', name = '%s'"
                                          " WHERE id = 'S1'", text, text);

  lf_test_exec (shown->path, sql);
  lf_test_ui_until (is_listed_as (ui, text));
}

/* What another program wrote meanwhile is shown as soon as nothing is being typed, and so is what it
 * writes later */
static void
test_catches_up (LfTestUi      *ui,
                 gconstpointer  data)
{
  Shown shown = open_notes (ui);

  set_notes (&shown, "Mine");
  write_notes (&shown, ui, "First");
  lf_test_ui_settle ();
  write_notes (&shown, ui, "Second");
  lf_test_ui_settle ();
  g_assert_true (is_noted (&shown, "Mine"));

  gtk_widget_activate_action (GTK_WIDGET (shown.page), "notes.revert", NULL);
  lf_test_ui_until (is_noted (&shown, "Second"));
  write_notes (&shown, ui, "Third");
  lf_test_ui_until (is_noted (&shown, "Third"));
  g_free (shown.path);
}

/* A word of somebody else's is not lost by changing something else */
static void
test_own_status (LfTestUi      *ui,
                 gconstpointer  data)
{
  Shown shown = open_notes (ui);
  g_autoptr (LfSessionRecord) record = NULL;

  lf_test_exec (shown.path, "UPDATE processing_sessions SET status = 'on hold' WHERE id = 'S1'");
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "page.retry", NULL);
  lf_test_ui_settle ();
  lf_test_ui_until (gtk_drop_down_get_selected (lf_test_ui_child (shown.page, "status")) == 3);
  set_notes (&shown, "Held");
  save (&shown);
  wait_message (&shown, "Session changed");
  record = read_record (&shown);
  g_assert_cmpstr (record->status, ==, "on hold");
  g_assert_cmpstr (record->notes, ==, "Held");
  g_free (shown.path);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "save-undo", test_save_undo },
    { "typed-while-reading", test_typed_while_reading },
    { "revert", test_revert },
    { "conflict-mine", test_conflict_mine },
    { "conflict-theirs", test_conflict_theirs },
    { "conflict-merged", test_conflict_merged },
    { "asks", test_asks },
    { "damaged", test_damaged },
    { "status", test_status },
    { "status-while-typing", test_status_while_typing },
    { "catches-up", test_catches_up },
    { "own-status", test_own_status },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/notes-page/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
