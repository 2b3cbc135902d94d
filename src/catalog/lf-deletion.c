/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-deletion.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-deletion-folder.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-json.h"
#include "catalog/lf-query.h"
#include "catalog/lf-undo-private.h"

/* Columns of edit/deletion.sql */
enum
{
  DELETION_ID,
  DELETION_NAME,
  DELETION_FOLDER,
  DELETION_LINKS,
  DELETION_RESULTS,
};

/* Columns of edit/deletion-structure.sql */
enum
{
  STRUCTURE_RESULT_KEY,
  STRUCTURE_TRIGGERS,
};

static void
deleted_free (LfDeletedSession *session)
{
  g_free (session->id);
  g_free (session->name);
  g_free (session->folder);
  g_free (session->failure);
  g_free (session);
}

/**
 * lf_deletion_free:
 * @self: (transfer full): a deletion
 *
 * Any thread.
 */
void
lf_deletion_free (LfDeletion *self)
{
  g_ptr_array_unref (self->sessions);
  g_free (self->ids);
  g_free (self);
}

static LfDeletion *
deletion_new (void)
{
  LfDeletion *self = g_new0 (LfDeletion, 1);

  self->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) deleted_free);
  return self;
}

static char *
to_json (const char *const *ids)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_array (json, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    lf_json_add_text (json, NULL, ids[i]);
  lf_json_end_array (json);
  return lf_json_to_text (json);
}

static sqlite3_stmt *
prepare (LfDeletion    *self,
         LfConnection  *connection,
         const char    *query,
         GError       **error)
{
  sqlite3_stmt *stmt = lf_connection_prepare (connection, query, error);

  if (stmt != NULL)
    sqlite3_bind_text (stmt, 1, self->ids, -1, SQLITE_TRANSIENT);
  return stmt;
}

static void
add_session (LfDeletion   *self,
             sqlite3_stmt *stmt)
{
  LfDeletedSession *session = g_new0 (LfDeletedSession, 1);

  session->id = lf_column_dup_text (stmt, DELETION_ID);
  if (session->id == NULL)
    session->id = g_strdup ("");
  session->name = lf_column_dup_text (stmt, DELETION_NAME);
  session->folder = lf_column_dup_path (stmt, DELETION_FOLDER);
  session->n_links = (guint64) sqlite3_column_int64 (stmt, DELETION_LINKS);
  session->n_results = (guint64) sqlite3_column_int64 (stmt, DELETION_RESULTS);
  self->n_links += session->n_links;
  self->n_results += session->n_results;
  g_ptr_array_add (self->sessions, session);
}

static gboolean
load_sessions (LfDeletion    *self,
               LfConnection  *connection,
               GError       **error)
{
  g_autoptr (LfRead) stmt = prepare (self, connection, LF_QUERY_EDIT_DELETION, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (has_row)
        add_session (self, stmt);
    }
  while (has_row);
  return TRUE;
}

static gboolean
has_session (LfDeletion *self,
             const char *id)
{
  for (guint i = 0; i < self->sessions->len; i++)
    if (g_strcmp0 (((LfDeletedSession *) g_ptr_array_index (self->sessions, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_all_are_there (LfDeletion         *self,
                     const char *const  *ids,
                     GError            **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (!has_session (self, ids[i]))
      {
        g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                     _("The session %s is not in the catalog any more. Another program may have "
                       "removed it. Nothing was changed. Reload the list."),
                     ids[i]);
        return FALSE;
      }
  return TRUE;
}

/* Folders of sessions that stay: nobody may take them away with another's */
static GPtrArray *
load_other_folders (LfDeletion    *self,
                    LfConnection  *connection,
                    GError       **error)
{
  g_autoptr (LfRead) stmt = prepare (self, connection, LF_QUERY_EDIT_DELETION_FOLDERS, error);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  do
    {
      char *path;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      path = has_row ? lf_column_dup_path (stmt, 0) : NULL;
      if (path != NULL && *path == '/')
        g_ptr_array_add (folders, path);
      else
        g_free (path);
    }
  while (has_row);
  return g_steal_pointer (&folders);
}

static gboolean
look_at_folders (LfDeletion    *self,
                 LfConnection  *connection,
                 GError       **error)
{
  g_autoptr (GPtrArray) others = load_other_folders (self, connection, error);

  if (others == NULL)
    return FALSE;

  for (guint i = 0; i < self->sessions->len; i++)
    {
      LfDeletedSession *session = g_ptr_array_index (self->sessions, i);

      session->state = lf_deletion_folder_look (session->id, session->folder,
                                                lf_connection_get_path (connection), others);
      self->n_folders += session->state == LF_FOLDER_OWN;
    }
  return TRUE;
}

static gboolean
check_results (LfConnection  *connection,
               GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_DELETION_STRUCTURE,
                                                   error);
  g_autofree char *triggers = NULL;
  gboolean has_row;

  if (stmt == NULL || !lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  triggers = lf_column_dup_text (stmt, STRUCTURE_TRIGGERS);
  if (!sqlite3_column_int (stmt, STRUCTURE_RESULT_KEY))
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE,
                   _("The table of processed files has lost its primary key. Deleting a session "
                     "could not be taken back, so nothing was changed. Repair the structure "
                     "first, in the Maintenance window or with “lightframe-cli repair”, then try "
                     "again."));
      return FALSE;
    }
  if (triggers == NULL)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE,
               _("The table of processed files has triggers (%s) that other programs run when it "
                 "changes. Lightframe runs no code that is in a catalog, so what they keep up to "
                 "date would be wrong afterwards. Nothing was changed. Delete the session with "
                 "the program that made them."),
               triggers);
  return FALSE;
}

/* Composed, for the names are the catalog's: they are quoted, the ids bound */
static gboolean
has_references (LfDeletion    *self,
                LfConnection  *connection,
                sqlite3_stmt  *reference,
                gboolean      *result,
                GError       **error)
{
  char *sql = sqlite3_mprintf ("SELECT EXISTS (SELECT 1 FROM main.\"%w\" WHERE \"%w\" IN "
                               "(SELECT j.value FROM json_each(?1) AS j))",
                               sqlite3_column_text (reference, 0),
                               sqlite3_column_text (reference, 1));
  g_autoptr (LfStatement) stmt = lf_connection_prepare_text (connection, sql, error);
  gboolean has_row;

  sqlite3_free (sql);
  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, self->ids, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  *result = sqlite3_column_int (stmt, 0);
  return TRUE;
}

/* Rows of other tables would be left without their session, and could not be put back */
static gboolean
check_references (LfDeletion    *self,
                  LfConnection  *connection,
                  GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_DELETION_REFERENCES,
                                                   error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  do
    {
      gboolean referred = FALSE;

      if (!lf_connection_step (connection, stmt, &has_row, error) ||
          (has_row && !has_references (self, connection, stmt, &referred, error)))
        return FALSE;
      if (referred)
        {
          g_autofree char *name = lf_column_dup_text (stmt, 0);

          g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE,
                       _("The table “%s” of another program refers to a session that would be "
                         "deleted. Lightframe does not know what belongs to it, so nothing was "
                         "changed. Delete the session with that program."),
                       name);
          return FALSE;
        }
    }
  while (has_row);
  return TRUE;
}

static gboolean
check (LfDeletion    *self,
       LfConnection  *connection,
       GError       **error)
{
  return lf_edit_check_structure (connection, LF_EDIT_LINKS, error) &&
         check_results (connection, error) && check_references (self, connection, error);
}

/**
 * lf_deletion_new:
 * @connection: any connection
 * @sessions: ids of sessions, and %NULL
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is no such session,
 *   %LF_CATALOG_ERROR_STRUCTURE if the catalog is too damaged, or something else is in the way
 *
 * Finds out what goes if sessions are deleted: their rows, their links to frames, their results.
 * Nothing is changed. Blocks: on the connection's thread; it looks at the folders, too.
 *
 * Returns: (transfer full) (nullable): what goes
 */
LfDeletion *
lf_deletion_new (LfConnection       *connection,
                 const char *const  *sessions,
                 GError            **error)
{
  g_autoptr (LfDeletion) self = deletion_new ();
  sqlite3 *db = lf_connection_get_db (connection);
  gboolean loaded;

  self->ids = to_json (sessions);
  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  loaded = check (self, connection, error) && load_sessions (self, connection, error) &&
           check_all_are_there (self, sessions, error) &&
           look_at_folders (self, connection, error);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  return loaded ? g_steal_pointer (&self) : NULL;
}

static gboolean
is_same (const LfDeletedSession *a,
         const LfDeletedSession *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->name, b->name) == 0 &&
         a->n_links == b->n_links && a->n_results == b->n_results;
}

/* What is in the catalog now must be what was shown */
static gboolean
check_is_as_shown (LfDeletion    *self,
                   LfConnection  *connection,
                   GError       **error)
{
  g_autoptr (LfDeletion) now = deletion_new ();
  gboolean same;

  now->ids = g_strdup (self->ids);
  if (!load_sessions (now, connection, error))
    return FALSE;

  same = now->sessions->len == self->sessions->len;
  for (guint i = 0; i < self->sessions->len && same; i++)
    same = is_same (g_ptr_array_index (self->sessions, i), g_ptr_array_index (now->sessions, i));
  if (!same)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                 _("Another program has changed the sessions meanwhile, so that something else "
                   "would go than was shown. Nothing was changed. Look at it again."));
  return same;
}

static gboolean
note_rows (LfDeletion    *self,
           LfConnection  *connection,
           LfUndo        *undo,
           const char    *query,
           const char    *table,
           GError       **error)
{
  g_autoptr (LfRead) stmt = prepare (self, connection, query, error);

  return stmt != NULL && lf_undo_add_deleted (undo, connection, table, stmt, error);
}

/* Of links to frames that are not in the catalog nobody can ask later that they be there */
static gboolean
mark_dangling (LfDeletion    *self,
               LfConnection  *connection,
               LfUndo        *undo,
               GError       **error)
{
  g_autoptr (LfRead) stmt = prepare (self, connection, LF_QUERY_EDIT_DELETION_MISSING, error);
  LfUndoTable *table = undo->tables->len > 0 ? g_ptr_array_index (undo->tables, 0) : NULL;
  guint i = 0;
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  do
    {
      gint64 id;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
      for (; has_row && table != NULL && i < table->rows->len; i++)
        {
          LfUndoRow *row = g_ptr_array_index (table->rows, i);
          gint64 other = lf_values_get_number (row->key, 0);

          if (other == id)
            row->flags |= LF_UNDO_DANGLING;
          if (other > id)
            break;
        }
    }
  while (has_row);
  return TRUE;
}

static gboolean
note_sessions (LfDeletion    *self,
               LfConnection  *connection,
               LfUndo        *undo,
               GError       **error)
{
  for (guint i = 0; i < self->sessions->len; i++)
    {
      const LfDeletedSession *session = g_ptr_array_index (self->sessions, i);

      if (!lf_undo_add_session (undo, connection, session->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run (LfDeletion    *self,
     LfConnection  *connection,
     const char    *query,
     GError       **error)
{
  g_autoptr (LfRead) stmt = prepare (self, connection, query, error);
  gboolean has_row;

  return stmt != NULL && lf_connection_step (connection, stmt, &has_row, error);
}

/* In a transaction */
static gboolean
delete_rows (LfDeletion    *self,
             LfConnection  *connection,
             LfUndo        *undo,
             GError       **error)
{
  return check_results (connection, error) && check_references (self, connection, error) &&
         check_is_as_shown (self, connection, error) &&
         note_sessions (self, connection, undo, error) &&
         note_rows (self, connection, undo, LF_QUERY_EDIT_DELETION_LINKS,
                    "processing_session_files", error) &&
         mark_dangling (self, connection, undo, error) &&
         note_rows (self, connection, undo, LF_QUERY_EDIT_DELETION_RESULTS, "processed_files",
                    error) &&
         note_rows (self, connection, undo, LF_QUERY_EDIT_DELETION_SESSIONS,
                    "processing_sessions", error) &&
         run (self, connection, LF_QUERY_EDIT_DELETE_SESSION_LINKS, error) &&
         run (self, connection, LF_QUERY_EDIT_DELETE_SESSION_RESULTS, error) &&
         run (self, connection, LF_QUERY_EDIT_DELETE_SESSIONS, error);
}

static LfUndo *
record_new (LfDeletion *self)
{
  guint n = self->sessions->len;
  g_autofree char *title = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "Session deleted", "%u sessions deleted", n), n);

  return lf_undo_new (LF_UNDO_DELETION, title);
}

/**
 * lf_deletion_apply:
 * @self: what was shown
 * @connection: a connection of lf_edit_open()
 * @trash_folders: whether to move the sessions' own folders to the trash as well
 * @undo: (out): how to take it back, all but the trash
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if something else would go than was
 *   shown
 *
 * Deletes the sessions, in one transaction, then moves folders to the trash if asked for. Frames
 * stay in the catalog, and all files but those folders where they are. The sessions tell afterwards
 * what became of their folders. Blocks: for worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_deletion_apply (LfDeletion    *self,
                   LfConnection  *connection,
                   gboolean       trash_folders,
                   LfUndo       **undo,
                   GError       **error)
{
  g_autoptr (LfUndo) record = record_new (self);
  g_autoptr (GPtrArray) others = NULL;

  *undo = NULL;
  if (!lf_edit_begin (connection, LF_EDIT_LINKS, record, error))
    return FALSE;

  others = load_other_folders (self, connection, error);
  if (others == NULL || !delete_rows (self, connection, record, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (!lf_edit_commit (connection, record, error))
    return FALSE;

  for (guint i = 0; i < self->sessions->len && trash_folders; i++)
    lf_deletion_folder_trash (g_ptr_array_index (self->sessions, i),
                              lf_connection_get_path (connection), others);
  *undo = g_steal_pointer (&record);
  return TRUE;
}
