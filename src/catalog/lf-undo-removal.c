/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-undo-private.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-query.h"

/* Columns of edit/objects.sql that are kept */
enum
{
  OBJECTS_BEFORE = 1,
  OBJECTS_AFTER,
};

/* Columns of edit/link-state.sql */
enum
{
  STATE_ID_TAKEN,
  STATE_IS_LINKED,
  STATE_HAS_FRAME,
};

/**
 * lf_undo_removal_free: (skip)
 * @self: (transfer full): what was removed
 */
void
lf_undo_removal_free (LfUndoRemoval *self)
{
  g_free (self->session);
  g_free (self->folder);
  g_strfreev (self->names);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->links);
  g_array_unref (self->missing);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_free (self);
}

/* The columns are those that the table had, so this is composed: names are quoted, values bound */
static LfStatement *
prepare_insert (LfUndoRemoval  *self,
                LfConnection   *connection,
                GError        **error)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO processing_session_files (");
  g_autoptr (GString) values = g_string_new (NULL);

  for (guint i = 0; self->names[i] != NULL; i++)
    {
      char *quoted = sqlite3_mprintf ("%s\"%w\"", i > 0 ? ", " : "", self->names[i]);

      g_string_append (sql, quoted);
      g_string_append_printf (values, "%s?%u", i > 0 ? ", " : "", i + 1);
      sqlite3_free (quoted);
    }
  g_string_append_printf (sql, ") VALUES (%s)", values->str);
  return lf_connection_prepare_text (connection, sql->str, error);
}

static sqlite3_value *
get_value (LfUndoRemoval *self,
           LfValues      *row,
           const char    *name)
{
  for (guint i = 0; self->names[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->names[i], name) == 0)
      return g_ptr_array_index (row, i);
  g_assert_not_reached ();
}

static gboolean
was_missing (LfUndoRemoval *self,
             gint64         id)
{
  for (guint i = 0; i < self->missing->len; i++)
    if (g_array_index (self->missing, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Where a row can be put back */
typedef enum
{
  PLACE_NONE,                   /* its frame is gone, or somebody has made it anew */
  PLACE_OWN,
  PLACE_OTHER,                  /* its id belongs to another row now */
} Place;

static gboolean
find_place (LfUndoRemoval  *self,
            LfConnection   *connection,
            LfValues       *row,
            Place          *place,
            GError        **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_LINK_STATE, error);
  sqlite3_value *id = get_value (self, row, "id");
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_value (stmt, 1, id);
  sqlite3_bind_text (stmt, 2, self->session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_value (stmt, 3, get_value (self, row, "fits_file_id"));
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  if (sqlite3_column_int (stmt, STATE_IS_LINKED) ||
      (!sqlite3_column_int (stmt, STATE_HAS_FRAME) &&
       !was_missing (self, sqlite3_value_int64 (id))))
    *place = PLACE_NONE;
  else
    *place = sqlite3_column_int (stmt, STATE_ID_TAKEN) ? PLACE_OTHER : PLACE_OWN;
  return TRUE;
}

static gboolean
insert_row (LfUndoRemoval  *self,
            LfConnection   *connection,
            LfStatement    *insert,
            LfValues       *row,
            Place           place,
            GError        **error)
{
  gboolean has_row;
  gboolean inserted;

  for (guint i = 0; i < row->len; i++)
    if (place == PLACE_OTHER && g_ascii_strcasecmp (self->names[i], "id") == 0)
      sqlite3_bind_null (insert, (int) i + 1);
    else
      sqlite3_bind_value (insert, (int) i + 1, g_ptr_array_index (row, i));

  inserted = lf_connection_step (connection, insert, &has_row, error);
  sqlite3_reset (insert);
  return inserted;
}

/* All places are found before any row is put back: a frame may have been linked twice */
static gboolean
insert_rows (LfUndoRemoval  *self,
             LfConnection   *connection,
             GError        **error)
{
  g_autoptr (LfStatement) insert = prepare_insert (self, connection, error);
  g_autofree Place *places = g_new0 (Place, self->rows->len + 1);

  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    if (!find_place (self, connection, g_ptr_array_index (self->rows, i), &places[i], error))
      return FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    if (places[i] != PLACE_NONE &&
        !insert_row (self, connection, insert, g_ptr_array_index (self->rows, i), places[i],
                     error))
      return FALSE;
  return TRUE;
}

static gboolean
restore_objects (LfUndoRemoval  *self,
                 LfConnection   *connection,
                 GError        **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_UPDATE_OBJECTS,
                                                   error);
  g_autofree char *now = lf_edit_get_time ();
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_value (stmt, 2, g_ptr_array_index (self->objects, OBJECTS_AFTER));
  sqlite3_bind_value (stmt, 3, g_ptr_array_index (self->objects, OBJECTS_BEFORE));
  sqlite3_bind_text (stmt, 4, now, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  if (sqlite3_changes (lf_connection_get_db (connection)) > 0)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
               _("The session %s is not in the catalog any more, so its frames were not put "
                 "back."),
               self->session);
  return FALSE;
}

static void
restore_links (LfUndoRemoval *self)
{
  g_autoptr (LfStaging) staging = lf_staging_open (self->folder);

  for (guint i = 0; i < self->links->len && staging != NULL; i++)
    {
      const LfStagedLink *link = g_ptr_array_index (self->links, i);

      lf_staging_restore (staging, link->path, link->target);
    }
}

/**
 * lf_undo_removal_apply: (skip)
 * @self: what was removed
 * @connection: a connection of lf_edit_open()
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Puts the links back that were removed from the catalog, but for those of frames that are gone
 * meanwhile and those that somebody has made anew; then the symbolic links.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_undo_removal_apply (LfUndoRemoval  *self,
                       LfConnection   *connection,
                       GError        **error)
{
  if (!lf_edit_begin (connection, LF_EDIT_LINKS, error))
    return FALSE;

  if (!restore_objects (self, connection, error) || !insert_rows (self, connection, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (!lf_edit_commit (connection, error))
    return FALSE;

  restore_links (self);
  return TRUE;
}
