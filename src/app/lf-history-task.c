/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-history-task.h"

#include "app/lf-hold.h"
#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"

/* Everything that reads or writes the history does so on a worker thread, with a connection of its
 * own. The application does not end before it is done, see lf_hold(). */

typedef struct _Request Request;

/* Returns what was asked for; sets an error if there is none */
typedef gpointer (*Work) (const Request  *request,
                          GError        **error);

struct _Request
{
  char           *catalog;      /* path; NULL for all */
  char           *query;
  gboolean        largest;
  gint64         *ids;
  guint           n_ids;

  Work            work;
  GDestroyNotify  free_result;
};

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

/* @history is NULL if there is none yet: to read of nothing is no reason to make one */
static gboolean
open_history (LfHistory **history,
              GError    **error)
{
  g_autofree char *path = lf_history_get_path ();

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  *history = lf_history_open (path, error);
  return *history != NULL;
}

/* A catalog that cannot be read, or is gone, is found by its path alone */
static char *
identify (const Request *request)
{
  return request->catalog != NULL ? lf_identity_load (request->catalog, NULL) : NULL;
}

static void
work_on_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  gpointer result = request->work (request, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, request->free_result);
}

/* Takes @request over */
static void
run (Request             *request,
     Work                 work,
     GDestroyNotify       free_result,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  request->work = work;
  request->free_result = free_result;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  lf_hold ();
  g_task_run_in_thread (task, work_on_thread);
}

static gpointer
finish (GAsyncResult  *result,
        GError       **error)
{
  lf_release ();
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A catalog is recognized when it was moved, and so is a copy of it */
static gboolean
is_elsewhere (GPtrArray  *entries,
              const char *catalog)
{
  g_autofree char *path = lf_identity_resolve_path (catalog);

  for (guint i = 0; i < entries->len; i++)
    {
      const LfHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->catalog, path) != 0)
        return TRUE;
    }
  return FALSE;
}

static gpointer
do_list (const Request  *request,
         GError        **error)
{
  g_autoptr (LfHistory) history = NULL;
  g_autoptr (LfHistoryList) list = g_new0 (LfHistoryList, 1);
  g_autofree char *identity = NULL;

  if (!open_history (&history, error))
    return NULL;

  if (history == NULL)
    {
      list->entries = g_ptr_array_new ();
      return g_steal_pointer (&list);
    }

  identity = identify (request);
  list->notice = g_strdup (lf_history_get_notice (history));
  list->entries = lf_history_list (history, request->catalog, identity, error);
  if (list->entries == NULL)
    return NULL;

  list->is_elsewhere = request->catalog != NULL && is_elsewhere (list->entries, request->catalog);
  return g_steal_pointer (&list);
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
  Request *request = g_new0 (Request, 1);

  request->catalog = g_strdup (catalog);
  run (request, do_list, (GDestroyNotify) lf_history_list_free, cancellable, callback, data);
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
  return finish (result, error);
}

static gpointer
do_list_points (const Request  *request,
                GError        **error)
{
  g_autoptr (LfHistory) history = NULL;
  g_autofree char *identity = NULL;

  if (!open_history (&history, error))
    return NULL;

  if (history == NULL)
    return g_array_new (FALSE, FALSE, sizeof (LfHistoryPoint));

  identity = identify (request);
  return lf_history_list_points (history, request->catalog, identity, request->query,
                                 request->largest, error);
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
  Request *request = g_new0 (Request, 1);

  request->catalog = g_strdup (catalog);
  request->query = g_strdup (query);
  request->largest = largest;
  run (request, do_list_points, (GDestroyNotify) g_array_unref, cancellable, callback, data);
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
  return finish (result, error);
}

static gpointer
do_load (const Request  *request,
         GError        **error)
{
  g_autoptr (LfHistory) history = lf_history_open (NULL, error);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_run_unref);

  if (history == NULL)
    return NULL;

  for (guint i = 0; i < request->n_ids; i++)
    {
      LfRun *loaded = lf_history_load (history, request->ids[i], error);

      if (loaded == NULL)
        return NULL;
      g_ptr_array_add (runs, loaded);
    }
  return g_steal_pointer (&runs);
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
  run (new_request (ids, n_ids), do_load, (GDestroyNotify) g_ptr_array_unref, cancellable,
       callback, data);
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
  return finish (result, error);
}

static gpointer
do_delete (const Request  *request,
           GError        **error)
{
  g_autoptr (LfHistory) history = lf_history_open (NULL, error);

  if (history == NULL)
    return NULL;

  for (guint i = 0; i < request->n_ids; i++)
    {
      g_autoptr (GError) local_error = NULL;

      /* One that is gone already was deleted by another program: that is what was wanted */
      if (!lf_history_delete (history, request->ids[i], &local_error) &&
          !g_error_matches (local_error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return GINT_TO_POINTER (TRUE);
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
  run (new_request (ids, n_ids), do_delete, NULL, cancellable, callback, data);
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
  return finish (result, error) != NULL;
}
