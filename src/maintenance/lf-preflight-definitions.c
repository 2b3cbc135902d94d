/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-preflight.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-names.h"

#define DEFINITIONS "maintenance/definitions"

/* A program can bring functions and orders of letters along, and use them in the tables and indexes
 * that it makes. Nobody else can make those anew: SQLite would find out in the midst of it. */

static gboolean
set_unknown (GError     **error,
             sqlite3     *db,
             const char  *name,
             const char  *table)
{
  g_autofree char *object = lf_names_show (name);
  g_autofree char *of = lf_names_show (table);
  g_autofree char *message = g_utf8_make_valid (sqlite3_errmsg (db), -1);
  g_autofree char *line = lf_format_one_line (message);

  if (g_ascii_strcasecmp (name, table) == 0)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                 _("The table %s cannot be made anew, as a repair and VACUUM must, because it needs "
                   "something that only the program that made it has (%s). Nothing was changed. "
                   "Repair the catalog without this table: let that program keep it elsewhere."),
                 object, line);
  else
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                 _("The index %s of %s cannot be made anew, as a repair and VACUUM must, because it "
                   "needs something that only the program that made it has (%s). Nothing was "
                   "changed. Let that program drop the index, then try again; it can make it again "
                   "afterwards."),
                 object, of, line);
  return FALSE;
}

/* No more than the one statement that a definition is */
static gboolean
run (sqlite3    *db,
     const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  sqlite3_finalize (stmt);
  return result == SQLITE_DONE;
}

static gboolean
make_anew (LfConnection  *connection,
           sqlite3       *db,
           GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, DEFINITIONS, error);
  gboolean has_row = stmt != NULL;

  while (has_row)
    {
      g_autofree char *name = NULL;
      g_autofree char *table = NULL;
      g_autofree char *sql = NULL;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      name = lf_column_dup_text (stmt, 0);
      table = lf_column_dup_text (stmt, 1);
      sql = lf_column_dup_text (stmt, 2);
      if (!run (db, sql))
        return set_unknown (error, db, name, table);
    }
  return FALSE;
}

/**
 * lf_preflight_check_definitions:
 * @connection: a connection to a catalog
 * @error: where to put an error of %LF_CATALOG_ERROR: which table or index cannot be made anew
 *
 * Makes every table and index anew in memory, without rows, as VACUUM does it with them. On the
 * connection's thread.
 *
 * Returns: whether all can be
 */
gboolean
lf_preflight_check_definitions (LfConnection  *connection,
                                GError       **error)
{
  sqlite3 *db = NULL;
  gboolean done = FALSE;
  int result = sqlite3_open_v2 (":memory:", &db,
                                SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                                NULL);

  if (result != SQLITE_OK)
    lf_catalog_error_set_from_sqlite (error, db, result, lf_connection_get_path (connection));
  else
    {
      /* A definition may come from anybody */
      sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
      done = make_anew (connection, db, error);
    }
  sqlite3_close (db);
  return done;
}
