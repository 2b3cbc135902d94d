/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-removal.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "catalog/lf-json.h"
#include "catalog/lf-query.h"
#include "catalog/lf-session-detail.h"
#include "catalog/lf-undo-private.h"

/* Columns of edit/removal.sql */
enum
{
  REMOVAL_ID,
  REMOVAL_TYPE,
  REMOVAL_EXPOSURE,
  REMOVAL_PATH,
  REMOVAL_HAS_FRAME,
  REMOVAL_REMAINING,
};

/* Columns of edit/objects.sql */
enum
{
  OBJECTS_FOLDER,
  OBJECTS_BEFORE,
  OBJECTS_AFTER,
  N_OBJECTS,
};

/**
 * lf_removal_free:
 * @self: (transfer full): a removal
 *
 * Any thread.
 */
void
lf_removal_free (LfRemoval *self)
{
  g_free (self->session);
  g_free (self->object);
  g_free (self->folder);
  g_ptr_array_unref (self->links);
  g_array_unref (self->ids);
  g_array_unref (self->missing);
  g_free (self);
}

static LfRemoval *
removal_new (const char *session,
             const char *object)
{
  LfRemoval *self = g_new0 (LfRemoval, 1);

  self->session = g_strdup (session);
  self->object = g_strdup (object);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_staged_link_free);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

static void
add_row (LfRemoval    *self,
         sqlite3_stmt *stmt,
         GHashTable   *paths)
{
  gint64 id = sqlite3_column_int64 (stmt, REMOVAL_ID);
  const char *type = (const char *) sqlite3_column_text (stmt, REMOVAL_TYPE);
  g_autofree char *path = lf_column_dup_path (stmt, REMOVAL_PATH);

  g_array_append_val (self->ids, id);
  if (sqlite3_column_int (stmt, REMOVAL_HAS_FRAME))
    self->counts[lf_frame_type_from_text (type)]++;
  else
    g_array_append_val (self->missing, id);
  self->seconds += sqlite3_column_double (stmt, REMOVAL_EXPOSURE);
  self->everything = sqlite3_column_int64 (stmt, REMOVAL_REMAINING) == 0;

  if (path != NULL && !g_hash_table_contains (paths, path))
    {
      LfStagedLink *link = lf_staged_link_new (path, LF_STAGED_NOT_THERE, NULL);

      g_ptr_array_add (self->links, link);
      g_hash_table_add (paths, link->path);
    }
}

static gboolean
load_links (LfRemoval     *self,
            LfConnection  *connection,
            GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_REMOVAL, error);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, self->object, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (has_row)
        add_row (self, stmt, paths);
    }
  while (has_row);

  if (self->ids->len > 0)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
               _("The session %s has no lights of the object “%s”. Nothing was changed."),
               self->session, self->object != NULL ? self->object : LF_UNKNOWN_OBJECT);
  return FALSE;
}

static sqlite3_stmt *
prepare_for_ids (LfRemoval     *self,
                 LfConnection  *connection,
                 const char    *query,
                 GError       **error)
{
  sqlite3_stmt *stmt = lf_connection_prepare (connection, query, error);

  if (stmt != NULL)
    {
      sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (stmt, 2, lf_json_from_ids (self->ids), -1, g_free);
    }
  return stmt;
}

/* Objects and folder of the session, as the catalog has them */
static LfValues *
load_objects (LfRemoval     *self,
              LfConnection  *connection,
              GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_OBJECTS, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, self->object, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("The session %s is not in the catalog any more. Another program may have "
                     "removed it. Nothing was changed. Reload the list."),
                   self->session);
      return NULL;
    }

  g_free (self->folder);
  self->folder = lf_column_dup_path (stmt, OBJECTS_FOLDER);
  return lf_values_read (stmt, 0, N_OBJECTS);
}

/* Paths of frames that stay */
static GHashTable *
load_kept_paths (LfRemoval     *self,
                 LfConnection  *connection,
                 GError       **error)
{
  g_autoptr (LfRead) stmt = prepare_for_ids (self, connection, LF_QUERY_EDIT_STAGED_PATHS, error);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  do
    {
      char *path;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      path = has_row ? lf_column_dup_path (stmt, 0) : NULL;
      if (path != NULL)
        g_hash_table_add (paths, path);
    }
  while (has_row);
  return g_steal_pointer (&paths);
}

static gboolean
probe_links (LfRemoval     *self,
             LfConnection  *connection,
             GError       **error)
{
  g_autoptr (GHashTable) kept = load_kept_paths (self, connection, error);
  g_autoptr (LfStaging) staging = NULL;

  if (kept == NULL)
    return FALSE;

  staging = lf_staging_open (self->folder);
  for (guint i = 0; i < self->links->len; i++)
    {
      LfStagedLink *link = g_ptr_array_index (self->links, i);

      if (g_hash_table_contains (kept, link->path))
        link->state = LF_STAGED_SHARED;
      else if (staging != NULL)
        link->state = lf_staging_probe (staging, link->path, &link->target);
      self->n_links += link->state == LF_STAGED_LINK;
    }
  return TRUE;
}

static gboolean
load (LfRemoval     *self,
      LfConnection  *connection,
      GError       **error)
{
  g_autoptr (LfValues) objects = NULL;

  if (!lf_edit_check_structure (connection, LF_EDIT_LINKS, error))
    return FALSE;

  objects = load_objects (self, connection, error);
  return objects != NULL && load_links (self, connection, error) &&
         probe_links (self, connection, error);
}

/**
 * lf_removal_new:
 * @connection: any connection
 * @session: a session's id
 * @object: (nullable): the object to remove; %NULL for lights without one
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is no such session or no such
 *   light, %LF_CATALOG_ERROR_STRUCTURE if the catalog is too damaged to tell
 *
 * Finds out what goes if an object is removed from a session: its lights, the calibration frames
 * that no remaining light can need, and the symbolic links in the session's folder that stand for
 * them. Nothing is changed. Blocks: on the connection's thread; it looks at the folder, too.
 *
 * Returns: (transfer full) (nullable): what goes
 */
LfRemoval *
lf_removal_new (LfConnection  *connection,
                const char    *session,
                const char    *object,
                GError       **error)
{
  g_autoptr (LfRemoval) self = removal_new (session, object);
  sqlite3 *db = lf_connection_get_db (connection);
  gboolean loaded;

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  loaded = load (self, connection, error);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  return loaded ? g_steal_pointer (&self) : NULL;
}

/* What is in the catalog now must be what was shown */
static gboolean
check_is_as_shown (LfRemoval     *self,
                   LfConnection  *connection,
                   GError       **error)
{
  g_autoptr (LfRemoval) now = removal_new (self->session, self->object);
  g_autoptr (GError) failure = NULL;
  gboolean found = load_links (now, connection, &failure);

  if (!found && !g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (found && now->ids->len == self->ids->len &&
      memcmp (now->ids->data, self->ids->data, now->ids->len * sizeof (gint64)) == 0)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
               _("Another program has changed the frames of the session %s meanwhile, so that "
                 "something else would go than was shown. Nothing was changed. Look at it again."),
               self->session);
  return FALSE;
}

/* Those whose frames were not in the catalog are put back even so */
static gboolean
note_rows (LfRemoval     *self,
           LfConnection  *connection,
           LfUndo        *undo,
           GError       **error)
{
  g_autoptr (LfRead) stmt = prepare_for_ids (self, connection, LF_QUERY_EDIT_LINKS, error);
  LfUndoTable *table;

  if (stmt == NULL ||
      !lf_undo_add_deleted (undo, connection, "processing_session_files", stmt, error))
    return FALSE;

  table = undo->tables->len > 0 ? g_ptr_array_index (undo->tables, 0) : NULL;
  for (guint i = 0, j = 0; table != NULL && i < table->rows->len; i++)
    {
      LfUndoRow *row = g_ptr_array_index (table->rows, i);
      gint64 id = lf_values_get_number (row->key, 0);

      while (j < self->missing->len && g_array_index (self->missing, gint64, j) < id)
        j++;
      if (j < self->missing->len && g_array_index (self->missing, gint64, j) == id)
        row->flags |= LF_UNDO_DANGLING;
    }
  return TRUE;
}

static gboolean
delete_rows (LfRemoval     *self,
             LfConnection  *connection,
             GError       **error)
{
  g_autoptr (LfRead) stmt = prepare_for_ids (self, connection, LF_QUERY_EDIT_DELETE_LINKS, error);
  gboolean has_row;

  return stmt != NULL && lf_connection_step (connection, stmt, &has_row, error);
}

static gboolean
update_objects (LfRemoval     *self,
                LfConnection  *connection,
                LfValues      *objects,
                LfUndo        *undo,
                GError       **error)
{
  static const char *const columns[] = { "objects", NULL };
  static const gboolean is_before[N_OBJECTS] = { [OBJECTS_BEFORE] = TRUE };
  static const gboolean is_after[N_OBJECTS] = { [OBJECTS_AFTER] = TRUE };
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_UPDATE_OBJECTS,
                                                   error);
  g_autoptr (LfValues) key = lf_values_from_text (self->session);
  g_autoptr (LfValues) before = lf_values_choose (objects, is_before);
  g_autoptr (LfValues) after = lf_values_choose (objects, is_after);
  g_autofree char *now = lf_edit_get_time ();
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);
  lf_values_bind (after, 0, stmt, 2);
  sqlite3_bind_text (stmt, 3, now, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  lf_undo_add_update (undo, "processing_sessions", columns, LF_UNDO_LENIENT, key, before, after);
  return TRUE;
}

static void
note_links (LfRemoval *self,
            LfUndo    *undo)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const LfStagedLink *link = g_ptr_array_index (self->links, i);

      if (link->state == LF_STAGED_LINK)
        lf_undo_add_link (undo, LF_UNDO_LINK_REMOVED, self->folder, link->path, link->target);
    }
}

/* In a transaction */
static gboolean
remove_rows (LfRemoval     *self,
             LfConnection  *connection,
             LfUndo        *undo,
             GError       **error)
{
  g_autoptr (LfValues) objects = NULL;

  if (!check_is_as_shown (self, connection, error))
    return FALSE;

  objects = load_objects (self, connection, error);
  return objects != NULL && lf_undo_add_session (undo, connection, self->session, error) &&
         note_rows (self, connection, undo, error) && delete_rows (self, connection, error) &&
         update_objects (self, connection, objects, undo, error);
}

static char *
make_title (LfRemoval *self)
{
  g_autofree char *count = lf_format_count (self->ids->len);

  /* Translators: an object, and how many frames a session has lost with it */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%s” removed, %s frame",
                                       "“%s” removed, %s frames", self->ids->len),
                          self->object != NULL ? self->object : LF_UNKNOWN_OBJECT, count);
}

/* What became of the links */
static void
take_states (LfRemoval *self,
             LfUndo    *undo)
{
  for (guint i = 0, j = 0; i < self->links->len && j < undo->links->len; i++)
    {
      LfStagedLink *link = g_ptr_array_index (self->links, i);

      if (link->state == LF_STAGED_LINK)
        link->state = ((LfUndoLink *) g_ptr_array_index (undo->links, j++))->state;
    }
}

/**
 * lf_removal_apply:
 * @self: what was shown
 * @connection: a connection of lf_edit_open()
 * @remove_links: whether to remove the symbolic links as well
 * @undo: (out): how to take it back
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if something else would go than was
 *   shown
 *
 * Removes the object from the session, in one transaction, then the links from the folder. The
 * frames stay in the catalog, and their files where they are. Links that could not be removed have
 * another state than %LF_STAGED_LINK afterwards. Blocks: for worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_removal_apply (LfRemoval     *self,
                  LfConnection  *connection,
                  gboolean       remove_links,
                  LfUndo       **undo,
                  GError       **error)
{
  g_autofree char *title = make_title (self);
  g_autoptr (LfUndo) record = lf_undo_new (LF_UNDO_REMOVAL, title);

  *undo = NULL;
  if (!lf_edit_begin (connection, LF_EDIT_LINKS, record, error))
    return FALSE;

  if (!remove_rows (self, connection, record, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (remove_links)
    note_links (self, record);
  if (!lf_edit_commit (connection, record, error))
    return FALSE;

  take_states (self, record);
  *undo = g_steal_pointer (&record);
  return TRUE;
}
