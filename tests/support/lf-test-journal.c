/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-journal.h"

#include <glib/gstdio.h>
#include <string.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-session-edit.h"
#include "catalog/lf-values.h"

/**
 * lf_test_journal_set_up:
 * @self: what the test needs
 * @data: a layout
 *
 * Makes a catalog of two sessions, with lights of two objects and a result, and forgets the
 * history.
 */
void
lf_test_journal_set_up (LfTestJournal *self,
                        gconstpointer  data)
{
  g_autofree char *file = lf_journal_get_path ();
  g_autoptr (GError) error = NULL;
  LfTestCatalog *catalog;

  g_remove (file);
  self->folder = lf_test_folder_new ();
  catalog = lf_test_catalog_new (self->folder, "a.db", GPOINTER_TO_UINT (data), FALSE);
  self->path = g_strdup (catalog->path);
  lf_test_catalog_add_session (catalog, "S1", "One");
  lf_test_catalog_add_session (catalog, "S2", "Two");
  for (guint i = 0; i < 6; i++)
    lf_test_catalog_add_frame (catalog, &(LfTestFrame) { i < 5 ? "S1" : NULL, "LIGHT",
                                                         i < 3 ? "M 31" : "M 33", "Ha", 300,
                                                         NULL });
  lf_test_catalog_exec (catalog,
                        "UPDATE processing_sessions SET objects = '[\"M 31\",\"M 33\"]',"
                        " status = 'not_started', notes = 'first', updated_at = 'then'");
  lf_test_catalog_exec (catalog,
                        "INSERT INTO processed_files (processing_session_id, file_path, filename,"
                        " file_type, file_size) VALUES ('S1', '/r.jpg', 'r.jpg', 'jpg', 17)");
  lf_test_catalog_close (catalog);
  self->connection = lf_edit_open (self->path, NULL, &error);
  g_assert_no_error (error);
}

/**
 * lf_test_journal_tear_down:
 * @self: what the test needs
 * @data: not used
 *
 * Removes the catalog.
 */
void
lf_test_journal_tear_down (LfTestJournal *self,
                           gconstpointer  data)
{
  g_clear_pointer (&self->connection, lf_connection_close);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

/**
 * lf_test_journal_add:
 * @path: of the test
 * @func: the test
 * @in_both: in both layouts, and not only in the newer one
 *
 * Adds a test of changes, to whose path the layout is added.
 */
void
lf_test_journal_add (const char *path,
                     void      (*func) (LfTestJournal *, gconstpointer),
                     gboolean    in_both)
{
  for (LfTestLayout layout = 0; layout < LF_TEST_MIGRATED; layout++)
    if (in_both || layout == LF_TEST_LAYOUT_2)
      {
        g_autofree char *whole = g_strdup_printf ("%s/%s", path, lf_test_layout_get_name (layout));

        g_test_add (whole, LfTestJournal, GUINT_TO_POINTER (layout), lf_test_journal_set_up, func,
                    lf_test_journal_tear_down);
      }
}

/**
 * lf_test_journal_dump:
 * @path: a catalog
 *
 * Returns: (transfer full): all that changes change, but for the times of the last change
 */
char *
lf_test_journal_dump (const char *path)
{
  static const char *tables[] = { "processing_sessions", "processing_session_files",
                                  "processed_files" };
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY id", tables[i]);
      sqlite3_stmt *stmt = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        for (int j = 0; j < sqlite3_column_count (stmt); j++)
          {
            g_autoptr (LfValues) value = lf_values_read (stmt, (guint) j, 1);
            g_autofree char *bytes = g_base64_encode (g_bytes_get_data (value, NULL),
                                                      g_bytes_get_size (value));

            if (strcmp (sqlite3_column_name (stmt, j), "updated_at") != 0)
              g_string_append_printf (text, "%s.%s=%s\n", tables[i],
                                      sqlite3_column_name (stmt, j), bytes);
          }
      sqlite3_finalize (stmt);
    }
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

/**
 * lf_test_journal_list_at:
 * @path: a catalog
 *
 * Returns: (transfer full) (element-type LfJournalEntry): its changes
 */
GPtrArray *
lf_test_journal_list_at (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJournal) journal = lf_journal_open (NULL, &error);
  g_autofree char *identity = lf_identity_load (path, NULL);
  GPtrArray *entries;

  g_assert_no_error (error);
  entries = lf_journal_list (journal, path, identity, &error);
  g_assert_no_error (error);
  return entries;
}

/**
 * lf_test_journal_list:
 * @self: what the test needs
 *
 * Returns: (transfer full) (element-type LfJournalEntry): the changes of its catalog
 */
GPtrArray *
lf_test_journal_list (LfTestJournal *self)
{
  return lf_test_journal_list_at (self->path);
}

/**
 * lf_test_journal_assert_entries:
 * @self: what the test needs
 * @expected: the kinds of the changes, newest first, with a minus where one was taken back
 *
 * Checks what the history has.
 */
void
lf_test_journal_assert_entries (LfTestJournal *self,
                                const char    *expected)
{
  g_autoptr (GPtrArray) entries = lf_test_journal_list (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const LfJournalEntry *entry = g_ptr_array_index (entries, i);

      g_assert_false (entry->is_pending);
      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", entry->is_undone ? "-" : "",
                              lf_undo_kind_get_name (entry->kind));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/**
 * lf_test_journal_undo_later:
 * @self: what the test needs
 * @id: the number of a change
 * @remark: (out) (optional): what was remarked
 * @error: where to put an error
 *
 * Takes a change back as somebody would later: nothing is known but the number.
 *
 * Returns: whether it was taken back
 */
gboolean
lf_test_journal_undo_later (LfTestJournal  *self,
                            gint64          id,
                            char          **remark,
                            GError        **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LfJournal) journal = lf_journal_open (NULL, &failure);
  g_autoptr (LfUndo) undo = lf_journal_load (journal, id, &failure);
  g_autoptr (LfConnection) connection = lf_edit_open (self->path, NULL, &failure);
  gboolean done;

  g_assert_no_error (failure);
  done = lf_undo_apply (undo, connection, error);
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (connection)));
  if (remark != NULL)
    *remark = g_strdup (lf_undo_get_remark (undo));
  return done;
}

/**
 * lf_test_journal_get_newest:
 * @self: what the test needs
 *
 * Returns: the number of the newest change
 */
gint64
lf_test_journal_get_newest (LfTestJournal *self)
{
  g_autoptr (GPtrArray) entries = lf_test_journal_list (self);

  g_assert_cmpuint (entries->len, >, 0);
  return ((LfJournalEntry *) g_ptr_array_index (entries, 0))->id;
}

/**
 * lf_test_journal_undo_newest:
 * @self: what the test needs
 *
 * Takes the newest change back.
 */
void
lf_test_journal_undo_newest (LfTestJournal *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;

  g_assert_true (
    lf_test_journal_undo_later (self, lf_test_journal_get_newest (self), &remark, &error));
  g_assert_no_error (error);
  g_assert_null (remark);
}

/**
 * lf_test_journal_set_status:
 * @self: what the test needs
 * @status: a status
 *
 * Changes the status of both sessions.
 */
void
lf_test_journal_set_status (LfTestJournal *self,
                            const char    *status)
{
  static const char *ids[] = { "S1", "S2", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) undo = NULL;

  g_assert_true (lf_sessions_set_status (self->connection, ids, status, &undo, &error));
  g_assert_no_error (error);
  g_assert_null (lf_undo_get_remark (undo));
  g_assert_cmpint (lf_undo_get_id (undo), >, 0);
}

/**
 * lf_test_journal_set_notes:
 * @self: what the test needs
 * @notes: notes
 *
 * Changes the notes of the first session.
 */
void
lf_test_journal_set_notes (LfTestJournal *self,
                           const char    *notes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSessionRecord) read = lf_session_record_load (self->connection, "S1", &error);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (LfUndo) undo = NULL;

  g_free (wanted->notes);
  wanted->notes = g_strdup (notes);
  lf_session_edit (self->connection, "S1", read, wanted, NULL, &undo, &error);
  g_assert_no_error (error);
}
