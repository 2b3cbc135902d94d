/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-open-with.h"

#include <glib/gi18n-lib.h>

#include "app/lf-status-page.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"

struct _LfOpenWith
{
  GtkWindow     parent_instance;

  GtkLabel     *file;
  GtkStack     *stack;
  GtkListBox   *programs;

  GCancellable *cancellable;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfOpenWith, lf_open_with, GTK_TYPE_WINDOW)

#define PROGRAM_DATA "lf-program"

static void
append_new (GPtrArray  *programs,
            GHashTable *seen,
            GList      *list)
{
  for (GList *link = list; link != NULL; link = link->next)
    {
      GAppInfo *program = link->data;
      const char *id = g_app_info_get_id (program);

      if (g_app_info_should_show (program) && id != NULL &&
          (g_app_info_supports_files (program) || g_app_info_supports_uris (program)) &&
          g_hash_table_add (seen, g_strdup (id)))
        g_ptr_array_add (programs, g_object_ref (program));
    }
  g_list_free_full (list, g_object_unref);
}

/* Those made for such files first. Reads files of the system's, so on a thread of its own. */
static void
list_cb (GTask        *task,
         gpointer      source,
         gpointer      path,
         GCancellable *cancellable)
{
  g_autofree char *type = g_content_type_guess (path, NULL, 0, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *programs = g_ptr_array_new_with_free_func (g_object_unref);

  append_new (programs, seen, g_app_info_get_recommended_for_type (type));
  append_new (programs, seen, g_app_info_get_recommended_for_type ("image/fits"));
  append_new (programs, seen, g_app_info_get_all ());
  g_task_return_pointer (task, programs, (GDestroyNotify) g_ptr_array_unref);
}

static GtkWidget *
make_row (GAppInfo *program)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *name = gtk_label_new (g_app_info_get_display_name (program));
  GIcon *icon = g_app_info_get_icon (program);
  GtkWidget *image = icon != NULL ? gtk_image_new_from_gicon (icon)
                                  : gtk_image_new_from_icon_name ("application-x-executable");

  gtk_image_set_icon_size (GTK_IMAGE (image), GTK_ICON_SIZE_LARGE);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_app_info_get_display_name (program), -1);
  g_object_set_data_full (G_OBJECT (row), PROGRAM_DATA, g_object_ref (program), g_object_unref);
  return row;
}

/* A window that is closed must not live longer than its parent, which it still knows */
static GWeakRef *
make_weak (LfOpenWith *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static LfOpenWith *
take_weak (GWeakRef *weak)
{
  LfOpenWith *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfOpenWith) self = take_weak (data);
  g_autoptr (GPtrArray) programs = g_task_propagate_pointer (G_TASK (result), NULL);

  /* The window is gone */
  if (programs == NULL || self == NULL)
    return;

  for (guint i = 0; i < programs->len; i++)
    gtk_list_box_append (self->programs, make_row (g_ptr_array_index (programs, i)));
  gtk_stack_set_visible_child_name (self->stack, programs->len > 0 ? "programs" : "none");
  gtk_widget_grab_focus (GTK_WIDGET (self->programs));
}

static void
activated_cb (LfOpenWith    *self,
              GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), PROGRAM_DATA));
  gtk_window_close (GTK_WINDOW (self));
}

static void
lf_open_with_dispose (GObject *object)
{
  LfOpenWith *self = LF_OPEN_WITH (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lf_open_with_parent_class)->dispose (object);
}

static void
lf_open_with_class_init (LfOpenWithClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_open_with_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", LF_TYPE_OPEN_WITH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_APP_INFO);

  g_type_ensure (LF_TYPE_STATUS_PAGE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-open-with.ui");
  gtk_widget_class_bind_template_child (widget_class, LfOpenWith, file);
  gtk_widget_class_bind_template_child (widget_class, LfOpenWith, stack);
  gtk_widget_class_bind_template_child (widget_class, LfOpenWith, programs);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
lf_open_with_init (LfOpenWith *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_open_with_new:
 * @parent: the window it is asked in
 * @path: a file
 *
 * Returns: (transfer none): a window, not shown yet
 */
LfOpenWith *
lf_open_with_new (GtkWindow  *parent,
                  const char *path)
{
  LfOpenWith *self = g_object_new (LF_TYPE_OPEN_WITH, "transient-for", parent, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *line = lf_format_one_line (name);
  g_autoptr (GTask) task = NULL;

  gtk_label_set_text (self->file, line);
  self->cancellable = g_cancellable_new ();
  /* As its source the window could be let go of last, and so be disposed of, on the thread */
  task = g_task_new (NULL, self->cancellable, listed_cb, make_weak (self));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_set_source_tag (task, lf_open_with_new);
  g_task_run_in_thread (task, list_cb);
  return self;
}
