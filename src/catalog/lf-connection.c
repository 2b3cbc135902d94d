/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-connection.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "catalog/lf-error.h"
#include "catalog/lf-file-probe.h"
#include "catalog/lf-file-use.h"
#include "catalog/lf-layout.h"
#include "catalog/lf-query.h"

struct _LfConnection
{
  sqlite3      *db;
  char         *path;
  GHashTable   *statements;     /* query name → sqlite3_stmt */
  GCancellable *cancellable;
  LfFileProbe   file;
  LfFileUse    *use;            /* NULL if SQLite shares no memory for it */
  LfLayout      layout;
  gint64        waiting_since;  /* µs of the monotonic clock */
  guint         patience_ms;
  LfWatchFunc   watch;
  gpointer      watch_data;
  gboolean      for_writing;
  gboolean      written;        /* so that a WAL is its own to fold into the file */
};

#define DEFAULT_PATIENCE_MS 5000
#define BUSY_SLEEP_US 10000

static int
progress_cb (void *data)
{
  LfConnection *self = data;

  if (self->watch != NULL)
    self->watch (FALSE, self->watch_data);
  return g_cancellable_is_cancelled (self->cancellable);
}

static int
busy_cb (void *data,
         int   n_tries)
{
  LfConnection *self = data;
  gint64 now = g_get_monotonic_time ();

  if (n_tries == 0)
    self->waiting_since = now;

  if (g_cancellable_is_cancelled (self->cancellable) ||
      now - self->waiting_since >= (gint64) self->patience_ms * 1000)
    return 0;

  if (self->watch != NULL)
    self->watch (TRUE, self->watch_data);
  g_usleep (BUSY_SLEEP_US);
  return 1;
}

static char *
make_uri (const char *path,
          const char *parameters)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *absolute = g_canonicalize_filename (real != NULL ? real : path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);

  return g_strconcat ("file://", escaped, parameters, NULL);
}

/* A connection that only reads leaves the -wal and -shm it had to make beside a WAL catalog; one
 * that could write removes them when it is the last to close. So WAL catalogs are opened for
 * writing and then forbidden to (query_only). If a -wal with contents or a journal was there
 * before, it is not ours to fold into the file: such a catalog is opened read-only. */
static char *
choose_uri (const LfFileProbe *file,
            const char        *path,
            int               *flags)
{
  gboolean clean_wal = file->wal && !file->wal_filled && !file->journal_filled;
  gboolean can_tidy_up = file->writable && file->folder_writable;
  gboolean immutable = clean_wal && !file->wal_present && !can_tidy_up;

  *flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  *flags |= clean_wal && can_tidy_up ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;

  /* Where -wal and -shm cannot be made, nobody can be writing. Where they can be made but not be
   * removed again, as beside a write-protected file, nobody is writing now. */
  return make_uri (path, immutable ? "?immutable=1" : "");
}

static gboolean
set_error (LfConnection  *self,
           int            result,
           GError       **error)
{
  /* Waiting for a lock ends as soon as it is cancelled, and SQLite calls that busy */
  if ((result & 0xff) == SQLITE_BUSY && g_cancellable_is_cancelled (self->cancellable))
    result = SQLITE_INTERRUPT;

  return lf_catalog_error_set_from_sqlite (error, self->db, result, self->path);
}

static void
harden (sqlite3 *db)
{
  /* A catalog may come from anybody: its schema gets no say beyond its tables */
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
}

static void
harden_for_reading (sqlite3 *db)
{
  harden (db);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 100 * 1000 * 1000);
  sqlite3_limit (db, SQLITE_LIMIT_SQL_LENGTH, 1000 * 1000);
  sqlite3_limit (db, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit (db, SQLITE_LIMIT_COMPOUND_SELECT, 50);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
}

/* Whatever the user's own indexes and views say must still be understood when they are made anew,
 * and rows be copied however long they are. No trigger fires meanwhile: what is copied was already
 * written once. */
static void
harden_for_writing (sqlite3 *db)
{
  harden (db);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);

  /* VACUUM attaches its own temporary file; nobody else attaches anything */
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 1);
}

static void
set_handlers (LfConnection *self)
{
  sqlite3_busy_handler (self->db, busy_cb, self);
  sqlite3_progress_handler (self->db, LF_CONNECTION_STEPS, progress_cb, self);
}

static gboolean
set_up (LfConnection  *self,
        GError       **error)
{
  static const char *first = "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;"
                             "PRAGMA cell_size_check=ON; PRAGMA cache_size=-16384;"
                             "PRAGMA schema_version;";
  int result;

  harden_for_reading (self->db);
  set_handlers (self);

  /* The last of these is the first to read the file */
  result = sqlite3_exec (self->db, first, NULL, NULL, NULL);
  if (result != SQLITE_OK)
    return set_error (self, result, error);

  if (!lf_layout_adapt (self->db, self->path, &self->layout, error))
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      g_clear_error (error);
      return set_error (self, SQLITE_INTERRUPT, error);
    }

  result = sqlite3_exec (self->db, "PRAGMA query_only=ON", NULL, NULL, NULL);
  if (result != SQLITE_OK)
    return set_error (self, result, error);

  return TRUE;
}

/* Tests have less: each that meets a lock would wait as long as a user should */
static guint
get_usual_patience (void)
{
  const char *text = g_getenv ("LIGHTFRAME_PATIENCE_MS");
  guint64 milliseconds;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &milliseconds, NULL)
           ? (guint) milliseconds
           : DEFAULT_PATIENCE_MS;
}

static LfConnection *
lf_connection_new (const char   *path,
                   GCancellable *cancellable)
{
  LfConnection *self = g_new0 (LfConnection, 1);

  self->path = g_strdup (path);
  self->patience_ms = get_usual_patience ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) sqlite3_finalize);
  lf_connection_begin (self, cancellable);
  return self;
}

/* Opens the file, unless another one that was there before is still being read */
static gboolean
open_file (LfConnection  *self,
           const char    *uri,
           int            flags,
           const char    *vfs,
           GError       **error)
{
  int result = SQLITE_BUSY;

  if (self->file.wal)
    self->use = lf_file_use_new (self->path);
  if (lf_file_use_begin (self->use, self->patience_ms, self->cancellable))
    result = sqlite3_open_v2 (uri, &self->db, flags, vfs);

  /* Somebody may have put another one there just now */
  if (result == SQLITE_OK && !lf_file_use_is_current (self->use))
    result = SQLITE_BUSY;
  return result == SQLITE_OK || set_error (self, result, error);
}

/**
 * lf_connection_open:
 * @path: a catalog file
 * @cancellable: (nullable): a cancellable
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a catalog to read it. Nothing is written to it: SQLite's own -wal and -shm appear beside a
 * catalog in WAL mode while it is open. Waits up to five seconds for another program's lock. Blocks:
 * for worker threads; close it on the thread that uses it last.
 *
 * Returns: (transfer full) (nullable): a connection
 */
LfConnection *
lf_connection_open (const char    *path,
                    GCancellable  *cancellable,
                    GError       **error)
{
  return lf_connection_open_through (path, NULL, cancellable, error);
}

/**
 * lf_connection_open_through:
 * @path: a catalog file
 * @vfs: (nullable): the name of the VFS to reach it through; %NULL for the default one
 * @cancellable: (nullable): a cancellable
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a catalog as lf_connection_open() does.
 *
 * Returns: (transfer full) (nullable): a connection
 */
LfConnection *
lf_connection_open_through (const char    *path,
                            const char    *vfs,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (LfConnection) self = NULL;
  g_autofree char *uri = NULL;
  int flags;

  g_return_val_if_fail (path != NULL, NULL);

  self = lf_connection_new (path, cancellable);
  if (!lf_file_probe (path, &self->file, error))
    return NULL;

  uri = choose_uri (&self->file, path, &flags);
  if (!open_file (self, uri, flags, vfs, error) || !set_up (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* An unfinished write of another program would be rolled back by the first look at the file. That
 * is left to the first write: what a catalog is can be seen then, too. */
static gboolean
set_up_for_writing (LfConnection  *self,
                    GError       **error)
{
  /* None of these looks at the file */
  static const char *settings = "PRAGMA temp_store=FILE; PRAGMA mmap_size=0;"
                                "PRAGMA cell_size_check=ON;";
  int result;

  harden_for_writing (self->db);
  set_handlers (self);

  /* An SQLite file that may not be written is opened all the same, to be read */
  if (sqlite3_db_readonly (self->db, "main") == 1)
    return lf_catalog_error_set_from_sqlite (error, NULL, SQLITE_READONLY, self->path);

  result = sqlite3_exec (self->db, settings, NULL, NULL, NULL);
  if (result == SQLITE_OK && !self->file.journal_filled)
    result = sqlite3_exec (self->db, "PRAGMA schema_version", NULL, NULL, NULL);
  return result == SQLITE_OK || set_error (self, result, error);
}

/**
 * lf_connection_open_for_writing:
 * @path: a catalog file
 * @vfs: (nullable): the name of the VFS to reach it through; %NULL for the default one
 * @cancellable: (nullable): a cancellable
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a catalog to write to it. Nothing is written by that alone, not even where another program
 * left an unfinished write: what it began is rolled back by whatever is done first. No trigger
 * fires, foreign keys are not enforced, and the tables have the names that they have in the file.
 * Blocks, as lf_connection_open() does.
 *
 * Returns: (transfer full) (nullable): a connection
 */
LfConnection *
lf_connection_open_for_writing (const char    *path,
                                const char    *vfs,
                                GCancellable  *cancellable,
                                GError       **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_EXRESCODE;
  g_autoptr (LfConnection) self = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = lf_connection_new (path, cancellable);
  self->for_writing = TRUE;
  if (!lf_file_probe (path, &self->file, error))
    return NULL;

  if (!self->file.writable || !self->file.folder_writable)
    {
      set_error (self, SQLITE_READONLY, error);
      return NULL;
    }

  uri = make_uri (path, "");
  if (!open_file (self, uri, flags, vfs, error) || !set_up_for_writing (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * lf_connection_set_written:
 * @self: a connection of lf_connection_open_for_writing()
 *
 * Says that something is written through it. From then on a WAL, whoever began it, is folded into
 * the file when it is closed last.
 */
void
lf_connection_set_written (LfConnection *self)
{
  self->written = TRUE;
}

/* What another program wrote into the WAL meanwhile is its own to fold into the file, not that of
 * whoever happens to close last */
static void
leave_wal_alone (LfConnection *self)
{
  const char *file = self->db != NULL ? sqlite3_db_filename (self->db, "main") : NULL;
  struct stat st;

  if (file != NULL && *file != '\0' && stat (sqlite3_filename_wal (file), &st) == 0 &&
      st.st_size > 0)
    sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* Of the whole program, for it guards what SQLite keeps beside files, whoever opened them */
static GMutex closing;

/**
 * lf_connection_close:
 * @self: (transfer full): a connection
 *
 * Closes a connection with all its statements. On the thread that uses it.
 */
void
lf_connection_close (LfConnection *self)
{
  g_hash_table_unref (self->statements);

  /* The last to close removes -wal and -shm; of two that close at the same moment each takes the
   * other for the last */
  g_mutex_lock (&closing);
  if (!self->written)
    leave_wal_alone (self);
  sqlite3_close (self->db);
  g_mutex_unlock (&closing);
  g_clear_pointer (&self->use, lf_file_use_free);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

/**
 * lf_connection_get_path:
 * @self: a connection
 *
 * Returns: (transfer none): the path it was opened with
 */
const char *
lf_connection_get_path (LfConnection *self)
{
  return self->path;
}

/**
 * lf_connection_get_layout:
 * @self: a connection of lf_connection_open()
 *
 * Returns: the layout the catalog itself has, whatever the queries see
 */
LfLayout
lf_connection_get_layout (LfConnection *self)
{
  return self->layout;
}

/**
 * lf_connection_is_wal:
 * @self: a connection
 *
 * Returns: whether the catalog was in WAL mode when it was opened
 */
gboolean
lf_connection_is_wal (LfConnection *self)
{
  return self->file.wal;
}

/**
 * lf_connection_get_size:
 * @self: a connection
 *
 * Returns: the bytes of the catalog file when it was opened
 */
guint64
lf_connection_get_size (LfConnection *self)
{
  return self->file.size;
}

/**
 * lf_connection_get_db: (skip)
 * @self: a connection
 *
 * Returns: (transfer none): SQLite's handle
 */
sqlite3 *
lf_connection_get_db (LfConnection *self)
{
  return self->db;
}

/**
 * lf_connection_get_patience:
 * @self: a connection
 *
 * Returns: how many milliseconds it waits for another program's lock
 */
guint
lf_connection_get_patience (LfConnection *self)
{
  return self->patience_ms;
}

/**
 * lf_connection_set_patience:
 * @self: a connection
 * @milliseconds: how long to wait for another program's lock
 *
 * Sets how long a query waits before it fails with %LF_CATALOG_ERROR_BUSY.
 */
void
lf_connection_set_patience (LfConnection *self,
                            guint         milliseconds)
{
  self->patience_ms = milliseconds;
}

/**
 * lf_connection_watch:
 * @self: a connection
 * @func: (nullable): told that a query goes on; %NULL to end that
 * @data: for @func
 *
 * Lets somebody watch what it does.
 */
void
lf_connection_watch (LfConnection *self,
                     LfWatchFunc   func,
                     gpointer      data)
{
  self->watch = func;
  self->watch_data = data;
}

/**
 * lf_connection_begin:
 * @self: a connection
 * @cancellable: (nullable): what cancels the queries from now on
 *
 * Begins a piece of work. Cancelling @cancellable, from any thread, makes its queries end within
 * about a millisecond of work with %LF_CATALOG_ERROR_CANCELLED.
 */
void
lf_connection_begin (LfConnection *self,
                     GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/**
 * lf_connection_rest: (skip)
 * @self: a connection
 *
 * Says that nobody uses it until lf_connection_wake(): another file that is put in the place of its
 * own can be opened meanwhile.
 */
void
lf_connection_rest (LfConnection *self)
{
  lf_file_use_end (self->use);
}

/**
 * lf_connection_wake: (skip)
 * @self: a connection
 *
 * Takes lf_connection_rest() back.
 *
 * Returns: %FALSE if another file was put in the place of its own: then it can only be closed
 */
gboolean
lf_connection_wake (LfConnection *self)
{
  return lf_file_use_begin (self->use, self->patience_ms, self->cancellable) &&
         lf_file_use_is_current (self->use);
}

/**
 * lf_connection_prepare: (skip)
 * @self: a connection
 * @query: a query's name, such as %LF_QUERY_SESSION_LIST
 * @error: where to put an error
 *
 * Gets a query ready to be stepped. It is prepared once a connection and kept. End each use of it
 * with lf_read_end(), which `g_autoptr (LfRead)` does.
 *
 * Returns: (transfer none) (nullable): a statement, reset and without bindings
 */
sqlite3_stmt *
lf_connection_prepare (LfConnection  *self,
                       const char    *query,
                       GError       **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (self->statements, query);
  int result;

  if (stmt != NULL)
    return stmt;

  result = sqlite3_prepare_v3 (self->db, lf_query_get_sql (query), -1, SQLITE_PREPARE_PERSISTENT,
                               &stmt, NULL);
  if (result != SQLITE_OK)
    {
      set_error (self, result, error);
      return NULL;
    }

  g_hash_table_insert (self->statements, (gpointer) g_intern_string (query), stmt);
  return stmt;
}

/**
 * lf_connection_prepare_text: (skip)
 * @self: a connection
 * @sql: one statement, composed by whoever quotes its identifiers
 * @error: where to put an error
 *
 * Prepares a statement that is no query with a name. It must be freed before the connection is
 * closed.
 *
 * Returns: (transfer full) (nullable): a statement; free with lf_statement_free()
 */
sqlite3_stmt *
lf_connection_prepare_text (LfConnection  *self,
                            const char    *sql,
                            GError       **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (result != SQLITE_OK)
    set_error (self, result, error);
  return stmt;
}

/**
 * lf_connection_step: (skip)
 * @self: a connection
 * @stmt: a statement of it
 * @has_row: (out): whether there is a row to read
 * @error: where to put an error
 *
 * Steps a statement.
 *
 * Returns: %FALSE on an error, which a cancel is too
 */
gboolean
lf_connection_step (LfConnection  *self,
                    sqlite3_stmt  *stmt,
                    gboolean      *has_row,
                    GError       **error)
{
  int result = sqlite3_step (stmt);

  *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;

  return set_error (self, result, error);
}
