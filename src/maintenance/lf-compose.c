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
