/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-rereading.h"

struct _LfRereading
{
  GObject          parent_instance;

  GtkWindow       *window;      /* which owns this */
  guint            limit;
  LfRereadingFunc  func;
  GPtrArray       *monitors;    /* of GFileMonitor */
  GCancellable    *reading;     /* NULL if it is read */
  gboolean         is_stale;    /* changed since it began to be read */
};

G_DEFINE_FINAL_TYPE (LfRereading, lf_rereading, G_TYPE_OBJECT)

static void
stop (LfRereading *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* What is written is seen at once, also that of another program. What is being read may already be
 * past it, so that is read again. */
static void
changed_cb (LfRereading       *self,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;

  if (self->reading != NULL)
    self->is_stale = TRUE;
  else
    lf_rereading_start (self);
}

static void
lf_rereading_dispose (GObject *object)
{
  LfRereading *self = LF_REREADING (object);

  stop (self);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);

  G_OBJECT_CLASS (lf_rereading_parent_class)->dispose (object);
}

static void
lf_rereading_class_init (LfRereadingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_rereading_dispose;
}

static void
lf_rereading_init (LfRereading *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * lf_rereading_new:
 * @window: the window, which outlives this
 * @limit: how long at least between two looks at a file that is being written, in milliseconds
 * @func: begins to read
 *
 * Returns: (transfer full): what reads nothing yet
 */
LfRereading *
lf_rereading_new (GtkWindow       *window,
                  guint            limit,
                  LfRereadingFunc  func)
{
  LfRereading *self = g_object_new (LF_TYPE_REREADING, NULL);

  self->window = window;
  self->limit = limit;
  self->func = func;
  return self;
}

/**
 * lf_rereading_watch:
 * @self: a window's reading
 * @paths: (array zero-terminated=1): files, which need not be there
 *
 * Watches these files, and no longer others. Where files cannot be watched, nothing is told.
 */
void
lf_rereading_watch (LfRereading        *self,
                    const char *const  *paths)
{
  g_ptr_array_set_size (self->monitors, 0);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

      if (monitor == NULL)
        continue;
      g_ptr_array_add (self->monitors, monitor);
      g_file_monitor_set_rate_limit (monitor, (int) self->limit);
      g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

/**
 * lf_rereading_start:
 * @self: a window's reading
 *
 * Reads now; what is being read is left.
 */
void
lf_rereading_start (LfRereading *self)
{
  stop (self);
  self->is_stale = FALSE;
  self->reading = g_cancellable_new ();
  self->func (self->window, self->reading);
}

/**
 * lf_rereading_is_busy:
 * @self: a window's reading
 *
 * Returns: whether it is being read
 */
gboolean
lf_rereading_is_busy (LfRereading *self)
{
  return self->reading != NULL;
}

/**
 * lf_rereading_take:
 * @self: (nullable): a window's reading; %NULL if the window is gone
 * @result: of a task that read
 *
 * To be called when something is read; then it is shown, and then lf_rereading_go_on() is called.
 *
 * Returns: %FALSE if nobody wants it any more
 */
gboolean
lf_rereading_take (LfRereading  *self,
                   GAsyncResult *result)
{
  if (self == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return FALSE;

  g_clear_object (&self->reading);
  return TRUE;
}

/**
 * lf_rereading_go_on:
 * @self: a window's reading
 *
 * Reads again if the files have changed while they were read.
 */
void
lf_rereading_go_on (LfRereading *self)
{
  if (self->is_stale)
    lf_rereading_start (self);
}
