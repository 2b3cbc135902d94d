/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfValues:
 *
 * Values of a row as SQLite has them, exactly: NULL, whole numbers, reals, texts of any bytes and
 * blobs. They are plain bytes, so that they can be kept in a file; two that are equal have the same
 * bytes.
 */
typedef GBytes LfValues;

LfValues *lf_values_read     (sqlite3_stmt   *stmt,
                              guint           first,
                              guint           n);
LfValues *lf_values_from_number (gint64       number);
LfValues *lf_values_from_text (const char    *text);
LfValues *lf_values_choose   (LfValues       *self,
                              const gboolean *chosen);
guint     lf_values_count    (LfValues       *self);
gboolean  lf_values_is_valid (LfValues       *self,
                              guint           n);
gboolean  lf_values_is_same  (LfValues       *a,
                              LfValues       *b,
                              guint           index);
gboolean  lf_values_is_whole (LfValues       *self,
                              guint           index);
gint64    lf_values_get_number (LfValues     *self,
                                guint         index);
char     *lf_values_dup_text (LfValues       *self,
                              guint           index);
void      lf_values_bind     (LfValues       *self,
                              guint           index,
                              sqlite3_stmt   *stmt,
                              int             parameter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfValues, g_bytes_unref)

G_END_DECLS
