/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LfJobState:
 * @LF_JOB_QUEUED: not begun
 * @LF_JOB_RUNNING: at work
 * @LF_JOB_CANCELLING: asked to stop, not stopped yet
 * @LF_JOB_FINISHING: too far to be stopped; it will soon be over, and be done
 * @LF_JOB_DONE: over; the outcome tells how
 */
typedef enum
{
  LF_JOB_QUEUED,
  LF_JOB_RUNNING,
  LF_JOB_CANCELLING,
  LF_JOB_FINISHING,
  LF_JOB_DONE,
} LfJobState;

/**
 * LfJobOutcome:
 * @LF_JOB_UNDECIDED: the job is not over
 * @LF_JOB_SUCCEEDED: it did what it was for
 * @LF_JOB_CANCELLED: it was stopped, and nothing is left half done
 * @LF_JOB_FAILED: see its error
 */
typedef enum
{
  LF_JOB_UNDECIDED,
  LF_JOB_SUCCEEDED,
  LF_JOB_CANCELLED,
  LF_JOB_FAILED,
} LfJobOutcome;

/**
 * LfJobStatus:
 * @state: where it stands
 * @outcome: how it ended
 * @step: (transfer full): title of the current step
 * @step_number: which step it is, from 1; 0 before the first
 * @n_steps: how many there are
 * @fraction: of the whole job, 0 to 1; never goes back
 * @knows_fraction: whether the current step can tell how far it is
 * @seconds_left: an estimate; negative while there is none
 * @detail: (transfer full) (nullable): such as “15,676 of 25,285 rows”
 *
 * How far a job is, at one moment.
 */
typedef struct
{
  LfJobState    state;
  LfJobOutcome  outcome;
  char         *step;
  guint         step_number;
  guint         n_steps;
  double        fraction;
  gboolean      knows_fraction;
  double        seconds_left;
  char         *detail;
} LfJobStatus;

void lf_job_status_clear (LfJobStatus *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfJobStatus, lf_job_status_clear)

/**
 * LfJob:
 *
 * Long work with progress, cancel and a result.
 *
 * Threads: the work runs on one worker thread (lf_job_run_async()) or on the caller's (lf_job_run()).
 * The worker reports through lf_job_begin_step(), lf_job_report(), lf_job_log() and the like; these
 * take a lock, cost next to nothing and may be called thousands of times a second. Everybody else may call
 * lf_job_get_status(), lf_job_dup_log() and lf_job_cancel() from any thread. `changed` is emitted
 * in the thread-default main context of whoever called lf_job_run_async(), at most 20 times a
 * second, and a last time after the end; with lf_job_run() it is emitted on the worker, as often.
 */
#define LF_TYPE_JOB (lf_job_get_type ())
G_DECLARE_FINAL_TYPE (LfJob, lf_job, LF, JOB, GObject)

/**
 * LfJobFunc:
 * @job: the job
 * @data: what was given with it
 * @error: where to put an error; %LF_CATALOG_ERROR_CANCELLED makes it a cancelled job
 *
 * The work itself.
 *
 * Returns: (transfer full) (nullable): the result; %NULL means that @error is set
 */
typedef gpointer (*LfJobFunc) (LfJob    *job,
                               gpointer  data,
                               GError  **error);

LfJob        *lf_job_new             (const char          *title);
LfJob        *lf_job_new_part        (LfJob               *whole);
LfJob        *lf_job_new_aside       (LfJob               *whole);
const char   *lf_job_get_title       (LfJob               *self);

gpointer      lf_job_run             (LfJob               *self,
                                      LfJobFunc            func,
                                      gpointer             data,
                                      GError             **error);
void          lf_job_run_async       (LfJob               *self,
                                      LfJobFunc            func,
                                      gpointer             data,
                                      GDestroyNotify       free_data,
                                      GDestroyNotify       free_result,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gpointer      lf_job_run_finish      (LfJob               *self,
                                      GAsyncResult        *result,
                                      GError             **error);

void          lf_job_cancel          (LfJob               *self);
GCancellable *lf_job_get_cancellable (LfJob               *self);
void          lf_job_get_status      (LfJob               *self,
                                      LfJobStatus         *status);
GStrv         lf_job_dup_log         (LfJob               *self);

void          lf_job_set_steps       (LfJob               *self,
                                      const double        *weights,
                                      guint                n_steps);
void          lf_job_begin_step      (LfJob               *self,
                                      const char          *title);
void          lf_job_set_span        (LfJob               *self,
                                      double               from,
                                      double               to);
void          lf_job_report          (LfJob               *self,
                                      double               fraction,
                                      const char          *detail);
gboolean      lf_job_set_finishing   (LfJob               *self,
                                      gboolean             finishing);
void          lf_job_log             (LfJob               *self,
                                      const char          *format,
                                      ...) G_GNUC_PRINTF (2, 3);
gboolean      lf_job_is_cancelled    (LfJob               *self,
                                      GError             **error);

G_END_DECLS
