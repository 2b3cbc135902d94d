/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-maintenance.h"

G_BEGIN_DECLS

/**
 * LfMaintenanceFlow:
 *
 * What goes with the runs of a Maintenance window: asks before a repair, keeps the session from
 * ending while the catalog is written, and tells the end.
 */
#define LF_TYPE_MAINTENANCE_FLOW (lf_maintenance_flow_get_type ())
G_DECLARE_FINAL_TYPE (LfMaintenanceFlow, lf_maintenance_flow, LF, MAINTENANCE_FLOW, GObject)

LfMaintenanceFlow *lf_maintenance_flow_new    (GtkWindow         *window,
                                               LfMaintenance     *maintenance);
void               lf_maintenance_flow_repair (LfMaintenanceFlow *self,
                                               const char        *finding);
void               lf_maintenance_flow_run    (LfMaintenanceFlow *self,
                                               LfRunKind          kind);
void               lf_maintenance_flow_compare (LfMaintenanceFlow *self);

G_END_DECLS
