/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-report.h"

G_BEGIN_DECLS

/**
 * LfPlanDiff:
 *
 * How SQLite ran a query before and how it runs it after, as two cards. Where there is room they
 * stand beside each other, and steps which are the same stand in one line; else the one is below
 * the other. Steps that differ have a colour and a sign.
 */
#define LF_TYPE_PLAN_DIFF (lf_plan_diff_get_type ())
G_DECLARE_FINAL_TYPE (LfPlanDiff, lf_plan_diff, LF, PLAN_DIFF, GtkWidget)

void     lf_plan_diff_begin     (LfPlanDiff             *self,
                                 const LfPlanComparison *comparison);
void     lf_plan_diff_add_line  (LfPlanDiff             *self,
                                 const LfPlanPair       *pair);
gboolean lf_plan_diff_is_beside (LfPlanDiff             *self);

G_END_DECLS
