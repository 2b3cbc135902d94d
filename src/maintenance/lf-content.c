/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-content.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "catalog/lf-shape.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-names.h"
#include "maintenance/lf-row-hash.h"

/* What a catalog holds is in its tables: indexes, and the columns that are computed from others,
 * hold nothing of their own, and neither do virtual tables, which keep what they have in tables
 * beside them. SQLite's own tables change when it works. The tables themselves are read, not their
 * indexes, nor the temporary views that may have their names. */

/* Rows between two reports: about a millisecond */
#define REPORT_ROWS 256

/* What a row costs beside its values, counted in values */
#define ROW_COST 4

G_STATIC_ASSERT (LF_CONTENT_CHECKSUM_BYTES == LF_ROW_HASH_BYTES);

typedef struct
{
  LfConnection *connection;
  LfJob        *job;
  guint64       n_rows;         /* of all that is to be read */
  guint64       rows_done;
  double        values;
  double        values_done;
} Reading;

static gboolean
set_error (Reading  *self,
           int       result,
           GError  **error)
{
  return lf_catalog_error_set_from_sqlite (error, lf_connection_get_db (self->connection), result,
                                           lf_connection_get_path (self->connection));
}

static gboolean
report (Reading  *self,
        GError  **error)
{
  g_autofree char *done = NULL;
  g_autofree char *all = NULL;
  g_autofree char *detail = NULL;

  if (self->job == NULL)
    return TRUE;

  done = lf_format_count (self->rows_done);
  all = lf_format_count (self->n_rows);
  /* Translators: such as “15,676 of 25,285 rows” */
  detail = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of %s row", "%s of %s rows",
                                         self->n_rows),
                            done, all);
  lf_job_report (self->job, self->values > 0 ? MIN (self->values_done / self->values, 1) : 1,
                 detail);
  return !lf_job_is_cancelled (self->job, error);
}

static void
append_column (GString    *sql,
               const char *column,
               const char *expression)
{
  char *quoted = expression == NULL ? sqlite3_mprintf ("\"%w\"", column)
                                    : sqlite3_mprintf ("(%s)", expression);

  g_string_append_printf (sql, "%s%s", sql->len > 0 ? ", " : "", quoted);
  sqlite3_free (quoted);
}

static sqlite3_stmt *
prepare (Reading         *self,
         LfTableContent  *table,
         GHashTable      *expressions,
         GError         **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  char *sql;
  int result;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *column = g_ptr_array_index (table->columns, i);

      append_column (columns, column,
                     expressions != NULL ? g_hash_table_lookup (expressions, column) : NULL);
    }

  sql = sqlite3_mprintf ("SELECT %s FROM main.\"%w\" NOT INDEXED", columns->str, table->table);
  result = sqlite3_prepare_v2 (lf_connection_get_db (self->connection), sql, -1, &stmt, NULL);
  sqlite3_free (sql);
  if (result != SQLITE_OK)
    set_error (self, result, error);
  return stmt;
}

static gboolean
read_rows (Reading         *self,
           LfTableContent  *table,
           sqlite3_stmt    *stmt,
           GError         **error)
{
  g_autoptr (LfRowHash) hash = lf_row_hash_new ();
  guint cost = table->columns->len + ROW_COST;
  gboolean has_row;

  while (TRUE)
    {
      if (!lf_connection_step (self->connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      lf_row_hash_add (hash, stmt);
      table->n_rows++;
      self->rows_done++;
      self->values_done += cost;
      if (table->n_rows % REPORT_ROWS == 0 && !report (self, error))
        return FALSE;
    }

  lf_row_hash_get_sum (hash, table->checksum);
  return report (self, error);
}

static gboolean
read_table (Reading         *self,
            LfTableContent  *table,
            GHashTable      *expressions,
            GError         **error)
{
  sqlite3_stmt *stmt = prepare (self, table, expressions, error);
  sqlite3 *db = lf_connection_get_db (self->connection);
  gboolean done;
  int limit;

  if (stmt == NULL)
    return FALSE;

  /* A value may be as large as it likes, for it is only passed through */
  limit = sqlite3_limit (db, SQLITE_LIMIT_LENGTH, G_MAXINT);
  done = read_rows (self, table, stmt, error);
  sqlite3_finalize (stmt);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, limit);
  return done;
}

static LfTableContent *
table_content_new (const char *table)
{
  LfTableContent *self = g_new0 (LfTableContent, 1);

  self->table = g_strdup (table);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_ascii_strcasecmp (*(const char *const *) a, *(const char *const *) b);
}

/* By name, for a table whose columns are in another order holds the same */
static void
add_columns (LfTableContent *self,
             LfShapeTable   *shape)
{
  for (guint i = 0; i < shape->columns->len; i++)
    {
      LfShapeColumn *column = g_ptr_array_index (shape->columns, i);

      if (!column->generated)
        g_ptr_array_add (self->columns, g_strdup (column->name));
    }
  g_ptr_array_sort (self->columns, compare_names);
}

/* Makes ready for reading a table, so that it is known how much there is to do */
static gboolean
expect_table (Reading         *self,
              LfTableContent  *table,
              GError         **error)
{
  guint64 n_rows;

  if (!lf_compose_count_rows (self->connection, table->table, &n_rows, error))
    return FALSE;

  self->n_rows += n_rows;
  self->values += (double) n_rows * (table->columns->len + ROW_COST);
  return TRUE;
}

/**
 * lf_content_read_table:
 * @connection: a connection
 * @table: a table of the catalog itself
 * @columns: (nullable) (element-type utf8): the columns to be read; %NULL for all but those that
 *   are computed from others
 * @expressions: (nullable) (element-type utf8 utf8): for some of @columns an SQL expression that is
 *   read in its place; it is trusted
 * @job: (nullable): told how far it is
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Reads what is in a table. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): its rows, counted and summed up
 */
LfTableContent *
lf_content_read_table (LfConnection  *connection,
                       const char    *table,
                       GPtrArray     *columns,
                       GHashTable    *expressions,
                       LfJob         *job,
                       GError       **error)
{
  Reading reading = { .connection = connection, .job = job };
  g_autoptr (LfTableContent) self = table_content_new (table);

  if (columns != NULL)
    for (guint i = 0; i < columns->len; i++)
      g_ptr_array_add (self->columns, g_strdup (g_ptr_array_index (columns, i)));
  else
    {
      g_autoptr (LfShape) shape = lf_shape_load (lf_connection_get_db (connection), "main", error);
      LfShapeTable *found = shape != NULL ? lf_shape_find_table (shape, table) : NULL;

      if (shape == NULL)
        return NULL;
      if (found != NULL)
        add_columns (self, found);
    }

  if (!expect_table (&reading, self, error) || !read_table (&reading, self, expressions, error))
    return NULL;
  return g_steal_pointer (&self);
}

static int
compare_tables (gconstpointer a,
                gconstpointer b)
{
  const LfTableContent *one = *(const LfTableContent *const *) a;
  const LfTableContent *other = *(const LfTableContent *const *) b;

  return g_ascii_strcasecmp (one->table, other->table);
}

static gboolean
read_tables (LfContent  *self,
             Reading    *reading,
             GError    **error)
{
  g_autoptr (LfShape) shape = lf_shape_load (lf_connection_get_db (reading->connection), "main",
                                             error);

  if (shape == NULL)
    return FALSE;

  for (guint i = 0; i < shape->tables->len; i++)
    {
      LfShapeTable *found = g_ptr_array_index (shape->tables, i);
      LfTableContent *table = table_content_new (found->name);

      g_ptr_array_add (self->tables, table);
      add_columns (table, found);
      if (!expect_table (reading, table, error))
        return FALSE;
    }
  g_ptr_array_sort (self->tables, compare_tables);

  for (guint i = 0; i < self->tables->len; i++)
    if (!read_table (reading, g_ptr_array_index (self->tables, i), NULL, error))
      return FALSE;
  return TRUE;
}

/**
 * lf_content_read:
 * @connection: a connection
 * @job: (nullable): told how far it is
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Reads what is in all tables, as it is at one moment. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the content
 */
LfContent *
lf_content_read (LfConnection  *connection,
                 LfJob         *job,
                 GError       **error)
{
  Reading reading = { .connection = connection, .job = job };
  g_autoptr (LfContent) self = g_new0 (LfContent, 1);
  sqlite3 *db = lf_connection_get_db (connection);
  gboolean ours = sqlite3_get_autocommit (db) != 0;
  gboolean done;
  int result = ours ? sqlite3_exec (db, "BEGIN", NULL, NULL, NULL) : SQLITE_OK;

  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_table_content_free);
  if (result != SQLITE_OK)
    {
      set_error (&reading, result, error);
      return NULL;
    }

  done = read_tables (self, &reading, error);
  if (ours)
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * lf_content_find_table:
 * @self: a content
 * @table: the name of a table
 *
 * Returns: (transfer none) (nullable): what is in it. Any thread.
 */
LfTableContent *
lf_content_find_table (LfContent  *self,
                       const char *table)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableContent *content = g_ptr_array_index (self->tables, i);

      if (g_ascii_strcasecmp (content->table, table) == 0)
        return content;
    }
  return NULL;
}

/**
 * lf_table_content_equals:
 * @self: a content
 * @other: another
 *
 * Compares columns, rows and values, but not the names of the tables. Any thread.
 *
 * Returns: whether there is the same in both
 */
gboolean
lf_table_content_equals (LfTableContent *self,
                         LfTableContent *other)
{
  return lf_shape_names_equal (self->columns, other->columns) && self->n_rows == other->n_rows &&
         memcmp (self->checksum, other->checksum, sizeof self->checksum) == 0;
}

static char *
describe_table (LfTableContent *before,
                LfTableContent *after)
{
  g_autofree char *table = lf_names_show (before->table);
  g_autofree char *had = lf_format_count (before->n_rows);
  g_autofree char *has = NULL;

  if (after == NULL)
    return g_strdup_printf (_("The table %s is missing."), table);

  if (!lf_shape_names_equal (before->columns, after->columns))
    return g_strdup_printf (_("The table %s has other columns."), table);

  if (before->n_rows == after->n_rows)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The %s row of %s has other values than before.",
                                         "In the %s rows of %s there are other values than before.",
                                         before->n_rows),
                            had, table);

  has = lf_format_count (after->n_rows);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The table %s has %s row instead of %s.",
                                       "The table %s has %s rows instead of %s.", after->n_rows),
                          table, has, had);
}

/**
 * lf_content_describe_difference:
 * @before: a content
 * @after: what should be the same
 *
 * Says in one sentence where two contents differ first. Any thread.
 *
 * Returns: (transfer full) (nullable): the sentence; %NULL if they are equal
 */
char *
lf_content_describe_difference (LfContent *before,
                                LfContent *after)
{
  for (guint i = 0; i < before->tables->len; i++)
    {
      LfTableContent *table = g_ptr_array_index (before->tables, i);
      LfTableContent *other = lf_content_find_table (after, table->table);

      if (other == NULL || !lf_table_content_equals (table, other))
        return describe_table (table, other);
    }

  for (guint i = 0; i < after->tables->len; i++)
    {
      LfTableContent *table = g_ptr_array_index (after->tables, i);

      if (lf_content_find_table (before, table->table) == NULL)
        {
          g_autofree char *shown = lf_names_show (table->table);

          return g_strdup_printf (_("There is a table %s that was not there before."), shown);
        }
    }
  return NULL;
}

/**
 * lf_content_count_rows:
 * @self: a content
 *
 * Returns: how many rows all its tables have. Any thread.
 */
guint64
lf_content_count_rows (LfContent *self)
{
  guint64 n_rows = 0;

  for (guint i = 0; i < self->tables->len; i++)
    n_rows += ((LfTableContent *) g_ptr_array_index (self->tables, i))->n_rows;
  return n_rows;
}

/**
 * lf_table_content_free:
 * @self: (transfer full): a content
 *
 * Frees it.
 */
void
lf_table_content_free (LfTableContent *self)
{
  g_ptr_array_unref (self->columns);
  g_free (self->table);
  g_free (self);
}

/**
 * lf_content_free:
 * @self: (transfer full): a content
 *
 * Frees it.
 */
void
lf_content_free (LfContent *self)
{
  g_ptr_array_unref (self->tables);
  g_free (self);
}
