/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "catalog/lf-undo-work.h"

static void
set_no_session (const LfUndoSession  *session,
                GError              **error)
{
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
               _("The session %s is not in the catalog any more, so its frames were not put "
                 "back."),
               session->id);
}

/* The times of the sessions' last change, but for those that came or went as a whole */
static gboolean
touch_sessions (LfUndoWork  *work,
                GError     **error)
{
  for (guint i = 0; i < work->undo->sessions->len; i++)
    {
      const LfUndoSession *session = g_ptr_array_index (work->undo->sessions, i);

      if (g_hash_table_contains (work->whole, session->id))
        continue;
      if (!lf_edit_touch_session (work->connection, session->id, error))
        return FALSE;

      if (work->has_put_back && sqlite3_changes (lf_connection_get_db (work->connection)) == 0)
        {
          set_no_session (session, error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_back (LfUndoWork  *work,
           GError     **error)
{
  GPtrArray *tables = work->undo->tables;

  for (guint i = tables->len; i-- > 0;)
    if (!lf_undo_take_back_table (work, g_ptr_array_index (tables, i), error))
      return FALSE;
  return work->reverse == NULL || touch_sessions (work, error);
}

static LfEditKind
get_edit_kind (LfUndo *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (!g_str_equal (((LfUndoTable *) g_ptr_array_index (self->tables, i))->name, LF_UNDO_SESSIONS))
      return LF_EDIT_LINKS;
  return LF_EDIT_SESSION;
}

static char *
make_remark (const LfUndoWork *work)
{
  g_autoptr (GString) remark = g_string_new (NULL);

  if (work->n_gone > 0)
    {
      g_autofree char *count = lf_format_count (work->n_gone);

      g_string_append_printf (
        remark,
        g_dngettext (GETTEXT_PACKAGE,
                     "%s frame was not put back, because it is not in the catalog any more.",
                     "%s frames were not put back, because they are not in the catalog any more.",
                     work->n_gone),
        count);
    }
  if (work->n_left > 0)
    {
      g_autofree char *count = lf_format_count (work->n_left);

      g_string_append_printf (
        remark,
        g_dngettext (GETTEXT_PACKAGE,
                     "%s%s entry was left as it is, because another program has changed it since.",
                     "%s%s entries were left as they are, because another program has changed them "
                     "since.",
                     work->n_left),
        remark->len > 0 ? " " : "", count);
    }
  return remark->len > 0 ? g_string_free (g_steal_pointer (&remark), FALSE) : NULL;
}

static LfUndo *
reverse_new (LfUndo        *self,
             LfConnection  *connection,
             GError       **error)
{
  g_autoptr (LfUndo) reverse = lf_undo_new (self->kind == LF_UNDO_UNDO ? LF_UNDO_REDO
                                                                       : LF_UNDO_UNDO,
                                            self->title);

  reverse->undoes = self->id;
  for (guint i = 0; i < self->sessions->len; i++)
    {
      const LfUndoSession *session = g_ptr_array_index (self->sessions, i);
      LfUndoSession *again;

      if (!lf_undo_add_session (reverse, connection, session->id, error))
        return NULL;

      /* One that was deleted is not there yet to be asked for them */
      again = g_ptr_array_index (reverse->sessions, reverse->sessions->len - 1);
      if (again->name == NULL)
        again->name = g_strdup (session->name);
      if (again->folder == NULL)
        again->folder = g_strdup (session->folder);
    }
  lf_undo_turn_links (self, reverse);
  return g_steal_pointer (&reverse);
}

/**
 * lf_undo_look: (skip)
 * @self: a change that may have been made: its program was ended meanwhile
 * @connection: any connection
 * @look: (out): whether it was
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Finds out whether a change was made. If something else has been changed since, that cannot be
 * told; it then counts as made, which does no harm: it is only taken back where rows are as it left
 * them.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_undo_look (LfUndo        *self,
              LfConnection  *connection,
              LfUndoLook    *look,
              GError       **error)
{
  LfUndoWork work = { .undo = self, .connection = connection };

  *look = LF_UNDO_NOT_MADE;
  for (guint i = 0; i < self->tables->len; i++)
    if (!lf_undo_look_at_table (&work, g_ptr_array_index (self->tables, i), look, error))
      return FALSE;
  return TRUE;
}

/* In a transaction */
static gboolean
apply (LfUndo        *self,
       LfUndo        *reverse,
       LfConnection  *connection,
       GError       **error)
{
  g_autoptr (GHashTable) whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  LfUndoWork work = { .undo = self, .reverse = reverse, .connection = connection, .whole = whole };
  LfUndoLook look;

  if (!lf_undo_look (self, connection, &look, error))
    return FALSE;
  if (look == LF_UNDO_NOT_MADE)
    {
      g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                           _("What this change was about is as it was before it already. Nothing "
                             "was changed."));
      return FALSE;
    }
  if (!take_back (&work, error))
    return FALSE;

  g_free (self->remark);
  self->remark = make_remark (&work);
  return TRUE;
}

static gboolean
check_is_in_effect (LfUndo     *self,
                    LfJournal  *journal,
                    GError    **error)
{
  gboolean is_there = FALSE;
  gboolean is_undone = FALSE;

  if (self->id == 0 || journal == NULL)
    return TRUE;
  if (!lf_journal_get_state (journal, self->id, &is_there, &is_undone, error))
    return FALSE;

  if (is_undone)
    g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                         _("This change has been taken back already. Nothing was changed."));
  else if (!is_there && self->is_loaded)
    g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                         _("This change is not in the history any more. Nothing was changed."));
  return !is_undone && (is_there || !self->is_loaded);
}

/* What became of the rows, and what of the history */
static void
add_remark (LfUndo     *self,
            const char *remark)
{
  g_autofree char *before = g_steal_pointer (&self->remark);

  if (before != NULL && remark != NULL)
    self->remark = g_strconcat (before, " ", remark, NULL);
  else
    self->remark = g_strdup (before != NULL ? before : remark);
}

/**
 * lf_undo_apply:
 * @self: a record
 * @connection: a connection of lf_edit_open()
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if what was changed has been changed
 *   again meanwhile, or was taken back already
 *
 * Takes a change back, in one transaction: all of it or nothing; then its symbolic links. The time
 * of the sessions' last change becomes now. What another program has done meanwhile is respected:
 * links of frames that are gone are not put back, nor those made anew; see lf_undo_get_remark().
 * That it was taken back is a change of its own in the user's history, which can be taken back. A
 * record serves once. Blocks: for worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_undo_apply (LfUndo        *self,
               LfConnection  *connection,
               GError       **error)
{
  g_autoptr (LfUndo) reverse = reverse_new (self, connection, error);

  if (reverse == NULL || !lf_edit_begin (connection, get_edit_kind (self), reverse, error))
    return FALSE;

  if (!check_is_in_effect (self, reverse->journal, error) ||
      !apply (self, reverse, connection, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (!lf_edit_commit (connection, reverse, error))
    return FALSE;

  self->undone_by = reverse->id;
  add_remark (self, reverse->remark);
  return TRUE;
}

static gboolean
check_session (const LfUndoSession  *session,
               LfConnection         *connection,
               GError              **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_SESSION_NAME, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, session->id, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    set_no_session (session, error);
  return has_row;
}

/* Rows that are to be put back need their session, unless it is one of them */
static gboolean
check_sessions (LfUndo        *self,
                LfConnection  *connection,
                GError       **error)
{
  gboolean puts_back = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const LfUndoTable *table = g_ptr_array_index (self->tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        if (((LfUndoRow *) g_ptr_array_index (table->rows, j))->after == NULL)
          {
            puts_back = TRUE;
            if (g_str_equal (table->name, LF_UNDO_SESSIONS))
              return TRUE;
          }
    }

  for (guint i = 0; i < self->sessions->len && puts_back; i++)
    if (!check_session (g_ptr_array_index (self->sessions, i), connection, error))
      return FALSE;
  return TRUE;
}

/**
 * lf_undo_check:
 * @self: a record
 * @connection: any connection
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if what was changed has been changed
 *   again meanwhile
 *
 * Finds out whether the change could be taken back now. Nothing is changed. Blocks: on the
 * connection's thread.
 *
 * Returns: whether it could
 */
gboolean
lf_undo_check (LfUndo        *self,
               LfConnection  *connection,
               GError       **error)
{
  return lf_edit_check_structure (connection, get_edit_kind (self), error) &&
         check_sessions (self, connection, error) && apply (self, NULL, connection, error);
}
