/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-undo-private.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-query.h"

/* Parameters of edit/undo-session.sql: the columns of edit/session.sql, first as they shall be,
 * then as they must be */
enum
{
  UNDO_SESSION = 1,
  UNDO_BEFORE,
  UNDO_AFTER = UNDO_BEFORE + 7,
  UNDO_TIME = UNDO_AFTER + 7,
};

struct _LfUndo
{
  char           *title;
  GPtrArray      *edits;        /* of LfUndoEdit */
  LfUndoRemoval  *removal;
  LfUndoAddition *addition;
};

static void
edit_free (LfUndoEdit *edit)
{
  g_free (edit->session);
  g_ptr_array_unref (edit->before);
  g_ptr_array_unref (edit->after);
  g_free (edit);
}

/**
 * lf_values_read: (skip)
 * @stmt: a statement with a row
 *
 * Copies the values of a row as they are.
 *
 * Returns: (transfer full): the values
 */
LfValues *
lf_values_read (sqlite3_stmt *stmt)
{
  LfValues *values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);

  for (int i = 0; i < sqlite3_column_count (stmt); i++)
    g_ptr_array_add (values, sqlite3_value_dup (sqlite3_column_value (stmt, i)));
  return values;
}

/**
 * lf_undo_new_edits: (skip)
 * @title: what was done, translated
 *
 * Returns: (transfer full): a record to which lf_undo_add_edit() adds
 */
LfUndo *
lf_undo_new_edits (const char *title)
{
  LfUndo *self = g_new0 (LfUndo, 1);

  self->title = g_strdup (title);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  return self;
}

/**
 * lf_undo_add_edit: (skip)
 * @self: a record
 * @session: a session's id
 * @before: (transfer full): the columns of edit/session.sql before the change
 * @after: (transfer full): the same afterwards
 */
void
lf_undo_add_edit (LfUndo     *self,
                  const char *session,
                  LfValues   *before,
                  LfValues   *after)
{
  LfUndoEdit *edit = g_new0 (LfUndoEdit, 1);

  edit->session = g_strdup (session);
  edit->before = before;
  edit->after = after;
  g_ptr_array_add (self->edits, edit);
}

/**
 * lf_undo_new_removal: (skip)
 * @title: what was done, translated
 * @removal: (transfer full): what was removed
 *
 * Returns: (transfer full): a record
 */
LfUndo *
lf_undo_new_removal (const char    *title,
                     LfUndoRemoval *removal)
{
  LfUndo *self = lf_undo_new_edits (title);

  self->removal = removal;
  return self;
}

/**
 * lf_undo_new_addition: (skip)
 * @title: what was done, translated
 * @addition: (transfer full): what was added
 *
 * Returns: (transfer full): a record
 */
LfUndo *
lf_undo_new_addition (const char     *title,
                      LfUndoAddition *addition)
{
  LfUndo *self = lf_undo_new_edits (title);

  self->addition = addition;
  return self;
}

/**
 * lf_undo_get_title:
 * @self: a record
 *
 * Returns: (transfer none): what was done, translated
 */
const char *
lf_undo_get_title (LfUndo *self)
{
  return self->title;
}

static gboolean
undo_edit (const LfUndoEdit  *edit,
           LfConnection      *connection,
           GError           **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_UNDO_SESSION, error);
  g_autofree char *now = lf_edit_get_time ();
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, UNDO_SESSION, edit->session, -1, SQLITE_TRANSIENT);
  for (guint i = 0; i < edit->before->len; i++)
    {
      sqlite3_bind_value (stmt, UNDO_BEFORE + (int) i, g_ptr_array_index (edit->before, i));
      sqlite3_bind_value (stmt, UNDO_AFTER + (int) i, g_ptr_array_index (edit->after, i));
    }
  sqlite3_bind_text (stmt, UNDO_TIME, now, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  if (sqlite3_changes (lf_connection_get_db (connection)) == 0)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                   _("The session %s was changed again by another program, or removed, so the "
                     "change was not taken back. Look at it as it is now, and change it again."),
                   edit->session);
      return FALSE;
    }
  return TRUE;
}

/**
 * lf_undo_apply:
 * @self: a record
 * @connection: a connection of lf_edit_open()
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if what was changed has been changed
 *   again meanwhile
 *
 * Takes a change back, in one transaction: all of it or nothing. The time of the session's last
 * change becomes now. A record serves once. Blocks: for worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_undo_apply (LfUndo        *self,
               LfConnection  *connection,
               GError       **error)
{
  if (self->removal != NULL)
    return lf_undo_removal_apply (self->removal, connection, error);
  if (self->addition != NULL)
    return lf_undo_addition_apply (self->addition, connection, error);

  if (!lf_edit_begin (connection, LF_EDIT_SESSION, error))
    return FALSE;

  for (guint i = 0; i < self->edits->len; i++)
    if (!undo_edit (g_ptr_array_index (self->edits, i), connection, error))
      {
        lf_edit_roll_back (connection);
        return FALSE;
      }
  return lf_edit_commit (connection, error);
}

/**
 * lf_undo_free:
 * @self: (transfer full): a record
 *
 * Any thread.
 */
void
lf_undo_free (LfUndo *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->edits);
  g_clear_pointer (&self->removal, lf_undo_removal_free);
  g_clear_pointer (&self->addition, lf_undo_addition_free);
  g_free (self);
}
