/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-history-private.h"
#include "maintenance/lf-plan-node.h"

static gboolean
load_steps (LfHistory  *self,
            gint64      id,
            LfRun      *run,
            GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-steps");

  lf_history_row_put_int (&row, id);
  while (lf_history_row_next (&row))
    {
      LfRunStep *step = lf_run_add_step (run, NULL, NULL);

      step->id = lf_history_row_take_text (&row);
      step->title = lf_history_row_take_text (&row);
      step->seconds = lf_history_row_take_real (&row);
      step->outcome = lf_history_take_step_outcome (&row);
      step->detail = lf_history_row_take_text (&row);
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_changes (LfHistory  *self,
              gint64      id,
              LfRun      *run,
              GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-changes");

  lf_history_row_put_int (&row, id);
  while (lf_history_row_next (&row))
    {
      LfChangeKind kind = lf_history_take_change_kind (&row);
      g_autofree char *table = lf_history_row_take_text (&row);
      g_autofree char *name = lf_history_row_take_text (&row);
      g_autofree char *text = lf_history_row_take_text (&row);
      guint64 count = lf_history_row_take_size (&row);

      lf_run_add_change (run, kind, table, name, count, text);
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_findings (LfHistory  *self,
               gint64      state,
               GPtrArray  *findings,
               GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-findings");

  lf_history_row_put_int (&row, state);
  while (lf_history_row_next (&row))
    {
      LfCheck check = lf_history_take_check (&row);
      LfSeverity severity = lf_history_take_severity (&row);
      g_autofree char *id = lf_history_row_take_text (&row);
      g_autofree char *table = lf_history_row_take_text (&row);
      g_autofree char *message = lf_history_row_take_text (&row);
      g_autofree char *repair = lf_history_row_take_text (&row);

      g_ptr_array_add (findings, lf_finding_new (check, severity, id, table, message, repair));
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_nodes (LfHistory  *self,
            gint64      plan,
            GPtrArray  *nodes,
            GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-plan-nodes");

  lf_history_row_put_int (&row, plan);
  while (lf_history_row_next (&row))
    {
      LfPlanNode *node = g_new0 (LfPlanNode, 1);

      g_ptr_array_add (nodes, node);
      node->kind = lf_history_take_plan_kind (&row);
      node->depth = lf_history_row_take_count (&row);
      node->detail = lf_history_row_take_text (&row);
      node->words = lf_history_row_take_text (&row);
      node->table = lf_history_row_take_text (&row);
      node->index = lf_history_row_take_text (&row);
      node->n_rows = lf_history_row_take_size (&row);
      node->severity = lf_history_take_severity (&row);
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_plans (LfHistory  *self,
            gint64      state,
            GPtrArray  *plans,
            GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-plans");

  lf_history_row_put_int (&row, state);
  while (lf_history_row_next (&row))
    {
      LfPlan *plan = g_new0 (LfPlan, 1);
      gint64 id = lf_history_row_take_int (&row);

      g_ptr_array_add (plans, plan);
      plan->query = lf_history_row_take_text (&row);
      plan->title = lf_history_row_take_text (&row);
      plan->session = lf_history_row_take_text (&row);
      plan->n_links = lf_history_row_take_count (&row);
      plan->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_plan_node_free);
      if (!load_nodes (self, id, plan->nodes, error))
        return FALSE;
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_timings (LfHistory  *self,
              gint64      state,
              GPtrArray  *timings,
              GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-timings");

  lf_history_row_put_int (&row, state);
  while (lf_history_row_next (&row))
    {
      LfTiming *timing = g_new0 (LfTiming, 1);

      g_ptr_array_add (timings, timing);
      timing->query = lf_history_row_take_text (&row);
      timing->title = lf_history_row_take_text (&row);
      timing->session = lf_history_row_take_text (&row);
      timing->n_links = lf_history_row_take_count (&row);
      timing->is_largest = lf_history_row_take_int (&row) != 0;
      timing->n_runs = lf_history_row_take_count (&row);
      timing->n_rows = lf_history_row_take_size (&row);
      timing->median_ms = lf_history_row_take_real (&row);
      timing->p05_ms = lf_history_row_take_real (&row);
      timing->p95_ms = lf_history_row_take_real (&row);
      timing->work.vm_steps = lf_history_row_take_size (&row);
      timing->work.scan_steps = lf_history_row_take_size (&row);
      timing->work.sorts = lf_history_row_take_size (&row);
      timing->work.automatic_rows = lf_history_row_take_size (&row);
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_objects (LfHistory  *self,
              gint64      state,
              GArray     *objects,
              GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-objects");

  lf_history_row_put_int (&row, state);
  while (lf_history_row_next (&row))
    {
      LfSpaceObject object = { 0 };

      object.name = lf_history_row_take_text (&row);
      object.bytes = lf_history_row_take_size (&row);
      object.unused = lf_history_row_take_size (&row);
      g_array_append_val (objects, object);
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_columns (LfHistory  *self,
              gint64      content,
              GPtrArray  *columns,
              GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-content-columns");

  lf_history_row_put_int (&row, content);
  while (lf_history_row_next (&row))
    g_ptr_array_add (columns, lf_history_row_take_text (&row));
  return lf_history_row_finish (&row, error);
}

static gboolean
load_contents (LfHistory  *self,
               gint64      state,
               GPtrArray  *tables,
               GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-contents");

  lf_history_row_put_int (&row, state);
  while (lf_history_row_next (&row))
    {
      LfTableContent *content = g_new0 (LfTableContent, 1);
      gint64 id = lf_history_row_take_int (&row);

      g_ptr_array_add (tables, content);
      content->table = lf_history_row_take_text (&row);
      content->n_rows = lf_history_row_take_size (&row);
      lf_history_row_take_bytes (&row, content->checksum, LF_CONTENT_CHECKSUM_BYTES);
      content->columns = g_ptr_array_new_with_free_func (g_free);
      if (!load_columns (self, id, content->columns, error))
        return FALSE;
    }
  return lf_history_row_finish (&row, error);
}

static gboolean
load_state (LfHistory   *self,
            gint64       id,
            LfRunState  *state,
            GError     **error)
{
  g_ptr_array_set_free_func (state->tables, (GDestroyNotify) lf_table_content_free);
  return load_findings (self, id, state->findings, error) &&
         load_plans (self, id, state->plans, error) &&
         load_timings (self, id, state->timings, error) &&
         load_objects (self, id, state->objects, error) &&
         load_contents (self, id, state->tables, error);
}

static gboolean
load_states (LfHistory  *self,
             gint64      id,
             LfRun      *run,
             GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-states");

  lf_history_row_put_int (&row, id);
  while (lf_history_row_next (&row))
    {
      gint64 state_id = lf_history_row_take_int (&row);
      gboolean is_after = lf_history_row_take_int (&row) != 0;
      LfRunState *state;

      if (is_after && run->after == NULL)
        run->after = lf_run_state_new ();
      state = is_after ? run->after : run->before;
      state->bytes = lf_history_row_take_size (&row);
      state->free_bytes = lf_history_row_take_size (&row);
      state->n_rows = lf_history_row_take_size (&row);
      state->is_checked = lf_history_row_take_int (&row) != 0;
      if (!load_state (self, state_id, state, error))
        return FALSE;
    }
  return lf_history_row_finish (&row, error);
}

static LfRun *
load_run (LfHistory  *self,
          gint64      id,
          GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "load-run");
  g_autoptr (LfRun) run = NULL;

  lf_history_row_put_int (&row, id);
  if (lf_history_row_next (&row))
    {
      run = lf_run_new (LF_RUN_REPAIR, "/");
      run->id = id;
      run->kind = lf_history_take_run_kind (&row);
      run->outcome = lf_history_take_run_outcome (&row);
      g_free (run->catalog);
      run->catalog = lf_history_row_take_path (&row);
      run->identity = lf_history_row_take_text (&row);
      run->layout = lf_history_row_take_int (&row) == LF_LAYOUT_1 ? LF_LAYOUT_1 : LF_LAYOUT_2;
      run->started = lf_history_row_take_int (&row);
      run->seconds = lf_history_row_take_real (&row);
      run->message = lf_history_row_take_text (&row);
      run->backup = lf_history_row_take_path (&row);
      run->data_unchanged = lf_history_row_take_int (&row) != 0;
    }

  if (!lf_history_row_finish (&row, error))
    return NULL;
  if (run == NULL)
    lf_history_set_not_found (error, id);
  return g_steal_pointer (&run);
}

/**
 * lf_history_load:
 * @self: a history
 * @id: number of a run
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Gets a run with all that belongs to it.
 *
 * Returns: (transfer full) (nullable): the run, equal to the one that was added; %NULL if there is
 *   no such run, too
 */
LfRun *
lf_history_load (LfHistory  *self,
                 gint64      id,
                 GError    **error)
{
  g_autoptr (LfRun) run = NULL;
  gboolean done;

  /* One transaction, so that nobody deletes the run between two reads */
  if (!lf_history_exec (self, "BEGIN", error))
    return NULL;

  run = load_run (self, id, error);
  done = run != NULL && load_steps (self, id, run, error) &&
         load_changes (self, id, run, error) && load_states (self, id, run, error);
  lf_history_exec (self, "ROLLBACK", NULL);
  return done ? g_steal_pointer (&run) : NULL;
}
