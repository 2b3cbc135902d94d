/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-own-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"

#define PATIENCE_MS 5000

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

/* Is it whole, and of this kind? What is something else is taken for damaged: it is in the place of
 * such a file, and is set aside like it. */
static int
inspect (const LfOwnFileKind *kind,
         sqlite3             *db,
         gboolean             check,
         gint64              *version)
{
  gint64 id = 0;
  gint64 n_objects = 0;
  gint64 sound = 0;
  int result = read_number (db, "PRAGMA user_version", version);

  if (result == SQLITE_OK)
    result = read_number (db, "PRAGMA application_id", &id);
  if (result == SQLITE_OK)
    result = read_number (db, "SELECT count(*) FROM sqlite_schema", &n_objects);
  if (result == SQLITE_OK && (*version < 0 || (id != kind->application_id && n_objects > 0)))
    return SQLITE_NOTADB;
  if (result == SQLITE_OK && check && *version <= kind->latest)
    {
      result = read_number (db, "SELECT quick_check = 'ok' FROM pragma_quick_check(1)", &sound);
      if (result == SQLITE_OK && !sound)
        return SQLITE_CORRUPT;
    }
  return result;
}

/* In one transaction, for another program may be making the tables just now */
static int
look (const LfOwnFileKind *kind,
      sqlite3             *db,
      gboolean             check,
      gint64              *version)
{
  int result = sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);

  if (result == SQLITE_OK)
    result = inspect (kind, db, check, version);
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return result;
}

static int
migrate (const LfOwnFileKind *kind,
         sqlite3             *db)
{
  gint64 version = 0;
  int result = sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

  /* Another program may have done it while this one waited */
  if (result == SQLITE_OK)
    result = read_number (db, "PRAGMA user_version", &version);
  for (gint64 i = version + 1; i <= kind->latest && result == SQLITE_OK; i++)
    result = sqlite3_exec (db, kind->get_schema ((int) i), NULL, NULL, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (result != SQLITE_OK && !sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return result;
}

static int
set_up (const LfOwnFileKind *kind,
        sqlite3             *db,
        gboolean             check,
        gint64              *version)
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
    result = look (kind, db, check, version);
  if (result == SQLITE_OK && *version < kind->latest)
    result = migrate (kind, db);
  return result;
}

/* Of the whole program: whoever closes a file gives back the locks that other threads have of it */
static GMutex making;

/* Made here, so that nobody else may ever read it; SQLite's journal is like it. One that is there is
 * not touched. */
static void
make_file (const char *path)
{
  int fd;

  g_mutex_lock (&making);
  fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);
  g_mutex_unlock (&making);
}

static sqlite3 *
try_file (const LfOwnFileKind  *kind,
          const char           *path,
          gboolean              check,
          GError              **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  sqlite3 *db = NULL;
  gint64 version = 0;
  int result;

  make_file (path);
  result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                            SQLITE_OPEN_EXRESCODE, NULL);
  if (result == SQLITE_OK)
    result = set_up (kind, db, check, &version);
  if (result == SQLITE_OK && version <= kind->latest)
    return db;

  if (result == SQLITE_OK)
    kind->set_too_new (error, shown);
  else
    kind->set_error (error, db, result, path);
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
set_aside (const LfOwnFileKind  *kind,
           const char           *path,
           char                **notice,
           GError              **error)
{
  g_autofree char *aside = choose_aside (path);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *aside_journal = g_strconcat (aside, "-journal", NULL);
  g_autofree char *shown = g_filename_display_name (aside);

  /* First its journal: a new file must not find that beside it */
  if ((g_rename (journal, aside_journal) != 0 && errno != ENOENT) || g_rename (path, aside) != 0)
    {
      kind->set_cannot_set_aside (error, shown, g_strerror (errno));
      return FALSE;
    }

  *notice = kind->tell_set_aside (shown);
  return TRUE;
}

static sqlite3 *
replace_damaged (const LfOwnFileKind  *kind,
                 const char           *path,
                 char                **notice,
                 GError              **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3 *db = try_file (kind, path, TRUE, &failure);

  /* Another program may have replaced it meanwhile */
  if (db == NULL && !g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (db == NULL && set_aside (kind, path, notice, error))
    db = try_file (kind, path, TRUE, error);
  return db;
}

/**
 * lf_own_file_open: (skip)
 * @kind: what file it is
 * @path: the file, which need not be there
 * @check: whether to look for damage in all of it, which takes the longer the larger it is
 * @notice: (out): what the user should know of it, if anything
 * @error: where to put an error
 *
 * Opens the file, makes it and its folder, for this user alone, if they are not there, and brings
 * it to the latest layout. A damaged file is set aside for a new one; one of a newer layout is left
 * alone, which is an error.
 *
 * Returns: (transfer full) (nullable): SQLite's handle
 */
sqlite3 *
lf_own_file_open (const LfOwnFileKind  *kind,
                  const char           *path,
                  gboolean              check,
                  char                **notice,
                  GError              **error)
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

  db = try_file (kind, path, check, &failure);
  if (g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    {
      if (lock >= 0)
        flock (lock, LOCK_EX);
      db = replace_damaged (kind, path, notice, error);
    }
  else if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  if (lock >= 0)
    close (lock);
  return db;
}
