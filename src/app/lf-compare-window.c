/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-window.h"

#include <glib/gi18n-lib.h>

#include "app/lf-compare-page.h"
#include "app/lf-compare.h"
#include "app/lf-main-window.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-settings.h"
#include "catalog/lf-resources.h"
#include "maintenance/lf-report-words.h"

struct _LfCompareWindow
{
  GtkWindow      parent_instance;

  GtkWidget     *back;
  GtkLabel      *subtitle;
  LfComparePage *page;

  GSettings     *settings;
  GtkWindow     *parent;         /* weak: where one came from */
  LfCompare     *compare;
};

G_DEFINE_FINAL_TYPE (LfCompareWindow, lf_compare_window, GTK_TYPE_WINDOW)

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (widget);

  if (self->parent != NULL)
    gtk_window_present (self->parent);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
lf_compare_window_close_request (GtkWindow *window)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (window);

  lf_settings_save_size (self->settings, window, "compare");
  return GTK_WINDOW_CLASS (lf_compare_window_parent_class)->close_request (window);
}

static void
lf_compare_window_dispose (GObject *object)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (object);

  g_clear_weak_pointer (&self->parent);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_COMPARE_WINDOW);
  g_clear_object (&self->compare);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_compare_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "compare.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
lf_compare_window_class_init (LfCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_compare_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lf_compare_window_close_request;

  g_type_ensure (LF_TYPE_COMPARE_PAGE);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, back);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, page);
}

static void
lf_compare_window_init (LfCompareWindow *self)
{
  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_settings_restore_size (self->settings, GTK_WINDOW (self), "compare");
}

/* It stays when the window it came from is closed, but not longer than the main window */
static void
set_parent (LfCompareWindow *self,
            GtkWindow       *parent)
{
  GtkApplication *application = gtk_window_get_application (parent);
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  g_set_weak_pointer (&self->parent, parent);
  gtk_window_set_application (GTK_WINDOW (self), application);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_widget_hide), self->back,
                           G_CONNECT_SWAPPED);
  for (GList *l = windows; l != NULL; l = l->next)
    if (LF_IS_MAIN_WINDOW (l->data))
      g_signal_connect_object (l->data, "destroy", G_CALLBACK (gtk_window_destroy), self,
                               G_CONNECT_SWAPPED);
}

static LfCompareWindow *
show (GtkWindow *parent,
      LfCompare *compare)
{
  LfCompareWindow *self = g_object_new (LF_TYPE_COMPARE_WINDOW, NULL);
  g_autofree char *subtitle = lf_compare_describe (compare);
  /* Translators: the title of the window, with the catalog and what was done with it */
  g_autofree char *title = g_strdup_printf (_("Before and after – %s"), subtitle);

  self->compare = compare;
  set_parent (self, parent);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
  lf_compare_page_show (self->page, compare);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * lf_compare_window_show_run:
 * @parent: the window it is opened from
 * @run: (transfer full): a run, also one that failed
 *
 * Shows what a run came to. The window keeps the run.
 *
 * Returns: (transfer none): the window
 */
LfCompareWindow *
lf_compare_window_show_run (GtkWindow *parent,
                            LfRun     *run)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (run != NULL, NULL);

  return show (parent, lf_compare_new (run));
}

/**
 * lf_compare_window_show_pair:
 * @parent: the window it is opened from
 * @one: (transfer full): a run
 * @other: (transfer full): another one
 *
 * Shows how the catalog was at the end of either. The window keeps the runs.
 *
 * Returns: (transfer none): the window
 */
LfCompareWindow *
lf_compare_window_show_pair (GtkWindow *parent,
                             LfRun     *one,
                             LfRun     *other)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (one != NULL && other != NULL, NULL);

  return show (parent, lf_compare_new_pair (one, other));
}

/**
 * lf_compare_window_is_filled:
 * @self: a window
 *
 * Returns: whether all of it is made
 */
gboolean
lf_compare_window_is_filled (LfCompareWindow *self)
{
  return lf_compare_page_is_filled (self->page);
}
