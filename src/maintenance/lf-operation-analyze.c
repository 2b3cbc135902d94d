/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "maintenance/lf-compose.h"
#include "maintenance/lf-program.h"
#include "maintenance/lf-writer-private.h"

#define TABLES "maintenance/tables"
#define CACHE_KIB 16384

/* What a table costs, beside its rows, in instructions */
#define TABLE_STEPS 1000

/**
 * Portion:
 * @table: a table
 * @sql: what gathers its statistics
 * @steps: how many instructions that takes, about
 */
typedef struct
{
  char    *table;
  char    *sql;
  guint64  steps;
} Portion;

typedef struct
{
  GArray  *portions;
  guint    current;
  guint64  steps_before;        /* expected, of those that are over */
  guint64  steps_done;          /* counted, when the current one began */
  guint64  steps_all;           /* expected */
} Analysis;

static void
portion_clear (Portion *self)
{
  g_free (self->table);
  sqlite3_free (self->sql);
}

/* Each index is gone through once, and a table without one itself */
static gboolean
look_at_table (LfWriter  *self,
               Portion   *portion,
               GError   **error)
{
  LfConnection *connection = lf_writer_get_connection (self);
  g_autoptr (GArray) loops = lf_program_list_loops (connection, portion->sql);
  guint64 n_rows;

  if (!lf_compose_count_rows (connection, portion->table, &n_rows, error))
    return FALSE;

  for (guint i = 0; i < loops->len; i++)
    portion->steps += n_rows * g_array_index (loops, LfProgramLoop, i).steps;
  return TRUE;
}

static gboolean
look_at_tables (LfWriter  *self,
                Analysis  *analysis,
                GError   **error)
{
  LfConnection *connection = lf_writer_get_connection (self);
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, TABLES, error);
  gboolean has_row = stmt != NULL;

  while (has_row)
    {
      Portion portion = { .steps = TABLE_STEPS };

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      portion.table = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      portion.sql = sqlite3_mprintf ("ANALYZE main.\"%w\"", portion.table);
      g_array_append_val (analysis->portions, portion);
      if (!look_at_table (self, &g_array_index (analysis->portions, Portion,
                                                analysis->portions->len - 1), error))
        return FALSE;
    }
  return FALSE;
}

static void
measure (LfOperation         *operation,
         const LfMeterCounts *counts,
         gpointer             data)
{
  const Analysis *analysis = data;
  const Portion *portion = &g_array_index (analysis->portions, Portion, analysis->current);
  guint64 steps = MIN (operation->n_steps - analysis->steps_done, portion->steps);
  double done = (double) (analysis->steps_before + steps) / (double) analysis->steps_all;
  g_autofree char *shown = g_utf8_make_valid (portion->table, -1);

  lf_operation_report (operation, 0, done, shown);
}

static int
run (LfWriter    *self,
     LfOperation *operation,
     Analysis    *analysis)
{
  /* Of tables and indexes that are no more */
  static const char *remove_stale =
    "DELETE FROM main.sqlite_stat1 WHERE tbl NOT IN"
    " (SELECT name FROM main.sqlite_schema WHERE type = 'table')"
    " OR idx NOT IN (SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'index'))";
  static const double one_phase[] = { 1 };
  sqlite3 *db = lf_writer_get_db (self);
  int result = SQLITE_OK;

  lf_operation_expect (operation, one_phase, 1, measure, analysis);
  for (guint i = 0; i < analysis->portions->len && result == SQLITE_OK; i++)
    {
      const Portion *portion = &g_array_index (analysis->portions, Portion, i);

      analysis->current = i;
      analysis->steps_done = operation->n_steps;
      result = sqlite3_exec (db, portion->sql, NULL, NULL, NULL);
      analysis->steps_before += portion->steps;
    }

  if (result == SQLITE_OK)
    result = sqlite3_exec (db, remove_stale, NULL, NULL, NULL);
  return result == SQLITE_OK ? sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) : result;
}

static gboolean
analyze (LfWriter  *self,
         Analysis  *analysis,
         GError   **error)
{
  LfOperation operation;

  if (!lf_writer_start (self, &operation, CACHE_KIB, error))
    return FALSE;

  if (!look_at_tables (self, analysis, error))
    return lf_writer_give_up (self, &operation, error);

  for (guint i = 0; i < analysis->portions->len; i++)
    analysis->steps_all += g_array_index (analysis->portions, Portion, i).steps;
  return lf_writer_stop (self, &operation, run (self, &operation, analysis), error);
}

/**
 * lf_writer_analyze:
 * @self: a writer that is in no transaction
 * @error: where to put an error
 *
 * Gathers the statistics of all tables that SQLite plans queries by. Those of tables and indexes
 * that are no more are removed.
 *
 * Returns: whether they are complete
 */
gboolean
lf_writer_analyze (LfWriter  *self,
                   GError   **error)
{
  Analysis analysis = { 0 };
  gboolean done;

  if (!lf_writer_begin (self, error))
    return FALSE;

  analysis.portions = g_array_new (FALSE, FALSE, sizeof (Portion));
  g_array_set_clear_func (analysis.portions, (GDestroyNotify) portion_clear);
  done = analyze (self, &analysis, error);
  g_array_unref (analysis.portions);
  if (done)
    lf_job_report (lf_writer_get_job (self), 1, NULL);
  return done;
}
