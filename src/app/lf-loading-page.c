/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-loading-page.h"

#include "catalog/lf-resources.h"

struct _LfLoadingPage
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkSpinner     *spinner;
  GtkLabel       *text;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (LfLoadingPage, lf_loading_page, GTK_TYPE_WIDGET)

static void
lf_loading_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_loading_page_parent_class)->map (widget);

  gtk_spinner_start (LF_LOADING_PAGE (widget)->spinner);
}

static void
lf_loading_page_unmap (GtkWidget *widget)
{
  gtk_spinner_stop (LF_LOADING_PAGE (widget)->spinner);

  GTK_WIDGET_CLASS (lf_loading_page_parent_class)->unmap (widget);
}

static void
lf_loading_page_dispose (GObject *object)
{
  LfLoadingPage *self = LF_LOADING_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_loading_page_parent_class)->dispose (object);
}

static void
lf_loading_page_class_init (LfLoadingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_loading_page_dispose;
  widget_class->map = lf_loading_page_map;
  widget_class->unmap = lf_loading_page_unmap;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-loading-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfLoadingPage, box);
  gtk_widget_class_bind_template_child (widget_class, LfLoadingPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, LfLoadingPage, text);
  gtk_widget_class_bind_template_child (widget_class, LfLoadingPage, progress);
}

static void
lf_loading_page_init (LfLoadingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_loading_page_set_text:
 * @self: a page
 * @text: what is being loaded
 *
 * Says what is loaded from now on. How far it is is not known then.
 */
void
lf_loading_page_set_text (LfLoadingPage *self,
                          const char    *text)
{
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
}

/**
 * lf_loading_page_set_fraction:
 * @self: a page
 * @fraction: from 0 to 1
 *
 * Says how far it is.
 */
void
lf_loading_page_set_fraction (LfLoadingPage *self,
                              double         fraction)
{
  gtk_progress_bar_set_fraction (self->progress, fraction);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
}
