/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-table.h"

#include "catalog/lf-format.h"

#define GAP 2

/* A column is not cut to less */
#define LEAST_WIDTH 8

typedef struct
{
  LfCliColumnKind kind;
  guint           width;        /* of its widest cell */
} Column;

typedef struct
{
  LfCliStyle style;
  char      *text;
} Cell;

struct _LfCliTable
{
  GArray *columns;              /* of Column */
  GArray *cells;                /* of Cell; the first row has the titles */
};

static void
cell_clear (Cell *cell)
{
  g_free (cell->text);
}

/**
 * lf_cli_table_new:
 *
 * Returns: (transfer full): a table without columns
 */
LfCliTable *
lf_cli_table_new (void)
{
  LfCliTable *self = g_new0 (LfCliTable, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, (GDestroyNotify) cell_clear);
  return self;
}

/**
 * lf_cli_table_free:
 * @self: (transfer full): a table
 */
void
lf_cli_table_free (LfCliTable *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_free (self);
}

static void
append_cell (LfCliTable *self,
             guint       i_column,
             LfCliStyle  style,
             const char *text)
{
  Column *column = &g_array_index (self->columns, Column, i_column);
  Cell cell = { .style = style, .text = lf_cli_text_clean (text != NULL ? text : "") };

  column->width = MAX (column->width, lf_cli_text_get_width (cell.text));
  g_array_append_val (self->cells, cell);
}

/**
 * lf_cli_table_add_column:
 * @self: a table without rows
 * @kind: what is in the column
 * @title: what it is headed
 *
 * Adds a column at the right.
 */
void
lf_cli_table_add_column (LfCliTable      *self,
                         LfCliColumnKind  kind,
                         const char      *title)
{
  Column column = { .kind = kind };

  g_assert (self->cells->len == self->columns->len);

  g_array_append_val (self->columns, column);
  append_cell (self, self->columns->len - 1, LF_CLI_STYLE_BOLD, title);
}

/**
 * lf_cli_table_add:
 * @self: a table with columns
 * @style: how the cell looks
 * @text: (nullable): what is in it, from anywhere
 *
 * Adds a cell at the right, or in a new row where the last one is full.
 */
void
lf_cli_table_add (LfCliTable *self,
                  LfCliStyle  style,
                  const char *text)
{
  append_cell (self, self->cells->len % self->columns->len, style, text);
}

/**
 * lf_cli_table_add_count:
 * @self: a table with columns
 * @count: a number of things
 *
 * Adds a cell with a count; a zero is dim.
 */
void
lf_cli_table_add_count (LfCliTable *self,
                        guint64     count)
{
  g_autofree char *text = lf_format_count (count);

  lf_cli_table_add (self, count == 0 ? LF_CLI_STYLE_DIM : LF_CLI_STYLE_PLAIN, text);
}

static Column *
find_widest (GArray *columns)
{
  Column *widest = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      Column *column = &g_array_index (columns, Column, i);

      if (column->kind == LF_CLI_COLUMN_FLEXIBLE && column->width > LEAST_WIDTH &&
          (widest == NULL || column->width > widest->width))
        widest = column;
    }
  return widest;
}

/* Narrows the flexible columns, the widest first, until the table fits */
static GArray *
fit (LfCliTable *self,
     guint       width)
{
  GArray *columns = g_array_copy (self->columns);
  guint sum = GAP * (columns->len - 1);

  for (guint i = 0; i < columns->len; i++)
    sum += g_array_index (columns, Column, i).width;

  for (Column *widest; width > 0 && sum > width && (widest = find_widest (columns)) != NULL; sum--)
    widest->width--;
  return columns;
}

static void
append_spaces (GString *text,
               guint    n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ' ');
}

static void
end_line (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, '\n');
}

static void
write_cell (const LfCliTerminal *terminal,
            const Column        *column,
            const Cell          *cell,
            gboolean             is_last,
            GString             *text)
{
  g_autofree char *cut = lf_cli_text_ellipsize (cell->text, MAX (column->width, 1));
  guint padding = column->width - MIN (column->width, lf_cli_text_get_width (cut));
  gboolean is_right = column->kind == LF_CLI_COLUMN_NUMBER;

  if (is_right)
    append_spaces (text, padding);
  lf_cli_terminal_append (terminal, text, cell->style, cut);
  if (!is_last)
    append_spaces (text, is_right ? GAP : padding + GAP);
}

/**
 * lf_cli_table_write:
 * @self: a table whose last row is full
 * @terminal: where it is going to be written; nothing is cut for what is no terminal
 * @text: to append to
 *
 * Writes the table, with its titles.
 */
void
lf_cli_table_write (LfCliTable          *self,
                    const LfCliTerminal *terminal,
                    GString             *text)
{
  g_autoptr (GArray) columns = fit (self, terminal->columns);
  guint n = columns->len;

  g_assert (n > 0 && self->cells->len % n == 0);

  for (guint i = 0; i < self->cells->len; i++)
    {
      write_cell (terminal, &g_array_index (columns, Column, i % n),
                  &g_array_index (self->cells, Cell, i), i % n == n - 1, text);
      if (i % n == n - 1)
        end_line (text);
    }
}
