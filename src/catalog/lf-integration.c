/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-integration.h"

#include <math.h>
#include <sqlite3.h>

#include "catalog/lf-filter.h"
#include "catalog/lf-query.h"

enum
{
  COLUMN_SESSION,
  COLUMN_FILTER,
  COLUMN_FRAMES,
  COLUMN_SECONDS,
  COLUMN_WITHOUT_EXPOSURE,
};

static GArray *
new_totals (void)
{
  GArray *totals = g_array_new (FALSE, TRUE, sizeof (LfFilterTotal));

  g_array_set_clear_func (totals, (GDestroyNotify) lf_filter_total_clear);
  return totals;
}

static void
read_total (LfIntegration *self,
            sqlite3_stmt  *stmt)
{
  g_autofree char *id = lf_column_dup_text (stmt, COLUMN_SESSION);
  double seconds = sqlite3_column_double (stmt, COLUMN_SECONDS);
  LfFilterTotal total = {
    .filter = lf_column_dup_text (stmt, COLUMN_FILTER),
    .frames = lf_column_get_count (stmt, COLUMN_FRAMES),
    .seconds = isfinite (seconds) && seconds > 0 ? seconds : 0,
    .without_exposure = lf_column_get_count (stmt, COLUMN_WITHOUT_EXPOSURE),
  };
  GArray *totals;

  if (id == NULL)
    id = g_strdup ("");

  totals = g_hash_table_lookup (self, id);
  if (totals == NULL)
    {
      totals = new_totals ();
      g_hash_table_insert (self, g_steal_pointer (&id), totals);
    }
  g_array_append_val (totals, total);
}

static int
compare_totals (gconstpointer a,
                gconstpointer b)
{
  return lf_filter_compare (((const LfFilterTotal *) a)->filter,
                            ((const LfFilterTotal *) b)->filter);
}

static void
sort_totals (LfIntegration *self)
{
  GHashTableIter iter;
  gpointer totals;

  g_hash_table_iter_init (&iter, self);
  while (g_hash_table_iter_next (&iter, NULL, &totals))
    g_array_sort (totals, compare_totals);
}

/**
 * lf_integration_load:
 * @connection: a connection
 * @error: where to put an error
 *
 * Sums the exposure of every session's light frames by filter, in the order of
 * lf_filter_compare(). Reads a column of every linked
 * frame, so it is dearer than the list itself. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the sums; free with g_hash_table_unref()
 */
LfIntegration *
lf_integration_load (LfConnection  *connection,
                     GError       **error)
{
  g_autoptr (GHashTable) self = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) g_array_unref);
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_SESSION_INTEGRATION, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        read_total (self, stmt);
    }
  while (has_row);

  sort_totals (self);
  return g_steal_pointer (&self);
}

/**
 * lf_integration_apply:
 * @self: sums of a whole catalog
 * @session: a session of it
 *
 * Gives a session its integration. Main thread.
 */
void
lf_integration_apply (LfIntegration *self,
                      LfSession     *session)
{
  lf_session_set_filters (session, g_hash_table_lookup (self, lf_session_get_id (session)));
}
