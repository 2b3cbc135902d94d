/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-writer-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"

/* Rows between two reports */
#define ROWS_A_REPORT 256

struct _LfWriter
{
  char         *path;
  LfJob        *job;
  LfConnection *connection;     /* NULL if the file could not be opened again */
  gboolean      prepared;
};

static gboolean
open_connection (LfWriter  *self,
                 GError   **error)
{
  self->prepared = FALSE;
  self->connection = lf_connection_open_for_writing (self->path, NULL,
                                                     lf_job_get_cancellable (self->job), error);
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

  self->path = g_strdup (path);
  self->job = g_object_ref (job);
  if (lf_job_is_cancelled (job, error) || !open_connection (self, error))
    return NULL;
  return g_steal_pointer (&self);
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
  g_clear_pointer (&self->connection, lf_connection_close);
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
  return self->connection != NULL ? lf_connection_get_db (self->connection) : NULL;
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
 * lf_writer_prepare:
 * @self: a writer
 * @error: where to put an error
 *
 * Makes it ready to write. Every operation that writes begins with this.
 *
 * Returns: %FALSE if it cannot be, or if the job is cancelled
 */
gboolean
lf_writer_prepare (LfWriter  *self,
                   GError   **error)
{
  if (lf_job_is_cancelled (self->job, error))
    return FALSE;

  if (self->connection == NULL && !open_connection (self, error))
    return FALSE;

  if (!self->prepared)
    {
      sqlite3 *db = lf_writer_get_db (self);
      int result = sqlite3_exec (db, "PRAGMA cache_size=-16384", NULL, NULL, NULL);

      if (result != SQLITE_OK)
        return lf_writer_finish (self, result, error);
      lf_connection_set_written (self->connection);
      self->prepared = TRUE;
    }
  return TRUE;
}

/* Whatever was begun is rolled back by closing, or by opening again where closing could not */
static void
reopen (LfWriter *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->connection, lf_connection_close);
  if (!open_connection (self, &error))
    lf_job_log (self->job, "%s", error->message);
}

/**
 * lf_writer_finish:
 * @self: a writer
 * @result: what SQLite said of an operation
 * @error: where to put an error
 *
 * Ends an operation: after a failure nothing is left of it, nor of the transaction it was in.
 *
 * Returns: whether it succeeded
 */
gboolean
lf_writer_finish (LfWriter  *self,
                  int        result,
                  GError   **error)
{
  if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
    return TRUE;

  /* However SQLite calls what stopped it */
  if (!lf_job_is_cancelled (self->job, error))
    lf_catalog_error_set_from_sqlite (error, lf_writer_get_db (self), result, self->path);
  reopen (self);
  return FALSE;
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
  int result;

  if (!lf_writer_prepare (self, error))
    return FALSE;

  result = sqlite3_exec (lf_writer_get_db (self), sql, NULL, NULL, NULL);
  return lf_writer_finish (self, result, error);
}

typedef struct
{
  LfJob   *job;
  guint64  n_rows;
  guint64  expected;
  char    *expected_text;
} Count;

static void
count_row_cb (void          *data,
              int            operation,
              const char    *database,
              const char    *table,
              sqlite3_int64  rowid)
{
  Count *count = data;
  g_autofree char *rows = NULL;
  g_autofree char *detail = NULL;

  if (++count->n_rows % ROWS_A_REPORT != 0 || count->expected == 0)
    return;

  rows = lf_format_count (MIN (count->n_rows, count->expected));
  /* Translators: such as “15,676 of 25,285 rows” */
  detail = g_strdup_printf (_("%s of %s rows"), rows, count->expected_text);
  lf_job_report (count->job, (double) count->n_rows / (double) count->expected, detail);
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
  g_autofree char *expected_text = lf_format_count (expected_rows);
  Count count = { self->job, 0, expected_rows, expected_text };
  sqlite3 *db;
  int result;

  if (!lf_writer_prepare (self, error))
    return FALSE;

  db = lf_writer_get_db (self);
  lf_job_report (self->job, expected_rows > 0 ? 0 : NAN, NULL);
  sqlite3_update_hook (db, count_row_cb, &count);
  result = sqlite3_exec (db, sql, NULL, NULL, NULL);
  sqlite3_update_hook (db, NULL, NULL);
  if (!lf_writer_finish (self, result, error))
    return FALSE;

  lf_job_report (self->job, 1, NULL);
  return TRUE;
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
  return lf_writer_exec (self, "COMMIT", error);
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
    reopen (self);
}
