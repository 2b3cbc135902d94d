/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-addition.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "catalog/lf-json.h"
#include "catalog/lf-query.h"
#include "catalog/lf-undo-private.h"

/* Columns of edit/add-frames.sql */
enum
{
  ADDED_ID,
  ADDED_STAGED,
  ADDED_ORIGINAL,
};

/* The column of edit/objects.sql that is needed */
#define OBJECTS_FOLDER 0

/* Without slashes at its end; only an absolute path is a folder */
static gboolean
load_folder (LfConnection  *connection,
             const char    *session,
             char         **folder,
             GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_OBJECTS, error);
  const char *path;
  gboolean has_row;
  gsize length;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  if (!has_row)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("The session %s is not in the catalog any more. Another program may have "
                     "removed it. Nothing was changed. Reload the list."),
                   session);
      return FALSE;
    }

  path = (const char *) sqlite3_column_text (stmt, OBJECTS_FOLDER);
  length = path != NULL && *path == '/' ? strlen (path) : 0;
  while (length > 0 && path[length - 1] == '/')
    length--;
  *folder = length > 0 ? g_strndup (path, length) : NULL;
  return TRUE;
}

/* What is added, while it is */
typedef struct
{
  const char *session;
  gboolean    stage;
  GArray     *ids;              /* gint64: of the links in the catalog */
  LfUndo     *undo;
} Added;

static gboolean
insert (LfConnection  *connection,
        Added         *added,
        const char    *folder,
        GArray        *frames,
        GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_ADD_FRAMES, error);
  g_autofree char *now = lf_edit_get_time ();
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, added->session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, lf_json_from_ids (frames), -1, g_free);
  sqlite3_bind_text (stmt, 3, folder, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 4, now, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (has_row)
        {
          gint64 id = sqlite3_column_int64 (stmt, ADDED_ID);
          const char *staged = (const char *) sqlite3_column_text (stmt, ADDED_STAGED);
          const char *original = (const char *) sqlite3_column_text (stmt, ADDED_ORIGINAL);

          g_array_append_val (added->ids, id);
          if (added->stage && folder != NULL)
            lf_undo_add_link (added->undo, LF_UNDO_LINK_MADE, folder, staged, original);
        }
    }
  while (has_row);
  return added->ids->len == 0 || lf_edit_touch_session (connection, added->session, error);
}

/* Another program may remove some of them, and move others: those are then left alone */
static gboolean
note_rows (LfConnection  *connection,
           Added         *added,
           GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_LINKS, error);

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, added->session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, lf_json_from_ids (added->ids), -1, g_free);
  return lf_undo_add_session (added->undo, connection, added->session, error) &&
         lf_undo_add_inserted (added->undo, connection, "processing_session_files",
                               LF_UNDO_LENIENT, stmt, error);
}

static char *
make_title (guint n)
{
  g_autofree char *count = lf_format_count (n);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s frame added", "%s frames added", n), count);
}

static guint
count_staged (LfUndo *undo)
{
  guint n = 0;

  for (guint i = 0; i < undo->links->len; i++)
    n += ((LfUndoLink *) g_ptr_array_index (undo->links, i))->state == LF_STAGED_LINK;
  return n;
}

/* Nobody sees the folder: whoever wanted links is told how many there are */
static char *
make_remark (guint n_frames,
             guint n_staged)
{
  g_autofree char *frames = lf_format_count (n_frames);
  g_autofree char *staged = lf_format_count (n_staged);

  if (n_staged == 0)
    return g_strdup (_("No links were made: the session’s folder is not there, or none of the "
                       "files, or other files have their names."));
  if (n_staged == n_frames)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s link was made in the session’s folder.",
                   "%s links were made in the session’s folder.", n_staged),
      staged);
  /* Translators: first how many links were made, then how many frames there are */
  return g_strdup_printf (_("In the session’s folder there are links to %s of the %s now; the other "
                            "files are not there, or other files have their names."),
                          staged, frames);
}

/**
 * lf_session_add_frames:
 * @connection: a connection of lf_edit_open()
 * @session: a session's id
 * @frames: (array length=n_frames): ids of frames, such as those of an #LfCalibrationOffer
 * @n_frames: how many
 * @stage: whether to make symbolic links to the frames' files in the session's folder, if that is
 *   there
 * @addition: (out caller-allocates): what came of it
 * @undo: (out) (nullable): how to take it back; %NULL if the session had all of them already
 * @error: where to put an error; %LF_CATALOG_ERROR_STRUCTURE if the catalog is too damaged
 *
 * Adds frames of the catalog to a session, in one transaction, then makes links in the folder:
 * below raw/lights or raw/calibration, as the cataloger does it. No file is copied or moved. Blocks: for
 * worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_session_add_frames (LfConnection  *connection,
                       const char    *session,
                       const gint64  *frames,
                       guint          n_frames,
                       gboolean       stage,
                       LfAddition    *addition,
                       LfUndo       **undo,
                       GError       **error)
{
  g_autoptr (LfUndo) record = lf_undo_new (LF_UNDO_ADDITION, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folder = NULL;
  Added added = { .session = session, .stage = stage, .ids = ids, .undo = record };

  *undo = NULL;
  *addition = (LfAddition) { 0 };
  g_array_append_vals (wanted, frames, n_frames);
  if (!lf_edit_begin (connection, LF_EDIT_LINKS, record, error))
    return FALSE;

  if (!load_folder (connection, session, &folder, error) ||
      !insert (connection, &added, folder, wanted, error) ||
      !note_rows (connection, &added, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  record->title = make_title (ids->len);
  if (!lf_edit_commit (connection, record, error))
    return FALSE;

  addition->n_frames = ids->len;
  addition->n_staged = count_staged (record);
  if (stage && ids->len > 0 && record->remark == NULL)
    record->remark = make_remark (addition->n_frames, addition->n_staged);
  if (ids->len > 0)
    *undo = g_steal_pointer (&record);
  return TRUE;
}
