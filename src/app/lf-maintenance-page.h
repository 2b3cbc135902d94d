/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-maintenance.h"

G_BEGIN_DECLS

/**
 * LfMaintenancePage:
 *
 * A page of the Maintenance window. It is filled when it is first seen, and anew when something
 * else is known while it is seen.
 */
#define LF_TYPE_MAINTENANCE_PAGE (lf_maintenance_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (LfMaintenancePage, lf_maintenance_page, LF, MAINTENANCE_PAGE, GtkWidget)

/**
 * LfMaintenancePageClass:
 * @update: fills the page with what is known
 */
struct _LfMaintenancePageClass
{
  GtkWidgetClass  parent_class;

  void          (*update) (LfMaintenancePage *self,
                           LfMaintenance     *maintenance);
};

void lf_maintenance_page_set_maintenance (LfMaintenancePage *self,
                                          LfMaintenance     *maintenance);

G_END_DECLS
