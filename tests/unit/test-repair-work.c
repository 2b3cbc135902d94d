/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of a repair when something is in their way */

#include <string.h>

#include "lf-test-support.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-repair-work.h"

/* Something that the integrity check complains of, and nothing else: no row is another */
#define BREAK \
  "PRAGMA writable_schema = ON;" \
  " UPDATE sqlite_schema SET sql = 'CREATE TABLE mine (x NOT NULL)' WHERE name = 'mine'"

typedef struct
{
  LfTestFolder    *folder;
  char            *path;
  LfJob           *job;
  LfRepairOptions  options;
  LfRepairWork     work;
  LfRunStep       *step;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "a.db", LF_TEST_MIGRATED, FALSE);
  lf_test_exec (self->path, "CREATE TABLE mine (x); INSERT INTO mine VALUES (NULL)");

  self->job = lf_job_new ("Repair");
  self->work = (LfRepairWork) {
    .path = self->path,
    .options = &self->options,
    .job = self->job,
    .part = self->job,
    .run = lf_run_new (LF_RUN_REPAIR, self->path),
    .last_written = "Rebuilding tables",
  };
  self->step = lf_run_add_step (self->work.run, "verify", "Verifying every row");
  self->work.plan = lf_repair_plan_new (self->path, &self->options, self->job, &error);
  g_assert_no_error (error);
  g_assert_true (lf_repair_work_preflight (&self->work, self->step, &error));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->work.writer, lf_writer_close);
  g_clear_pointer (&self->work.before, lf_content_free);
  lf_repair_plan_free (self->work.plan);
  lf_run_unref (self->work.run);
  g_object_unref (self->job);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static void
assert_mine (Fixture    *self,
             const char *definition,
             guint64     n_rows)
{
  g_autoptr (LfConnection) connection = lf_test_open (self->path);
  g_autoptr (LfContent) content = lf_content_read (connection, NULL, NULL);
  g_autofree char *sql = NULL;

  g_assert_cmpuint (lf_content_find_table (content, "mine")->n_rows, ==, n_rows);
  g_assert_true (lf_compose_read_definition (connection, "table", "mine", &sql, NULL));
  g_assert_cmpstr (sql, ==, definition);
}

/* As if the repair itself had written what was written */
static void
take_it_on (Fixture *self)
{
  g_assert_true (lf_compose_read_pragma (lf_writer_get_connection (self->work.writer),
                                         "data_version", &self->work.data_version, NULL));
}

/* What the repair itself broke is undone */
static void
test_broken (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_repair_work_back_up (&self->work, self->step, &error));
  lf_test_exec (self->path, BREAK);
  take_it_on (self);
  g_assert_false (lf_repair_work_verify (&self->work, self->step, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "NULL value in mine.x"));
  g_assert_nonnull (strstr (error->message, "the backup was restored"));
  g_assert_null (self->work.last_written);
  assert_mine (self, "CREATE TABLE mine (x)", 1);
}

/* What another program wrote since the backup is in no backup, so it stays */
static void
test_broken_by_others (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_assert_true (lf_repair_work_back_up (&self->work, self->step, &error));
  lf_test_exec (self->path, "INSERT INTO mine VALUES (2);" BREAK);
  g_assert_false (lf_repair_work_verify (&self->work, self->step, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  name = g_path_get_basename (self->work.run->backup);
  g_assert_nonnull (strstr (error->message, "Another program wrote"));
  g_assert_nonnull (strstr (error->message, "was not restored"));
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (self->work.last_written);
  assert_mine (self, "CREATE TABLE mine (x NOT NULL)", 2);
}

static void
test_broken_without_backup (Fixture       *self,
                            gconstpointer  data)
{
  g_autoptr (LfConnection) connection = lf_test_open (self->path);
  g_autoptr (GError) error = NULL;

  self->work.before = lf_content_read (connection, NULL, &error);
  lf_test_exec (self->path, BREAK);
  take_it_on (self);
  g_assert_false (lf_repair_work_verify (&self->work, self->step, &error));
  g_assert_nonnull (strstr (error->message, "There is no backup"));
  assert_mine (self, "CREATE TABLE mine (x NOT NULL)", 1);
}

/* After a failure the catalog is opened again; if that is not possible, every step says so */
static void
test_not_opened_again (Fixture       *self,
                       gconstpointer  data)
{
  static const LfRepairFunc funcs[] = {
    lf_repair_work_structure, lf_repair_work_indexes, lf_repair_work_vacuum,
    lf_repair_work_analyze,   lf_repair_work_verify,
  };
  static const guint8 nonsense[100] = "no SQLite file any more";

  g_assert_true (lf_repair_work_back_up (&self->work, self->step, NULL));
  g_assert_true (lf_writer_begin (self->work.writer, NULL));
  lf_test_patch_file (self->path, 0, nonsense, sizeof nonsense);
  g_assert_false (lf_writer_exec (self->work.writer, "DELETE FROM no_such_table", NULL));
  g_assert_null (lf_writer_get_connection (self->work.writer));

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (funcs[i] (&self->work, self->step, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_SQLITE);
    }
}

static gint64
read_secure_delete (sqlite3 *db)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA secure_delete", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}

/* What is deleted is wiped as SQLite was built to do it, or as was set, after a rebuild as before */
static void
test_secure_delete (Fixture       *self,
                    gconstpointer  data)
{
  static const char *const settings[] = { "OFF", "ON", "FAST" };
  g_autofree char *sql = g_strdup_printf ("PRAGMA secure_delete = %s",
                                          settings[GPOINTER_TO_INT (data)]);
  sqlite3 *db = lf_writer_get_db (self->work.writer);
  g_autoptr (GError) error = NULL;

  sqlite3_exec (db, sql, NULL, NULL, NULL);
  g_assert_true (lf_repair_work_structure (&self->work, self->step, &error));
  g_assert_true (db == lf_writer_get_db (self->work.writer));
  g_assert_cmpint (read_secure_delete (db), ==, GPOINTER_TO_INT (data));
}

static void
first (sqlite3_context  *context,
       int               n_values,
       sqlite3_value   **values)
{
  sqlite3_result_value (context, values[0]);
}

static int
order (void       *data,
       int         n_a,
       const void *a,
       int         n_b,
       const void *b)
{
  int result = memcmp (a, b, (size_t) MIN (n_a, n_b));

  return result != 0 ? result : n_a - n_b;
}

/* What a program makes that brings functions and orders of its own along */
static void
exec_with_own (const char *path,
               const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_create_function (db, "own", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, first, NULL,
                           NULL);
  sqlite3_create_collation (db, "mine", SQLITE_UTF8, NULL, order);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* It is said before anything is done, and nothing is: what is refused, and why */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  static const struct { const char *sql; const char *why; const char *what; } catalogs[] = {
    { "CREATE TABLE own_table (a TEXT COLLATE mine); CREATE INDEX i ON own_table (a)",
      "no such collation sequence: mine", "Nothing was changed" },
    { "CREATE INDEX i ON fits_files (own (object))", "no such function: own", "The index i of" },
    { "CREATE INDEX i ON mine (x) WHERE own (x) = 1", "no such function: own", "The index i of" },
    { "CREATE TABLE t (a, b AS (own (a)) STORED)", "no such function: own", "The table t " },
    { "CREATE TABLE t (a, b AS (own (a)))", "no such function: own", "The table t " },
    { "CREATE TABLE t (a CHECK (own (a) > 0))", "no such function: own", "The table t " },
    { "UPDATE fits_files SET file = NULL WHERE rowid = 1; PRAGMA writable_schema = ON;"
      " UPDATE sqlite_schema SET sql = replace (sql, 'file TEXT', 'file TEXT NOT NULL')"
      " WHERE name = 'fits_files'", "NULL value in fits_files.file", "only you can" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (catalogs); i++)
    {
      g_autofree char *name = g_strdup_printf ("refused-%u.db", i);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *backups = g_build_filename (self->folder, "backups", NULL);
      g_autoptr (LfJob) job = lf_job_new ("Repair");
      g_autoptr (LfRun) run = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      lf_test_copy_file (self->path, path);
      exec_with_own (path, catalogs[i].sql);
      before = lf_test_hash_file (path);
      run = lf_repair_run (path, &self->options, job);
      after = lf_test_hash_file (path);
      g_test_message ("%s", run->message);
      g_assert_cmpint (run->outcome, ==, LF_RUN_FAILED);
      g_assert_nonnull (strstr (run->message, catalogs[i].why));
      g_assert_nonnull (strstr (run->message, catalogs[i].what));
      g_assert_nonnull (strstr (run->message, "Nothing was changed"));
      g_assert_true (run->before->is_checked);
      g_assert_true (lf_run_is_worth_keeping (run));
      g_assert_cmpstr (before, ==, after);
      g_assert_false (g_file_test (backups, G_FILE_TEST_EXISTS));
    }
}

/* Every run of a catalog belongs into its history, however it ended */
static void
test_worth_keeping (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (self->folder, "missing.db", NULL);
  g_autoptr (LfJob) cancelled = lf_job_new ("Repair");
  g_autoptr (LfRun) none = lf_repair_run (missing, &self->options, self->job);
  g_autoptr (LfRun) no_trial = lf_repair_try (missing, &self->options, self->job);
  g_autoptr (LfRun) stopped = NULL;
  g_autoptr (LfRun) trial = NULL;

  g_assert_false (lf_run_is_worth_keeping (none));
  g_assert_false (lf_run_is_worth_keeping (no_trial));

  lf_job_cancel (cancelled);
  stopped = lf_repair_run (self->path, &self->options, cancelled);
  trial = lf_repair_try (self->path, &self->options, cancelled);
  g_assert_cmpint (stopped->outcome, ==, LF_RUN_CANCELLED);
  g_assert_cmpint (trial->outcome, ==, LF_RUN_CANCELLED);
  g_assert_true (lf_run_is_worth_keeping (stopped));
  g_assert_true (lf_run_is_worth_keeping (trial));
}

/* Restoring over what cannot be read says so of the steps that looked at it */
static void
test_restore_steps (Fixture       *self,
                    gconstpointer  data)
{
  static const guint8 nonsense[100] = "no SQLite file any more";
  g_autoptr (LfRun) run = NULL;
  LfRunStep *step;

  g_assert_true (lf_repair_work_back_up (&self->work, self->step, NULL));
  g_clear_pointer (&self->work.writer, lf_writer_close);
  lf_test_patch_file (self->path, 0, nonsense, sizeof nonsense);
  run = lf_repair_restore (self->work.run->backup, self->path, self->job);
  g_assert_cmpint (run->outcome, ==, LF_RUN_DONE);
  g_assert_false (run->before->is_checked);
  g_assert_true (run->after->is_checked);

  step = g_ptr_array_index (run->steps, 0);
  g_assert_cmpstr (step->id, ==, "check");
  g_assert_cmpint (step->outcome, ==, LF_STEP_FAILED);
  g_assert_nonnull (step->detail);
  step = g_ptr_array_index (run->steps, 2);
  g_assert_cmpstr (step->id, ==, "restore");
  g_assert_cmpint (step->outcome, ==, LF_STEP_DONE);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

#define ADD(path, data, test) \
  g_test_add ("/repair-work/" path, Fixture, GINT_TO_POINTER (data), set_up, test, tear_down)

  ADD ("broken", 0, test_broken);
  ADD ("broken-by-others", 0, test_broken_by_others);
  ADD ("broken-without-backup", 0, test_broken_without_backup);
  ADD ("not-opened-again", 0, test_not_opened_again);
  ADD ("refused", 0, test_refused);
  ADD ("worth-keeping", 0, test_worth_keeping);
  ADD ("restore-steps", 0, test_restore_steps);
  ADD ("secure-delete/off", 0, test_secure_delete);
  ADD ("secure-delete/on", 1, test_secure_delete);
  ADD ("secure-delete/fast", 2, test_secure_delete);

  return g_test_run ();
}
