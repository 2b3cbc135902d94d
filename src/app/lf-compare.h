/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/**
 * LfCompare:
 *
 * What is compared: how a catalog was before a run and after it, or at the ends of two runs. It
 * keeps the runs, which do not change any more, so that any thread may read them as long as it
 * holds a reference.
 */
#define LF_TYPE_COMPARE (lf_compare_get_type ())
G_DECLARE_FINAL_TYPE (LfCompare, lf_compare, LF, COMPARE, GObject)

LfCompare  *lf_compare_new             (LfRun      *run);
LfCompare  *lf_compare_new_pair        (LfRun      *one,
                                        LfRun      *other);
LfRun      *lf_compare_get_run         (LfCompare  *self);
LfRun      *lf_compare_get_last        (LfCompare  *self);
LfRunState *lf_compare_get_before      (LfCompare  *self);
LfRunState *lf_compare_get_after       (LfCompare  *self);
char       *lf_compare_describe        (LfCompare  *self);
gboolean    lf_compare_describe_notice (LfCompare  *self,
                                        LfSeverity *severity,
                                        char      **title,
                                        char      **text);
char       *lf_compare_describe_time   (gint64      time);

G_END_DECLS
