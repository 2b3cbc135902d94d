/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-writer-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-meter-private.h"

/* Enough for what is written one after the other, and small enough for every machine */
#define CACHE_KIB 16384

struct _LfWriter
{
  char         *path;
  LfJob        *job;
  LfMeter      *meter;
  LfConnection *connection;     /* NULL until it is opened again */
  gboolean      prepared;
  dev_t         device;         /* the file that was opened first, by that and its number there */
  ino_t         inode;
};

/* After a cancel the file can be looked at all the same */
static gboolean
open_connection (LfWriter  *self,
                 GError   **error)
{
  gboolean cancelled = lf_job_is_cancelled (self->job, NULL);
  GCancellable *cancellable = cancelled ? NULL : lf_job_get_cancellable (self->job);

  self->prepared = FALSE;
  self->connection = lf_connection_open_for_writing (self->path, lf_meter_get_vfs (self->meter),
                                                     cancellable, error);
  return self->connection != NULL;
}

/**
 * lf_writer_open:
 * @path: a catalog
 * @job: whose work it does
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a catalog to write to it. Nothing is written yet. Waits up to five seconds for another
 * program's lock. Blocks: for the job's thread, which all other functions are for, too.
 *
 * Returns: (transfer full) (nullable): a writer
 */
LfWriter *
lf_writer_open (const char  *path,
                LfJob       *job,
                GError     **error)
{
  g_autoptr (LfWriter) self = g_new0 (LfWriter, 1);
  struct stat st;

  self->path = g_strdup (path);
  self->job = g_object_ref (job);
  self->meter = lf_meter_new (path);
  if (lf_job_is_cancelled (job, error) || !open_connection (self, error))
    return NULL;

  if (stat (path, &st) == 0)
    {
      self->device = st.st_dev;
      self->inode = st.st_ino;
    }
  return g_steal_pointer (&self);
}

/* As long as others have the catalog open, closing leaves the WAL as long as it is, and whoever only
 * reads leaves what stands in it to those who wrote it */
static int
empty_wal (LfWriter *self,
           gboolean  wait)
{
  guint patience = lf_connection_get_patience (self->connection);
  int result;

  if (!lf_connection_is_wal (self->connection))
    return SQLITE_OK;

  if (!wait)
    lf_connection_set_patience (self->connection, 0);
  result = sqlite3_wal_checkpoint_v2 (lf_connection_get_db (self->connection), "main",
                                      SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  lf_connection_set_patience (self->connection, patience);
  return result;
}

/**
 * lf_writer_close:
 * @self: (transfer full): a writer
 *
 * Closes it. What is not committed is rolled back.
 */
void
lf_writer_close (LfWriter *self)
{
  if (lf_writer_check_file (self, NULL) && self->connection != NULL && self->prepared)
    empty_wal (self, FALSE);
  g_clear_pointer (&self->connection, lf_connection_close);
  lf_meter_free (self->meter);
  g_object_unref (self->job);
  g_free (self->path);
  g_free (self);
}

/**
 * lf_writer_get_connection:
 * @self: a writer
 *
 * Returns: (transfer none) (nullable): its connection, until the next error of any operation; %NULL
 *   if the catalog could not be opened again after one
 */
LfConnection *
lf_writer_get_connection (LfWriter *self)
{
  return lf_writer_ensure_connection (self, NULL);
}

/**
 * lf_writer_ensure_connection:
 * @self: a writer
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Gets its connection as lf_writer_get_connection() does, and says why there is none.
 *
 * Returns: (transfer none) (nullable): its connection
 */
LfConnection *
lf_writer_ensure_connection (LfWriter  *self,
                             GError   **error)
{
  if (self->connection == NULL && lf_writer_check_file (self, error))
    open_connection (self, error);
  return self->connection;
}

/**
 * lf_writer_get_db: (skip)
 * @self: a writer
 *
 * Returns: (transfer none) (nullable): SQLite's handle, as long as its connection is there
 */
sqlite3 *
lf_writer_get_db (LfWriter *self)
{
  LfConnection *connection = lf_writer_get_connection (self);

  return connection != NULL ? lf_connection_get_db (connection) : NULL;
}

/**
 * lf_writer_get_job:
 * @self: a writer
 *
 * Returns: (transfer none): the job it works for
 */
LfJob *
lf_writer_get_job (LfWriter *self)
{
  return self->job;
}

/**
 * lf_writer_check_file:
 * @self: a writer
 * @error: where to put an error
 *
 * Finds out whether the file that it writes to is still the one that everybody else finds under its
 * path. If not, what stands in the WAL is folded into the file that it belongs to, for it would be
 * taken for one of the new file.
 *
 * Returns: whether it is
 */
gboolean
lf_writer_check_file (LfWriter  *self,
                      GError   **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  struct stat st;
  int has_moved = 0;

  if (self->connection != NULL)
    sqlite3_file_control (lf_writer_get_db (self), "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (!has_moved && stat (self->path, &st) == 0 && st.st_dev == self->device &&
      st.st_ino == self->inode)
    return TRUE;

  if (self->connection != NULL)
    sqlite3_wal_checkpoint_v2 (lf_writer_get_db (self), "main", SQLITE_CHECKPOINT_TRUNCATE, NULL,
                               NULL);
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
               _("Another program removed “%s” meanwhile, or put another file in its place, which "
                 "was not touched. Look at what is there now before you try again."),
               shown);
  return FALSE;
}

/* The WAL is folded into the file when an operation is over, and not whenever it is long enough, in
 * the midst of one */
static gboolean
prepare (LfWriter  *self,
         int        cache_kib,
         GError   **error)
{
  g_autofree char *cache = g_strdup_printf ("PRAGMA main.cache_size=-%d", cache_kib);
  sqlite3 *db;
  int result;

  if (lf_job_is_cancelled (self->job, error) || !lf_writer_check_file (self, error) ||
      (self->connection == NULL && !open_connection (self, error)))
    return FALSE;

  db = lf_writer_get_db (self);
  result = sqlite3_exec (db, cache, NULL, NULL, NULL);
  if (result != SQLITE_OK)
    return lf_catalog_error_set_from_sqlite (error, db, result, self->path);

  if (!self->prepared)
    {
      sqlite3_wal_autocheckpoint (db, 0);
      lf_connection_set_written (self->connection);
      self->prepared = TRUE;
    }
  return TRUE;
}

/* A journal that was stopped before it was synced for the first time begins with a zero. To SQLite it
 * says nothing, and is left lying. */
static gboolean
is_void (int journal)
{
  char first = 0;

  return journal >= 0 && read (journal, &first, 1) >= 0 && first == 0;
}

/* As long as nobody else can write, it is nobody else's */
static void
remove_void_journal (sqlite3 *db)
{
  const char *name = sqlite3_filename_journal (sqlite3_db_filename (db, "main"));
  int journal;

  if (!g_file_test (name, G_FILE_TEST_IS_REGULAR) ||
      sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return;

  journal = g_open (name, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (is_void (journal))
    g_unlink (name);
  lf_metered_file_close_later (journal);
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

/* Whatever was begun is rolled back by closing, or by the first look at the file where closing could
 * not: by the one here, so that it is done when the operation is over */
static void
undo (LfWriter *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_same = lf_writer_check_file (self, NULL);

  lf_job_report (self->job, NAN, _("undoing what was begun"));
  lf_meter_set_sparing (self->meter, TRUE);
  g_clear_pointer (&self->connection, lf_connection_close);
  if (is_same && open_connection (self, &error))
    {
      sqlite3_exec (lf_writer_get_db (self), "PRAGMA schema_version", NULL, NULL, NULL);
      remove_void_journal (lf_writer_get_db (self));
    }
  else if (error != NULL)
    lf_job_log (self->job, "%s", error->message);
  lf_meter_set_sparing (self->meter, FALSE);
}

/**
 * lf_writer_start:
 * @self: a writer
 * @operation: (out caller-allocates): an operation
 * @cache_kib: how much memory SQLite gets to keep pages in
 * @error: where to put an error
 *
 * Begins something that writes.
 *
 * Returns: %FALSE if it cannot be begun, or if the job is cancelled
 */
gboolean
lf_writer_start (LfWriter     *self,
                 LfOperation  *operation,
                 int           cache_kib,
                 GError      **error)
{
  if (!prepare (self, cache_kib, error))
    {
      if (self->connection != NULL)
        lf_writer_roll_back (self);
      return FALSE;
    }

  lf_operation_begin (operation, self->connection, self->meter, self->job);
  return TRUE;
}

/**
 * lf_writer_stop:
 * @self: a writer
 * @operation: an operation
 * @result: what SQLite said of it
 * @error: where to put an error
 *
 * Ends an operation: after a failure nothing is left of it, nor of the transaction it was in.
 *
 * Returns: whether it succeeded
 */
gboolean
lf_writer_stop (LfWriter     *self,
                LfOperation  *operation,
                int           result,
                GError      **error)
{
  gboolean stopped = lf_operation_end (operation);
  gboolean done = result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW;

  /* However SQLite calls what stopped it */
  if (!done && !lf_job_is_cancelled (self->job, error))
    lf_catalog_error_set_from_sqlite (error, lf_writer_get_db (self), result, self->path);
  if (!done)
    undo (self);
  else if (stopped)
    /* It is opened again when it is needed, which may mean to read all of a WAL */
    g_clear_pointer (&self->connection, lf_connection_close);
  return done;
}

/**
 * lf_writer_give_up:
 * @self: a writer
 * @operation: an operation
 * @error: (inout): why it failed otherwise than by what SQLite said of it
 *
 * Ends an operation, as lf_writer_stop() does after a failure.
 *
 * Returns: always %FALSE
 */
gboolean
lf_writer_give_up (LfWriter     *self,
                   LfOperation  *operation,
                   GError      **error)
{
  lf_operation_end (operation);
  if (lf_job_is_cancelled (self->job, NULL))
    {
      g_clear_error (error);
      lf_job_is_cancelled (self->job, error);
    }
  undo (self);
  return FALSE;
}

/**
 * lf_writer_fold_wal:
 * @self: a writer
 * @operation: an operation whose transaction is committed
 * @wait: whether to wait for those who read, so that the WAL can be emptied
 *
 * Writes what stands in the WAL into the catalog. If others read, if it fails or would take long
 * after a cancel, the WAL stays, and nothing is lost: the catalog is the file and its WAL together.
 * It is for whoever closes the catalog last, or writes to it next.
 */
void
lf_writer_fold_wal (LfWriter    *self,
                    LfOperation *operation,
                    gboolean     wait)
{
  int result;

  lf_operation_go_through (operation);
  result = empty_wal (self, wait);
  if (result == SQLITE_OK || (result == SQLITE_BUSY && !wait))
    return;

  if (result == SQLITE_BUSY)
    {
      lf_job_log (self->job, _("Another program is reading the catalog. Its file will be smaller "
                               "once that has ended and the catalog was closed."));
      return;
    }

  /* What was stopped here is not to go on when it is closed */
  sqlite3_db_config (lf_writer_get_db (self), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  lf_job_log (self->job, _("The write-ahead log was not folded into the file. It stays beside it, "
                           "and nothing is lost."));
}

/**
 * lf_writer_begin:
 * @self: a writer
 * @error: where to put an error
 *
 * Begins a transaction. From now on nobody else can write.
 *
 * Returns: whether it could be begun
 */
gboolean
lf_writer_begin (LfWriter  *self,
                 GError   **error)
{
  return lf_writer_exec (self, "BEGIN IMMEDIATE", error);
}

/**
 * lf_writer_exec:
 * @self: a writer
 * @sql: one or more statements, whose rows nobody needs
 * @error: where to put an error
 *
 * Runs statements. If one fails or is cancelled, the whole transaction is rolled back.
 *
 * Returns: whether all succeeded
 */
gboolean
lf_writer_exec (LfWriter    *self,
                const char  *sql,
                GError     **error)
{
  LfOperation operation;
  int result;

  if (!lf_writer_start (self, &operation, CACHE_KIB, error))
    return FALSE;

  result = sqlite3_exec (lf_writer_get_db (self), sql, NULL, NULL, NULL);
  return lf_writer_stop (self, &operation, result, error);
}

typedef struct
{
  guint64  n_rows;
  guint64  expected;
  char    *expected_text;
} Count;

static void
count_row_cb (void          *data,
              int            kind,
              const char    *database,
              const char    *table,
              sqlite3_int64  rowid)
{
  Count *count = data;

  count->n_rows++;
}

static void
measure_rows (LfOperation         *operation,
              const LfMeterCounts *counts,
              gpointer             data)
{
  Count *count = data;
  g_autofree char *rows = lf_format_count (MIN (count->n_rows, count->expected));
  /* Translators: such as “15,676 of 25,285 rows” */
  g_autofree char *detail = g_strdup_printf (_("%s of %s rows"), rows, count->expected_text);

  lf_operation_report (operation, 0, (double) count->n_rows / (double) count->expected, detail);
}

/**
 * lf_writer_exec_counted:
 * @self: a writer
 * @sql: a statement that writes rows, such as INSERT … SELECT
 * @expected_rows: how many it writes, about; 0 if that is not known
 * @error: where to put an error
 *
 * Runs a statement as lf_writer_exec() does, and tells how many rows it has written.
 *
 * Returns: whether it succeeded
 */
gboolean
lf_writer_exec_counted (LfWriter    *self,
                        const char  *sql,
                        guint64      expected_rows,
                        GError     **error)
{
  static const double one_phase[] = { 1 };
  g_autofree char *expected_text = lf_format_count (expected_rows);
  Count count = { 0, expected_rows, expected_text };
  LfOperation operation;
  sqlite3 *db;
  int result;

  if (!lf_writer_start (self, &operation, CACHE_KIB, error))
    return FALSE;

  db = lf_writer_get_db (self);
  if (expected_rows > 0)
    lf_operation_expect (&operation, one_phase, 1, measure_rows, &count);
  else
    lf_job_report (self->job, NAN, NULL);
  sqlite3_update_hook (db, count_row_cb, &count);
  result = sqlite3_exec (db, sql, NULL, NULL, NULL);
  sqlite3_update_hook (db, NULL, NULL);
  if (!lf_writer_stop (self, &operation, result, error))
    return FALSE;

  lf_job_report (self->job, 1, NULL);
  return TRUE;
}

/**
 * lf_writer_roll_back:
 * @self: a writer
 *
 * Rolls its transaction back, if there is one.
 */
void
lf_writer_roll_back (LfWriter *self)
{
  sqlite3 *db = lf_writer_get_db (self);

  if (db != NULL && !sqlite3_get_autocommit (db) &&
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
    undo (self);
}
