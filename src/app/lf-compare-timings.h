/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfCompareTimings:
 *
 * A card of a comparison: how long queries took before and after, or how much work they were, as a
 * chart and as a table.
 */
#define LF_TYPE_COMPARE_TIMINGS (lf_compare_timings_get_type ())
G_DECLARE_FINAL_TYPE (LfCompareTimings, lf_compare_timings, LF, COMPARE_TIMINGS, GtkWidget)

GtkWidget *lf_compare_timings_new (LfCompare *compare);

G_END_DECLS
