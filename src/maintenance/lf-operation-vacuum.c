/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "maintenance/lf-compose.h"
#include "maintenance/lf-writer-private.h"

/* SQLite copies all tables into a temporary file and that, page by page, back over the catalog. With
 * a rollback journal it puts each page aside before it overwrites it; with a WAL it writes all to
 * that, which is folded into the catalog afterwards. The more pages it may keep in memory, the less
 * often it has to wait for the disk. */
#define CACHE_KIB 65536

/* How long a byte takes in each phase, beside the others: measured with 250,000 frames */
#define COPY_WEIGHT 1.0
#define JOURNAL_WEIGHT 1.0
#define WRITE_WEIGHT 1.0
#define WAL_WEIGHT 1.5
#define FOLD_WEIGHT 0.5

enum
{
  COPY,
  WRITE_BACK,
  FOLD,
  N_PHASES
};

typedef struct
{
  gboolean is_wal;
  guint64  used;                /* bytes that do not stand in free pages */
  guint64  journal;             /* of them, bytes that are put aside first */
} Vacuum;

static gboolean
look_at_pages (LfWriter  *self,
               Vacuum    *vacuum,
               GError   **error)
{
  LfConnection *connection = lf_writer_get_connection (self);
  gint64 page_size;
  gint64 n_pages;
  gint64 n_free;

  if (!lf_compose_read_pragma (connection, "page_size", &page_size, error) ||
      !lf_compose_read_pragma (connection, "page_count", &n_pages, error) ||
      !lf_compose_read_pragma (connection, "freelist_count", &n_free, error))
    return FALSE;

  vacuum->is_wal = lf_connection_is_wal (connection);
  vacuum->used = (guint64) ((n_pages - n_free) * page_size);
  vacuum->journal = vacuum->is_wal ? 0 : vacuum->used;
  return TRUE;
}

static void
measure (LfOperation         *operation,
         const LfMeterCounts *counts,
         gpointer             data)
{
  const Vacuum *vacuum = data;
  guint64 written = counts->written[vacuum->is_wal ? LF_METER_WAL : LF_METER_MAIN];
  guint64 moved = counts->written[LF_METER_JOURNAL] + written;
  g_autofree char *detail = NULL;

  if (moved == 0)
    {
      guint64 copied = MIN (counts->read[LF_METER_MAIN], vacuum->used);

      /* Translators: such as “copied 12.3 MB of 46.8 MB” */
      detail = lf_operation_describe_bytes (_("copied %s of %s"), copied, vacuum->used);
      lf_operation_report (operation, COPY, (double) copied / (double) vacuum->used, detail);
      return;
    }

  /* Translators: such as “written back 12.3 MB of 46.8 MB” */
  detail = lf_operation_describe_bytes (_("written back %s of %s"), written, vacuum->used);
  lf_operation_report (operation, WRITE_BACK,
                       (double) moved / (double) (vacuum->journal + vacuum->used), detail);
}

static void
measure_fold (LfOperation         *operation,
              const LfMeterCounts *counts,
              gpointer             data)
{
  const Vacuum *vacuum = data;
  guint64 written = counts->written[LF_METER_MAIN];
  /* Translators: such as “folded the log in: 12.3 MB of 46.8 MB” */
  g_autofree char *detail = lf_operation_describe_bytes (_("folded the log in: %s of %s"), written,
                                                         vacuum->used);

  lf_operation_report (operation, FOLD, (double) written / (double) vacuum->used, detail);
}

static int
run (LfWriter    *self,
     LfOperation *operation,
     Vacuum      *vacuum)
{
  const double used = (double) vacuum->used;
  const double seconds[N_PHASES] = {
    [COPY] = used * COPY_WEIGHT,
    [WRITE_BACK] = vacuum->is_wal
                     ? used * WAL_WEIGHT
                     : used * WRITE_WEIGHT + (double) vacuum->journal * JOURNAL_WEIGHT,
    [FOLD] = vacuum->is_wal ? used * FOLD_WEIGHT : 0,
  };
  sqlite3 *db = lf_writer_get_db (self);
  int result;

  /* What is in memory is not read again, so that it would not be counted */
  sqlite3_db_release_memory (db);
  lf_operation_expect (operation, seconds, N_PHASES, measure, vacuum);
  result = sqlite3_exec (db, "VACUUM main", NULL, NULL, NULL);
  if (result == SQLITE_OK && vacuum->is_wal)
    {
      /* The file of a catalog in WAL mode is only as small as it can be once that is done */
      lf_operation_go_on (operation, measure_fold);
      lf_writer_fold_wal (self, operation, TRUE);
    }
  return result;
}

/**
 * lf_writer_vacuum:
 * @self: a writer that is in no transaction
 * @error: where to put an error
 *
 * Gives the free pages of the catalog back and puts its tables in order. Journal mode, page size,
 * auto_vacuum, encoding, user_version and application_id stay.
 *
 * Returns: whether it is done
 */
gboolean
lf_writer_vacuum (LfWriter  *self,
                  GError   **error)
{
  LfOperation operation;
  Vacuum vacuum;

  if (!lf_writer_start (self, &operation, CACHE_KIB, error))
    return FALSE;

  if (!look_at_pages (self, &vacuum, error))
    {
      lf_writer_give_up (self, &operation);
      return FALSE;
    }

  if (!lf_writer_stop (self, &operation, run (self, &operation, &vacuum), error))
    return FALSE;

  lf_job_report (lf_writer_get_job (self), 1, NULL);
  return TRUE;
}
