/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-error.h"

/* “changed” comes at most this often, in microseconds: 20 times a second */
#define INTERVAL_US 50000

/* An estimate of what is left needs this much behind it */
#define LEAST_FRACTION 0.02
#define LEAST_SECONDS 0.5

struct _LfJob
{
  GObject       parent_instance;

  char         *title;
  GCancellable *cancellable;
  LfJob        *whole;          /* the job that this is a part of, or NULL */

  GMutex        lock;           /* of what follows */
  GMainContext *context;        /* where “changed” is emitted; NULL for the worker itself */
  GSource      *pending;        /* a “changed” that is on its way */
  gint64        last_changed;
  gint64        started;
  double       *weights;
  double        sum_of_weights;
  double        done_weight;    /* of the steps that are over */
  double        span_from;      /* what of the current step is reported as 0 to 1 */
  double        span_to;
  gboolean      cancel_later;   /* asked for while it was finishing */
  gboolean      is_one_step;    /* a part that has not said which steps it has */
  gboolean      is_aside;       /* its progress is not that of the whole */
  GPtrArray    *log;
  LfJobStatus   status;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfJob, lf_job, G_TYPE_OBJECT)

static void
lf_job_finalize (GObject *object)
{
  LfJob *self = LF_JOB (object);

  g_free (self->title);
  g_free (self->weights);
  g_object_unref (self->cancellable);
  g_clear_object (&self->whole);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_ptr_array_unref (self->log);
  lf_job_status_clear (&self->status);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (lf_job_parent_class)->finalize (object);
}

static void
lf_job_class_init (LfJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_job_finalize;

  /**
   * LfJob::changed:
   * @self: the job
   *
   * Its status or its log has changed.
   */
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lf_job_init (LfJob *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->status.seconds_left = -1;
  self->span_to = 1;
}

static gboolean
emit_cb (gpointer data)
{
  LfJob *self = data;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->pending, g_source_unref);
  self->last_changed = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);

  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Sets a “changed” on its way to the main context, or tells that it is due here. With the lock. */
static gboolean
plan_changed (LfJob *self)
{
  gint64 due = self->last_changed + INTERVAL_US;

  if (self->context == NULL)
    {
      if (g_get_monotonic_time () < due)
        return FALSE;
      self->last_changed = g_get_monotonic_time ();
      return TRUE;
    }

  if (self->pending == NULL)
    {
      self->pending = g_timeout_source_new (0);
      g_source_set_ready_time (self->pending, due);
      g_source_set_callback (self->pending, emit_cb, g_object_ref (self), g_object_unref);
      g_source_attach (self->pending, self->context);
    }
  return FALSE;
}

static void
unlock_and_tell (LfJob *self)
{
  gboolean here = plan_changed (self);

  g_mutex_unlock (&self->lock);
  if (here)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Estimates what is left from the speed so far. With the lock. */
static void
estimate (LfJob *self)
{
  double elapsed = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
  double fraction = self->status.fraction;

  self->status.seconds_left = fraction > LEAST_FRACTION && elapsed > LEAST_SECONDS
                                ? elapsed / fraction * (1 - fraction)
                                : -1;
}

static void
begin (LfJob *self)
{
  g_mutex_lock (&self->lock);
  self->started = g_get_monotonic_time ();
  if (self->status.state == LF_JOB_QUEUED)
    self->status.state = LF_JOB_RUNNING;
  unlock_and_tell (self);
}

static void
end (LfJob        *self,
     const GError *error)
{
  g_mutex_lock (&self->lock);
  self->status.state = LF_JOB_DONE;
  self->status.seconds_left = 0;
  if (error == NULL)
    {
      self->status.outcome = LF_JOB_SUCCEEDED;
      self->status.fraction = 1;
    }
  else if (g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    self->status.outcome = LF_JOB_CANCELLED;
  else
    self->status.outcome = LF_JOB_FAILED;
  self->last_changed = 0;
  unlock_and_tell (self);
}

/**
 * lf_job_status_clear:
 * @self: a status
 *
 * Frees the texts of a status.
 */
void
lf_job_status_clear (LfJobStatus *self)
{
  g_clear_pointer (&self->step, g_free);
  g_clear_pointer (&self->detail, g_free);
}

/**
 * lf_job_new:
 * @title: what it does, translated
 *
 * Returns: (transfer full): a job that has not begun
 */
LfJob *
lf_job_new (const char *title)
{
  LfJob *self = g_object_new (LF_TYPE_JOB, NULL);

  self->title = g_strdup (title);
  return self;
}

/**
 * lf_job_new_part:
 * @whole: a job
 *
 * Makes a job out of the current step of another one, for work that has steps of its own. What it
 * reports is how far that step is, the titles of its steps are the details, its log is that of
 * @whole, and it is cancelled with @whole. It is never run by itself. Worker of @whole.
 *
 * Returns: (transfer full): the part, to be used until @whole begins its next step
 */
LfJob *
lf_job_new_part (LfJob *whole)
{
  LfJob *self = lf_job_new (whole->title);

  g_set_object (&self->whole, whole);
  g_set_object (&self->cancellable, whole->cancellable);
  self->status.state = LF_JOB_RUNNING;
  lf_job_set_steps (self, (double[]) { 1 }, 1);
  self->status.step_number = 1;
  self->is_one_step = TRUE;
  return self;
}

/**
 * lf_job_new_aside:
 * @whole: a job
 *
 * Makes a job for work that is done beside the current step of another one, on another thread. It
 * is cancelled with @whole and its log is that of @whole, but it does not tell how far it is.
 * Worker of @whole.
 *
 * Returns: (transfer full): the job, to be used until @whole begins its next step
 */
LfJob *
lf_job_new_aside (LfJob *whole)
{
  LfJob *self = lf_job_new_part (whole);

  self->is_aside = TRUE;
  return self;
}

/**
 * lf_job_get_title:
 * @self: a job
 *
 * Returns: (transfer none): what it does
 */
const char *
lf_job_get_title (LfJob *self)
{
  return self->title;
}

/**
 * lf_job_run:
 * @self: a job that has not begun
 * @func: the work
 * @data: for @func
 * @error: where to put the error of @func
 *
 * Does the work here and now.
 *
 * Returns: (transfer full) (nullable): the result of @func
 */
gpointer
lf_job_run (LfJob      *self,
            LfJobFunc   func,
            gpointer    data,
            GError    **error)
{
  GError *failure = NULL;
  gpointer result;

  begin (self);
  result = func (self, data, &failure);
  end (self, failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return result;
}

typedef struct
{
  LfJobFunc      func;
  gpointer       data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Work;

static void
work_free (Work *work)
{
  if (work->free_data != NULL)
    work->free_data (work->data);
  g_free (work);
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gpointer result = lf_job_run (LF_JOB (source), work->func, work->data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->free_result);
}

/**
 * lf_job_run_async:
 * @self: a job that has not begun
 * @func: the work
 * @data: for @func
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees the result if nobody takes it
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Does the work on a worker thread.
 */
void
lf_job_run_async (LfJob               *self,
                  LfJobFunc            func,
                  gpointer             data,
                  GDestroyNotify       free_data,
                  GDestroyNotify       free_result,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->free_data = free_data;
  work->free_result = free_result;
  self->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, lf_job_run_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, work_thread);
}

/**
 * lf_job_run_finish:
 * @self: a job
 * @result: what the callback got
 * @error: where to put the error of the work
 *
 * Returns: (transfer full) (nullable): the result of the work
 */
gpointer
lf_job_run_finish (LfJob         *self,
                   GAsyncResult  *result,
                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lf_job_cancel:
 * @self: a job
 *
 * Asks it to stop. It is over when its state is %LF_JOB_DONE. What is %LF_JOB_FINISHING is not
 * stopped. Any thread.
 */
void
lf_job_cancel (LfJob *self)
{
  gboolean later;

  g_mutex_lock (&self->lock);
  if (self->status.state == LF_JOB_QUEUED || self->status.state == LF_JOB_RUNNING)
    self->status.state = LF_JOB_CANCELLING;
  later = self->status.state == LF_JOB_FINISHING;
  self->cancel_later |= later;
  unlock_and_tell (self);

  if (!later)
    g_cancellable_cancel (self->cancellable);
}

/**
 * lf_job_get_cancellable:
 * @self: a job
 *
 * Returns: (transfer none): what lf_job_cancel() cancels
 */
GCancellable *
lf_job_get_cancellable (LfJob *self)
{
  return self->cancellable;
}

/**
 * lf_job_get_status:
 * @self: a job
 * @status: (out caller-allocates): where it stands; free with lf_job_status_clear()
 *
 * Looks how far it is. Any thread.
 */
void
lf_job_get_status (LfJob       *self,
                   LfJobStatus *status)
{
  g_mutex_lock (&self->lock);
  *status = self->status;
  status->step = g_strdup (self->status.step);
  status->detail = g_strdup (self->status.detail);
  g_mutex_unlock (&self->lock);
}

/**
 * lf_job_dup_log:
 * @self: a job
 *
 * Returns: (transfer full): the lines of its log so far. Any thread.
 */
GStrv
lf_job_dup_log (LfJob *self)
{
  GStrv lines;

  g_mutex_lock (&self->lock);
  lines = g_new0 (char *, self->log->len + 1);
  for (guint i = 0; i < self->log->len; i++)
    lines[i] = g_strdup (g_ptr_array_index (self->log, i));
  g_mutex_unlock (&self->lock);
  return lines;
}

/**
 * lf_job_set_steps:
 * @self: a job
 * @weights: (array length=n_steps): how long each step is expected to take, in any unit
 * @n_steps: how many there are
 *
 * Says what is to come. Worker, before the first step.
 */
void
lf_job_set_steps (LfJob        *self,
                  const double *weights,
                  guint         n_steps)
{
  g_mutex_lock (&self->lock);
  g_free (self->weights);
  self->weights = g_memdup2 (weights, sizeof (double) * n_steps);
  self->sum_of_weights = 0;
  for (guint i = 0; i < n_steps; i++)
    self->sum_of_weights += weights[i];
  self->status.n_steps = n_steps;
  if (self->is_one_step)
    self->status.step_number = 0;
  self->is_one_step = FALSE;
  g_mutex_unlock (&self->lock);
}

/* What a part reports is how far a step of the whole is */
static void
tell_whole (LfJob      *self,
            double      fraction,
            const char *detail)
{
  if (self->whole != NULL && !self->is_aside)
    lf_job_report (self->whole, fraction, detail);
}

/* The weight of the current step. With the lock. */
static double
get_weight (LfJob *self)
{
  guint i = self->status.step_number;

  return i >= 1 && i <= self->status.n_steps ? self->weights[i - 1] : 0;
}

/**
 * lf_job_begin_step:
 * @self: a job
 * @title: what is done now, translated
 *
 * Begins the next step. Worker.
 */
void
lf_job_begin_step (LfJob      *self,
                   const char *title)
{
  double fraction;

  g_mutex_lock (&self->lock);
  self->done_weight += get_weight (self);
  self->status.step_number++;
  self->span_from = 0;
  self->span_to = 1;
  self->status.knows_fraction = FALSE;
  g_free (self->status.step);
  self->status.step = g_strdup (title);
  g_clear_pointer (&self->status.detail, g_free);
  if (self->sum_of_weights > 0)
    self->status.fraction = MAX (self->status.fraction, self->done_weight / self->sum_of_weights);
  g_ptr_array_add (self->log, g_strdup (title));
  fraction = self->status.fraction;
  unlock_and_tell (self);
  tell_whole (self, fraction, title);
}

/**
 * lf_job_set_span:
 * @self: a job
 * @from: how far the current step is when what comes now begins, 0 to 1
 * @to: how far it is when that is over
 *
 * Narrows what lf_job_report() calls 0 to 1 to a part of the current step, so that something that
 * reports by itself can be one of several parts of a step. The next step begins with the whole.
 * Worker.
 */
void
lf_job_set_span (LfJob  *self,
                 double  from,
                 double  to)
{
  g_mutex_lock (&self->lock);
  self->span_from = CLAMP (from, 0, 1);
  self->span_to = CLAMP (to, self->span_from, 1);
  g_mutex_unlock (&self->lock);
}

/**
 * lf_job_report:
 * @self: a job
 * @fraction: how far the current step is, 0 to 1, or the span of it that lf_job_set_span() chose;
 *   NaN if it cannot be known
 * @detail: (nullable): how far in words; %NULL to leave them
 *
 * Tells how far the current step is. What would go back is left where it is. Worker.
 */
void
lf_job_report (LfJob      *self,
               double      fraction,
               const char *detail)
{
  double reached;

  g_mutex_lock (&self->lock);
  self->status.knows_fraction = !isnan (fraction);
  if (self->status.knows_fraction && self->sum_of_weights > 0)
    {
      double within = self->span_from +
                      (self->span_to - self->span_from) * CLAMP (fraction, 0, 1);
      double whole = (self->done_weight + get_weight (self) * within) / self->sum_of_weights;

      self->status.fraction = MAX (self->status.fraction, MIN (whole, 1));
      estimate (self);
    }
  if (detail != NULL)
    {
      g_free (self->status.detail);
      self->status.detail = g_strdup (detail);
    }
  reached = self->status.knows_fraction ? self->status.fraction : NAN;
  unlock_and_tell (self);
  tell_whole (self, reached, detail);
}

/**
 * lf_job_set_finishing:
 * @self: a job
 * @finishing: whether it is too far to be stopped
 *
 * Says that what is done from now on cannot be stopped any more, and will soon be over; or that it
 * can again. A cancel that is asked for meanwhile waits until then; if the work ends first, it has
 * no effect. Nothing must be begun if it is too late for that. Worker.
 *
 * Returns: whether it is so; %FALSE if the job has been cancelled before
 */
gboolean
lf_job_set_finishing (LfJob    *self,
                      gboolean  finishing)
{
  gboolean cancel_now;

  if (self->whole != NULL)
    return lf_job_set_finishing (self->whole, finishing);

  g_mutex_lock (&self->lock);
  if (self->status.state == LF_JOB_CANCELLING ||
      g_cancellable_is_cancelled (self->cancellable))
    {
      g_mutex_unlock (&self->lock);
      return FALSE;
    }

  cancel_now = !finishing && self->cancel_later;
  self->cancel_later = FALSE;
  if (cancel_now)
    self->status.state = LF_JOB_CANCELLING;
  else if (self->status.state != LF_JOB_DONE)
    self->status.state = finishing ? LF_JOB_FINISHING : LF_JOB_RUNNING;
  unlock_and_tell (self);

  if (cancel_now)
    g_cancellable_cancel (self->cancellable);
  return !cancel_now;
}

/**
 * lf_job_log:
 * @self: a job
 * @format: a format, as for printf()
 * @...: its arguments
 *
 * Adds a line to the log. Worker.
 */
void
lf_job_log (LfJob      *self,
            const char *format,
            ...)
{
  va_list args;
  char *line;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);

  if (self->whole != NULL)
    {
      lf_job_log (self->whole, "%s", line);
      g_free (line);
      return;
    }

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->log, line);
  unlock_and_tell (self);
}

/**
 * lf_job_is_cancelled:
 * @self: a job
 * @error: where to put %LF_CATALOG_ERROR_CANCELLED
 *
 * Looks whether to stop. Any thread.
 *
 * Returns: whether it was cancelled; then @error is set
 */
gboolean
lf_job_is_cancelled (LfJob   *self,
                     GError **error)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED, _("Cancelled"));
  return TRUE;
}
