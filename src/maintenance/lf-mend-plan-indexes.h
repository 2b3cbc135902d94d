/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-private.h"

G_BEGIN_DECLS

/**
 * LfMendNames:
 *
 * The names that are taken in a catalog, or will be.
 */
typedef GHashTable LfMendNames;

LfMendNames *lf_mend_names_new        (LfShape        *actual);
char        *lf_mend_names_take       (LfMendNames    *self,
                                       const char     *name);
void         lf_mend_plan_add_indexes (LfMendPlan     *self,
                                       LfCheckReport  *report,
                                       GHashTable     *chosen,
                                       LfMendNames    *names);
void         lf_mend_index_free       (LfMendIndex    *self);

G_END_DECLS
