/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

#define LF_ROW_HASH_BYTES 16

/**
 * LfRowHash:
 *
 * A checksum of rows in no particular order, for one thread. Rows that differ in a value, in its type
 * or in how often they occur have another one, but for an accident of one in 2¹²⁸. It is no
 * protection against somebody who wants two to be equal.
 */
typedef struct _LfRowHash LfRowHash;

LfRowHash *lf_row_hash_new     (void);
void       lf_row_hash_free    (LfRowHash    *self);
void       lf_row_hash_add     (LfRowHash    *self,
                                sqlite3_stmt *stmt);
void       lf_row_hash_get_sum (LfRowHash    *self,
                                guint8        sum[LF_ROW_HASH_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRowHash, lf_row_hash_free)

G_END_DECLS
