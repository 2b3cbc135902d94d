/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-run.h"
#include "maintenance/lf-writer.h"

G_BEGIN_DECLS

/**
 * LfMendPlan:
 *
 * What is done to the tables and the indexes of a catalog. lf_mend_tables() notes in it what
 * lf_mend_verify_content() needs.
 */
typedef struct _LfMendPlan LfMendPlan;

LfMendPlan *lf_mend_plan_new         (LfConnection   *connection,
                                      LfCheckReport  *report,
                                      const char *const *only,
                                      GError        **error);
void        lf_mend_plan_free        (LfMendPlan     *self);
gboolean    lf_mend_plan_has_tables  (LfMendPlan     *self);
gboolean    lf_mend_plan_has_indexes (LfMendPlan     *self);
guint64     lf_mend_plan_get_rows    (LfMendPlan     *self);
guint64     lf_mend_plan_get_bytes   (LfMendPlan     *self);
GPtrArray  *lf_mend_plan_describe    (LfMendPlan     *self,
                                      gboolean        tables);

gboolean    lf_mend_tables           (LfMendPlan     *self,
                                      LfWriter       *writer,
                                      LfRun          *run,
                                      GError        **error);
gboolean    lf_mend_indexes          (LfMendPlan     *self,
                                      LfWriter       *writer,
                                      LfRun          *run,
                                      GError        **error);
gboolean    lf_mend_verify_content   (LfMendPlan     *self,
                                      LfConnection   *connection,
                                      LfContent      *before,
                                      LfContent      *after,
                                      char          **difference,
                                      GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfMendPlan, lf_mend_plan_free)

G_END_DECLS
