/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-writer.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"
#include "catalog/lf-error.h"

struct _LfSessionWriter
{
  GObject    parent_instance;

  char      *path;
  GPtrArray *undos;     /* of LfUndo, the last change last */
  guint      n_running;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSessionWriter, lf_session_writer, G_TYPE_OBJECT)

typedef struct
{
  char           *path;
  LfWriteFunc     func;
  gpointer        data;
  GDestroyNotify  free_data;
  GWeakRef        owner;
  LfWrittenFunc   done;
  LfUndo         *undo;
} Write;

static void
write_free (Write *self)
{
  g_free (self->path);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_weak_ref_clear (&self->owner);
  g_clear_pointer (&self->undo, lf_undo_free);
  g_free (self);
}

/* A change is never cut off: it is short, and whoever asked for it wants it done */
static void
write_cb (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Write *write = data;
  GError *error = NULL;
  g_autoptr (LfConnection) connection = lf_edit_open (write->path, NULL, &error);

  if (connection == NULL || !write->func (connection, write->data, &write->undo, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  LfSessionWriter *self = LF_SESSION_WRITER (source);
  Write *write = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) owner = NULL;
  gboolean made = g_task_propagate_boolean (G_TASK (result), &error);

  lf_release ();
  self->n_running--;
  owner = g_weak_ref_get (&write->owner);
  if (owner != NULL)
    write->done (owner, write->data, error);
  if (made && write->undo != NULL)
    {
      LfUndo *undo = g_steal_pointer (&write->undo);

      g_ptr_array_add (self->undos, undo);
      g_signal_emit (self, signals[CHANGED], 0, lf_undo_get_title (undo), TRUE);
    }
}

static void
lf_session_writer_finalize (GObject *object)
{
  LfSessionWriter *self = LF_SESSION_WRITER (object);

  g_free (self->path);
  g_ptr_array_unref (self->undos);

  G_OBJECT_CLASS (lf_session_writer_parent_class)->finalize (object);
}

static void
lf_session_writer_class_init (LfSessionWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_session_writer_finalize;

  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_SESSION_WRITER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", LF_TYPE_SESSION_WRITER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lf_session_writer_init (LfSessionWriter *self)
{
  self->undos = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_undo_free);
}

/**
 * lf_session_writer_new:
 * @path: a catalog file
 *
 * Returns: (transfer full): a writer, which has not opened it
 */
LfSessionWriter *
lf_session_writer_new (const char *path)
{
  LfSessionWriter *self = g_object_new (LF_TYPE_SESSION_WRITER, NULL);

  self->path = g_strdup (path);
  return self;
}

/**
 * lf_session_writer_run:
 * @self: a writer
 * @func: what to change
 * @data: (nullable): data for @func and @done
 * @free_data: (nullable): frees @data
 * @owner: the object for whom it is
 * @done: called when it is done
 *
 * Makes a change. Does not block.
 */
void
lf_session_writer_run (LfSessionWriter *self,
                       LfWriteFunc      func,
                       gpointer         data,
                       GDestroyNotify   free_data,
                       gpointer         owner,
                       LfWrittenFunc    done)
{
  Write *write = g_new0 (Write, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);

  write->path = g_strdup (self->path);
  write->func = func;
  write->data = data;
  write->free_data = free_data;
  write->done = done;
  g_weak_ref_init (&write->owner, owner);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  g_task_set_source_tag (task, lf_session_writer_run);
  self->n_running++;
  lf_hold ();
  g_task_run_in_thread (task, write_cb);
}

/**
 * lf_session_writer_can_undo:
 * @self: a writer
 *
 * Returns: whether there is a change to take back, and none being made
 */
gboolean
lf_session_writer_can_undo (LfSessionWriter *self)
{
  return self->undos->len > 0 && self->n_running == 0;
}

static gboolean
do_undo (LfConnection  *connection,
         gpointer       data,
         LfUndo       **undo,
         GError       **error)
{
  return lf_undo_apply (data, connection, error);
}

static void
undone_cb (gpointer      owner,
           gpointer      data,
           const GError *error)
{
  LfSessionWriter *self = owner;

  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    {
      /* Translators: what was done and has been taken back, such as “Undone: Session changed” */
      g_autofree char *title = g_strdup_printf (_("Undone: %s"), lf_undo_get_title (data));

      g_signal_emit (self, signals[CHANGED], 0, title, FALSE);
    }
}

/**
 * lf_session_writer_undo:
 * @self: a writer
 *
 * Takes the last change back. It can be tried once: what was changed again meanwhile stays as it is.
 */
void
lf_session_writer_undo (LfSessionWriter *self)
{
  LfUndo *undo;

  if (!lf_session_writer_can_undo (self))
    return;

  undo = g_ptr_array_steal_index (self->undos, self->undos->len - 1);
  lf_session_writer_run (self, do_undo, undo, (GDestroyNotify) lf_undo_free, self, undone_cb);
}
