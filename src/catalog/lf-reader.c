/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-reader.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"

/* How many readers' threads there are. They are not joined one by one: a thread that waits for a
 * sleeping disk would make the window wait too. */
#define CLOSE_PATIENCE_US (5 * G_USEC_PER_SEC)

static GMutex count_lock;
static GCond count_changed;
static guint n_threads;

struct _LfReader
{
  GAsyncQueue  *queue;          /* of GTask with a Work */
  GCancellable *closing;
  char         *path;
};

typedef enum
{
  WORK_READ,
  WORK_REOPEN,                  /* closes the connection; the next work opens another one */
  WORK_END,                     /* ends the thread */
} WorkKind;

typedef struct
{
  WorkKind          kind;
  LfReaderFunc      func;       /* takes data that is text, or */
  LfReaderDataFunc  data_func;  /* takes data of any kind */
  gpointer          data;
  GDestroyNotify    free_data;
  GDestroyNotify    free_result;
  GCancellable     *closing;    /* of the reader: cancels the work when the reader is freed */
} Work;

static void
work_free (Work *work)
{
  g_clear_object (&work->closing);
  if (work->free_data != NULL)
    work->free_data (work->data);
  g_free (work);
}

static void
cancel_cb (GCancellable *from,
           GCancellable *to)
{
  g_cancellable_cancel (to);
}

static void
do_work (LfConnection **connection,
         const char    *path,
         GTask         *task,
         Work          *work)
{
  g_autoptr (GCancellable) either = g_cancellable_new ();
  GCancellable *asked = g_task_get_cancellable (task);
  GError *error = NULL;
  gpointer result = NULL;
  gulong asked_id = 0;
  gulong closing_id;

  if (asked != NULL)
    asked_id = g_cancellable_connect (asked, G_CALLBACK (cancel_cb), either, NULL);
  closing_id = g_cancellable_connect (work->closing, G_CALLBACK (cancel_cb), either, NULL);

  /* Another file may have been put in its place */
  if (*connection != NULL && !lf_connection_wake (*connection))
    g_clear_pointer (connection, lf_connection_close);

  if (g_cancellable_is_cancelled (either))
    g_set_error_literal (&error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED, _("Cancelled"));
  else if (*connection != NULL || (*connection = lf_connection_open (path, either, &error)))
    {
      lf_connection_begin (*connection, either);
      result = work->func != NULL ? work->func (*connection, work->data, &error)
                                  : work->data_func (*connection, work->data, &error);
      lf_connection_begin (*connection, NULL);
    }
  if (*connection != NULL)
    lf_connection_rest (*connection);

  g_cancellable_disconnect (asked, asked_id);
  g_cancellable_disconnect (work->closing, closing_id);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->free_result);
}

typedef struct
{
  GAsyncQueue *queue;
  char        *path;
} ThreadData;

static gpointer
reader_thread (gpointer data)
{
  ThreadData *self = data;
  LfConnection *connection = NULL;
  gboolean running = TRUE;

  while (running)
    {
      g_autoptr (GTask) task = g_async_queue_pop (self->queue);
      Work *work = g_task_get_task_data (task);

      if (work->kind == WORK_READ)
        do_work (&connection, self->path, task, work);
      else
        {
          running = work->kind == WORK_REOPEN;
          g_clear_pointer (&connection, lf_connection_close);
          g_task_return_boolean (task, TRUE);
        }
    }

  g_async_queue_unref (self->queue);
  g_free (self->path);
  g_free (self);

  g_mutex_lock (&count_lock);
  n_threads--;
  g_cond_broadcast (&count_changed);
  g_mutex_unlock (&count_lock);
  return NULL;
}

/**
 * lf_reader_new:
 * @path: a catalog file
 *
 * Starts a reader. The catalog is opened by its first piece of work. Any thread.
 *
 * Returns: (transfer full): a reader
 */
LfReader *
lf_reader_new (const char *path)
{
  LfReader *self = g_new0 (LfReader, 1);
  ThreadData *data = g_new0 (ThreadData, 1);

  self->path = g_strdup (path);
  self->queue = g_async_queue_new_full (g_object_unref);
  self->closing = g_cancellable_new ();
  data->queue = g_async_queue_ref (self->queue);
  data->path = g_strdup (path);

  g_mutex_lock (&count_lock);
  n_threads++;
  g_mutex_unlock (&count_lock);
  g_thread_unref (g_thread_new ("lf-reader", reader_thread, data));
  return self;
}

/* Takes @work over */
static void
push (LfReader            *self,
      Work                *work,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  work->closing = g_object_ref (self->closing);
  g_task_set_source_tag (task, lf_reader_run);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_async_queue_push (self->queue, task);
}

/**
 * lf_reader_run:
 * @self: a reader
 * @func: the work
 * @argument: (nullable): an argument for it, copied
 * @free_result: frees the result if nobody takes it
 * @cancellable: (nullable): cancels this piece of work
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Has a piece of work done on the reader's thread, after what was asked before.
 */
void
lf_reader_run (LfReader            *self,
               LfReaderFunc         func,
               const char          *argument,
               GDestroyNotify       free_result,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  Work *work;

  g_return_if_fail (self != NULL && func != NULL);

  work = g_new0 (Work, 1);
  work->func = func;
  work->data = g_strdup (argument);
  work->free_data = g_free;
  work->free_result = free_result;
  push (self, work, cancellable, callback, user_data);
}

/**
 * lf_reader_run_data:
 * @self: a reader
 * @func: the work
 * @data: (nullable): data for it; nobody else touches it from now on
 * @free_data: (nullable): frees @data, on any thread
 * @free_result: frees the result if nobody takes it
 * @cancellable: (nullable): cancels this piece of work
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Has a piece of work done that needs more than a text, as lf_reader_run() does.
 */
void
lf_reader_run_data (LfReader            *self,
                    LfReaderDataFunc     func,
                    gpointer             data,
                    GDestroyNotify       free_data,
                    GDestroyNotify       free_result,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  Work *work;

  g_return_if_fail (self != NULL && func != NULL);

  work = g_new0 (Work, 1);
  work->data_func = func;
  work->data = data;
  work->free_data = free_data;
  work->free_result = free_result;
  push (self, work, cancellable, callback, user_data);
}

/**
 * lf_reader_finish:
 * @result: what the callback got
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the result of the work
 */
gpointer
lf_reader_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lf_reader_run), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static Work *
work_new (WorkKind kind)
{
  Work *work = g_new0 (Work, 1);

  work->kind = kind;
  return work;
}

/**
 * lf_reader_reopen:
 * @self: a reader
 *
 * Has the connection closed after what was asked before; what is asked from now on is read through
 * another one. For a catalog that is another file by now, or has other tables.
 */
void
lf_reader_reopen (LfReader *self)
{
  push (self, work_new (WORK_REOPEN), NULL, NULL, NULL);
}

/**
 * lf_reader_free:
 * @self: (transfer full): a reader
 *
 * Cancels what is under way and waiting and has the connection closed, without waiting for it.
 * Callbacks of cancelled work are still called, with %LF_CATALOG_ERROR_CANCELLED.
 */
void
lf_reader_free (LfReader *self)
{
  g_cancellable_cancel (self->closing);
  push (self, work_new (WORK_END), NULL, NULL, NULL);
  g_async_queue_unref (self->queue);
  g_object_unref (self->closing);
  g_free (self->path);
  g_free (self);
}

/**
 * lf_reader_close_all:
 *
 * Waits until all readers that were freed have closed their connections, so that WAL catalogs are
 * left without -wal and -shm. To be called before a program ends, when no reader is in use. Waits
 * for five seconds at the most, for one may hang on a disk that does not answer.
 */
void
lf_reader_close_all (void)
{
  gint64 end = g_get_monotonic_time () + CLOSE_PATIENCE_US;

  g_mutex_lock (&count_lock);
  while (n_threads > 0 && g_cond_wait_until (&count_changed, &count_lock, end))
    ;
  g_mutex_unlock (&count_lock);
}
