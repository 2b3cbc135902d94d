/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-error-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-status-page.h"
#include "catalog/lf-error.h"
#include "catalog/lf-resources.h"

struct _LfErrorPage
{
  GtkWidget  parent_instance;

  GtkWidget *page;
  GtkWidget *back_button;
};

G_DEFINE_FINAL_TYPE (LfErrorPage, lf_error_page, GTK_TYPE_WIDGET)

static void
lf_error_page_dispose (GObject *object)
{
  LfErrorPage *self = LF_ERROR_PAGE (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_error_page_parent_class)->dispose (object);
}

static void
lf_error_page_class_init (LfErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_error_page_dispose;

  g_type_ensure (LF_TYPE_STATUS_PAGE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfErrorPage, page);
  gtk_widget_class_bind_template_child (widget_class, LfErrorPage, back_button);
}

static void
lf_error_page_init (LfErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_error_page_set_error:
 * @self: a page
 * @error: why a catalog could not be opened
 * @back_path: (nullable): the catalog that was open before
 *
 * Sets all it says.
 */
void
lf_error_page_set_error (LfErrorPage  *self,
                         const GError *error,
                         const char   *back_path)
{
  LfCatalogError code =
    error->domain == LF_CATALOG_ERROR ? (LfCatalogError) error->code : LF_CATALOG_ERROR_FAILED;

  lf_status_page_set_texts (LF_STATUS_PAGE (self->page), "dialog-warning-symbolic",
                            lf_catalog_error_get_title (code), error->message);
  gtk_widget_set_visible (self->back_button, back_path != NULL);
  if (back_path != NULL)
    {
      g_autofree char *name = g_path_get_basename (back_path);
      g_autofree char *shown = g_filename_display_name (name);
      /* Translators: a button, with the name of the catalog that was open before */
      g_autofree char *label = g_strdup_printf (_("Back to %s"), shown);

      gtk_button_set_label (GTK_BUTTON (self->back_button), label);
    }
}
