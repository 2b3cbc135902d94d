/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catalog/lf-addition.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-journal.h"
#include "catalog/lf-query.h"
#include "catalog/lf-removal.h"
#include "catalog/lf-session-edit.h"
#include "catalog/lf-undo-private.h"
#include "lf-test-support.h"

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  LfConnection *connection;
} Fixture;

/* Two sessions, with lights of two objects and a result */
static void
set_up (Fixture       *self,
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

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->connection, lf_connection_close);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

/* All that changes change, but for the times of the last change */
static char *
dump (const char *path)
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

static GPtrArray *
list_at (const char *path)
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

static GPtrArray *
list (Fixture *self)
{
  return list_at (self->path);
}

/* "kind" of each, newest first, with a minus where it was taken back */
static void
assert_entries (Fixture    *self,
                const char *expected)
{
  g_autoptr (GPtrArray) entries = list (self);
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

/* As somebody would later: nothing is known but the number */
static gboolean
undo_later (Fixture  *self,
            gint64    id,
            char    **remark,
            GError  **error)
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

static gint64
get_newest (Fixture *self)
{
  g_autoptr (GPtrArray) entries = list (self);

  g_assert_cmpuint (entries->len, >, 0);
  return ((LfJournalEntry *) g_ptr_array_index (entries, 0))->id;
}

static void
undo_newest (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;

  g_assert_true (undo_later (self, get_newest (self), &remark, &error));
  g_assert_no_error (error);
  g_assert_null (remark);
}

static void
set_status (Fixture    *self,
            const char *status)
{
  static const char *ids[] = { "S1", "S2", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) undo = NULL;

  g_assert_true (lf_sessions_set_status (self->connection, ids, status, &undo, &error));
  g_assert_no_error (error);
  g_assert_null (lf_undo_get_remark (undo));
  g_assert_cmpint (lf_undo_get_id (undo), >, 0);
}

static void
set_notes (Fixture    *self,
           const char *notes)
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

static void
remove_object (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRemoval) removal = lf_removal_new (self->connection, "S1", "M 31", &error);
  g_autoptr (LfUndo) undo = NULL;

  g_assert_no_error (error);
  lf_removal_apply (removal, self->connection, TRUE, &undo, &error);
  g_assert_no_error (error);
}

static void
add_frame (Fixture *self)
{
  static const gint64 ids[] = { 6 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) undo = NULL;
  LfAddition addition;

  lf_session_add_frames (self->connection, "S1", ids, 1, FALSE, &addition, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (addition.n_frames, ==, 1);
}

/* Whatever deletes a session needs no more than this */
static void
delete_session (Fixture *self)
{
  static const char *steps[] = { "processed_files", "processing_session_files",
                                 "processing_sessions" };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) undo = lf_undo_new (LF_UNDO_DELETION, "Sessions deleted");

  g_assert_true (lf_edit_begin (self->connection, LF_EDIT_LINKS, undo, &error));
  g_assert_true (lf_undo_add_session (undo, self->connection, "S1", &error));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char *key = i < 2 ? "processing_session_id" : "id";
      g_autofree char *select = g_strdup_printf ("SELECT * FROM %s WHERE %s = 'S1' ORDER BY id",
                                                 steps[i], key);
      g_autofree char *delete = g_strdup_printf ("DELETE FROM %s WHERE %s = 'S1'", steps[i], key);
      g_autoptr (LfStatement) stmt = lf_connection_prepare_text (self->connection, select, &error);

      g_assert_true (lf_undo_add_deleted (undo, self->connection, steps[i], stmt, &error));
      sqlite3_exec (lf_connection_get_db (self->connection), delete, NULL, NULL, NULL);
    }
  g_assert_true (lf_edit_commit (self->connection, undo, &error));
  g_assert_no_error (error);
}

static void
do_status (Fixture *self)
{
  set_status (self, "complete");
}

static void
do_notes (Fixture *self)
{
  set_notes (self, "new");
}

typedef struct
{
  const char *kind;
  void      (*make) (Fixture *self);
} Kind;

static const Kind kinds[] = {
  { "status", do_status },     { "edit", do_notes },           { "removal", remove_object },
  { "addition", add_frame },   { "deletion", delete_session },
};

/* Each is taken back, done again, and taken back, by somebody who has the history only */
static void
test_kinds (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *before = dump (self->path);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *done = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;
      g_autofree char *again = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      LfJournalEntry *entry;

      g_test_message ("%s", kinds[i].kind);
      kinds[i].make (self);
      done = dump (self->path);
      g_assert_cmpstr (done, !=, before);
      undo_newest (self);
      undone = dump (self->path);
      g_assert_cmpstr (undone, ==, before);
      undo_newest (self);
      redone = dump (self->path);
      g_assert_cmpstr (redone, ==, done);
      undo_newest (self);
      again = dump (self->path);
      g_assert_cmpstr (again, ==, before);

      entries = list (self);
      g_assert_cmpuint (entries->len, ==, 4 * (i + 1));
      entry = g_ptr_array_index (entries, 0);
      g_assert_cmpstr (lf_undo_kind_get_name (entry->kind), ==, "undo");
      g_assert_false (entry->is_undone);
      entry = g_ptr_array_index (entries, 1);
      g_assert_cmpstr (lf_undo_kind_get_name (entry->kind), ==, "redo");
      g_assert_true (entry->is_undone);
      entry = g_ptr_array_index (entries, 2);
      g_assert_cmpstr (lf_undo_kind_get_name (entry->kind), ==, "undo");
      g_assert_false (entry->is_undone);
      entry = g_ptr_array_index (entries, 3);
      g_assert_cmpstr (lf_undo_kind_get_name (entry->kind), ==, kinds[i].kind);
      g_assert_true (entry->is_undone);
      g_assert_cmpint (entry->undoes, ==, 0);
      g_assert_cmpuint (entry->n_rows, >, 0);
      g_assert_cmpstr (entry->catalog, ==, self->path);
      g_assert_cmpint (entry->made_at, >, (gint64) 1600000000 * G_USEC_PER_SEC);
      g_assert_cmpstr (((LfJournalSession *) g_ptr_array_index (entry->sessions, 0))->name, ==,
                       "One");
      g_assert_cmpuint (entry->sessions->len, ==, i == 0 ? 2 : 1);
    }
}

/* One after the other, back to the first */
static void
test_all_the_way (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *before = dump (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    kinds[i].make (self);
  assert_entries (self, "deletion addition removal edit status");
  entries = list (self);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (GError) error = NULL;

      undo_later (self, ((LfJournalEntry *) g_ptr_array_index (entries, i))->id, NULL, &error);
      g_assert_no_error (error);
    }
  after = dump (self->path);
  g_assert_cmpstr (after, ==, before);
  assert_entries (self, "undo undo undo undo undo -deletion -addition -removal -edit -status");
}

/* Whatever types the catalog has */
static void
test_exact (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lf_test_exec (self->path,
                "UPDATE processing_sessions SET notes = CAST(X'41FF00FE42' AS TEXT),"
                " primary_target = X'', astrobin_url = 17, target_type = 0.1 + 0.2,"
                " version = -9223372036854775808, ra = 9e999, dec = -0.0,"
                " image_type = printf('%.100000c', 'x'), folder_path = NULL WHERE id = 'S1';"
                "ALTER TABLE processing_session_files ADD COLUMN \"my \"\"own\"\" %d\" BLOB;"
                "UPDATE processing_session_files SET \"my \"\"own\"\" %d\" = X'00FF01',"
                " file_size = 9223372036854775807, staged_path = X'2F00'");
  before = dump (self->path);
  set_notes (self, "new");
  delete_session (self);
  undo_newest (self);
  undo_newest (self);
  undo_newest (self);
  {
    g_autoptr (GPtrArray) entries = list (self);
    g_autoptr (GError) error = NULL;

    undo_later (self, ((LfJournalEntry *) g_ptr_array_index (entries, 4))->id, NULL, &error);
    g_assert_no_error (error);
  }
  after = dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_conflict (Fixture    *self,
                 gint64      id,
                 const char *word)
{
  g_autofree char *before = dump (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (undo_later (self, id, NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, word));
  after = dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

/* What another program did since stays, and what differs is said */
static void
test_changed_since (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  set_notes (self, "mine");
  id = get_newest (self);
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'theirs' WHERE id = 'S1'");
  assert_conflict (self, id, "notes");
  assert_entries (self, "edit");

  /* What this change did not touch is none of its business */
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'mine', status = 'complete'"
                            " WHERE id = 'S1'");
  g_assert_true (undo_later (self, id, NULL, &error));
  assert_conflict (self, id, "already");

  delete_session (self);
  id = get_newest (self);
  lf_test_exec (self->path, "INSERT INTO processing_sessions (id, name) VALUES ('S1', 'New')");
  assert_conflict (self, id, "S1");
  lf_test_exec (self->path, "DELETE FROM processing_sessions WHERE id = 'S1'");
  undo_newest (self);

  /* It has got another frame, which would be left without a session */
  id = get_newest (self);
  lf_test_exec (self->path,
                "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " VALUES ('S1', 6, '', '', '', '', '')");
  assert_conflict (self, id, "frames or results");
}

static void
test_structure (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfConnection) reader = NULL;
  g_autoptr (LfJournal) journal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  gint64 id;

  remove_object (self);
  id = get_newest (self);
  lf_test_exec (self->path, "CREATE TABLE c AS SELECT * FROM fits_files; DROP TABLE fits_files;"
                            "ALTER TABLE c RENAME TO fits_files");
  g_assert_false (undo_later (self, id, NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE);

  g_clear_error (&error);
  reader = lf_test_open (self->path);
  journal = lf_journal_open (NULL, NULL);
  undo = lf_journal_load (journal, id, NULL);
  g_assert_false (lf_undo_check (undo, reader, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE);
}

/* A look tells the same as a try, and changes nothing */
static void
test_check (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LfConnection) reader = lf_test_open (self->path);
  g_autoptr (LfJournal) journal = lf_journal_open (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (LfUndo) undo = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      kinds[i].make (self);
      before = dump (self->path);
      undo = lf_journal_load (journal, get_newest (self), NULL);
      g_assert_true (lf_undo_check (undo, reader, &error));
      g_assert_no_error (error);
      after = dump (self->path);
      g_assert_cmpstr (after, ==, before);
    }
  lf_test_exec (self->path, "INSERT INTO processing_sessions (id, name) VALUES ('S1', 'New')");
  {
    g_autoptr (LfUndo) undo = lf_journal_load (journal, get_newest (self), NULL);
    g_autoptr (GError) error = NULL;

    g_assert_false (lf_undo_check (undo, reader, &error));
    g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  }
}

/* Frames that are gone meanwhile are told, those linked anew are not doubled, and an id that
 * belongs to another row stays its own */
static void
test_remark (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *remark = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  remove_object (self);
  lf_test_exec (self->path,
                "DELETE FROM fits_files WHERE id = 1;"
                "INSERT INTO processing_session_files (id, processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " VALUES (2, 'S2', 6, '', '', '', '', '')");
  before = dump (self->path);
  g_assert_true (undo_later (self, get_newest (self), &remark, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (remark, "1 frame was not put back"));

  /* Done again, it is all as it was */
  undo_newest (self);
  after = dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_moved (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *moved = g_build_filename (self->folder, "moved.db", NULL);
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *before = dump (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) of_copy = NULL;

  set_status (self, "complete");
  lf_connection_close (self->connection);
  self->connection = NULL;

  /* What was made in one catalog is not offered in another */
  lf_test_copy_file (self->path, copy);
  of_copy = list_at (copy);
  g_assert_cmpuint (of_copy->len, ==, 0);

  g_assert_cmpint (g_rename (self->path, moved), ==, 0);
  g_free (self->path);
  self->path = g_steal_pointer (&moved);
  assert_entries (self, "status");
  undo_newest (self);
  after = dump (self->path);
  g_assert_cmpstr (after, ==, before);
  assert_entries (self, "undo -status");
}

/* As if the program were ended right after a step of a change */
typedef enum
{
  ENDS_BEFORE_COMMIT,
  ENDS_AFTER_COMMIT,
} Ending;

static void
begin_and_end (Fixture *self,
               Ending   ending)
{
  g_autoptr (LfConnection) connection = lf_edit_open (self->path, NULL, NULL);
  g_autoptr (LfUndo) undo = lf_undo_new (LF_UNDO_STATUS, "Status changed");
  g_autoptr (LfValues) key = lf_values_from_text ("S1");
  g_autoptr (LfValues) before = lf_values_from_text ("first");
  g_autoptr (LfValues) after = lf_values_from_text ("second");
  static const char *const columns[] = { "notes", NULL };
  g_autoptr (GError) error = NULL;
  sqlite3 *db = lf_connection_get_db (connection);

  g_assert_true (lf_edit_begin (connection, LF_EDIT_SESSION, undo, &error));
  sqlite3_exec (db, "UPDATE processing_sessions SET notes = 'second' WHERE id = 'S1'", NULL, NULL,
                NULL);
  lf_undo_add_session (undo, connection, "S1", &error);
  lf_undo_add_update (undo, "processing_sessions", columns, 0, key, before, after);
  g_assert_true (lf_journal_begin (undo->journal, connection, undo, &error));
  g_assert_no_error (error);
  sqlite3_exec (db, ending == ENDS_AFTER_COMMIT ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
}

static void
test_ended (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = NULL;

  begin_and_end (self, ENDS_BEFORE_COMMIT);
  entries = list (self);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (((LfJournalEntry *) g_ptr_array_index (entries, 0))->is_pending);

  /* The next change finds out: it was not made */
  set_status (self, "complete");
  assert_entries (self, "status");

  begin_and_end (self, ENDS_AFTER_COMMIT);
  set_status (self, "in_progress");
  assert_entries (self, "status status status");
  undo_newest (self);

  /* So does whoever takes it back */
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'first'");
  begin_and_end (self, ENDS_BEFORE_COMMIT);
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (undo_later (self, get_newest (self), NULL, &error));
    g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  }
}

static void
edit_until_killed (Fixture *self)
{
  g_autoptr (LfConnection) connection = lf_edit_open (self->path, NULL, NULL);

  for (guint i = 0;; i++)
    {
      g_autoptr (LfSessionRecord) read = lf_session_record_load (connection, "S1", NULL);
      g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
      g_autoptr (LfUndo) undo = NULL;

      g_free (wanted->notes);
      wanted->notes = g_strdup_printf ("note %u", i);
      if (!lf_session_edit (connection, "S1", read, wanted, NULL, &undo, NULL))
        return;
    }
}

/* Somewhere in the midst of its edits */
static void
kill_editor (Fixture *self)
{
  gint64 deadline = g_get_monotonic_time () + LF_TEST_PATIENCE_MS * 1000;
  pid_t pid = fork ();
  guint n = 0;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      edit_until_killed (self);
      _exit (1);
    }

  while (n < 3 && g_get_monotonic_time () < deadline)
    {
      g_autoptr (GPtrArray) entries = list (self);

      n = entries->len;
      g_usleep ((gulong) g_test_rand_int_range (100, 3000));
    }
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  g_assert_cmpuint (n, >=, 3);
}

/* Whenever a program is killed, what the catalog has can be taken back to the first */
static void
test_killed (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *before = dump (self->path);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *after = NULL;
      g_autofree char *file = lf_journal_get_path ();

      g_remove (file);
      kill_editor (self);

      /* This one finds out about the last */
      set_status (self, "complete");
      for (;;)
        {
          g_autoptr (GPtrArray) entries = list (self);
          const LfJournalEntry *next = NULL;
          g_autoptr (GError) error = NULL;

          for (guint j = 0; j < entries->len && next == NULL; j++)
            {
              const LfJournalEntry *entry = g_ptr_array_index (entries, j);

              if (entry->kind != LF_UNDO_UNDO && !entry->is_undone)
                next = entry;
            }
          if (next == NULL)
            break;
          undo_later (self, next->id, NULL, &error);
          g_assert_no_error (error);
        }
      after = dump (self->path);
      g_assert_cmpstr (after, ==, before);
    }
}

#define N_EDITS 20

static gpointer
edit_many (gpointer data)
{
  Fixture *self = data;

  for (guint i = 0; i < N_EDITS; i++)
    {
      static const char *ids[] = { "S2", NULL };
      g_autoptr (LfConnection) connection = lf_edit_open (self->path, NULL, NULL);
      g_autoptr (LfUndo) undo = NULL;
      g_autoptr (GError) error = NULL;

      lf_connection_set_patience (connection, LF_TEST_PATIENCE_MS);
      lf_sessions_set_status (connection, ids, i % 2 == 0 ? "complete" : "in_progress", &undo,
                              &error);
      g_assert_no_error (error);
      g_assert_null (lf_undo_get_remark (undo));
    }
  return NULL;
}

/* Two that write at the same time lose nothing */
static void
test_two_at_once (Fixture       *self,
                  gconstpointer  data)
{
  GThread *thread = g_thread_new ("other", edit_many, self);
  g_autoptr (GPtrArray) entries = NULL;

  edit_many (self);
  g_thread_join (thread);
  entries = list (self);
  for (guint i = 0; i < entries->len; i++)
    g_assert_false (((LfJournalEntry *) g_ptr_array_index (entries, i))->is_pending);
  g_assert_cmpuint (entries->len, >=, N_EDITS);
}

static void
test_bounded (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfUndo) undo = lf_undo_new (LF_UNDO_EDIT, "x");
  g_autoptr (LfJournal) journal = lf_journal_open (NULL, NULL);
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < LF_JOURNAL_MAX_CHANGES + 5; i++)
    g_assert_true (lf_journal_begin (journal, self->connection, undo, NULL));
  entries = list (self);
  g_assert_cmpuint (entries->len, ==, LF_JOURNAL_MAX_CHANGES);
  g_assert_cmpint (((LfJournalEntry *) g_ptr_array_index (entries, 0))->id, ==,
                   LF_JOURNAL_MAX_CHANGES + 5);
}

static void
test_bounded_bytes (Fixture       *self,
                    gconstpointer  data)
{
  static const char *const columns[] = { "notes", NULL };
  g_autoptr (LfJournal) journal = lf_journal_open (NULL, NULL);
  g_autoptr (LfValues) key = lf_values_from_text ("S1");
  g_autofree char *text = g_strnfill (LF_JOURNAL_MAX_BYTES / 2 + 1, 'x');
  g_autoptr (LfValues) large = lf_values_from_text (text);
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LfUndo) undo = lf_undo_new (LF_UNDO_EDIT, "x");

      lf_undo_add_row (undo, "processing_sessions", columns, 0, key, key, large);
      g_assert_true (lf_journal_begin (journal, self->connection, undo, NULL));
    }
  entries = list (self);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((LfJournalEntry *) g_ptr_array_index (entries, 0))->id, ==, 2);
}

/* Where the history cannot be written, the change is made, and that is told */
static void
test_unusable (Fixture       *self,
               gconstpointer  data)
{
  static const char *ids[] = { "S1", NULL };
  g_autofree char *file = lf_journal_get_path ();
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (self->path);
  g_autofree char *after = NULL;

  g_assert_cmpint (g_mkdir_with_parents (file, 0700), ==, 0);
  g_assert_true (lf_sessions_set_status (self->connection, ids, "complete", &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lf_undo_get_id (undo), ==, 0);
  g_assert_nonnull (strstr (lf_undo_get_remark (undo), "cannot be undone later"));

  g_assert_true (lf_undo_apply (undo, self->connection, &error));
  g_assert_no_error (error);
  after = dump (self->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (g_rmdir (file), ==, 0);
}

static void
test_damaged (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *file = lf_journal_get_path ();
  g_autoptr (LfJournal) journal = NULL;

  set_status (self, "complete");
  lf_test_write_file (file, "no history at all", 17);
  journal = lf_journal_open (NULL, NULL);
  g_assert_nonnull (strstr (lf_journal_get_notice (journal), ".damaged-"));
  set_status (self, "in_progress");
  assert_entries (self, "status");
}

/* Damage that nobody sees before a change is made */
static void
test_damaged_inside (Fixture       *self,
                     gconstpointer  data)
{
  static const char noise[4096] = "noise";
  g_autofree char *file = lf_journal_get_path ();

  set_status (self, "complete");
  for (guint i = 1; i < 10; i++)
    lf_test_patch_file (file, i * 4096, noise, sizeof noise);
  set_status (self, "in_progress");
  assert_entries (self, "status");
}

static void
test_too_new (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *file = lf_journal_get_path ();
  g_autofree char *hash = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  set_status (self, "complete");
  lf_test_exec (file, "PRAGMA user_version = 2");
  hash = lf_test_hash_file (file);
  g_assert_null (lf_journal_open (NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_NEW);
  after = lf_test_hash_file (file);
  g_assert_cmpstr (after, ==, hash);
}

/* What the file says is not believed: no other table is changed, and no row that makes no sense */
static void
test_nonsense (Fixture       *self,
               gconstpointer  data)
{
  static const char *changes[] = {
    "UPDATE tables SET name = 'fits_files'",
    "UPDATE rows SET key = X'', before = X'74FFFFFFFF'",
    "UPDATE rows SET before = X'6E6E6E6E6E6E6E6E6E6E6E'",
    "UPDATE rows SET before = NULL, after = NULL",
    "UPDATE rows SET table_position = 7",
    "UPDATE changes SET kind = 'x'",
    "DELETE FROM columns",
  };
  g_autofree char *file = lf_journal_get_path ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (LfJournal) journal = NULL;
      g_autoptr (GError) error = NULL;

      g_remove (file);
      set_status (self, i % 2 == 0 ? "complete" : "in_progress");
      lf_test_exec (file, changes[i]);
      journal = lf_journal_open (NULL, NULL);
      g_assert_null (lf_journal_load (journal, 1, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT);
    }
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer),
          gboolean    in_both)
{
  for (LfTestLayout layout = 0; layout < LF_TEST_MIGRATED; layout++)
    if (in_both || layout == LF_TEST_LAYOUT_2)
      {
        g_autofree char *path = g_strdup_printf ("/journal/%s/%s", name,
                                                 lf_test_layout_get_name (layout));

        g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
      }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("kinds", test_kinds, TRUE);
  add_test ("all-the-way", test_all_the_way, TRUE);
  add_test ("exact", test_exact, TRUE);
  add_test ("changed-since", test_changed_since, FALSE);
  add_test ("structure", test_structure, FALSE);
  add_test ("check", test_check, TRUE);
  add_test ("remark", test_remark, FALSE);
  add_test ("moved", test_moved, TRUE);
  add_test ("ended", test_ended, FALSE);
  add_test ("killed", test_killed, FALSE);
  add_test ("two-at-once", test_two_at_once, FALSE);
  add_test ("bounded", test_bounded, FALSE);
  add_test ("bounded-bytes", test_bounded_bytes, FALSE);
  add_test ("unusable", test_unusable, FALSE);
  add_test ("damaged", test_damaged, FALSE);
  add_test ("damaged-inside", test_damaged_inside, FALSE);
  add_test ("too-new", test_too_new, FALSE);
  add_test ("nonsense", test_nonsense, FALSE);

  return g_test_run ();
}
