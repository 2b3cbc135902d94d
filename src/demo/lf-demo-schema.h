/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "demo/lf-demo-database.h"
#include "demo/lf-demo-progress.h"

G_BEGIN_DECLS

/**
 * LfDemoSchema:
 *
 * A reference layout: the statements that make its tables and indexes, and what it calls
 * differently from layout 2. It belongs to one thread.
 */
typedef struct _LfDemoSchema LfDemoSchema;

/* What indexing a row costs, in units of writing a row of frames */
#define LF_DEMO_INDEX_UNITS 0.06

LfDemoSchema *lf_demo_schema_new            (const char      *layout,
                                             GError         **error);
void          lf_demo_schema_free           (LfDemoSchema    *schema);
gboolean      lf_demo_schema_create_tables  (LfDemoSchema    *schema,
                                             sqlite3         *db,
                                             const char      *path,
                                             GError         **error);
gboolean      lf_demo_schema_create_indexes (LfDemoSchema    *schema,
                                             sqlite3         *db,
                                             const char      *path,
                                             LfDemoProgress  *progress,
                                             GError         **error);
char         *lf_demo_schema_dup_name       (LfDemoSchema    *schema,
                                             const char      *table,
                                             const char      *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDemoSchema, lf_demo_schema_free)

G_END_DECLS
