/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-private.h"

G_BEGIN_DECLS

LfMendProof *lf_mend_proof_find  (LfMendPlan  *plan,
                                  const char  *table);
LfMendProof *lf_mend_proof_begin (LfMendPlan  *plan,
                                  LfWriter    *writer,
                                  const char  *table,
                                  GError     **error);
gboolean     lf_mend_proof_end   (LfMendProof *self,
                                  LfWriter    *writer,
                                  GError     **error);
void         lf_mend_proof_free  (LfMendProof *self);

G_END_DECLS
