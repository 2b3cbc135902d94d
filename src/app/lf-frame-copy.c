/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-copy.h"

#include "catalog/lf-format.h"
#include "catalog/lf-frames.h"

/* Frames that are read at once: a hundred thousand may be copied */
#define PORTION 512

/**
 * lf_frame_copy_new:
 * @numbers: (transfer full): the frames
 * @names: (transfer full): the columns
 * @titles: (transfer full): their titles
 *
 * Returns: (transfer full): what to copy
 */
LfFrameCopy *
lf_frame_copy_new (GArray *numbers,
                   GStrv   names,
                   GStrv   titles)
{
  LfFrameCopy *self = g_new0 (LfFrameCopy, 1);

  self->numbers = numbers;
  self->names = names;
  self->titles = titles;
  return self;
}

/**
 * lf_frame_copy_free:
 * @self: (transfer full): what was copied
 *
 * Any thread.
 */
void
lf_frame_copy_free (LfFrameCopy *self)
{
  g_array_unref (self->numbers);
  g_strfreev (self->names);
  g_strfreev (self->titles);
  g_free (self);
}

/* A tab or a line break in a text would be taken for the next cell or the next frame */
static void
append_cell (GString    *text,
             guint       column,
             const char *value)
{
  g_autofree char *line = value != NULL ? lf_format_one_line (value) : NULL;

  if (column > 0)
    g_string_append_c (text, '\t');
  if (line != NULL)
    g_string_append (text, line);
}

/**
 * lf_frame_copy_run:
 * @connection: a connection
 * @copy: an #LfFrameCopy
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Writes frames as text: their titles and a line each, with tabs between, as spreadsheets take it.
 * Numbers have a point. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the text
 */
gpointer
lf_frame_copy_run (LfConnection  *connection,
                   gpointer       copy,
                   GError       **error)
{
  LfFrameCopy *self = copy;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_columns = g_strv_length (self->names);

  for (guint i = 0; i < n_columns; i++)
    append_cell (text, i, self->titles[i]);
  g_string_append_c (text, '\n');

  for (guint first = 0; first < self->numbers->len; first += PORTION)
    {
      guint n = MIN (PORTION, self->numbers->len - first);
      g_autoptr (GPtrArray) rows =
        lf_frame_rows_load (connection, &g_array_index (self->numbers, gint64, first), n,
                            (const char *const *) self->names, error);

      if (rows == NULL)
        return NULL;
      for (guint i = 0; i < rows->len; i++)
        {
          for (guint j = 0; j < n_columns; j++)
            append_cell (text, j, lf_frame_row_get_text (g_ptr_array_index (rows, i), j));
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
