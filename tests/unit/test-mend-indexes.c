/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-error.h"
#include "lf-test-mend.h"
#include "lf-test-support.h"

typedef struct
{
  const char   *name;
  LfTestLayout  layout;
  const char   *sql;            /* what is done to the catalog */
  const char   *changes;        /* what is told */
  const char   *left;           /* the findings that stay */
  const char   *table;
  const char   *indexes;        /* name and columns of its indexes afterwards */
} Damage;

#define CELLS "SELECT name, (SELECT group_concat(name) FROM pragma_index_info(l.name))" \
              " FROM pragma_index_list('%s') AS l WHERE origin = 'c' ORDER BY 1"

static const Damage damages[] = {
  { "missing", LF_TEST_LAYOUT_2, "DROP INDEX idx_processing_file_fits",
    "created processing_session_files idx_processing_file_fits", "", "processing_session_files",
    "idx_processing_file_fits|fits_file_id\nidx_processing_file_session|processing_session_id\n"
    "idx_processing_file_type|frame_type" },
  { "missing-1", LF_TEST_LAYOUT_1, "DROP INDEX idx_session_date; DROP INDEX idx_session",
    "created fits_files idx_session; created sessions idx_session_date", "", "sessions",
    "idx_session_date|session_date\nidx_session_telescope_camera|telescope,camera" },
  { "several", LF_TEST_LAYOUT_2,
    "DROP INDEX idx_session_date; DROP INDEX idx_session_telescope_camera",
    "created imaging_sessions idx_session_date;"
    " created imaging_sessions idx_session_telescope_camera", "", "imaging_sessions",
    "idx_session_date|date\nidx_session_telescope_camera|telescope,camera" },
  { "name-taken", LF_TEST_LAYOUT_2,
    "DROP INDEX idx_session_date; CREATE TABLE IDX_SESSION_DATE (x);"
    "CREATE VIEW idx_session_date_2 AS SELECT 1",
    "created imaging_sessions idx_session_date_3", "", "imaging_sessions",
    "idx_session_date_3|date\nidx_session_telescope_camera|telescope,camera" },
  { "duplicate", LF_TEST_LAYOUT_2,
    "CREATE INDEX aaa ON imaging_sessions (DATE); CREATE INDEX zzz ON imaging_sessions (date)",
    "dropped imaging_sessions aaa; dropped imaging_sessions zzz", "", "imaging_sessions",
    "idx_session_date|date\nidx_session_telescope_camera|telescope,camera" },
  { "duplicate-of-key", LF_TEST_LAYOUT_2,
    "CREATE UNIQUE INDEX aaa ON imaging_sessions (id)", "dropped imaging_sessions aaa", "",
    "imaging_sessions",
    "idx_session_date|date\nidx_session_telescope_camera|telescope,camera" },
  { "not-duplicates", LF_TEST_LAYOUT_2,
    "CREATE INDEX a1 ON imaging_sessions (date DESC);"
    "CREATE INDEX a2 ON imaging_sessions (date COLLATE NOCASE);"
    "CREATE INDEX a3 ON imaging_sessions (date) WHERE camera IS NULL;"
    "CREATE INDEX a4 ON imaging_sessions (lower(date));"
    "CREATE UNIQUE INDEX a5 ON imaging_sessions (date, id);",
    "", "", "imaging_sessions",
    "a1|date\na2|date\na3|date\na4|NULL\na5|date,id\nidx_session_date|date\n"
    "idx_session_telescope_camera|telescope,camera" },
  { "made-and-dropped", LF_TEST_MIGRATED,
    "DROP INDEX idx_session_date; CREATE INDEX twice ON fits_files (frame_type)",
    "created filter_mappings astrobin_id; rebuilt imaging_sessions; rebuilt fits_files;"
    " created fits_files idx_camera_telescope; created imaging_sessions idx_session_date;"
    " dropped fits_files twice", "", "fits_files",
    "idx_camera_telescope|camera,telescope\nidx_fits_camera|camera\n"
    "idx_fits_frame_type|frame_type\nidx_fits_imaging_session|imaging_session_id\n"
    "idx_fits_md5|md5sum\nidx_fits_object|object\nidx_fits_obs_date|obs_date\n"
    "idx_fits_telescope|telescope" },
};

static char *
make (const char   *folder,
      LfTestLayout  layout,
      const char   *sql)
{
  char *path = lf_test_make_catalog (folder, "catalog.db", layout, FALSE);

  if (layout == LF_TEST_LAYOUT_1)
    lf_test_exec (path, "INSERT INTO sessions (session_id, session_date)"
                        " VALUES ('N1', '2025-01-12'), ('N2', '2025-01-13')");
  else
    lf_test_exec (path, "INSERT INTO imaging_sessions (id, date)"
                        " VALUES ('N1', '2025-01-12'), ('N2', '2025-01-13')");
  lf_test_exec (path, sql);
  return path;
}

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, damage->layout, damage->sql);
  g_autoptr (LfTestMended) mended = lf_test_mend (path, NULL);
  g_autofree char *changes = lf_test_mended_describe (mended);
  g_autofree char *left = lf_test_describe (mended->after);
  g_autofree char *sql = g_strdup_printf (CELLS, damage->table);
  g_autofree char *indexes = lf_test_query (path, sql);
  g_autoptr (LfTestMended) again = NULL;

  g_assert_cmpstr (changes, ==, damage->changes);
  g_assert_cmpstr (left, ==, damage->left);
  g_assert_cmpstr (indexes, ==, damage->indexes);

  again = lf_test_mend (path, NULL);
  g_assert_false (again->did_anything);
}

static void
test_only (void)
{
  static const char *const only[] = { "indexes.missing.imaging_sessions.date", NULL };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_LAYOUT_2,
                                "DROP INDEX idx_session_date;"
                                "DROP INDEX idx_session_telescope_camera;"
                                "CREATE INDEX twice ON fits_files (observer)");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, only);
  g_autofree char *changes = lf_test_mended_describe (mended);
  g_autofree char *left = lf_test_describe (mended->after);

  g_assert_cmpstr (changes, ==, "created imaging_sessions idx_session_date");
  g_assert_cmpstr (left, ==,
                   "indexes.missing.imaging_sessions.telescope_camera! indexes.duplicate.twice!");
}

static LfWriter *
open_writer (const char *path,
             LfJob      *job)
{
  g_autoptr (GError) error = NULL;
  LfWriter *writer = lf_writer_open (path, job, &error);

  g_assert_no_error (error);
  return writer;
}

/* Values that repeat since the check keep the one index away, not the others */
static void
test_unique_broken_meanwhile (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_LAYOUT_2,
                                "DROP INDEX ix_fits_files_md5sum; DROP INDEX idx_session_date");
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, path);
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  g_autoptr (LfWriter) writer = open_writer (path, job);
  g_autoptr (GError) error = NULL;
  LfChange *change;

  lf_test_exec (path, "UPDATE fits_files SET md5sum = 'same'");
  g_assert_true (lf_mend_indexes (plan, writer, run, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (run->changes->len, ==, 2);
  change = g_ptr_array_index (run->changes, 0);
  g_assert_cmpint (change->kind, ==, LF_CHANGE_CREATED);
  change = g_ptr_array_index (run->changes, 1);
  g_assert_cmpint (change->kind, ==, LF_CHANGE_NOT_RESTORABLE);
  g_assert_cmpuint (change->count, ==, 5);
  g_assert_cmpstr (change->text, ==,
                   "UNIQUE of md5sum in fits_files is not restored, because 5 rows repeat the "
                   "values of others.");
}

/* All or nothing */
static void
test_failure (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_LAYOUT_2,
                                "DROP INDEX idx_session_date;"
                                "CREATE INDEX twice ON fits_files (observer)");
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, path);
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  g_autoptr (LfWriter) writer = open_writer (path, job);
  g_autoptr (GError) error = NULL;
  g_autofree char *indexes = NULL;

  lf_test_exec (path, "DROP INDEX twice");
  g_assert_false (lf_mend_indexes (plan, writer, run, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  g_assert_cmpuint (run->changes->len, ==, 0);
  indexes = lf_test_query (path, "SELECT name FROM pragma_index_list('imaging_sessions')"
                                 " WHERE origin = 'c'");
  g_assert_cmpstr (indexes, ==, "idx_session_telescope_camera");
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strdup_printf ("/mend-indexes/%s", damages[i].name);

      g_test_add_data_func (name, &damages[i], test_damage);
    }
  g_test_add_func ("/mend-indexes/only", test_only);
  g_test_add_func ("/mend-indexes/unique-broken-meanwhile", test_unique_broken_meanwhile);
  g_test_add_func ("/mend-indexes/failure", test_failure);
  return g_test_run ();
}
