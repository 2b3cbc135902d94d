/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-history-task.h"

#include "app/lf-hold.h"
#include "catalog/lf-error.h"

/* Everything that reads or writes the history does so on a worker thread, with a connection of its
 * own. The application does not end before it is done, see lf_hold(). */

typedef struct
{
  char     *catalog;        /* path; NULL for all */
  char     *query;
  gboolean  largest;
  gint64   *ids;
  guint     n_ids;
} Request;

static void
request_free (Request *request)
{
  g_free (request->catalog);
  g_free (request->query);
  g_free (request->ids);
  g_free (request);
}

/**
 * lf_history_list_free:
 * @self: (transfer full): a list
 *
 * Frees it.
 */
void
lf_history_list_free (LfHistoryList *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->notice);
  g_free (self);
}

/* NULL without an error if there is no history yet: to read of nothing is no reason to make one */
static LfHistory *
open_history (GError **error)
{
  g_autofree char *path = lf_history_get_path ();

  return g_file_test (path, G_FILE_TEST_EXISTS) ? lf_history_open (path, error) : NULL;
}

/* A catalog that cannot be read, or is gone, is found by its path alone */
static char *
identify (const Request *request)
{
  return request->catalog != NULL ? lf_run_identify_catalog (request->catalog, NULL) : NULL;
}

static void
run (GTask           *task,
     GTaskThreadFunc  func,
     Request         *request)
{
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  lf_hold ();
  g_task_run_in_thread (task, func);
}

/* A catalog is recognized when it was moved, and so is a copy of it */
static gboolean
is_elsewhere (GPtrArray  *entries,
              const char *catalog)
{
  g_autofree char *path = lf_run_resolve_path (catalog);

  for (guint i = 0; i < entries->len; i++)
    {
      const LfHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->catalog, path) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
list_on_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (LfHistory) history = open_history (&error);
  g_autoptr (LfHistoryList) list = g_new0 (LfHistoryList, 1);
  g_autofree char *identity = NULL;

  if (history == NULL && error == NULL)
    list->entries = g_ptr_array_new ();
  else if (history != NULL)
    {
      identity = identify (request);
      list->notice = g_strdup (lf_history_get_notice (history));
      list->entries = lf_history_list (history, request->catalog, identity, &error);
      list->is_elsewhere = list->entries != NULL && request->catalog != NULL &&
                           is_elsewhere (list->entries, request->catalog);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&list), (GDestroyNotify) lf_history_list_free);
}

/**
 * lf_history_task_list:
 * @catalog: (nullable): a catalog; %NULL for all
 * @cancellable: (nullable): when its answer is not wanted any more
 * @callback: called when it is there
 * @data: for @callback
 *
 * Lists the runs of a catalog, or of all.
 */
void
lf_history_task_list (const char          *catalog,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->catalog = g_strdup (catalog);
  run (task, list_on_thread, request);
}

/**
 * lf_history_task_list_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the runs
 */
LfHistoryList *
lf_history_task_list_finish (GAsyncResult  *result,
                             GError       **error)
{
  lf_release ();
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
points_on_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (LfHistory) history = open_history (&error);
  g_autofree char *identity = NULL;
  GArray *points = NULL;

  if (history == NULL && error == NULL)
    points = g_array_new (FALSE, FALSE, sizeof (LfHistoryPoint));
  else if (history != NULL)
    {
      identity = identify (request);
      points = lf_history_list_points (history, request->catalog, identity, request->query,
                                       request->largest, &error);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, points, (GDestroyNotify) g_array_unref);
}

/**
 * lf_history_task_points:
 * @catalog: (nullable): a catalog; %NULL for all
 * @query: a query's name
 * @largest: for the largest session, or for a typical one
 * @cancellable: (nullable): when its answer is not wanted any more
 * @callback: called when it is there
 * @data: for @callback
 *
 * Lists how long a query took over time.
 */
void
lf_history_task_points (const char          *catalog,
                        const char          *query,
                        gboolean             largest,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->catalog = g_strdup (catalog);
  request->query = g_strdup (query);
  request->largest = largest;
  run (task, points_on_thread, request);
}

/**
 * lf_history_task_points_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type LfHistoryPoint): the points, oldest first
 */
GArray *
lf_history_task_points_finish (GAsyncResult  *result,
                               GError       **error)
{
  lf_release ();
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
load_on_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (LfHistory) history = lf_history_open (NULL, &error);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_run_unref);

  for (guint i = 0; i < request->n_ids && error == NULL; i++)
    {
      LfRun *loaded = lf_history_load (history, request->ids[i], &error);

      if (loaded != NULL)
        g_ptr_array_add (runs, loaded);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&runs), (GDestroyNotify) g_ptr_array_unref);
}

static Request *
new_request (const gint64 *ids,
             guint         n_ids)
{
  Request *request = g_new0 (Request, 1);

  request->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  request->n_ids = n_ids;
  return request;
}

/**
 * lf_history_task_load:
 * @ids: (array length=n_ids): numbers of runs
 * @n_ids: how many they are
 * @cancellable: (nullable): when its answer is not wanted any more
 * @callback: called when it is there
 * @data: for @callback
 *
 * Loads the records of runs.
 */
void
lf_history_task_load (const gint64        *ids,
                      guint                n_ids,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  run (task, load_on_thread, new_request (ids, n_ids));
}

/**
 * lf_history_task_load_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type LfRun): the runs, in the order of the numbers
 */
GPtrArray *
lf_history_task_load_finish (GAsyncResult  *result,
                             GError       **error)
{
  lf_release ();
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
delete_on_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (LfHistory) history = lf_history_open (NULL, &error);

  /* One that is gone already was deleted by another program: that is what was wanted */
  for (guint i = 0; i < request->n_ids && error == NULL; i++)
    if (!lf_history_delete (history, request->ids[i], &error) &&
        g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND))
      g_clear_error (&error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * lf_history_task_delete:
 * @ids: (array length=n_ids): numbers of runs
 * @n_ids: how many they are
 * @cancellable: (nullable): when its answer is not wanted any more
 * @callback: called when it is there
 * @data: for @callback
 *
 * Forgets runs. Their backups stay.
 */
void
lf_history_task_delete (const gint64        *ids,
                        guint                n_ids,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  run (task, delete_on_thread, new_request (ids, n_ids));
}

/**
 * lf_history_task_delete_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether they are forgotten
 */
gboolean
lf_history_task_delete_finish (GAsyncResult  *result,
                               GError       **error)
{
  lf_release ();
  return g_task_propagate_boolean (G_TASK (result), error);
}
