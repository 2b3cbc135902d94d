/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-session-edit.h"
#include "lf-test-support.h"

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  LfConnection *connection;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "a.db", GPOINTER_TO_UINT (data), FALSE);
  lf_test_exec (self->path,
                "UPDATE processing_sessions SET notes = 'first', status = 'not_started',"
                " primary_target = 'M 31', updated_at = '2020-01-01' WHERE id = 'S1'");
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

/* One value of a session, as SQL says it */
static char *
query (Fixture    *self,
       const char *what,
       const char *session)
{
  g_autofree char *sql = g_strdup_printf ("SELECT quote(%s) FROM processing_sessions"
                                          " WHERE id = '%s'", what, session);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  char *value = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

static void
assert_value (Fixture    *self,
              const char *what,
              const char *expected)
{
  g_autofree char *value = query (self, what, "S1");

  g_assert_cmpstr (value, ==, expected);
}

/* Whether a value is a time of today in the form that catalogs have */
static void
assert_now (Fixture    *self,
            const char *what)
{
  g_autofree char *value = query (self, what, "S1");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *year = g_date_time_format (now, "'%Y-");

  g_assert_true (g_regex_match_simple (
    "^'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}'$", value, 0, 0));
  g_assert_true (g_str_has_prefix (value, year));
}

static LfSessionRecord *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  LfSessionRecord *record = lf_session_record_load (self->connection, "S1", &error);

  g_assert_no_error (error);
  return record;
}

static void
set (char       **field,
     const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* Changes a session that nobody else changes */
static LfUndo *
edit (Fixture               *self,
      const LfSessionRecord *read,
      const LfSessionRecord *wanted)
{
  g_autoptr (GError) error = NULL;
  LfUndo *undo = NULL;

  lf_session_edit (self->connection, "S1", read, wanted, NULL, &undo, &error);
  g_assert_no_error (error);
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));
  return undo;
}

static void
undo (Fixture *self,
      LfUndo  *record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_undo_apply (record, self->connection, &error));
  g_assert_no_error (error);
}

static void
test_fields (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (LfUndo) record = NULL;

  g_assert_cmpstr (read->notes, ==, "first");
  g_assert_cmpstr (read->status, ==, "not_started");
  g_assert_null (read->astrobin_url);

  set (&wanted->notes, "two\nlines with ' and ; DROP TABLE processing_sessions");
  set (&wanted->astrobin_url, "https://www.astrobin.com/abc/");
  set (&wanted->target, "");
  set (&wanted->target_type, "galaxy");
  record = edit (self, read, wanted);
  g_assert_nonnull (lf_undo_get_title (record));

  assert_value (self, "notes", "'two\nlines with '' and ; DROP TABLE processing_sessions'");
  assert_value (self, "astrobin_url", "'https://www.astrobin.com/abc/'");
  assert_value (self, "primary_target", "NULL");
  assert_value (self, "target_type", "'galaxy'");
  assert_value (self, "status", "'not_started'");
  assert_value (self, "name", "'Andromeda'");
  assert_value (self, "processing_started", "NULL");
  assert_now (self, "updated_at");

  lf_test_exec (self->path, "UPDATE processing_sessions SET updated_at = 'x'");
  undo (self, record);
  assert_value (self, "notes", "'first'");
  assert_value (self, "astrobin_url", "NULL");
  assert_value (self, "primary_target", "'M 31'");
  assert_value (self, "target_type", "NULL");
  assert_now (self, "updated_at");
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);

  /* The times are not for anybody to set, and an empty text is nothing */
  set (&wanted->started, "2024-01-01");
  set (&wanted->astrobin_url, "");
  g_assert_null (edit (self, read, wanted));
  assert_value (self, "updated_at", "'2020-01-01'");
  assert_value (self, "processing_started", "NULL");
}

/* What nobody has changed is what the other program has made of it */
static void
test_rebase (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (LfSessionRecord) theirs = lf_session_record_copy (read);
  g_autoptr (LfSessionRecord) merged = NULL;

  set (&wanted->notes, "mine");
  set (&wanted->target, "");
  set (&theirs->notes, "theirs");
  set (&theirs->status, "complete");
  set (&theirs->completed, "2026-01-02");
  merged = lf_session_record_rebase (wanted, read, theirs);
  g_assert_cmpstr (merged->notes, ==, "mine");
  g_assert_null (merged->target);
  g_assert_cmpstr (merged->status, ==, "complete");
  g_assert_cmpstr (merged->completed, ==, "2026-01-02");
  g_assert_null (merged->astrobin_url);
}

typedef struct
{
  const char *from;
  const char *to;
  gboolean    starts;
  gboolean    completes;
} Step;

/* The cataloger's rules for times */
static void
test_status (Fixture       *self,
             gconstpointer  data)
{
  static const Step steps[] = {
    { "'not_started'", "in_progress", TRUE, FALSE },
    { "NULL", "in_progress", TRUE, FALSE },
    { "'not_started'", "complete", FALSE, TRUE },
    { "'in_progress'", "complete", FALSE, TRUE },
    { "'in_progress'", "not_started", FALSE, FALSE },
    { "'complete'", "in_progress", FALSE, FALSE },
    { "'complete'", "not_started", FALSE, FALSE },
    { "'waiting'", "in_progress", FALSE, FALSE },
    { "'waiting'", "complete", FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("UPDATE processing_sessions SET status = %s, processing_started = 'old',"
                         " processing_completed = NULL WHERE id = 'S1'",
                         steps[i].from);
      g_autoptr (LfSessionRecord) read = NULL;
      g_autoptr (LfSessionRecord) wanted = NULL;
      g_autoptr (LfUndo) record = NULL;
      g_autofree char *word = g_strdup_printf ("'%s'", steps[i].to);

      g_test_message ("%s to %s", steps[i].from, steps[i].to);
      lf_test_exec (self->path, sql);
      read = load (self);
      wanted = lf_session_record_copy (read);
      set (&wanted->status, steps[i].to);
      record = edit (self, read, wanted);

      assert_value (self, "status", word);
      if (steps[i].starts)
        assert_now (self, "processing_started");
      else
        assert_value (self, "processing_started", "'old'");
      if (steps[i].completes)
        assert_now (self, "processing_completed");
      else
        assert_value (self, "processing_completed", "NULL");

      undo (self, record);
      assert_value (self, "status", steps[i].from);
      assert_value (self, "processing_started", "'old'");
      assert_value (self, "processing_completed", "NULL");
    }
}

static void
test_bad_status (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (GError) error = NULL;
  LfUndo *record = NULL;

  set (&wanted->status, "Complete!");
  g_assert_false (lf_session_edit (self->connection, "S1", read, wanted, NULL, &record, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  g_assert_null (record);
  assert_value (self, "status", "'not_started'");

  /* A word of its own stays as it is while something else is edited */
  lf_test_exec (self->path, "UPDATE processing_sessions SET status = 'waiting'");
  g_clear_pointer (&read, lf_session_record_free);
  g_clear_pointer (&wanted, lf_session_record_free);
  read = load (self);
  wanted = lf_session_record_copy (read);
  set (&wanted->notes, "new");
  record = edit (self, read, wanted);
  g_assert_nonnull (record);
  assert_value (self, "status", "'waiting'");
  lf_undo_free (record);
}

static void
test_conflict (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (LfSessionRecord) theirs = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) record = NULL;

  set (&wanted->notes, "mine");
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'theirs', updated_at = 'then'"
                            " WHERE id = 'S1'");
  g_assert_false (lf_session_edit (self->connection, "S1", read, wanted, &theirs, &record,
                                   &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  g_assert_null (record);
  g_assert_cmpstr (theirs->notes, ==, "theirs");
  g_assert_cmpstr (theirs->target, ==, "M 31");
  assert_value (self, "notes", "'theirs'");
  assert_value (self, "updated_at", "'then'");
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));

  /* Somebody who has seen both chooses */
  record = edit (self, theirs, wanted);
  assert_value (self, "notes", "'mine'");
  undo (self, record);
  assert_value (self, "notes", "'theirs'");
}

/* What no edit changes is no conflict */
static void
test_other_columns (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (LfUndo) record = NULL;

  set (&wanted->notes, "mine");
  lf_test_exec (self->path, "UPDATE processing_sessions SET name = 'New', updated_at = 'x'"
                            " WHERE id = 'S1'");
  record = edit (self, read, wanted);
  assert_value (self, "notes", "'mine'");
  assert_value (self, "name", "'New'");
}

static void
test_undo_conflict (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) record = NULL;

  set (&wanted->notes, "mine");
  record = edit (self, read, wanted);
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'theirs' WHERE id = 'S1'");
  g_assert_false (lf_undo_apply (record, self->connection, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  assert_value (self, "notes", "'theirs'");

  g_clear_error (&error);
  lf_test_exec (self->path, "DELETE FROM processing_sessions");
  g_assert_false (lf_undo_apply (record, self->connection, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
}

static void
test_not_found (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (GError) error = NULL;
  LfUndo *record = NULL;

  g_assert_null (lf_session_record_load (self->connection, "no such", &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);

  set (&wanted->notes, "mine");
  lf_test_exec (self->path, "DELETE FROM processing_sessions WHERE id = 'S1'");
  g_assert_false (lf_session_edit (self->connection, "S1", read, wanted, NULL, &record, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
}

/* Bytes that are no text, and long ones, come back as they were */
static void
test_undo_is_exact (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = NULL;
  g_autoptr (LfSessionRecord) wanted = NULL;
  g_autoptr (LfUndo) record = NULL;
  g_autofree char *before = NULL;

  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = CAST(X'41FF42' AS TEXT),"
                            " primary_target = X'0001FF', astrobin_url = 17,"
                            " target_type = printf('%.100000c', 'x') WHERE id = 'S1'");
  before = query (self, "notes || '|' || quote(primary_target) || typeof(astrobin_url)"
                        " || length(target_type)", "S1");
  read = load (self);
  wanted = lf_session_record_copy (read);
  g_assert_cmpuint (strlen (read->target_type), ==, 100000);
  g_assert_cmpstr (read->notes, ==, "A\xef\xbf\xbd" "B");

  set (&wanted->status, "complete");
  record = edit (self, read, wanted);
  assert_value (self, "CAST(notes AS BLOB)", "X'41FF42'");
  assert_value (self, "primary_target", "X'0001FF'");
  undo (self, record);

  g_clear_pointer (&record, lf_undo_free);
  set (&wanted->notes, "new");
  set (&wanted->target, "new");
  set (&wanted->astrobin_url, "new");
  set (&wanted->target_type, "new");
  record = edit (self, read, wanted);
  assert_value (self, "notes", "'new'");
  undo (self, record);
  {
    g_autofree char *after =
      query (self, "notes || '|' || quote(primary_target) || typeof(astrobin_url)"
                   " || length(target_type)", "S1");

    g_assert_cmpstr (after, ==, before);
  }
}

static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  static const char *ids[] = { "S1", "S2", NULL };
  static const char *with_none[] = { "S1", "no such", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) record = NULL;
  LfUndo *none = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;

  g_assert_true (lf_sessions_set_status (self->connection, ids, "complete", &record, &error));
  g_assert_no_error (error);
  assert_value (self, "status", "'complete'");
  second = query (self, "status", "S2");
  g_assert_cmpstr (second, ==, "'complete'");
  assert_now (self, "processing_completed");

  /* All or nothing */
  g_assert_false (lf_sessions_set_status (self->connection, with_none, "in_progress", &none,
                                          &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lf_sessions_set_status (self->connection, ids, "done", &none, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  assert_value (self, "status", "'complete'");

  undo (self, record);
  assert_value (self, "status", "'not_started'");
  again = query (self, "status", "S2");
  g_assert_cmpstr (again, ==, "NULL");
}

/* Another program is writing: it is waited for, and then said */
static void
test_busy (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;
  LfUndo *record = NULL;

  set (&wanted->notes, "mine");
  g_assert_cmpint (sqlite3_open (self->path, &other), ==, SQLITE_OK);
  sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  lf_connection_set_patience (self->connection, 50);
  g_assert_false (lf_session_edit (self->connection, "S1", read, wanted, NULL, &record, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (other);

  record = edit (self, read, wanted);
  assert_value (self, "notes", "'mine'");
  lf_undo_free (record);
}

static void
assert_refused (Fixture    *self,
                const char *word)
{
  g_autoptr (LfSessionRecord) read = load (self);
  g_autoptr (LfSessionRecord) wanted = lf_session_record_copy (read);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) before = NULL;
  LfUndo *record = NULL;

  set (&wanted->notes, "mine");
  g_assert_false (lf_session_edit (self->connection, "S1", read, wanted, NULL, &record, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_false (lf_edit_check_structure (self->connection, LF_EDIT_SESSION, &before));
  g_assert_cmpstr (before->message, ==, error->message);
  assert_value (self, "notes", "'first'");
}

static void
test_refuses (Fixture       *self,
              gconstpointer  data)
{
  lf_test_exec (self->path, "CREATE TRIGGER \"x'y\" AFTER UPDATE ON processing_sessions BEGIN"
                            " DELETE FROM fits_files; END");
  assert_refused (self, "x'y");
  lf_test_exec (self->path, "DROP TRIGGER \"x'y\";"
                            "CREATE TABLE c AS SELECT * FROM processing_sessions;"
                            "DROP TABLE processing_sessions;"
                            "ALTER TABLE c RENAME TO processing_sessions");
  assert_refused (self, "lightframe-cli repair");
}

static void
test_lacks_columns (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  lf_test_exec (self->path, "ALTER TABLE processing_sessions DROP COLUMN target_type");
  g_assert_false (lf_edit_check_structure (self->connection, LF_EDIT_SESSION, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE);
}

/* A catalog that lost the key of its frames keeps that of its sessions */
static void
test_structure (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_damaged = data == GUINT_TO_POINTER (LF_TEST_MIGRATED);

  g_assert_true (lf_edit_check_structure (self->connection, LF_EDIT_SESSION, &error));
  g_assert_no_error (error);
  g_assert_true (lf_edit_check_structure (self->connection, LF_EDIT_LINKS, &error) !=
                 is_damaged);
  if (is_damaged)
    {
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE);
      g_assert_nonnull (strstr (error->message, "primary key"));
    }
}

/* The same is told by a connection that only reads */
static void
test_structure_for_reading (Fixture       *self,
                            gconstpointer  data)
{
  g_autoptr (LfConnection) reader = lf_test_open (self->path);
  g_autoptr (LfSessionRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_edit_check_structure (reader, LF_EDIT_SESSION, &error));
  g_assert_true (lf_edit_check_structure (reader, LF_EDIT_LINKS, NULL) ==
                 (data != GUINT_TO_POINTER (LF_TEST_MIGRATED)));
  record = lf_session_record_load (reader, "S1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (record->notes, ==, "first");
}

/* Nothing but the file itself is left, with and without a change */
static void
test_leaves_nothing (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (self->folder, "wal.db", LF_TEST_LAYOUT_2, TRUE);
  g_autofree char *hash = lf_test_hash_file (path);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      static const char *ids[] = { "S1", NULL };
      LfConnection *connection = lf_edit_open (path, NULL, &error);
      g_autofree char *wal = g_strconcat (path, "-wal", NULL);
      g_autofree char *after = NULL;

      g_assert_no_error (error);
      if (i == 1)
        {
          g_autoptr (LfUndo) record = NULL;

          lf_sessions_set_status (connection, ids, "complete", &record, &error);
          g_assert_no_error (error);
        }
      lf_connection_close (connection);
      g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
      after = lf_test_hash_file (path);
      if (i == 0)
        g_assert_cmpstr (after, ==, hash);
      else
        g_assert_cmpstr (after, !=, hash);
    }
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer),
          gboolean    all_layouts)
{
  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    if (all_layouts || layout == LF_TEST_LAYOUT_2)
      {
        g_autofree char *path = g_strdup_printf ("/session-edit/%s/%s", name,
                                                 lf_test_layout_get_name (layout));

        g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
      }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("fields", test_fields, TRUE);
  add_test ("nothing", test_nothing, FALSE);
  add_test ("rebase", test_rebase, FALSE);
  add_test ("status", test_status, TRUE);
  add_test ("bad-status", test_bad_status, FALSE);
  add_test ("conflict", test_conflict, FALSE);
  add_test ("other-columns", test_other_columns, FALSE);
  add_test ("undo-conflict", test_undo_conflict, FALSE);
  add_test ("undo-is-exact", test_undo_is_exact, TRUE);
  add_test ("not-found", test_not_found, FALSE);
  add_test ("many", test_many, TRUE);
  add_test ("busy", test_busy, FALSE);
  add_test ("refuses", test_refuses, TRUE);
  add_test ("lacks-columns", test_lacks_columns, FALSE);
  add_test ("structure", test_structure, TRUE);
  add_test ("structure-for-reading", test_structure_for_reading, TRUE);
  add_test ("leaves-nothing", test_leaves_nothing, FALSE);

  return g_test_run ();
}
