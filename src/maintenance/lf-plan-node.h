/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-plan.h"

G_BEGIN_DECLS

LfPlanNode *lf_plan_node_parse   (const char   *detail,
                                  const char   *sql);
void        lf_plan_node_judge   (LfPlanNode   *self,
                                  gboolean      of_session,
                                  guint         n_links);
void        lf_plan_node_free    (LfPlanNode   *self);

G_END_DECLS
