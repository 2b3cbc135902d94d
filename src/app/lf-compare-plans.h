/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfComparePlans:
 *
 * Part of a comparison: how SQLite ran a query before and how it runs it after, and which query
 * that is.
 */
#define LF_TYPE_COMPARE_PLANS (lf_compare_plans_get_type ())
G_DECLARE_FINAL_TYPE (LfComparePlans, lf_compare_plans, LF, COMPARE_PLANS, GtkWidget)

guint      lf_compare_plans_count_lines (LfCompare      *compare);
GtkWidget *lf_compare_plans_new         (LfCompare      *compare);
void       lf_compare_plans_add_line    (LfComparePlans *self);

G_END_DECLS
