/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-maintenance-page.h"

typedef struct
{
  LfMaintenance *maintenance;
  GSignalGroup  *signals;        /* of @maintenance */
  gboolean       is_stale;       /* what it shows is not what is known */
} LfMaintenancePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LfMaintenancePage, lf_maintenance_page, GTK_TYPE_WIDGET)

static void
update (LfMaintenancePage *self)
{
  LfMaintenancePagePrivate *priv = lf_maintenance_page_get_instance_private (self);

  if (priv->maintenance == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  priv->is_stale = FALSE;
  LF_MAINTENANCE_PAGE_GET_CLASS (self)->update (self, priv->maintenance);
}

static void
known_cb (LfMaintenancePage *self)
{
  LfMaintenancePagePrivate *priv = lf_maintenance_page_get_instance_private (self);

  priv->is_stale = TRUE;
  update (self);
}

static void
lf_maintenance_page_map (GtkWidget *widget)
{
  LfMaintenancePage *self = LF_MAINTENANCE_PAGE (widget);
  LfMaintenancePagePrivate *priv = lf_maintenance_page_get_instance_private (self);

  GTK_WIDGET_CLASS (lf_maintenance_page_parent_class)->map (widget);
  if (priv->is_stale)
    update (self);
}

static void
lf_maintenance_page_dispose (GObject *object)
{
  LfMaintenancePagePrivate *priv =
    lf_maintenance_page_get_instance_private (LF_MAINTENANCE_PAGE (object));

  if (priv->signals != NULL)
    g_signal_group_set_target (priv->signals, NULL);
  g_clear_object (&priv->signals);
  g_clear_object (&priv->maintenance);

  G_OBJECT_CLASS (lf_maintenance_page_parent_class)->dispose (object);
}

static void
lf_maintenance_page_class_init (LfMaintenancePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_maintenance_page_dispose;
  widget_class->map = lf_maintenance_page_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "maintenancepage");
}

static void
lf_maintenance_page_init (LfMaintenancePage *self)
{
  LfMaintenancePagePrivate *priv = lf_maintenance_page_get_instance_private (self);

  priv->signals = g_signal_group_new (LF_TYPE_MAINTENANCE);
  g_signal_group_connect_swapped (priv->signals, "notify::report", G_CALLBACK (known_cb), self);
  g_signal_group_connect_swapped (priv->signals, "notify::timings", G_CALLBACK (known_cb), self);
}

/**
 * lf_maintenance_page_set_maintenance:
 * @self: a page
 * @maintenance: what it is about
 *
 * Sets whose state the page shows.
 */
void
lf_maintenance_page_set_maintenance (LfMaintenancePage *self,
                                     LfMaintenance     *maintenance)
{
  LfMaintenancePagePrivate *priv = lf_maintenance_page_get_instance_private (self);

  g_return_if_fail (LF_IS_MAINTENANCE_PAGE (self));

  g_set_object (&priv->maintenance, maintenance);
  g_signal_group_set_target (priv->signals, maintenance);
  known_cb (self);
}
