/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-writer.h"

#include "app/lf-hold.h"
#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-journal.h"

struct _LfSessionWriter
{
  GObject    parent_instance;

  char      *path;
  GPtrArray *undos;     /* of LfUndo, the last change last */
  guint      n_running;
  char      *session;   /* whose earlier change may be taken back, too; NULL: none */
  gint64     earlier;   /* the number of that change; 0: there is none */
  GtkWidget *widget;    /* weak; with an action that takes back */
  char      *action;
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

static void
update_action (LfSessionWriter *self)
{
  if (self->widget != NULL)
    gtk_widget_action_set_enabled (self->widget, self->action, lf_session_writer_can_undo (self));
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
      g_autofree char *title = make_title (lf_undo_get_title (undo), lf_undo_get_remark (undo));

      g_ptr_array_add (self->undos, undo);
      g_signal_emit (self, signals[CHANGED], 0, title, TRUE);
    }
  update_action (self);
}

static void
lf_session_writer_finalize (GObject *object)
{
  LfSessionWriter *self = LF_SESSION_WRITER (object);

  g_free (self->path);
  g_free (self->session);
  g_free (self->action);
  g_clear_weak_pointer (&self->widget);
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
  return (self->undos->len > 0 || self->earlier != 0) && self->n_running == 0;
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
      g_autofree char *what = lf_undo_describe (data);
      g_autofree char *title = make_title (what, lf_undo_get_remark (data));

      g_signal_emit (self, signals[CHANGED], 0, title, FALSE);
    }
}

/* A change that is in the history only */
typedef struct
{
  gint64  id;
  LfUndo *undo;                 /* once it was taken back */
} Earlier;

static void
earlier_free (Earlier *earlier)
{
  g_clear_pointer (&earlier->undo, lf_undo_free);
  g_free (earlier);
}

static gboolean
do_undo_earlier (LfConnection  *connection,
                 gpointer       data,
                 LfUndo       **undo,
                 GError       **error)
{
  Earlier *earlier = data;

  earlier->undo = lf_journal_undo (lf_connection_get_path (connection), earlier->id, NULL, NULL,
                                   error);
  return earlier->undo != NULL;
}

static void
earlier_undone_cb (gpointer      owner,
                   gpointer      data,
                   const GError *error)
{
  LfSessionWriter *self = owner;
  g_autofree char *session = g_strdup (self->session);

  undone_cb (owner, ((Earlier *) data)->undo, error);

  /* There may be another before it */
  lf_session_writer_look (self, session);
}

/**
 * lf_session_writer_undo:
 * @self: a writer
 *
 * Takes the last change back: of those that it has made, then of those that lf_session_writer_look()
 * has found. It can be tried once: what was changed again meanwhile stays as it is.
 */
void
lf_session_writer_undo (LfSessionWriter *self)
{
  Earlier *earlier;
  LfUndo *undo;

  if (!lf_session_writer_can_undo (self))
    return;

  if (self->undos->len == 0)
    {
      earlier = g_new0 (Earlier, 1);
      earlier->id = self->earlier;
      self->earlier = 0;
      lf_session_writer_run (self, do_undo_earlier, earlier, (GDestroyNotify) earlier_free, self,
                             earlier_undone_cb);
      return;
    }

  undo = g_ptr_array_steal_index (self->undos, self->undos->len - 1);
  lf_session_writer_run (self, do_undo, undo, (GDestroyNotify) lf_undo_free, self, undone_cb);
}

typedef struct
{
  char   *path;
  char   *session;
  gint64  found;
} Look;

static void
look_free (Look *look)
{
  g_free (look->path);
  g_free (look->session);
  g_free (look);
}

/* The newest change of the session, if it is still as that left it */
static gint64
find_earlier (const Look *look)
{
  g_autofree char *file = lf_journal_get_path ();
  g_autofree char *identity = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (LfConnection) reader = NULL;
  g_autoptr (LfJournal) journal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const LfJournalEntry *next = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return 0;

  reader = lf_connection_open (look->path, NULL, NULL);
  journal = reader != NULL ? lf_journal_open (NULL, NULL) : NULL;
  identity = reader != NULL ? lf_identity_read (reader, NULL) : NULL;
  entries = journal != NULL ? lf_journal_list (journal, look->path, identity, NULL) : NULL;
  next = entries != NULL ? lf_journal_find_next (entries, look->session) : NULL;
  return next != NULL &&
         lf_journal_judge (journal, reader, next, &reason) == LF_JOURNAL_CAN_UNDO ? next->id : 0;
}

static void
look_cb (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Look *look = data;

  look->found = find_earlier (look);
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  LfSessionWriter *self = LF_SESSION_WRITER (source);
  const Look *look = g_task_get_task_data (G_TASK (result));

  lf_release ();
  if (g_strcmp0 (look->session, self->session) == 0)
    self->earlier = look->found;
  update_action (self);
}

/**
 * lf_session_writer_look:
 * @self: a writer
 * @session: the id of a session
 *
 * Looks in the history for the last change of a session, so that lf_session_writer_undo() takes that
 * back, too, as long as the session is as the change left it. Does not block.
 */
void
lf_session_writer_look (LfSessionWriter *self,
                        const char      *session)
{
  Look *look = g_new0 (Look, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);

  look->path = g_strdup (self->path);
  look->session = g_strdup (session);
  g_free (self->session);
  self->session = g_strdup (session);
  self->earlier = 0;
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  lf_hold ();
  g_task_run_in_thread (task, look_cb);
}

/**
 * lf_session_writer_set_action:
 * @self: a writer
 * @widget: a widget
 * @action: an action of its class that calls lf_session_writer_undo()
 *
 * Lets an action be enabled while there is something to take back.
 */
void
lf_session_writer_set_action (LfSessionWriter *self,
                              GtkWidget       *widget,
                              const char      *action)
{
  g_set_weak_pointer (&self->widget, widget);
  g_free (self->action);
  self->action = g_strdup (action);
  update_action (self);
}
