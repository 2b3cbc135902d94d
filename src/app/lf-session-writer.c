/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-writer.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"
#include "catalog/lf-error.h"
#include "catalog/lf-journal.h"

struct _LfSessionWriter
{
  GObject      parent_instance;

  char        *path;
  LfUndoStack *stack;
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

/* What was done, and what the user should know of it */
static char *
make_title (const char *title,
            const char *remark)
{
  return remark != NULL ? g_strdup_printf ("%s. %s", title, remark) : g_strdup (title);
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
  g_autoptr (LfSessionWriter) self = user_data;
  Write *write = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) owner = NULL;
  gboolean made = g_task_propagate_boolean (G_TASK (result), &error);

  lf_release ();
  lf_undo_stack_end (self->stack);
  owner = g_weak_ref_get (&write->owner);
  if (owner != NULL)
    write->done (owner, write->data, error);
  if (made && write->undo != NULL)
    {
      LfUndo *undo = g_steal_pointer (&write->undo);
      g_autofree char *title = make_title (lf_undo_get_title (undo), lf_undo_get_remark (undo));

      lf_undo_stack_push (self->stack, undo);
      g_signal_emit (self, signals[CHANGED], 0, title, TRUE);
    }
}

static void
lf_session_writer_finalize (GObject *object)
{
  LfSessionWriter *self = LF_SESSION_WRITER (object);

  g_free (self->path);
  g_object_unref (self->stack);

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
}

/**
 * lf_session_writer_new:
 * @path: a catalog file
 * @stack: where all its writers keep what was changed
 *
 * Returns: (transfer full): a writer, which has not opened it
 */
LfSessionWriter *
lf_session_writer_new (const char  *path,
                       LfUndoStack *stack)
{
  LfSessionWriter *self = g_object_new (LF_TYPE_SESSION_WRITER, NULL);

  self->path = g_strdup (path);
  self->stack = g_object_ref (stack);
  return self;
}

/**
 * lf_session_writer_get_stack:
 * @self: a writer
 *
 * Returns: (transfer none): where it keeps what was changed
 */
LfUndoStack *
lf_session_writer_get_stack (LfSessionWriter *self)
{
  return self->stack;
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
  /* Not as its source, which the thread may let go of last */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));

  write->path = g_strdup (self->path);
  write->func = func;
  write->data = data;
  write->free_data = free_data;
  write->done = done;
  g_weak_ref_init (&write->owner, owner);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  g_task_set_source_tag (task, lf_session_writer_run);
  lf_undo_stack_begin (self->stack);
  lf_hold ();
  g_task_run_in_thread (task, write_cb);
}

/* A change that is being taken back */
typedef struct
{
  LfUndo   *undo;
  gboolean  was_undone;         /* already, elsewhere */
} Undoing;

static void
undoing_free (Undoing *undoing)
{
  g_clear_pointer (&undoing->undo, lf_undo_free);
  g_free (undoing);
}

static gboolean
do_undo (LfConnection  *connection,
         gpointer       data,
         LfUndo       **undo,
         GError       **error)
{
  Undoing *undoing = data;

  undoing->was_undone = lf_journal_was_undone (undoing->undo);
  return undoing->was_undone || lf_undo_apply (undoing->undo, connection, error);
}

/* The same change may be one of several sessions, and its session need not be the one that is seen */
static char *
describe_undone (LfUndo *undo)
{
  g_autofree char *what = lf_undo_describe (undo);
  g_autofree char *sessions = lf_undo_name_sessions (undo);

  return sessions != NULL ? g_strdup_printf ("%s – %s", what, sessions)
                          : g_steal_pointer (&what);
}

static void
undone_cb (gpointer      owner,
           gpointer      data,
           const GError *error)
{
  LfSessionWriter *self = owner;
  Undoing *undoing = data;

  if (error != NULL)
    {
      /* It can be tried again when the other program has finished */
      if (g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY))
        lf_undo_stack_push (self->stack, g_steal_pointer (&undoing->undo));
      g_signal_emit (self, signals[FAILED], 0, error->message);
    }
  else if (!undoing->was_undone)
    {
      g_autofree char *what = describe_undone (undoing->undo);
      g_autofree char *title = make_title (what, lf_undo_get_remark (undoing->undo));

      g_signal_emit (self, signals[CHANGED], 0, title, FALSE);
    }
  else if (lf_undo_stack_can_undo (self->stack))
    lf_session_writer_undo (self);
  else
    g_signal_emit (self, signals[FAILED], 0,
                   _("What was changed since the catalog was opened is undone already."));
}

/**
 * lf_session_writer_undo:
 * @self: a writer
 *
 * Takes the last change back that was made since the catalog was opened, by whichever of its writers;
 * what was taken back elsewhere is passed over. It can be tried once: what was changed again meanwhile
 * stays as it is.
 */
void
lf_session_writer_undo (LfSessionWriter *self)
{
  Undoing *undoing;

  if (!lf_undo_stack_can_undo (self->stack))
    return;

  undoing = g_new0 (Undoing, 1);
  undoing->undo = lf_undo_stack_pop (self->stack);
  lf_session_writer_run (self, do_undo, undoing, (GDestroyNotify) undoing_free, self, undone_cb);
}
