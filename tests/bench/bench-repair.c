/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a whole repair costs above its raw steps. Prints
 *
 *   repair ours MS raw MS ratio R
 *
 * with medians. Raw is what an expert would type into the sqlite3 shell, on the same library in the
 * same run: backup, rebuild of the damaged tables from the reference, indexes, VACUUM, ANALYZE and
 * an integrity check. Ours does besides what makes it safe: it checks before and after, compares the
 * backup and the repaired catalog with the original value by value. */

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "catalog/lf-resources.h"
#include "demo/lf-demo.h"
#include "lf-test-support.h"
#include "maintenance/lf-repair.h"

#define N_RUNS 5
#define MAX_RATIO 1.5
#define REFERENCE LF_RESOURCE_PATH "/reference/layout-2.sql"

static void
exec (sqlite3    *db,
      const char *format,
      ...)
{
  va_list args;
  char *sql;
  char *message = NULL;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_free (sql);
}

static char *
query_text (sqlite3    *db,
            const char *format,
            ...)
{
  va_list args;
  char *sql;
  char *text = NULL;
  sqlite3_stmt *stmt;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_free (sql);
  return text;
}

static void
back_up (sqlite3    *db,
         const char *path)
{
  sqlite3 *target;
  sqlite3_backup *backup;
  int fd;

  g_assert_cmpint (sqlite3_open (path, &target), ==, SQLITE_OK);
  backup = sqlite3_backup_init (target, "main", db, "main");
  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  g_assert_cmpint (sqlite3_backup_finish (backup), ==, SQLITE_OK);
  sqlite3_close (target);

  fd = open (path, O_RDONLY);
  g_assert_cmpint (fsync (fd), ==, 0);
  close (fd);
}

/* Column by column in the order of the reference, with what is missing left out */
static void
rebuild (sqlite3    *db,
         sqlite3    *reference,
         const char *table)
{
  g_autofree char *create = query_text (
    reference, "SELECT replace(sql, 'CREATE TABLE %s', 'CREATE TABLE new_%s') FROM sqlite_master"
    " WHERE type = 'table' AND name = '%s'", table, table, table);
  g_autofree char *columns = query_text (
    db, "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('%s')", table);
  g_autofree char *indexes = query_text (
    db, "SELECT group_concat(sql, ';') FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    " AND tbl_name = '%s'", table);

  exec (db, "%s", create);
  exec (db, "INSERT INTO new_%s (%s) SELECT %s FROM %s", table, columns, columns, table);
  exec (db, "DROP TABLE %s", table);
  exec (db, "ALTER TABLE new_%s RENAME TO %s", table, table);
  if (indexes != NULL)
    exec (db, "%s", indexes);
}

static void
repair_raw (const char *path,
            const char *backup)
{
  g_autoptr (GBytes) ddl = g_resources_lookup_data (REFERENCE, 0, NULL);
  g_autofree char *verdict = NULL;
  sqlite3 *db;
  sqlite3 *reference;

  g_assert_cmpint (sqlite3_open (":memory:", &reference), ==, SQLITE_OK);
  exec (reference, "%s", (const char *) g_bytes_get_data (ddl, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);

  back_up (db, backup);
  exec (db, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
  rebuild (db, reference, "fits_files");
  rebuild (db, reference, "imaging_sessions");
  exec (db, "ALTER TABLE filter_mappings ADD COLUMN astrobin_id INTEGER");
  exec (db, "COMMIT");
  exec (db, "CREATE INDEX idx_camera_telescope ON fits_files (telescope, camera)");
  exec (db, "VACUUM");
  exec (db, "ANALYZE");
  verdict = query_text (db, "PRAGMA integrity_check");
  g_assert_cmpstr (verdict, ==, "ok");

  sqlite3_close (db);
  sqlite3_close (reference);
}

static void
repair_ours (const char *path,
             const char *folder)
{
  const LfRepairOptions options = { .backup_folder = folder };
  g_autoptr (LfJob) job = lf_job_new ("repair");
  g_autoptr (LfRun) run = lf_repair_run (path, &options, job);

  if (run->outcome != LF_RUN_DONE)
    g_error ("The repair failed: %s", run->message);
  if (!lf_findings_are_healthy (run->after->findings))
    g_error ("The repair left findings");
  if (g_getenv ("LF_BENCH_STEPS") != NULL)
    for (guint i = 0; i < run->steps->len; i++)
      {
        LfRunStep *step = g_ptr_array_index (run->steps, i);

        g_print ("  %-16s %.3f s\n", step->id, step->seconds);
      }
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
measure (const char *demo,
         const char *folder,
         gboolean    is_ours)
{
  g_autofree char *path = g_build_filename (folder, "catalog.db", NULL);
  g_autofree char *backup = g_build_filename (folder, "backup.db", NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  gint64 started;
  double ms;

  lf_test_copy_file (demo, path);
  sync ();
  started = g_get_monotonic_time ();
  if (is_ours)
    repair_ours (path, backups);
  else
    repair_raw (path, backup);
  ms = (double) (g_get_monotonic_time () - started) / 1000;

  g_unlink (path);
  g_unlink (backup);
  return ms;
}

int
main (int   argc,
      char *argv[])
{
  const LfDemoOptions options = { .state = LF_DEMO_MIGRATED };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *demo = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;
  double ours[N_RUNS];
  double raw[N_RUNS];
  double ratio;

  lf_catalog_register_resources ();
  if (!lf_demo_make (demo, &options, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);

  measure (demo, folder, TRUE);
  for (guint i = 0; i < N_RUNS; i++)
    {
      ours[i] = measure (demo, folder, TRUE);
      raw[i] = measure (demo, folder, FALSE);
    }
  qsort (ours, N_RUNS, sizeof (double), (int (*) (const void *, const void *)) compare_doubles);
  qsort (raw, N_RUNS, sizeof (double), (int (*) (const void *, const void *)) compare_doubles);

  ratio = ours[N_RUNS / 2] / raw[N_RUNS / 2];
  printf ("repair ours %.0f raw %.0f ratio %.2f (ours %.0f to %.0f, raw %.0f to %.0f)\n",
          ours[N_RUNS / 2], raw[N_RUNS / 2], ratio, ours[0], ours[N_RUNS - 1], raw[0],
          raw[N_RUNS - 1]);
  return ratio <= MAX_RATIO ? 0 : 1;
}
