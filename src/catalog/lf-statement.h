/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Those who read through a connection's SQL include sqlite3.h themselves; those who only hand it on,
 * the user interface among them, need not know SQLite */
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

/* A statement in use, whose reading ends when its user is done with it */
typedef sqlite3_stmt LfRead;

/* A statement of one's own */
typedef sqlite3_stmt LfStatement;

char  *lf_column_dup_text  (sqlite3_stmt *stmt,
                            int           column);
char  *lf_column_dup_path  (sqlite3_stmt *stmt,
                            int           column);
guint  lf_column_get_count (sqlite3_stmt *stmt,
                            int           column);
void   lf_read_end         (LfRead       *stmt);
void   lf_statement_free   (LfStatement  *stmt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRead, lf_read_end)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfStatement, lf_statement_free)

G_END_DECLS
