/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-export-csv.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "catalog/lf-frames.h"

/* Frames that are read and written at a time */
#define PAGE_LENGTH 256

/* RFC 4180, but that a line is a row: white space and control characters become a space */
static void
append_cell (GString    *text,
             const char *cell,
             gboolean    is_first)
{
  g_autofree char *line = lf_format_one_line (cell != NULL ? cell : "");

  if (!is_first)
    g_string_append_c (text, ',');
  if (strpbrk (line, ",\"") == NULL)
    {
      g_string_append (text, line);
      return;
    }

  g_string_append_c (text, '"');
  for (const char *c = line; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

static void
append_header (GString           *text,
               const char *const *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    append_cell (text, columns[i], i == 0);
  g_string_append_c (text, '\n');
}

static void
append_rows (GString   *text,
             GPtrArray *rows,
             guint      n_columns)
{
  for (guint i = 0; i < rows->len; i++)
    {
      LfFrameRow *row = g_ptr_array_index (rows, i);

      if (lf_frame_row_is_gone (row))
        continue;
      for (guint column = 0; column < n_columns; column++)
        append_cell (text, lf_frame_row_get_text (row, column), column == 0);
      g_string_append_c (text, '\n');
    }
}

static gboolean
write_text (GOutputStream  *stream,
            GString        *text,
            GError        **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_output_stream_write_all (stream, text->str, text->len, NULL, NULL, &failure))
    {
      g_string_truncate (text, 0);
      return TRUE;
    }

  g_set_error (error, LF_CATALOG_ERROR,
               g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
                 ? LF_CATALOG_ERROR_DISK_FULL
                 : LF_CATALOG_ERROR_FAILED,
               _("The table could not be written to its end: %s. The catalog was not changed. "
                 "Check the disk, then try again."),
               failure->message);
  return FALSE;
}

static gboolean
write_pages (LfConnection       *connection,
             const LfFrameQuery *query,
             const char *const  *columns,
             GOutputStream      *stream,
             GError            **error)
{
  g_autoptr (GArray) index = lf_frame_index_load (connection, query, error);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_columns = g_strv_length ((GStrv) columns);

  if (index == NULL)
    return FALSE;

  append_header (text, columns);
  for (guint i = 0; i < index->len; i += PAGE_LENGTH)
    {
      g_autoptr (GPtrArray) rows =
        lf_frame_rows_load (connection, &g_array_index (index, gint64, i),
                            MIN (PAGE_LENGTH, index->len - i), columns, error);

      if (rows == NULL)
        return FALSE;
      append_rows (text, rows, n_columns);
      if (!write_text (stream, text, error))
        return FALSE;
    }
  return write_text (stream, text, error);
}

/**
 * lf_export_csv:
 * @connection: a connection
 * @query: which frames, and in which order
 * @columns: the columns, by their names in layout 2, and %NULL; the header has these names
 * @stream: where to write
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Writes frames as a table of comma-separated values (RFC 4180, UTF-8, numbers with a point), in
 * one read transaction and page by page, so that memory does not grow with the frames. Blocks: on the
 * connection's thread.
 *
 * Returns: %FALSE on an error, which leaves @stream as far as it was written
 */
gboolean
lf_export_csv (LfConnection        *connection,
               const LfFrameQuery  *query,
               const char *const   *columns,
               GOutputStream       *stream,
               GError             **error)
{
  sqlite3 *db = lf_connection_get_db (connection);
  gboolean written;

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  written = write_pages (connection, query, columns, stream, error);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  return written;
}

/**
 * lf_export_csv_to_text:
 * @connection: a connection
 * @session: a session's id
 * @columns: the columns, see lf_export_csv()
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Writes the frames of one session as lf_export_csv() does, into memory. Blocks: on the connection's
 * thread.
 *
 * Returns: (transfer full) (nullable): the table
 */
char *
lf_export_csv_to_text (LfConnection       *connection,
                       const char         *session,
                       const char *const  *columns,
                       GError            **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  LfFrameQuery query = { .session = (char *) session };

  if (!lf_export_csv (connection, &query, columns, stream, error) ||
      !g_output_stream_write_all (stream, "", 1, NULL, NULL, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}
