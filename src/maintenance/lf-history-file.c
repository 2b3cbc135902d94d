/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-history-private.h"
#include "maintenance/lf-maintenance-data.h"

/* The history is a file of few pages that is seldom written, in a home folder that may lie on a
 * server. So it has a rollback journal, which needs no shared memory, and whoever finds it locked
 * waits. */

#define PATIENCE_MS 5000

/* “LFhr”, by which the file is known to be a history */
#define APPLICATION_ID 0x4c466872

/* The layout that this version reads and writes; the statement “schema-N” leads from N - 1 to N */
#define LATEST 1

/**
 * lf_history_get_sql: (skip)
 * @name: the name of a statement
 *
 * Returns: (transfer none): its text
 */
const char *
lf_history_get_sql (const char *name)
{
  g_autofree char *file = g_strconcat ("history/", name, ".sql", NULL);

  return lf_maintenance_get_data (file);
}

/**
 * lf_history_set_error: (skip)
 * @error: where to put the error
 * @db: (nullable): the connection
 * @result: a result code of SQLite that is no success
 * @path: the file
 *
 * Says what a result code means for the history.
 *
 * Returns: always %FALSE
 */
gboolean
lf_history_set_error (GError     **error,
                      sqlite3     *db,
                      int          result,
                      const char  *path)
{
  /* What Lightframe judged itself, SQLite has no message of in the connection */
  gboolean has_message = db != NULL && (sqlite3_errcode (db) & 0xff) == (result & 0xff);
  const char *reason = has_message ? sqlite3_errmsg (db) : sqlite3_errstr (result);
  g_autofree char *message = g_utf8_make_valid (reason, -1);
  g_autofree char *shown = g_filename_display_name (path);

  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY,
                   _("The history of runs, “%s”, is locked by another program. Catalogs are not "
                     "affected. Try again when that program has finished."),
                   shown);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT,
                   _("The history of runs, “%s”, is damaged (%s). Catalogs are not affected. When "
                     "it is opened next, it is set aside and a new one is begun."),
                   shown, message);
      break;
    case SQLITE_FULL:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
                   _("The disk is full, so that the history of runs, “%s”, could not be written. "
                     "Catalogs are not affected. Free some space, then try again."),
                   shown);
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
                   _("The history of runs, “%s”, could not be opened to write to it (%s). Catalogs "
                     "are not affected. Check the permissions of the file and its folder."),
                   shown, message);
      break;
    default:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("The history of runs, “%s”, could not be used: %s (SQLite error %d). Catalogs "
                     "are not affected."),
                   shown, message, result);
      break;
    }
  return FALSE;
}

static int
read_number (sqlite3    *db,
             const char *sql,
             gint64     *value)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  if (result == SQLITE_ROW)
    *value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return result == SQLITE_ROW ? SQLITE_OK : result;
}

/* Is it whole, and a history? What is something else is taken for damaged: it is in the place of
 * the history, and is set aside like it. */
static int
inspect (sqlite3 *db,
         gint64  *version)
{
  gint64 id = 0;
  gint64 n_objects = 0;
  gint64 sound = 0;
  int result = read_number (db, "PRAGMA user_version", version);

  if (result == SQLITE_OK)
    result = read_number (db, "PRAGMA application_id", &id);
  if (result == SQLITE_OK)
    result = read_number (db, "SELECT count(*) FROM sqlite_schema", &n_objects);
  if (result == SQLITE_OK && (*version < 0 || (id != APPLICATION_ID && n_objects > 0)))
    return SQLITE_NOTADB;
  if (result == SQLITE_OK && *version <= LATEST)
    {
      result = read_number (db, "SELECT quick_check = 'ok' FROM pragma_quick_check(1)", &sound);
      if (result == SQLITE_OK && !sound)
        return SQLITE_CORRUPT;
    }
  return result;
}

/* In one transaction, for another program may be making the tables just now */
static int
look (sqlite3 *db,
      gint64  *version)
{
  int result = sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);

  if (result == SQLITE_OK)
    result = inspect (db, version);
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return result;
}

static int
migrate (sqlite3 *db)
{
  gint64 version = 0;
  int result = sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

  /* Another program may have done it while this one waited */
  if (result == SQLITE_OK)
    result = read_number (db, "PRAGMA user_version", &version);
  for (gint64 i = version + 1; i <= LATEST && result == SQLITE_OK; i++)
    {
      g_autofree char *name = g_strdup_printf ("schema-%d", (int) i);

      result = sqlite3_exec (db, lf_history_get_sql (name), NULL, NULL, NULL);
    }

  if (result == SQLITE_OK)
    result = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (result != SQLITE_OK && !sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return result;
}

static void
set_too_new (GError     **error,
             const char  *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_NEW,
               _("The history of runs, “%s”, was written by a newer version of Lightframe. It was "
                 "left as it is. Update Lightframe, or move that file away."),
               shown);
}

static int
set_up (sqlite3 *db,
        gint64  *version)
{
  static const char *first = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
                             "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;";
  int result;

  sqlite3_busy_timeout (db, PATIENCE_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);

  result = sqlite3_exec (db, first, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = look (db, version);
  if (result == SQLITE_OK && *version < LATEST)
    result = migrate (db);
  return result;
}

static sqlite3 *
try_file (const char  *path,
          GError     **error)
{
  sqlite3 *db = NULL;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gint64 version = 0;
  int result;

  /* Made here, so that nobody else may ever read it; SQLite's journal is like it */
  if (fd >= 0)
    close (fd);

  result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                            SQLITE_OPEN_EXRESCODE, NULL);
  if (result == SQLITE_OK)
    result = set_up (db, &version);
  if (result == SQLITE_OK && version <= LATEST)
    return db;

  if (result == SQLITE_OK)
    set_too_new (error, path);
  else
    lf_history_set_error (error, db, result, path);
  sqlite3_close (db);
  return NULL;
}

static char *
choose_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.damaged-%s", path, time);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, time, i);
    }
  return aside;
}

static gboolean
set_aside (const char  *path,
           char       **notice,
           GError     **error)
{
  g_autofree char *aside = choose_aside (path);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *aside_journal = g_strconcat (aside, "-journal", NULL);
  g_autofree char *shown = g_filename_display_name (aside);

  /* First its journal: a new file must not find that beside it */
  if ((g_rename (journal, aside_journal) != 0 && errno != ENOENT) || g_rename (path, aside) != 0)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
                   _("The history of runs is damaged and could not be set aside as “%s” (%s). "
                     "Catalogs are not affected."),
                   shown, g_strerror (errno));
      return FALSE;
    }

  *notice = g_strdup_printf (_("The history of runs was damaged. It was set aside as “%s”, and a "
                               "new one was begun. Catalogs are not affected."),
                             shown);
  return TRUE;
}

static sqlite3 *
replace_damaged (const char  *path,
                 char       **notice,
                 GError     **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3 *db = try_file (path, &failure);

  /* Another program may have replaced it meanwhile */
  if (db == NULL && !g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (db == NULL && set_aside (path, notice, error))
    db = try_file (path, error);
  return db;
}

/**
 * lf_history_open_file: (skip)
 * @path: the file of the history, which need not be there
 * @notice: (out): what the user should know of it, if anything
 * @error: where to put an error
 *
 * Opens the file, makes it if it is not there, and brings it to the latest layout. A damaged file
 * is set aside for a new one; one of a newer layout is left alone.
 *
 * Returns: (transfer full) (nullable): SQLite's handle
 */
sqlite3 *
lf_history_open_file (const char  *path,
                      char       **notice,
                      GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) failure = NULL;
  sqlite3 *db;
  int lock;

  /* Where that fails, SQLite tells why */
  g_mkdir_with_parents (folder, 0700);

  /* Nobody may set a file aside while another program opens it, and of those that find it damaged
   * only the first may */
  lock = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (lock >= 0)
    flock (lock, LOCK_SH);

  db = try_file (path, &failure);
  if (g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    {
      if (lock >= 0)
        flock (lock, LOCK_EX);
      db = replace_damaged (path, notice, error);
    }
  else if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  if (lock >= 0)
    close (lock);
  return db;
}
