/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-insert.h"

#include "catalog/lf-error.h"

struct _LfDemoInsert
{
  sqlite3      *db;
  sqlite3_stmt *stmt;
  GHashTable   *parameters;     /* the name of a column in the file → its parameter's number */
  GHashTable   *resolved;       /* a caller's name of a column → its parameter's number */
  LfDemoSchema *schema;
  const char   *path;
  char         *table;
};

/* Numbers the columns of a table in their order, as VALUES wants them */
static gboolean
read_columns (LfDemoInsert  *insert,
              const char    *table,
              GError       **error)
{
  g_autoptr (LfDemoStatement) stmt =
    lf_demo_database_prepare (insert->db, "SELECT name, cid + 1 FROM pragma_table_info(?1)",
                              insert->path, error);

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, table, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_hash_table_insert (insert->parameters,
                         g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                         GINT_TO_POINTER (sqlite3_column_int (stmt, 1)));
  return TRUE;
}

/**
 * lf_demo_insert_new: (skip)
 * @db: a connection
 * @schema: the layout of its tables; must outlive the result
 * @table: a table, by its name in layout 2
 * @path: the connection's file; must outlive the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what adds rows to the table
 */
LfDemoInsert *
lf_demo_insert_new (sqlite3       *db,
                    LfDemoSchema  *schema,
                    const char    *table,
                    const char    *path,
                    GError       **error)
{
  g_autoptr (LfDemoInsert) insert = g_new0 (LfDemoInsert, 1);
  g_autofree char *name = lf_demo_schema_dup_name (schema, table, NULL);
  g_autoptr (GString) sql = g_string_new (NULL);

  insert->db = db;
  insert->schema = schema;
  insert->path = path;
  insert->table = g_strdup (table);
  insert->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  insert->resolved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_columns (insert, name, error))
    return NULL;

  g_string_printf (sql, "INSERT INTO \"%s\" VALUES (", name);
  for (guint i = 0; i < g_hash_table_size (insert->parameters); i++)
    g_string_append (sql, i == 0 ? "?" : ", ?");
  g_string_append_c (sql, ')');

  insert->stmt = lf_demo_database_prepare (db, sql->str, path, error);
  if (insert->stmt == NULL)
    return NULL;

  return g_steal_pointer (&insert);
}

/**
 * lf_demo_insert_free: (skip)
 * @insert: (transfer full): what adds rows
 */
void
lf_demo_insert_free (LfDemoInsert *insert)
{
  sqlite3_finalize (insert->stmt);
  g_hash_table_unref (insert->parameters);
  g_hash_table_unref (insert->resolved);
  g_free (insert->table);
  g_free (insert);
}

/* The number of a column's parameter, or 0. The way through the layout's names is taken once. */
static int
find_parameter (LfDemoInsert *insert,
                const char   *column)
{
  gpointer number = g_hash_table_lookup (insert->resolved, column);

  if (number == NULL)
    {
      g_autofree char *name = lf_demo_schema_dup_name (insert->schema, insert->table, column);

      number = g_hash_table_lookup (insert->parameters, name);
      if (number != NULL)
        g_hash_table_insert (insert->resolved, g_strdup (column), number);
    }

  return GPOINTER_TO_INT (number);
}

/**
 * lf_demo_insert_has_column: (skip)
 * @insert: what adds rows
 * @column: the name of a column in layout 2
 *
 * Returns: whether the layout has this column
 */
gboolean
lf_demo_insert_has_column (LfDemoInsert *insert,
                           const char   *column)
{
  return find_parameter (insert, column) != 0;
}

/**
 * lf_demo_insert_set_text: (skip)
 * @insert: what adds rows
 * @column: a column, which the layout must have
 * @value: (nullable): a text; it must stay as it is until lf_demo_insert_step()
 *
 * Sets a column of the next row.
 */
void
lf_demo_insert_set_text (LfDemoInsert *insert,
                         const char   *column,
                         const char   *value)
{
  int parameter = find_parameter (insert, column);

  g_assert (parameter != 0);

  sqlite3_bind_text (insert->stmt, parameter, value, -1, SQLITE_STATIC);
}

/**
 * lf_demo_insert_set_int: (skip)
 * @insert: what adds rows
 * @column: a column, which the layout must have
 * @value: a number
 *
 * Sets a column of the next row.
 */
void
lf_demo_insert_set_int (LfDemoInsert *insert,
                        const char   *column,
                        gint64        value)
{
  int parameter = find_parameter (insert, column);

  g_assert (parameter != 0);

  sqlite3_bind_int64 (insert->stmt, parameter, value);
}

/**
 * lf_demo_insert_set_double: (skip)
 * @insert: what adds rows
 * @column: a column, which the layout must have
 * @value: a number
 *
 * Sets a column of the next row.
 */
void
lf_demo_insert_set_double (LfDemoInsert *insert,
                           const char   *column,
                           double        value)
{
  int parameter = find_parameter (insert, column);

  g_assert (parameter != 0);

  sqlite3_bind_double (insert->stmt, parameter, value);
}

/**
 * lf_demo_insert_step: (skip)
 * @insert: what adds rows
 * @error: return location for an error
 *
 * Adds the row, and begins the next.
 *
 * Returns: %FALSE if the row could not be added
 */
gboolean
lf_demo_insert_step (LfDemoInsert  *insert,
                     GError       **error)
{
  int result = sqlite3_step (insert->stmt);

  if (result != SQLITE_DONE)
    {
      lf_catalog_error_set_from_sqlite (error, insert->db, result, insert->path);
      sqlite3_reset (insert->stmt);
      return FALSE;
    }

  sqlite3_reset (insert->stmt);
  sqlite3_clear_bindings (insert->stmt);
  return TRUE;
}
