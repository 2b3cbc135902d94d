/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/**
 * LfCompareWindow:
 *
 * “Before and after”: what a run of maintenance came to, or how a catalog was at the ends of two.
 */
#define LF_TYPE_COMPARE_WINDOW (lf_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (LfCompareWindow, lf_compare_window, LF, COMPARE_WINDOW, GtkWindow)

LfCompareWindow *lf_compare_window_show_run  (GtkWindow       *parent,
                                              LfRun           *run);
LfCompareWindow *lf_compare_window_show_pair (GtkWindow       *parent,
                                              LfRun           *one,
                                              LfRun           *other);
gboolean         lf_compare_window_is_filled (LfCompareWindow *self);

G_END_DECLS
