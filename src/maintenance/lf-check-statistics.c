/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-check-statistics.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-finding.h"

#define TABLES "maintenance/tables"
#define STATISTICS "maintenance/statistics"
#define STATISTICS_TABLE "sqlite_stat1"

/* Row counts are stale when they differ by more than a fifth, and by enough rows to matter */
#define STALE_FRACTION 0.2
#define STALE_ROWS 100

/* Smaller tables are read whole at no cost, whatever the plan */
#define LEAST_ROWS 100

static void
table_clear (LfTableStatistics *self)
{
  g_free (self->table);
}

static void
index_clear (LfIndexStatistics *self)
{
  g_free (self->table);
  g_free (self->index);
  g_free (self->columns);
  g_free (self->text);
}

static gboolean
read_tables (LfStatisticsReport  *self,
             LfConnection        *connection,
             GError             **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, TABLES, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  do
    {
      LfTableStatistics table = { 0 };

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      table.table = lf_column_dup_text (stmt, 0);
      g_array_append_val (self->tables, table);
    }
  while (has_row);
  return TRUE;
}

static gboolean
count_rows (LfStatisticsReport  *self,
            LfConnection        *connection,
            LfJob               *job,
            GError             **error)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableStatistics *table = &g_array_index (self->tables, LfTableStatistics, i);

      if (job != NULL)
        lf_job_report (job, (double) i / self->tables->len, table->table);
      if (!lf_compose_count_rows (connection, table->table, &table->n_rows, error))
        return FALSE;
    }
  return TRUE;
}

static LfTableStatistics *
find_table (LfStatisticsReport *self,
            const char         *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableStatistics *table = &g_array_index (self->tables, LfTableStatistics, i);

      if (name != NULL && g_ascii_strcasecmp (table->table, name) == 0)
        return table;
    }
  return NULL;
}

static void
take_statistics (LfStatisticsReport *self,
                 sqlite3_stmt       *stmt)
{
  g_autofree char *stat = lf_column_dup_text (stmt, 2);
  LfIndexStatistics index = {
    .table = lf_column_dup_text (stmt, 0),
    .index = lf_column_dup_text (stmt, 1),
    .columns = lf_column_dup_text (stmt, 3),
  };
  LfTableStatistics *table = find_table (self, index.table);

  if (table != NULL && stat != NULL)
    {
      /* The largest, for the entry of a partial index counts less than the table has */
      table->known_rows = MAX (table->known_rows, g_ascii_strtoull (stat, NULL, 10));
      table->known = TRUE;
    }

  if (index.index == NULL || stat == NULL)
    {
      index_clear (&index);
      return;
    }

  index.text = lf_statistics_describe (stat, index.columns);
  g_array_append_val (self->indexes, index);
}

static gboolean
read_statistics (LfStatisticsReport  *self,
                 LfConnection        *connection,
                 GError             **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, STATISTICS, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (has_row)
        {
          self->gathered = TRUE;
          take_statistics (self, stmt);
        }
    }
  while (has_row);
  return TRUE;
}

static gboolean
has_statistics_table (LfConnection *connection)
{
  return sqlite3_table_column_metadata (lf_connection_get_db (connection), "main",
                                        STATISTICS_TABLE, NULL, NULL, NULL, NULL, NULL,
                                        NULL) == SQLITE_OK;
}

static void
judge (LfStatisticsReport *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableStatistics *table = &g_array_index (self->tables, LfTableStatistics, i);
      guint64 more = MAX (table->n_rows, table->known_rows);
      guint64 less = MIN (table->n_rows, table->known_rows);

      table->is_stale = table->known && more - less > STALE_ROWS &&
                        (double) (more - less) > STALE_FRACTION * (double) table->n_rows;
    }
}

/**
 * lf_check_statistics:
 * @connection: a connection
 * @job: (nullable): told how far it is
 * @error: where to put an error
 *
 * Compares the statistics that ANALYZE gathered with the tables as they are. Blocks: on the
 * connection's thread.
 *
 * Returns: (transfer full) (nullable): the report
 */
LfStatisticsReport *
lf_check_statistics (LfConnection  *connection,
                     LfJob         *job,
                     GError       **error)
{
  g_autoptr (LfStatisticsReport) self = g_new0 (LfStatisticsReport, 1);

  self->tables = g_array_new (FALSE, TRUE, sizeof (LfTableStatistics));
  g_array_set_clear_func (self->tables, (GDestroyNotify) table_clear);
  self->indexes = g_array_new (FALSE, TRUE, sizeof (LfIndexStatistics));
  g_array_set_clear_func (self->indexes, (GDestroyNotify) index_clear);

  if (!read_tables (self, connection, error) || !count_rows (self, connection, job, error))
    return NULL;
  if (has_statistics_table (connection) && !read_statistics (self, connection, error))
    return NULL;

  judge (self);
  return g_steal_pointer (&self);
}

/**
 * lf_statistics_describe:
 * @stat: an entry of sqlite_stat1: the rows of the index, then for each of its first columns on
 *   average how many rows have the same values; words may follow
 * @columns: (nullable): the columns of the index, separated by commas
 *
 * Puts the statistics of an index into words. The format is documented at
 * https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table. Any thread.
 *
 * Returns: (transfer full): such as “25,285 rows; on average 34 rows have the same object”
 */
char *
lf_statistics_describe (const char *stat,
                        const char *columns)
{
  g_auto (GStrv) numbers = g_strsplit (stat, " ", -1);
  g_auto (GStrv) names = g_strsplit (columns != NULL ? columns : "", ",", -1);
  g_autofree char *total = lf_format_count (g_ascii_strtoull (stat, NULL, 10));
  g_autoptr (GString) key = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("%s rows"), total);
  for (guint i = 0; names[i] != NULL && numbers[0] != NULL; i++)
    {
      const char *number = g_strv_length (numbers) > i + 1 ? numbers[i + 1] : NULL;
      guint64 average = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;
      g_autofree char *count = lf_format_count (average);

      /* Behind the numbers stand words such as “unordered” */
      if (number == NULL || !g_ascii_isdigit (*number))
        break;

      g_string_append_printf (key, "%s%s", key->len > 0 ? ", " : "", names[i]);
      g_string_append (text, "; ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "on average %s row has the same %s",
                                           "on average %s rows have the same %s", average),
                              count, key->str);
    }
  return g_string_free (text, FALSE);
}

static void
add_stale (GPtrArray               *findings,
           const LfTableStatistics *table)
{
  g_autofree char *known = lf_format_count (table->known_rows);
  g_autofree char *real = lf_format_count (table->n_rows);
  g_autofree char *id = g_strdup_printf ("statistics.stale.%s", table->table);
  g_autofree char *message = g_strdup_printf (
    _("The statistics of %s are out of date: they say %s rows, and there are %s."), table->table,
    known, real);

  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_STATISTICS, LF_SEVERITY_WARNING, id,
                                             table->table, message,
                                             _("ANALYZE gathers them anew.")));
}

static void
add_missing (GPtrArray               *findings,
             const LfTableStatistics *table)
{
  g_autofree char *real = lf_format_count (table->n_rows);
  g_autofree char *id = g_strdup_printf ("statistics.missing.%s", table->table);
  g_autofree char *message = g_strdup_printf (
    _("There are no statistics of %s, which has %s rows."), table->table, real);

  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_STATISTICS, LF_SEVERITY_WARNING, id,
                                             table->table, message, _("ANALYZE gathers them.")));
}

/**
 * lf_statistics_report_add_findings:
 * @self: a report
 * @findings: (element-type LfFinding): where to add
 *
 * Says in sentences what was found.
 */
void
lf_statistics_report_add_findings (LfStatisticsReport *self,
                                   GPtrArray          *findings)
{
  guint64 n_rows = 0;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const LfTableStatistics *table = &g_array_index (self->tables, LfTableStatistics, i);

      n_rows += table->n_rows;
      if (table->is_stale)
        add_stale (findings, table);
      else if (self->gathered && !table->known && table->n_rows >= LEAST_ROWS)
        add_missing (findings, table);
    }

  if (!self->gathered && n_rows >= LEAST_ROWS)
    {
      g_autofree char *count = lf_format_count (n_rows);
      g_autofree char *message = g_strdup_printf (
        _("Statistics were never gathered, so SQLite guesses how to read the %s rows."), count);

      g_ptr_array_add (findings,
                       lf_finding_new (LF_CHECK_STATISTICS, LF_SEVERITY_WARNING,
                                       "statistics.none", NULL, message,
                                       _("ANALYZE gathers them.")));
    }
}

/**
 * lf_statistics_report_free:
 * @self: (transfer full): a report
 *
 * Frees it.
 */
void
lf_statistics_report_free (LfStatisticsReport *self)
{
  g_array_unref (self->tables);
  g_array_unref (self->indexes);
  g_free (self);
}
