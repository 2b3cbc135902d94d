/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-session-edit.h"
#include "catalog/lf-undo-private.h"
#include "lf-test-journal.h"

static void
test_moved (LfTestJournal *self,
            gconstpointer  data)
{
  g_autofree char *moved = g_build_filename (self->folder, "moved.db", NULL);
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *before = lf_test_journal_dump (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) of_copy = NULL;

  lf_test_journal_set_status (self, "complete");
  lf_connection_close (self->connection);
  self->connection = NULL;

  /* What was made in one catalog is not offered in another */
  lf_test_copy_file (self->path, copy);
  of_copy = lf_test_journal_list_at (copy);
  g_assert_cmpuint (of_copy->len, ==, 0);

  g_assert_cmpint (g_rename (self->path, moved), ==, 0);
  g_free (self->path);
  self->path = g_steal_pointer (&moved);
  lf_test_journal_assert_entries (self, "status");
  lf_test_journal_undo_newest (self);
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
  lf_test_journal_assert_entries (self, "undo -status");
}

/* As if the program were ended right after a step of a change */
typedef enum
{
  ENDS_BEFORE_COMMIT,
  ENDS_AFTER_COMMIT,
} Ending;

static void
begin_and_end (LfTestJournal *self,
               Ending         ending)
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
test_ended (LfTestJournal *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = NULL;

  begin_and_end (self, ENDS_BEFORE_COMMIT);
  entries = lf_test_journal_list (self);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (((LfJournalEntry *) g_ptr_array_index (entries, 0))->is_pending);

  /* The next change finds out: it was not made */
  lf_test_journal_set_status (self, "complete");
  lf_test_journal_assert_entries (self, "status");

  begin_and_end (self, ENDS_AFTER_COMMIT);
  lf_test_journal_set_status (self, "in_progress");
  lf_test_journal_assert_entries (self, "status status status");
  lf_test_journal_undo_newest (self);

  /* So does whoever takes it back */
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'first'");
  begin_and_end (self, ENDS_BEFORE_COMMIT);
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (
      lf_test_journal_undo_later (self, lf_test_journal_get_newest (self), NULL, &error));
    g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  }
}

static void
edit_until_killed (LfTestJournal *self)
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
kill_editor (LfTestJournal *self)
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
      g_autoptr (GPtrArray) entries = lf_test_journal_list (self);

      n = entries->len;
      g_usleep ((gulong) g_test_rand_int_range (100, 3000));
    }
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  g_assert_cmpuint (n, >=, 3);
}

/* Whenever a program is killed, what the catalog has can be taken back to the first */
static void
test_killed (LfTestJournal *self,
             gconstpointer  data)
{
  g_autofree char *before = lf_test_journal_dump (self->path);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *after = NULL;
      g_autofree char *file = lf_journal_get_path ();

      g_remove (file);
      kill_editor (self);

      /* This one finds out about the last */
      lf_test_journal_set_status (self, "complete");
      for (;;)
        {
          g_autoptr (GPtrArray) entries = lf_test_journal_list (self);
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
          lf_test_journal_undo_later (self, next->id, NULL, &error);
          g_assert_no_error (error);
        }
      after = lf_test_journal_dump (self->path);
      g_assert_cmpstr (after, ==, before);
    }
}

#define N_EDITS 20

static gpointer
edit_many (gpointer data)
{
  LfTestJournal *self = data;

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
test_two_at_once (LfTestJournal *self,
                  gconstpointer  data)
{
  GThread *thread = g_thread_new ("other", edit_many, self);
  g_autoptr (GPtrArray) entries = NULL;

  edit_many (self);
  g_thread_join (thread);
  entries = lf_test_journal_list (self);
  for (guint i = 0; i < entries->len; i++)
    g_assert_false (((LfJournalEntry *) g_ptr_array_index (entries, i))->is_pending);
  g_assert_cmpuint (entries->len, >=, N_EDITS);
}

static void
test_bounded (LfTestJournal *self,
              gconstpointer  data)
{
  g_autoptr (LfUndo) undo = lf_undo_new (LF_UNDO_EDIT, "x");
  g_autoptr (LfJournal) journal = lf_journal_open (NULL, NULL);
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < LF_JOURNAL_MAX_CHANGES + 5; i++)
    g_assert_true (lf_journal_begin (journal, self->connection, undo, NULL));
  entries = lf_test_journal_list (self);
  g_assert_cmpuint (entries->len, ==, LF_JOURNAL_MAX_CHANGES);
  g_assert_cmpint (((LfJournalEntry *) g_ptr_array_index (entries, 0))->id, ==,
                   LF_JOURNAL_MAX_CHANGES + 5);
}

static void
test_bounded_bytes (LfTestJournal *self,
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
  entries = lf_test_journal_list (self);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((LfJournalEntry *) g_ptr_array_index (entries, 0))->id, ==, 2);
}

/* Where the history cannot be written, the change is made, and that is told */
static void
test_unusable (LfTestJournal *self,
               gconstpointer  data)
{
  static const char *ids[] = { "S1", NULL };
  g_autofree char *file = lf_journal_get_path ();
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = lf_test_journal_dump (self->path);
  g_autofree char *after = NULL;

  g_assert_cmpint (g_mkdir_with_parents (file, 0700), ==, 0);
  g_assert_true (lf_sessions_set_status (self->connection, ids, "complete", &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lf_undo_get_id (undo), ==, 0);
  g_assert_nonnull (strstr (lf_undo_get_remark (undo), "cannot be undone later"));

  g_assert_true (lf_undo_apply (undo, self->connection, &error));
  g_assert_no_error (error);
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (g_rmdir (file), ==, 0);
}

static void
test_damaged (LfTestJournal *self,
              gconstpointer  data)
{
  g_autofree char *file = lf_journal_get_path ();
  g_autoptr (LfJournal) journal = NULL;

  lf_test_journal_set_status (self, "complete");
  lf_test_write_file (file, "no history at all", 17);
  journal = lf_journal_open (NULL, NULL);
  g_assert_nonnull (strstr (lf_journal_get_notice (journal), ".damaged-"));
  lf_test_journal_set_status (self, "in_progress");
  lf_test_journal_assert_entries (self, "status");
}

/* Damage, of the beginning or inside, that nobody sees before a change is made: it is told that
 * earlier ones are lost */
static void
test_damaged_is_told (LfTestJournal *self,
                      gconstpointer  data)
{
  static const char *ids[] = { "S1", NULL };
  static const char noise[4096] = "noise";
  g_autofree char *file = lf_journal_get_path ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LfUndo) undo = NULL;
      g_autoptr (GError) error = NULL;

      g_remove (file);
      lf_test_journal_set_status (self, i == 0 ? "complete" : "not_started");
      for (guint page = i; page < 10; page++)
        lf_test_patch_file (file, page * 4096, noise, sizeof noise);
      g_assert_true (lf_sessions_set_status (self->connection, ids, "in_progress", &undo, &error));
      g_assert_no_error (error);
      g_assert_cmpint (lf_undo_get_id (undo), ==, 1);
      g_assert_nonnull (strstr (lf_undo_get_remark (undo), ".damaged-"));
      lf_test_journal_assert_entries (self, "status");
    }
}

/* A history that lacks tables is told of once */
static void
test_no_tables (LfTestJournal *self,
                gconstpointer  data)
{
  g_autofree char *file = lf_journal_get_path ();
  g_autoptr (LfJournal) journal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  lf_test_journal_set_status (self, "complete");
  lf_test_exec (file, "DROP TABLE changes; DROP TABLE sessions");
  journal = lf_journal_open (NULL, &error);
  g_assert_no_error (error);
  entries = lf_journal_list (journal, self->path, NULL, &error);
  g_assert_null (entries);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
}

static void
test_too_new (LfTestJournal *self,
              gconstpointer  data)
{
  g_autofree char *file = lf_journal_get_path ();
  g_autofree char *hash = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  lf_test_journal_set_status (self, "complete");
  lf_test_exec (file, "PRAGMA user_version = 2");
  hash = lf_test_hash_file (file);
  g_assert_null (lf_journal_open (NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_NEW);
  after = lf_test_hash_file (file);
  g_assert_cmpstr (after, ==, hash);
}

/* What the file says is not believed: no other table is changed, and no row that makes no sense */
static void
test_nonsense (LfTestJournal *self,
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
      lf_test_journal_set_status (self, i % 2 == 0 ? "complete" : "in_progress");
      lf_test_exec (file, changes[i]);
      journal = lf_journal_open (NULL, NULL);
      g_assert_null (lf_journal_load (journal, 1, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  lf_test_journal_add ("/journal/moved", test_moved, TRUE);
  lf_test_journal_add ("/journal/ended", test_ended, FALSE);
  lf_test_journal_add ("/journal/killed", test_killed, FALSE);
  lf_test_journal_add ("/journal/two-at-once", test_two_at_once, FALSE);
  lf_test_journal_add ("/journal/bounded", test_bounded, FALSE);
  lf_test_journal_add ("/journal/bounded-bytes", test_bounded_bytes, FALSE);
  lf_test_journal_add ("/journal/unusable", test_unusable, FALSE);
  lf_test_journal_add ("/journal/damaged", test_damaged, FALSE);
  lf_test_journal_add ("/journal/damaged-is-told", test_damaged_is_told, FALSE);
  lf_test_journal_add ("/journal/no-tables", test_no_tables, FALSE);
  lf_test_journal_add ("/journal/too-new", test_too_new, FALSE);
  lf_test_journal_add ("/journal/nonsense", test_nonsense, FALSE);

  return g_test_run ();
}
