/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-program.h"
#include "maintenance/lf-writer-private.h"

/* SQLite sorts what is to be in an index as much at a time as fits into its memory, and while it
 * sorts nothing tells how far it is and nothing stops it: so it gets little */
#define CACHE_KIB 2048

/* How long the phases take beside each other: measured with 250,000 frames */
#define SCAN_WEIGHT 0.7
#define OUTPUT_WEIGHT 0.3

enum
{
  SCAN,
  OUTPUT,
  N_PHASES
};

typedef struct
{
  guint64  n_rows;
  guint64  scan_steps;
  guint64  output_steps;
  char    *rows_text;
} Index;

/* A statement that makes an index first goes through the table, then through what it has sorted */
static gboolean
look_at_rows (LfWriter    *self,
              const char  *table,
              const char  *sql,
              Index       *index,
              GError     **error)
{
  LfConnection *connection = lf_writer_get_connection (self);
  g_autoptr (GArray) loops = lf_program_list_loops (connection, sql);

  if (!lf_compose_count_rows (connection, table, &index->n_rows, error))
    return FALSE;

  index->rows_text = lf_format_count (index->n_rows);
  index->scan_steps = index->output_steps = MAX (index->n_rows, 1);
  if (loops->len == N_PHASES)
    {
      index->scan_steps *= g_array_index (loops, LfProgramLoop, SCAN).steps;
      index->output_steps *= g_array_index (loops, LfProgramLoop, OUTPUT).steps;
    }
  return TRUE;
}

static void
report (LfOperation *operation,
        guint        phase,
        double       done,
        const char  *format,
        const Index *index)
{
  g_autofree char *rows = lf_format_count ((guint64) (MIN (done, 1) * (double) index->n_rows));
  g_autofree char *detail = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  detail = g_strdup_printf (format, rows, index->rows_text);
#pragma GCC diagnostic pop
  lf_operation_report (operation, phase, done, detail);
}

static void
measure (LfOperation         *operation,
         const LfMeterCounts *counts,
         gpointer             data)
{
  const Index *index = data;
  double scanned = (double) operation->n_steps / (double) index->scan_steps;
  double put_out = (double) operation->n_steps - (double) index->scan_steps;

  if (scanned < 1)
    report (operation, SCAN, scanned, _("%s of %s rows"), index);
  else
    /* Translators: such as “15,676 of 25,285 rows sorted in” */
    report (operation, OUTPUT, put_out / (double) index->output_steps, _("%s of %s rows sorted in"),
            index);
}

static int
run (LfWriter    *self,
     LfOperation *operation,
     const char  *sql,
     Index       *index)
{
  static const double seconds[N_PHASES] = { [SCAN] = SCAN_WEIGHT, [OUTPUT] = OUTPUT_WEIGHT };

  lf_operation_expect (operation, seconds, N_PHASES, measure, index);
  return sqlite3_exec (lf_writer_get_db (self), sql, NULL, NULL, NULL);
}

/**
 * lf_writer_create_index:
 * @self: a writer
 * @table: the table it is on
 * @sql: CREATE INDEX
 * @error: where to put an error
 *
 * Makes an index, in a transaction of its own or in the one that is open.
 *
 * Returns: whether it is there
 */
gboolean
lf_writer_create_index (LfWriter    *self,
                        const char  *table,
                        const char  *sql,
                        GError     **error)
{
  LfOperation operation;
  Index index = { 0 };
  gboolean done;

  if (!lf_writer_start (self, &operation, CACHE_KIB, error))
    return FALSE;

  if (!look_at_rows (self, table, sql, &index, error))
    return lf_writer_give_up (self, &operation, error);

  done = lf_writer_stop (self, &operation, run (self, &operation, sql, &index), error);
  g_free (index.rows_text);
  if (done)
    lf_job_report (lf_writer_get_job (self), 1, NULL);
  return done;
}
