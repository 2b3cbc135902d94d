/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-maintenance-work.h"

#include <unistd.h>

#include "app/lf-maintenance-run.h"
#include "catalog/lf-holders.h"
#include "maintenance/lf-plan.h"
#include "maintenance/lf-timing.h"

/**
 * lf_work_order_free:
 * @work: (transfer full): what was to be done
 */
void
lf_work_order_free (LfWorkOrder *work)
{
  g_clear_pointer (&work->choice, lf_repair_choice_free);
  g_free (work->backup);
  g_free (work->path);
  g_free (work);
}

/**
 * lf_work_answer_free:
 * @answer: (transfer full): what came back
 */
void
lf_work_answer_free (LfWorkAnswer *answer)
{
  g_clear_pointer (&answer->report, lf_check_report_free);
  g_clear_pointer (&answer->plans, g_ptr_array_unref);
  g_clear_pointer (&answer->timings, g_ptr_array_unref);
  g_clear_pointer (&answer->run, lf_run_unref);
  g_free (answer->holders);
  g_free (answer);
}

/* Asked for and not tried, see lf_preflight_check() */
static gboolean
is_read_only (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return access (path, W_OK) != 0 || access (folder, W_OK | X_OK) != 0;
}

static gboolean
run_check (LfWorkAnswer       *answer,
           const LfWorkOrder  *work,
           LfJob              *job,
           GError            **error)
{
  static const LfCheckScope scopes[] = {
    [LF_WORK_LOOK] = LF_CHECK_CHEAP,
    [LF_WORK_CHECK] = LF_CHECK_QUICK,
    [LF_WORK_CHECK_FULL] = LF_CHECK_FULL,
  };

  answer->report = lf_check_run (work->path, scopes[work->kind], job, error);
  if (answer->report != NULL && work->kind != LF_WORK_LOOK)
    answer->holders = lf_holders_describe (work->path);
  answer->is_read_only = is_read_only (work->path);
  return answer->report != NULL;
}

static gboolean
run_queries (LfWorkAnswer       *answer,
             const LfWorkOrder  *work,
             LfJob              *job,
             GError            **error)
{
  const double weights[] = { 1 };
  g_autoptr (LfConnection) connection = NULL;

  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, lf_job_get_title (job));
  connection = lf_connection_open (work->path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return FALSE;

  if (work->kind == LF_WORK_EXPLAIN)
    answer->plans = lf_plans_explain (connection, job, error);
  else
    answer->timings = lf_timings_measure (connection, job, LF_TIMING_DEFAULT_RUNS,
                                          LF_TIMINGS_QUICK, error);
  return answer->plans != NULL || answer->timings != NULL;
}

/**
 * lf_work_do:
 * @job: the job that it belongs to
 * @data: the #LfWorkOrder
 * @error: where to put an error
 *
 * Does it, on the worker; for lf_job_run_async().
 *
 * Returns: (transfer full) (nullable): an #LfWorkAnswer
 */
gpointer
lf_work_do (LfJob     *job,
            gpointer   data,
            GError   **error)
{
  const LfWorkOrder *work = data;
  g_autoptr (LfWorkAnswer) answer = g_new0 (LfWorkAnswer, 1);
  gboolean done;

  if (work->kind == LF_WORK_RUN)
    {
      answer->run = work->run_kind == LF_RUN_RESTORE
                      ? lf_maintenance_run_restore (work->backup, work->path, job)
                      : lf_maintenance_run_do (work->run_kind, work->path, work->choice, job);
      return g_steal_pointer (&answer);
    }

  done = work->kind == LF_WORK_EXPLAIN || work->kind == LF_WORK_MEASURE
           ? run_queries (answer, work, job, error)
           : run_check (answer, work, job, error);
  return done ? g_steal_pointer (&answer) : NULL;
}
