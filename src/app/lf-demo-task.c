/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-demo-task.h"

/* The worker says how far it is in one number; the main loop looks at it a few times a second */
#define LOOK_INTERVAL_MS 50
#define PARTS 10000

typedef struct
{
  int                done;      /* of PARTS; atomic; -1 until something is being made */
  guint              source;
  GCancellable      *cancellable;
  LfDemoProgressFunc progress;
  gpointer           progress_data;
} DemoTask;

static void
demo_task_free (DemoTask *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
progress_cb (double   fraction,
             gpointer data)
{
  DemoTask *self = data;

  g_atomic_int_set (&self->done, (int) (fraction * PARTS));
}

static gboolean
look_cb (gpointer data)
{
  DemoTask *self = data;
  int done = g_atomic_int_get (&self->done);

  if (done >= 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->progress ((double) done / PARTS, self->progress_data);
  return G_SOURCE_CONTINUE;
}

static void
worker (GTask        *task,
        gpointer      source,
        gpointer      data,
        GCancellable *cancellable)
{
  GError *error = NULL;
  char *path = lf_demo_ensure (progress_cb, data, cancellable, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * lf_demo_task_run:
 * @cancellable: (nullable): a cancellable
 * @progress: called on the main thread, with the fraction that is done
 * @progress_data: for @progress
 * @callback: called when the catalog is there
 * @user_data: for @callback; keeps @progress_data alive
 *
 * Makes sure that there is a demonstration catalog, on a worker thread.
 */
void
lf_demo_task_run (GCancellable        *cancellable,
                  LfDemoProgressFunc   progress,
                  gpointer             progress_data,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  DemoTask *self = g_new0 (DemoTask, 1);

  self->done = -1;
  g_set_object (&self->cancellable, cancellable);
  self->progress = progress;
  self->progress_data = progress_data;
  self->source = g_timeout_add (LOOK_INTERVAL_MS, look_cb, self);
  g_task_set_source_tag (task, lf_demo_task_run);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) demo_task_free);
  g_task_run_in_thread (task, worker);
}

/**
 * lf_demo_task_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the path of the demonstration catalog
 */
char *
lf_demo_task_finish (GAsyncResult  *result,
                     GError       **error)
{
  DemoTask *self = g_task_get_task_data (G_TASK (result));

  g_clear_handle_id (&self->source, g_source_remove);
  return g_task_propagate_pointer (G_TASK (result), error);
}
