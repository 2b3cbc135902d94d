/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-sql.h"

#include "catalog/lf-error.h"

/* Statements of a writer in the middle of a transaction. Formats are those of sqlite3_mprintf():
 * names are quoted with %w. */

/* Unlike lf_writer_exec() this does not end the transaction: whoever began it does that, when no
 * statement is left */
static gboolean
set_error (LfWriter  *writer,
           int        result,
           GError   **error)
{
  LfConnection *connection;

  /* However SQLite calls what stopped it */
  if (lf_job_is_cancelled (lf_writer_get_job (writer), error))
    return FALSE;

  connection = lf_writer_ensure_connection (writer, error);
  return connection != NULL &&
         lf_catalog_error_set_from_sqlite (error, lf_connection_get_db (connection), result,
                                           lf_connection_get_path (connection));
}

static LfMendStatement *
prepare (LfWriter    *writer,
         const char  *format,
         va_list      args,
         GError     **error)
{
  char *sql = sqlite3_vmprintf (format, args);
  LfMendStatement *stmt = NULL;
  int result = sqlite3_prepare_v2 (lf_writer_get_db (writer), sql, -1, &stmt, NULL);

  if (result != SQLITE_OK)
    set_error (writer, result, error);
  sqlite3_free (sql);
  return stmt;
}

/**
 * lf_mend_compose: (skip)
 * @format: a format
 * @...: its arguments
 *
 * Returns: (transfer full): SQL. Any thread.
 */
char *
lf_mend_compose (const char *format,
                 ...)
{
  va_list args;
  char *sql;
  char *copy;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  copy = g_strdup (sql);
  sqlite3_free (sql);
  return copy;
}

/**
 * lf_mend_prepare: (skip)
 * @writer: a writer
 * @error: where to put an error
 * @format: a format
 * @...: its arguments
 *
 * Returns: (transfer full) (nullable): a statement. On the writer's thread, as what follows.
 */
LfMendStatement *
lf_mend_prepare (LfWriter    *writer,
                 GError     **error,
                 const char  *format,
                 ...)
{
  va_list args;
  LfMendStatement *stmt;

  va_start (args, format);
  stmt = prepare (writer, format, args, error);
  va_end (args);
  return stmt;
}

/**
 * lf_mend_step: (skip)
 * @writer: a writer
 * @stmt: a statement of it
 * @has_row: (out) (optional): whether there is a row to read
 * @error: where to put an error
 *
 * Returns: %FALSE on an error, which a cancel is too
 */
gboolean
lf_mend_step (LfWriter         *writer,
              LfMendStatement  *stmt,
              gboolean         *has_row,
              GError          **error)
{
  int result = sqlite3_step (stmt);

  if (has_row != NULL)
    *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  return set_error (writer, result, error);
}

/**
 * lf_mend_exec: (skip)
 * @writer: a writer
 * @error: where to put an error
 * @format: a format of one statement
 * @...: its arguments
 *
 * Returns: whether it could be run
 */
gboolean
lf_mend_exec (LfWriter    *writer,
              GError     **error,
              const char  *format,
              ...)
{
  g_autoptr (LfMendStatement) stmt = NULL;
  va_list args;

  va_start (args, format);
  stmt = prepare (writer, format, args, error);
  va_end (args);
  return stmt != NULL && lf_mend_step (writer, stmt, NULL, error);
}

/**
 * lf_mend_read_number: (skip)
 * @writer: a writer
 * @number: (out): what is read; 0 for NULL
 * @error: where to put an error
 * @format: a format of a query
 * @...: its arguments
 *
 * Returns: whether it could be read
 */
gboolean
lf_mend_read_number (LfWriter    *writer,
                     gint64      *number,
                     GError     **error,
                     const char  *format,
                     ...)
{
  g_autoptr (LfMendStatement) stmt = NULL;
  gboolean has_row = FALSE;
  va_list args;

  va_start (args, format);
  stmt = prepare (writer, format, args, error);
  va_end (args);
  *number = 0;
  if (stmt == NULL || !lf_mend_step (writer, stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *number = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/**
 * lf_mend_run: (skip)
 * @writer: a writer
 * @error: where to put an error
 * @format: a format of one statement that may take long
 * @...: its arguments
 *
 * Runs a statement as lf_writer_exec() does: it can be cancelled whatever it is at, and if it
 * fails, the transaction is over. No other statement may be there.
 *
 * Returns: whether it could be run
 */
gboolean
lf_mend_run (LfWriter    *writer,
             GError     **error,
             const char  *format,
             ...)
{
  va_list args;
  char *sql;
  gboolean done;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  done = lf_writer_exec (writer, sql, error);
  sqlite3_free (sql);
  return done;
}

/**
 * lf_mend_fail: (skip)
 * @writer: a writer whose transaction failed, or could not be begun, and without any statement
 * @error: (inout): why
 *
 * Ends what is left of the transaction. What a cancel looked like to whoever it stopped, it is a
 * cancel.
 */
void
lf_mend_fail (LfWriter  *writer,
              GError   **error)
{
  g_autoptr (GError) cancelled = NULL;

  lf_writer_roll_back (writer);
  if (error != NULL && lf_job_is_cancelled (lf_writer_get_job (writer), &cancelled))
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&cancelled));
    }
}

/**
 * lf_mend_set: (skip)
 * @writer: a writer
 * @settings: statements that set its connection, also once the job is cancelled
 *
 * Sets it. A connection that was opened again meanwhile has the settings it began with.
 */
void
lf_mend_set (LfWriter   *writer,
             const char *settings)
{
  if (lf_writer_get_db (writer) != NULL)
    sqlite3_exec (lf_writer_get_db (writer), settings, NULL, NULL, NULL);
}
