/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-data-row.h"

#include "catalog/lf-format.h"

struct _LfDataRow
{
  GObject     parent_instance;

  LfSeverity  state;
  GArray     *cells;
};

typedef struct
{
  char   *text;
  char   *target;
  double  value;
} Cell;

G_DEFINE_FINAL_TYPE (LfDataRow, lf_data_row, G_TYPE_OBJECT)

static void
cell_clear (Cell *cell)
{
  g_free (cell->text);
  g_free (cell->target);
}

static void
lf_data_row_finalize (GObject *object)
{
  LfDataRow *self = LF_DATA_ROW (object);

  g_array_unref (self->cells);

  G_OBJECT_CLASS (lf_data_row_parent_class)->finalize (object);
}

static void
lf_data_row_class_init (LfDataRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_data_row_finalize;
}

static void
lf_data_row_init (LfDataRow *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, (GDestroyNotify) cell_clear);
}

static void
add (LfDataRow *self,
     char      *text,
     double     value)
{
  Cell cell = { text, NULL, value };

  g_array_append_val (self->cells, cell);
}

/**
 * lf_data_row_new:
 * @state: how what it is about is, for columns that show it
 *
 * Returns: (transfer full): a row without cells
 */
LfDataRow *
lf_data_row_new (LfSeverity state)
{
  LfDataRow *self = g_object_new (LF_TYPE_DATA_ROW, NULL);

  self->state = state;
  return self;
}

/**
 * lf_data_row_get_state:
 * @self: a row
 *
 * Returns: how what it is about is
 */
LfSeverity
lf_data_row_get_state (LfDataRow *self)
{
  return self->state;
}

/**
 * lf_data_row_add_text:
 * @self: a row
 * @text: (nullable): a text, which may come from a catalog and be any bytes
 *
 * Adds the next cell.
 */
void
lf_data_row_add_text (LfDataRow  *self,
                      const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  add (self, lf_format_one_line (valid), 0);
}

/**
 * lf_data_row_take_text:
 * @self: a row
 * @text: (transfer full): a text, as for lf_data_row_add_text()
 *
 * Adds the next cell.
 */
void
lf_data_row_take_text (LfDataRow *self,
                       char      *text)
{
  lf_data_row_add_text (self, text);
  g_free (text);
}

/**
 * lf_data_row_add_action:
 * @self: a row
 * @label: what a button says
 * @target: what it is done to
 *
 * Adds the next cell, for a column of %LF_DATA_ACTION.
 */
void
lf_data_row_add_action (LfDataRow  *self,
                        const char *label,
                        const char *target)
{
  add (self, g_strdup (label), 0);
  g_array_index (self->cells, Cell, self->cells->len - 1).target = g_strdup (target);
}

/**
 * lf_data_row_get_target:
 * @self: a row
 * @column: a column
 *
 * Returns: (transfer none) (nullable): what the button there is for; %NULL if there is none
 */
const char *
lf_data_row_get_target (LfDataRow *self,
                        guint      column)
{
  return column < self->cells->len ? g_array_index (self->cells, Cell, column).target : NULL;
}

/**
 * lf_data_row_add_value:
 * @self: a row
 * @value: the part that a bar fills, 0 to 1
 *
 * Adds the next cell.
 */
void
lf_data_row_add_value (LfDataRow *self,
                       double     value)
{
  add (self, NULL, value);
}

/**
 * lf_data_row_get_text:
 * @self: a row
 * @column: a column
 *
 * Returns: (transfer none): its text; empty if the row has none
 */
const char *
lf_data_row_get_text (LfDataRow *self,
                      guint      column)
{
  const char *text =
    column < self->cells->len ? g_array_index (self->cells, Cell, column).text : NULL;

  return text != NULL ? text : "";
}

/**
 * lf_data_row_get_value:
 * @self: a row
 * @column: a column
 *
 * Returns: its value; 0 if the row has none
 */
double
lf_data_row_get_value (LfDataRow *self,
                       guint      column)
{
  return column < self->cells->len ? g_array_index (self->cells, Cell, column).value : 0;
}

/**
 * lf_data_row_equal:
 * @self: a row
 * @other: another one
 *
 * Returns: whether the two look the same
 */
gboolean
lf_data_row_equal (LfDataRow *self,
                   LfDataRow *other)
{
  if (self->state != other->state || self->cells->len != other->cells->len)
    return FALSE;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *one = &g_array_index (self->cells, Cell, i);
      const Cell *two = &g_array_index (other->cells, Cell, i);

      if (g_strcmp0 (one->text, two->text) != 0 || g_strcmp0 (one->target, two->target) != 0 ||
          ABS (one->value - two->value) > G_MINDOUBLE)
        return FALSE;
    }
  return TRUE;
}
