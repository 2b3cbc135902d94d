/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-writer-private.h"

#define TABLES "maintenance/tables"

static GPtrArray *
list_tables (LfWriter  *self,
             GError   **error)
{
  LfConnection *connection = lf_writer_get_connection (self);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, TABLES, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (tables, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
    }
  while (has_row);
  return g_steal_pointer (&tables);
}

static gboolean
analyze_table (LfWriter    *self,
               const char  *table,
               GError     **error)
{
  char *sql = sqlite3_mprintf ("ANALYZE main.\"%w\"", table);
  gboolean done = lf_writer_exec (self, sql, error);

  sqlite3_free (sql);
  return done;
}

static gboolean
analyze_tables (LfWriter   *self,
                GPtrArray  *tables,
                GError    **error)
{
  LfJob *job = lf_writer_get_job (self);

  for (guint i = 0; i < tables->len; i++)
    {
      lf_job_report (job, (double) i / tables->len, g_ptr_array_index (tables, i));
      if (!analyze_table (self, g_ptr_array_index (tables, i), error))
        return FALSE;
    }
  lf_job_report (job, 1, NULL);
  return TRUE;
}

/**
 * lf_writer_analyze:
 * @self: a writer that is in no transaction
 * @error: where to put an error
 *
 * Gathers the statistics of all tables that SQLite plans queries by. Those of tables and indexes
 * that are no more are removed.
 *
 * Returns: whether they are complete
 */
gboolean
lf_writer_analyze (LfWriter  *self,
                   GError   **error)
{
  static const char *remove_stale =
    "DELETE FROM main.sqlite_stat1 WHERE tbl NOT IN"
    " (SELECT name FROM main.sqlite_schema WHERE type = 'table')"
    " OR idx NOT IN (SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'index'))";
  g_autoptr (GPtrArray) tables = NULL;

  if (!lf_writer_begin (self, error))
    return FALSE;

  tables = list_tables (self, error);
  if (tables == NULL)
    {
      lf_writer_roll_back (self);
      return FALSE;
    }

  return analyze_tables (self, tables, error) && lf_writer_exec (self, remove_stale, error) &&
         lf_writer_commit (self, error);
}
