/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "lf-test-support.h"
#include "maintenance/lf-run.h"

static char *
identify (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *identity = lf_identity_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (identity), ==, 32);
  return identity;
}

static void
test_new (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *link = g_build_filename (folder, "link.db", NULL);
  g_autofree char *real = lf_identity_resolve_path (path);
  g_autoptr (LfRun) run = NULL;
  LfRunStep *step;
  LfChange *change;

  g_assert_cmpint (symlink (path, link), ==, 0);
  run = lf_run_new (LF_RUN_TRIAL, link);
  g_assert_cmpstr (run->catalog, ==, real);
  g_assert_cmpint (run->outcome, ==, LF_RUN_FAILED);
  g_assert_cmpint (run->started, <=, g_get_real_time ());
  g_assert_null (run->after);
  g_assert_cmpuint (run->before->findings->len, ==, 0);
  g_assert_cmpuint (run->before->tables->len, ==, 0);

  step = lf_run_add_step (run, "vacuum", "Writing the file anew");
  g_assert_cmpint (step->outcome, ==, LF_STEP_SKIPPED);
  step->detail = g_strdup ("No page is free.");
  lf_run_add_change (run, LF_CHANGE_DROPPED, "fits_files", "spare", 0, "It was a duplicate.");
  change = g_ptr_array_index (run->changes, 0);
  g_assert_cmpstr (change->name, ==, "spare");
  g_assert_cmpuint (run->steps->len, ==, 1);
}

static void
test_path_of_nothing (void)
{
  g_autofree char *path = lf_identity_resolve_path ("/nowhere/./at/../all.db");

  g_assert_cmpstr (path, ==, "/nowhere/all.db");
}

static void
add_name (GHashTable *names,
          const char *name,
          const char *title)
{
  g_assert_cmpstr (title, !=, "");
  g_assert_true (g_hash_table_add (names, (gpointer) name));
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, "/a.db");

  for (LfRunKind i = 0; i < LF_N_RUN_KINDS; i++)
    add_name (names, lf_run_kind_get_name (i), lf_run_kind_get_title (i));
  for (LfChangeKind i = 0; i < LF_N_CHANGE_KINDS; i++)
    add_name (names, lf_change_kind_get_name (i), lf_change_kind_get_title (i));
  for (LfStepOutcome i = 0; i < LF_N_STEP_OUTCOMES; i++)
    add_name (names, lf_step_outcome_get_name (i), lf_step_outcome_get_title (i));

  run->outcome = LF_RUN_DONE;
  g_assert_cmpstr (lf_run_get_outcome_name (run), ==, "repaired");
  run->kind = LF_RUN_VACUUM;
  g_assert_cmpstr (lf_run_get_outcome_name (run), ==, "done");
  run->outcome = LF_RUN_NOTHING_TO_DO;
  g_assert_cmpstr (lf_run_get_outcome_name (run), ==, "nothing-to-do");
}

static void
test_identity_stays (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();

  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      const char *name = lf_test_layout_get_name (layout);
      g_autofree char *path = lf_test_make_catalog (folder, name, layout, FALSE);
      g_autofree char *moved = g_strconcat (path, "-moved", NULL);
      g_autofree char *before = identify (path);
      g_autofree char *hash = lf_test_hash_file (path);
      g_autofree char *hash_after = NULL;
      g_autofree char *after = NULL;
      g_autofree char *grown = NULL;

      lf_test_copy_file (path, moved);
      after = identify (moved);
      g_assert_cmpstr (before, ==, after);
      hash_after = lf_test_hash_file (path);
      g_assert_cmpstr (hash, ==, hash_after);

      lf_test_exec (moved, "INSERT INTO processing_sessions (id, name) VALUES ('x', 'x');"
                           "INSERT INTO fits_files (file, folder, md5sum)"
                           " VALUES ('n.fits', '/', 'n');"
                           "UPDATE fits_files SET object = 'M 31';"
                           "PRAGMA journal_mode=WAL; PRAGMA page_size=8192; VACUUM; ANALYZE");
      grown = identify (moved);
      g_assert_cmpstr (before, ==, grown);
    }
}

/* The migration of the cataloger renames tables and makes the frames anew */
static void
test_identity_survives_migration (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *old = lf_test_make_catalog (folder, "1.db", LF_TEST_LAYOUT_1, FALSE);
  g_autofree char *new = lf_test_make_catalog (folder, "2.db", LF_TEST_MIGRATED, TRUE);
  g_autofree char *mended = lf_test_make_catalog (folder, "3.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *identity = identify (old);
  g_autofree char *migrated = identify (new);
  g_autofree char *repaired = identify (mended);

  g_assert_cmpstr (identity, ==, migrated);
  g_assert_cmpstr (identity, ==, repaired);
}

static void
test_identity_differs (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char *const changes[] = {
    "SELECT 1",
    "INSERT INTO schema_version (version, applied_at) VALUES (1, '2024-01-01 20:00:00')",
    "INSERT INTO schema_version (version, applied_at) VALUES (1, '2024-01-01 20:00:01')",
    "UPDATE fits_files SET md5sum = 'other' WHERE id = 1",
    "DELETE FROM processing_session_files; DELETE FROM fits_files;",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.db", i);
      g_autofree char *path = lf_test_make_catalog (folder, name, LF_TEST_LAYOUT_2, FALSE);

      lf_test_exec (path, changes[i]);
      g_assert_true (g_hash_table_add (seen, identify (path)));
    }
}

static char *
identify_empty (const char *folder,
                const char *name)
{
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (folder, name, LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *path = g_strdup (catalog->path);

  lf_test_catalog_close (g_steal_pointer (&catalog));
  return identify (path);
}

static void
test_identity_of_nothing (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *missing = g_build_filename (folder, "none.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_null (lf_identity_load (missing, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);

  first = identify_empty (folder, "a.db");
  second = identify_empty (folder, "b.db");
  g_assert_cmpstr (first, !=, second);
}

static void
test_take_report (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_MIGRATED, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJob) job = lf_job_new ("Checking");
  LfCheckReport *report = lf_check_run (path, LF_CHECK_QUICK, job, &error);
  g_autoptr (LfRunState) state = lf_run_state_new ();
  guint n_findings;

  g_assert_no_error (error);
  n_findings = report->findings->len;
  g_assert_cmpuint (n_findings, >, 0);
  lf_run_state_take_report (state, report);
  g_assert_cmpuint (state->bytes, ==, report->space->file_bytes);
  lf_check_report_free (report);

  g_assert_cmpuint (state->findings->len, ==, n_findings);
  g_assert_nonnull (lf_finding_get_id (g_ptr_array_index (state->findings, 0)));
  g_assert_cmpuint (state->n_rows, >, 6);
  g_assert_cmpuint (state->objects->len, >, 5);
  g_assert_nonnull (g_array_index (state->objects, LfSpaceObject, 0).name);
  g_assert_nonnull (lf_run_state_find_plan (state, "session-details", "S1"));
  g_assert_null (lf_run_state_find_plan (state, "session-details", NULL));
  g_assert_nonnull (lf_run_state_find_plan (state, "session-list", NULL));
}

static void
test_cheap_report (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfJob) job = lf_job_new ("Checking");
  g_autoptr (LfCheckReport) report = lf_check_run (path, LF_CHECK_CHEAP, job, NULL);
  g_autoptr (LfRunState) state = lf_run_state_new ();

  lf_run_state_take_report (state, report);
  g_assert_cmpuint (state->plans->len, ==, 0);
  g_assert_cmpuint (state->objects->len, ==, 0);
}

static void
test_find_timing (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GPtrArray) timings =
    lf_timings_measure (connection, NULL, 3, LF_TIMINGS_ALL, NULL);
  g_autoptr (LfRunState) state = lf_run_state_new ();
  LfTiming *largest;
  LfTiming *typical;

  g_assert_null (lf_run_state_find_timing (state, "session-details", TRUE));
  lf_run_state_take_timings (state, timings);
  largest = lf_run_state_find_timing (state, "session-details", TRUE);
  typical = lf_run_state_find_timing (state, "session-details", FALSE);
  g_assert_nonnull (largest);
  g_assert_true (largest->is_largest);
  g_assert_true (typical == NULL || !typical->is_largest);
  g_assert_nonnull (lf_run_state_find_timing (state, "session-list", TRUE));
  g_assert_true (lf_run_state_find_timing (state, "session-list", TRUE) ==
                 lf_run_state_find_timing (state, "session-list", FALSE));
  g_assert_null (lf_run_state_find_timing (state, "none", TRUE));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/run/new", test_new);
  g_test_add_func ("/run/path-of-nothing", test_path_of_nothing);
  g_test_add_func ("/run/names", test_names);
  g_test_add_func ("/run/identity/stays", test_identity_stays);
  g_test_add_func ("/run/identity/survives-migration", test_identity_survives_migration);
  g_test_add_func ("/run/identity/differs", test_identity_differs);
  g_test_add_func ("/run/identity/of-nothing", test_identity_of_nothing);
  g_test_add_func ("/run/state/take-report", test_take_report);
  g_test_add_func ("/run/state/cheap-report", test_cheap_report);
  g_test_add_func ("/run/state/find-timing", test_find_timing);

  return g_test_run ();
}
