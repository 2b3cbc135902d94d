/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-report-json.h"

#include <math.h>

#include "maintenance/lf-report-private.h"
#include "maintenance/lf-report.h"

/* Facts are written in one way, whether a command tells them or a report */

/**
 * lf_json_add_findings:
 * @self: a writer
 * @key: (nullable): their key
 * @findings: (element-type LfFinding): findings
 *
 * Writes an array of findings.
 */
void
lf_json_add_findings (LfJson     *self,
                      const char *key,
                      GPtrArray  *findings)
{
  lf_json_begin_array (self, key);
  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);
      LfSeverity severity = lf_finding_get_severity (finding);

      lf_json_begin_object (self, NULL);
      lf_json_add_text (self, "id", lf_finding_get_id (finding));
      lf_json_add_text (self, "severity", lf_severity_get_name (severity));
      lf_json_add_text (self, "table", lf_finding_get_table (finding));
      lf_json_add_text (self, "message", lf_finding_get_message (finding));
      lf_json_add_boolean (self, "repairable", lf_finding_get_repair (finding) != NULL);
      lf_json_end_object (self);
    }
  lf_json_end_array (self);
}

/**
 * lf_json_add_plan_steps:
 * @self: a writer
 * @key: (nullable): their key
 * @plan: (nullable): a plan
 *
 * Writes an array of the steps of a plan; `null` if there is none.
 */
void
lf_json_add_plan_steps (LfJson       *self,
                        const char   *key,
                        const LfPlan *plan)
{
  if (plan == NULL)
    {
      lf_json_add_text (self, key, NULL);
      return;
    }

  lf_json_begin_array (self, key);
  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const LfPlanNode *node = g_ptr_array_index (plan->nodes, i);

      lf_json_begin_object (self, NULL);
      lf_json_add_count (self, "depth", node->depth);
      lf_json_add_text (self, "kind", lf_plan_kind_get_name (node->kind));
      lf_json_add_text (self, "detail", node->detail);
      lf_json_add_text (self, "table", node->table);
      lf_json_add_text (self, "index", node->index);
      lf_json_add_count (self, "table_rows", node->n_rows);
      lf_json_add_text (self, "severity", lf_severity_get_name (node->severity));
      lf_json_end_object (self);
    }
  lf_json_end_array (self);
}

/* Not known if a run was ended */
static const char *const measured[] = {
  "median_ms", "p05_ms", "p95_ms", "rows", "vm_steps", "scan_steps", "sorts", "automatic_rows",
};

static void
add_measured (LfJson         *self,
              const LfTiming *timing)
{
  lf_json_add_number (self, "median_ms", timing->median_ms);
  lf_json_add_number (self, "p05_ms", timing->p05_ms);
  lf_json_add_number (self, "p95_ms", timing->p95_ms);
  lf_json_add_count (self, "rows", timing->n_rows);
  lf_json_add_count (self, "vm_steps", timing->work.vm_steps);
  lf_json_add_count (self, "scan_steps", timing->work.scan_steps);
  lf_json_add_count (self, "sorts", timing->work.sorts);
  lf_json_add_count (self, "automatic_rows", timing->work.automatic_rows);
}

/**
 * lf_json_add_timing:
 * @self: a writer, in an object
 * @timing: a timing
 *
 * Writes the members of a timing.
 */
void
lf_json_add_timing (LfJson         *self,
                    const LfTiming *timing)
{
  lf_json_add_text (self, "name", timing->query);
  lf_json_add_text (self, "title", timing->title);
  lf_json_add_text (self, "session", timing->session);
  lf_json_add_count (self, "session_frames", timing->n_links);
  lf_json_add_boolean (self, "largest", timing->is_largest);
  lf_json_add_count (self, "runs", timing->n_runs);
  if (lf_timing_is_bound (timing))
    for (guint i = 0; i < G_N_ELEMENTS (measured); i++)
      lf_json_add_text (self, measured[i], NULL);
  else
    add_measured (self, timing);
  lf_json_add_number (self, "at_least_ms", lf_timing_is_bound (timing) ? timing->median_ms : NAN);
  lf_json_add_text (self, "verdict", lf_verdict_get_name (lf_timing_get_verdict (timing)));
}

/* A query that was explained but not measured has the same members */
static void
add_unmeasured (LfJson       *json,
                const LfPlan *plan,
                gboolean      is_largest)
{
  lf_json_add_text (json, "name", plan->query);
  lf_json_add_text (json, "title", plan->title);
  lf_json_add_text (json, "session", plan->session);
  lf_json_add_count (json, "session_frames", plan->n_links);
  lf_json_add_boolean (json, "largest", is_largest);
  lf_json_add_text (json, "runs", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (measured); i++)
    lf_json_add_text (json, measured[i], NULL);
  lf_json_add_text (json, "at_least_ms", NULL);
  lf_json_add_text (json, "verdict", NULL);
}

static const LfTiming *
find_timing (LfRunState   *state,
             const LfPlan *plan)
{
  for (guint i = 0; i < state->timings->len; i++)
    {
      const LfTiming *timing = g_ptr_array_index (state->timings, i);

      if (g_strcmp0 (timing->query, plan->query) == 0 &&
          g_strcmp0 (timing->session, plan->session) == 0)
        return timing;
    }
  return NULL;
}

static void
add_query (LfJson         *json,
           const LfTiming *timing,
           const LfPlan   *plan,
           gboolean        is_largest)
{
  lf_json_begin_object (json, NULL);
  if (timing != NULL)
    lf_json_add_timing (json, timing);
  else
    add_unmeasured (json, plan, is_largest);
  lf_json_add_plan_steps (json, "plan", plan);
  lf_json_end_object (json);
}

static void
add_queries (LfJson     *json,
             LfRunState *state)
{
  const char *last = NULL;

  lf_json_begin_array (json, "queries");
  for (guint i = 0; i < state->timings->len; i++)
    {
      const LfTiming *timing = g_ptr_array_index (state->timings, i);

      add_query (json, timing, lf_run_state_find_plan (state, timing->query, timing->session),
                 timing->is_largest);
    }

  for (guint i = 0; i < state->plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (state->plans, i);

      /* Of the plans of a query the first is that of the largest session */
      if (find_timing (state, plan) == NULL)
        add_query (json, NULL, plan,
                   plan->session != NULL && g_strcmp0 (last, plan->query) != 0);
      last = plan->query;
    }
  lf_json_end_array (json);
}

static void
add_objects (LfJson     *json,
             LfRunState *state)
{
  lf_json_begin_array (json, "objects");
  for (guint i = 0; i < state->objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (state->objects, LfSpaceObject, i);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "name", object->name);
      lf_json_add_count (json, "bytes", object->bytes);
      lf_json_add_count (json, "unused", object->unused);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
}

static void
add_tables (LfJson     *json,
            LfRunState *state)
{
  lf_json_begin_array (json, "tables");
  for (guint i = 0; i < state->tables->len; i++)
    {
      const LfTableContent *content = g_ptr_array_index (state->tables, i);
      g_autofree char *checksum = lf_report_format_checksum (content);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "name", content->table);
      lf_json_add_count (json, "rows", content->n_rows);
      lf_json_add_text (json, "checksum", checksum);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
}

static void
add_state (LfJson     *json,
           const char *key,
           LfRunState *state)
{
  if (state == NULL)
    {
      lf_json_add_text (json, key, NULL);
      return;
    }

  lf_json_begin_object (json, key);
  lf_json_add_count (json, "bytes", state->bytes);
  lf_json_add_count (json, "free_bytes", state->free_bytes);
  lf_json_add_count (json, "rows", state->n_rows);
  lf_json_add_boolean (json, "checked", state->is_checked);
  lf_json_add_findings (json, "findings", state->findings);
  add_queries (json, state);
  add_objects (json, state);
  add_tables (json, state);
  lf_json_end_object (json);
}

static void
add_steps (LfJson *json,
           LfRun  *run)
{
  lf_json_begin_array (json, "steps");
  for (guint i = 0; i < run->steps->len; i++)
    {
      const LfRunStep *step = g_ptr_array_index (run->steps, i);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "id", step->id);
      lf_json_add_text (json, "title", step->title);
      lf_json_add_number (json, "seconds", step->seconds);
      lf_json_add_text (json, "outcome", lf_step_outcome_get_name (step->outcome));
      lf_json_add_text (json, "detail", step->detail);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
}

static void
add_changes (LfJson *json,
             LfRun  *run)
{
  lf_json_begin_array (json, "changes");
  for (guint i = 0; i < run->changes->len; i++)
    {
      const LfChange *change = g_ptr_array_index (run->changes, i);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "kind", lf_change_kind_get_name (change->kind));
      lf_json_add_text (json, "table", change->table);
      lf_json_add_text (json, "name", change->name);
      lf_json_add_count (json, "count", change->count);
      lf_json_add_text (json, "text", change->text);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
}

static void
add_comparison (LfJson *json,
                LfRun  *run)
{
  g_autoptr (GArray) all = lf_report_compare (run->before, run->after);

  lf_json_begin_array (json, "comparison");
  for (guint i = 0; i < all->len && run->after != NULL; i++)
    {
      const LfComparison *comparison = &g_array_index (all, LfComparison, i);

      if (!comparison->is_comparable)
        continue;

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "name", comparison->query);
      lf_json_add_text (json, "session", comparison->before->session);
      lf_json_add_boolean (json, "largest", comparison->is_largest);
      lf_json_add_boolean (json, "within_noise", comparison->is_noise);
      lf_json_add_number (json, "times_faster",
                          comparison->is_noise || comparison->is_bound ? NAN
                                                                      : comparison->times_faster);
      lf_json_add_number (json, "times_less_work", comparison->times_less_work);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
}

/**
 * lf_json_add_time:
 * @self: a writer
 * @key: (nullable): its key
 * @time: µs since 1970
 *
 * Writes a time of day as ISO 8601 has it, in UTC.
 */
void
lf_json_add_time (LfJson     *self,
                  const char *key,
                  gint64      time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *text = utc != NULL ? g_date_time_format_iso8601 (utc) : NULL;

  lf_json_add_text (self, key, text);
}

/**
 * lf_json_add_run:
 * @self: a writer
 * @key: (nullable): its key
 * @run: a run
 *
 * Writes all of a run.
 */
void
lf_json_add_run (LfJson     *self,
                 const char *key,
                 LfRun      *run)
{
  gboolean has_data = run->after != NULL && run->before->tables->len > 0 &&
                      run->after->tables->len > 0;

  lf_json_begin_object (self, key);
  if (run->id > 0)
    lf_json_add_count (self, "id", (guint64) run->id);
  lf_json_add_text (self, "kind", lf_run_kind_get_name (run->kind));
  lf_json_add_text (self, "outcome", lf_run_get_outcome_name (run));
  lf_json_add_text (self, "message", run->message);
  lf_json_add_text (self, "catalog", run->catalog);
  lf_json_add_text (self, "identity", run->identity);
  lf_json_add_count (self, "layout", run->layout);
  lf_json_add_time (self, "started", run->started);
  lf_json_add_number (self, "seconds", run->seconds);
  lf_json_add_text (self, "backup", run->backup);
  if (has_data)
    lf_json_add_boolean (self, "data_unchanged", run->data_unchanged);
  else
    lf_json_add_text (self, "data_unchanged", NULL);
  add_steps (self, run);
  add_changes (self, run);
  add_state (self, "before", run->before);
  /* Where nothing was done, everything is as it was */
  add_state (self, "after",
             run->after == NULL && run->outcome == LF_RUN_NOTHING_TO_DO ? run->before : run->after);
  add_comparison (self, run);
  lf_json_end_object (self);
}

/**
 * lf_report_write_json: (skip)
 * @run: a run
 *
 * Returns: (transfer full): all of it, for programs
 */
char *
lf_report_write_json (LfRun *run)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_add_run (json, NULL, run);
  return lf_json_to_text (json);
}
