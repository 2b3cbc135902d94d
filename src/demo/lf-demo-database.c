/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-database.h"

#include "catalog/lf-error.h"

/* Instructions of SQLite's machine after which to ask whether to stop */
#define STEPS_PER_CHECK 20000

static int
progress_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/**
 * lf_demo_database_open: (skip)
 * @path: an empty file, or ":memory:"
 * @cancellable: (nullable): stops statements that take long; must outlive the connection
 * @error: return location for an error
 *
 * Opens a database of which only this process knows, and that is thrown away if anything fails:
 * there is no need for a journal nor to wait for the disk.
 *
 * Returns: (transfer full) (nullable): a connection, for one thread at a time
 */
LfDemoDatabase *
lf_demo_database_open (const char    *path,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (LfDemoDatabase) db = NULL;
  int result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  if (result != SQLITE_OK)
    {
      lf_catalog_error_set_from_sqlite (error, db, result, path);
      return NULL;
    }

  if (cancellable != NULL)
    sqlite3_progress_handler (db, STEPS_PER_CHECK, progress_cb, cancellable);

  /* The cache is 256 MB at most; the sorts of large indexes stay in memory */
  if (!lf_demo_database_execute (db,
                                 "PRAGMA page_size = 4096;"
                                 "PRAGMA journal_mode = OFF;"
                                 "PRAGMA synchronous = OFF;"
                                 "PRAGMA locking_mode = EXCLUSIVE;"
                                 "PRAGMA cache_size = -262144;"
                                 "PRAGMA temp_store = MEMORY;",
                                 path, error))
    return NULL;

  return g_steal_pointer (&db);
}

/**
 * lf_demo_database_close: (skip)
 * @db: (transfer full): a connection without statements
 * @path: its file
 * @error: return location for an error
 *
 * Closes a connection. Returns: %FALSE if that failed; the connection is gone all the same
 */
gboolean
lf_demo_database_close (sqlite3     *db,
                        const char  *path,
                        GError     **error)
{
  int result = sqlite3_close (db);

  if (result == SQLITE_OK)
    return TRUE;

  lf_catalog_error_set_from_sqlite (error, db, result, path);
  sqlite3_close_v2 (db);
  return FALSE;
}

/**
 * lf_demo_database_execute: (skip)
 * @db: a connection
 * @sql: statements without parameters
 * @path: its file, for the message
 * @error: return location for an error
 *
 * Returns: %FALSE if a statement failed or was cancelled
 */
gboolean
lf_demo_database_execute (sqlite3     *db,
                          const char  *sql,
                          const char  *path,
                          GError     **error)
{
  int result = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (result != SQLITE_OK)
    return lf_catalog_error_set_from_sqlite (error, db, result, path);

  return TRUE;
}

/**
 * lf_demo_database_execute_resource: (skip)
 * @db: a connection
 * @resource: path of a resource that holds statements
 * @path: its file, for the message
 * @error: return location for an error
 *
 * Returns: %FALSE if there is no such resource, or if a statement failed or was cancelled
 */
gboolean
lf_demo_database_execute_resource (sqlite3     *db,
                                   const char  *resource,
                                   const char  *path,
                                   GError     **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                      error);

  return bytes != NULL &&
         lf_demo_database_execute (db, g_bytes_get_data (bytes, NULL), path, error);
}

/**
 * lf_demo_database_prepare: (skip)
 * @db: a connection
 * @sql: one statement
 * @path: its file, for the message
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the statement
 */
LfDemoStatement *
lf_demo_database_prepare (sqlite3     *db,
                          const char  *sql,
                          const char  *path,
                          GError     **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (result != SQLITE_OK)
    lf_catalog_error_set_from_sqlite (error, db, result, path);

  return stmt;
}
