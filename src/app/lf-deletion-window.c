/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-deletion-window.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"

struct _LfDeletionWindow
{
  GtkWindow       parent_instance;

  GtkLabel       *title;
  GtkLabel       *names;
  GtkLabel       *rows;
  GtkCheckButton *trash;
  GtkLabel       *folders;
  GtkButton      *refuse;

  LfDeletion     *deletion;
};

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfDeletionWindow, lf_deletion_window, GTK_TYPE_WINDOW)

/* More would not be read */
#define MAX_NAMES 8
#define MAX_NAME_CHARS 60

static void
append_count (GString    *text,
              const char *format,
              guint64     n)
{
  g_autofree char *count = lf_format_count (n);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", parts[0], count,
                          parts[1] != NULL ? parts[1] : "");
}

static char *
describe_rows (LfDeletion *deletion)
{
  guint n = deletion->sessions->len;
  GString *text = g_string_new (NULL);

  append_count (text, g_dngettext (GETTEXT_PACKAGE, "%s session", "%s sessions", n), n);
  append_count (text,
                g_dngettext (GETTEXT_PACKAGE, "%s link to a frame", "%s links to frames",
                             deletion->n_links),
                deletion->n_links);
  append_count (text,
                g_dngettext (GETTEXT_PACKAGE, "%s processed file", "%s processed files",
                             deletion->n_results),
                deletion->n_results);
  return g_string_free (text, FALSE);
}

static char *
describe_names (LfDeletion *deletion)
{
  GString *text = g_string_new (NULL);
  guint n = deletion->sessions->len;

  for (guint i = 0; i < MIN (n, MAX_NAMES); i++)
    {
      const LfDeletedSession *session = g_ptr_array_index (deletion->sessions, i);
      g_autofree char *name = lf_format_one_line (session->name != NULL ? session->name : "");
      g_autofree char *id = lf_format_one_line (session->id);

      g_string_append_printf (text, "%s%s · %s", i > 0 ? "\n" : "", name, id);
    }
  if (n > MAX_NAMES)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more",
                                         n - MAX_NAMES),
                            n - MAX_NAMES);
  return g_string_free (text, FALSE);
}

static guint
count_state (LfDeletion    *deletion,
             LfFolderState  state)
{
  guint n = 0;

  for (guint i = 0; i < deletion->sessions->len; i++)
    n += ((LfDeletedSession *) g_ptr_array_index (deletion->sessions, i))->state == state;
  return n;
}

static const LfDeletedSession *
find_state (LfDeletion    *deletion,
            LfFolderState  state)
{
  for (guint i = 0; i < deletion->sessions->len; i++)
    {
      const LfDeletedSession *session = g_ptr_array_index (deletion->sessions, i);

      if (session->state == state)
        return session;
    }
  return NULL;
}

static void
append_line (GString    *text,
             const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* What of the folders there is nothing to ask about */
static char *
describe_others (LfDeletion *deletion)
{
  GString *text = g_string_new (NULL);
  guint n_missing = count_state (deletion, LF_FOLDER_MISSING);
  guint n_foreign = count_state (deletion, LF_FOLDER_FOREIGN);
  g_autofree char *missing = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u staging folder is not there.",
                 "%u staging folders are not there.", n_missing), n_missing);
  g_autofree char *foreign = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%u folder stays: it is not named by its session, or something else is in it.",
                 "%u folders stay: they are not named by their sessions, or something else is in "
                 "them.", n_foreign), n_foreign);

  if (n_missing > 0)
    append_line (text, missing);
  if (n_foreign > 0)
    append_line (text, foreign);
  return g_string_free (text, FALSE);
}

static void
show_folders (LfDeletionWindow *self)
{
  const LfDeletedSession *own = find_state (self->deletion, LF_FOLDER_OWN);
  guint n = self->deletion->n_folders;
  g_autofree char *label = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "Move its staging _folder to the trash, too (undo leaves it there)",
                 "Move %u staging _folders to the trash, too (undo leaves them there)", n), n);
  g_autofree char *others = describe_others (self->deletion);

  gtk_check_button_set_use_underline (self->trash, TRUE);
  gtk_check_button_set_label (self->trash, label);
  gtk_widget_set_visible (GTK_WIDGET (self->trash), n > 0);
  if (own != NULL && n == 1)
    {
      g_autofree char *path = g_filename_display_name (own->folder);
      g_autofree char *line = lf_format_one_line (path);

      gtk_widget_set_tooltip_text (GTK_WIDGET (self->trash), line);
    }
  gtk_label_set_text (self->folders, others);
  gtk_widget_set_visible (GTK_WIDGET (self->folders), *others != '\0');
}

static void
show (LfDeletionWindow *self)
{
  guint n = self->deletion->sessions->len;
  const LfDeletedSession *first = g_ptr_array_index (self->deletion->sessions, 0);
  g_autofree char *name = lf_format_one_line (first->name != NULL ? first->name : first->id);
  g_autofree char *title = NULL;
  g_autofree char *names = describe_names (self->deletion);
  g_autofree char *rows = describe_rows (self->deletion);

  if (n == 1)
    /* Translators: the name of a session */
    title = g_strdup_printf (_("Delete “%s”?"), name);
  else
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u session?",
                                          "Delete %u sessions?", n), n);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->names, n == 1 ? first->id : names);
  gtk_label_set_text (self->rows, rows);
  show_folders (self);
}

static void
confirm_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr (LfDeletionWindow) self = g_object_ref (LF_DELETION_WINDOW (widget));
  gboolean trash = self->deletion->n_folders > 0 && gtk_check_button_get_active (self->trash);

  g_signal_emit (self, signals[CONFIRMED], 0, trash);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
lf_deletion_window_dispose (GObject *object)
{
  LfDeletionWindow *self = LF_DELETION_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), LF_TYPE_DELETION_WINDOW);
  g_clear_pointer (&self->deletion, lf_deletion_free);

  G_OBJECT_CLASS (lf_deletion_window_parent_class)->dispose (object);
}

static void
lf_deletion_window_class_init (LfDeletionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_deletion_window_dispose;

  /**
   * LfDeletionWindow::confirmed:
   * @self: the window
   * @trash: whether folders are to be moved to the trash
   *
   * The sessions are to be deleted. lf_deletion_window_take() tells which.
   */
  signals[CONFIRMED] = g_signal_new ("confirmed", LF_TYPE_DELETION_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "deletion.confirm", NULL, confirm_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-deletion-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfDeletionWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LfDeletionWindow, names);
  gtk_widget_class_bind_template_child (widget_class, LfDeletionWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, LfDeletionWindow, trash);
  gtk_widget_class_bind_template_child (widget_class, LfDeletionWindow, folders);
  gtk_widget_class_bind_template_child (widget_class, LfDeletionWindow, refuse);
}

static void
lf_deletion_window_init (LfDeletionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Names come from the catalog; one that is long must not widen the window */
  gtk_label_set_ellipsize (self->names, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->names, MAX_NAME_CHARS);
}

/**
 * lf_deletion_window_new:
 * @parent: the window that asks
 * @deletion: (transfer full): what would go
 *
 * Returns: (transfer none): the window, not shown yet
 */
LfDeletionWindow *
lf_deletion_window_new (GtkWindow  *parent,
                        LfDeletion *deletion)
{
  LfDeletionWindow *self = g_object_new (LF_TYPE_DELETION_WINDOW, "transient-for", parent, NULL);

  self->deletion = deletion;
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->refuse));
  return self;
}

/**
 * lf_deletion_window_take:
 * @self: a window that was confirmed
 *
 * Returns: (transfer full): what is to go
 */
LfDeletion *
lf_deletion_window_take (LfDeletionWindow *self)
{
  return g_steal_pointer (&self->deletion);
}

/**
 * lf_deletion_window_describe_folders:
 * @deletion: sessions that were deleted
 *
 * Returns: (transfer full) (nullable): what became of their folders; %NULL if nothing was to be done
 */
char *
lf_deletion_window_describe_folders (LfDeletion *deletion)
{
  const LfDeletedSession *failed = find_state (deletion, LF_FOLDER_FAILED);
  guint n_failed = count_state (deletion, LF_FOLDER_FAILED);
  guint n_trashed = count_state (deletion, LF_FOLDER_TRASHED);
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_trashed > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u folder is in the trash.",
                                         "%u folders are in the trash.", n_trashed),
                            n_trashed);
  if (failed != NULL)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "%u folder could not be moved to the trash: %s",
                                           "%u folders could not be moved to the trash: %s",
                                           n_failed),
                              n_failed, failed->failure);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
