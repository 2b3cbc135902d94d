/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-plan.h"

G_BEGIN_DECLS

/**
 * LfPlanCard:
 *
 * How SQLite runs a query: its steps as a tree, each in plain words, and the query itself for those
 * who want to see it.
 */
#define LF_TYPE_PLAN_CARD (lf_plan_card_get_type ())
G_DECLARE_FINAL_TYPE (LfPlanCard, lf_plan_card, LF, PLAN_CARD, GtkWidget)

GtkWidget *lf_plan_card_new               (GPtrArray    *plans,
                                           const LfPlan *plan,
                                           const LfPlan *same,
                                           gboolean      is_largest);
void       lf_plan_card_add_step          (LfPlanCard   *self,
                                           guint         position);
char      *lf_plan_card_describe_sessions (const LfPlan *plan,
                                           const LfPlan *same,
                                           gboolean      is_largest);
gboolean   lf_plan_card_is_same           (const LfPlan *plan,
                                           const LfPlan *other);

G_END_DECLS
