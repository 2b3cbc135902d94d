/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-meter.h"
#include "maintenance/lf-writer.h"

/* Between two looks at the job: some milliseconds of work */
#define PAGES_A_STEP 128

#define BUSY_SLEEP_MS 10
#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct
{
  LfConnection *source;
  sqlite3      *target;
  const char   *path;           /* of the target */
  LfMeter      *meter;          /* which the target goes through */
  LfJob        *job;
} Copy;

static gboolean
set_from_errno (GError     **error,
                const char  *path,
                int          code)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (code == EEXIST)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                 _("There is already a file “%s”. It was left as it is, and nothing was copied. "
                   "Choose another name."),
                 shown);
  else if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
                 _("There is no room for the copy “%s”. Nothing was changed. Free some space, or "
                   "choose another folder, then try again."),
                 shown);
  else if (code == EACCES || code == EPERM || code == EROFS)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
                 _("The copy “%s” could not be made: %s. Nothing was changed. Choose a folder that "
                   "you may write to, then try again."),
                 shown, g_strerror (code));
  else
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                 _("The copy “%s” could not be written: %s. Nothing was changed. Check the disk "
                   "and its cable, then try again."),
                 shown, g_strerror (code));
  return FALSE;
}

/* As readable as the source and no more. Whatever is there already is never touched. */
static gboolean
create_file (const char  *source,
             const char  *path,
             GError     **error)
{
  struct stat st;
  mode_t mode = stat (source, &st) == 0 ? st.st_mode & 0666 : 0600;
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode | S_IRUSR | S_IWUSR);

  if (fd < 0)
    return set_from_errno (error, path, errno);
  close (fd);
  return TRUE;
}

static gboolean
sync_path (const char  *path,
           int          flags,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | flags, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);
  return done || set_from_errno (error, path, code);
}

/* A copy counts once it would be there after the power failed */
static gboolean
sync_file (const char  *path,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (path, 0, error) && sync_path (folder, O_DIRECTORY, error);
}

static void
report (Copy           *self,
        sqlite3_backup *backup)
{
  int n_pages = sqlite3_backup_pagecount (backup);
  int n_done = n_pages - sqlite3_backup_remaining (backup);
  double fraction = n_pages > 0 ? (double) n_done / n_pages : 0;
  guint64 bytes = lf_connection_get_size (self->source);
  g_autofree char *done = g_format_size ((guint64) (fraction * (double) bytes));
  g_autofree char *all = g_format_size (bytes);
  /* Translators: such as “12.3 MB of 46.8 MB” */
  g_autofree char *detail = g_strdup_printf (_("%s of %s"), done, all);

  lf_job_report (self->job, fraction, detail);
}

static gboolean
step_all (Copy            *self,
          sqlite3_backup  *backup,
          GError         **error)
{
  gint64 waiting_since = g_get_monotonic_time ();
  int result = SQLITE_OK;

  while (result != SQLITE_DONE)
    {
      if (lf_job_is_cancelled (self->job, error))
        return FALSE;

      result = sqlite3_backup_step (backup, PAGES_A_STEP);
      if (result == SQLITE_OK || result == SQLITE_DONE)
        {
          waiting_since = g_get_monotonic_time ();
          report (self, backup);
        }
      else if ((result == SQLITE_BUSY || result == SQLITE_LOCKED) &&
               g_get_monotonic_time () - waiting_since < PATIENCE_US)
        sqlite3_sleep (BUSY_SLEEP_MS);
      else
        return lf_catalog_error_set_from_sqlite (error, NULL, result,
                                                 lf_connection_get_path (self->source));
    }
  return TRUE;
}

static gboolean
copy_pages (Copy    *self,
            GError **error)
{
  sqlite3 *source = lf_connection_get_db (self->source);
  sqlite3_backup *backup = sqlite3_backup_init (self->target, "main", source, "main");
  gboolean done;
  int result;

  if (backup == NULL)
    return lf_catalog_error_set_from_sqlite (error, self->target,
                                             sqlite3_extended_errcode (self->target), self->path);

  done = step_all (self, backup, error);
  result = sqlite3_backup_finish (backup);
  if (done && result != SQLITE_OK)
    return lf_catalog_error_set_from_sqlite (error, self->target, result, self->path);
  return done;
}

/* Nobody else knows of the target, and it counts only once it is complete: no journal is needed.
 * SQLite need not sync it either, since the meter does that all the time, and a last time is
 * synced what it is then. */
static gboolean
open_target (Copy    *self,
             GError **error)
{
  static const char *settings = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;";
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result = sqlite3_open_v2 (self->path, &self->target, flags, lf_meter_get_vfs (self->meter));

  if (result == SQLITE_OK)
    result = sqlite3_exec (self->target, settings, NULL, NULL, NULL);
  return result == SQLITE_OK ||
         lf_catalog_error_set_from_sqlite (error, self->target, result, self->path);
}

static gboolean
fill_target (Copy    *self,
             GError **error)
{
  g_autoptr (LfMeter) meter = lf_meter_new (self->path);
  gboolean done;
  int result;

  self->meter = meter;
  lf_meter_begin (meter, lf_job_get_cancellable (self->job), NULL, NULL);
  done = open_target (self, error) && copy_pages (self, error);
  lf_meter_end (meter);

  result = sqlite3_close (self->target);
  if (done && result != SQLITE_OK)
    done = lf_catalog_error_set_from_sqlite (error, NULL, result, self->path);
  return done && sync_file (self->path, error);
}

/* One state of the source, whoever writes to it meanwhile: what is read of it stays until the end */
static gboolean
hold_source (Copy    *self,
             GError **error)
{
  sqlite3 *db = lf_connection_get_db (self->source);
  int result = sqlite3_exec (db, "BEGIN; SELECT 1 FROM main.sqlite_schema LIMIT 1", NULL, NULL,
                             NULL);

  return result == SQLITE_OK ||
         lf_catalog_error_set_from_sqlite (error, db, result,
                                           lf_connection_get_path (self->source));
}

/**
 * lf_copy_catalog:
 * @source: a catalog
 * @target: a file that must not be there yet
 * @job: (not nullable): told how far it is; cancelling it ends the copying
 * @error: where to put an error
 *
 * Copies a catalog, page by page, as it is at one moment, with what stands in its WAL. The copy is
 * complete and on the disk, or it is not there. Blocks.
 *
 * Returns: whether the copy is there
 */
gboolean
lf_copy_catalog (const char  *source,
                 const char  *target,
                 LfJob       *job,
                 GError     **error)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) failure = NULL;
  Copy self = { .path = target, .job = job };

  connection = lf_connection_open (source, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return FALSE;

  self.source = connection;
  if (!hold_source (&self, error) || !create_file (source, target, error))
    return FALSE;

  if (fill_target (&self, &failure))
    return TRUE;

  g_unlink (target);
  /* However SQLite calls what stopped it */
  if (!lf_job_is_cancelled (job, error))
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
