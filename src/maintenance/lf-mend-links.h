/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-private.h"

G_BEGIN_DECLS

/**
 * LfMendLinks:
 *
 * How many rows refer to nothing, by their table and what they refer to, and what SQLite cannot
 * check.
 */
typedef struct _LfMendLinks LfMendLinks;

LfMendLinks *lf_mend_links_count (LfWriter     *writer,
                                  LfMendPlan   *plan,
                                  GError      **error);
gboolean     lf_mend_links_check (LfMendLinks  *self,
                                  LfWriter     *writer,
                                  LfMendPlan   *plan,
                                  GError      **error);
void         lf_mend_links_free  (LfMendLinks  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfMendLinks, lf_mend_links_free)

G_END_DECLS
