/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-new-session-window.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"
#include "catalog/lf-format.h"
#include "catalog/lf-new-session.h"
#include "catalog/lf-resources.h"

struct _LfNewSessionWindow
{
  GtkWindow        parent_instance;

  GtkEntry        *name;
  GtkTextView     *notes;
  GtkLabel        *frames;
  GtkLabel        *id;
  GtkWidget       *folder_label;
  GtkWidget       *folder_box;
  GtkLabel        *folder;
  GtkLabel        *fault;
  GtkWidget       *make;

  LfSessionWriter *writer;
  LfNewSession    *session;
  GCancellable    *cancellable;
  gboolean         ready;       /* its folder is known, and it is not being made */
};

G_DEFINE_FINAL_TYPE (LfNewSessionWindow, lf_new_session_window, GTK_TYPE_WINDOW)

static void
show_fault (LfNewSessionWindow *self,
            const char         *text)
{
  gtk_label_set_text (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
}

static char *
dup_notes (LfNewSessionWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
take_texts (LfNewSessionWindow *self)
{
  g_autofree char *notes = dup_notes (self);

  lf_new_session_set_text (self->session, gtk_editable_get_text (GTK_EDITABLE (self->name)), notes);
}

/* That a name is missing is plain to see; anything else is said */
static void
changed_cb (LfNewSessionWindow *self)
{
  const char *fault;

  if (self->session == NULL)
    return;

  take_texts (self);
  fault = lf_new_session_find_fault (self->session);
  show_fault (self, *self->session->name != '\0' ? fault : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-session.make",
                                 fault == NULL && self->ready);
}

static void
set_ready (LfNewSessionWindow *self,
           gboolean            ready)
{
  self->ready = ready;
  changed_cb (self);
}

static gboolean
do_make (LfConnection  *connection,
         gpointer       data,
         LfUndo       **undo,
         GError       **error)
{
  return lf_new_session_make (data, connection, undo, error);
}

/* Whoever asked for it is a window of the main window, or that itself */
static void
reveal (LfNewSessionWindow *self)
{
  gboolean found = FALSE;

  for (GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
       window != NULL && !found; window = gtk_window_get_transient_for (window))
    found = gtk_widget_activate_action (GTK_WIDGET (window), "sessions.reveal", "s",
                                        self->session->id);
}

static void
made_cb (gpointer      owner,
         gpointer      data,
         const GError *error)
{
  LfNewSessionWindow *self = owner;

  if (self->session == NULL)
    return;

  if (error != NULL)
    {
      set_ready (self, TRUE);
      show_fault (self, error->message);
      return;
    }

  reveal (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
make_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfNewSessionWindow *self = LF_NEW_SESSION_WINDOW (widget);

  take_texts (self);
  set_ready (self, FALSE);
  lf_session_writer_run (self->writer, do_make, lf_new_session_copy (self->session),
                         (GDestroyNotify) lf_new_session_free, self, made_cb);
}

static gpointer
load_folder (LfConnection  *connection,
             gpointer       data,
             GError       **error)
{
  g_autoptr (LfNewSession) session = lf_new_session_copy (data);

  /* Without a folder it can be made all the same */
  lf_new_session_load_folder (session, connection, NULL);
  return g_steal_pointer (&session);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfNewSessionWindow) self = data;
  g_autoptr (LfNewSession) loaded = lf_catalog_read_finish (result, NULL);

  lf_release ();
  if (self->session == NULL)
    return;

  if (loaded != NULL && loaded->folder != NULL)
    {
      g_autofree char *path = g_filename_display_name (loaded->folder);
      g_autofree char *line = lf_format_one_line (path);

      self->session->folder = g_steal_pointer (&loaded->folder);
      gtk_label_set_text (self->folder, line);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->folder), line);
      gtk_widget_set_visible (self->folder_box, TRUE);
      gtk_widget_set_visible (self->folder_label, TRUE);
    }
  set_ready (self, TRUE);
}

static void
lf_new_session_window_dispose (GObject *object)
{
  LfNewSessionWindow *self = LF_NEW_SESSION_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->session, lf_new_session_free);
  g_clear_object (&self->writer);
  gtk_widget_dispose_template (GTK_WIDGET (object), LF_TYPE_NEW_SESSION_WINDOW);

  G_OBJECT_CLASS (lf_new_session_window_parent_class)->dispose (object);
}

static void
lf_new_session_window_class_init (LfNewSessionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_new_session_window_dispose;

  gtk_widget_class_install_action (widget_class, "new-session.make", NULL, make_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-new-session-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, name);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, frames);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, id);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, folder_label);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, folder_box);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, folder);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, fault);
  gtk_widget_class_bind_template_child (widget_class, LfNewSessionWindow, make);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
lf_new_session_window_init (LfNewSessionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->make);
}

static void
show (LfNewSessionWindow *self)
{
  guint n = self->session->frames->len;
  g_autofree char *count = lf_format_count (n);
  g_autofree char *frames = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s frame that is selected", "%s frames that are selected", n),
    count);

  gtk_label_set_text (self->id, self->session->id);
  gtk_label_set_text (self->frames, n > 0 ? frames : _("None yet"));
  set_ready (self, FALSE);
}

/**
 * lf_new_session_window_open:
 * @parent: the main window, or a window of it
 * @catalog: the catalog
 * @writer: what makes changes of sessions
 * @frames: (array length=n_frames) (nullable): ids of frames that it shall have
 * @n_frames: how many
 *
 * Opens a window that asks for what else is needed for a new session, and makes it.
 *
 * Returns: (transfer none): the window
 */
LfNewSessionWindow *
lf_new_session_window_open (GtkWindow       *parent,
                            LfCatalog       *catalog,
                            LfSessionWriter *writer,
                            const gint64    *frames,
                            guint            n_frames)
{
  LfNewSessionWindow *self = g_object_new (LF_TYPE_NEW_SESSION_WINDOW, "transient-for", parent,
                                           NULL);

  self->writer = g_object_ref (writer);
  self->session = lf_new_session_new (frames, n_frames);
  self->cancellable = g_cancellable_new ();
  show (self);
  lf_hold ();
  lf_catalog_read_async (catalog, FALSE, load_folder, lf_new_session_copy (self->session),
                         (GDestroyNotify) lf_new_session_free,
                         (GDestroyNotify) lf_new_session_free, self->cancellable, loaded_cb,
                         g_object_ref (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
