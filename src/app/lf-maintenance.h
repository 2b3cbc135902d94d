/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "app/lf-repair-choice.h"

G_BEGIN_DECLS

/**
 * LfMaintenance:
 *
 * What is known of the health of one catalog, and the work that finds it out. It outlives the
 * windows that show it, so work goes on when they are closed. Everything is on the main thread; the
 * work itself is done on a worker, one job at a time. What it knows is told by the properties
 * `report`, `timings`, `run`, `job` and `error`, and is valid until they are told again.
 */
#define LF_TYPE_MAINTENANCE (lf_maintenance_get_type ())
G_DECLARE_FINAL_TYPE (LfMaintenance, lf_maintenance, LF, MAINTENANCE, GObject)

LfMaintenance *lf_maintenance_new          (const char           *path);
const char    *lf_maintenance_get_path     (LfMaintenance        *self);
LfCheckReport *lf_maintenance_get_report   (LfMaintenance        *self);
const char    *lf_maintenance_get_holders  (LfMaintenance        *self);
gboolean       lf_maintenance_is_read_only (LfMaintenance        *self);
GPtrArray     *lf_maintenance_get_timings  (LfMaintenance        *self);
LfRun         *lf_maintenance_get_run      (LfMaintenance        *self);
LfJob         *lf_maintenance_get_job      (LfMaintenance        *self);
const GError  *lf_maintenance_get_error    (LfMaintenance        *self);
gboolean       lf_maintenance_is_at_work   (LfMaintenance        *self);
gboolean       lf_maintenance_is_free      (LfMaintenance        *self);
gboolean       lf_maintenance_is_writing   (LfMaintenance        *self);

void           lf_maintenance_check        (LfMaintenance        *self,
                                            LfCheckScope          scope);
void           lf_maintenance_explain      (LfMaintenance        *self);
void           lf_maintenance_measure      (LfMaintenance        *self);
void           lf_maintenance_run          (LfMaintenance        *self,
                                            LfRunKind             kind,
                                            const LfRepairChoice *choice);
void           lf_maintenance_restore      (LfMaintenance        *self,
                                            const char           *backup);
void           lf_maintenance_stop         (LfMaintenance        *self);

G_END_DECLS
