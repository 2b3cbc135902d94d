/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-plan.h"

G_BEGIN_DECLS

/**
 * LfPlanFate:
 * @LF_PLAN_SAME: it is in both plans, or there is only one
 * @LF_PLAN_REMOVED: it is only in the plan before
 * @LF_PLAN_ADDED: it is only in the plan after
 *
 * What became of a step of a plan.
 */
typedef enum
{
  LF_PLAN_SAME,
  LF_PLAN_REMOVED,
  LF_PLAN_ADDED,
} LfPlanFate;

GtkWidget *lf_plan_step_new (const LfPlanNode *node,
                             LfPlanFate        fate);

G_END_DECLS
