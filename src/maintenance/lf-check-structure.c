/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-check-structure.h"

#include "maintenance/lf-check-rows.h"

static gboolean
check_tables (LfStructureReport  *self,
              LfConnection       *connection,
              LfShape            *actual,
              LfShape            *reference,
              LfJob              *job,
              GError            **error)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableStructure *table = g_ptr_array_index (self->tables, i);

      if (job != NULL)
        {
          lf_job_report (job, (double) i / self->tables->len, table->is_own ? NULL : table->table);
          if (lf_job_is_cancelled (job, error))
            return FALSE;
        }

      if (lf_shape_find_table (reference, table->table) != NULL &&
          lf_shape_find_table (actual, table->table) != NULL &&
          !lf_check_rows (connection, actual, reference, table, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_check_structure:
 * @connection: a connection
 * @job: (nullable): told how far it is
 * @error: where to put an error
 *
 * Compares the tables of a catalog with the reference of its layout, and looks for rows that break
 * what the reference asks for. It writes nothing. What ends the connection's queries, see
 * lf_connection_begin(), ends it too. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the report
 */
LfStructureReport *
lf_check_structure (LfConnection  *connection,
                    LfJob         *job,
                    GError       **error)
{
  LfLayout layout = lf_connection_get_layout (connection);
  g_autoptr (LfShape) reference = lf_shape_load_reference (layout);
  g_autoptr (GError) failure = NULL;
  g_autoptr (LfShape) actual = lf_shape_load (lf_connection_get_db (connection), "main", &failure);
  g_autoptr (LfStructureReport) self = NULL;

  if (actual != NULL)
    {
      self = lf_structure_report_new (actual, reference);
      self->layout = layout;
      if (check_tables (self, connection, actual, reference, job, &failure))
        return g_steal_pointer (&self);
    }

  /* Waiting for a lock ends when it is cancelled, and SQLite calls that busy */
  if (job == NULL || !lf_job_is_cancelled (job, error))
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
