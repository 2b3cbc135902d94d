/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <unistd.h>

#include "maintenance/lf-compose.h"
#include "maintenance/lf-writer-private.h"

/* SQLite copies all tables into a temporary file and that, page by page, back over the catalog. With
 * a rollback journal it puts each page aside before it overwrites it; with a WAL it writes all to
 * that, which is folded into the catalog afterwards. */
#define CACHE_KIB 65536

/* What goes to a WAL need not wait in memory, and is the slower the more does */
#define SMALL_CACHE "PRAGMA main.cache_size=-2048"

/* Part of the machine's memory, and bytes, up to which pages wait there until all are put aside, and
 * none is overwritten before. Until then nothing has to be undone when it is cancelled. */
#define MEMORY_SHARE 4
#define MEMORY_BYTES (1024 * 1024 * 1024)

/* When so much is written back, it takes less time to go on than to undo it */
#define POINT_OF_NO_RETURN 0.5

/* How long a byte takes in each phase, beside the others: measured with 250,000 frames */
#define COPY_WEIGHT 1.0
#define JOURNAL_WEIGHT 1.5
#define WRITE_WEIGHT 0.5
#define WAL_WEIGHT 1.45
#define END_WEIGHT 0.3
#define FOLD_WEIGHT 0.9

enum
{
  COPY,
  WRITE_BACK,
  END,
  FOLD,
  N_PHASES
};

typedef struct
{
  gboolean is_wal;
  gboolean is_finishing;
  guint64  used;                /* bytes that do not stand in free pages */
} Vacuum;

static gboolean
fits_into_memory (guint64 bytes)
{
  gint64 memory = (gint64) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE);

  return bytes < (guint64) MIN (memory / MEMORY_SHARE, MEMORY_BYTES);
}

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

  vacuum->is_finishing = FALSE;
  vacuum->is_wal = lf_connection_is_wal (connection);
  vacuum->used = (guint64) ((n_pages - n_free) * page_size);
  return TRUE;
}

/* How long it takes to put bytes aside and to write some back. With a WAL nothing is put aside. */
static double
weigh (const Vacuum *vacuum,
       guint64       put_aside,
       guint64       written)
{
  if (vacuum->is_wal)
    return (double) written * WAL_WEIGHT;
  return (double) put_aside * JOURNAL_WEIGHT + (double) written * WRITE_WEIGHT;
}

static void
measure (LfOperation         *operation,
         const LfMeterCounts *counts,
         gpointer             data)
{
  Vacuum *vacuum = data;
  guint64 written = counts->written[vacuum->is_wal ? LF_METER_WAL : LF_METER_MAIN];
  guint64 put_aside = counts->written[LF_METER_JOURNAL];
  g_autofree char *detail = NULL;

  if (put_aside + written == 0)
    {
      guint64 copied = MIN (counts->read[LF_METER_MAIN], vacuum->used);

      /* Translators: such as “copied 12.3 MB of 46.8 MB” */
      detail = lf_operation_describe_bytes (_("copied %s of %s"), copied, vacuum->used);
      lf_operation_report (operation, COPY, (double) copied / (double) vacuum->used, detail);
      return;
    }

  if (!vacuum->is_finishing &&
      (double) counts->written[LF_METER_MAIN] > POINT_OF_NO_RETURN * (double) vacuum->used)
    vacuum->is_finishing = lf_job_set_finishing (operation->job, TRUE);

  /* Translators: such as “written back 12.3 MB of 46.8 MB” */
  detail = lf_operation_describe_bytes (_("written back %s of %s"), written, vacuum->used);
  if (counts->n_syncs[LF_METER_MAIN] > 0)
    /* What is left is to delete the journal and to cut the file off, of which nothing tells */
    lf_operation_report (operation, END, 0, detail);
  else
    lf_operation_report (operation, WRITE_BACK,
                         weigh (vacuum, put_aside, written) /
                           weigh (vacuum, vacuum->used, vacuum->used),
                         detail);
}

static void
measure_fold (LfOperation         *operation,
              const LfMeterCounts *counts,
              gpointer             data)
{
  const Vacuum *vacuum = data;

  lf_operation_report_fold (operation, FOLD, counts->written[LF_METER_MAIN], vacuum->used);
}

static int
run (LfWriter    *self,
     LfOperation *operation,
     Vacuum      *vacuum)
{
  const double used = (double) vacuum->used;
  const double seconds[N_PHASES] = {
    [COPY] = used * COPY_WEIGHT,
    [WRITE_BACK] = weigh (vacuum, vacuum->used, vacuum->used),
    [END] = vacuum->is_wal ? 0 : used * END_WEIGHT,
    [FOLD] = vacuum->is_wal ? used * FOLD_WEIGHT : 0,
  };
  sqlite3 *db = lf_writer_get_db (self);
  int result;

  /* What is in memory is not read again, so that it would not be counted */
  sqlite3_db_release_memory (db);
  lf_operation_expect (operation, seconds, N_PHASES, measure, vacuum);
  if (vacuum->is_wal)
    sqlite3_exec (db, SMALL_CACHE, NULL, NULL, NULL);
  else if (fits_into_memory (vacuum->used))
    sqlite3_exec (db, "PRAGMA cache_spill=OFF", NULL, NULL, NULL);
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
  LfJob *job = lf_writer_get_job (self);
  LfOperation operation;
  Vacuum vacuum;
  gboolean done;

  if (!lf_writer_start (self, &operation, CACHE_KIB, error))
    return FALSE;

  if (!look_at_pages (self, &vacuum, error))
    return lf_writer_give_up (self, &operation, error);

  done = lf_writer_stop (self, &operation, run (self, &operation, &vacuum), error);
  /* Only now, for it takes the message of what failed */
  if (lf_writer_get_connection (self) != NULL)
    sqlite3_exec (lf_writer_get_db (self), "PRAGMA cache_spill=ON", NULL, NULL, NULL);
  if (vacuum.is_finishing)
    lf_job_set_finishing (job, FALSE);
  if (done)
    lf_job_report (job, 1, NULL);
  return done;
}
