/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-changes-task.h"

#include "app/lf-hold.h"
#include "catalog/lf-identity.h"

/* What the history of changes says and does, on worker threads. The application does not end before
 * it is done, see lf_hold(). */

typedef struct
{
  char   *catalog;
  gint64  id;
} Request;

static void
request_free (Request *request)
{
  g_free (request->catalog);
  g_free (request);
}

static void
item_free (LfChangesItem *item)
{
  g_free (item->reason);
  g_free (item);
}

/**
 * lf_changes_list_free:
 * @self: (transfer full): a list
 *
 * Frees it.
 */
void
lf_changes_list_free (LfChangesList *self)
{
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->notice);
  g_free (self);
}

static void
run (const char          *catalog,
     gint64               id,
     GTaskThreadFunc      work,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->catalog = g_strdup (catalog);
  request->id = id;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  lf_hold ();
  g_task_run_in_thread (task, work);
}

static gboolean
read_list (LfChangesList  *list,
           const char     *catalog,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr (LfConnection) reader = lf_connection_open (catalog, cancellable, error);
  g_autoptr (LfJournal) journal = NULL;
  g_autofree char *identity = NULL;

  if (reader == NULL)
    return FALSE;

  identity = lf_identity_read (reader, NULL);
  journal = lf_journal_open (NULL, error);
  if (journal == NULL)
    return FALSE;

  list->notice = g_strdup (lf_journal_get_notice (journal));
  list->entries = lf_journal_list (journal, catalog, identity, error);
  for (guint i = 0; list->entries != NULL && i < list->entries->len; i++)
    {
      LfChangesItem *item = g_new0 (LfChangesItem, 1);

      item->entry = g_ptr_array_index (list->entries, i);
      item->state = lf_journal_judge (journal, reader, item->entry, &item->reason);
      if (item->state != LF_JOURNAL_NOT_MADE)
        g_ptr_array_add (list->items, item);
      else
        item_free (item);
    }
  return list->entries != NULL;
}

static void
list_on_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Request *request = data;
  g_autofree char *path = lf_journal_get_path ();
  g_autoptr (LfChangesList) list = g_new0 (LfChangesList, 1);
  GError *error = NULL;

  list->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);

  /* To read of nothing is no reason to make a history */
  if (g_file_test (path, G_FILE_TEST_EXISTS) &&
      !read_list (list, request->catalog, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&list), (GDestroyNotify) lf_changes_list_free);
}

/**
 * lf_changes_task_list:
 * @catalog: path of a catalog
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @data: for @callback
 *
 * Reads what was changed in a catalog, and what of it can be taken back now. Does not block.
 */
void
lf_changes_task_list (const char          *catalog,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  run (catalog, 0, list_on_thread, cancellable, callback, data);
}

/**
 * lf_changes_task_list_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the list
 */
LfChangesList *
lf_changes_task_list_finish (GAsyncResult  *result,
                             GError       **error)
{
  lf_release ();
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
undo_on_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (LfUndo) undo = lf_journal_undo (request->catalog, request->id, NULL, NULL, &error);
  g_autofree char *text = undo != NULL ? lf_undo_describe (undo) : NULL;

  if (undo == NULL)
    g_task_return_error (task, error);
  else if (lf_undo_get_remark (undo) == NULL)
    g_task_return_pointer (task, g_steal_pointer (&text), g_free);
  else
    g_task_return_pointer (task, g_strdup_printf ("%s. %s", text, lf_undo_get_remark (undo)),
                           g_free);
}

/**
 * lf_changes_task_undo:
 * @catalog: path of a catalog
 * @id: the number of a change
 * @callback: called when it is taken back, or cannot be
 * @data: for @callback
 *
 * Takes a change back. Does not block.
 */
void
lf_changes_task_undo (const char          *catalog,
                      gint64               id,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  run (catalog, id, undo_on_thread, NULL, callback, data);
}

/**
 * lf_changes_task_undo_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what was done, for the user
 */
char *
lf_changes_task_undo_finish (GAsyncResult  *result,
                             GError       **error)
{
  lf_release ();
  return g_task_propagate_pointer (G_TASK (result), error);
}
