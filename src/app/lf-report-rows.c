/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-report-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-data-row.h"

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/* What is not known is left empty */
static void
add_size (LfDataRow *row,
          guint64    bytes)
{
  lf_data_row_take_text (row, bytes > 0 ? g_format_size (bytes) : g_strdup (""));
}

/* Whether an index is told of in a row of its own, as one too many */
static gboolean
is_duplicate (LfIndexReport *report,
              const char    *name)
{
  for (guint i = 0; i < report->spares->len; i++)
    {
      LfSpareIndex *spare = g_ptr_array_index (report->spares, i);

      if (spare->is_duplicate && g_str_equal (spare->name, name))
        return TRUE;
    }
  return FALSE;
}

static char *
join_indexes (LfIndexReport *report,
              GPtrArray     *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!is_duplicate (report, name))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static LfSeverity
get_need_state (LfIndexNeed *need)
{
  if (!lf_index_need_is_missing (need))
    return LF_SEVERITY_OK;
  return need->needed_for != NULL ? LF_SEVERITY_ERROR : LF_SEVERITY_INFO;
}

static LfDataRow *
make_need (LfIndexReport *report,
           LfIndexNeed   *need)
{
  LfDataRow *row = lf_data_row_new (get_need_state (need));

  lf_data_row_add_text (row, need->table);
  lf_data_row_add_text (row, need->columns);
  if (need->by_primary_key)
    lf_data_row_add_text (row, _("primary key"));
  else if (need->covered_by->len > 0)
    lf_data_row_take_text (row, join_indexes (report, need->covered_by));
  else if (need->is_key)
    lf_data_row_add_text (row, _("primary key lost"));
  else
    lf_data_row_add_text (row, C_("index", "missing"));
  lf_data_row_add_text (row, need->needed_for != NULL ? need->needed_for
                                                      : _("only the cataloger makes it"));
  add_size (row, need->bytes);
  return row;
}

static LfDataRow *
make_spare (LfSpareIndex *spare)
{
  LfDataRow *row = lf_data_row_new (spare->is_duplicate ? LF_SEVERITY_WARNING : LF_SEVERITY_INFO);

  lf_data_row_add_text (row, spare->table);
  lf_data_row_add_text (row, spare->columns);
  lf_data_row_add_text (row, spare->name);
  if (spare->kept == NULL)
    lf_data_row_add_text (row, _("the primary key does the same"));
  else if (spare->is_duplicate)
    lf_data_row_take_text (row, g_strdup_printf (_("duplicate of %s"), spare->kept));
  else
    /* Translators: what an index is needed for: nothing, another one leads as far */
    lf_data_row_take_text (row, g_strdup_printf (_("%s does as well"), spare->kept));
  add_size (row, spare->bytes);
  return row;
}

/* Appends the rows of one table: what is needed, then what is one too many */
static void
add_table (GPtrArray     *rows,
           LfIndexReport *report,
           const char    *table)
{
  for (guint i = 0; i < report->needs->len; i++)
    {
      LfIndexNeed *need = g_ptr_array_index (report->needs, i);

      if (need->needed_for != NULL && g_str_equal (need->table, table))
        g_ptr_array_add (rows, make_need (report, need));
    }

  for (guint i = 0; i < report->spares->len; i++)
    {
      LfSpareIndex *spare = g_ptr_array_index (report->spares, i);

      if (spare->is_duplicate && g_str_equal (spare->table, table))
        g_ptr_array_add (rows, make_spare (spare));
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_tables (LfIndexReport *report)
{
  GPtrArray *tables = g_ptr_array_new ();

  for (guint i = 0; i < report->needs->len; i++)
    {
      char *table = ((LfIndexNeed *) g_ptr_array_index (report->needs, i))->table;

      if (!g_ptr_array_find_with_equal_func (tables, table, g_str_equal, NULL))
        g_ptr_array_add (tables, table);
    }
  for (guint i = 0; i < report->spares->len; i++)
    {
      char *table = ((LfSpareIndex *) g_ptr_array_index (report->spares, i))->table;

      if (!g_ptr_array_find_with_equal_func (tables, table, g_str_equal, NULL))
        g_ptr_array_add (tables, table);
    }
  g_ptr_array_sort (tables, compare_names);
  return tables;
}

/**
 * lf_report_rows_list_indexes:
 * @report: what was found
 *
 * Lists the indexes that are needed and those that are one too many, table by table, then those
 * that nothing here depends on. Cells: table, columns, what serves them, what for, size.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_report_rows_list_indexes (LfIndexReport *report)
{
  GPtrArray *rows = new_rows ();
  g_autoptr (GPtrArray) tables = list_tables (report);

  for (guint i = 0; i < tables->len; i++)
    add_table (rows, report, g_ptr_array_index (tables, i));

  for (guint i = 0; i < report->spares->len; i++)
    {
      LfSpareIndex *spare = g_ptr_array_index (report->spares, i);

      if (!spare->is_duplicate)
        g_ptr_array_add (rows, make_spare (spare));
    }
  for (guint i = 0; i < report->needs->len; i++)
    {
      LfIndexNeed *need = g_ptr_array_index (report->needs, i);

      if (need->needed_for == NULL)
        g_ptr_array_add (rows, make_need (report, need));
    }
  return rows;
}
