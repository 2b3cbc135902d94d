/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-preflight.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-file-probe.h"
#include "catalog/lf-holders.h"
#include "catalog/lf-file-system.h"

static gboolean
set_unwritable (GError     **error,
                const char  *path,
                gboolean     is_folder,
                int          code)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  if (code == EROFS)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_READ_ONLY,
                 _("“%s” is on a disk that can only be read. Nothing was changed. Copy the catalog "
                   "to another disk, or connect this one so that it can be written."),
                 shown);
  else if (is_folder)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_READ_ONLY,
                 _("You may not write to the folder “%s”, where SQLite keeps a journal beside the "
                   "catalog while it writes. Nothing was changed. Change the permissions of the "
                   "folder, or ask its owner."),
                 shown);
  else
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_READ_ONLY,
                 _("You may not write to “%s”. Nothing was changed. Change the permissions of the "
                   "file, or ask its owner."),
                 shown);
  return FALSE;
}

/* Asked for and not tried: whoever opens and closes the file ends the locks that others in this
 * program have on it */
static gboolean
check_writable (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (access (path, W_OK) != 0)
    return set_unwritable (error, path, FALSE, errno);
  if (access (folder, W_OK | X_OK) != 0)
    return set_unwritable (error, folder, TRUE, errno);
  return TRUE;
}

static gboolean
check_file_system (const char         *path,
                   const LfFileProbe  *probe,
                   GError            **error)
{
  const char *network = probe->wal ? lf_file_system_find_network (path) : NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  if (network == NULL)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_READ_ONLY,
               /* Translators: the name of a file, and of a file system such as NFS */
               _("“%s” is in WAL mode on a network drive (%s). In that mode programs agree by way "
                 "of shared memory, which does not reach from one computer to another, so that "
                 "two of them could write at the same time and damage it. Nothing was changed. Do "
                 "this on the computer that has the disk, or on a copy."),
               shown, network);
  return FALSE;
}

/* Whatever opens such a catalog to write rolls back what was begun, so look through one that only
 * reads. A journal need not mean that: it may be that of a program that is just writing, or one
 * that is kept from one transaction to the next. */
static gboolean
look_for_unfinished (const char         *path,
                     const LfFileProbe  *probe,
                     LfJob              *job,
                     gboolean           *is_unfinished,
                     GError            **error)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) failure = NULL;

  *is_unfinished = FALSE;
  if (!probe->journal_filled)
    return TRUE;

  connection = lf_connection_open (path, lf_job_get_cancellable (job), &failure);
  *is_unfinished = g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_RECOVERY);
  if (connection != NULL || *is_unfinished)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_finished (const char         *path,
                const LfFileProbe  *probe,
                LfJob              *job,
                GError            **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  gboolean is_unfinished;

  if (!look_for_unfinished (path, probe, job, &is_unfinished, error))
    return FALSE;

  if (is_unfinished)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_RECOVERY,
                 _("The program that wrote to “%s” last did not finish, and what it began must "
                   "first be rolled back. Nothing was changed. Start your cataloger and let it "
                   "open the catalog, which rolls back by itself, and close it. Then try again."),
                 shown);
  return !is_unfinished;
}

/* The lock of somebody who writes, without writing. Those who read would be in the way at the end
 * of the first operation, so they must be done, too. */
static gboolean
check_nobody_else (const char  *path,
                   LfJob       *job,
                   GError     **error)
{
  g_autoptr (LfConnection) connection =
    lf_connection_open_for_writing (path, NULL, lf_job_get_cancellable (job), error);
  g_autofree char *holders = NULL;
  sqlite3 *db;
  int result;

  if (connection == NULL)
    return FALSE;

  db = lf_connection_get_db (connection);
  result = sqlite3_exec (db, "BEGIN EXCLUSIVE; ROLLBACK", NULL, NULL, NULL);
  if (result != SQLITE_OK)
    return !lf_job_is_cancelled (job, error) &&
           lf_catalog_error_set_from_sqlite (error, db, result, path);

  holders = lf_holders_describe (path);
  if (holders != NULL)
    lf_job_log (job, _("The catalog is also open in %s. It is not writing now."), holders);
  return TRUE;
}

typedef struct
{
  char    *folder;              /* one that is there */
  guint64  bytes;
  char    *text;
} Need;

static void
need_clear (Need *self)
{
  g_free (self->folder);
  g_free (self->text);
}

static void
add_need (GArray     *needs,
          const char *folder,
          guint64     bytes,
          char       *text)
{
  Need need = { lf_file_system_find_folder (folder), bytes, text };

  g_array_append_val (needs, need);
}

/* What is needed on the file system of one folder, all at the same time */
static gboolean
check_room (GArray  *needs,
            guint    which,
            GError **error)
{
  const char *folder = g_array_index (needs, Need, which).folder;
  g_autofree char *shown = g_filename_display_name (folder);
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *needed = NULL;
  g_autofree char *have = NULL;
  guint64 sum = 0;
  guint64 free_bytes;

  for (guint i = 0; i < needs->len; i++)
    {
      const Need *need = &g_array_index (needs, Need, i);

      if (!lf_file_system_is_same (folder, need->folder))
        continue;
      sum += need->bytes;
      g_string_append_printf (parts, "%s%s", parts->len > 0 ? ", " : "", need->text);
    }

  /* Where it is not told how much is free, SQLite will say when it is too little */
  if (!lf_preflight_get_free_bytes (folder, &free_bytes) || sum <= free_bytes)
    return TRUE;

  needed = g_format_size (sum);
  have = g_format_size (free_bytes);
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
               /* Translators: a folder; what is free; what is needed; what the latter is for */
               _("The disk of “%s” has %s free, and up to %s are needed there for a while (%s). "
                 "Nothing was changed. Free some space, then try again."),
               shown, have, needed, parts->str);
  return FALSE;
}

static gboolean
check_space (const char              *path,
             const LfPreflightNeeds  *needs,
             GError                 **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Need));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = lf_preflight_get_temporary_folder (path, needs->temporary_bytes);
  g_autofree char *catalog_size = g_format_size (needs->catalog_bytes);
  g_autofree char *temporary_size = g_format_size (needs->temporary_bytes);
  g_autofree char *backup_size = g_format_size (needs->backup_bytes);

  g_array_set_clear_func (list, (GDestroyNotify) need_clear);
  if (temporary == NULL)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
                   _("No folder for temporary files has the %s that may be needed for a while. "
                     "Nothing was changed. Free some space, or name a folder with room in the "
                     "environment variable SQLITE_TMPDIR."),
                   temporary_size);
      return FALSE;
    }

  /* Translators: a size, in a list of what space is needed for */
  add_need (list, folder, needs->catalog_bytes,
            g_strdup_printf (_("%s beside the catalog"), catalog_size));
  if (needs->temporary_bytes > 0)
    add_need (list, temporary, needs->temporary_bytes,
              g_strdup_printf (_("%s for temporary files"), temporary_size));
  if (needs->backup_folder != NULL && needs->backup_bytes > 0)
    add_need (list, needs->backup_folder, needs->backup_bytes,
              g_strdup_printf (_("%s for the backup"), backup_size));

  for (guint i = 0; i < list->len; i++)
    if (!check_room (list, i, error))
      return FALSE;
  return TRUE;
}

/**
 * lf_preflight_check:
 * @path: a catalog
 * @needs: (nullable): what room is needed; %NULL if that does not matter
 * @job: told what is worth knowing; cancelling it ends the check
 * @error: where to put an error of %LF_CATALOG_ERROR: the reason why it must not be begun
 *
 * Finds out whether a catalog can be written now: that it may be, that it is not in WAL mode on
 * another machine, that nothing is left unfinished in it, that nobody else reads or writes, and
 * that there is room. Writes nothing. Waits up to five seconds for somebody else's lock. Blocks:
 * for worker threads.
 *
 * Returns: whether it can
 */
gboolean
lf_preflight_check (const char              *path,
                    const LfPreflightNeeds  *needs,
                    LfJob                   *job,
                    GError                 **error)
{
  g_autofree char *real = NULL;
  LfFileProbe probe;

  if (!lf_file_probe (path, &probe, error))
    return FALSE;

  /* What SQLite makes is beside the file itself, not beside a link to it */
  real = realpath (path, NULL);
  if (real == NULL)
    real = g_canonicalize_filename (path, NULL);

  return check_writable (real, error) && check_file_system (real, &probe, error) &&
         check_finished (real, &probe, job, error) && check_nobody_else (real, job, error) &&
         (needs == NULL || check_space (real, needs, error));
}

/**
 * lf_preflight_roll_back:
 * @path: a catalog
 * @job: cancelling it ends it
 * @was_needed: (out): whether there was anything to be rolled back
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Rolls back what a program began to write that died before it had finished, as every program does
 * that opens the catalog to write. Otherwise nothing is written. Blocks: for worker threads.
 *
 * Returns: whether nothing is left unfinished
 */
gboolean
lf_preflight_roll_back (const char  *path,
                        LfJob       *job,
                        gboolean    *was_needed,
                        GError     **error)
{
  g_autoptr (LfConnection) connection = NULL;
  LfFileProbe probe;
  sqlite3 *db;
  int result;

  *was_needed = FALSE;
  if (!lf_file_probe (path, &probe, error) ||
      !look_for_unfinished (path, &probe, job, was_needed, error))
    return FALSE;
  if (!*was_needed)
    return TRUE;

  connection = lf_connection_open_for_writing (path, NULL, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return FALSE;

  db = lf_connection_get_db (connection);
  result = sqlite3_exec (db, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL);
  return result == SQLITE_OK ||
         (!lf_job_is_cancelled (job, error) &&
          lf_catalog_error_set_from_sqlite (error, db, result, path));
}

static gboolean
has_room (const char *folder,
          guint64     bytes)
{
  guint64 free_bytes = 0;

  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) &&
         access (folder, W_OK | X_OK) == 0 && lf_preflight_get_free_bytes (folder, &free_bytes) &&
         free_bytes >= bytes;
}

/**
 * lf_preflight_get_temporary_folder:
 * @path: a catalog
 * @bytes: how much room is needed
 *
 * Chooses where temporary files go: to the first folder with room of those that SQLite itself looks
 * at, then to the catalog's. Any thread; may block on a slow disk.
 *
 * Returns: (transfer full) (nullable): the folder, or %NULL if none has room
 */
char *
lf_preflight_get_temporary_folder (const char *path,
                                   guint64     bytes)
{
  g_autofree char *beside = g_path_get_dirname (path);
  const char *candidates[] = {
    g_getenv ("SQLITE_TMPDIR"), g_getenv ("TMPDIR"), "/var/tmp", "/usr/tmp", "/tmp", beside,
  };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (has_room (candidates[i], bytes))
      return g_strdup (candidates[i]);
  return NULL;
}

/**
 * lf_preflight_get_free_bytes:
 * @folder: a folder that need not be there yet
 * @bytes: (out): how much room this user has in it, or in the one that it would be made in
 *
 * Any thread; may block on a slow disk.
 *
 * Returns: whether that can be found out
 */
gboolean
lf_preflight_get_free_bytes (const char *folder,
                             guint64    *bytes)
{
  g_autofree char *there = lf_file_system_find_folder (folder);
  struct statvfs fs;

  *bytes = 0;
  if (statvfs (there, &fs) != 0)
    return FALSE;

  *bytes = (guint64) fs.f_bavail * fs.f_frsize;
  return TRUE;
}
