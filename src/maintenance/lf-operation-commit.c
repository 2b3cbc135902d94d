/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "maintenance/lf-writer-private.h"

#define CACHE_KIB 16384

/* How long a byte takes beside one that is written: measured with 250,000 frames. In a WAL, what was
 * written more than once is read again for its checksums. */
#define READ_WEIGHT 0.5
#define FOLD_WEIGHT 0.6

enum
{
  WRITE,
  FOLD,
  N_PHASES
};

typedef struct
{
  LfMeterFile file;             /* where the pages go that are still in memory */
  guint64     in_memory;
  guint64     in_wal;
} Commit;

static guint64
get_wal_size (LfWriter *self)
{
  sqlite3_file *wal = NULL;
  sqlite3_int64 size = 0;

  sqlite3_file_control (lf_writer_get_db (self), "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
  if (wal == NULL || wal->pMethods == NULL || wal->pMethods->xFileSize (wal, &size) != SQLITE_OK)
    return 0;
  return (guint64) size;
}

/* How much SQLite still has to write: its pages in memory, most of which have changed if there are
 * many, and a WAL is as long as it is */
static void
look_at_memory (LfWriter *self,
                Commit   *commit)
{
  int used = 0;
  int highest = 0;

  *commit = (Commit) { .file = LF_METER_MAIN };
  sqlite3_db_status (lf_writer_get_db (self), SQLITE_DBSTATUS_CACHE_USED, &used, &highest, FALSE);
  commit->in_memory = (guint64) MAX (used, 1);
  if (lf_connection_is_wal (lf_writer_get_connection (self)))
    {
      commit->file = LF_METER_WAL;
      commit->in_wal = get_wal_size (self);
    }
}

static double
get_write_weight (const Commit *commit)
{
  return (double) commit->in_memory + (double) commit->in_wal * READ_WEIGHT;
}

static void
measure_write (LfOperation         *operation,
               const LfMeterCounts *counts,
               gpointer             data)
{
  const Commit *commit = data;
  guint64 written = counts->written[commit->file];
  double done = (double) written + (double) counts->read[LF_METER_WAL] * READ_WEIGHT;
  g_autofree char *size = g_format_size (written);
  /* Translators: such as “committing: 12.3 MB written” */
  g_autofree char *detail = g_strdup_printf (_("committing: %s written"), size);

  lf_operation_report (operation, WRITE, done / get_write_weight (commit), detail);
}

static void
measure_fold (LfOperation         *operation,
              const LfMeterCounts *counts,
              gpointer             data)
{
  const Commit *commit = data;

  lf_operation_report_fold (operation, FOLD, counts->written[LF_METER_MAIN], commit->in_wal);
}

static int
run (LfWriter    *self,
     LfOperation *operation,
     Commit      *commit)
{
  const double seconds[N_PHASES] = {
    [WRITE] = get_write_weight (commit),
    [FOLD] = (double) commit->in_wal * FOLD_WEIGHT,
  };
  int result;

  lf_operation_expect (operation, seconds, N_PHASES, measure_write, commit);
  result = sqlite3_exec (lf_writer_get_db (self), "COMMIT", NULL, NULL, NULL);
  if (result == SQLITE_OK && commit->file == LF_METER_WAL)
    {
      commit->in_wal = get_wal_size (self);
      lf_operation_go_on (operation, measure_fold);
      lf_writer_fold_wal (self, operation, FALSE);
    }
  return result;
}

/**
 * lf_writer_commit:
 * @self: a writer in a transaction
 * @error: where to put an error
 *
 * Commits it. If that fails or is cancelled, it is rolled back.
 *
 * Returns: whether it is committed
 */
gboolean
lf_writer_commit (LfWriter  *self,
                  GError   **error)
{
  LfOperation operation;
  Commit commit;

  if (!lf_writer_start (self, &operation, CACHE_KIB, error))
    return FALSE;

  look_at_memory (self, &commit);
  if (!lf_writer_stop (self, &operation, run (self, &operation, &commit), error))
    return FALSE;

  lf_job_report (lf_writer_get_job (self), 1, NULL);
  return TRUE;
}
