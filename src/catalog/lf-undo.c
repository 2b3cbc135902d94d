/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-undo-private.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-format.h"
#include "catalog/lf-query.h"

static void
row_free (LfUndoRow *row)
{
  g_bytes_unref (row->key);
  g_clear_pointer (&row->before, g_bytes_unref);
  g_clear_pointer (&row->after, g_bytes_unref);
  g_free (row);
}

static void
table_free (LfUndoTable *table)
{
  g_free (table->name);
  g_strfreev (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

static void
session_free (LfUndoSession *session)
{
  g_free (session->id);
  g_free (session->name);
  g_free (session->folder);
  g_free (session);
}

static void
link_free (LfUndoLink *link)
{
  g_free (link->folder);
  g_free (link->path);
  g_free (link->target);
  g_free (link);
}

/**
 * lf_undo_new: (skip)
 * @kind: what kind of change it is
 * @title: what is done, translated
 *
 * Returns: (transfer full): a record to which is added what the change does
 */
LfUndo *
lf_undo_new (LfUndoKind  kind,
             const char *title)
{
  LfUndo *self = g_new0 (LfUndo, 1);

  self->kind = kind;
  self->title = g_strdup (title);
  self->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) session_free);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  return self;
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
  g_free (self->remark);
  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->links);
  g_clear_pointer (&self->journal, lf_journal_close);
  g_free (self);
}

/**
 * lf_undo_add_session: (skip)
 * @self: a record
 * @connection: any connection
 * @session: the id of a session that is changed
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Says that a session is changed, once however often it is said: the time of its last change becomes
 * now when that is taken back.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_undo_add_session (LfUndo        *self,
                     LfConnection  *connection,
                     const char    *session,
                     GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_SESSION_NAME, error);
  LfUndoSession *entry;
  gboolean has_row;

  for (guint i = 0; i < self->sessions->len; i++)
    if (g_str_equal (((LfUndoSession *) g_ptr_array_index (self->sessions, i))->id, session))
      return TRUE;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  entry = g_new0 (LfUndoSession, 1);
  entry->id = g_strdup (session);
  if (has_row)
    {
      entry->name = lf_column_dup_text (stmt, 0);
      entry->folder = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
    }
  g_ptr_array_add (self->sessions, entry);
  return TRUE;
}

/**
 * lf_undo_add_table: (skip)
 * @self: a record
 * @name: a table of the catalog
 *
 * Adds a table whose columns, and then its rows, are to be added.
 *
 * Returns: (transfer none): the table
 */
LfUndoTable *
lf_undo_add_table (LfUndo     *self,
                   const char *name)
{
  LfUndoTable *table = g_new0 (LfUndoTable, 1);

  table->name = g_strdup (name);
  table->columns = g_new0 (char *, 1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_ptr_array_add (self->tables, table);
  return table;
}

/**
 * lf_undo_table_add_row: (skip)
 * @self: a table of a record
 * @flags: what is to be known of the row
 * @key: its id
 * @before: (nullable): the table's columns before the change; %NULL if the row is inserted
 * @after: (nullable): the same afterwards; %NULL if the row is deleted
 *
 * Adds a row that is changed.
 */
void
lf_undo_table_add_row (LfUndoTable *self,
                       LfUndoFlags  flags,
                       LfValues    *key,
                       LfValues    *before,
                       LfValues    *after)
{
  LfUndoRow *row = g_new0 (LfUndoRow, 1);

  row->flags = flags;
  row->key = g_bytes_ref (key);
  row->before = before != NULL ? g_bytes_ref (before) : NULL;
  row->after = after != NULL ? g_bytes_ref (after) : NULL;
  g_ptr_array_add (self->rows, row);
}

/* What follows on another of the same table and columns is kept with it */
static LfUndoTable *
get_table (LfUndo      *self,
           const char  *name,
           const char *const *columns)
{
  LfUndoTable *table = NULL;

  if (self->tables->len > 0)
    table = g_ptr_array_index (self->tables, self->tables->len - 1);
  if (table != NULL && g_str_equal (table->name, name) &&
      g_strv_equal ((const char *const *) table->columns, columns))
    return table;

  table = lf_undo_add_table (self, name);
  g_strfreev (table->columns);
  table->columns = g_strdupv ((GStrv) columns);
  return table;
}

/**
 * lf_undo_add_row: (skip)
 * @self: a record
 * @table: a table of the catalog
 * @columns: columns of it
 * @flags: what is to be known of the row
 * @key: its id
 * @before: (nullable): the columns before the change; %NULL if the row is inserted
 * @after: (nullable): the same afterwards; %NULL if the row is deleted
 *
 * Adds a row that is changed. Rows are taken back in the opposite order.
 */
void
lf_undo_add_row (LfUndo       *self,
                 const char   *table,
                 const char *const *columns,
                 LfUndoFlags   flags,
                 LfValues     *key,
                 LfValues     *before,
                 LfValues     *after)
{
  lf_undo_table_add_row (get_table (self, table, columns), flags, key, before, after);
}

/**
 * lf_undo_add_update: (skip)
 * @self: a record
 * @table: a table of the catalog
 * @columns: columns of it
 * @flags: what is to be known of the row
 * @key: its id
 * @before: the columns before the change
 * @after: the same afterwards
 *
 * Adds those columns of a row that are changed, if any: what another program does to the others is
 * none of this change's business.
 */
void
lf_undo_add_update (LfUndo       *self,
                    const char   *table,
                    const char *const *columns,
                    LfUndoFlags   flags,
                    LfValues     *key,
                    LfValues     *before,
                    LfValues     *after)
{
  guint n = g_strv_length ((GStrv) columns);
  g_autofree gboolean *chosen = g_new0 (gboolean, n + 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (LfValues) old = NULL;
  g_autoptr (LfValues) new = NULL;

  for (guint i = 0; i < n; i++)
    {
      chosen[i] = !lf_values_is_same (before, after, i);
      if (chosen[i])
        g_ptr_array_add (names, (char *) columns[i]);
    }
  if (names->len == 0)
    return;

  g_ptr_array_add (names, NULL);
  old = lf_values_choose (before, chosen);
  new = lf_values_choose (after, chosen);
  lf_undo_add_row (self, table, (const char *const *) names->pdata, flags, key, old, new);
}

/* Columns that SQLite computes itself: nobody can put them back, and nobody needs to */
static GHashTable *
load_generated (LfConnection  *connection,
                const char    *table,
                GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_GENERATED, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, table, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        g_hash_table_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
    }
  while (has_row);
  return g_steal_pointer (&names);
}

/* Whole rows of a table, as a statement gets them */
typedef struct
{
  GPtrArray *names;             /* of the columns that are kept, and NULL */
  gboolean  *chosen;            /* for each column of the statement, whether it is kept */
  int        key;               /* the column of the statement by which rows are found */
} Columns;

static void
columns_clear (Columns *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static void
read_columns (Columns      *self,
              sqlite3_stmt *stmt,
              GHashTable   *generated)
{
  int n = sqlite3_column_count (stmt);

  self->names = g_ptr_array_new ();
  self->chosen = g_new0 (gboolean, n);
  self->key = -1;
  for (int i = 0; i < n; i++)
    {
      const char *name = sqlite3_column_name (stmt, i);

      if (g_ascii_strcasecmp (name, LF_UNDO_KEY) == 0)
        self->key = i;
      self->chosen[i] = !g_hash_table_contains (generated, name);
      if (self->chosen[i])
        g_ptr_array_add (self->names, (char *) name);
    }
  g_ptr_array_add (self->names, NULL);
  g_assert (self->key >= 0);
}

static gboolean
add_whole_rows (LfUndo        *self,
                LfConnection  *connection,
                const char    *table,
                LfUndoFlags    flags,
                sqlite3_stmt  *stmt,
                gboolean       is_deleted,
                GError       **error)
{
  g_autoptr (GHashTable) generated = load_generated (connection, table, error);
  g_auto (Columns) columns = { NULL };
  gboolean has_row;

  if (generated == NULL)
    return FALSE;

  do
    {
      g_autoptr (LfValues) id = NULL;
      g_autoptr (LfValues) all = NULL;
      g_autoptr (LfValues) row = NULL;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      /* Once there is a row, the statement is compiled for the table as it is now */
      if (columns.names == NULL)
        read_columns (&columns, stmt, generated);
      id = lf_values_read (stmt, (guint) columns.key, 1);
      all = lf_values_read (stmt, 0, (guint) sqlite3_column_count (stmt));
      row = lf_values_choose (all, columns.chosen);
      lf_undo_add_row (self, table, (const char *const *) columns.names->pdata, flags, id,
                       is_deleted ? row : NULL, is_deleted ? NULL : row);
    }
  while (has_row);
  return TRUE;
}

/**
 * lf_undo_add_deleted: (skip)
 * @self: a record
 * @connection: a connection with a change that was begun
 * @table: a table of the catalog
 * @stmt: gets the rows that will be deleted, with all their columns
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Adds rows that are deleted: before they are.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_undo_add_deleted (LfUndo        *self,
                     LfConnection  *connection,
                     const char    *table,
                     sqlite3_stmt  *stmt,
                     GError       **error)
{
  return add_whole_rows (self, connection, table, 0, stmt, TRUE, error);
}

/**
 * lf_undo_add_inserted: (skip)
 * @self: a record
 * @connection: a connection with a change that was begun
 * @table: a table of the catalog
 * @flags: what is to be known of the rows
 * @stmt: gets the rows that were inserted, with all their columns
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Adds rows that are inserted: after they were.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_undo_add_inserted (LfUndo        *self,
                      LfConnection  *connection,
                      const char    *table,
                      LfUndoFlags    flags,
                      sqlite3_stmt  *stmt,
                      GError       **error)
{
  return add_whole_rows (self, connection, table, flags, stmt, FALSE, error);
}

/**
 * lf_undo_add_link: (skip)
 * @self: a record
 * @act: what will be done, after the catalog is changed
 * @folder: the folder of a session
 * @path: where the link is, or shall be
 * @target: where it points to
 *
 * Adds a symbolic link in a session's folder. lf_edit_commit() does what is said of it, and keeps
 * those of which it was done.
 */
void
lf_undo_add_link (LfUndo     *self,
                  LfUndoAct   act,
                  const char *folder,
                  const char *path,
                  const char *target)
{
  LfUndoLink *link = g_new0 (LfUndoLink, 1);

  link->act = act;
  link->folder = g_strdup (folder);
  link->path = g_strdup (path);
  link->target = g_strdup (target);
  link->state = LF_STAGED_NOT_THERE;
  g_ptr_array_add (self->links, link);
}

/**
 * lf_undo_count_rows: (skip)
 * @self: a record
 *
 * Returns: how many rows are changed
 */
guint
lf_undo_count_rows (LfUndo *self)
{
  guint n = 0;

  for (guint i = 0; i < self->tables->len; i++)
    n += ((LfUndoTable *) g_ptr_array_index (self->tables, i))->rows->len;
  return n;
}

/**
 * lf_undo_set_unrecorded: (skip)
 * @self: a record
 * @reason: why it could not be written into the user's history
 *
 * Remarks that the change cannot be taken back later.
 */
void
lf_undo_set_unrecorded (LfUndo       *self,
                        const GError *reason)
{
  g_free (self->remark);
  /* Translators: whole sentences that tell why */
  self->remark = g_strdup_printf (_("The change is not in the history of changes, so it cannot be "
                                    "undone later: %s"),
                                  reason->message);
}

/**
 * lf_undo_get_id:
 * @self: a record
 *
 * Returns: its number in the user's history of changes; 0 if it is not there
 */
gint64
lf_undo_get_id (LfUndo *self)
{
  return self->id;
}

/**
 * lf_undo_get_undone_by:
 * @self: a record
 *
 * Returns: the number of the change by which it was taken back; 0 if it was not, or that is not in
 *   the history
 */
gint64
lf_undo_get_undone_by (LfUndo *self)
{
  return self->undone_by;
}

/**
 * lf_undo_describe:
 * @self: a record that was taken back
 *
 * Returns: (transfer full): a sentence that says so
 */
char *
lf_undo_describe (LfUndo *self)
{
  return lf_undo_kind_describe (self->kind == LF_UNDO_UNDO ? LF_UNDO_REDO : LF_UNDO_UNDO,
                                self->title);
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

/**
 * lf_undo_name_sessions:
 * @self: a record
 *
 * Returns: (transfer full) (nullable): what the sessions are called that it changes; %NULL if there
 *   is none
 */
char *
lf_undo_name_sessions (LfUndo *self)
{
  const LfUndoSession *first;

  if (self->sessions->len == 0)
    return NULL;

  first = g_ptr_array_index (self->sessions, 0);
  return lf_undo_list_sessions (first->name != NULL ? first->name : first->id,
                                self->sessions->len);
}

/**
 * lf_undo_get_remark:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): what the user should know: that the change could not be
 *   written into the history, or, once it was taken back, what was left as it is
 */
const char *
lf_undo_get_remark (LfUndo *self)
{
  return self->remark;
}

/**
 * lf_undo_kind_get_name:
 * @kind: a kind of change
 *
 * Returns: (transfer none): its name for programs
 */
const char *
lf_undo_kind_get_name (LfUndoKind kind)
{
  static const char *const names[LF_N_UNDO_KINDS] = {
    "edit", "status", "removal", "addition", "deletion", "creation", "undo", "redo",
  };

  return names[kind];
}

/**
 * lf_undo_kind_describe:
 * @kind: a kind of change
 * @title: what was done
 *
 * Returns: (transfer full): the same in a sentence that tells whether it was taken back
 */
char *
lf_undo_kind_describe (LfUndoKind  kind,
                       const char *title)
{
  if (kind == LF_UNDO_UNDO)
    /* Translators: what was done and has been taken back, such as “Undone: Session changed” */
    return g_strdup_printf (_("Undone: %s"), title);
  if (kind == LF_UNDO_REDO)
    /* Translators: what was taken back and has been done again, such as “Session changed” */
    return g_strdup_printf (_("Done again: %s"), title);
  return g_strdup (title);
}

/**
 * lf_undo_list_sessions:
 * @first: what the first of some sessions is called
 * @n: how many there are
 *
 * Returns: (transfer full): the same in a line
 */
char *
lf_undo_list_sessions (const char *first,
                       guint       n)
{
  g_autofree char *line = lf_format_one_line (first);

  if (n <= 1)
    return g_steal_pointer (&line);
  /* Translators: the name of a session, and how many others */
  return g_strdup_printf (_("%s and %u more"), line, n - 1);
}
