/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-row-query.h"

#include <sqlite3.h>

#include "maintenance/lf-check-structure.h"

/* All SQL that is composed to look for rows that break what the reference asks for. Names are
 * quoted with %w, and the schema is always named: a temporary view may have the table's name.
 * Values are shown by their first 200 characters. */

/* sqlite3_mprintf() into memory of GLib's */
static char *
compose (const char *format,
         ...)
{
  va_list args;
  char *text;
  char *copy;

  va_start (args, format);
  text = sqlite3_vmprintf (format, args);
  va_end (args);
  copy = g_strdup (text);
  sqlite3_free (text);
  return copy;
}

/* Puts each column into a format with one %w, and joins them */
static char *
compose_columns (GPtrArray  *columns,
                 const char *format,
                 const char *separator)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *part = compose (format, g_ptr_array_index (columns, i));

      g_string_append_printf (sql, "%s%s", i > 0 ? separator : "", part);
    }
  return g_string_free (sql, FALSE);
}

/**
 * lf_row_query_values:
 * @table: a table
 * @counts: expressions, each after a comma
 *
 * Returns: (transfer full): the query of all that is counted in one reading. Any thread, as
 *   everything here.
 */
char *
lf_row_query_values (LfShapeTable *table,
                     const char   *counts)
{
  return compose ("SELECT count(*)%s FROM main.\"%w\"", counts, table->name);
}

/**
 * lf_row_query_nulls:
 * @column: a column
 *
 * Returns: (transfer full): an expression: the rows without a value
 */
char *
lf_row_query_nulls (const char *column)
{
  return compose ("count(*) - count(\"%w\")", column);
}

/**
 * lf_row_query_list_nulls:
 * @table: a table
 * @column: a column of it
 *
 * Returns: (transfer full): the query of some rows without a value: their numbers
 */
char *
lf_row_query_list_nulls (LfShapeTable *table,
                         const char   *column)
{
  const char *rowid = lf_shape_table_get_rowid_name (table);

  return compose ("SELECT %s FROM main.\"%w\" WHERE \"%w\" IS NULL LIMIT %d",
                  rowid != NULL ? rowid : "NULL", table->name, column, LF_MAX_EXAMPLES);
}

/**
 * lf_row_query_taken:
 * @table: a table whose rows have numbers
 * @column: the column of its ids
 *
 * A frame without id is linked by the number of its row, and gets that for an id if it is free.
 *
 * Returns: (transfer full): the query of the number of rows where it is not
 */
char *
lf_row_query_taken (LfShapeTable *table,
                    const char   *column)
{
  return compose ("SELECT count(*) FROM main.\"%w\" WHERE \"%w\" IS NULL"
                  " AND %s IN (SELECT \"%w\" FROM main.\"%w\" WHERE \"%w\" IS NOT NULL)",
                  table->name, column, lf_shape_table_get_rowid_name (table), column, table->name,
                  column);
}

/**
 * lf_row_query_bad_ids:
 * @column: the column of ids
 *
 * Returns: (transfer full): an expression: the rows whose id is no whole number
 */
char *
lf_row_query_bad_ids (const char *column)
{
  return compose ("count(CASE WHEN typeof(\"%w\") NOT IN ('integer', 'null') THEN 1 END)",
                  column);
}

/**
 * lf_row_query_list_bad_ids:
 * @table: a table
 * @column: the column of its ids
 *
 * Returns: (transfer full): the query of some ids that are no whole numbers
 */
char *
lf_row_query_list_bad_ids (LfShapeTable *table,
                           const char   *column)
{
  return compose ("SELECT substr(\"%w\", 1, 200) FROM main.\"%w\""
                  " WHERE typeof(\"%w\") NOT IN ('integer', 'null') LIMIT %d",
                  column, table->name, column, LF_MAX_EXAMPLES);
}

/* A text that a column of numbers takes for one, but that is not how SQLite writes that number */
#define LOSSY_TEXT \
  "typeof(%1$s) = 'text' AND CAST(%1$s AS NUMERIC) = %1$s AND %1$s COLLATE BINARY NOT IN" \
  " (CAST(CAST(%1$s AS NUMERIC) AS TEXT), CAST(CAST(%1$s AS REAL) AS TEXT))"

/* A whole number that is too long for a column of floating point numbers */
#define LOSSY_WHOLE \
  "typeof(%1$s) <> 'real' AND CAST(%1$s AS NUMERIC) = %1$s" \
  " AND CAST(CAST(%1$s AS NUMERIC) AS REAL) <> CAST(%1$s AS NUMERIC)"

/* A number that is not the same again when it is read from its text */
#define LOSSY_REAL "typeof(%1$s) = 'real' AND CAST(CAST(%1$s AS TEXT) AS REAL) <> %1$s"

/**
 * lf_row_query_lossy:
 * @column: a column, quoted, or an expression
 * @affinity: what it should be
 *
 * Returns: (transfer full): the condition of a value that would not be the same any more in a
 *   column of that affinity
 */
char *
lf_row_query_lossy (const char *column,
                    LfAffinity  affinity)
{
  switch (affinity)
    {
    case LF_AFFINITY_INTEGER:
    case LF_AFFINITY_NUMERIC:
      return g_strdup_printf ("(" LOSSY_TEXT ")", column);
    case LF_AFFINITY_REAL:
      return g_strdup_printf ("((" LOSSY_TEXT ") OR (" LOSSY_WHOLE "))", column);
    case LF_AFFINITY_TEXT:
      return g_strdup_printf ("(" LOSSY_REAL ")", column);
    case LF_AFFINITY_BLOB:
    default:
      return g_strdup ("0");
    }
}

/**
 * lf_row_query_count_lossy:
 * @column: a column
 * @affinity: what it should be
 *
 * Returns: (transfer full): an expression: the rows whose value would not be the same any more
 */
char *
lf_row_query_count_lossy (const char *column,
                          LfAffinity  affinity)
{
  g_autofree char *quoted = compose ("\"%w\"", column);
  g_autofree char *lossy = lf_row_query_lossy (quoted, affinity);

  return g_strdup_printf ("count(CASE WHEN %s THEN 1 END)", lossy);
}

/**
 * lf_row_query_list_lossy:
 * @table: a table
 * @column: a column of it
 * @affinity: what it should be
 *
 * Returns: (transfer full): the query of some values that would not be the same any more
 */
char *
lf_row_query_list_lossy (LfShapeTable *table,
                         const char   *column,
                         LfAffinity    affinity)
{
  g_autofree char *quoted = compose ("\"%w\"", column);
  g_autofree char *lossy = lf_row_query_lossy (quoted, affinity);

  return compose ("SELECT substr(%s, 1, 200) FROM main.\"%w\" WHERE %s LIMIT %d", quoted,
                  table->name, lossy, LF_MAX_EXAMPLES);
}

/**
 * lf_row_query_duplicates:
 * @table: a table
 * @columns: (element-type utf8): columns of it
 *
 * Returns: (transfer full): an expression: the rows that repeat the values of another
 */
char *
lf_row_query_duplicates (LfShapeTable *table,
                         GPtrArray    *columns)
{
  g_autofree char *list = compose_columns (columns, "\"%w\"", ", ");
  g_autofree char *set = compose_columns (columns, "\"%w\" IS NOT NULL", " AND ");

  if (columns->len == 1)
    return compose ("count(%s) - count(DISTINCT %s)", list, list);

  return compose ("(SELECT total(n - 1) FROM (SELECT count(*) AS n FROM main.\"%w\""
                  " WHERE %s GROUP BY %s HAVING n > 1))",
                  table->name, set, list);
}

/**
 * lf_row_query_count_duplicates:
 * @table: a table
 * @columns: (element-type utf8): columns of it
 *
 * Returns: (transfer full): the query of the number of rows that repeat the values of another
 */
char *
lf_row_query_count_duplicates (const char *table,
                               GPtrArray  *columns)
{
  LfShapeTable named = { .name = (char *) table };
  g_autofree char *count = lf_row_query_duplicates (&named, columns);

  return compose ("SELECT %s FROM main.\"%w\"", count, table);
}

/**
 * lf_row_query_list_duplicates:
 * @table: a table
 * @columns: (element-type utf8): columns of it
 *
 * Returns: (transfer full): the query of some values that are repeated
 */
char *
lf_row_query_list_duplicates (LfShapeTable *table,
                              GPtrArray    *columns)
{
  g_autofree char *list = compose_columns (columns, "\"%w\"", ", ");
  g_autofree char *set = compose_columns (columns, "\"%w\" IS NOT NULL", " AND ");
  g_autofree char *shown = compose_columns (columns, "substr(\"%w\", 1, 200)", " || ', ' || ");

  return compose ("SELECT %s FROM main.\"%w\" WHERE %s GROUP BY %s HAVING count(*) > 1 LIMIT %d",
                  shown, table->name, set, list, LF_MAX_EXAMPLES);
}

static char *
compose_matches (GPtrArray *to,
                 GPtrArray *from)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < to->len && i < from->len; i++)
    {
      g_autofree char *part = compose ("p.\"%w\" = c.\"%w\"", g_ptr_array_index (to, i),
                                       g_ptr_array_index (from, i));

      g_string_append_printf (sql, "%s%s", i > 0 ? " AND " : "", part);
    }
  return g_string_free (sql, FALSE);
}

/**
 * lf_row_query_orphans:
 * @actual: the shape of a catalog
 * @reference: what it should be
 * @table: a table of @actual
 * @key: a foreign key that it should have
 *
 * Where the other table can be looked into by its key, that is done; where it lost the key, its ids
 * are collected once, and of rows without id their numbers.
 *
 * Returns: (transfer full) (nullable): the condition of a row, called `c`, that refers to nothing;
 *   %NULL where there are no such columns
 */
char *
lf_row_query_orphans (LfShape           *actual,
                      LfShape           *reference,
                      LfShapeTable      *table,
                      LfShapeForeignKey *key)
{
  LfShapeTable *parent = lf_shape_find_table (actual, key->table);
  LfShapeTable *was = lf_shape_find_table (reference, key->table);
  g_autoptr (GPtrArray) to = key->to->len > 0 || was == NULL ? g_ptr_array_ref (key->to)
                                                             : lf_shape_table_list_key (was);
  g_autofree char *set = compose_columns (key->from, "c.\"%w\" IS NOT NULL", " AND ");
  g_autofree char *from = compose_columns (key->from, "c.\"%w\"", ", ");
  g_autofree char *ids = compose_columns (to, "p.\"%w\"", ", ");
  g_autofree char *known = compose_columns (to, "p.\"%w\" IS NOT NULL", " AND ");
  g_autofree char *matches = compose_matches (to, key->from);
  const char *rowid;

  if (parent == NULL && lf_shape_table_has_columns (table, key->from))
    return g_steal_pointer (&set);
  if (parent == NULL || !lf_shape_table_has_columns (table, key->from) ||
      !lf_shape_table_has_columns (parent, to) || to->len != key->from->len)
    return NULL;
  if (lf_shape_table_is_unique (parent, to))
    return compose ("%s AND NOT EXISTS (SELECT 1 FROM main.\"%w\" AS p WHERE %s)", set,
                    parent->name, matches);

  rowid = lf_shape_table_get_rowid_name (parent);
  if (was != NULL && lf_shape_table_get_rowid_column (was) != NULL && rowid != NULL)
    return compose ("%s AND %s NOT IN (SELECT coalesce(%s, p.%s) FROM main.\"%w\" AS p)", set,
                    from, ids, rowid, parent->name);
  return compose ("%s AND (%s) NOT IN (SELECT %s FROM main.\"%w\" AS p WHERE %s)", set, from, ids,
                  parent->name, known);
}

/**
 * lf_row_query_count_orphans:
 * @table: a table
 * @orphans: from lf_row_query_orphans()
 *
 * Returns: (transfer full): the query of their number
 */
char *
lf_row_query_count_orphans (LfShapeTable *table,
                            const char   *orphans)
{
  return compose ("SELECT count(*) FROM main.\"%w\" AS c WHERE %s", table->name, orphans);
}

/**
 * lf_row_query_list_orphans:
 * @table: a table
 * @columns: (element-type utf8): the columns that refer to nothing
 * @orphans: from lf_row_query_orphans()
 *
 * Returns: (transfer full): the query of some of what they refer to
 */
char *
lf_row_query_list_orphans (LfShapeTable *table,
                           GPtrArray    *columns,
                           const char   *orphans)
{
  g_autofree char *shown = compose_columns (columns, "substr(c.\"%w\", 1, 200)",
                                            " || ', ' || ");

  return compose ("SELECT DISTINCT %s FROM main.\"%w\" AS c WHERE %s LIMIT %d", shown,
                  table->name, orphans, LF_MAX_EXAMPLES);
}
