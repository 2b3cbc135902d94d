/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-journal-private.h"
#include "catalog/lf-own-file.h"
#include "catalog/lf-query.h"

/* “LFch”, by which the file is known to be a history of changes */
#define APPLICATION_ID 0x4c466368

/* The layout that this version reads and writes; the statement “schema-N” leads from N - 1 to N */
#define LATEST 1

static gboolean
set_error (GError     **error,
           sqlite3     *db,
           int          result,
           const char  *path)
{
  g_autofree char *message = g_utf8_make_valid (db != NULL ? sqlite3_errmsg (db)
                                                           : sqlite3_errstr (result), -1);
  g_autofree char *shown = g_filename_display_name (path);

  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY,
                   _("The history of changes, “%s”, is locked by another program. Try again when "
                     "that program has finished."),
                   shown);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT,
                   _("The history of changes, “%s”, is damaged (%s). When it is opened next, it is "
                     "set aside and a new one is begun."),
                   shown, message);
      break;
    case SQLITE_FULL:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
                   _("The disk is full, so that the history of changes, “%s”, could not be "
                     "written. Free some space, then try again."),
                   shown);
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
                   _("The history of changes, “%s”, could not be opened to write to it (%s). Check "
                     "the permissions of the file and its folder."),
                   shown, message);
      break;
    default:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("The history of changes, “%s”, could not be used: %s (SQLite error %d)."),
                   shown, message, result);
      break;
    }
  return FALSE;
}

static void
set_too_new (GError     **error,
             const char  *shown)
{
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_NEW,
               _("The history of changes, “%s”, was written by a newer version of Lightframe. It "
                 "was left as it is. Update Lightframe, or move that file away."),
               shown);
}

static void
set_cannot_set_aside (GError     **error,
                      const char  *shown,
                      const char  *reason)
{
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
               _("The history of changes is damaged and could not be set aside as “%s” (%s)."),
               shown, reason);
}

static char *
tell_set_aside (const char *shown)
{
  return g_strdup_printf (_("The history of changes was damaged. It was set aside as “%s”, and a "
                            "new one was begun. Earlier changes cannot be taken back any more."),
                          shown);
}

static const char *
get_schema (int layout)
{
  g_autofree char *name = g_strdup_printf ("journal/schema-%d", layout);

  return lf_query_get_sql (name);
}

/**
 * lf_journal_get_path:
 *
 * Returns: (transfer full): where the user's history of changes is
 */
char *
lf_journal_get_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "lightframe", "changes.db", NULL);
}

static LfJournal *
journal_open (const char  *path,
              gboolean     check,
              GError     **error)
{
  static const LfOwnFileKind kind = {
    .application_id = APPLICATION_ID,
    .latest = LATEST,
    .get_schema = get_schema,
    .set_error = set_error,
    .set_too_new = set_too_new,
    .set_cannot_set_aside = set_cannot_set_aside,
    .tell_set_aside = tell_set_aside,
  };
  g_autofree char *own = path == NULL ? lf_journal_get_path () : g_strdup (path);
  g_autofree char *notice = NULL;
  sqlite3 *db = lf_own_file_open (&kind, own, check, &notice, error);
  LfJournal *self;

  if (db == NULL)
    return NULL;

  self = g_new0 (LfJournal, 1);
  self->db = db;
  self->path = g_steal_pointer (&own);
  self->notice = g_steal_pointer (&notice);
  return self;
}

/**
 * lf_journal_open:
 * @path: (nullable): a file; %NULL for the user's own
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a history of changes; see lf_own_file_open() for what becomes of one that is not there,
 * damaged or too new. Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): the history
 */
LfJournal *
lf_journal_open (const char  *path,
                 GError     **error)
{
  return journal_open (path, TRUE, error);
}

/**
 * lf_journal_open_for_change: (skip)
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens the user's history to add a change to it, without a look at all that is in it: whoever makes
 * a change does not wait for that.
 *
 * Returns: (transfer full) (nullable): the history
 */
LfJournal *
lf_journal_open_for_change (GError **error)
{
  return journal_open (NULL, FALSE, error);
}

/**
 * lf_journal_close:
 * @self: (transfer full): a history
 *
 * Closes it.
 */
void
lf_journal_close (LfJournal *self)
{
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self->notice);
  g_free (self);
}

/**
 * lf_journal_get_notice:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what the user should be told: that the history was damaged,
 *   and where it was set aside
 */
const char *
lf_journal_get_notice (LfJournal *self)
{
  return self->notice;
}

/**
 * lf_journal_prepare: (skip)
 * @self: a history
 * @statement: the name of a statement
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the statement; free with lf_statement_free()
 */
sqlite3_stmt *
lf_journal_prepare (LfJournal   *self,
                    const char  *statement,
                    GError     **error)
{
  g_autofree char *name = g_strconcat ("journal/", statement, NULL);
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->db, lf_query_get_sql (name), -1, &stmt, NULL);

  if (result != SQLITE_OK)
    set_error (error, self->db, result, self->path);
  return stmt;
}

/**
 * lf_journal_step: (skip)
 * @self: a history
 * @stmt: a statement of it
 * @has_row: (out): whether there is a row to read
 * @error: where to put an error
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_journal_step (LfJournal     *self,
                 sqlite3_stmt  *stmt,
                 gboolean      *has_row,
                 GError       **error)
{
  int result = sqlite3_step (stmt);

  *has_row = result == SQLITE_ROW;
  return result == SQLITE_ROW || result == SQLITE_DONE ||
         set_error (error, self->db, result, self->path);
}

/**
 * lf_journal_write: (skip)
 * @self: a history
 * @stmt: a statement of it, without rows
 * @error: where to put an error
 *
 * Runs a statement, and makes it ready for the next use.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_journal_write (LfJournal     *self,
                  sqlite3_stmt  *stmt,
                  GError       **error)
{
  gboolean has_row;
  gboolean done = lf_journal_step (self, stmt, &has_row, error);

  sqlite3_reset (stmt);
  return done;
}

/**
 * lf_journal_set_damaged: (skip)
 * @self: a history
 * @error: where to put the error
 *
 * Says that what is in the history makes no sense.
 *
 * Returns: always %FALSE
 */
gboolean
lf_journal_set_damaged (LfJournal  *self,
                        GError    **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT,
               _("What the history of changes, “%s”, has of this change is damaged, so it cannot "
                 "be taken back. Nothing was changed."),
               shown);
  return FALSE;
}

static gboolean
exec (LfJournal   *self,
      const char  *sql,
      GError     **error)
{
  int result = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || set_error (error, self->db, result, self->path);
}

static void
bind_bytes (sqlite3_stmt *stmt,
            int           parameter,
            const char   *text)
{
  if (text != NULL)
    sqlite3_bind_blob (stmt, parameter, text, (int) strlen (text), SQLITE_TRANSIENT);
}

static void
bind_values (sqlite3_stmt *stmt,
             int           parameter,
             LfValues     *values)
{
  gsize size;
  const void *data;

  if (values == NULL)
    {
      sqlite3_bind_null (stmt, parameter);
      return;
    }
  data = g_bytes_get_data (values, &size);
  sqlite3_bind_blob64 (stmt, parameter, data != NULL ? data : "", size, SQLITE_TRANSIENT);
}

static gsize
measure (LfUndo *undo)
{
  gsize size = 1000;

  for (guint i = 0; i < undo->tables->len; i++)
    {
      const LfUndoTable *table = g_ptr_array_index (undo->tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        {
          const LfUndoRow *row = g_ptr_array_index (table->rows, j);

          size += 20 + g_bytes_get_size (row->key);
          size += row->before != NULL ? g_bytes_get_size (row->before) : 0;
          size += row->after != NULL ? g_bytes_get_size (row->after) : 0;
        }
    }
  for (guint i = 0; i < undo->links->len; i++)
    {
      const LfUndoLink *link = g_ptr_array_index (undo->links, i);

      size += 20 + strlen (link->folder) + strlen (link->path) + strlen (link->target);
    }
  return size;
}

static gboolean
add_change (LfJournal     *self,
            LfConnection  *connection,
            LfUndo        *undo,
            GError       **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "add-change", error);
  g_autofree char *path = lf_identity_resolve_path (lf_connection_get_path (connection));
  g_autofree char *identity = lf_identity_read (connection, NULL);

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, lf_undo_kind_get_name (undo->kind), -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, undo->title, -1, SQLITE_STATIC);
  bind_bytes (stmt, 3, path);
  sqlite3_bind_text (stmt, 4, identity, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 5, g_get_real_time ());
  if (undo->undoes != 0)
    sqlite3_bind_int64 (stmt, 6, undo->undoes);
  sqlite3_bind_int64 (stmt, 7, (gint64) measure (undo));
  if (!lf_journal_write (self, stmt, error))
    return FALSE;

  undo->id = sqlite3_last_insert_rowid (self->db);
  return TRUE;
}

static gboolean
add_sessions (LfJournal  *self,
              LfUndo     *undo,
              GError    **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "add-session", error);

  for (guint i = 0; i < undo->sessions->len && stmt != NULL; i++)
    {
      const LfUndoSession *session = g_ptr_array_index (undo->sessions, i);

      sqlite3_bind_int64 (stmt, 1, undo->id);
      sqlite3_bind_int64 (stmt, 2, i);
      sqlite3_bind_text (stmt, 3, session->id, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (stmt, 4, session->name, -1, SQLITE_TRANSIENT);
      bind_bytes (stmt, 5, session->folder);
      if (!lf_journal_write (self, stmt, error))
        return FALSE;
      sqlite3_clear_bindings (stmt);
    }
  return stmt != NULL;
}

static gboolean
add_rows (LfJournal          *self,
          LfUndo             *undo,
          guint               position,
          const LfUndoTable  *table,
          GError            **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "add-row", error);

  for (guint i = 0; i < table->rows->len && stmt != NULL; i++)
    {
      const LfUndoRow *row = g_ptr_array_index (table->rows, i);

      sqlite3_bind_int64 (stmt, 1, undo->id);
      sqlite3_bind_int64 (stmt, 2, position);
      sqlite3_bind_int64 (stmt, 3, i);
      sqlite3_bind_int64 (stmt, 4, row->flags);
      bind_values (stmt, 5, row->key);
      bind_values (stmt, 6, row->before);
      bind_values (stmt, 7, row->after);
      if (!lf_journal_write (self, stmt, error))
        return FALSE;
    }
  return stmt != NULL;
}

static gboolean
add_columns (LfJournal          *self,
             LfUndo             *undo,
             guint               position,
             const LfUndoTable  *table,
             GError            **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "add-column", error);

  for (guint i = 0; table->columns[i] != NULL && stmt != NULL; i++)
    {
      sqlite3_bind_int64 (stmt, 1, undo->id);
      sqlite3_bind_int64 (stmt, 2, position);
      sqlite3_bind_int64 (stmt, 3, i);
      sqlite3_bind_text (stmt, 4, table->columns[i], -1, SQLITE_TRANSIENT);
      if (!lf_journal_write (self, stmt, error))
        return FALSE;
    }
  return stmt != NULL;
}

static gboolean
add_tables (LfJournal  *self,
            LfUndo     *undo,
            GError    **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "add-table", error);

  for (guint i = 0; i < undo->tables->len && stmt != NULL; i++)
    {
      const LfUndoTable *table = g_ptr_array_index (undo->tables, i);

      sqlite3_bind_int64 (stmt, 1, undo->id);
      sqlite3_bind_int64 (stmt, 2, i);
      sqlite3_bind_text (stmt, 3, table->name, -1, SQLITE_TRANSIENT);
      if (!lf_journal_write (self, stmt, error) || !add_columns (self, undo, i, table, error) ||
          !add_rows (self, undo, i, table, error))
        return FALSE;
    }
  return stmt != NULL;
}

/* All that are planned, or those that came of it */
static gboolean
add_links (LfJournal  *self,
           LfUndo     *undo,
           gboolean    is_done,
           GError    **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "add-link", error);

  for (guint i = 0; i < undo->links->len && stmt != NULL; i++)
    {
      const LfUndoLink *link = g_ptr_array_index (undo->links, i);

      if (is_done && link->state != LF_STAGED_LINK)
        continue;
      sqlite3_bind_int64 (stmt, 1, undo->id);
      sqlite3_bind_int64 (stmt, 2, i);
      sqlite3_bind_int64 (stmt, 3, link->act);
      bind_bytes (stmt, 4, link->folder);
      bind_bytes (stmt, 5, link->path);
      bind_bytes (stmt, 6, link->target);
      if (!lf_journal_write (self, stmt, error))
        return FALSE;
    }
  return stmt != NULL;
}

static gboolean
write_one (LfJournal   *self,
           const char  *statement,
           gint64       id,
           GError     **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, statement, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, id);
  return lf_journal_write (self, stmt, error);
}

static gboolean
prune (LfJournal  *self,
       GError    **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "prune", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, LF_JOURNAL_MAX_CHANGES);
  sqlite3_bind_int64 (stmt, 2, LF_JOURNAL_MAX_BYTES);
  return lf_journal_write (self, stmt, error);
}

static gboolean
end (LfJournal  *self,
     gboolean    done,
     GError    **error)
{
  if (done && exec (self, "COMMIT", error))
    return TRUE;

  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * lf_journal_begin: (skip)
 * @self: a history
 * @connection: a connection with a change that was begun
 * @undo: what will be changed when it is committed
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Writes a change into the history, as pending, just before it is made. The oldest go where there
 * are too many.
 *
 * Returns: %FALSE on an error, after which it is not in the history
 */
gboolean
lf_journal_begin (LfJournal     *self,
                  LfConnection  *connection,
                  LfUndo        *undo,
                  GError       **error)
{
  gboolean done;

  if (!exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  done = add_change (self, connection, undo, error) && add_sessions (self, undo, error) &&
         add_tables (self, undo, error) && add_links (self, undo, FALSE, error) &&
         prune (self, error);
  if (end (self, done, error))
    return TRUE;

  undo->id = 0;
  return FALSE;
}

/**
 * lf_journal_settle: (skip)
 * @self: a history
 * @undo: a change that was made
 *
 * Says that a pending change was made, and what came of its links. If that cannot be written, it
 * stays pending, and is found out later.
 */
void
lf_journal_settle (LfJournal *self,
                   LfUndo    *undo)
{
  gboolean done;

  if (!exec (self, "BEGIN IMMEDIATE", NULL))
    return;

  done = write_one (self, "settle", undo->id, NULL) &&
         (undo->links->len == 0 || (write_one (self, "delete-links", undo->id, NULL) &&
                                    add_links (self, undo, TRUE, NULL)));
  end (self, done, NULL);
}

/**
 * lf_journal_drop: (skip)
 * @self: a history
 * @undo: a change that was not made
 *
 * Removes a pending change. If that cannot be written, it is found out later.
 */
void
lf_journal_drop (LfJournal *self,
                 LfUndo    *undo)
{
  write_one (self, "drop", undo->id, NULL);
  undo->id = 0;
}

static void
resolve (LfJournal    *self,
         LfConnection *connection,
         gint64        id)
{
  g_autoptr (LfUndo) undo = lf_journal_load (self, id, NULL);
  LfUndoLook look;

  /* What cannot be judged now is judged next time */
  if (undo == NULL || !lf_undo_look (undo, connection, &look, NULL))
    return;

  if (look == LF_UNDO_MADE)
    write_one (self, "settle", id, NULL);
  else
    write_one (self, "drop", id, NULL);
}

/**
 * lf_journal_resolve: (skip)
 * @self: a history
 * @connection: a connection that has just begun a change, so that no other program is making one
 *
 * Finds out of pending changes of a catalog, whose program was ended, whether they were made.
 */
void
lf_journal_resolve (LfJournal    *self,
                    LfConnection *connection)
{
  g_autofree char *path = lf_identity_resolve_path (lf_connection_get_path (connection));
  g_autofree char *identity = lf_identity_read (connection, NULL);
  g_autoptr (GArray) ids = lf_journal_list_pending (self, path, identity);

  for (guint i = 0; i < ids->len; i++)
    resolve (self, connection, g_array_index (ids, gint64, i));
}
