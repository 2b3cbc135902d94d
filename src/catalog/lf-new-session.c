/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-new-session.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-json.h"
#include "catalog/lf-query.h"
#include "catalog/lf-session-id.h"
#include "catalog/lf-undo-private.h"

/* Parameters of edit/new-session.sql */
enum
{
  NEW_ID = 1,
  NEW_NAME,
  NEW_FOLDER,
  NEW_NOTES,
  NEW_FRAMES,
  NEW_TIME,
};

/* Parameters of edit/add-frames.sql */
enum
{
  ADD_SESSION = 1,
  ADD_FRAMES,
  ADD_FOLDER,
  ADD_TIME,
};

/**
 * lf_new_session_new:
 * @frames: (array length=n_frames) (nullable): ids of frames
 * @n_frames: how many
 *
 * Any thread.
 *
 * Returns: (transfer full): a session with an id that has no name yet
 */
LfNewSession *
lf_new_session_new (const gint64 *frames,
                    guint         n_frames)
{
  LfNewSession *self = g_new0 (LfNewSession, 1);

  self->id = lf_session_id_make ();
  self->name = g_strdup ("");
  self->frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (n_frames > 0)
    g_array_append_vals (self->frames, frames, n_frames);
  return self;
}

/**
 * lf_new_session_copy:
 * @self: a session that is to be made
 *
 * Any thread.
 *
 * Returns: (transfer full): the same
 */
LfNewSession *
lf_new_session_copy (const LfNewSession *self)
{
  LfNewSession *copy = g_new0 (LfNewSession, 1);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->notes = g_strdup (self->notes);
  copy->folder = g_strdup (self->folder);
  copy->frames = g_array_copy (self->frames);
  return copy;
}

/**
 * lf_new_session_free:
 * @self: (transfer full): a session that was to be made
 *
 * Any thread.
 */
void
lf_new_session_free (LfNewSession *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->notes);
  g_free (self->folder);
  g_array_unref (self->frames);
  g_free (self);
}

/**
 * lf_new_session_set_text:
 * @self: a session that is to be made
 * @name: what it is called; spaces around it are left out
 * @notes: (nullable): notes; nothing and an empty text are the same
 *
 * Any thread.
 */
void
lf_new_session_set_text (LfNewSession *self,
                         const char   *name,
                         const char   *notes)
{
  g_free (self->name);
  self->name = g_strstrip (g_strdup (name));
  g_free (self->notes);
  self->notes = notes != NULL && *notes != '\0' ? g_strdup (notes) : NULL;
}

/**
 * lf_new_session_load_folder:
 * @self: a session that is to be made
 * @connection: any connection
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Gives it a folder beside those of the other sessions, if they are in one place and are named by
 * their ids, as the cataloger does it. Blocks: on the connection's thread.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_new_session_load_folder (LfNewSession  *self,
                            LfConnection  *connection,
                            GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_NEW_SESSION_FOLDER,
                                                   error);
  gboolean has_row;

  if (stmt == NULL || !lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  g_clear_pointer (&self->folder, g_free);
  if (has_row)
    self->folder = g_strconcat ((const char *) sqlite3_column_text (stmt, 0), "/", self->id, NULL);
  return TRUE;
}

/**
 * lf_new_session_find_fault:
 * @self: a session that is to be made
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): why it cannot be made, translated; %NULL if it can
 */
const char *
lf_new_session_find_fault (const LfNewSession *self)
{
  if (*self->name == '\0')
    return _("A session needs a name.");
  if (!g_utf8_validate (self->name, -1, NULL) ||
      g_utf8_strlen (self->name, -1) > LF_NEW_SESSION_MAX_NAME)
    return _("The name is too long.");
  if (!lf_session_id_is_valid (self->id))
    return _("The id has not the cataloger’s form.");
  return NULL;
}

static gboolean
check_is_free (const LfNewSession  *self,
               LfConnection        *connection,
               GError             **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_NEW_SESSION_ROW,
                                                   error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, self->id, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
               _("There is a session %s already. Nothing was changed. Try again, with another id."),
               self->id);
  return FALSE;
}

static gboolean
insert_session (const LfNewSession  *self,
                LfConnection        *connection,
                const char          *now,
                GError             **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_NEW_SESSION, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, NEW_ID, self->id, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, NEW_NAME, self->name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, NEW_FOLDER, self->folder, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, NEW_NOTES, self->notes, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, NEW_FRAMES, lf_json_from_ids (self->frames), -1, g_free);
  sqlite3_bind_text (stmt, NEW_TIME, now, -1, SQLITE_TRANSIENT);
  return lf_connection_step (connection, stmt, &has_row, error);
}

static gboolean
insert_links (const LfNewSession  *self,
              LfConnection        *connection,
              const char          *now,
              GError             **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_ADD_FRAMES, error);
  guint n = 0;
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, ADD_SESSION, self->id, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, ADD_FRAMES, lf_json_from_ids (self->frames), -1, g_free);
  sqlite3_bind_text (stmt, ADD_FOLDER, self->folder, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, ADD_TIME, now, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      n += has_row;
    }
  while (has_row);

  if (n == self->frames->len)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
               _("Some of the frames are not in the catalog any more, so the session was not made. "
                 "Choose the frames again."));
  return FALSE;
}

static gboolean
note_rows (const LfNewSession  *self,
           LfConnection        *connection,
           LfUndo              *undo,
           const char          *query,
           const char          *table,
           LfUndoFlags          flags,
           GError             **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, query, error);

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, self->id, -1, SQLITE_TRANSIENT);
  return lf_undo_add_inserted (undo, connection, table, flags, stmt, error);
}

/* In a transaction */
static gboolean
insert (const LfNewSession  *self,
        LfConnection        *connection,
        LfUndo              *undo,
        GError             **error)
{
  g_autofree char *now = lf_edit_get_time ();

  return check_is_free (self, connection, error) &&
         insert_session (self, connection, now, error) &&
         insert_links (self, connection, now, error) &&
         lf_undo_add_session (undo, connection, self->id, error) &&
         note_rows (self, connection, undo, LF_QUERY_EDIT_NEW_SESSION_ROW, "processing_sessions",
                    0, error) &&
         note_rows (self, connection, undo, LF_QUERY_EDIT_NEW_SESSION_LINKS,
                    "processing_session_files", LF_UNDO_LENIENT, error);
}

/**
 * lf_new_session_make:
 * @self: a session without a fault
 * @connection: a connection of lf_edit_open()
 * @undo: (out): how to take it back
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if there is such a session already, or
 *   its frames are gone, %LF_CATALOG_ERROR_STRUCTURE if the catalog is too damaged
 *
 * Makes a session in one transaction, with rows as the cataloger writes them: not started, with the
 * objects of its lights. No file and no folder is made. Blocks: for worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_new_session_make (const LfNewSession  *self,
                     LfConnection        *connection,
                     LfUndo             **undo,
                     GError             **error)
{
  g_autoptr (LfUndo) record = lf_undo_new (LF_UNDO_CREATION, _("Session made"));
  LfEditKind kind = self->frames->len > 0 ? LF_EDIT_LINKS : LF_EDIT_SESSION;

  g_return_val_if_fail (lf_new_session_find_fault (self) == NULL, FALSE);

  *undo = NULL;
  if (!lf_edit_begin (connection, kind, record, error))
    return FALSE;

  if (!insert (self, connection, record, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (!lf_edit_commit (connection, record, error))
    return FALSE;

  *undo = g_steal_pointer (&record);
  return TRUE;
}
