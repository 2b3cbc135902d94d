/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "lf-test-support.h"
#include "maintenance/lf-writer.h"

#define SHORT_PATIENCE_MS 100

/* Random moments to cancel at; the bench takes more */
#define N_TRIALS 5

static void
set_up (LfTestFolder  **folder,
        gconstpointer   data)
{
  *folder = lf_test_folder_new ();
}

static void
tear_down (LfTestFolder  **folder,
           gconstpointer   data)
{
  lf_test_folder_free (*folder);
}

static LfWriter *
open_writer (const char *path,
             LfJob      *job)
{
  g_autoptr (GError) error = NULL;
  LfWriter *writer = lf_writer_open (path, job, &error);

  g_assert_no_error (error);
  g_assert_nonnull (writer);
  return writer;
}

/* What a query gives first, on a connection of its own */
static gint64
read_number (const char *path,
             const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return number;
}

static char *
read_text (const char *path,
           const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  char *text;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return text;
}

static gint64
get_size (const char *path)
{
  GStatBuf st;

  g_assert_cmpint (g_stat (path, &st), ==, 0);
  return st.st_size;
}

static void
assert_whole (const char *path)
{
  g_autofree char *result = read_text (path, "PRAGMA integrity_check");

  g_assert_cmpstr (result, ==, "ok");
}

static void
assert_no_wal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

/* Opening changes nothing; a transaction is there once it is committed */
static void
test_transaction (LfTestFolder  **folder,
                  gconstpointer   data)
{
  for (int wal = FALSE; wal <= TRUE; wal++)
    {
      g_autofree char *name = g_strdup_printf ("wal-%d.db", wal);
      g_autofree char *path = lf_test_make_catalog (*folder, name, LF_TEST_LAYOUT_2, wal);
      g_autoptr (LfJob) job = lf_job_new ("Write");
      g_autoptr (GError) error = NULL;
      g_autofree char *before = lf_test_hash_file (path);
      g_autofree char *after = NULL;
      LfWriter *writer = open_writer (path, job);

      g_assert_true (lf_writer_begin (writer, &error));
      g_assert_true (lf_writer_exec (writer, "DELETE FROM fits_files", &error));
      lf_writer_roll_back (writer);
      lf_writer_close (writer);
      after = lf_test_hash_file (path);
      g_assert_cmpstr (before, ==, after);

      writer = open_writer (path, job);
      g_assert_true (lf_writer_begin (writer, &error));
      g_assert_true (lf_writer_exec (writer, "DELETE FROM fits_files WHERE id = 1", &error));
      g_assert_true (lf_writer_commit (writer, &error));
      lf_writer_close (writer);
      g_assert_cmpint (read_number (path, "SELECT count(*) FROM fits_files"), ==, 5);
      assert_no_wal (path);
    }
}

/* A statement that fails takes the transaction with it, and the writer can be used again */
static void
test_failure (LfTestFolder  **folder,
              gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfJob) job = lf_job_new ("Write");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfWriter) writer = open_writer (path, job);

  g_assert_true (lf_writer_begin (writer, NULL));
  g_assert_true (lf_writer_exec (writer, "DELETE FROM fits_files WHERE id = 1", NULL));
  g_assert_false (lf_writer_exec (writer, "DELETE FROM no_such_table", &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  g_assert_nonnull (lf_writer_get_db (writer));
  g_assert_true (sqlite3_get_autocommit (lf_writer_get_db (writer)));
  g_assert_cmpint (read_number (path, "SELECT count(*) FROM fits_files"), ==, 6);

  g_assert_true (lf_writer_exec (writer, "DELETE FROM fits_files WHERE id = 1", NULL));
  g_assert_cmpint (read_number (path, "SELECT count(*) FROM fits_files"), ==, 5);
}

static void
test_triggers (LfTestFolder  **folder,
               gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfJob) job = lf_job_new ("Write");
  LfWriter *writer;

  lf_test_exec (path, "CREATE TRIGGER mine AFTER DELETE ON fits_files"
                      " BEGIN DELETE FROM processing_sessions; END;"
                      "CREATE VIEW old AS SELECT \"text\" AS t");
  writer = open_writer (path, job);
  g_assert_true (lf_writer_exec (writer, "DELETE FROM fits_files WHERE id = 1", NULL));
  g_assert_true (lf_writer_exec (writer, "CREATE INDEX i ON fits_files (\"no column\")", NULL));
  lf_writer_close (writer);
  g_assert_cmpint (read_number (path, "SELECT count(*) FROM processing_sessions"), ==, 2);
}

static gboolean
may_not_write (gpointer path)
{
  g_autoptr (LfJob) job = lf_job_new ("Write");
  g_autoptr (GError) error = NULL;

  return lf_writer_open (path, job, &error) == NULL &&
         g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_READ_ONLY);
}

static void
test_read_only (LfTestFolder  **folder,
                gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_2, FALSE);

  g_chmod (*folder, 0755);
  g_chmod (path, 0444);
  g_assert_true (lf_test_as_user (may_not_write, path));

  /* A journal could not be made there */
  g_chmod (path, 0666);
  g_chmod (*folder, 0555);
  g_assert_true (lf_test_as_user (may_not_write, path));
  g_chmod (*folder, 0755);
}

static gboolean
lock (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
}

/* Whoever else writes is named, and is not in the way for longer than it writes */
static void
test_busy (LfTestFolder  **folder,
           gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfJob) job = lf_job_new ("Write");
  g_autoptr (LfWriter) writer = open_writer (path, job);
  g_autoptr (LfTestChild) child = lf_test_child_start (lock, path);
  g_autoptr (GError) error = NULL;

  lf_connection_set_patience (lf_writer_get_connection (writer), SHORT_PATIENCE_MS);
  g_assert_false (lf_writer_begin (writer, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "test-writer"));
  g_clear_error (&error);

  g_clear_pointer (&child, lf_test_child_end);
  g_assert_true (lf_writer_begin (writer, &error));
  g_assert_no_error (error);
}

static void
leave_unfinished_write (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *copy = g_strconcat (path, "-copy", NULL);
  g_autofree char *copied_journal = g_strconcat (copy, "-journal", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA cache_size=1; BEGIN; UPDATE fits_files SET md5sum = md5sum || 'x';"
                    "UPDATE processing_session_files SET original_path = zeroblob(20000)",
                NULL, NULL, NULL);
  lf_test_copy_file (path, copy);
  lf_test_copy_file (journal, copied_journal);
  sqlite3_close (db);
  g_assert_cmpint (g_rename (copy, path), ==, 0);
  g_assert_cmpint (g_rename (copied_journal, journal), ==, 0);
}

/* What another program did not finish is rolled back by the first write, not before */
static void
test_hot_journal (LfTestFolder  **folder,
                  gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfJob) job = lf_job_new ("Write");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  LfWriter *writer;

  leave_unfinished_write (path);
  before = lf_test_folder_describe (*folder);
  lf_writer_close (open_writer (path, job));
  after = lf_test_folder_describe (*folder);
  g_assert_cmpstr (before, ==, after);

  writer = open_writer (path, job);
  g_assert_true (lf_writer_exec (writer, "DELETE FROM fits_files WHERE id = 1", &error));
  lf_writer_close (writer);
  assert_whole (path);
  g_assert_cmpint (read_number (path, "SELECT count(*) FROM fits_files WHERE md5sum LIKE '%x'"),
                   ==, 0);
}

static char *
make_odd_catalog (const char *folder,
                  const char *mode,
                  int         auto_vacuum)
{
  g_autofree char *name = g_strdup_printf ("odd-%s-%d.db", mode, auto_vacuum);
  g_autofree char *settings = g_strdup_printf (
    "PRAGMA page_size=1024; PRAGMA encoding='UTF-16le'; PRAGMA auto_vacuum=%d;"
    "PRAGMA user_version=77; PRAGMA application_id=4711; CREATE TABLE fits_files (id INTEGER"
    " PRIMARY KEY, name TEXT); CREATE TABLE processing_sessions (id TEXT, name TEXT);"
    "CREATE TABLE gone (x);"
    "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
    " INSERT INTO gone SELECT printf ('%%200d', i) FROM n;"
    "INSERT INTO fits_files SELECT rowid, 'ä' || x FROM gone; DELETE FROM gone WHERE rowid %% 2;"
    "PRAGMA journal_mode=%s", auto_vacuum, mode);
  char *path = g_build_filename (folder, name, NULL);

  lf_test_exec (path, settings);
  return path;
}

static void
test_vacuum (LfTestFolder  **folder,
             gconstpointer   data)
{
  static const char *modes[] = { "delete", "wal", "truncate" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (modes); i++)
    {
      const char *mode = modes[i / 2];
      g_autofree char *path = make_odd_catalog (*folder, mode, (int) (i % 2) * 2);
      g_autoptr (LfJob) job = lf_job_new ("Vacuum");
      g_autoptr (GError) error = NULL;
      g_autofree char *mode_after = NULL;
      g_autofree char *encoding = NULL;
      gint64 size;
      LfWriter *writer = open_writer (path, job);

      lf_writer_vacuum (writer, &error);
      g_assert_no_error (error);
      lf_writer_close (writer);

      assert_whole (path);
      size = read_number (path, "SELECT page_count * page_size FROM pragma_page_count,"
                                " pragma_page_size");
      g_assert_cmpint (size, ==, get_size (path));
      g_assert_cmpint (read_number (path, "PRAGMA freelist_count"), ==, 0);
      g_assert_cmpint (read_number (path, "PRAGMA page_size"), ==, 1024);
      g_assert_cmpint (read_number (path, "PRAGMA auto_vacuum"), ==, (i % 2) * 2);
      g_assert_cmpint (read_number (path, "PRAGMA user_version"), ==, 77);
      g_assert_cmpint (read_number (path, "PRAGMA application_id"), ==, 4711);
      g_assert_cmpint (read_number (path, "SELECT count(*) FROM fits_files"), ==, 3000);
      encoding = read_text (path, "PRAGMA encoding");
      g_assert_cmpstr (encoding, ==, "UTF-16le");
      mode_after = read_text (path, "PRAGMA journal_mode");
      g_assert_cmpstr (mode_after, ==, g_str_equal (mode, "wal") ? "wal" : "delete");
    }
}

/* Every index has its statistics, and what is gone has none */
static void
test_analyze (LfTestFolder  **folder,
              gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfJob) job = lf_job_new ("Analyze");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfWriter) writer = NULL;

  lf_test_exec (path, "CREATE TABLE \"odd \"\" name\" (a, b); CREATE INDEX odd_index"
                      " ON \"odd \"\" name\" (a); INSERT INTO \"odd \"\" name\" VALUES (1, 2);"
                      "ANALYZE; INSERT INTO sqlite_stat1 VALUES ('gone', 'gone_index', '5 1')");
  writer = open_writer (path, job);
  lf_writer_analyze (writer, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_number (path, "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'gone'"),
                   ==, 0);
  g_assert_cmpint (read_number (path, "SELECT count(*) FROM sqlite_stat1"
                                      " WHERE idx = 'odd_index'"), ==, 1);
  g_assert_cmpint (read_number (path, "SELECT count(*) FROM pragma_index_list('fits_files')"
                                      " WHERE name NOT IN (SELECT idx FROM sqlite_stat1)"), ==, 0);
}

static void
test_copy (LfTestFolder  **folder,
           gconstpointer   data)
{
  for (int wal = FALSE; wal <= TRUE; wal++)
    {
      g_autofree char *name = g_strdup_printf ("wal-%d.db", wal);
      g_autofree char *path = lf_test_make_catalog (*folder, name, LF_TEST_LAYOUT_1, wal);
      g_autofree char *target = g_strconcat (path, "-copy", NULL);
      g_autofree char *copied = NULL;
      g_autofree char *again = NULL;
      g_autofree char *mode = NULL;
      g_autoptr (LfJob) job = lf_job_new ("Copy");
      g_autoptr (GError) error = NULL;

      g_assert_true (lf_copy_catalog (path, target, job, &error));
      assert_whole (target);
      assert_no_wal (target);
      g_assert_cmpint (get_size (target), ==, get_size (path));
      g_assert_cmpint (read_number (target, "SELECT count(*) FROM fits_files"), ==, 6);
      mode = read_text (target, "PRAGMA journal_mode");
      g_assert_cmpstr (mode, ==, wal ? "wal" : "delete");

      copied = lf_test_hash_file (target);
      g_assert_false (lf_copy_catalog (path, target, job, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
      again = lf_test_hash_file (target);
      g_assert_cmpstr (copied, ==, again);
    }
}

/* A copy that was cancelled is not there */
static void
test_cancelled_copy (LfTestFolder  **folder,
                     gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_1, FALSE);
  g_autofree char *target = g_build_filename (*folder, "copy.db", NULL);
  g_autoptr (LfJob) job = lf_job_new ("Copy");
  g_autoptr (GError) error = NULL;

  lf_job_cancel (job);
  g_assert_false (lf_copy_catalog (path, target, job, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static gboolean
read_for_long (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db, "BEGIN; SELECT * FROM fits_files", NULL, NULL, NULL) == SQLITE_OK;
}

/* Somebody who reads keeps the file from becoming smaller, and nothing else; that is told */
static void
test_reader (LfTestFolder  **folder,
             gconstpointer   data)
{
  g_autofree char *path = make_odd_catalog (*folder, "wal", 0);
  g_autoptr (LfTestChild) child = lf_test_child_start (read_for_long, path);
  g_autoptr (LfJob) job = lf_job_new ("Vacuum");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) log = NULL;
  gint64 before = get_size (path);
  LfWriter *writer = open_writer (path, job);

  lf_connection_set_patience (lf_writer_get_connection (writer), SHORT_PATIENCE_MS);
  lf_writer_vacuum (writer, &error);
  g_assert_no_error (error);
  log = lf_job_dup_log (job);
  g_assert_cmpuint (g_strv_length (log), ==, 1);
  g_assert_cmpint (read_number (path, "PRAGMA freelist_count"), ==, 0);

  g_clear_pointer (&child, lf_test_child_end);
  lf_writer_close (writer);
  g_assert_cmpint (get_size (path), <, before);
  assert_no_wal (path);
  assert_whole (path);
}

/* Whoever reads and closes last leaves a WAL with contents to those who wrote it: there is none */
static void
test_open_elsewhere (LfTestFolder  **folder,
                     gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "a.db", LF_TEST_LAYOUT_2, TRUE);
  LfConnection *reader = lf_test_open (path);
  g_autoptr (LfJob) job = lf_job_new ("Write");
  g_autoptr (GError) error = NULL;
  LfWriter *writer = open_writer (path, job);

  lf_writer_analyze (writer, &error);
  g_assert_no_error (error);
  lf_writer_close (writer);
  lf_connection_close (reader);
  assert_no_wal (path);
  assert_whole (path);
}

typedef gboolean (*OperationFunc) (LfWriter  *writer,
                                   GError   **error);

static gboolean
create_index (LfWriter  *writer,
              GError   **error)
{
  return lf_writer_create_index (writer, "fits_files", "CREATE INDEX i ON fits_files (name)", error);
}

static gboolean
rebuild (LfWriter  *writer,
         GError   **error)
{
  return lf_writer_begin (writer, error) &&
         lf_writer_exec (writer, "CREATE TABLE copy (id INTEGER PRIMARY KEY, name)", error) &&
         lf_writer_exec_counted (writer, "INSERT INTO copy SELECT * FROM fits_files", 3000, error) &&
         lf_writer_exec (writer, "DROP TABLE gone; ALTER TABLE copy RENAME TO gone", error) &&
         lf_writer_commit (writer, error);
}

static gpointer
cancel_later (gpointer data)
{
  LfJob *job = data;

  g_usleep ((gulong) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (job), "delay")));
  lf_job_cancel (job);
  return NULL;
}

/* Microseconds that it took */
static gint64
run_cancelled (const char    *path,
               OperationFunc  func,
               gint64         delay)
{
  g_autoptr (LfJob) job = lf_job_new ("Cancelled");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GThread *thread;
  LfWriter *writer;

  g_object_set_data (G_OBJECT (job), "delay", GINT_TO_POINTER (delay));
  writer = open_writer (path, job);
  thread = g_thread_new ("cancel", cancel_later, job);
  if (!func (writer, &error))
    g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  lf_writer_close (writer);
  start = g_get_monotonic_time () - start;
  g_thread_join (thread);
  return start;
}

/* Whenever it is cancelled, all is as it was or done, and nothing is left over */
static void
test_cancel (LfTestFolder  **folder,
             gconstpointer   data)
{
  static const OperationFunc operations[] = { lf_writer_vacuum, lf_writer_analyze, create_index,
                                              rebuild };
  const char *mode = data;
  g_autofree char *path = make_odd_catalog (*folder, mode, 0);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      gint64 whole = run_cancelled (path, operations[i], 0);

      for (guint trial = 0; trial < N_TRIALS; trial++)
        {
          g_autofree char *mode_after = NULL;
          gint64 taken;

          taken = run_cancelled (path, operations[i],
                                 g_test_rand_int_range (0, (gint32) MAX (whole, 1000)));
          whole = MAX (whole, taken);
          assert_whole (path);
          g_assert_cmpint (read_number (path, "SELECT count(*) FROM fits_files"), ==, 3000);
          mode_after = read_text (path, "PRAGMA journal_mode");
          g_assert_cmpstr (mode_after, ==, mode);
          assert_no_wal (path);
          g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
          lf_test_exec (path, "DROP INDEX IF EXISTS i");
        }
    }
}

static void
note_fraction (LfJob  *job,
               GArray *fractions)
{
  g_auto (LfJobStatus) status = { 0 };

  lf_job_get_status (job, &status);
  g_array_append_val (fractions, status.fraction);
}

/* Each operation tells how far it is, ends with all of it, and leaves a span to its caller */
static void
test_progress (LfTestFolder  **folder,
               gconstpointer   data)
{
  static const OperationFunc operations[] = { lf_writer_vacuum, lf_writer_analyze, create_index,
                                              rebuild };
  static const double weight[] = { 1 };
  const char *mode = data;
  g_autofree char *path = make_odd_catalog (*folder, mode, 0);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Told");
      g_autoptr (GArray) fractions = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (LfWriter) writer = open_writer (path, job);
      g_auto (LfJobStatus) status = { 0 };

      g_signal_connect (job, "changed", G_CALLBACK (note_fraction), fractions);
      lf_job_set_steps (job, weight, 1);
      lf_job_begin_step (job, "all");
      lf_job_set_span (job, 0.25, 0.75);
      g_assert_true (operations[i] (writer, NULL));
      lf_job_get_status (job, &status);
      g_assert_cmpfloat_with_epsilon (status.fraction, 0.75, 1e-9);
      g_assert_true (status.knows_fraction);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

#define ADD_WITH(name, func, data) \
  g_test_add ("/writer/" name, LfTestFolder *, data, set_up, func, tear_down)
#define ADD(name, func) ADD_WITH (name, func, NULL)
  ADD ("transaction", test_transaction);
  ADD ("failure", test_failure);
  ADD ("triggers", test_triggers);
  ADD ("read-only", test_read_only);
  ADD ("hot-journal", test_hot_journal);
  ADD ("vacuum", test_vacuum);
  ADD ("analyze", test_analyze);
  ADD ("copy", test_copy);
  ADD ("cancelled-copy", test_cancelled_copy);
  ADD ("busy", test_busy);
  ADD ("reader", test_reader);
  ADD ("open-elsewhere", test_open_elsewhere);
  ADD_WITH ("cancel/delete", test_cancel, "delete");
  ADD_WITH ("cancel/wal", test_cancel, "wal");
  ADD_WITH ("progress/delete", test_progress, "delete");
  ADD_WITH ("progress/wal", test_progress, "wal");
#undef ADD
#undef ADD_WITH

  return g_test_run ();
}
