/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-schema.h"

#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-resources.h"

#define REFERENCE_PATH LF_RESOURCE_PATH "/reference/"

typedef struct
{
  char *sql;
  char *table;
} Definition;

struct _LfDemoSchema
{
  GPtrArray  *tables;
  GPtrArray  *indexes;
  GHashTable *names;            /* "table.column" or "table" of layout 2 → name in this layout */
};

static void
definition_free (Definition *definition)
{
  g_free (definition->sql);
  g_free (definition->table);
  g_free (definition);
}

/* What SQLite itself remembers of the reference: so that a catalog's definitions are the
 * reference's to the letter, however that is written */
static gboolean
read_definitions (LfDemoSchema  *schema,
                  sqlite3       *reference,
                  const char    *layout,
                  GError       **error)
{
  g_autoptr (LfDemoStatement) stmt =
    lf_demo_database_prepare (reference,
                              "SELECT type, sql, tbl_name FROM sqlite_master"
                              " WHERE sql IS NOT NULL ORDER BY rowid",
                              layout, error);

  if (stmt == NULL)
    return FALSE;

  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *type = (const char *) sqlite3_column_text (stmt, 0);
      Definition *definition = g_new0 (Definition, 1);

      definition->sql = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
      definition->table = g_strdup ((const char *) sqlite3_column_text (stmt, 2));
      g_ptr_array_add (strcmp (type, "table") == 0 ? schema->tables : schema->indexes,
                       definition);
    }

  return TRUE;
}

static gboolean
read_names (LfDemoSchema  *schema,
            sqlite3       *reference,
            const char    *layout,
            GError       **error)
{
  g_autoptr (LfDemoStatement) stmt = NULL;

  if (!lf_demo_database_execute_resource (reference, REFERENCE_PATH "names-1-to-2.sql", layout,
                                          error))
    return FALSE;

  stmt = lf_demo_database_prepare (reference,
                                   "SELECT new_table || coalesce('.' || new_column, ''),"
                                   "       coalesce(old_column, old_table) FROM layout_names",
                                   layout, error);
  if (stmt == NULL)
    return FALSE;

  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_hash_table_insert (schema->names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                         g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
  return TRUE;
}

/**
 * lf_demo_schema_new: (skip)
 * @layout: the name of a reference layout, "layout-1" or "layout-2"
 * @error: return location for an error
 *
 * Reads a reference layout. lf_catalog_register_resources() must have been called.
 *
 * Returns: (transfer full) (nullable): a layout
 */
LfDemoSchema *
lf_demo_schema_new (const char  *layout,
                    GError     **error)
{
  g_autoptr (LfDemoSchema) schema = g_new0 (LfDemoSchema, 1);
  g_autoptr (LfDemoDatabase) reference = NULL;
  g_autofree char *resource = g_strconcat (REFERENCE_PATH, layout, ".sql", NULL);

  schema->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) definition_free);
  schema->indexes = g_ptr_array_new_with_free_func ((GDestroyNotify) definition_free);
  schema->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  reference = lf_demo_database_open (":memory:", NULL, error);
  if (reference == NULL ||
      !lf_demo_database_execute_resource (reference, resource, layout, error) ||
      !read_definitions (schema, reference, layout, error))
    return NULL;

  if (strcmp (layout, "layout-1") == 0 && !read_names (schema, reference, layout, error))
    return NULL;

  return g_steal_pointer (&schema);
}

/**
 * lf_demo_schema_free: (skip)
 * @schema: (transfer full): a layout
 */
void
lf_demo_schema_free (LfDemoSchema *schema)
{
  g_ptr_array_unref (schema->tables);
  g_ptr_array_unref (schema->indexes);
  g_hash_table_unref (schema->names);
  g_free (schema);
}

/**
 * lf_demo_schema_create_tables: (skip)
 * @schema: a layout
 * @db: an empty database
 * @path: its file, for messages
 * @error: return location for an error
 *
 * Makes the tables of a layout, without the indexes.
 *
 * Returns: %FALSE if that failed
 */
gboolean
lf_demo_schema_create_tables (LfDemoSchema  *schema,
                              sqlite3       *db,
                              const char    *path,
                              GError       **error)
{
  for (guint i = 0; i < schema->tables->len; i++)
    {
      const Definition *table = schema->tables->pdata[i];

      if (!lf_demo_database_execute (db, table->sql, path, error))
        return FALSE;
    }

  return TRUE;
}

/* How many rows a table has that was only ever added to: its last rowid, which costs nothing */
static double
count_rows (sqlite3    *db,
            const char *table,
            const char *path)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max(rowid) FROM \"%s\"", table);
  g_autoptr (LfDemoStatement) stmt = lf_demo_database_prepare (db, sql, path, NULL);

  if (stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW)
    return 0.0;
  return sqlite3_column_double (stmt, 0);
}

/**
 * lf_demo_schema_create_indexes: (skip)
 * @schema: a layout
 * @db: a database with the layout's tables
 * @path: its file, for messages
 * @progress: counts %LF_DEMO_INDEX_UNITS for each row of each index
 * @error: return location for an error
 *
 * Makes the indexes of a layout: when all rows are there, which is faster by far.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_schema_create_indexes (LfDemoSchema    *schema,
                               sqlite3         *db,
                               const char      *path,
                               LfDemoProgress  *progress,
                               GError         **error)
{
  for (guint i = 0; i < schema->indexes->len; i++)
    {
      const Definition *index = schema->indexes->pdata[i];
      double units = LF_DEMO_INDEX_UNITS * count_rows (db, index->table, path);

      if (!lf_demo_progress_check (progress, error) ||
          !lf_demo_database_execute (db, index->sql, path, error) ||
          !lf_demo_progress_add (progress, units, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * lf_demo_schema_dup_name: (skip)
 * @schema: a layout
 * @table: a table of layout 2
 * @column: (nullable): a column of it
 *
 * Returns: (transfer full): what the column, or else the table, is called in this layout
 */
char *
lf_demo_schema_dup_name (LfDemoSchema *schema,
                         const char   *table,
                         const char   *column)
{
  g_autofree char *key = column != NULL ? g_strconcat (table, ".", column, NULL)
                                        : g_strdup (table);
  const char *name = g_hash_table_lookup (schema->names, key);

  return g_strdup (name != NULL ? name : column != NULL ? column : table);
}
