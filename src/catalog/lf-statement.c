/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-statement.h"

#include <sqlite3.h>
#include <string.h>

/**
 * lf_column_dup_text: (skip)
 * @stmt: a statement with a row
 * @column: a column of it
 *
 * Copies a text. Bytes that are no UTF-8 become U+FFFD; what follows a NUL is lost.
 *
 * Returns: (transfer full) (nullable): valid UTF-8, or %NULL for NULL and for the empty text
 */
char *
lf_column_dup_text (sqlite3_stmt *stmt,
                    int           column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  if (text == NULL || *text == '\0')
    return NULL;

  return g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
}

/**
 * lf_column_dup_path: (skip)
 * @stmt: a statement with a row
 * @column: a column of it
 *
 * Copies a path, which is bytes, not text. One with a NUL in it is none.
 *
 * Returns: (transfer full) (nullable): any bytes, or %NULL for NULL and for the empty text
 */
char *
lf_column_dup_path (sqlite3_stmt *stmt,
                    int           column)
{
  const char *path = (const char *) sqlite3_column_text (stmt, column);

  if (path == NULL || *path == '\0' ||
      strlen (path) != (gsize) sqlite3_column_bytes (stmt, column))
    return NULL;
  return g_strdup (path);
}

/**
 * lf_column_get_count: (skip)
 * @stmt: a statement with a row
 * @column: a column of it with a count
 *
 * Returns: the count, between 0 and %G_MAXUINT
 */
guint
lf_column_get_count (sqlite3_stmt *stmt,
                     int           column)
{
  return (guint) CLAMP (sqlite3_column_int64 (stmt, column), 0, (gint64) G_MAXUINT);
}

/**
 * lf_read_end: (skip)
 * @stmt: a statement of lf_connection_prepare()
 *
 * Ends the reading of a statement, so that no read lock is held any more.
 */
void
lf_read_end (LfRead *stmt)
{
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
}

/**
 * lf_statement_free: (skip)
 * @stmt: (transfer full): a statement of lf_connection_prepare_text()
 *
 * Frees a statement.
 */
void
lf_statement_free (LfStatement *stmt)
{
  sqlite3_finalize (stmt);
}
