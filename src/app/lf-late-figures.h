/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-browser.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfLateFigures:
 *
 * What of a catalog is dearer than its list and read when that is on the screen: how many frames it
 * has, and the integration and the calibration of its sessions. LfLateFigures::counted tells of the
 * first; the others go to the list by themselves.
 */
#define LF_TYPE_LATE_FIGURES (lf_late_figures_get_type ())
G_DECLARE_FINAL_TYPE (LfLateFigures, lf_late_figures, LF, LATE_FIGURES, GObject)

LfLateFigures *lf_late_figures_new       (GtkWindow        *window,
                                          LfSessionBrowser *browser,
                                          LfCatalog        *catalog);
const guint64 *lf_late_figures_get_count (LfLateFigures    *self);
void           lf_late_figures_reload    (LfLateFigures    *self);
void           lf_late_figures_start     (LfLateFigures    *self);
void           lf_late_figures_stop      (LfLateFigures    *self);

G_END_DECLS
