/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-catalog.h"

#include <sqlite3.h>

#include "catalog/lf-query.h"
#include "catalog/lf-reader.h"

struct _LfCatalog
{
  GObject   parent_instance;

  char     *path;
  LfLayout  layout;
  gboolean  wal;
  guint     n_openings;         /* how often the file was opened, to tell one from another */
  LfCatalogLook *look;          /* from before anything was read; NULL if it was not possible */
  LfReader *reader;
  LfReader *background;
};

G_DEFINE_FINAL_TYPE (LfCatalog, lf_catalog, G_TYPE_OBJECT)

typedef struct
{
  LfLayout       layout;
  gboolean       wal;
  LfCatalogLook *look;
  LfSessionList *list;          /* NULL unless it was asked for */
} OpenResult;

static void
open_result_free (OpenResult *self)
{
  g_free (self->look);
  g_clear_pointer (&self->list, lf_session_list_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenResult, open_result_free)

static void
lf_catalog_finalize (GObject *object)
{
  LfCatalog *self = LF_CATALOG (object);

  g_clear_pointer (&self->background, lf_reader_free);
  g_clear_pointer (&self->reader, lf_reader_free);
  g_free (self->look);
  g_free (self->path);

  G_OBJECT_CLASS (lf_catalog_parent_class)->finalize (object);
}

static void
lf_catalog_class_init (LfCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_catalog_finalize;
}

static void
lf_catalog_init (LfCatalog *self)
{
}

static gpointer
do_open (LfConnection  *connection,
         const char    *argument,
         GError       **error)
{
  OpenResult *result = g_new0 (OpenResult, 1);

  result->layout = lf_connection_get_layout (connection);
  result->wal = lf_connection_is_wal (connection);
  result->look = lf_catalog_look (connection, NULL);
  return result;
}

static gpointer
do_open_list (LfConnection  *connection,
              const char    *argument,
              GError       **error)
{
  g_autoptr (OpenResult) result = do_open (connection, NULL, NULL);

  result->list = lf_session_list_load (connection, error);
  return result->list != NULL ? g_steal_pointer (&result) : NULL;
}

static gpointer
do_load_sessions (LfConnection  *connection,
                  const char    *argument,
                  GError       **error)
{
  return lf_session_list_load (connection, error);
}

static gpointer
do_load_integration (LfConnection  *connection,
                     const char    *argument,
                     GError       **error)
{
  return lf_integration_load (connection, error);
}

static gpointer
do_look (LfConnection  *connection,
         const char    *argument,
         GError       **error)
{
  return lf_catalog_look (connection, error);
}

static gpointer
do_load_detail (LfConnection  *connection,
                const char    *id,
                GError       **error)
{
  return lf_session_detail_load (connection, id, error);
}

static gpointer
do_count_frames (LfConnection  *connection,
                 const char    *argument,
                 GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_FRAME_COUNT, error);
  guint64 *n_frames;
  gboolean has_row;

  if (stmt == NULL || !lf_connection_step (connection, stmt, &has_row, error))
    return NULL;

  n_frames = g_new0 (guint64, 1);
  *n_frames = (guint64) sqlite3_column_int64 (stmt, 0);
  return n_frames;
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  LfCatalog *self = g_task_get_task_data (task);
  GError *error = NULL;
  OpenResult *opened = lf_reader_finish (result, &error);

  if (opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->layout = opened->layout;
  self->wal = opened->wal;
  self->look = g_steal_pointer (&opened->look);
  g_task_return_pointer (task, opened, (GDestroyNotify) open_result_free);
}

static void
start_opening (const char          *path,
               LfReaderFunc         func,
               gpointer             tag,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  LfCatalog *self = g_object_new (LF_TYPE_CATALOG, NULL);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, g_object_unref);
  self->path = g_strdup (path);
  self->reader = lf_reader_new (path);
  lf_reader_run (self->reader, func, NULL, (GDestroyNotify) open_result_free, cancellable, open_cb,
                 task);
}

/**
 * lf_catalog_open_async:
 * @path: a file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open or failed
 * @user_data: for @callback
 *
 * Opens a catalog to read it; nothing is written.
 */
void
lf_catalog_open_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (path != NULL);

  start_opening (path, do_open, lf_catalog_open_async, cancellable, callback, user_data);
}

/**
 * lf_catalog_open_finish:
 * @result: what the callback got
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the catalog
 */
LfCatalog *
lf_catalog_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  OpenResult *opened;

  g_return_val_if_fail (g_async_result_is_tagged (result, lf_catalog_open_async), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);
  if (opened == NULL)
    return NULL;

  open_result_free (opened);
  return g_object_ref (g_task_get_task_data (G_TASK (result)));
}

/**
 * lf_catalog_open_list_async:
 * @path: a file
 * @cancellable: (nullable): a cancellable
 * @callback: called when its list has been read, or either failed
 * @user_data: for @callback
 *
 * Opens a catalog and reads its session list in one go, so that the main loop need not run between:
 * a program can do so before it has a window.
 */
void
lf_catalog_open_list_async (const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (path != NULL);

  start_opening (path, do_open_list, lf_catalog_open_list_async, cancellable, callback, user_data);
}

/**
 * lf_catalog_open_list_finish:
 * @result: what the callback got
 * @list: (out) (transfer full): its sessions
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the catalog
 */
LfCatalog *
lf_catalog_open_list_finish (GAsyncResult   *result,
                             LfSessionList **list,
                             GError        **error)
{
  OpenResult *opened;

  g_return_val_if_fail (g_async_result_is_tagged (result, lf_catalog_open_list_async), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);
  if (opened == NULL)
    return NULL;

  *list = g_steal_pointer (&opened->list);
  open_result_free (opened);
  return g_object_ref (g_task_get_task_data (G_TASK (result)));
}

/**
 * lf_catalog_get_path:
 * @self: a catalog
 *
 * Returns: (transfer none): its file
 */
const char *
lf_catalog_get_path (LfCatalog *self)
{
  return self->path;
}

/**
 * lf_catalog_get_layout:
 * @self: a catalog
 *
 * Returns: its layout
 */
LfLayout
lf_catalog_get_layout (LfCatalog *self)
{
  return self->layout;
}

/**
 * lf_catalog_is_wal:
 * @self: a catalog
 *
 * Returns: whether it is in WAL mode
 */
gboolean
lf_catalog_is_wal (LfCatalog *self)
{
  return self->wal;
}

/**
 * lf_catalog_get_n_openings:
 * @self: a catalog
 *
 * Returns: another number after each lf_catalog_reopen(): what was found out of its tables before is
 *   of no use any more
 */
guint
lf_catalog_get_n_openings (LfCatalog *self)
{
  return self->n_openings;
}

/**
 * lf_catalog_reopen:
 * @self: a catalog
 *
 * What is asked from now on is read from the file that is there now. For a catalog in whose place
 * another file was put, or whose tables have been changed. Does not block.
 */
void
lf_catalog_reopen (LfCatalog *self)
{
  self->n_openings++;
  lf_reader_reopen (self->reader);
  if (self->background != NULL)
    lf_reader_reopen (self->background);
}

/**
 * lf_catalog_get_first_look:
 * @self: a catalog
 *
 * Returns: (transfer none) (nullable): what was seen of it when it was opened, before its list was
 *   read; %NULL if another program had it locked
 */
const LfCatalogLook *
lf_catalog_get_first_look (LfCatalog *self)
{
  return self->look;
}

static LfReader *
get_background (LfCatalog *self)
{
  if (self->background == NULL)
    self->background = lf_reader_new (self->path);
  return self->background;
}

/**
 * lf_catalog_load_sessions_async:
 * @self: a catalog
 * @cancellable: (nullable): a cancellable
 * @callback: called with the list
 * @user_data: for @callback
 *
 * Reads the session list, see lf_session_list_load().
 */
void
lf_catalog_load_sessions_async (LfCatalog           *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  lf_reader_run (self->reader, do_load_sessions, NULL, (GDestroyNotify) lf_session_list_free,
                 cancellable, callback, user_data);
}

/**
 * lf_catalog_load_sessions_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the list
 */
LfSessionList *
lf_catalog_load_sessions_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return lf_reader_finish (result, error);
}

/**
 * lf_catalog_load_integration_async:
 * @self: a catalog
 * @cancellable: (nullable): a cancellable
 * @callback: called with the sums
 * @user_data: for @callback
 *
 * Sums the integration of all sessions in the background, see lf_integration_load(): nothing that a
 * person asks for meanwhile waits for it.
 */
void
lf_catalog_load_integration_async (LfCatalog           *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  lf_reader_run (get_background (self), do_load_integration, NULL,
                 (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

/**
 * lf_catalog_load_integration_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the sums; free with g_hash_table_unref()
 */
LfIntegration *
lf_catalog_load_integration_finish (GAsyncResult  *result,
                                    GError       **error)
{
  return lf_reader_finish (result, error);
}

/**
 * lf_catalog_count_frames_async:
 * @self: a catalog
 * @cancellable: (nullable): a cancellable
 * @callback: called with the count
 * @user_data: for @callback
 *
 * Counts the frames of the catalog, linked or not, in the background.
 */
void
lf_catalog_count_frames_async (LfCatalog           *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  lf_reader_run (get_background (self), do_count_frames, NULL, g_free, cancellable, callback,
                 user_data);
}

/**
 * lf_catalog_count_frames_finish:
 * @result: what the callback got
 * @n_frames: (out): the count
 * @error: where to put an error
 *
 * Returns: whether they could be counted
 */
gboolean
lf_catalog_count_frames_finish (GAsyncResult  *result,
                                guint64       *n_frames,
                                GError       **error)
{
  g_autofree guint64 *count = lf_reader_finish (result, error);

  if (count == NULL)
    return FALSE;

  *n_frames = *count;
  return TRUE;
}

/**
 * lf_catalog_load_detail_async:
 * @self: a catalog
 * @id: a session's id
 * @cancellable: (nullable): a cancellable
 * @callback: called with the detail
 * @user_data: for @callback
 *
 * Reads what the Overview of a session shows, see lf_session_detail_load().
 */
void
lf_catalog_load_detail_async (LfCatalog           *self,
                              const char          *id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  lf_reader_run (self->reader, do_load_detail, id, (GDestroyNotify) lf_session_detail_unref,
                 cancellable, callback, user_data);
}

/**
 * lf_catalog_load_detail_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the detail
 */
LfSessionDetail *
lf_catalog_load_detail_finish (GAsyncResult  *result,
                               GError       **error)
{
  return lf_reader_finish (result, error);
}

/**
 * lf_catalog_look_async:
 * @self: a catalog
 * @cancellable: (nullable): a cancellable
 * @callback: called with what was seen
 * @user_data: for @callback
 *
 * Looks whether the catalog is what it was, see lf_catalog_look(), after what was asked before and
 * before what is asked from now on.
 */
void
lf_catalog_look_async (LfCatalog           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  lf_reader_run (self->reader, do_look, NULL, g_free, cancellable, callback, user_data);
}

/**
 * lf_catalog_look_finish:
 * @self: a catalog
 * @result: what the callback got
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Takes over what the catalog itself tells of its file.
 *
 * Returns: (transfer full) (nullable): what was seen; free with g_free()
 */
LfCatalogLook *
lf_catalog_look_finish (LfCatalog     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  LfCatalogLook *look = lf_reader_finish (result, error);

  if (look != NULL && !look->moved)
    {
      self->layout = look->layout;
      self->wal = look->wal;
    }
  return look;
}

/**
 * lf_catalog_read_async:
 * @self: a catalog
 * @in_background: whether nobody waits for it: what a person asks for meanwhile then comes first
 * @func: what to read, on a thread of the catalog's with its connection
 * @data: (nullable): data for @func; nobody else touches it from now on
 * @free_data: (nullable): frees @data, on any thread
 * @free_result: frees the result if nobody takes it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read or failed
 * @user_data: for @callback
 *
 * Reads anything that one of the library's blocking functions reads.
 */
void
lf_catalog_read_async (LfCatalog           *self,
                       gboolean             in_background,
                       LfReaderDataFunc     func,
                       gpointer             data,
                       GDestroyNotify       free_data,
                       GDestroyNotify       free_result,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  LfReader *reader = in_background ? get_background (self) : self->reader;

  lf_reader_run_data (reader, func, data, free_data, free_result, cancellable, callback,
                      user_data);
}

/**
 * lf_catalog_read_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the result of the function
 */
gpointer
lf_catalog_read_finish (GAsyncResult  *result,
                        GError       **error)
{
  return lf_reader_finish (result, error);
}

/**
 * lf_catalog_close_all:
 *
 * Waits until the files of all catalogs that were let go are closed, so that SQLite's -wal and -shm
 * are gone from beside them. To be called before a program ends, when no catalog is held any more.
 */
void
lf_catalog_close_all (void)
{
  lf_reader_close_all ();
}
