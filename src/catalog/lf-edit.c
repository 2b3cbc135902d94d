/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-edit.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "catalog/lf-file-probe.h"
#include "catalog/lf-query.h"
#include "catalog/lf-undo-private.h"

/* Columns of edit/structure.sql */
enum
{
  STRUCTURE_SESSION_COLUMNS,
  STRUCTURE_SESSION_KEY,
  STRUCTURE_LINK_KEY,
  STRUCTURE_FRAME_KEY,
  STRUCTURE_TRIGGERS,
};

/* That the query counts */
#define N_SESSION_COLUMNS 10

/**
 * lf_edit_open:
 * @path: a catalog file
 * @cancellable: (nullable): a cancellable
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a catalog to be edited, see lf_connection_open_for_writing(). Nothing is written by that
 * alone. Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): a connection
 */
LfConnection *
lf_edit_open (const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  return lf_connection_open_for_writing (path, NULL, cancellable, error);
}

static gboolean
set_structure_error (LfConnection  *connection,
                     const char    *what,
                     GError       **error)
{
  g_autofree char *file = g_path_get_basename (lf_connection_get_path (connection));
  g_autofree char *shown = g_filename_display_name (file);

  /* Translators: a file, and what is wrong with it */
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE,
               _("“%s” is damaged: %s. A change would fail or do harm, so none is made. "
                 "Repair its structure first, in the Maintenance window or with “lightframe-cli "
                 "repair”, then try again."),
               shown, what);
  return FALSE;
}

static gboolean
check_triggers (LfConnection  *connection,
                sqlite3_stmt  *stmt,
                GError       **error)
{
  g_autofree char *triggers = lf_column_dup_text (stmt, STRUCTURE_TRIGGERS);
  g_autofree char *file = g_path_get_basename (lf_connection_get_path (connection));
  g_autofree char *shown = g_filename_display_name (file);

  if (triggers == NULL)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE,
               _("“%s” has triggers (%s) that other programs run when sessions change. Lightframe "
                 "runs no code that is in a catalog, so what they keep up to date would be wrong "
                 "afterwards. Nothing was changed. Make the change with the program that made "
                 "them."),
               shown, triggers);
  return FALSE;
}

static gboolean
judge (LfConnection  *connection,
       sqlite3_stmt  *stmt,
       LfEditKind     kind,
       GError       **error)
{
  if (sqlite3_column_int (stmt, STRUCTURE_SESSION_COLUMNS) < N_SESSION_COLUMNS)
    return set_structure_error (connection, _("its table of sessions lacks columns"), error);

  if (!sqlite3_column_int (stmt, STRUCTURE_SESSION_KEY))
    return set_structure_error (connection, _("its table of sessions has lost its primary key"),
                                error);

  if (kind == LF_EDIT_LINKS && !sqlite3_column_int (stmt, STRUCTURE_FRAME_KEY))
    return set_structure_error (connection, _("its table of frames has lost its primary key"),
                                error);

  if (kind == LF_EDIT_LINKS && !sqlite3_column_int (stmt, STRUCTURE_LINK_KEY))
    return set_structure_error (
      connection, _("the table of the sessions’ frames has lost its primary key"), error);

  return check_triggers (connection, stmt, error);
}

/**
 * lf_edit_check_structure:
 * @connection: any connection
 * @kind: what is going to be changed
 * @error: where to put an error; %LF_CATALOG_ERROR_STRUCTURE if the change must not be made
 *
 * Finds out whether the catalog's structure lets a change be made: without its primary key a table
 * cannot tell which row is meant; and frames that were cataloged after the key was lost have no id,
 * so that what they still need is not known. Blocks: on the connection's thread.
 *
 * Returns: whether it does
 */
gboolean
lf_edit_check_structure (LfConnection  *connection,
                         LfEditKind     kind,
                         GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_STRUCTURE, error);
  gboolean has_row;

  if (stmt == NULL || !lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;
  return judge (connection, stmt, kind, error);
}

/**
 * lf_edit_check:
 * @connection: any connection
 * @kind: what is going to be changed
 * @error: where to put an error; %LF_CATALOG_ERROR_READ_ONLY or %LF_CATALOG_ERROR_STRUCTURE if the
 *   change cannot or must not be made
 *
 * Finds out what is in the way of a change, as far as that can be known before it is tried. Blocks:
 * on the connection's thread.
 *
 * Returns: whether nothing is
 */
gboolean
lf_edit_check (LfConnection  *connection,
               LfEditKind     kind,
               GError       **error)
{
  const char *path = lf_connection_get_path (connection);
  LfFileProbe file;

  if (!lf_file_probe (path, &file, error))
    return FALSE;
  if (!file.writable || !file.folder_writable)
    return lf_catalog_error_set_from_sqlite (error, NULL, SQLITE_READONLY, path);
  return lf_edit_check_structure (connection, kind, error);
}

static gboolean
exec (LfConnection  *connection,
      const char    *sql,
      GError       **error)
{
  sqlite3 *db = lf_connection_get_db (connection);
  int result = sqlite3_exec (db, sql, NULL, NULL, NULL);

  return result == SQLITE_OK ||
         lf_catalog_error_set_from_sqlite (error, db, result,
                                           lf_connection_get_path (connection));
}

/* That what was changed earlier cannot be taken back any more is told by whoever finds it out */
static void
take_notice (LfUndo *undo)
{
  if (undo->journal == NULL || lf_journal_get_notice (undo->journal) == NULL)
    return;

  g_free (undo->remark);
  undo->remark = g_strdup (lf_journal_get_notice (undo->journal));
}

/**
 * lf_edit_begin: (skip)
 * @connection: a connection of lf_edit_open()
 * @kind: what is going to be changed
 * @undo: where what is changed will be written down
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Begins a change: from now on no other program can write, and the structure is known to let it be
 * made. It ends with lf_edit_commit() or lf_edit_roll_back(). If the user's history of changes
 * cannot be used, the change can be made all the same: lf_undo_get_remark() tells.
 *
 * Returns: %FALSE on an error, after which nothing is begun
 */
gboolean
lf_edit_begin (LfConnection  *connection,
               LfEditKind     kind,
               LfUndo        *undo,
               GError       **error)
{
  g_autoptr (GError) failure = NULL;

  g_clear_pointer (&undo->journal, lf_journal_close);
  undo->journal = lf_journal_open_for_change (&failure);
  if (undo->journal == NULL)
    lf_undo_set_unrecorded (undo, failure);
  take_notice (undo);

  if (!exec (connection, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (!lf_edit_check_structure (connection, kind, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (undo->journal != NULL)
    lf_journal_resolve (undo->journal, connection);
  return TRUE;
}

/* Where the history turns out to be damaged, it is set aside for a new one */
static gboolean
record (LfConnection *connection,
        LfUndo       *undo)
{
  g_autoptr (GError) failure = NULL;

  if (undo->journal == NULL)
    return FALSE;
  if (lf_journal_begin (undo->journal, connection, undo, &failure))
    return TRUE;

  if (g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    {
      g_clear_error (&failure);
      g_clear_pointer (&undo->journal, lf_journal_close);
      undo->journal = lf_journal_open (NULL, &failure);
      take_notice (undo);
      if (undo->journal != NULL &&
          lf_journal_begin (undo->journal, connection, undo, &failure))
        return TRUE;
    }
  lf_undo_set_unrecorded (undo, failure);
  return FALSE;
}

static gboolean
commit (LfConnection  *connection,
        GError       **error)
{
  lf_connection_set_written (connection);
  if (exec (connection, "COMMIT", error))
    return TRUE;

  lf_edit_roll_back (connection);
  return FALSE;
}

/**
 * lf_edit_commit: (skip)
 * @connection: a connection with a change that was begun
 * @undo: what was changed
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Makes a change last: it is written into the user's history, then into the catalog, then its
 * symbolic links are made and removed. Wherever a program is ended meanwhile, the history has the
 * change if the catalog has it.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_edit_commit (LfConnection  *connection,
                LfUndo        *undo,
                GError       **error)
{
  gboolean is_change = lf_undo_count_rows (undo) > 0 || undo->undoes != 0;
  gboolean is_kept = is_change && record (connection, undo);
  gboolean is_made = commit (connection, error);

  if (is_made)
    lf_undo_do_links (undo);
  if (is_kept && is_made)
    lf_journal_settle (undo->journal, undo);
  else if (is_kept)
    lf_journal_drop (undo->journal, undo);
  g_clear_pointer (&undo->journal, lf_journal_close);
  return is_made;
}

/**
 * lf_edit_roll_back: (skip)
 * @connection: a connection with a change that was begun
 *
 * Leaves the catalog as it was.
 */
void
lf_edit_roll_back (LfConnection *connection)
{
  sqlite3 *db = lf_connection_get_db (connection);

  /* A failure may have rolled back already */
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * lf_edit_get_time:
 *
 * Any thread.
 *
 * Returns: (transfer full): the time now as catalogs have it: UTC, `YYYY-MM-DD HH:MM:SS.ffffff`
 */
char *
lf_edit_get_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%d %H:%M:%S.%f");
}

/**
 * lf_edit_touch_session: (skip)
 * @connection: a connection with a change that was begun
 * @session: a session's id
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Makes the time of a session's last change now.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_edit_touch_session (LfConnection  *connection,
                       const char    *session,
                       GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_TOUCH_SESSION,
                                                   error);
  g_autofree char *now = lf_edit_get_time ();
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, now, -1, SQLITE_TRANSIENT);
  return lf_connection_step (connection, stmt, &has_row, error);
}
