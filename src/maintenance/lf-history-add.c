/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-history-private.h"

static gboolean
add_steps (LfHistory  *self,
           gint64      run,
           GPtrArray  *steps,
           GError    **error)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const LfRunStep *step = g_ptr_array_index (steps, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-step");

      lf_history_row_put_int (&row, run);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, step->id);
      lf_history_row_put_text (&row, step->title);
      lf_history_row_put_real (&row, step->seconds);
      lf_history_row_put_text (&row, lf_step_outcome_get_name (step->outcome));
      lf_history_row_put_text (&row, step->detail);
      if (!lf_history_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_changes (LfHistory  *self,
             gint64      run,
             GPtrArray  *changes,
             GError    **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const LfChange *change = g_ptr_array_index (changes, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-change");

      lf_history_row_put_int (&row, run);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, lf_change_kind_get_name (change->kind));
      lf_history_row_put_text (&row, change->table);
      lf_history_row_put_text (&row, change->name);
      lf_history_row_put_text (&row, change->text);
      lf_history_row_put_size (&row, change->count);
      if (!lf_history_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_findings (LfHistory  *self,
              gint64      state,
              GPtrArray  *findings,
              GError    **error)
{
  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-finding");

      lf_history_row_put_int (&row, state);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, lf_check_get_name (lf_finding_get_check (finding)));
      lf_history_row_put_text (&row, lf_severity_get_name (lf_finding_get_severity (finding)));
      lf_history_row_put_text (&row, lf_finding_get_id (finding));
      lf_history_row_put_text (&row, lf_finding_get_table (finding));
      lf_history_row_put_text (&row, lf_finding_get_message (finding));
      lf_history_row_put_text (&row, lf_finding_get_repair (finding));
      if (!lf_history_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_nodes (LfHistory  *self,
           gint64      plan,
           GPtrArray  *nodes,
           GError    **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const LfPlanNode *node = g_ptr_array_index (nodes, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-plan-node");

      lf_history_row_put_int (&row, plan);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, lf_plan_kind_get_name (node->kind));
      lf_history_row_put_int (&row, node->depth);
      lf_history_row_put_text (&row, node->detail);
      lf_history_row_put_text (&row, node->words);
      lf_history_row_put_text (&row, node->table);
      lf_history_row_put_text (&row, node->index);
      lf_history_row_put_size (&row, node->n_rows);
      lf_history_row_put_text (&row, lf_severity_get_name (node->severity));
      if (!lf_history_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_plans (LfHistory  *self,
           gint64      state,
           GPtrArray  *plans,
           GError    **error)
{
  for (guint i = 0; i < plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (plans, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-plan");

      lf_history_row_put_int (&row, state);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, plan->query);
      lf_history_row_put_text (&row, plan->title);
      lf_history_row_put_text (&row, plan->session);
      lf_history_row_put_int (&row, plan->n_links);
      if (!lf_history_row_write (&row, error) ||
          !add_nodes (self, sqlite3_last_insert_rowid (self->db), plan->nodes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_timings (LfHistory  *self,
             gint64      state,
             GPtrArray  *timings,
             GError    **error)
{
  for (guint i = 0; i < timings->len; i++)
    {
      const LfTiming *timing = g_ptr_array_index (timings, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-timing");

      lf_history_row_put_int (&row, state);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, timing->query);
      lf_history_row_put_text (&row, timing->title);
      lf_history_row_put_text (&row, timing->session);
      lf_history_row_put_int (&row, timing->n_links);
      lf_history_row_put_int (&row, timing->is_largest != FALSE);
      lf_history_row_put_int (&row, timing->n_runs);
      lf_history_row_put_size (&row, timing->n_rows);
      lf_history_row_put_real (&row, timing->median_ms);
      lf_history_row_put_real (&row, timing->p05_ms);
      lf_history_row_put_real (&row, timing->p95_ms);
      lf_history_row_put_size (&row, timing->work.vm_steps);
      lf_history_row_put_size (&row, timing->work.scan_steps);
      lf_history_row_put_size (&row, timing->work.sorts);
      lf_history_row_put_size (&row, timing->work.automatic_rows);
      if (!lf_history_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_objects (LfHistory  *self,
             gint64      state,
             GArray     *objects,
             GError    **error)
{
  for (guint i = 0; i < objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (objects, LfSpaceObject, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-object");

      lf_history_row_put_int (&row, state);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, object->name);
      lf_history_row_put_size (&row, object->bytes);
      lf_history_row_put_size (&row, object->unused);
      if (!lf_history_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_columns (LfHistory  *self,
             gint64      content,
             GPtrArray  *columns,
             GError    **error)
{
  for (guint i = 0; i < columns->len; i++)
    {
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-content-column");

      lf_history_row_put_int (&row, content);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, g_ptr_array_index (columns, i));
      if (!lf_history_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_contents (LfHistory  *self,
              gint64      state,
              GPtrArray  *tables,
              GError    **error)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const LfTableContent *content = g_ptr_array_index (tables, i);
      g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-content");

      lf_history_row_put_int (&row, state);
      lf_history_row_put_int (&row, i);
      lf_history_row_put_text (&row, content->table);
      lf_history_row_put_size (&row, content->n_rows);
      lf_history_row_put_bytes (&row, content->checksum, LF_CONTENT_CHECKSUM_BYTES);
      if (!lf_history_row_write (&row, error) ||
          !add_columns (self, sqlite3_last_insert_rowid (self->db), content->columns, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_state (LfHistory         *self,
           gint64             run,
           const LfRunState  *state,
           gboolean           is_after,
           GError           **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-state");
  gint64 id;

  lf_history_row_put_int (&row, run);
  lf_history_row_put_int (&row, is_after);
  lf_history_row_put_size (&row, state->bytes);
  lf_history_row_put_size (&row, state->free_bytes);
  lf_history_row_put_size (&row, state->n_rows);
  lf_history_row_put_int (&row, state->is_checked != FALSE);
  if (!lf_history_row_write (&row, error))
    return FALSE;

  id = sqlite3_last_insert_rowid (self->db);
  return add_findings (self, id, state->findings, error) &&
         add_plans (self, id, state->plans, error) &&
         add_timings (self, id, state->timings, error) &&
         add_objects (self, id, state->objects, error) &&
         add_contents (self, id, state->tables, error);
}

static gboolean
add_run (LfHistory    *self,
         const LfRun  *run,
         gint64       *id,
         GError      **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "add-run");

  lf_history_row_put_text (&row, lf_run_kind_get_name (run->kind));
  /* An outcome has the same name here whatever the kind */
  lf_history_row_put_text (&row, lf_run_outcome_get_name (LF_RUN_MEASURE, run->outcome));
  lf_history_row_put_text (&row, run->catalog);
  lf_history_row_put_text (&row, run->identity);
  lf_history_row_put_int (&row, run->layout);
  lf_history_row_put_int (&row, run->started);
  lf_history_row_put_real (&row, run->seconds);
  lf_history_row_put_text (&row, run->message);
  lf_history_row_put_text (&row, run->backup);
  lf_history_row_put_int (&row, run->data_unchanged != FALSE);
  if (!lf_history_row_write (&row, error))
    return FALSE;

  *id = sqlite3_last_insert_rowid (self->db);
  return add_steps (self, *id, run->steps, error) &&
         add_changes (self, *id, run->changes, error) &&
         add_state (self, *id, run->before, FALSE, error) &&
         (run->after == NULL || add_state (self, *id, run->after, TRUE, error));
}

/**
 * lf_history_add:
 * @self: a history
 * @run: a run that is over; its @id is set
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Keeps a run, wholly or not at all. Waits up to five seconds for another program that writes.
 *
 * Returns: whether it is kept
 */
gboolean
lf_history_add (LfHistory  *self,
                LfRun      *run,
                GError    **error)
{
  gint64 id;

  if (!lf_history_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (add_run (self, run, &id, error) && lf_history_exec (self, "COMMIT", error))
    {
      run->id = id;
      return TRUE;
    }

  /* SQLite may have rolled back already, as it does when the disk is full */
  if (!sqlite3_get_autocommit (self->db))
    lf_history_exec (self, "ROLLBACK", NULL);
  return FALSE;
}
