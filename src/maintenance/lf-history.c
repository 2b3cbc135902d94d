/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-history.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-history-private.h"

/**
 * lf_history_get_path:
 *
 * Returns: (transfer full): where the user's history is
 */
char *
lf_history_get_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "lightframe", "history.db", NULL);
}

/**
 * lf_history_open:
 * @path: (nullable): a file; %NULL for the user's own
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a history; makes its folder and file, for this user alone, if they are not there. A file
 * that is damaged is renamed, and a new one is begun: lf_history_get_notice() tells. A file of a
 * newer version of Lightframe is left alone, which is an error.
 *
 * Returns: (transfer full) (nullable): the history
 */
LfHistory *
lf_history_open (const char  *path,
                 GError     **error)
{
  g_autofree char *own = path == NULL ? lf_history_get_path () : g_strdup (path);
  g_autofree char *notice = NULL;
  sqlite3 *db = lf_history_open_file (own, &notice, error);
  LfHistory *self;

  if (db == NULL)
    return NULL;

  self = g_new0 (LfHistory, 1);
  self->db = db;
  self->path = g_steal_pointer (&own);
  self->notice = g_steal_pointer (&notice);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) sqlite3_finalize);
  return self;
}

/**
 * lf_history_close:
 * @self: (transfer full): a history
 *
 * Closes it.
 */
void
lf_history_close (LfHistory *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self->notice);
  g_free (self);
}

/**
 * lf_history_get_notice:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what the user should be told: that the history was damaged,
 *   and where it was set aside
 */
const char *
lf_history_get_notice (LfHistory *self)
{
  return self->notice;
}

/**
 * lf_history_exec: (skip)
 * @self: a history
 * @sql: a statement without parameters
 * @error: where to put an error
 *
 * Runs a statement such as `BEGIN`.
 *
 * Returns: whether that went well
 */
gboolean
lf_history_exec (LfHistory   *self,
                 const char  *sql,
                 GError     **error)
{
  int result = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || lf_history_set_error (error, self->db, result, self->path);
}

static void
put_catalog (LfHistoryRow *row,
             const char   *catalog,
             const char   *identity)
{
  g_autofree char *path = catalog != NULL ? lf_identity_resolve_path (catalog) : NULL;

  lf_history_row_put_text (row, path);
  lf_history_row_put_text (row, identity);
}

/* Whether a median is of no runs; not if there is none */
static gboolean
take_is_bound (LfHistoryRow *row)
{
  gboolean is_there = !lf_history_row_is_null (row);

  return lf_history_row_take_count (row) == 0 && is_there;
}

static LfHistoryEntry *
take_entry (LfHistoryRow *row)
{
  LfHistoryEntry *entry = g_new0 (LfHistoryEntry, 1);
  gboolean after_is_there;

  entry->id = lf_history_row_take_int (row);
  entry->kind = lf_history_take_run_kind (row);
  entry->outcome = lf_history_take_run_outcome (row);
  entry->catalog = lf_history_row_take_path (row);
  entry->identity = lf_history_row_take_text (row);
  entry->started = lf_history_row_take_int (row);
  entry->seconds = lf_history_row_take_real (row);
  entry->bytes_before = lf_history_row_take_size (row);
  after_is_there = !lf_history_row_is_null (row);
  entry->bytes_after = lf_history_row_take_size (row);
  entry->n_findings = lf_history_row_take_count (row);
  entry->n_left = lf_history_row_take_count (row);
  if (!after_is_there)
    {
      entry->bytes_after = entry->bytes_before;
      entry->n_left = entry->n_findings;
    }
  entry->details_before_ms = lf_history_row_take_real (row);
  entry->details_after_ms = lf_history_row_take_real (row);
  entry->before_is_bound = take_is_bound (row);
  entry->after_is_bound = take_is_bound (row);
  entry->before_is_checked = lf_history_row_take_count (row) != 0;
  entry->after_is_checked = lf_history_row_take_count (row) != 0;
  return entry;
}

/**
 * lf_history_list:
 * @self: a history
 * @catalog: (nullable): path of a catalog
 * @identity: (nullable): what the catalog is recognized by, see lf_identity_load()
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Lists the runs of a catalog: those of its path and those of its identity, wherever it lay then.
 * With neither, lists all runs.
 *
 * Returns: (transfer full) (nullable) (element-type LfHistoryEntry): the runs, newest first
 */
GPtrArray *
lf_history_list (LfHistory   *self,
                 const char  *catalog,
                 const char  *identity,
                 GError     **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "list-runs");

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_history_entry_free);
  put_catalog (&row, catalog, identity);
  lf_history_row_put_text (&row, LF_QUERY_SESSION_DETAILS);
  while (lf_history_row_next (&row))
    g_ptr_array_add (entries, take_entry (&row));

  return lf_history_row_finish (&row, error) ? g_steal_pointer (&entries) : NULL;
}

/**
 * lf_history_entry_free:
 * @self: (transfer full): a line of the list
 *
 * Frees it.
 */
void
lf_history_entry_free (LfHistoryEntry *self)
{
  g_free (self->catalog);
  g_free (self->identity);
  g_free (self);
}

/**
 * lf_history_delete:
 * @self: a history
 * @id: number of a run
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Forgets a run. Its backup stays where it is.
 *
 * Returns: whether that was done; it is an error if there is no such run
 */
gboolean
lf_history_delete (LfHistory  *self,
                   gint64      id,
                   GError    **error)
{
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "delete-run");

  lf_history_row_put_int (&row, id);
  if (!lf_history_row_write (&row, error))
    return FALSE;

  return sqlite3_changes (self->db) > 0 || lf_history_set_not_found (error, id);
}

/**
 * lf_history_set_not_found: (skip)
 * @error: where to put the error
 * @id: a number
 *
 * Says that no run has this number.
 *
 * Returns: always %FALSE
 */
gboolean
lf_history_set_not_found (GError **error,
                          gint64   id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
               _("There is no run %s in the history."), number);
  return FALSE;
}

/**
 * lf_history_list_points:
 * @self: a history
 * @catalog: (nullable): path of a catalog
 * @identity: (nullable): what the catalog is recognized by; see lf_history_list()
 * @query: a query's name
 * @largest: for the largest session, or for a typical one; a query of all sessions has one timing
 *   for either
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Lists how long a query took over time. What was measured on a copy after a trial is left out, and
 * so is what was ended because it took too long.
 *
 * Returns: (transfer full) (nullable) (element-type LfHistoryPoint): the points, oldest first
 */
GArray *
lf_history_list_points (LfHistory   *self,
                        const char  *catalog,
                        const char  *identity,
                        const char  *query,
                        gboolean     largest,
                        GError     **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LfHistoryPoint));
  g_auto (LfHistoryRow) row = lf_history_row_begin (self, "list-points");

  put_catalog (&row, catalog, identity);
  lf_history_row_put_text (&row, query);
  lf_history_row_put_int (&row, largest);
  while (lf_history_row_next (&row))
    {
      LfHistoryPoint point;

      point.run = lf_history_row_take_int (&row);
      point.kind = lf_history_take_run_kind (&row);
      point.time = lf_history_row_take_int (&row);
      point.is_after = lf_history_row_take_int (&row) != 0;
      point.median_ms = lf_history_row_take_real (&row);
      point.p05_ms = lf_history_row_take_real (&row);
      point.p95_ms = lf_history_row_take_real (&row);
      point.vm_steps = lf_history_row_take_size (&row);
      g_array_append_val (points, point);
    }

  return lf_history_row_finish (&row, error) ? g_steal_pointer (&points) : NULL;
}
