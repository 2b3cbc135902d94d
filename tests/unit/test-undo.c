/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-addition.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-removal.h"
#include "catalog/lf-undo-private.h"
#include "lf-test-journal.h"

static void
remove_object (LfTestJournal *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRemoval) removal = lf_removal_new (self->connection, "S1", "M 31", &error);
  g_autoptr (LfUndo) undo = NULL;

  g_assert_no_error (error);
  lf_removal_apply (removal, self->connection, TRUE, &undo, &error);
  g_assert_no_error (error);
}

static void
add_frame (LfTestJournal *self)
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
delete_session (LfTestJournal *self)
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
do_status (LfTestJournal *self)
{
  lf_test_journal_set_status (self, "complete");
}

static void
do_notes (LfTestJournal *self)
{
  lf_test_journal_set_notes (self, "new");
}

typedef struct
{
  const char *kind;
  void      (*make) (LfTestJournal *self);
} Kind;

static const Kind kinds[] = {
  { "status", do_status },     { "edit", do_notes },           { "removal", remove_object },
  { "addition", add_frame },   { "deletion", delete_session },
};

/* Each is taken back, done again, and taken back, by somebody who has the history only */
static void
test_kinds (LfTestJournal *self,
            gconstpointer  data)
{
  g_autofree char *before = lf_test_journal_dump (self->path);

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
      done = lf_test_journal_dump (self->path);
      g_assert_cmpstr (done, !=, before);
      lf_test_journal_undo_newest (self);
      undone = lf_test_journal_dump (self->path);
      g_assert_cmpstr (undone, ==, before);
      lf_test_journal_undo_newest (self);
      redone = lf_test_journal_dump (self->path);
      g_assert_cmpstr (redone, ==, done);
      lf_test_journal_undo_newest (self);
      again = lf_test_journal_dump (self->path);
      g_assert_cmpstr (again, ==, before);

      entries = lf_test_journal_list (self);
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
test_all_the_way (LfTestJournal *self,
                  gconstpointer  data)
{
  g_autofree char *before = lf_test_journal_dump (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    kinds[i].make (self);
  lf_test_journal_assert_entries (self, "deletion addition removal edit status");
  entries = lf_test_journal_list (self);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (GError) error = NULL;

      lf_test_journal_undo_later (
        self, ((LfJournalEntry *) g_ptr_array_index (entries, i))->id, NULL, &error);
      g_assert_no_error (error);
    }
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
  lf_test_journal_assert_entries (
    self, "undo undo undo undo undo -deletion -addition -removal -edit -status");
}

/* Whatever types the catalog has */
static void
test_exact (LfTestJournal *self,
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
  before = lf_test_journal_dump (self->path);
  lf_test_journal_set_notes (self, "new");
  delete_session (self);
  lf_test_journal_undo_newest (self);
  lf_test_journal_undo_newest (self);
  lf_test_journal_undo_newest (self);
  {
    g_autoptr (GPtrArray) entries = lf_test_journal_list (self);
    g_autoptr (GError) error = NULL;

    lf_test_journal_undo_later (
      self, ((LfJournalEntry *) g_ptr_array_index (entries, 4))->id, NULL, &error);
    g_assert_no_error (error);
  }
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

/* What SQLite computes from other columns is not put back, but computed again; and the key is the key,
 * however it is written */
static void
test_generated (LfTestJournal *self,
                gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lf_test_exec (self->path,
                "ALTER TABLE processing_sessions ADD COLUMN \"g \"\"1\" AS (upper(name));"
                "ALTER TABLE processing_session_files ADD COLUMN g2 TEXT"
                " GENERATED ALWAYS AS (lower(frame_type)) VIRTUAL;"
                "ALTER TABLE processed_files ADD COLUMN g3 AS (file_size * 2);"
                "ALTER TABLE processing_session_files RENAME COLUMN id TO Id");
  before = lf_test_journal_dump (self->path);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      kinds[i].make (self);
      lf_test_journal_undo_newest (self);
      lf_test_journal_undo_newest (self);
      lf_test_journal_undo_newest (self);
    }
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

/* The cataloger finds a result again as soon as its session is gone */
static void
test_result_anew (LfTestJournal *self,
                  gconstpointer  data)
{
  static const char *anew = "INSERT INTO processed_files (id, processing_session_id, file_path,"
                            " filename, file_type) VALUES (71, 'S2', '/r.jpg', 'r.jpg', 'jpg')";
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *remark = NULL;
  g_autoptr (GError) error = NULL;

  delete_session (self);
  lf_test_exec (self->path, anew);
  before = lf_test_journal_dump (self->path);
  g_assert_true (
    lf_test_journal_undo_later (self, lf_test_journal_get_newest (self), &remark, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (remark, "1 entry was left as it is"));

  /* Done again, it is all as it was */
  lf_test_journal_undo_newest (self);
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_conflict (LfTestJournal *self,
                 gint64         id,
                 const char    *word)
{
  g_autofree char *before = lf_test_journal_dump (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_test_journal_undo_later (self, id, NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, word));
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

/* What another program did since stays, and what differs is said */
static void
test_changed_since (LfTestJournal *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  lf_test_journal_set_notes (self, "mine");
  id = lf_test_journal_get_newest (self);
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'theirs' WHERE id = 'S1'");
  assert_conflict (self, id, "notes");
  lf_test_journal_assert_entries (self, "edit");

  /* What this change did not touch is none of its business */
  lf_test_exec (self->path, "UPDATE processing_sessions SET notes = 'mine', status = 'complete'"
                            " WHERE id = 'S1'");
  g_assert_true (lf_test_journal_undo_later (self, id, NULL, &error));
  assert_conflict (self, id, "already");

  delete_session (self);
  id = lf_test_journal_get_newest (self);
  lf_test_exec (self->path, "INSERT INTO processing_sessions (id, name) VALUES ('S1', 'New')");
  assert_conflict (self, id, "S1");
  lf_test_exec (self->path, "DELETE FROM processing_sessions WHERE id = 'S1'");
  lf_test_journal_undo_newest (self);

  /* It has got another frame, which would be left without a session */
  id = lf_test_journal_get_newest (self);
  lf_test_exec (self->path,
                "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " VALUES ('S1', 6, '', '', '', '', '')");
  assert_conflict (self, id, "frames or results");
}

/* Somebody has taken it back otherwise: there is nothing to be done, and that is said */
static void
test_back_already (LfTestJournal *self,
                   gconstpointer  data)
{
  gint64 id;

  lf_test_journal_set_status (self, "in_progress");
  id = lf_test_journal_get_newest (self);
  lf_test_exec (self->path, "UPDATE processing_sessions SET status = 'not_started',"
                            " processing_started = NULL");
  assert_conflict (self, id, "already");
  lf_test_journal_assert_entries (self, "status");
}

static void
test_structure (LfTestJournal *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfConnection) reader = NULL;
  g_autoptr (LfJournal) journal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  gint64 id;

  remove_object (self);
  id = lf_test_journal_get_newest (self);
  lf_test_exec (self->path, "CREATE TABLE c AS SELECT * FROM fits_files; DROP TABLE fits_files;"
                            "ALTER TABLE c RENAME TO fits_files");
  g_assert_false (lf_test_journal_undo_later (self, id, NULL, &error));
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
test_check (LfTestJournal *self,
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
      before = lf_test_journal_dump (self->path);
      undo = lf_journal_load (journal, lf_test_journal_get_newest (self), NULL);
      g_assert_true (lf_undo_check (undo, reader, &error));
      g_assert_no_error (error);
      after = lf_test_journal_dump (self->path);
      g_assert_cmpstr (after, ==, before);
    }
  lf_test_exec (self->path, "INSERT INTO processing_sessions (id, name) VALUES ('S1', 'New')");
  {
    g_autoptr (LfUndo) undo = lf_journal_load (journal, lf_test_journal_get_newest (self), NULL);
    g_autoptr (GError) error = NULL;

    g_assert_false (lf_undo_check (undo, reader, &error));
    g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  }
}

/* Frames that are gone meanwhile are told, those linked anew are not doubled, and an id that
 * belongs to another row stays its own */
static void
test_remark (LfTestJournal *self,
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
  before = lf_test_journal_dump (self->path);
  g_assert_true (
    lf_test_journal_undo_later (self, lf_test_journal_get_newest (self), &remark, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (remark, "1 frame was not put back"));

  /* Done again, it is all as it was */
  lf_test_journal_undo_newest (self);
  after = lf_test_journal_dump (self->path);
  g_assert_cmpstr (after, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  lf_test_journal_add ("/undo/kinds", test_kinds, TRUE);
  lf_test_journal_add ("/undo/all-the-way", test_all_the_way, TRUE);
  lf_test_journal_add ("/undo/exact", test_exact, TRUE);
  lf_test_journal_add ("/undo/generated", test_generated, TRUE);
  lf_test_journal_add ("/undo/result-anew", test_result_anew, TRUE);
  lf_test_journal_add ("/undo/changed-since", test_changed_since, FALSE);
  lf_test_journal_add ("/undo/back-already", test_back_already, FALSE);
  lf_test_journal_add ("/undo/structure", test_structure, FALSE);
  lf_test_journal_add ("/undo/check", test_check, TRUE);
  lf_test_journal_add ("/undo/remark", test_remark, FALSE);

  return g_test_run ();
}
