/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* SQLite's types under names that can have a g_autoptr of their own here */
typedef sqlite3 LfDemoDatabase;
typedef sqlite3_stmt LfDemoStatement;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDemoDatabase, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDemoStatement, sqlite3_finalize)

LfDemoDatabase  *lf_demo_database_open             (const char    *path,
                                                    GCancellable  *cancellable,
                                                    GError       **error);
gboolean         lf_demo_database_close            (sqlite3       *db,
                                                    const char    *path,
                                                    GError       **error);
gboolean         lf_demo_database_execute          (sqlite3       *db,
                                                    const char    *sql,
                                                    const char    *path,
                                                    GError       **error);
gboolean         lf_demo_database_execute_resource (sqlite3       *db,
                                                    const char    *resource,
                                                    const char    *path,
                                                    GError       **error);
LfDemoStatement *lf_demo_database_prepare          (sqlite3       *db,
                                                    const char    *sql,
                                                    const char    *path,
                                                    GError       **error);

G_END_DECLS
