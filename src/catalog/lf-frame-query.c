/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frame-query.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-frame-columns.h"

/* Queries of frames are composed here and nowhere else, for their columns are chosen. A column must
 * be one that the catalog has, and its name is quoted; values are bound. */

#define MAX_WORDS 16
#define MAX_WORD_LENGTH 200

/* Texts are cut: nobody reads more of a cell, and a page of frames must stay small */
#define MAX_TEXT_LENGTH "1000"

/* Where words are searched */
static const char *const searched[] = { "file",   "object",     "filter",
                                        "camera", "telescope",  "imaging_session_id",
                                        "folder", "frame_type", "obs_date" };

static const char *const type_names[] = {
  [LF_FRAME_LIGHT] = "LIGHT",
  [LF_FRAME_DARK] = "DARK",
  [LF_FRAME_FLAT] = "FLAT",
  [LF_FRAME_BIAS] = "BIAS",
};

/**
 * lf_frame_query_copy:
 * @self: a query
 *
 * Any thread.
 *
 * Returns: (transfer full): a copy
 */
LfFrameQuery *
lf_frame_query_copy (const LfFrameQuery *self)
{
  LfFrameQuery *copy = g_memdup2 (self, sizeof *self);

  copy->session = g_strdup (self->session);
  copy->search = g_strdup (self->search);
  copy->sort = g_strdup (self->sort);
  return copy;
}

/**
 * lf_frame_query_free:
 * @self: (transfer full): a copy of a query
 */
void
lf_frame_query_free (LfFrameQuery *self)
{
  g_free (self->session);
  g_free (self->search);
  g_free (self->sort);
  g_free (self);
}

/**
 * lf_frame_query_equal:
 * @a: a query
 * @b: a query
 *
 * Any thread.
 *
 * Returns: whether they mean the same frames in the same order
 */
gboolean
lf_frame_query_equal (const LfFrameQuery *a,
                      const LfFrameQuery *b)
{
  return g_strcmp0 (a->session, b->session) == 0 && g_strcmp0 (a->search, b->search) == 0 &&
         a->types == b->types && a->only_flawed == b->only_flawed &&
         g_strcmp0 (a->sort, b->sort) == 0 && a->descending == b->descending;
}

static void
append_quoted (GString    *sql,
               const char *name)
{
  char *quoted = sqlite3_mprintf ("f.\"%w\"", name);

  g_string_append (sql, quoted);
  sqlite3_free (quoted);
}

static char *
dup_names (GPtrArray *columns)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const LfFrameColumn *) g_ptr_array_index (columns, i))->name);
  return g_string_free (names, FALSE);
}

/* The name comes from the catalog itself, not from whoever asks */
static gboolean
append_column (GString     *sql,
               GPtrArray   *columns,
               const char  *name,
               GError     **error)
{
  const LfFrameColumn *column = lf_frame_columns_find (columns, name);

  if (column == NULL)
    {
      g_autofree char *names = dup_names (columns);

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("Frames of this catalog have no column “%s”. There are: %s."), name, names);
      return FALSE;
    }

  append_quoted (sql, column->name);
  return TRUE;
}

/* IN rather than JOIN: with the primary key it looks up each linked frame once; without it (a
 * catalog that lost the key) it reads the frames once, where a join reads them once a link */
static void
append_session (GString            *sql,
                const LfFrameQuery *self)
{
  g_string_append (sql, " FROM fits_files AS f WHERE ");
  if (self->session != NULL)
    g_string_append (sql, "f.id IN (SELECT fits_file_id FROM processing_session_files"
                          " WHERE processing_session_id = ?1)");
  else
    g_string_append (sql, "?1 IS NULL");
}

static void
append_types (GString *sql,
              guint    types)
{
  if (types == LF_FRAME_TYPES_ALL)
    return;

  g_string_append (sql, " AND (0");
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if ((types & (1u << i)) != 0)
      g_string_append_printf (sql, " OR f.frame_type = '%s' COLLATE NOCASE", type_names[i]);
  if ((types & (1u << LF_FRAME_OTHER)) != 0)
    g_string_append (sql, " OR f.frame_type IS NULL OR f.frame_type COLLATE NOCASE"
                          " NOT IN ('LIGHT', 'DARK', 'FLAT', 'BIAS')");
  g_string_append_c (sql, ')');
}

/* A condition for each word, whose pattern is bound as ?2 and so on */
static void
append_words (GString *sql,
              guint    n_words)
{
  for (guint word = 0; word < n_words; word++)
    {
      g_string_append (sql, " AND (0");
      for (guint i = 0; i < G_N_ELEMENTS (searched); i++)
        g_string_append_printf (sql, " OR replace(f.%s, ' ', '') LIKE ?%u ESCAPE '\\'",
                                searched[i], word + 2);
      g_string_append_c (sql, ')');
    }
}

static GPtrArray *
split_words (const char *search)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit_set (search != NULL ? search : "", " \t\r\n", -1);

  for (guint i = 0; parts[i] != NULL && words->len < MAX_WORDS; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_utf8_make_valid (parts[i], MIN (strlen (parts[i]),
                                                                MAX_WORD_LENGTH)));
  return words;
}

/* Found anywhere, with nothing in it that LIKE takes for more than itself */
static char *
make_pattern (const char *word)
{
  GString *pattern = g_string_new ("%");

  for (const char *c = word; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static void
bind (LfStatement        *stmt,
      const LfFrameQuery *self,
      GPtrArray          *words)
{
  if (self->session != NULL)
    sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);

  for (guint i = 0; i < words->len; i++)
    sqlite3_bind_text (stmt, (int) i + 2, make_pattern (g_ptr_array_index (words, i)), -1,
                       g_free);
}

/**
 * lf_frame_query_prepare_index: (skip)
 * @self: a query
 * @connection: a connection
 * @error: where to put an error of %LF_CATALOG_ERROR; %LF_CATALOG_ERROR_NOT_FOUND if there is no
 *   such column
 *
 * Prepares a statement that yields the row numbers of frames in their order.
 *
 * Returns: (transfer full) (nullable): the statement, bound
 */
LfStatement *
lf_frame_query_prepare_index (const LfFrameQuery  *self,
                              LfConnection        *connection,
                              GError             **error)
{
  g_autoptr (GPtrArray) columns = lf_frame_columns_load (connection, error);
  g_autoptr (GPtrArray) words = split_words (self->search);
  g_autoptr (GString) sql = g_string_new ("SELECT f.rowid");
  LfStatement *stmt;

  if (columns == NULL)
    return NULL;

  append_session (sql, self);
  append_types (sql, self->types);
  append_words (sql, words->len);
  if (self->only_flawed)
    g_string_append (sql, " AND (f.bad IS TRUE OR f.file_not_found IS TRUE)");

  g_string_append (sql, " ORDER BY ");
  if (self->sort != NULL)
    {
      if (!append_column (sql, columns, self->sort, error))
        return NULL;
      g_string_append_printf (sql, " COLLATE NOCASE %s NULLS LAST, ",
                              self->descending ? "DESC" : "ASC");
    }
  g_string_append_printf (sql, "f.rowid%s",
                          self->sort == NULL && self->descending ? " DESC" : "");

  stmt = lf_connection_prepare_text (connection, sql->str, error);
  if (stmt != NULL)
    bind (stmt, self, words);
  return stmt;
}

/**
 * lf_frame_query_prepare_rows: (skip)
 * @columns: names of columns, and %NULL
 * @connection: a connection
 * @error: where to put an error of %LF_CATALOG_ERROR; %LF_CATALOG_ERROR_NOT_FOUND if there is no
 *   such column
 *
 * Prepares a statement that takes a JSON array of row numbers as ?1 and yields, in its order, the
 * row number (NULL if there is no such frame any more), whether the frame is bad, whether its file
 * is missing, and the columns.
 *
 * Returns: (transfer full) (nullable): the statement
 */
LfStatement *
lf_frame_query_prepare_rows (const char *const  *columns,
                             LfConnection       *connection,
                             GError            **error)
{
  g_autoptr (GPtrArray) all = lf_frame_columns_load (connection, error);
  g_autoptr (GString) sql =
    g_string_new ("SELECT f.rowid, f.bad IS TRUE, f.file_not_found IS TRUE");

  if (all == NULL)
    return NULL;

  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autoptr (GString) column = g_string_new (NULL);

      if (!append_column (column, all, columns[i], error))
        return NULL;
      g_string_append_printf (sql,
                              ", CASE WHEN typeof(%s) IN ('text', 'blob')"
                              " THEN substr(%s, 1, " MAX_TEXT_LENGTH ") ELSE %s END",
                              column->str, column->str, column->str);
    }

  /* A left join, so that the planner cannot begin with the frames, and none is passed over */
  g_string_append (sql, " FROM json_each(?1) AS j LEFT JOIN fits_files AS f ON f.rowid = j.value"
                        " ORDER BY j.key");
  return lf_connection_prepare_text (connection, sql->str, error);
}

/**
 * lf_frame_query_prepare_series: (skip)
 * @self: a query; its order does not matter
 * @column: the name of a column
 * @connection: a connection
 * @error: where to put an error of %LF_CATALOG_ERROR; %LF_CATALOG_ERROR_NOT_FOUND if there is no
 *   such column
 *
 * Prepares a statement that yields for each frame with a time and a number in the column its row
 * number, the time as a Julian date, and the number, in the order of time.
 *
 * Returns: (transfer full) (nullable): the statement, bound
 */
LfStatement *
lf_frame_query_prepare_series (const LfFrameQuery  *self,
                               const char          *column,
                               LfConnection        *connection,
                               GError             **error)
{
  static const char *time = "julianday(coalesce(f.obs_timestamp, f.exposure_start))";
  g_autoptr (GPtrArray) columns = lf_frame_columns_load (connection, error);
  g_autoptr (GPtrArray) words = split_words (self->search);
  g_autoptr (GString) quoted = g_string_new (NULL);
  g_autoptr (GString) sql = g_string_new (NULL);
  LfStatement *stmt;

  if (columns == NULL || !append_column (quoted, columns, column, error))
    return NULL;

  g_string_append_printf (sql, "SELECT f.rowid, %s, %s", time, quoted->str);
  append_session (sql, self);
  append_types (sql, self->types);
  append_words (sql, words->len);
  if (self->only_flawed)
    g_string_append (sql, " AND (f.bad IS TRUE OR f.file_not_found IS TRUE)");
  g_string_append_printf (sql,
                          " AND typeof(%s) IN ('integer', 'real') AND %s IS NOT NULL"
                          " ORDER BY 2, 1",
                          quoted->str, time);

  stmt = lf_connection_prepare_text (connection, sql->str, error);
  if (stmt != NULL)
    bind (stmt, self, words);
  return stmt;
}
