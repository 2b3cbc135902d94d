/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <demo/lf-demo.h>

#include "catalog/lf-error.h"
#include "lf-test-catalog.h"
#include "lf-test-folder.h"
#include "lf-test-support.h"
#include "maintenance/lf-check-integrity.h"
#include "maintenance/lf-check-space.h"
#include "maintenance/lf-check-statistics.h"
#include "maintenance/lf-finding.h"

/* Moments to cancel at, one after the other */
#define N_CANCELS 60

/* Enough rows for statistics to matter and for the migration to leave free pages */
#define N_FRAMES 600
#define N_SESSIONS 12

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  GPtrArray    *findings;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  state)
{
  LfDemoOptions options = { GPOINTER_TO_INT (state), N_FRAMES, N_SESSIONS };
  g_autoptr (GError) error = NULL;

  self->folder = lf_test_folder_new ();
  self->path = g_build_filename (self->folder, "catalog.db", NULL);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  lf_demo_make (self->path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  state)
{
  g_ptr_array_unref (self->findings);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static void
exec (Fixture    *self,
      const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static LfConnection *
open_catalog (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  LfConnection *connection = lf_connection_open (self->path, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* The ids of what was found, each with its severity */
static void
assert_found (Fixture    *self,
              const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < self->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (self->findings, i);

      g_string_append_printf (found, "%s%s %s", i > 0 ? ", " : "",
                              lf_severity_get_name (lf_finding_get_severity (finding)),
                              lf_finding_get_id (finding));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
check_integrity (Fixture *self)
{
  g_autoptr (LfConnection) connection = open_catalog (self);
  g_autoptr (GError) error = NULL;

  for (int full = 0; full < 2; full++)
    {
      g_autoptr (LfIntegrityReport) report = lf_check_integrity (connection, NULL, full, &error);

      g_assert_no_error (error);
      g_ptr_array_set_size (self->findings, 0);
      lf_integrity_report_add_findings (report, self->findings);
    }
}

static void
test_integrity (Fixture       *self,
                gconstpointer  state)
{
  check_integrity (self);
  assert_found (self, GPOINTER_TO_INT (state) == LF_DEMO_MIGRATED
                        ? "error integrity.foreign-key-mismatch"
                        : "");
}

static void
test_orphans (Fixture       *self,
              gconstpointer  state)
{
  LfFinding *finding;

  exec (self, "UPDATE processing_session_files SET fits_file_id = 1000000 WHERE id <= 3");
  check_integrity (self);
  assert_found (self, "warning integrity.foreign-key.processing_session_files.fits_files");
  finding = g_ptr_array_index (self->findings, 0);
  g_assert_cmpstr (lf_finding_get_message (finding), ==,
                   "3 rows of processing_session_files refer to something that fits_files does "
                   "not have.");
}

typedef struct
{
  LfJob *job;
  gint64 delay;
} Canceller;

static gpointer
cancel_later (gpointer data)
{
  Canceller *self = data;

  g_usleep ((gulong) self->delay);
  lf_job_cancel (self->job);
  return NULL;
}

/* A check that is cancelled finds nothing, not even that pages cannot be read any more */
static void
test_cancelled (Fixture       *self,
                gconstpointer  state)
{
  g_autoptr (LfConnection) connection = NULL;
  gint64 whole;

  /* Pages enough that looking through them takes most of the time */
  exec (self, "CREATE TABLE large AS WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
              " WHERE i < 5000) SELECT zeroblob (3500) AS x FROM n");
  connection = open_catalog (self);
  whole = g_get_monotonic_time ();
  check_integrity (self);
  whole = (g_get_monotonic_time () - whole) / 2;
  for (guint i = 0; i < N_CANCELS; i++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Cancelled");
      g_autoptr (GError) error = NULL;
      g_autoptr (LfIntegrityReport) report = NULL;
      Canceller canceller = { job, whole * i / N_CANCELS };
      GThread *thread = g_thread_new ("cancel", cancel_later, &canceller);

      report = lf_check_integrity (connection, job, FALSE, &error);
      if (report == NULL)
        g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
      else
        g_assert_cmpuint (report->lines->len, ==, 0);
      g_thread_join (thread);
    }
}

/* Zeroes in the middle of the file are found, and are a finding and no error */
static void
test_damaged (Fixture       *self,
              gconstpointer  state)
{
  static const guint8 zeroes[4096];

  for (guint page = 40; page < 60; page++)
    lf_test_patch_file (self->path, page * (goffset) sizeof zeroes, zeroes, sizeof zeroes);
  check_integrity (self);
  assert_found (self, "error integrity.damaged");
}

static void
check_statistics (Fixture *self)
{
  g_autoptr (LfConnection) connection = open_catalog (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStatisticsReport) report = lf_check_statistics (connection, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_set_size (self->findings, 0);
  lf_statistics_report_add_findings (report, self->findings);
}

static void
test_statistics (Fixture       *self,
                 gconstpointer  state)
{
  check_statistics (self);
  assert_found (self, "warning statistics.none");

  exec (self, "ANALYZE");
  check_statistics (self);
  assert_found (self, "");

  exec (self, "DELETE FROM sqlite_stat1 WHERE tbl = 'fits_files'");
  check_statistics (self);
  assert_found (self, "warning statistics.missing.fits_files");

  exec (self, "ANALYZE; DELETE FROM fits_files WHERE id > 400");
  check_statistics (self);
  assert_found (self, "warning statistics.stale.fits_files");
  g_assert_cmpstr (lf_finding_get_message (g_ptr_array_index (self->findings, 0)), ==,
                   "The statistics of fits_files are out of date: they say 600 rows, and there "
                   "are 400.");
}

static void
test_describe_statistics (void)
{
  static const struct { const char *stat, *columns, *text; } cases[] = {
    { "25285 34", "session", "25,285 rows; on average 34 rows have the same session" },
    { "100 10 1", "a,b", "100 rows; on average 10 rows have the same a; on average 1 row has the "
                         "same a, b" },
    { "100 10", "a,b", "100 rows; on average 10 rows have the same a" },
    { "100 10 unordered sz=12", "a,b", "100 rows; on average 10 rows have the same a" },
    { "100", NULL, "100 rows" },
    { "", "a", "0 rows" },
    { "nonsense", "a", "0 rows" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_statistics_describe (cases[i].stat, cases[i].columns);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_space (Fixture       *self,
            gconstpointer  state)
{
  g_autoptr (LfConnection) connection = open_catalog (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSpaceReport) report = lf_check_space (connection, NULL, TRUE, &error);
  guint64 sum = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (report->file_bytes, ==, lf_connection_get_size (connection));
  g_assert_cmpuint (report->page_size, ==, 4096);

  /* Tables, indexes and free pages are all there is in a file */
  for (guint i = 0; i < report->objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (report->objects, LfSpaceObject, i);

      /* An index tells whose it is */
      if (g_str_has_prefix (object->name, "idx_fits_"))
        g_assert_cmpstr (object->table, ==, "fits_files");
      else if (g_str_equal (object->name, "fits_files"))
        g_assert_null (object->table);
      sum += object->bytes;
    }
  g_assert_cmpuint (sum + report->free_bytes, ==, report->file_bytes);

  lf_space_report_add_findings (report, self->findings);
  assert_found (self, GPOINTER_TO_INT (state) == LF_DEMO_MIGRATED ? "warning space.free-pages"
                                                                  : "");
}

static void
test_worth_vacuum (void)
{
  static const struct { guint64 file, unused; gboolean worth; } cases[] = {
    { 0, 0, FALSE },
    { 1000000, 49999, FALSE },
    { 1000000, 50000, TRUE },
    { 100000000, 999999, FALSE },
    { 100000000, 1000000, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfSpaceReport report = { .file_bytes = cases[i].file, .free_bytes = cases[i].unused };

      g_assert_cmpint (lf_space_report_is_worth_vacuum (&report), ==, cases[i].worth);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfDemoState state; } states[] = {
    { "healthy", LF_DEMO_HEALTHY },
    { "migrated", LF_DEMO_MIGRATED },
    { "legacy", LF_DEMO_LEGACY },
  };

  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gpointer state = GINT_TO_POINTER (states[i].state);
      g_autofree char *integrity = g_strconcat ("/checks/integrity/", states[i].name, NULL);
      g_autofree char *statistics = g_strconcat ("/checks/statistics/", states[i].name, NULL);
      g_autofree char *space = g_strconcat ("/checks/space/", states[i].name, NULL);

      g_test_add (integrity, Fixture, state, set_up, test_integrity, tear_down);
      g_test_add (statistics, Fixture, state, set_up, test_statistics, tear_down);
      g_test_add (space, Fixture, state, set_up, test_space, tear_down);
    }
  g_test_add ("/checks/orphans", Fixture, GINT_TO_POINTER (LF_DEMO_HEALTHY), set_up, test_orphans,
              tear_down);
  g_test_add ("/checks/cancelled", Fixture, GINT_TO_POINTER (LF_DEMO_HEALTHY), set_up,
              test_cancelled, tear_down);
  g_test_add ("/checks/damaged", Fixture, GINT_TO_POINTER (LF_DEMO_LEGACY), set_up, test_damaged,
              tear_down);
  g_test_add_func ("/checks/describe-statistics", test_describe_statistics);
  g_test_add_func ("/checks/worth-vacuum", test_worth_vacuum);
  return g_test_run ();
}
