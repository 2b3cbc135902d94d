/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-structure-rows.h"

#include <glib/gi18n-lib.h>

#include "app/lf-check-text.h"
#include "app/lf-data-row.h"
#include "catalog/lf-format.h"

static const char *
get_difference (const LfDifference *difference)
{
  switch (difference->kind)
    {
    case LF_DIFFERENCE_MISSING_TABLE:
      return _("Missing table");
    case LF_DIFFERENCE_MISSING_COLUMN:
      return _("Missing column");
    case LF_DIFFERENCE_PRIMARY_KEY:
      return _("Primary key");
    case LF_DIFFERENCE_FOREIGN_KEY:
      return _("Foreign key");
    case LF_DIFFERENCE_NOT_NULL:
      return _("May be empty");
    case LF_DIFFERENCE_UNIQUE:
      return _("May repeat");
    case LF_DIFFERENCE_DEFAULT:
      return _("Default");
    case LF_DIFFERENCE_TYPE:
      return _("Type");
    case LF_DIFFERENCE_OWN:
    default:
      return _("Yours");
    }
}

/**
 * lf_structure_rows_list_differences:
 * @table: a table
 * @worded: whether to list what is only worded differently, or all else
 *
 * Lists in what a table differs from what it should be. What is the user's is left out. Cells: what
 * differs, columns, what is declared, what should be.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_structure_rows_list_differences (LfTableStructure *table,
                                    gboolean          worded)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < table->differences->len; i++)
    {
      const LfDifference *difference = g_ptr_array_index (table->differences, i);
      LfDataRow *row;

      if (difference->kind == LF_DIFFERENCE_OWN ||
          (difference->severity <= LF_SEVERITY_INFO) != worded)
        continue;

      row = lf_data_row_new (difference->severity);
      lf_data_row_add_text (row, get_difference (difference));
      lf_data_row_add_text (row, difference->name);
      lf_data_row_add_text (row, difference->declared);
      lf_data_row_add_text (row, difference->should_be);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static char *
describe_problem (const LfRowProblem *problem)
{
  switch (problem->kind)
    {
    case LF_ROW_NULL_ID:
      return g_strdup (_("without an id"));
    case LF_ROW_DUPLICATE_ID:
      return g_strdup (_("with the id of another"));
    case LF_ROW_BAD_ID:
      return g_strdup (_("with an id that is no number"));
    case LF_ROW_NULL_VALUE:
      return g_strdup (_("without a value"));
    case LF_ROW_ORPHAN:
      /* Translators: rows that refer to rows of a table that are not there */
      return g_strdup_printf (_("refer to nothing in %s"), problem->parent);
    case LF_ROW_LOSSY_VALUE:
      return g_strdup (_("with a value that the type would change"));
    case LF_ROW_DUPLICATE_VALUE:
    default:
      return g_strdup (_("repeat the value of another"));
    }
}

/**
 * lf_structure_rows_list_problems:
 * @table: a table
 *
 * Lists what is wrong with the rows of a table. Cells: how many rows, what is wrong, columns,
 * examples.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_structure_rows_list_problems (LfTableStructure *table)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < table->problems->len; i++)
    {
      const LfRowProblem *problem = g_ptr_array_index (table->problems, i);
      LfDataRow *row = lf_data_row_new (problem->severity);
      g_autoptr (GString) examples = g_string_new (NULL);

      for (guint j = 0; j < problem->examples->len; j++)
        g_string_append_printf (examples, "%s%s", j > 0 ? ", " : "",
                                (const char *) g_ptr_array_index (problem->examples, j));
      if (problem->count > problem->examples->len && examples->len > 0)
        g_string_append (examples, ", …");

      lf_data_row_take_text (row, lf_format_count (problem->count));
      lf_data_row_take_text (row, describe_problem (problem));
      lf_data_row_add_text (row, problem->column);
      lf_data_row_add_text (row, examples->str);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * lf_structure_rows_is_in_order:
 * @table: a table
 *
 * Returns: whether nothing is wrong with it; what the user added to it is not
 */
gboolean
lf_structure_rows_is_in_order (LfTableStructure *table)
{
  for (guint i = 0; i < table->differences->len; i++)
    if (((LfDifference *) g_ptr_array_index (table->differences, i))->kind != LF_DIFFERENCE_OWN)
      return FALSE;
  return table->problems->len == 0;
}

/**
 * lf_structure_rows_list_in_order:
 * @report: what was found
 *
 * Lists the tables with which nothing is wrong. Cells: table, rows.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_structure_rows_list_in_order (LfStructureReport *report)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < report->tables->len; i++)
    {
      LfTableStructure *table = g_ptr_array_index (report->tables, i);
      LfDataRow *row;

      if (table->is_own || !lf_structure_rows_is_in_order (table))
        continue;

      row = lf_data_row_new (LF_SEVERITY_OK);
      lf_data_row_add_text (row, table->table);
      lf_data_row_take_text (row, lf_check_text_count (g_dngettext (GETTEXT_PACKAGE, "%s row",
                                                                    "%s rows", table->n_rows),
                                                       table->n_rows));
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static char *
describe_own (const LfDifference *difference,
              const char         *table)
{
  switch (difference->own)
    {
    case LF_OWN_TABLE:
      return g_strdup (_("table"));
    case LF_OWN_COLUMN:
      /* Translators: what something is, with the name of a table */
      return g_strdup_printf (_("column of %s"), table);
    case LF_OWN_CONSTRAINT:
      return g_strdup_printf (_("constraint of %s"), table);
    case LF_OWN_VIEW:
      return g_strdup (_("view"));
    case LF_OWN_TRIGGER:
    default:
      return g_strdup (_("trigger"));
    }
}

static void
add_own (GPtrArray  *rows,
         GPtrArray  *differences,
         const char *table)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const LfDifference *difference = g_ptr_array_index (differences, i);
      LfDataRow *row;

      if (difference->kind != LF_DIFFERENCE_OWN)
        continue;

      row = lf_data_row_new (LF_SEVERITY_OK);
      lf_data_row_add_text (row, difference->name);
      lf_data_row_take_text (row, describe_own (difference, table));
      g_ptr_array_add (rows, row);
    }
}

/**
 * lf_structure_rows_list_own:
 * @report: what was found
 *
 * Lists what the user added, which is left alone. Cells: name, what it is.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_structure_rows_list_own (LfStructureReport *report)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < report->tables->len; i++)
    {
      const LfTableStructure *table = g_ptr_array_index (report->tables, i);

      add_own (rows, table->differences, table->table);
    }
  add_own (rows, report->own, NULL);
  return rows;
}
