/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lf-test-support.h"
#include "maintenance/lf-meter.h"

#define N_ROWS 20000

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

static int
exec (sqlite3    *db,
      const char *sql)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL);
}

static sqlite3 *
open_through (LfMeter    *meter,
              const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                    lf_meter_get_vfs (meter)), ==, SQLITE_OK);
  return db;
}

static char *
make_file (const char *folder,
           const char *mode)
{
  g_autofree char *sql = g_strdup_printf (
    "PRAGMA journal_mode=%s; CREATE TABLE t (a, b);"
    "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " INSERT INTO t SELECT i, hex (randomblob (50)) FROM n", mode, N_ROWS);
  char *path = g_build_filename (folder, mode, NULL);

  lf_test_exec (path, sql);
  return path;
}

static guint64
get_size (const char *path)
{
  GStatBuf st;

  return g_stat (path, &st) == 0 ? (guint64) st.st_size : 0;
}

/* Every byte is counted, of the file that it is in */
static void
test_counts (LfTestFolder  **folder,
             gconstpointer   data)
{
  static const char *modes[] = { "delete", "wal" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = make_file (*folder, modes[i]);
      g_autoptr (LfMeter) meter = lf_meter_new (path);
      guint64 size = get_size (path);
      sqlite3 *db = open_through (meter, path);
      LfMeterCounts counts;

      g_assert_cmpint (exec (db, "SELECT count(b) FROM t"), ==, SQLITE_OK);
      lf_meter_get_counts (meter, &counts);
      g_assert_cmpuint (counts.read[LF_METER_MAIN], >=, size);
      g_assert_cmpuint (counts.read[LF_METER_MAIN], <, size + size / 10);
      g_assert_cmpuint (counts.written[LF_METER_MAIN], ==, 0);

      g_assert_cmpint (exec (db, "UPDATE t SET a = a + 1"), ==, SQLITE_OK);
      lf_meter_get_counts (meter, &counts);
      g_assert_cmpuint (counts.written[i == 0 ? LF_METER_JOURNAL : LF_METER_WAL], >=, size / 2);
      g_assert_cmpuint (counts.n_syncs[i == 0 ? LF_METER_JOURNAL : LF_METER_WAL], >, 0);

      /* What is sorted does not fit into memory */
      exec (db, "PRAGMA cache_size=10; CREATE INDEX i ON t (b)");
      lf_meter_get_counts (meter, &counts);
      g_assert_cmpuint (counts.written[LF_METER_TEMPORARY], >, 0);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
    }
}

typedef struct
{
  LfMeter      *meter;
  GCancellable *cancellable;
  guint64       at;             /* bytes written to stop at */
  guint         n_told;
} Watch;

static void
tell_cb (gpointer data)
{
  Watch *watch = data;
  LfMeterCounts counts;

  watch->n_told++;
  lf_meter_get_counts (watch->meter, &counts);
  if (counts.written[LF_METER_JOURNAL] + counts.written[LF_METER_WAL] >= watch->at)
    g_cancellable_cancel (watch->cancellable);
}

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

/* SQLite cannot be interrupted while it commits, but be stopped; then nothing was done */
static void
test_stop (LfTestFolder  **folder,
           gconstpointer   data)
{
  static const char *modes[] = { "delete", "wal" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = make_file (*folder, modes[i]);
      g_autoptr (LfMeter) meter = lf_meter_new (path);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Watch watch = { meter, cancellable, 100000, 0 };
      sqlite3 *db = open_through (meter, path);

      exec (db, "BEGIN; UPDATE t SET a = 0");
      lf_meter_begin (meter, cancellable, tell_cb, &watch);
      /* It is not told of every byte */
      g_cancellable_cancel (cancellable);
      g_assert_cmpint (exec (db, "COMMIT"), ==, SQLITE_IOERR);
      g_assert_true (lf_meter_end (meter));
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

      g_assert_cmpint (read_number (path, "SELECT count(*) FROM t WHERE a = 0"), ==, 0);
      g_assert_cmpint (read_number (path, "SELECT count(*) FROM t"), ==, N_ROWS);

      /* It is over */
      db = open_through (meter, path);
      g_assert_cmpint (exec (db, "UPDATE t SET a = 0"), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
      g_assert_cmpint (read_number (path, "SELECT count(*) FROM t WHERE a = 0"), ==, N_ROWS);
    }
}

static void
test_told (LfTestFolder  **folder,
           gconstpointer   data)
{
  g_autofree char *path = make_file (*folder, "delete");
  g_autoptr (LfMeter) meter = lf_meter_new (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { meter, cancellable, G_MAXUINT64, 0 };
  sqlite3 *db = open_through (meter, path);

  lf_meter_begin (meter, cancellable, tell_cb, &watch);
  g_assert_cmpint (exec (db, "UPDATE t SET a = 0"), ==, SQLITE_OK);
  g_assert_false (lf_meter_end (meter));
  g_assert_cmpuint (watch.n_told, >, 0);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* Where somebody who is asked for it puts temporary files; nothing is left of them */
static void
test_temporary (LfTestFolder  **folder,
                gconstpointer   data)
{
  g_autofree char *path = make_file (*folder, "delete");
  g_autofree char *temporary = g_build_filename (*folder, "temporary", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LfMeter) meter = NULL;
  LfMeterCounts counts;
  struct stat st_before;
  struct stat st_after;
  sqlite3 *db;

  g_assert_cmpint (g_mkdir (temporary, 0700), ==, 0);
  g_assert_cmpint (stat (temporary, &st_before), ==, 0);
  g_setenv ("SQLITE_TMPDIR", temporary, TRUE);
  meter = lf_meter_new (path);
  db = open_through (meter, path);
  before = lf_test_folder_describe (temporary);
  g_assert_cmpint (exec (db, "PRAGMA cache_size=10; VACUUM"), ==, SQLITE_OK);
  after = lf_test_folder_describe (temporary);
  lf_meter_get_counts (meter, &counts);
  g_assert_cmpuint (counts.written[LF_METER_TEMPORARY], >, 0);
  g_assert_cmpstr (before, ==, after);

  /* It came and went there */
  g_assert_cmpint (stat (temporary, &st_after), ==, 0);
  g_assert_true (st_before.st_mtim.tv_sec != st_after.st_mtim.tv_sec ||
                 st_before.st_mtim.tv_nsec != st_after.st_mtim.tv_nsec);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_unsetenv ("SQLITE_TMPDIR");
}

/* Others see the locks, as if there were no meter */
static void
test_locks (LfTestFolder  **folder,
            gconstpointer   data)
{
  static const char *modes[] = { "delete", "wal" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = make_file (*folder, modes[i]);
      g_autoptr (LfMeter) meter = lf_meter_new (path);
      sqlite3 *db = open_through (meter, path);
      sqlite3 *other = NULL;

      g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
      g_assert_cmpint (exec (db, "BEGIN IMMEDIATE; UPDATE t SET a = 0 WHERE a = 1"), ==, SQLITE_OK);
      g_assert_cmpint (exec (other, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
      g_assert_cmpint (exec (other, "SELECT count(*) FROM t"), ==, SQLITE_OK);
      g_assert_cmpint (exec (db, "COMMIT"), ==, SQLITE_OK);
      g_assert_cmpint (exec (other, "BEGIN IMMEDIATE; ROLLBACK"), ==, SQLITE_OK);
      sqlite3_close (other);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
    }
}

/* A journal brings back what was there, and only what is not there is written */
static void
test_sparing (LfTestFolder  **folder,
              gconstpointer   data)
{
  g_autofree char *path = make_file (*folder, "delete");
  g_autoptr (LfMeter) meter = lf_meter_new (path);
  g_autofree char *before = lf_test_hash_file (path);
  g_autofree char *after = NULL;
  guint64 size = get_size (path);
  sqlite3 *db = open_through (meter, path);
  LfMeterCounts counts;
  guint64 written;

  exec (db, "PRAGMA cache_size=100; BEGIN; UPDATE t SET b = 'x' || b WHERE a > 15000;"
            "UPDATE t SET b = b");
  lf_meter_get_counts (meter, &counts);
  written = counts.written[LF_METER_MAIN];
  g_assert_cmpuint (written, >, 0);
  lf_meter_set_sparing (meter, TRUE);
  g_assert_cmpint (exec (db, "ROLLBACK"), ==, SQLITE_OK);
  lf_meter_get_counts (meter, &counts);
  g_assert_cmpuint (counts.written[LF_METER_MAIN] - written, <, size / 2);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  after = lf_test_hash_file (path);
  g_assert_cmpstr (before, ==, after);
}

/* What is known of the file is forgotten when others may write to it */
static void
test_others (LfTestFolder  **folder,
             gconstpointer   data)
{
  g_autofree char *path = make_file (*folder, "delete");
  g_autoptr (LfMeter) meter = lf_meter_new (path);
  sqlite3 *db = open_through (meter, path);
  sqlite3_stmt *stmt = NULL;

  lf_meter_set_sparing (meter, TRUE);
  g_assert_cmpint (exec (db, "UPDATE t SET b = 'one' WHERE a = 1"), ==, SQLITE_OK);
  lf_test_exec (path, "UPDATE t SET b = 'two' WHERE a = 1");
  g_assert_cmpint (exec (db, "UPDATE t SET b = 'one' WHERE a = 1"), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT b FROM t WHERE a = 1", -1, &stmt, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, "one");
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

/* What waits to be written is there before anybody else looks, and where it would be without */
static void
test_waiting (LfTestFolder  **folder,
              gconstpointer   data)
{
  static const int page_sizes[] = { 512, 4096, 65536 };
  static const char *statements[] = {
    "PRAGMA synchronous=OFF; PRAGMA cache_size=20",
    "UPDATE t SET b = a || b WHERE a % 7 = 0",
    "BEGIN; UPDATE t SET b = 'x' || b WHERE a % 50 = 3; SELECT sum(length(b)) FROM t;"
    " DELETE FROM t WHERE a % 3 = 1; COMMIT",
    "BEGIN; UPDATE t SET b = '' WHERE a < 9000; ROLLBACK",
    "CREATE INDEX i ON t (b)",
    "PRAGMA mmap_size=10000000; DELETE FROM t WHERE a > 15000",
    "VACUUM",
  };

  for (guint i = 0; i < G_N_ELEMENTS (page_sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d.db", *folder, page_sizes[i]);
      g_autofree char *plain_path = g_strconcat (path, "-plain", NULL);
      g_autofree char *sql = g_strdup_printf (
        "PRAGMA page_size=%d; CREATE TABLE t (a, b);"
        "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO t SELECT i, hex (randomblob (50)) FROM n", page_sizes[i], N_ROWS);
      g_autoptr (LfMeter) meter = lf_meter_new (path);
      sqlite3 *plain = NULL;
      sqlite3 *db;

      lf_test_exec (path, sql);
      lf_test_copy_file (path, plain_path);
      db = open_through (meter, path);
      g_assert_cmpint (sqlite3_open (plain_path, &plain), ==, SQLITE_OK);
      for (guint j = 0; j < G_N_ELEMENTS (statements); j++)
        {
          g_autofree char *hash = NULL;
          g_autofree char *plain_hash = NULL;

          g_assert_cmpint (exec (db, statements[j]), ==, SQLITE_OK);
          g_assert_cmpint (exec (plain, statements[j]), ==, SQLITE_OK);
          hash = lf_test_hash_file (path);
          plain_hash = lf_test_hash_file (plain_path);
          g_assert_cmpstr (hash, ==, plain_hash);
        }
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
      sqlite3_close (plain);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/meter/" name, LfTestFolder *, NULL, set_up, func, tear_down)
  ADD ("counts", test_counts);
  ADD ("stop", test_stop);
  ADD ("told", test_told);
  ADD ("temporary", test_temporary);
  ADD ("locks", test_locks);
  ADD ("sparing", test_sparing);
  ADD ("others", test_others);
  ADD ("waiting", test_waiting);
#undef ADD

  return g_test_run ();
}
