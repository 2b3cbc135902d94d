/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-run.h"

G_BEGIN_DECLS

LfRun      *lf_test_run_new          (LfRunKind   kind,
                                      const char *catalog,
                                      const char *identity);
LfTiming   *lf_test_run_add_timing   (LfRunState *state,
                                      const char *query,
                                      gboolean    largest,
                                      double      median_ms,
                                      guint64     vm_steps);
void        lf_test_timing_end       (LfTiming   *self,
                                      double      limit_ms);
LfPlan     *lf_test_run_add_plan     (LfRunState *state,
                                      const char *query,
                                      const char *session);
LfPlanNode *lf_test_run_add_node     (LfPlan     *plan,
                                      LfPlanKind  kind,
                                      guint       depth,
                                      const char *detail);
void        lf_test_run_add_object   (LfRunState *state,
                                      const char *name,
                                      guint64     bytes,
                                      guint64     unused);
void        lf_test_run_add_table    (LfRunState *state,
                                      const char *name,
                                      guint64     n_rows);

G_END_DECLS
