/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-resources.h"

#include <sqlite3.h>
#include "catalog/lf-shape.h"

#define REFERENCE_PATH LF_RESOURCE_PATH "/reference/"

/* Each needed index in the names of layout ?1 */
#define NEEDED \
  "SELECT coalesce((SELECT old_table FROM layout_names" \
  "                  WHERE ?1 = 1 AND new_table = n.table_name AND new_column IS NULL)," \
  "                n.table_name)," \
  "       (SELECT group_concat(coalesce((SELECT old_column FROM layout_names" \
  "                                       WHERE ?1 = 1 AND new_table = n.table_name" \
  "                                         AND new_column = j.value), j.value))" \
  "          FROM json_each('[\"' || replace(n.columns, ',', '\",\"') || '\"]') AS j)," \
  "       n.needed_for" \
  "  FROM needed_indexes AS n ORDER BY n.rowid"

/* A reference comes with the program: if it does not load, the program is broken */
static sqlite3 *
open_reference (const char *const *files)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL))
    g_error ("No memory for a reference");

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (REFERENCE_PATH, files[i], NULL);
      g_autoptr (GBytes) sql = g_resources_lookup_data (path, 0, NULL);

      if (sql == NULL || sqlite3_exec (db, g_bytes_get_data (sql, NULL), NULL, NULL, NULL))
        g_error ("The reference %s does not load: %s", files[i], sqlite3_errmsg (db));
    }
  return db;
}

/**
 * lf_shape_load_reference:
 * @layout: a layout
 *
 * Reads what a catalog of a layout should be. lf_catalog_register_resources() must have been
 * called. Any thread.
 *
 * Returns: (transfer full): the shape
 */
LfShape *
lf_shape_load_reference (LfLayout layout)
{
  const char *files[] = { layout == LF_LAYOUT_1 ? "layout-1.sql" : "layout-2.sql", NULL };
  g_autoptr (GError) error = NULL;
  sqlite3 *db = open_reference (files);
  LfShape *self = lf_shape_load (db, "main", &error);

  if (self == NULL)
    g_error ("The reference %s cannot be read: %s", files[0], error->message);
  sqlite3_close (db);
  return self;
}

static void
needed_index_free (LfNeededIndex *needed)
{
  g_free (needed->table);
  g_strfreev (needed->columns);
  g_free (needed->needed_for);
  g_free (needed);
}

/**
 * lf_shape_load_needed_indexes:
 * @layout: a layout
 *
 * Lists what rows are looked up by, in the names of a layout. lf_catalog_register_resources() must
 * have been called. Any thread.
 *
 * Returns: (transfer full) (element-type LfNeededIndex): the indexes that are needed
 */
GPtrArray *
lf_shape_load_needed_indexes (LfLayout layout)
{
  static const char *const files[] = { "needed-indexes.sql", "names-1-to-2.sql", NULL };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) needed_index_free);
  sqlite3 *db = open_reference (files);
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (db, NEEDED, -1, &stmt, NULL))
    g_error ("The needed indexes cannot be read: %s", sqlite3_errmsg (db));

  sqlite3_bind_int (stmt, 1, layout);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      LfNeededIndex *needed = g_new0 (LfNeededIndex, 1);

      needed->table = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      needed->columns = g_strsplit ((const char *) sqlite3_column_text (stmt, 1), ",", -1);
      needed->needed_for = g_strdup ((const char *) sqlite3_column_text (stmt, 2));
      g_ptr_array_add (list, needed);
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return list;
}
