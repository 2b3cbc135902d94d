/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <demo/lf-demo.h>
#include <string.h>

#include "catalog/lf-query.h"
#include "lf-test-folder.h"
#include "lf-test-run.h"
#include "lf-test-support.h"
#include "maintenance/lf-plan-node.h"
#include "maintenance/lf-plan.h"
#include "maintenance/lf-timing.h"

#define SQL "SELECT 1 FROM fits_files AS f JOIN processing_session_files AS psf"

/* Steps as SQLite 3.40 words them */
static void
test_nodes (void)
{
  static const struct { const char *detail; LfPlanKind kind; const char *table, *index; } cases[] = {
    { "SCAN f", LF_PLAN_SCAN, "fits_files", NULL },
    { "SCAN f USING INDEX i", LF_PLAN_SCAN_INDEX, "fits_files", "i" },
    { "SCAN f USING COVERING INDEX i", LF_PLAN_SCAN_INDEX, "fits_files", "i" },
    { "SEARCH f USING INTEGER PRIMARY KEY (rowid=?)", LF_PLAN_SEARCH_ROWID, "fits_files", NULL },
    { "SEARCH psf USING INDEX i (a=?)", LF_PLAN_SEARCH_INDEX, "processing_session_files", "i" },
    { "SEARCH psf USING COVERING INDEX i (a=?) LEFT-JOIN", LF_PLAN_SEARCH_INDEX,
      "processing_session_files", "i" },
    { "SEARCH f USING AUTOMATIC COVERING INDEX (id=?)", LF_PLAN_AUTOMATIC_INDEX, "fits_files",
      NULL },
    { "SEARCH f USING AUTOMATIC PARTIAL COVERING INDEX (id=?)", LF_PLAN_AUTOMATIC_INDEX,
      "fits_files", NULL },
    { "SCAN c", LF_PLAN_SCAN, NULL, NULL },
    { "SCAN (subquery-3)", LF_PLAN_SCAN, NULL, NULL },
    { "SCAN fits_files", LF_PLAN_SCAN, "fits_files", NULL },
    { "USE TEMP B-TREE FOR GROUP BY", LF_PLAN_TEMPORARY, NULL, NULL },
    { "LIST SUBQUERY 1", LF_PLAN_OTHER, NULL, NULL },
    { "BLOOM FILTER ON psf (fits_file_id=?)", LF_PLAN_OTHER, NULL, NULL },
    /* The word alone proves nothing */
    { "MATERIALIZE SCAN INDEX", LF_PLAN_OTHER, NULL, NULL },
    { "", LF_PLAN_OTHER, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfPlanNode *node = lf_plan_node_parse (cases[i].detail, SQL);

      g_test_message ("%s", cases[i].detail);
      g_assert_cmpint (node->kind, ==, cases[i].kind);
      g_assert_cmpstr (node->table, ==, cases[i].table);
      g_assert_cmpstr (node->index, ==, cases[i].index);
      lf_plan_node_free (node);
    }
}

/* A whole large table is too much for one session, and not for all of them */
static void
test_judgement (void)
{
  static const struct
  {
    const char *detail;
    guint64     n_rows;
    gboolean    of_session;
    guint       n_links;
    LfSeverity  severity;
  } cases[] = {
    { "SCAN f", 25285, TRUE, 23, LF_SEVERITY_WARNING },
    { "SCAN f USING INDEX i", 25285, TRUE, 23, LF_SEVERITY_WARNING },
    { "SCAN f", 25285, FALSE, 0, LF_SEVERITY_OK },
    { "SCAN f", 999, TRUE, 23, LF_SEVERITY_OK },
    { "SCAN f", 1200, TRUE, 1200, LF_SEVERITY_OK },
    { "SCAN c", 25285, TRUE, 23, LF_SEVERITY_OK },
    { "SEARCH f USING INTEGER PRIMARY KEY (rowid=?)", 25285, TRUE, 23, LF_SEVERITY_OK },
    { "SEARCH f USING AUTOMATIC COVERING INDEX (id=?)", 25285, FALSE, 0, LF_SEVERITY_WARNING },
    { "SEARCH c USING AUTOMATIC COVERING INDEX (id=?)", 0, FALSE, 0, LF_SEVERITY_OK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfPlanNode *node = lf_plan_node_parse (cases[i].detail, SQL);

      node->n_rows = cases[i].n_rows;
      lf_plan_node_judge (node, cases[i].of_session, cases[i].n_links);
      g_assert_cmpint (node->severity, ==, cases[i].severity);
      g_assert_nonnull (node->words);
      lf_plan_node_free (node);
    }
}

static LfConnection *
open_demo (const char  *folder,
           LfDemoState  state)
{
  LfDemoOptions options = { state, 2000, 12 };
  g_autofree char *path = g_build_filename (folder, "catalog.db", NULL);
  g_autoptr (GError) error = NULL;
  LfConnection *connection;

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  connection = lf_connection_open (path, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
test_demo (gconstpointer state)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfConnection) connection = open_demo (folder, GPOINTER_TO_INT (state));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = lf_plans_explain (connection, NULL, &error);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < plans->len; i++)
    {
      LfPlan *plan = g_ptr_array_index (plans, i);

      g_assert_cmpuint (plan->nodes->len, >, 0);
      g_assert_cmpint (plan->session != NULL, ==, lf_plan_needs_session (plan->query));
    }

  lf_plans_add_findings (plans, findings);
  if (GPOINTER_TO_INT (state) != LF_DEMO_MIGRATED)
    {
      g_assert_cmpuint (findings->len, ==, 0);
      return;
    }

  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpstr (lf_finding_get_id (g_ptr_array_index (findings, 0)), ==,
                   "plans.session-details.scan.fits_files");
  g_assert_cmpstr (lf_finding_get_message (g_ptr_array_index (findings, 0)), ==,
                   "“Session details” reads all 2,000 rows of fits_files for one session.");
}

static void
test_percentiles (void)
{
  static const double one[] = { 7 };
  static const double five[] = { 1, 2, 3, 4, 10 };

  g_assert_cmpfloat (lf_timing_percentile (one, 1, 0.95), ==, 7);
  g_assert_cmpfloat (lf_timing_percentile (five, 5, 0), ==, 1);
  g_assert_cmpfloat (lf_timing_percentile (five, 5, 0.5), ==, 3);
  g_assert_cmpfloat (lf_timing_percentile (five, 5, 0.625), ==, 3.5);
  g_assert_cmpfloat (lf_timing_percentile (five, 5, 1), ==, 10);
  g_assert_cmpfloat_with_epsilon (lf_timing_percentile (five, 5, 0.95), 8.8, 1e-9);
}

static void
test_timings (gconstpointer state)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfConnection) connection = open_demo (folder, GPOINTER_TO_INT (state));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) timings = lf_timings_measure (connection, NULL, 2, LF_TIMINGS_ALL,
                                                     &error);
  g_autoptr (LfSampleSessions) samples = lf_sample_sessions_choose (connection, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (samples->largest.n_links, >=, samples->typical.n_links);
  for (guint i = 0; i < timings->len; i++)
    {
      LfTiming *timing = g_ptr_array_index (timings, i);

      g_assert_cmpuint (timing->n_runs, ==, 2);
      g_assert_cmpfloat (timing->p05_ms, <=, timing->median_ms);
      g_assert_cmpfloat (timing->median_ms, <=, timing->p95_ms);
      g_assert_cmpuint (timing->work.vm_steps, >, 0);

      /* What the program that reads every frame gets is what we add up */
      if (g_str_equal (timing->query, "old-all-columns"))
        g_assert_cmpuint (timing->n_rows, ==, timing->n_links);
      if (g_str_equal (timing->query, LF_QUERY_SESSION_LIST))
        g_assert_cmpuint (timing->n_rows, ==, 12);
    }
}

static void
test_quick_timings (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfConnection) connection = open_demo (folder, LF_DEMO_HEALTHY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = lf_timings_measure (connection, NULL, 1, LF_TIMINGS_ALL, &error);
  g_autoptr (GPtrArray) quick = lf_timings_measure (connection, NULL, 1, LF_TIMINGS_QUICK, &error);
  guint n_old = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < quick->len; i++)
    {
      LfTiming *timing = g_ptr_array_index (quick, i);

      g_assert_false (timing->is_largest && g_str_has_prefix (timing->query, "old-"));
      n_old += g_str_has_prefix (timing->query, "old-");
    }
  g_assert_cmpuint (n_old, ==, 4);
  g_assert_cmpuint (quick->len, ==, all->len - 4);
}

/* One that takes too long is ended, and nothing is made up; the next one is measured as ever */
static void
test_limit (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfConnection) connection = open_demo (folder, LF_DEMO_HEALTHY);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfTiming) ended =
    lf_timing_measure (connection, LF_QUERY_SESSION_LIST, NULL, 2, 0, &error);
  g_autoptr (LfTiming) measured =
    lf_timing_measure (connection, LF_QUERY_SESSION_LIST, NULL, 2, G_MAXUINT, &error);
  g_autofree char *rows = lf_timing_format_count (ended, ended->n_rows);
  g_autofree char *time = NULL;

  g_assert_no_error (error);
  g_assert_true (lf_timing_is_bound (ended));
  g_assert_cmpuint (ended->n_runs, ==, 0);
  g_assert_cmpfloat (ended->median_ms, ==, 0);
  g_assert_cmpuint (ended->work.vm_steps, ==, 0);
  g_assert_cmpstr (rows, ==, "–");
  ended->median_ms = LF_TIMING_LIMIT_MS;
  time = lf_timing_format (ended, ended->median_ms);
  g_assert_cmpstr (time, ==, "> 10.00 s");
  g_assert_cmpint (lf_timing_get_verdict (ended), ==, LF_VERDICT_VERY_SLOW);

  g_assert_false (lf_timing_is_bound (measured));
  g_assert_cmpuint (measured->n_runs, ==, 2);
  g_assert_cmpuint (measured->n_rows, ==, 12);
}

static LfPlanNode *
add_node (LfPlan     *plan,
          LfPlanKind  kind,
          guint64     n_rows)
{
  LfPlanNode *node = g_new0 (LfPlanNode, 1);

  node->kind = kind;
  node->table = g_strdup ("t");
  node->n_rows = n_rows;
  g_ptr_array_add (plan->nodes, node);
  return node;
}

/* A table that is read once a link takes longer than one that is read once, but no longer than it
 * is given */
static void
test_estimate (void)
{
  g_autoptr (LfRunState) state = lf_run_state_new ();
  LfPlan *plan = lf_test_run_add_plan (state, "session-details", "S");
  LfPlanNode *node = add_node (plan, LF_PLAN_SEARCH_INDEX, 0);

  plan->n_links = 5;
  g_assert_cmpfloat (lf_timings_estimate (state->plans, LF_TIMINGS_ALL), ==, 0);

  add_node (plan, LF_PLAN_SCAN, 1000000);
  g_assert_cmpfloat (lf_timings_estimate (state->plans, LF_TIMINGS_ALL), ==, 20);
  plan->n_links = 1000;
  g_assert_cmpfloat (lf_timings_estimate (state->plans, LF_TIMINGS_ALL), ==, 10);
  node->depth = 1;
  g_assert_cmpfloat (lf_timings_estimate (state->plans, LF_TIMINGS_ALL), ==, 4);
}

static void
test_cancel (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfConnection) connection = open_demo (folder, LF_DEMO_MIGRATED);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  lf_connection_begin (connection, cancellable);
  g_assert_null (lf_timings_measure (connection, NULL, 30, LF_TIMINGS_ALL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
}

/* Each title stands in the code as well, where those who translate find it */
static void
test_titles (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "src", "maintenance",
                                                 "lf-plan.c", NULL);
  g_auto (GStrv) names = lf_query_list_names ();
  g_autofree char *code = NULL;

  g_assert_true (g_file_get_contents (path, &code, NULL, NULL));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *title = lf_plan_get_title (names[i]);
      g_autofree char *marked = g_strdup_printf ("N_(\"%s\")", title);

      g_test_message ("%s", marked);
      g_assert_nonnull (strstr (code, marked));
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/plan/nodes", test_nodes);
  g_test_add_func ("/plan/judgement", test_judgement);
  g_test_add_func ("/plan/titles", test_titles);
  g_test_add_data_func ("/plan/healthy", GINT_TO_POINTER (LF_DEMO_HEALTHY), test_demo);
  g_test_add_data_func ("/plan/migrated", GINT_TO_POINTER (LF_DEMO_MIGRATED), test_demo);
  g_test_add_data_func ("/plan/legacy", GINT_TO_POINTER (LF_DEMO_LEGACY), test_demo);
  g_test_add_func ("/timing/percentiles", test_percentiles);
  g_test_add_data_func ("/timing/healthy", GINT_TO_POINTER (LF_DEMO_HEALTHY), test_timings);
  g_test_add_data_func ("/timing/legacy", GINT_TO_POINTER (LF_DEMO_LEGACY), test_timings);
  g_test_add_func ("/timing/quick", test_quick_timings);
  g_test_add_func ("/timing/limit", test_limit);
  g_test_add_func ("/timing/estimate", test_estimate);
  g_test_add_func ("/timing/cancel", test_cancel);
  return g_test_run ();
}
