/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-journal-private.h"

/* Columns of journal/list.sql */
enum
{
  LIST_ID,
  LIST_KIND,
  LIST_TITLE,
  LIST_PENDING,
  LIST_CATALOG,
  LIST_IDENTITY,
  LIST_MADE_AT,
  LIST_UNDOES,
  LIST_ROWS,
  LIST_LINKS,
};

/* Columns of journal/load-change.sql */
enum
{
  CHANGE_KIND,
  CHANGE_TITLE,
  CHANGE_MADE_AT,
  CHANGE_UNDOES,
};

/* Columns of journal/load-rows.sql */
enum
{
  ROW_TABLE,
  ROW_FLAGS,
  ROW_KEY,
  ROW_BEFORE,
  ROW_AFTER,
};

static void
session_free (LfJournalSession *session)
{
  g_free (session->id);
  g_free (session->name);
  g_free (session);
}

static void
entry_free (LfJournalEntry *entry)
{
  g_free (entry->title);
  g_free (entry->catalog);
  g_ptr_array_unref (entry->sessions);
  g_free (entry);
}

static gboolean
take_kind (sqlite3_stmt *stmt,
           int           column,
           LfUndoKind   *kind)
{
  const char *name = (const char *) sqlite3_column_text (stmt, column);

  for (guint i = 0; i < LF_N_UNDO_KINDS; i++)
    if (g_strcmp0 (name, lf_undo_kind_get_name (i)) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* A path: any bytes but NUL */
static char *
take_bytes (sqlite3_stmt *stmt,
            int           column)
{
  const void *bytes = sqlite3_column_blob (stmt, column);

  return bytes != NULL ? g_strndup (bytes, (gsize) sqlite3_column_bytes (stmt, column)) : NULL;
}

/* Of a session, to be shown: one may be empty */
static char *
dup_id (sqlite3_stmt *stmt,
        int           column)
{
  char *id = lf_column_dup_text (stmt, column);

  return id != NULL ? id : g_strdup ("");
}

static LfJournalEntry *
take_entry (sqlite3_stmt *stmt)
{
  LfJournalEntry *entry = g_new0 (LfJournalEntry, 1);

  entry->id = sqlite3_column_int64 (stmt, LIST_ID);
  take_kind (stmt, LIST_KIND, &entry->kind);
  entry->title = lf_column_dup_text (stmt, LIST_TITLE);
  entry->catalog = take_bytes (stmt, LIST_CATALOG);
  entry->made_at = sqlite3_column_int64 (stmt, LIST_MADE_AT);
  entry->undoes = sqlite3_column_int64 (stmt, LIST_UNDOES);
  entry->is_pending = sqlite3_column_int (stmt, LIST_PENDING) != 0;
  entry->n_rows = lf_column_get_count (stmt, LIST_ROWS);
  entry->n_links = lf_column_get_count (stmt, LIST_LINKS);
  entry->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) session_free);
  return entry;
}

/* A catalog that was moved is known by what it is. One that is still where it was is another: a
 * copy of it, whose changes are its own. */
static gboolean
belongs (sqlite3_stmt *stmt,
         int           column,
         const char   *catalog)
{
  g_autofree char *path = take_bytes (stmt, column);

  return catalog == NULL || g_strcmp0 (path, catalog) == 0 ||
         (path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean
load_entry_sessions (LfJournal       *self,
                     LfJournalEntry  *entry,
                     sqlite3_stmt    *stmt,
                     GError         **error)
{
  gboolean has_row;

  sqlite3_reset (stmt);
  sqlite3_bind_int64 (stmt, 1, entry->id);
  do
    {
      if (!lf_journal_step (self, stmt, &has_row, error))
        return FALSE;
      if (has_row)
        {
          LfJournalSession *session = g_new0 (LfJournalSession, 1);

          session->id = dup_id (stmt, 0);
          session->name = lf_column_dup_text (stmt, 1);
          g_ptr_array_add (entry->sessions, session);
        }
    }
  while (has_row);
  return TRUE;
}

/* Newest first: what takes a change back comes before it. The last to do so counts. */
static void
mark_undone (GPtrArray *entries)
{
  g_autoptr (GHashTable) latest = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      LfJournalEntry *entry = g_ptr_array_index (entries, i);
      const LfJournalEntry *by = g_hash_table_lookup (latest, &entry->id);

      entry->is_undone = by != NULL && !by->is_undone;
      if (entry->undoes != 0 && !g_hash_table_contains (latest, &entry->undoes))
        g_hash_table_insert (latest, &entry->undoes, entry);
    }
}

static gboolean
load_entries (LfJournal   *self,
              GPtrArray   *entries,
              const char  *path,
              const char  *identity,
              GError     **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "list", error);
  g_autoptr (LfStatement) sessions = NULL;
  gboolean has_row;

  if (stmt != NULL)
    sessions = lf_journal_prepare (self, "load-sessions", error);
  if (sessions == NULL)
    return FALSE;

  if (path != NULL)
    sqlite3_bind_blob (stmt, 1, path, (int) strlen (path), SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, identity, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_journal_step (self, stmt, &has_row, error))
        return FALSE;
      if (has_row && belongs (stmt, LIST_CATALOG, path))
        g_ptr_array_add (entries, take_entry (stmt));
    }
  while (has_row);

  for (guint i = 0; i < entries->len; i++)
    if (!load_entry_sessions (self, g_ptr_array_index (entries, i), sessions, error))
      return FALSE;
  return TRUE;
}

/**
 * lf_journal_list:
 * @self: a history
 * @catalog: (nullable): path of a catalog; %NULL for the changes of all
 * @identity: (nullable): what the catalog is recognized by, see lf_identity_load()
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Lists the changes of a catalog, the newest first: those made under its path, and those of the same
 * catalog under another where there is none any more.
 *
 * Returns: (transfer full) (nullable) (element-type LfJournalEntry): the changes
 */
GPtrArray *
lf_journal_list (LfJournal   *self,
                 const char  *catalog,
                 const char  *identity,
                 GError     **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autofree char *path = catalog != NULL ? lf_identity_resolve_path (catalog) : NULL;
  gboolean done;

  /* At one moment, and locked once */
  sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL);
  done = load_entries (self, entries, path, identity, error);
  sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL);
  if (!done)
    return NULL;

  mark_undone (entries);
  return g_steal_pointer (&entries);
}

/**
 * lf_journal_list_pending: (skip)
 * @self: a history
 * @path: path of a catalog, of lf_identity_resolve_path()
 * @identity: (nullable): what the catalog is recognized by
 *
 * Returns: (transfer full) (element-type gint64): the numbers of changes of which it is not known
 *   whether they were made
 */
GArray *
lf_journal_list_pending (LfJournal  *self,
                         const char *path,
                         const char *identity)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "list-pending", NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = stmt != NULL;

  if (stmt != NULL)
    {
      sqlite3_bind_blob (stmt, 1, path, (int) strlen (path), SQLITE_TRANSIENT);
      sqlite3_bind_text (stmt, 2, identity, -1, SQLITE_TRANSIENT);
    }
  while (has_row && lf_journal_step (self, stmt, &has_row, NULL) && has_row)
    if (belongs (stmt, 1, path))
      {
        gint64 id = sqlite3_column_int64 (stmt, 0);

        g_array_append_val (ids, id);
      }
  return ids;
}

/**
 * lf_journal_get_state:
 * @self: a history
 * @id: the number of a change
 * @is_there: (out): whether it is in the history
 * @is_undone: (out): whether it was taken back
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_journal_get_state (LfJournal  *self,
                      gint64      id,
                      gboolean   *is_there,
                      gboolean   *is_undone,
                      GError    **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "state", error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_int64 (stmt, 1, id);
  if (!lf_journal_step (self, stmt, &has_row, error))
    return FALSE;
  *is_there = sqlite3_column_int (stmt, 0);
  *is_undone = sqlite3_column_int (stmt, 1);
  return TRUE;
}

static LfUndo *
load_change (LfJournal  *self,
             gint64      id,
             GError    **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, "load-change", error);
  LfUndoKind kind;
  LfUndo *undo;
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_int64 (stmt, 1, id);
  if (!lf_journal_step (self, stmt, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("There is no change %s in the history."), number);
      return NULL;
    }
  if (!take_kind (stmt, CHANGE_KIND, &kind))
    {
      lf_journal_set_damaged (self, error);
      return NULL;
    }

  undo = lf_undo_new (kind, (const char *) sqlite3_column_text (stmt, CHANGE_TITLE));
  undo->id = id;
  undo->undoes = sqlite3_column_int64 (stmt, CHANGE_UNDOES);
  undo->is_loaded = TRUE;
  return undo;
}

static gboolean
take_session (LfJournal     *self,
              LfUndo        *undo,
              sqlite3_stmt  *stmt,
              GError       **error)
{
  LfUndoSession *session = g_new0 (LfUndoSession, 1);

  session->id = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  session->name = lf_column_dup_text (stmt, 1);
  session->folder = take_bytes (stmt, 2);
  g_ptr_array_add (undo->sessions, session);
  return session->id != NULL || lf_journal_set_damaged (self, error);
}

/* Nothing else is ever changed, whatever the file says */
static gboolean
is_known_table (const char *name)
{
  static const char *const names[] = { "processing_sessions", "processing_session_files",
                                       "processed_files", NULL };

  return name != NULL && g_strv_contains (names, name);
}

/* One row for each column; they become the columns of the table when the next table comes */
static gboolean
take_column (LfJournal     *self,
             LfUndo        *undo,
             sqlite3_stmt  *stmt,
             GError       **error)
{
  guint position = lf_column_get_count (stmt, 0);
  const char *name = (const char *) sqlite3_column_text (stmt, 1);
  const char *column = (const char *) sqlite3_column_text (stmt, 2);
  LfUndoTable *table;
  guint n;

  if (!is_known_table (name) || column == NULL || position > undo->tables->len)
    return lf_journal_set_damaged (self, error);

  if (position == undo->tables->len)
    lf_undo_add_table (undo, name);
  table = g_ptr_array_index (undo->tables, position);
  n = g_strv_length (table->columns);
  table->columns = g_renew (char *, table->columns, n + 2);
  table->columns[n] = g_strdup (column);
  table->columns[n + 1] = NULL;
  return TRUE;
}

static LfValues *
take_values (sqlite3_stmt *stmt,
             int           column)
{
  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (sqlite3_column_blob (stmt, column),
                      (gsize) sqlite3_column_bytes (stmt, column));
}

/* Whatever the case of its letters, as everywhere in SQLite */
static gboolean
has_key (LfUndoTable *table)
{
  for (guint i = 0; table->columns[i] != NULL; i++)
    if (g_ascii_strcasecmp (table->columns[i], LF_UNDO_KEY) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_sound (LfUndoTable *table,
          LfValues    *key,
          LfValues    *before,
          LfValues    *after)
{
  guint n = g_strv_length (table->columns);

  return key != NULL && lf_values_is_valid (key, 1) && (before != NULL || after != NULL) &&
         (before == NULL || lf_values_is_valid (before, n)) &&
         (after == NULL || lf_values_is_valid (after, n)) &&
         ((before != NULL && after != NULL) || has_key (table));
}

static gboolean
take_row (LfJournal     *self,
          LfUndo        *undo,
          sqlite3_stmt  *stmt,
          GError       **error)
{
  guint position = lf_column_get_count (stmt, ROW_TABLE);
  g_autoptr (LfValues) key = take_values (stmt, ROW_KEY);
  g_autoptr (LfValues) before = take_values (stmt, ROW_BEFORE);
  g_autoptr (LfValues) after = take_values (stmt, ROW_AFTER);
  LfUndoTable *table;

  if (position >= undo->tables->len)
    return lf_journal_set_damaged (self, error);

  table = g_ptr_array_index (undo->tables, position);
  if (!is_sound (table, key, before, after))
    return lf_journal_set_damaged (self, error);

  lf_undo_table_add_row (table, sqlite3_column_int (stmt, ROW_FLAGS), key, before, after);
  return TRUE;
}

/* Those that are in the history were done, or may have been */
static gboolean
take_link (LfJournal     *self,
           LfUndo        *undo,
           sqlite3_stmt  *stmt,
           GError       **error)
{
  int act = sqlite3_column_int (stmt, 0);
  g_autofree char *folder = take_bytes (stmt, 1);
  g_autofree char *path = take_bytes (stmt, 2);
  g_autofree char *target = take_bytes (stmt, 3);
  LfUndoLink *link;

  if (act < 0 || act >= LF_N_UNDO_ACTS || folder == NULL || path == NULL || target == NULL)
    return lf_journal_set_damaged (self, error);

  lf_undo_add_link (undo, act, folder, path, target);
  link = g_ptr_array_index (undo->links, undo->links->len - 1);
  link->state = LF_STAGED_LINK;
  return TRUE;
}

typedef gboolean (*TakeFunc) (LfJournal     *self,
                              LfUndo        *undo,
                              sqlite3_stmt  *stmt,
                              GError       **error);

static gboolean
load_part (LfJournal   *self,
           LfUndo      *undo,
           const char  *statement,
           TakeFunc     take,
           GError     **error)
{
  g_autoptr (LfStatement) stmt = lf_journal_prepare (self, statement, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_int64 (stmt, 1, undo->id);
  do
    {
      if (!lf_journal_step (self, stmt, &has_row, error))
        return FALSE;
      if (has_row && !take (self, undo, stmt, error))
        return FALSE;
    }
  while (has_row);
  return TRUE;
}

/**
 * lf_journal_load:
 * @self: a history
 * @id: the number of a change
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is no such change
 *
 * Gets a change, to be taken back with lf_undo_apply() in the catalog it was made in.
 *
 * Returns: (transfer full) (nullable): the change
 */
LfUndo *
lf_journal_load (LfJournal  *self,
                 gint64      id,
                 GError    **error)
{
  g_autoptr (LfUndo) undo = NULL;
  gboolean done = FALSE;

  /* All of it as it is at one moment */
  sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL);
  undo = load_change (self, id, error);
  if (undo != NULL)
    done = load_part (self, undo, "load-sessions", take_session, error) &&
           load_part (self, undo, "load-columns", take_column, error) &&
           load_part (self, undo, "load-rows", take_row, error) &&
           load_part (self, undo, "load-links", take_link, error);
  sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL);
  return done ? g_steal_pointer (&undo) : NULL;
}
