/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-check-run.h"

G_BEGIN_DECLS

/**
 * LfMaintenanceRow:
 *
 * A check in the list of the Maintenance window: how it came out, and what it found in a few words.
 */
#define LF_TYPE_MAINTENANCE_ROW (lf_maintenance_row_get_type ())
G_DECLARE_FINAL_TYPE (LfMaintenanceRow, lf_maintenance_row, LF, MAINTENANCE_ROW, GtkListBoxRow)

GtkWidget *lf_maintenance_row_new        (LfCheck           check);
LfCheck    lf_maintenance_row_get_check  (LfMaintenanceRow *self);
void       lf_maintenance_row_update     (LfMaintenanceRow *self,
                                          LfCheckReport    *report,
                                          GPtrArray        *timings);
void       lf_maintenance_row_set_narrow (LfMaintenanceRow *self,
                                          gboolean          narrow);

G_END_DECLS
