/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-maintenance.h"

G_BEGIN_DECLS

/**
 * LfMaintenanceWindow:
 *
 * The window that shows the health of a catalog: the checks, and a page for each.
 */
#define LF_TYPE_MAINTENANCE_WINDOW (lf_maintenance_window_get_type ())
G_DECLARE_FINAL_TYPE (LfMaintenanceWindow, lf_maintenance_window, LF, MAINTENANCE_WINDOW, GtkWindow)

LfMaintenanceWindow *lf_maintenance_window_new             (GtkApplication      *application,
                                                            LfMaintenance       *maintenance);
LfMaintenanceWindow *lf_maintenance_window_find            (GtkApplication      *application,
                                                            const char          *path);
LfMaintenance       *lf_maintenance_window_get_maintenance (LfMaintenanceWindow *self);
void                 lf_maintenance_window_show_check      (LfMaintenanceWindow *self,
                                                            LfCheck              check);

G_END_DECLS
