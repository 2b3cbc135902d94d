/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-undo-work.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-query.h"

#define LINKS "processing_session_files"

/* Columns of edit/link-state.sql */
enum
{
  STATE_ID_TAKEN,
  STATE_IS_LINKED,
  STATE_HAS_FRAME,
};

/* Where a row that was deleted can be put back */
typedef enum
{
  PLACE_OWN,
  PLACE_OTHER,                  /* its id belongs to another row now */
  PLACE_THERE,                  /* somebody has made it anew */
  PLACE_GONE,                   /* its frame is gone */
} Place;

/* Statements for a table, composed: its columns are those it had; names are quoted */
typedef struct
{
  const LfUndoTable *table;
  guint              n_columns;
  LfStatement       *select;
  LfStatement       *update;
  LfStatement       *insert;
  LfStatement       *delete;
} Access;

static void
access_clear (Access *self)
{
  g_clear_pointer (&self->select, lf_statement_free);
  g_clear_pointer (&self->update, lf_statement_free);
  g_clear_pointer (&self->insert, lf_statement_free);
  g_clear_pointer (&self->delete, lf_statement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Access, access_clear)

static void
append_name (GString    *sql,
             const char *format,
             const char *name)
{
  char *quoted = sqlite3_mprintf (format, name);

  g_string_append (sql, quoted);
  sqlite3_free (quoted);
}

/* The parameters: the key, then the columns */
static LfStatement *
compose (LfUndoWork  *work,
         Access      *access,
         const char  *head,
         const char  *each,
         const char  *between,
         const char  *tail,
         GError     **error)
{
  const LfUndoTable *table = access->table;
  g_autoptr (GString) sql = g_string_new (NULL);

  append_name (sql, head, table->name);
  for (guint i = 0; i < access->n_columns && each != NULL; i++)
    {
      g_string_append (sql, i > 0 ? between : "");
      append_name (sql, each, table->columns[i]);
      if (strstr (each, "= ?") != NULL)
        g_string_append_printf (sql, "%u", i + 2);
    }
  append_name (sql, tail, table->name);
  return lf_connection_prepare_text (work->connection, sql->str, error);
}

static LfStatement *
compose_insert (LfUndoWork  *work,
                Access      *access,
                GError     **error)
{
  g_autoptr (GString) tail = g_string_new (") VALUES (");

  for (guint i = 0; i < access->n_columns; i++)
    g_string_append_printf (tail, "%s?%u", i > 0 ? ", " : "", i + 2);
  g_string_append_c (tail, ')');
  return compose (work, access, "INSERT INTO main.\"%w\" (", "\"%w\"", ", ", tail->str, error);
}

static gboolean
step (LfUndoWork    *work,
      sqlite3_stmt  *stmt,
      gboolean      *has_row,
      GError       **error)
{
  return lf_connection_step (work->connection, stmt, has_row, error);
}

static gboolean
run (LfUndoWork    *work,
     sqlite3_stmt  *stmt,
     GError       **error)
{
  gboolean has_row;
  gboolean done = step (work, stmt, &has_row, error);

  sqlite3_reset (stmt);
  return done;
}

/* What the row is now; %NULL if there is none */
static gboolean
read_row (LfUndoWork  *work,
          Access      *access,
          LfValues    *key,
          LfValues   **now,
          GError     **error)
{
  gboolean has_row = FALSE;
  gboolean done;

  *now = NULL;
  if (access->select == NULL)
    access->select = compose (work, access, "SELECT ", "\"%w\"", ", ",
                              " FROM main.\"%w\" WHERE \"" LF_UNDO_KEY "\" = ?1", error);
  if (access->select == NULL)
    return FALSE;

  lf_values_bind (key, 0, access->select, 1);
  done = step (work, access->select, &has_row, error);
  if (done && has_row)
    *now = lf_values_read (access->select, 0, access->n_columns);
  sqlite3_reset (access->select);
  return done;
}

static gboolean
is_same (LfValues *a,
         LfValues *b)
{
  return a == NULL || b == NULL ? a == b : g_bytes_equal (a, b);
}

static char *
name_row (Access   *access,
          LfValues *key)
{
  char *name = NULL;

  if (g_str_equal (access->table->name, LF_UNDO_SESSIONS))
    name = lf_values_dup_text (key, 0);
  return name != NULL ? name : g_strdup (access->table->name);
}

/* The columns in which another program has changed a row */
static char *
list_differences (Access   *access,
                  LfValues *expected,
                  LfValues *now)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < access->n_columns; i++)
    if (!lf_values_is_same (expected, now, i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              access->table->columns[i]);
  return g_utf8_make_valid (names->str, -1);
}

static gboolean
set_conflict (LfUndoWork       *work,
              Access           *access,
              const LfUndoRow  *row,
              LfValues         *now,
              GError          **error)
{
  g_autofree char *name = name_row (access, row->key);
  g_autofree char *columns = NULL;

  if (now == NULL)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                   _("The session %s is not in the catalog any more, so the change was not taken "
                     "back. Another program may have removed it."),
                   name);
      return FALSE;
    }

  if (row->after != NULL)
    columns = list_differences (access, row->after, now);
  if (columns == NULL)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                 _("The session %s is in the catalog again, so the change was not taken back. "
                   "Another program may have made it anew."),
                 name);
  else
    /* Translators: the id of a session, and names of columns such as “notes, status” */
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                 _("The session %s was changed again since (%s), so the change was not taken back. "
                   "Look at it as it is now, and change it again."),
                 name, columns);
  return FALSE;
}

/* Adds to the opposite what became of a row, as the catalog has it now */
static gboolean
note (LfUndoWork       *work,
      Access           *access,
      const LfUndoRow  *row,
      LfValues         *key,
      GError          **error)
{
  g_autoptr (LfValues) now = NULL;

  if (!read_row (work, access, key, &now, error))
    return FALSE;

  lf_undo_add_row (work->reverse, access->table->name, (const char *const *) access->table->columns,
                   row->flags, key, row->after, now);
  return TRUE;
}

static gboolean
write_values (LfUndoWork    *work,
              sqlite3_stmt  *stmt,
              LfValues      *key,
              LfValues      *values,
              GError       **error)
{
  guint n = lf_values_count (values);

  if (key != NULL)
    lf_values_bind (key, 0, stmt, 1);
  for (guint i = 0; i < n; i++)
    lf_values_bind (values, i, stmt, (int) i + 2);
  return run (work, stmt, error);
}

static gboolean
take_back_update (LfUndoWork       *work,
                  Access           *access,
                  const LfUndoRow  *row,
                  LfValues         *now,
                  GError          **error)
{
  if (is_same (now, row->before))
    return TRUE;

  if (!is_same (now, row->after))
    {
      work->n_left++;
      return row->flags & LF_UNDO_LENIENT || set_conflict (work, access, row, now, error);
    }
  if (work->reverse == NULL)
    return TRUE;

  if (access->update == NULL)
    access->update = compose (work, access, "UPDATE main.\"%w\" SET ", "\"%w\" = ?", ", ",
                              " WHERE \"" LF_UNDO_KEY "\" = ?1", error);
  return access->update != NULL &&
         write_values (work, access->update, row->key, row->before, error) &&
         note (work, access, row, row->key, error);
}

/* A session goes only as bare as it came */
static gboolean
check_is_bare (LfUndoWork       *work,
               const LfUndoRow  *row,
               GError          **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (work->connection,
                                                   LF_QUERY_EDIT_SESSION_CONTENTS, error);
  g_autofree char *name = lf_values_dup_text (row->key, 0);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  lf_values_bind (row->key, 0, stmt, 1);
  if (!step (work, stmt, &has_row, error))
    return FALSE;
  if (!sqlite3_column_int (stmt, 0))
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
               _("The session %s has got frames or results since, so the change was not taken "
                 "back: they would be left without a session."),
               name);
  return FALSE;
}

static void
add_whole (LfUndoWork *work,
           Access     *access,
           LfValues   *key)
{
  char *id = g_str_equal (access->table->name, LF_UNDO_SESSIONS) ? lf_values_dup_text (key, 0) : NULL;

  if (id != NULL)
    g_hash_table_add (work->whole, id);
}

static gboolean
take_back_insert (LfUndoWork       *work,
                  Access           *access,
                  const LfUndoRow  *row,
                  LfValues         *now,
                  GError          **error)
{
  if (now == NULL)
    return TRUE;

  if (!is_same (now, row->after))
    {
      work->n_left++;
      return row->flags & LF_UNDO_LENIENT || set_conflict (work, access, row, now, error);
    }
  if (work->reverse == NULL)
    return TRUE;

  if (g_str_equal (access->table->name, LF_UNDO_SESSIONS) && !check_is_bare (work, row, error))
    return FALSE;

  add_whole (work, access, row->key);
  if (access->delete == NULL)
    access->delete = compose (work, access, "DELETE FROM main.\"%w\"", NULL, NULL,
                              " WHERE \"" LF_UNDO_KEY "\" = ?1", error);
  if (access->delete == NULL)
    return FALSE;
  lf_values_bind (row->key, 0, access->delete, 1);
  return run (work, access->delete, error) && note (work, access, row, row->key, error);
}

static int
find_column (Access     *access,
             const char *name)
{
  for (guint i = 0; i < access->n_columns; i++)
    if (g_ascii_strcasecmp (access->table->columns[i], name) == 0)
      return (int) i;
  return -1;
}

static gboolean
find_link_place (LfUndoWork       *work,
                 Access           *access,
                 const LfUndoRow  *row,
                 Place            *place,
                 GError          **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (work->connection, LF_QUERY_EDIT_LINK_STATE,
                                                   error);
  int session = find_column (access, "processing_session_id");
  int frame = find_column (access, "fits_file_id");
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  lf_values_bind (row->key, 0, stmt, 1);
  if (session >= 0)
    lf_values_bind (row->before, (guint) session, stmt, 2);
  if (frame >= 0)
    lf_values_bind (row->before, (guint) frame, stmt, 3);
  if (!step (work, stmt, &has_row, error))
    return FALSE;

  if (sqlite3_column_int (stmt, STATE_IS_LINKED))
    *place = PLACE_THERE;
  else if (!sqlite3_column_int (stmt, STATE_HAS_FRAME) && !(row->flags & LF_UNDO_DANGLING))
    *place = PLACE_GONE;
  else
    *place = sqlite3_column_int (stmt, STATE_ID_TAKEN) ? PLACE_OTHER : PLACE_OWN;
  return TRUE;
}

static gboolean
find_place (LfUndoWork       *work,
            Access           *access,
            const LfUndoRow  *row,
            Place            *place,
            GError          **error)
{
  g_autoptr (LfValues) now = NULL;

  if (g_str_equal (access->table->name, LINKS))
    return find_link_place (work, access, row, place, error);

  if (!read_row (work, access, row->key, &now, error))
    return FALSE;

  if (now == NULL)
    *place = PLACE_OWN;
  else if (is_same (now, row->before))
    *place = PLACE_THERE;
  else if (lf_values_is_whole (row->key, 0))
    *place = PLACE_OTHER;
  else
    return set_conflict (work, access, row, now, error);
  return TRUE;
}

/* What may be there only once, such as a result's path, may have been made anew meanwhile: that is
 * left as it is. A session is never left out. */
static gboolean
insert_row (LfUndoWork       *work,
            Access           *access,
            const LfUndoRow  *row,
            gboolean         *is_left,
            GError          **error)
{
  g_autoptr (GError) failure = NULL;

  *is_left = FALSE;
  if (run (work, access->insert, &failure))
    return TRUE;

  *is_left = sqlite3_extended_errcode (lf_connection_get_db (work->connection)) ==
               SQLITE_CONSTRAINT_UNIQUE &&
             lf_values_is_whole (row->key, 0);
  if (!*is_left)
    g_propagate_error (error, g_steal_pointer (&failure));
  return *is_left;
}

static gboolean
put_back (LfUndoWork       *work,
          Access           *access,
          const LfUndoRow  *row,
          Place             place,
          GError          **error)
{
  int key = find_column (access, LF_UNDO_KEY);
  g_autoptr (LfValues) id = g_bytes_ref (row->key);
  gboolean is_left;

  if (access->insert == NULL)
    access->insert = compose_insert (work, access, error);
  if (access->insert == NULL)
    return FALSE;

  for (guint i = 0; i < access->n_columns; i++)
    lf_values_bind (row->before, i, access->insert, (int) i + 2);
  if (place == PLACE_OTHER)
    sqlite3_bind_null (access->insert, key + 2);
  if (!insert_row (work, access, row, &is_left, error))
    return FALSE;
  if (is_left)
    {
      work->n_left++;
      return TRUE;
    }

  if (place == PLACE_OTHER)
    {
      sqlite3 *db = lf_connection_get_db (work->connection);

      g_bytes_unref (id);
      id = lf_values_from_number (sqlite3_last_insert_rowid (db));
    }
  work->has_put_back = TRUE;
  add_whole (work, access, id);
  return note (work, access, row, id, error);
}

static gboolean
put_back_at (LfUndoWork   *work,
             Access       *access,
             const Place  *places,
             Place         place,
             GError      **error)
{
  GPtrArray *rows = access->table->rows;

  for (guint i = rows->len; i-- > 0 && work->reverse != NULL;)
    {
      const LfUndoRow *row = g_ptr_array_index (rows, i);

      if (row->after == NULL && places[i] == place &&
          !put_back (work, access, row, place, error))
        return FALSE;
    }
  return TRUE;
}

/* All places are found before any row is put back: a frame may have been linked twice */
static gboolean
take_back_deletes (LfUndoWork  *work,
                   Access      *access,
                   GError     **error)
{
  GPtrArray *rows = access->table->rows;
  g_autofree Place *places = g_new0 (Place, rows->len + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      const LfUndoRow *row = g_ptr_array_index (rows, i);

      if (row->after == NULL && !find_place (work, access, row, &places[i], error))
        return FALSE;
      work->n_gone += places[i] == PLACE_GONE;
    }

  /* New ids come last, so that none is the own of another */
  return put_back_at (work, access, places, PLACE_OWN, error) &&
         put_back_at (work, access, places, PLACE_OTHER, error);
}

/**
 * lf_undo_take_back_table: (skip)
 * @work: what is done
 * @table: rows that were changed
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if one that must be as it was left is
 *   not
 *
 * Takes back what was done to rows, the last first.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_undo_take_back_table (LfUndoWork         *work,
                         const LfUndoTable  *table,
                         GError            **error)
{
  g_auto (Access) access = { .table = table };

  access.n_columns = g_strv_length (table->columns);
  for (guint i = table->rows->len; i-- > 0;)
    {
      const LfUndoRow *row = g_ptr_array_index (table->rows, i);
      g_autoptr (LfValues) now = NULL;
      gboolean done;

      if (row->after == NULL)
        continue;
      if (!read_row (work, &access, row->key, &now, error))
        return FALSE;

      if (row->before != NULL)
        done = take_back_update (work, &access, row, now, error);
      else
        done = take_back_insert (work, &access, row, now, error);
      if (!done)
        return FALSE;
    }
  return take_back_deletes (work, &access, error);
}

/**
 * lf_undo_look_at_table: (skip)
 * @work: what is done
 * @table: rows that may have been changed
 * @look: (inout): becomes %LF_UNDO_MADE if one of them is not as it was before
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_undo_look_at_table (LfUndoWork         *work,
                       const LfUndoTable  *table,
                       LfUndoLook         *look,
                       GError            **error)
{
  g_auto (Access) access = { .table = table };

  access.n_columns = g_strv_length (table->columns);
  for (guint i = 0; i < table->rows->len && *look == LF_UNDO_NOT_MADE; i++)
    {
      const LfUndoRow *row = g_ptr_array_index (table->rows, i);
      g_autoptr (LfValues) now = NULL;

      if (!read_row (work, &access, row->key, &now, error))
        return FALSE;
      if (!is_same (now, row->before))
        *look = LF_UNDO_MADE;
    }
  return TRUE;
}
