/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-report-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-data-row.h"
#include "catalog/lf-format.h"

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
  /* A lost key comes back with its table, and what only the cataloger makes is left to it */
  if (lf_index_need_is_missing (need) && need->needed_for != NULL && !need->is_key)
    {
      g_autofree char *id = lf_index_need_make_id (need);

      lf_data_row_add_action (row, _("Create…"), id);
    }
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
  if (spare->is_duplicate)
    {
      g_autofree char *id = lf_spare_index_make_id (spare);

      lf_data_row_add_action (row, _("Drop…"), id);
    }
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
 * that nothing here depends on. Cells: table, columns, what serves them, what for, size, what can be done.
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

static void
add_count (LfDataRow *row,
           guint64    n)
{
  lf_data_row_take_text (row, lf_format_count (n));
}

/* How the statistics of a table are, as the check sees it: of few rows nothing needs to be known */
static LfSeverity
get_statistics_state (LfCheckReport           *report,
                      const LfTableStatistics *table)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (report->findings, i);

      if (lf_finding_get_check (finding) == LF_CHECK_STATISTICS &&
          g_strcmp0 (lf_finding_get_table (finding), table->table) == 0)
        return lf_finding_get_severity (finding);
    }

  if (table->known || table->n_rows == 0)
    return LF_SEVERITY_OK;
  return report->statistics->gathered ? LF_SEVERITY_INFO : LF_SEVERITY_WARNING;
}

static const char *
describe_statistics (const LfTableStatistics *table)
{
  if (table->is_stale)
    return _("out of date");
  if (table->known)
    return _("up to date");
  return table->n_rows > 0 ? _("never gathered") : _("empty");
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const LfTableStatistics *one = *(const LfTableStatistics *const *) a;
  const LfTableStatistics *two = *(const LfTableStatistics *const *) b;

  if (one->n_rows != two->n_rows)
    return one->n_rows > two->n_rows ? -1 : 1;
  return strcmp (one->table, two->table);
}

/**
 * lf_report_rows_list_tables:
 * @report: what was found, with statistics
 *
 * Lists the tables and what SQLite knows of their rows, the largest first. Cells: table, rows, rows
 * known, in words.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_report_rows_list_tables (LfCheckReport *report)
{
  GPtrArray *rows = new_rows ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  for (guint i = 0; i < report->statistics->tables->len; i++)
    g_ptr_array_add (tables, &g_array_index (report->statistics->tables, LfTableStatistics, i));
  g_ptr_array_sort (tables, compare_rows);

  for (guint i = 0; i < tables->len; i++)
    {
      const LfTableStatistics *table = g_ptr_array_index (tables, i);
      LfDataRow *row = lf_data_row_new (get_statistics_state (report, table));

      lf_data_row_add_text (row, table->table);
      add_count (row, table->n_rows);
      if (table->known)
        add_count (row, table->known_rows);
      else
        lf_data_row_add_text (row, NULL);
      lf_data_row_add_text (row, describe_statistics (table));
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * lf_report_rows_list_statistics:
 * @report: what was found
 *
 * Lists what SQLite knows of indexes. Cells: table, index, columns, in words.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_report_rows_list_statistics (LfStatisticsReport *report)
{
  GPtrArray *rows = new_rows ();

  for (guint i = 0; i < report->indexes->len; i++)
    {
      const LfIndexStatistics *index = &g_array_index (report->indexes, LfIndexStatistics, i);
      LfDataRow *row = lf_data_row_new (LF_SEVERITY_OK);

      lf_data_row_add_text (row, index->table);
      lf_data_row_add_text (row, index->index);
      lf_data_row_add_text (row, index->columns);
      lf_data_row_add_text (row, index->text);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static char *
describe_object (const LfSpaceObject *object)
{
  if (object->table != NULL)
    /* Translators: what something is, with the name of a table */
    return g_strdup_printf (_("index of %s"), object->table);
  return g_strdup (g_str_has_prefix (object->name, "sqlite_") ? _("SQLite’s own") : _("table"));
}

/**
 * lf_report_rows_list_space:
 * @report: what was found
 *
 * Lists what takes up space, the largest first. Cells: name, what it is, size, unused bytes, the
 * part of the largest one.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_report_rows_list_space (LfSpaceReport *report)
{
  GPtrArray *rows = new_rows ();
  GArray *objects = report->objects;
  guint64 largest = 0;

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    largest = MAX (largest, g_array_index (objects, LfSpaceObject, i).bytes);

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (objects, LfSpaceObject, i);
      LfDataRow *row = lf_data_row_new (LF_SEVERITY_OK);

      lf_data_row_add_text (row, object->name);
      lf_data_row_take_text (row, describe_object (object));
      add_size (row, object->bytes);
      lf_data_row_add_value (row, (double) object->bytes / (double) MAX (largest, 1));
      add_size (row, object->unused);
      g_ptr_array_add (rows, row);
    }
  return rows;
}
