/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-removal-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-removal.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-session-detail.h"

struct _LfRemovalPage
{
  LfSessionPage   parent_instance;

  GtkWidget      *box;
  GtkLabel       *title;
  GtkStack       *stack;
  GtkSpinner     *spinner;
  GtkLabel       *error;
  GtkWidget      *repair;
  GtkLabel       *frames;
  GtkLabel       *everything;
  GtkCheckButton *links;
  GtkWidget      *link_list;
  GtkLabel       *link_paths;
  GtkLabel       *staying;
  GtkLabel       *failures;
  GtkButton      *close;

  char           *object;       /* NULL for lights without one */
  LfRemoval      *removal;      /* what goes; NULL until that is known, and once it is gone */
  gboolean        removing;
};

G_DEFINE_FINAL_TYPE (LfRemovalPage, lf_removal_page, LF_TYPE_SESSION_PAGE)

/* What is asked for, on a thread of the catalog's */
typedef struct
{
  char *session;
  char *object;
} Question;

static void
question_free (Question *question)
{
  g_free (question->session);
  g_free (question->object);
  g_free (question);
}

static gpointer
do_look (LfConnection  *connection,
         gpointer       data,
         GError       **error)
{
  const Question *question = data;

  return lf_removal_new (connection, question->session, question->object, error);
}

static guint
count_state (const LfRemoval *removal,
             LfStagedState    state)
{
  guint n = 0;

  for (guint i = 0; i < removal->links->len; i++)
    n += ((const LfStagedLink *) g_ptr_array_index (removal->links, i))->state == state;
  return n;
}

static void
update (LfRemovalPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "removal.remove",
                                 self->removal != NULL && !self->removing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->links), !self->removing);
  gtk_button_set_label (self->close, self->removal != NULL ? _("_Cancel") : _("_Close"));
}

static char *
describe_frames (const LfRemoval *removal)
{
  GString *text = g_string_new (NULL);

  for (int type = 0; type < LF_N_FRAME_TYPES; type++)
    {
      g_autofree char *count = lf_format_count (removal->counts[type]);

      if (removal->counts[type] == 0)
        continue;
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "",
                              lf_text_get_frame_type ((LfFrameType) type), count);
      if (type == LF_FRAME_LIGHT)
        {
          g_autofree char *integration = lf_format_integration (removal->seconds);

          g_string_append_printf (text, " (%s)", integration);
        }
    }
  if (removal->missing->len > 0)
    {
      g_autofree char *count = lf_format_count (removal->missing->len);

      g_string_append_printf (text, _("\nNot in the catalog any more: %s"), count);
    }
  return g_string_free (text, FALSE);
}

/* Their names are any bytes */
static char *
list_links (const LfRemoval *removal)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < removal->links->len; i++)
    {
      const LfStagedLink *link = g_ptr_array_index (removal->links, i);
      g_autofree char *shown = NULL;
      g_autofree char *line = NULL;

      if (link->state != LF_STAGED_LINK)
        continue;
      shown = g_filename_display_name (link->path);
      line = lf_format_one_line (shown);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  return g_string_free (text, FALSE);
}

static void
show_links (LfRemovalPage *self)
{
  guint n = self->removal->n_links;
  guint n_files = count_state (self->removal, LF_STAGED_NO_LINK);
  guint n_outside = count_state (self->removal, LF_STAGED_OUTSIDE);
  g_autofree char *count = lf_format_count (n);
  g_autofree char *staying_count = lf_format_count ((guint64) n_files + n_outside);
  g_autofree char *label = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "Also delete %s symbolic link in the session’s folder",
                 "Also delete %s symbolic links in the session’s folder", n),
    count);
  g_autofree char *staying = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%s staged file stays: it is no symbolic link, or not in the session’s folder.",
                 "%s staged files stay: they are no symbolic links, or not in the session’s folder.",
                 n_files + n_outside),
    staying_count);
  g_autofree char *paths = list_links (self->removal);

  gtk_check_button_set_label (self->links, label);
  gtk_check_button_set_active (self->links, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->links), n > 0);
  gtk_label_set_text (self->link_paths, paths);
  gtk_widget_set_visible (self->link_list, n > 0);
  gtk_label_set_text (self->staying, staying);
  gtk_widget_set_visible (GTK_WIDGET (self->staying), n_files + n_outside > 0);
}

static void
looked_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  LfRemovalPage *self = LF_REMOVAL_PAGE (page);

  gtk_spinner_stop (self->spinner);
  self->removal = result;
  if (self->removal != NULL)
    {
      g_autofree char *frames = describe_frames (self->removal);

      gtk_label_set_text (self->frames, frames);
      gtk_widget_set_visible (GTK_WIDGET (self->everything), self->removal->everything);
      show_links (self);
      gtk_stack_set_visible_child_name (self->stack, "preview");
    }
  else
    {
      gtk_label_set_text (self->error, error->message);
      gtk_widget_set_visible (self->repair, g_error_matches (error, LF_CATALOG_ERROR,
                                                             LF_CATALOG_ERROR_STRUCTURE));
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  update (self);
}

static void
lf_removal_page_load (LfSessionPage *page)
{
  LfRemovalPage *self = LF_REMOVAL_PAGE (page);
  Question *question = g_new0 (Question, 1);

  g_clear_pointer (&self->removal, lf_removal_free);
  question->session = g_strdup (lf_session_page_get_id (page));
  question->object = g_strdup (self->object);
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  update (self);

  /* It looks at a folder, which may be on a network disk; others shall not wait for that */
  lf_session_page_read (page, TRUE, do_look, question, (GDestroyNotify) question_free,
                        (GDestroyNotify) lf_removal_free, looked_cb);
}

typedef struct
{
  LfRemoval *removal;
  gboolean   remove_links;
} Removing;

static void
removing_free (Removing *removing)
{
  lf_removal_free (removing->removal);
  g_free (removing);
}

static gboolean
do_remove (LfConnection  *connection,
           gpointer       data,
           LfUndo       **undo,
           GError       **error)
{
  Removing *removing = data;

  return lf_removal_apply (removing->removal, connection, removing->remove_links, undo, error);
}

static void
close_window (LfRemovalPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

static void
removed_cb (gpointer      owner,
            gpointer      data,
            const GError *error)
{
  LfRemovalPage *self = owner;
  Removing *removing = data;
  guint n_failed = count_state (removing->removal, LF_STAGED_FAILED);

  self->removing = FALSE;
  if (error != NULL)
    {
      gtk_label_set_text (self->error, error->message);
      gtk_widget_set_visible (self->repair, FALSE);
      gtk_stack_set_visible_child_name (self->stack, "error");
      update (self);
    }
  else if (removing->remove_links && n_failed > 0)
    {
      g_autofree char *count = lf_format_count (n_failed);
      g_autofree char *text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The object was removed. %s symbolic link could not be deleted: may you write"
                     " in the session’s folder?",
                     "The object was removed. %s symbolic links could not be deleted: may you write"
                     " in the session’s folder?",
                     n_failed),
        count);

      gtk_label_set_text (self->failures, text);
      gtk_stack_set_visible_child_name (self->stack, "failures");
      update (self);
    }
  else
    close_window (self);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfRemovalPage *self = LF_REMOVAL_PAGE (widget);
  Removing *removing;

  if (self->removal == NULL || self->removing)
    return;

  removing = g_new0 (Removing, 1);
  removing->removal = g_steal_pointer (&self->removal);
  removing->remove_links = removing->removal->n_links > 0 &&
                           gtk_check_button_get_active (self->links);
  self->removing = TRUE;
  update (self);
  lf_session_writer_run (lf_session_page_get_writer (LF_SESSION_PAGE (self)), do_remove, removing,
                         (GDestroyNotify) removing_free, self, removed_cb);
}

/* The session dialog knows where to repair; this window must not stand before it */
static void
repair_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "session.repair", NULL);
  gtk_window_close (window);
}

static void
lf_removal_page_dispose (GObject *object)
{
  LfRemovalPage *self = LF_REMOVAL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_REMOVAL_PAGE);
  g_clear_pointer (&self->removal, lf_removal_free);
  g_clear_pointer (&self->object, g_free);

  G_OBJECT_CLASS (lf_removal_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, LF_RESOURCE_PATH "/ui/lf-removal-page.ui");
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, box);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, title);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, stack);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, spinner);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, error);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, repair);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, frames);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, everything);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, links);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, link_list);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, link_paths);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, staying);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, failures);
  gtk_widget_class_bind_template_child (klass, LfRemovalPage, close);
}

static void
lf_removal_page_class_init (LfRemovalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_removal_page_dispose;
  LF_SESSION_PAGE_CLASS (klass)->load = lf_removal_page_load;

  gtk_widget_class_install_action (widget_class, "removal.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "removal.repair", NULL, repair_action);
  gtk_widget_class_set_css_name (widget_class, "removalpage");
  bind_template (widget_class);
}

static void
lf_removal_page_init (LfRemovalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

static GtkWidget *
make_window (GtkWindow *parent)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW,
                                    "title", _("Remove an Object"),
                                    "transient-for", parent,
                                    "destroy-with-parent", TRUE,
                                    "modal", TRUE,
                                    "resizable", FALSE,
                                    "titlebar", gtk_header_bar_new (),
                                    NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  return window;
}

/**
 * lf_removal_page_open:
 * @parent: the session dialog
 * @catalog: the catalog
 * @writer: what makes changes of sessions
 * @id: a session's id
 * @object: (nullable): the object; %NULL for lights without one
 *
 * Opens a window that shows what would go, and asks.
 *
 * Returns: (transfer none): the page in it
 */
LfRemovalPage *
lf_removal_page_open (GtkWindow       *parent,
                      LfCatalog       *catalog,
                      LfSessionWriter *writer,
                      const char      *id,
                      const char      *object)
{
  GtkWidget *window = make_window (parent);
  LfRemovalPage *self = g_object_new (LF_TYPE_REMOVAL_PAGE, NULL);
  g_autofree char *name = lf_format_one_line (object != NULL ? object : LF_UNKNOWN_OBJECT);
  /* Translators: the name of an object in the sky */
  g_autofree char *title = g_strdup_printf (_("Remove “%s” from this session?"), name);

  self->object = g_strdup (object);
  gtk_label_set_text (self->title, title);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (self));
  lf_session_page_set_writer (LF_SESSION_PAGE (self), writer);
  lf_session_page_set_session (LF_SESSION_PAGE (self), catalog, id);
  lf_session_page_set_active (LF_SESSION_PAGE (self), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  return self;
}

/**
 * lf_removal_page_is_ready:
 * @self: a page
 *
 * Returns: whether it says what would go, or why that is not known
 */
gboolean
lf_removal_page_is_ready (LfRemovalPage *self)
{
  return !self->removing &&
         !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading");
}
