/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-run.h"

#include <string.h>

#include "maintenance/lf-plan-node.h"

/* Records of runs as they come from a repair, without one: some of each kind of fact, with texts
 * that somebody may mean harm with */

#define LARGEST "20230105_CFCD2084"
#define TYPICAL "20230110 <b>&amp;"

/**
 * lf_test_run_add_timing:
 * @state: where to add it
 * @query: a query's name
 * @largest: for the largest session, or for a typical one
 * @median_ms: its median; the percentiles are 10 % away
 * @vm_steps: its work
 *
 * Adds a timing.
 *
 * Returns: (transfer none): it
 */
LfTiming *
lf_test_run_add_timing (LfRunState *state,
                        const char *query,
                        gboolean    largest,
                        double      median_ms,
                        guint64     vm_steps)
{
  LfTiming *timing = g_new0 (LfTiming, 1);
  gboolean needs_session = lf_plan_needs_session (query);

  timing->query = g_strdup (query);
  timing->title = lf_plan_get_title (query);
  timing->session = needs_session ? g_strdup (largest ? LARGEST : TYPICAL) : NULL;
  timing->n_links = needs_session ? (largest ? 1201 : 23) : 0;
  timing->is_largest = needs_session && largest;
  timing->n_runs = 30;
  timing->n_rows = timing->n_links;
  timing->median_ms = median_ms;
  timing->p05_ms = median_ms * 0.9;
  timing->p95_ms = median_ms * 1.1;
  timing->work = (LfWork) { vm_steps, vm_steps / 10, 1, vm_steps / 100 };
  g_ptr_array_add (state->timings, timing);
  return timing;
}

/**
 * lf_test_timing_end:
 * @self: a timing
 * @limit_ms: a limit
 *
 * Makes it one whose run was ended at that limit.
 */
void
lf_test_timing_end (LfTiming *self,
                    double    limit_ms)
{
  self->n_runs = 0;
  self->n_rows = 0;
  self->median_ms = self->p05_ms = self->p95_ms = limit_ms;
  self->work = (LfWork) { 0 };
}

/**
 * lf_test_run_add_plan:
 * @state: where to add it
 * @query: a query's name
 * @session: (nullable): its session
 *
 * Adds a plan without steps.
 *
 * Returns: (transfer none): it
 */
LfPlan *
lf_test_run_add_plan (LfRunState *state,
                      const char *query,
                      const char *session)
{
  LfPlan *plan = g_new0 (LfPlan, 1);

  plan->query = g_strdup (query);
  plan->title = lf_plan_get_title (query);
  plan->session = g_strdup (session);
  plan->n_links = session != NULL ? 1201 : 0;
  plan->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_plan_node_free);
  g_ptr_array_add (state->plans, plan);
  return plan;
}

/**
 * lf_test_run_add_node:
 * @plan: where to add it
 * @kind: what it does
 * @depth: how deep it stands
 * @detail: SQLite's words
 *
 * Adds a step to a plan; a full scan is one that does too much.
 *
 * Returns: (transfer none): it
 */
LfPlanNode *
lf_test_run_add_node (LfPlan     *plan,
                      LfPlanKind  kind,
                      guint       depth,
                      const char *detail)
{
  LfPlanNode *node = g_new0 (LfPlanNode, 1);

  node->kind = kind;
  node->depth = depth;
  node->detail = g_strdup (detail);
  node->words = g_strdup (kind == LF_PLAN_SCAN ? "reads all 25,285 rows" : "");
  node->table = kind == LF_PLAN_SCAN ? g_strdup ("fits_files") : NULL;
  node->index = kind == LF_PLAN_SEARCH_INDEX ? g_strdup ("idx_\"a\"") : NULL;
  node->n_rows = kind == LF_PLAN_SCAN ? 25285 : 0;
  node->severity = kind == LF_PLAN_SCAN ? LF_SEVERITY_WARNING : LF_SEVERITY_OK;
  g_ptr_array_add (plan->nodes, node);
  return node;
}

/**
 * lf_test_run_add_object:
 * @state: where to add it
 * @name: a table or an index
 * @bytes: its size
 * @unused: what of it holds nothing
 *
 * Adds the size of a table or an index.
 */
void
lf_test_run_add_object (LfRunState *state,
                        const char *name,
                        guint64     bytes,
                        guint64     unused)
{
  LfSpaceObject object = { g_strdup (name), bytes, unused };

  g_array_append_val (state->objects, object);
}

/**
 * lf_test_run_add_table:
 * @state: where to add it
 * @name: a table
 * @n_rows: how many rows it has
 *
 * Adds what is in a table: always the same.
 */
void
lf_test_run_add_table (LfRunState *state,
                       const char *name,
                       guint64     n_rows)
{
  LfTableContent *content = g_new0 (LfTableContent, 1);

  content->table = g_strdup (name);
  content->n_rows = n_rows;
  content->columns = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (content->columns, g_strdup ("id"));
  g_ptr_array_add (content->columns, g_strdup ("my \"column\""));
  memset (content->checksum, (int) (n_rows % 251), LF_CONTENT_CHECKSUM_BYTES);
  g_ptr_array_set_free_func (state->tables, (GDestroyNotify) lf_table_content_free);
  g_ptr_array_add (state->tables, content);
}

static void
add_tables (LfRunState *state)
{
  lf_test_run_add_table (state, "fits_files", 25285);
  lf_test_run_add_table (state, "processing_sessions", 210);
  lf_test_run_add_table (state, "processing_session_files", 7084);
  state->n_rows = 32579;
}

static void
fill_before (LfRunState *state)
{
  LfPlan *plan;

  state->bytes = 46829568;
  state->free_bytes = 21544960;
  state->is_checked = TRUE;
  g_ptr_array_add (state->findings,
                   lf_finding_new (LF_CHECK_STRUCTURE, LF_SEVERITY_ERROR,
                                   "structure.fits_files.primary-key", "fits_files",
                                   "Every session reads all 25,285 frames because fits_files lost "
                                   "its primary key.",
                                   "The table is rebuilt with its primary key."));
  g_ptr_array_add (state->findings,
                   lf_finding_new (LF_CHECK_STRUCTURE, LF_SEVERITY_INFO, "structure.own.<table>",
                                   "<table>", "The table “<script>alert(1)</script>” is yours.",
                                   NULL));
  plan = lf_test_run_add_plan (state, "session-details", LARGEST);
  lf_test_run_add_node (plan, LF_PLAN_SEARCH_INDEX, 0, "SEARCH psf USING INDEX idx_\"a\" (b=?)");
  lf_test_run_add_node (plan, LF_PLAN_SCAN, 0, "SCAN f");
  lf_test_run_add_node (plan, LF_PLAN_TEMPORARY, 0, "USE TEMP B-TREE FOR GROUP BY");
  plan = lf_test_run_add_plan (state, "session-list", NULL);
  lf_test_run_add_node (plan, LF_PLAN_SCAN_INDEX, 0, "SCAN p USING INDEX created");

  lf_test_run_add_timing (state, "session-details", TRUE, 3755.12, 302114000);
  lf_test_run_add_timing (state, "session-details", FALSE, 72.5, 5210000);
  lf_test_run_add_timing (state, "session-list", FALSE, 3.6, 41000);
  lf_test_run_add_object (state, "fits_files", 17000000, 400000);
  lf_test_run_add_object (state, "idx_<spare>", 600000, 0);
  add_tables (state);
}

static void
fill_after (LfRunState *state)
{
  LfPlan *plan = lf_test_run_add_plan (state, "session-details", LARGEST);

  state->bytes = 25300000;
  state->is_checked = TRUE;
  lf_test_run_add_node (plan, LF_PLAN_SEARCH_INDEX, 0, "SEARCH psf USING INDEX idx_\"a\" (b=?)");
  lf_test_run_add_node (plan, LF_PLAN_SEARCH_ROWID, 0,
                        "SEARCH f USING INTEGER PRIMARY KEY (rowid=?)");
  lf_test_run_add_node (plan, LF_PLAN_TEMPORARY, 0, "USE TEMP B-TREE FOR GROUP BY");
  plan = lf_test_run_add_plan (state, "session-list", NULL);
  lf_test_run_add_node (plan, LF_PLAN_SCAN_INDEX, 0, "SCAN p USING INDEX created");

  lf_test_run_add_timing (state, "session-details", TRUE, 0.82, 32000);
  lf_test_run_add_timing (state, "session-details", FALSE, 0.02, 700);
  lf_test_run_add_timing (state, "session-list", FALSE, 3.4, 41000);
  lf_test_run_add_object (state, "fits_files", 16600000, 1000);
  add_tables (state);
}

static void
add_step (LfRun         *run,
          const char    *id,
          const char    *title,
          double         seconds,
          LfStepOutcome  outcome,
          const char    *detail)
{
  LfRunStep *step = lf_run_add_step (run, id, title);

  step->seconds = seconds;
  step->outcome = outcome;
  step->detail = g_strdup (detail);
}

/**
 * lf_test_run_new:
 * @kind: what it was
 * @catalog: path of the catalog
 * @identity: (nullable): what the catalog is recognized by
 *
 * Makes the record of a run that went well.
 *
 * Returns: (transfer full): the record
 */
LfRun *
lf_test_run_new (LfRunKind   kind,
                 const char *catalog,
                 const char *identity)
{
  LfRun *run = lf_run_new (kind, catalog);

  run->identity = g_strdup (identity);
  run->outcome = LF_RUN_DONE;
  run->started = G_GINT64_CONSTANT (1700766540000000);
  run->seconds = 3.4;
  run->message = g_strdup ("Everything was repaired & verified.");
  run->backup = g_strdup ("/astro/backups/fits_catalog-20231123-190900.db");
  run->data_unchanged = TRUE;
  add_step (run, "backup", "Backup", 0.4, LF_STEP_DONE, "46.8 MB, verified");
  add_step (run, "structure", "Rebuilding tables", 1.25, LF_STEP_DONE, NULL);
  add_step (run, "analyze", "Statistics", 0, LF_STEP_SKIPPED, "They are up to date.");
  lf_run_add_change (run, LF_CHANGE_REBUILT, "fits_files", NULL, 25285,
                     "The table fits_files was rebuilt with its primary key; 25,285 rows.");
  lf_run_add_change (run, LF_CHANGE_DROPPED, "fits_files", "idx_<spare>", 0,
                     "The index “idx_<spare>” was a duplicate.");
  lf_run_add_change (run, LF_CHANGE_RENUMBERED, "fits_files", "id", 3,
                     "3 frames without an id got one.");
  lf_run_add_change (run, LF_CHANGE_NOT_RESTORABLE, "fits_files", "file", 2,
                     "2 rows have no file, so “file” may still be NULL.");
  fill_before (run->before);
  run->after = lf_run_state_new ();
  fill_after (run->after);
  return run;
}
