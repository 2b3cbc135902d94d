/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-compose.h"

#include <sqlite3.h>

#include "catalog/lf-error.h"

/* Statements that must name what a parameter cannot: a table, a pragma */

static gboolean
read_number (LfConnection  *connection,
             const char    *sql,
             gint64        *value,
             GError       **error)
{
  sqlite3 *db = lf_connection_get_db (connection);
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  if (result == SQLITE_ROW)
    *value = sqlite3_column_int64 (stmt, 0);
  else
    lf_catalog_error_set_from_sqlite (error, db, result, lf_connection_get_path (connection));
  sqlite3_finalize (stmt);
  return result == SQLITE_ROW;
}

/**
 * lf_compose_count_rows:
 * @connection: a connection
 * @table: a table of the catalog itself
 * @n_rows: (out): how many rows it has
 * @error: where to put an error
 *
 * Counts the rows of a table. On the connection's thread.
 *
 * Returns: whether they could be counted
 */
gboolean
lf_compose_count_rows (LfConnection  *connection,
                       const char    *table,
                       guint64       *n_rows,
                       GError       **error)
{
  char *sql = sqlite3_mprintf ("SELECT count(*) FROM main.\"%w\"", table);
  gint64 value = 0;
  gboolean done = read_number (connection, sql, &value, error);

  sqlite3_free (sql);
  *n_rows = (guint64) value;
  return done;
}

/**
 * lf_compose_read_pragma:
 * @connection: a connection
 * @pragma: the name of a pragma that gives one number
 * @value: (out): the number
 * @error: where to put an error
 *
 * Reads a pragma of the catalog itself. On the connection's thread.
 *
 * Returns: whether it could be read
 */
gboolean
lf_compose_read_pragma (LfConnection  *connection,
                        const char    *pragma,
                        gint64        *value,
                        GError       **error)
{
  g_autofree char *sql = g_strconcat ("PRAGMA main.", pragma, NULL);

  return read_number (connection, sql, value, error);
}

/**
 * lf_compose_read_definition:
 * @connection: a connection
 * @type: `table` or `index`
 * @name: its name, in any case
 * @sql: (out) (transfer full) (nullable): how it was defined; %NULL if there is none of that name
 * @error: where to put an error
 *
 * Reads the text of a definition. On the connection's thread.
 *
 * Returns: whether it could be read
 */
gboolean
lf_compose_read_definition (LfConnection  *connection,
                            const char    *type,
                            const char    *name,
                            char         **sql,
                            GError       **error)
{
  static const char *query = "SELECT sql FROM main.sqlite_schema"
                             " WHERE type = ?1 AND name = ?2 COLLATE NOCASE";
  sqlite3 *db = lf_connection_get_db (connection);
  sqlite3_stmt *stmt = NULL;
  gboolean has_row = FALSE;
  gboolean done;
  int result = sqlite3_prepare_v2 (db, query, -1, &stmt, NULL);

  *sql = NULL;
  if (result != SQLITE_OK)
    return lf_catalog_error_set_from_sqlite (error, db, result,
                                             lf_connection_get_path (connection));

  sqlite3_bind_text (stmt, 1, type, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, name, -1, SQLITE_STATIC);
  done = lf_connection_step (connection, stmt, &has_row, error);
  if (has_row)
    *sql = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return done;
}
