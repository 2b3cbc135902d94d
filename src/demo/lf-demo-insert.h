/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/lf-demo-schema.h"

G_BEGIN_DECLS

/**
 * LfDemoInsert:
 *
 * Adds rows to a table of any layout, by the column names of layout 2. Set what a row has, then
 * call lf_demo_insert_step(); columns not set are NULL. It belongs to the connection's thread.
 */
typedef struct _LfDemoInsert LfDemoInsert;

LfDemoInsert *lf_demo_insert_new        (sqlite3       *db,
                                         LfDemoSchema  *schema,
                                         const char    *table,
                                         const char    *path,
                                         GError       **error);
void          lf_demo_insert_free       (LfDemoInsert  *insert);
gboolean      lf_demo_insert_has_column (LfDemoInsert  *insert,
                                         const char    *column);
void          lf_demo_insert_set_text   (LfDemoInsert  *insert,
                                         const char    *column,
                                         const char    *value);
void          lf_demo_insert_set_int    (LfDemoInsert  *insert,
                                         const char    *column,
                                         gint64         value);
void          lf_demo_insert_set_double (LfDemoInsert  *insert,
                                         const char    *column,
                                         double         value);
gboolean      lf_demo_insert_step       (LfDemoInsert  *insert,
                                         GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDemoInsert, lf_demo_insert_free)

G_END_DECLS
