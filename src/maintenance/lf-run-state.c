/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-run.h"

static void
object_clear (LfSpaceObject *self)
{
  g_free (self->name);
  g_free (self->table);
}

/**
 * lf_run_state_new:
 *
 * Returns: (transfer full): a state of which nothing is known; its arrays are there and empty
 */
LfRunState *
lf_run_state_new (void)
{
  LfRunState *self = g_new0 (LfRunState, 1);

  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  self->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_plan_free);
  self->timings = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_timing_free);
  self->objects = g_array_new (FALSE, FALSE, sizeof (LfSpaceObject));
  g_array_set_clear_func (self->objects, (GDestroyNotify) object_clear);
  /* An array with contents is another's, who knows how they are freed */
  self->tables = g_ptr_array_new ();
  return self;
}

/**
 * lf_run_state_free:
 * @self: (transfer full): a state
 *
 * Frees it.
 */
void
lf_run_state_free (LfRunState *self)
{
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->plans);
  g_ptr_array_unref (self->timings);
  g_array_unref (self->objects);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

static void
share (GPtrArray **ours,
       GPtrArray  *theirs)
{
  g_ptr_array_ref (theirs);
  g_ptr_array_unref (*ours);
  *ours = theirs;
}

/**
 * lf_run_state_take_report:
 * @self: a state
 * @report: what the checks found
 *
 * Takes over findings, plans, sizes and the number of rows. Arrays are shared, not copied: they are
 * not to be changed any more, but either may be freed first.
 */
void
lf_run_state_take_report (LfRunState    *self,
                          LfCheckReport *report)
{
  self->is_checked = TRUE;
  share (&self->findings, report->findings);
  if (report->plans != NULL)
    share (&self->plans, report->plans);

  if (report->space != NULL)
    {
      self->bytes = report->space->file_bytes;
      self->free_bytes = report->space->free_bytes;
      if (report->space->objects != NULL)
        {
          g_array_ref (report->space->objects);
          g_array_unref (self->objects);
          self->objects = report->space->objects;
        }
    }

  if (report->statistics != NULL)
    {
      self->n_rows = 0;
      for (guint i = 0; i < report->statistics->tables->len; i++)
        self->n_rows += g_array_index (report->statistics->tables, LfTableStatistics, i).n_rows;
    }
}

/**
 * lf_run_state_take_content:
 * @self: a state
 * @content: what is in the catalog
 *
 * Takes over the checksums of the tables and the number of rows. The array is shared, not copied:
 * it is not to be changed any more, but either may be freed first.
 */
void
lf_run_state_take_content (LfRunState *self,
                           LfContent  *content)
{
  share (&self->tables, content->tables);
  self->n_rows = 0;
  for (guint i = 0; i < self->tables->len; i++)
    self->n_rows += ((LfTableContent *) g_ptr_array_index (self->tables, i))->n_rows;
}

/**
 * lf_run_state_take_timings:
 * @self: a state
 * @timings: (element-type LfTiming): what lf_timings_measure() measured
 *
 * Takes over the timings. The array is shared, not copied: it is not to be changed any more.
 */
void
lf_run_state_take_timings (LfRunState *self,
                           GPtrArray  *timings)
{
  share (&self->timings, timings);
}

/**
 * lf_run_state_find_timing:
 * @self: a state
 * @query: a query's name
 * @largest: for the largest session, or for a typical one; a query of all sessions has one timing
 *   for either
 *
 * Returns: (transfer none) (nullable): the timing; %NULL if that was not measured
 */
LfTiming *
lf_run_state_find_timing (LfRunState *self,
                          const char *query,
                          gboolean    largest)
{
  for (guint i = 0; i < self->timings->len; i++)
    {
      LfTiming *timing = g_ptr_array_index (self->timings, i);

      if (g_str_equal (timing->query, query) &&
          (timing->session == NULL || !timing->is_largest == !largest))
        return timing;
    }
  return NULL;
}

/**
 * lf_run_state_find_plan:
 * @self: a state
 * @query: a query's name
 * @session: (nullable): the session; %NULL for a query of all sessions
 *
 * Returns: (transfer none) (nullable): the plan; %NULL if that was not explained
 */
LfPlan *
lf_run_state_find_plan (LfRunState *self,
                        const char *query,
                        const char *session)
{
  for (guint i = 0; i < self->plans->len; i++)
    {
      LfPlan *plan = g_ptr_array_index (self->plans, i);

      if (g_str_equal (plan->query, query) && g_strcmp0 (plan->session, session) == 0)
        return plan;
    }
  return NULL;
}
