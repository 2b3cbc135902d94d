/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "app/lf-check-text.h"
#include "app/lf-data-row.h"
#include "app/lf-plan-card.h"
#include "app/lf-report-rows.h"
#include "app/lf-structure-card.h"
#include "app/lf-structure-rows.h"
#include "app/lf-timing-rows.h"
#include "charts/lf-range-row.h"
#include "lf-test-run.h"
#include "lf-test-ui.h"

static LfCheckReport *
check (const char   *path,
       LfCheckScope  scope)
{
  g_autoptr (LfJob) job = lf_job_new ("Checking");
  g_autoptr (GError) error = NULL;
  LfCheckReport *report = lf_check_run (path, scope, job, &error);

  g_assert_no_error (error);
  return report;
}

/* The cells of the first row that has a text, separated by `|`, with the name of its state */
static char *
dup_row (GPtrArray  *rows,
         const char *text,
         guint       n_cells)
{
  for (guint i = 0; i < rows->len; i++)
    {
      LfDataRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GString) cells =
        g_string_new (lf_severity_get_name (lf_data_row_get_state (row)));

      for (guint cell = 0; cell < n_cells; cell++)
        g_string_append_printf (cells, "|%s", lf_data_row_get_text (row, cell));
      if (strstr (cells->str, text) != NULL)
        return g_string_free (g_steal_pointer (&cells), FALSE);
    }
  return g_strdup ("");
}

static void
assert_row (GPtrArray  *rows,
            const char *text,
            guint       n_cells,
            const char *expected)
{
  g_autofree char *row = dup_row (rows, text, n_cells);

  g_assert_cmpstr (row, ==, expected);
}

static void
assert_summary (LfCheckReport *report,
                LfCheck        which,
                const char    *severity,
                const char    *expected)
{
  g_autofree char *summary = lf_check_text_summarize (report, NULL, which);
  LfSeverity state = LF_SEVERITY_OK;
  gboolean known = lf_check_text_get_state (report, NULL, which, &state);

  g_assert_cmpstr (summary, ==, expected);
  g_assert_cmpstr (known ? lf_severity_get_name (state) : "", ==, severity);
}

static void
test_nothing_known (LfTestUi      *ui,
                    gconstpointer  data)
{
  for (guint i = 0; i < LF_CHECK_TIMINGS; i++)
    assert_summary (NULL, (LfCheck) i, "", "not checked yet");
  assert_summary (NULL, LF_CHECK_TIMINGS, "", "not measured yet");
}

static void
test_cheap (LfTestUi      *ui,
            gconstpointer  data)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *path = g_strdup (catalog->path);
  g_autoptr (LfCheckReport) report = NULL;
  g_autoptr (GPtrArray) space = NULL;

  lf_test_catalog_close (catalog);
  report = check (path, LF_CHECK_CHEAP);
  space = lf_report_rows_list_space (report->space);
  assert_summary (report, LF_CHECK_INTEGRITY, "", "not checked yet");
  assert_summary (report, LF_CHECK_STRUCTURE, "ok", "as it should be");
  assert_summary (report, LF_CHECK_PLANS, "", "not checked yet");
  g_assert_cmpuint (space->len, ==, 0);
}

static void
test_migrated (LfTestUi      *ui,
               gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_MIGRATED, FALSE);
  g_autoptr (LfCheckReport) report = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) worded = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autofree char *summary = NULL;
  LfTableStructure *table;

  lf_test_exec (path, "ALTER TABLE fits_files ADD COLUMN \"my\nrating\" INTEGER");
  report = check (path, LF_CHECK_FULL);
  assert_summary (report, LF_CHECK_INTEGRITY, "error", "foreign keys broken");
  summary = lf_check_text_summarize (report, NULL, LF_CHECK_STRUCTURE);
  g_assert_true (g_str_has_prefix (summary, "primary key lost · "));

  table = lf_structure_report_find_table (report->structure, "fits_files");
  g_assert_false (lf_structure_rows_is_in_order (table));
  differences = lf_structure_rows_list_differences (table, FALSE);
  assert_row (differences, "Primary key", 4, "error|Primary key|id||INTEGER PRIMARY KEY (id)");
  worded = lf_structure_rows_list_differences (table, TRUE);
  g_assert_cmpuint (worded->len, >, 10);
  own = lf_structure_rows_list_own (report->structure);
  assert_row (own, "rating", 2, "ok|my rating|column of fits_files");
}

static void
test_rows (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_MIGRATED, FALSE);
  g_autoptr (LfCheckReport) report = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *summary = NULL;
  LfTableStructure *table;

  lf_test_exec (path, "UPDATE fits_files SET id = NULL WHERE rowid <= 2;"
                      "UPDATE fits_files SET id = 4 WHERE rowid = 3");
  report = check (path, LF_CHECK_QUICK);
  table = lf_structure_report_find_table (report->structure, "fits_files");
  problems = lf_structure_rows_list_problems (table);
  assert_row (problems, "without an id", 4, "error|2|without an id|id|1, 2");
  assert_row (problems, "of another", 4, "error|1|with the id of another|id|4");
  summary = lf_structure_card_summarize (table);
  lf_test_ui_assert_has (summary, " differences · problems with rows");
}

static void
test_indexes (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfCheckReport) report = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *first = NULL;
  g_autofree char *summary = NULL;

  lf_test_exec (path, "CREATE INDEX twice ON fits_files (object);"
                      "CREATE INDEX twice_again ON fits_files (object)");
  report = check (path, LF_CHECK_QUICK);
  rows = lf_report_rows_list_indexes (report->indexes);
  first = dup_row (rows, "", 1);
  g_assert_cmpstr (first, ==, "ok|fits_files");
  assert_row (rows, "|twice_again|", 4,
              "warning|fits_files|object|twice_again|duplicate of twice");
  /* Those that are one too many are not told as what is needed as well */
  assert_row (rows, "frames by object", 4,
              "ok|fits_files|object|idx_object_date, twice|frames by object");
  summary = lf_check_text_summarize (report, NULL, LF_CHECK_INDEXES);
  lf_test_ui_assert_has (summary, "1 duplicate");
}

static void
test_statistics (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfCheckReport) report = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) indexes = NULL;

  lf_test_exec (path, "CREATE INDEX idx_fits_object ON fits_files (object); ANALYZE;"
                      "UPDATE sqlite_stat1 SET stat = '90000 3' WHERE idx = 'idx_fits_object';"
                      "DELETE FROM sqlite_stat1 WHERE tbl = 'fits_files' "
                      "AND idx <> 'idx_fits_object'");
  report = check (path, LF_CHECK_QUICK);
  assert_summary (report, LF_CHECK_STATISTICS, "warning", "1 table out of date");
  rows = lf_report_rows_list_tables (report);
  lf_test_ui_assert_has (lf_data_row_get_text (g_ptr_array_index (rows, 0), 3), "out of date");
  g_assert_cmpint (lf_data_row_get_state (g_ptr_array_index (rows, 0)), ==, LF_SEVERITY_WARNING);
  indexes = lf_report_rows_list_statistics (report->statistics);
  assert_row (indexes, "idx_fits_object", 4,
              "ok|fits_files|idx_fits_object|object|90,000 rows; on average 3 rows have the same "
              "object");
}

static LfTiming *
make_timing (const char *query,
             const char *session,
             gboolean    is_largest,
             double      median)
{
  LfTiming *timing = g_new0 (LfTiming, 1);

  timing->query = g_strdup (query);
  timing->title = g_strdup (query);
  timing->session = g_strdup (session);
  timing->n_links = is_largest ? 1201 : 23;
  timing->is_largest = is_largest;
  timing->n_runs = 30;
  timing->n_rows = 5;
  timing->median_ms = median;
  timing->p05_ms = median / 2;
  timing->p95_ms = median * 2;
  timing->work.vm_steps = 12345;
  return timing;
}

static void
test_timings (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) timings = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_timing_free);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) times = NULL;
  g_autoptr (GPtrArray) work = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *sessions = NULL;
  LfRangeRow *row;
  LfSeverity state;

  g_ptr_array_add (timings, make_timing ("old-count", "S1", TRUE, 3755));
  g_ptr_array_add (timings, make_timing ("session-details", "S1", TRUE, 150));
  g_ptr_array_add (timings, make_timing ("session-details", "S2", FALSE, 5.4));
  g_ptr_array_add (timings, make_timing ("session-list", NULL, FALSE, 3.6));

  summary = lf_check_text_summarize (NULL, timings, LF_CHECK_TIMINGS);
  g_assert_cmpstr (summary, ==, "details: 150 ms");
  /* What the old script asked is no longer waited for, so it is not judged */
  g_assert_true (lf_check_text_get_state (NULL, timings, LF_CHECK_TIMINGS, &state));
  g_assert_cmpint (state, ==, LF_SEVERITY_WARNING);

  rows = lf_timing_rows_list_table (timings);
  g_assert_cmpuint (rows->len, ==, 4);
  assert_row (rows, "session-details|largest", 9,
              "warning|session-details|largest|slow|150 ms|75 ms|300 ms|30|5|12,345");
  assert_row (rows, "old-count", 3, "error|old-count|largest|very slow");
  g_assert_cmpstr (lf_data_row_get_text (g_ptr_array_index (rows, 3), 0), ==, "old-count");

  times = lf_timing_rows_list_chart (timings, FALSE);
  row = g_ptr_array_index (times, 0);
  g_assert_cmpstr (row->sublabel, ==, "largest session, 1,201 frames");
  g_assert_cmpfloat (row->values[0].median, ==, 150);
  g_assert_cmpstr (row->verdict, ==, "slow");
  work = lf_timing_rows_list_chart (timings, TRUE);
  row = g_ptr_array_index (work, 2);
  g_assert_null (row->sublabel);
  g_assert_cmpfloat (row->values[0].median, ==, 12345);
  g_assert_true (isnan (row->values[0].low));

  lf_test_timing_end (g_ptr_array_index (timings, 1), 10000);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = lf_timing_rows_list_table (timings);
  assert_row (rows, "session-details|largest", 9,
              "error|session-details|largest|very slow|> 10.00 s|> 10.00 s|> 10.00 s|–|–|–");
  g_clear_pointer (&times, g_ptr_array_unref);
  times = lf_timing_rows_list_chart (timings, FALSE);
  row = g_ptr_array_index (times, 0);
  g_assert_true (row->values[0].is_least);
  g_assert_cmpfloat (row->values[0].median, ==, 10000);
  g_clear_pointer (&work, g_ptr_array_unref);
  work = lf_timing_rows_list_chart (timings, TRUE);
  row = g_ptr_array_index (work, 0);
  g_assert_true (isnan (row->values[0].median));

  sessions = lf_timing_rows_describe_sessions (timings);
  g_assert_cmpstr (sessions, ==,
                   "largest session, 1,201 frames: S1 · typical session, 23 frames: S2");
}

static void
test_plans (LfTestUi      *ui,
            gconstpointer  data)
{
  LfPlan largest = { .query = (char *) "q", .session = (char *) "S1", .n_links = 1201 };
  LfPlan typical = { .query = (char *) "q", .session = (char *) "S2", .n_links = 1 };
  LfPlan all = { .query = (char *) "p" };
  g_autofree char *both = lf_plan_card_describe_sessions (&largest, &typical, TRUE);
  g_autofree char *one = lf_plan_card_describe_sessions (&typical, NULL, FALSE);
  g_autofree char *none = lf_plan_card_describe_sessions (&all, NULL, TRUE);

  g_assert_cmpstr (both, ==, "largest session (1,201 frames) and a typical one (1)");
  g_assert_cmpstr (one, ==, "typical session (1 frame)");
  g_assert_cmpstr (none, ==, "");

  largest.nodes = g_ptr_array_new ();
  typical.nodes = g_ptr_array_new ();
  all.nodes = g_ptr_array_new ();
  g_assert_true (lf_plan_card_is_same (&largest, &typical));
  g_assert_false (lf_plan_card_is_same (&largest, &all));
  g_ptr_array_add (largest.nodes, &(LfPlanNode){ .depth = 0, .detail = (char *) "SCAN f" });
  g_assert_false (lf_plan_card_is_same (&largest, &typical));
  g_ptr_array_add (typical.nodes, &(LfPlanNode){ .depth = 0, .detail = (char *) "SEARCH f" });
  g_assert_false (lf_plan_card_is_same (&largest, &typical));
  g_ptr_array_unref (largest.nodes);
  g_ptr_array_unref (typical.nodes);
  g_ptr_array_unref (all.nodes);
}

static void
test_data_row (LfTestUi      *ui,
               gconstpointer  data)
{
  g_autoptr (LfDataRow) one = lf_data_row_new (LF_SEVERITY_OK);
  g_autoptr (LfDataRow) two = lf_data_row_new (LF_SEVERITY_OK);

  lf_data_row_add_text (one, "a\n\377b");
  lf_data_row_add_value (one, 0.5);
  g_assert_cmpstr (lf_data_row_get_text (one, 0), ==, "a \357\277\275b");
  g_assert_cmpstr (lf_data_row_get_text (one, 1), ==, "");
  g_assert_cmpstr (lf_data_row_get_text (one, 7), ==, "");
  g_assert_cmpfloat (lf_data_row_get_value (one, 1), ==, 0.5);

  g_assert_false (lf_data_row_equal (one, two));
  lf_data_row_add_text (two, "a\n\377b");
  lf_data_row_add_value (two, 0.25);
  g_assert_false (lf_data_row_equal (one, two));
  g_assert_true (lf_data_row_equal (two, two));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/report-rows/nothing-known", test_nothing_known, NULL);
  lf_test_ui_add ("/report-rows/cheap", test_cheap, NULL);
  lf_test_ui_add ("/report-rows/migrated", test_migrated, NULL);
  lf_test_ui_add ("/report-rows/rows", test_rows, NULL);
  lf_test_ui_add ("/report-rows/indexes", test_indexes, NULL);
  lf_test_ui_add ("/report-rows/statistics", test_statistics, NULL);
  lf_test_ui_add ("/report-rows/timings", test_timings, NULL);
  lf_test_ui_add ("/report-rows/plans", test_plans, NULL);
  lf_test_ui_add ("/report-rows/data-row", test_data_row, NULL);
  return g_test_run ();
}
