/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frames.h"

#include <math.h>
#include <sqlite3.h>

/* Columns of lf_frame_query_prepare_rows() */
enum
{
  ROW_NUMBER,
  ROW_BAD,
  ROW_MISSING,
  ROW_FIRST,
};

typedef struct
{
  char   *text;
  double  value;
} Cell;

struct _LfFrameRow
{
  gint64    number;
  gboolean  gone;
  gboolean  bad;
  gboolean  missing;
  guint     n_cells;
  Cell     *cells;
};

/**
 * lf_frame_index_load:
 * @connection: a connection
 * @query: which frames, and in which order
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Lists the row numbers of frames in their order, eight bytes a frame, so that a list of any length
 * can be shown of which only what is seen is read. A row number is not an id: catalogs that lost
 * their primary key have frames without an id. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the row numbers
 */
GArray *
lf_frame_index_load (LfConnection        *connection,
                     const LfFrameQuery  *query,
                     GError             **error)
{
  g_autoptr (LfStatement) stmt = lf_frame_query_prepare_index (query, connection, error);
  g_autoptr (GArray) index = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        {
          gint64 number = sqlite3_column_int64 (stmt, 0);

          g_array_append_val (index, number);
        }
    }
  while (has_row);
  return g_steal_pointer (&index);
}

static void
frame_row_clear (LfFrameRow *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    g_free (self->cells[i].text);
  g_free (self->cells);
}

static void
read_cell (Cell         *cell,
           sqlite3_stmt *stmt,
           int           column)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  cell->value = NAN;
  switch (sqlite3_column_type (stmt, column))
    {
    case SQLITE_FLOAT:
      /* SQLite writes 300.0 where people write 300 */
      cell->value = sqlite3_column_double (stmt, column);
      cell->text = g_strdup (g_ascii_formatd (number, sizeof number, "%.10g", cell->value));
      break;
    case SQLITE_INTEGER:
      cell->value = (double) sqlite3_column_int64 (stmt, column);
      cell->text = lf_column_dup_text (stmt, column);
      break;
    default:
      cell->text = lf_column_dup_text (stmt, column);
      break;
    }
}

static LfFrameRow *
read_row (sqlite3_stmt *stmt,
          gint64        number)
{
  LfFrameRow *self = g_atomic_rc_box_new0 (LfFrameRow);

  self->number = number;
  self->gone = sqlite3_column_type (stmt, ROW_NUMBER) == SQLITE_NULL;
  self->bad = sqlite3_column_int (stmt, ROW_BAD) != 0;
  self->missing = sqlite3_column_int (stmt, ROW_MISSING) != 0;
  self->n_cells = (guint) sqlite3_column_count (stmt) - ROW_FIRST;
  self->cells = g_new0 (Cell, self->n_cells);
  for (guint i = 0; i < self->n_cells; i++)
    read_cell (&self->cells[i], stmt, (int) i + ROW_FIRST);
  return self;
}

static char *
to_json (const gint64 *numbers,
         guint         n_numbers)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n_numbers; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", numbers[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/**
 * lf_frame_rows_load:
 * @connection: a connection
 * @numbers: (array length=n_numbers): row numbers from lf_frame_index_load(), such as a page of them
 * @n_numbers: how many
 * @columns: the columns to read, by their names in layout 2, and %NULL
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Reads a page of frames by their row numbers, each looked up once. Frames that are gone meanwhile
 * have a row that says so. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type LfFrameRow): as many as @n_numbers, in their
 *   order
 */
GPtrArray *
lf_frame_rows_load (LfConnection       *connection,
                    const gint64       *numbers,
                    guint               n_numbers,
                    const char *const  *columns,
                    GError            **error)
{
  g_autoptr (LfStatement) stmt = lf_frame_query_prepare_rows (columns, connection, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                                 lf_frame_row_unref);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, to_json (numbers, n_numbers), -1, g_free);
  for (guint i = 0; i < n_numbers; i++)
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      g_assert (has_row);
      g_ptr_array_add (rows, read_row (stmt, numbers[i]));
    }
  return g_steal_pointer (&rows);
}

/**
 * lf_frame_row_ref:
 * @self: a row
 *
 * Returns: (transfer full): @self
 */
LfFrameRow *
lf_frame_row_ref (LfFrameRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * lf_frame_row_unref:
 * @self: (transfer full): a row
 *
 * Releases it, on any thread.
 */
void
lf_frame_row_unref (LfFrameRow *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) frame_row_clear);
}

/**
 * lf_frame_row_get_number:
 * @self: a row
 *
 * Returns: the number of the row in the catalog
 */
gint64
lf_frame_row_get_number (LfFrameRow *self)
{
  return self->number;
}

/**
 * lf_frame_row_is_gone:
 * @self: a row
 *
 * Returns: whether the frame was removed from the catalog after the index was loaded
 */
gboolean
lf_frame_row_is_gone (LfFrameRow *self)
{
  return self->gone;
}

/**
 * lf_frame_row_is_bad:
 * @self: a row
 *
 * Returns: whether the catalog says that the frame is bad
 */
gboolean
lf_frame_row_is_bad (LfFrameRow *self)
{
  return self->bad;
}

/**
 * lf_frame_row_is_missing:
 * @self: a row
 *
 * Returns: whether the catalog says that the frame's file is missing
 */
gboolean
lf_frame_row_is_missing (LfFrameRow *self)
{
  return self->missing;
}

/**
 * lf_frame_row_get_n_columns:
 * @self: a row
 *
 * A row may have been read before more columns were asked for.
 *
 * Returns: how many columns it has
 */
guint
lf_frame_row_get_n_columns (LfFrameRow *self)
{
  return self->n_cells;
}

/**
 * lf_frame_row_get_text:
 * @self: a row
 * @column: the index of a column that was asked for
 *
 * Returns: (transfer none) (nullable): what it has, valid UTF-8 of at most 1000 characters, numbers
 *   with a point; %NULL for nothing
 */
const char *
lf_frame_row_get_text (LfFrameRow *self,
                       guint       column)
{
  g_return_val_if_fail (column < self->n_cells, NULL);

  return self->cells[column].text;
}

/**
 * lf_frame_row_get_value:
 * @self: a row
 * @column: the index of a column that was asked for
 *
 * Returns: the number it has; NaN if that is no number
 */
double
lf_frame_row_get_value (LfFrameRow *self,
                        guint       column)
{
  g_return_val_if_fail (column < self->n_cells, NAN);

  return self->cells[column].value;
}
