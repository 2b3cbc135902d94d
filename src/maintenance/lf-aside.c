/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-aside.h"

struct _LfAside
{
  LfJob     *job;
  LfJobFunc  func;
  gpointer   data;
  GThread   *thread;
  GError    *error;
};

static gpointer
run (gpointer data)
{
  LfAside *self = data;

  return self->func (self->job, self->data, &self->error);
}

/**
 * lf_aside_start:
 * @job: the job that it belongs to
 * @func: the work; it gets a job that is cancelled with @job and tells nobody how far it is
 * @data: for @func, to be left alone until it is finished
 *
 * Begins work beside the worker's own. Worker of @job.
 *
 * Returns: (transfer full): what lf_aside_finish() takes
 */
LfAside *
lf_aside_start (LfJob     *job,
                LfJobFunc  func,
                gpointer   data)
{
  LfAside *self = g_new0 (LfAside, 1);

  self->job = lf_job_new_aside (job);
  self->func = func;
  self->data = data;
  self->thread = g_thread_new ("lf-aside", run, self);
  return self;
}

/**
 * lf_aside_finish:
 * @self: (transfer full): work that was begun
 * @error: where to put its error
 *
 * Waits until it is over. Worker of its job.
 *
 * Returns: (transfer full) (nullable): the result of the work
 */
gpointer
lf_aside_finish (LfAside  *self,
                 GError  **error)
{
  gpointer result = g_thread_join (self->thread);

  if (self->error != NULL)
    g_propagate_error (error, self->error);
  g_object_unref (self->job);
  g_free (self);
  return result;
}
