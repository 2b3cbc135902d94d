/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-aside.h"
#include "maintenance/lf-backup-private.h"
#include "maintenance/lf-check-integrity.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-preflight.h"
#include "maintenance/lf-writer.h"

/* How far making a backup is when it is copied, and the catalog is read beside that: measured on
 * 25,285 and on 250,000 frames */
#define COPIED 0.5

typedef struct
{
  const char   *catalog;
  LfJob        *job;
  LfConnection *source;
  gint64        data_version;   /* of the source: changes when another program writes */
  char         *part;
  gboolean      has_part;
  LfContent    *content;        /* of the catalog */
  guint64       bytes;
} Making;

static gboolean
set_damaged (GError            **error,
             const char         *path,
             LfIntegrityReport  *report)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *line = lf_format_one_line (g_ptr_array_index (report->lines, 0));

  if (lf_integrity_report_get_trouble (report) == LF_INTEGRITY_UNKNOWN)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("Whether “%s” is in order cannot be checked, because a table or an index in it "
                     "needs something that only the program that made it has (%s). Back it up with "
                     "that program, or copy the file while no program has it open."),
                   shown, line);
      return FALSE;
    }

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT,
               _("“%s” is damaged (%s). Keep it as it is, and use a backup that is whole."),
               shown, line);
  return FALSE;
}

/**
 * lf_backup_check:
 * @path: a catalog
 * @connection: a connection to it
 * @job: told how far it is
 * @error: where to put an error, %LF_CATALOG_ERROR_CORRUPT if it is damaged
 *
 * Checks every page of a catalog. Blocks.
 *
 * Returns: whether it is whole
 */
gboolean
lf_backup_check (const char    *path,
                 LfConnection  *connection,
                 LfJob         *job,
                 GError       **error)
{
  g_autoptr (LfIntegrityReport) report = lf_check_integrity (connection, job, FALSE, error);

  if (report == NULL)
    return FALSE;
  return report->lines->len == 0 || set_damaged (error, path, report);
}

/* What was read must be what others find there */
static gboolean
check_place (const char    *path,
             LfConnection  *connection,
             GError       **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int has_moved = 0;

  sqlite3_file_control (lf_connection_get_db (connection), "main", SQLITE_FCNTL_HAS_MOVED,
                        &has_moved);
  if (!has_moved)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
               _("Another program removed “%s” meanwhile, or put another file in its place. Look "
                 "at what is there now before you try again."),
               shown);
  return FALSE;
}

/* On a connection of its own, beside the reading of the rows */
static gpointer
check_pages (LfJob     *job,
             gpointer   path,
             GError   **error)
{
  g_autoptr (LfConnection) connection =
    lf_connection_open (path, lf_job_get_cancellable (job), error);

  return connection != NULL && lf_backup_check (path, connection, job, error) ? path : NULL;
}

static gpointer
read_source (LfJob     *job,
             gpointer   source,
             GError   **error)
{
  return lf_content_read (source, job, error);
}

/* So that what is read again comes from the disk and not from memory. Only a wish: where it is not
 * granted, what is in memory is verified. Only for files that nothing else of this program has
 * open: closing it ends all locks of a program on a file. */
static void
drop_from_memory (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
}

/**
 * lf_backup_verify:
 * @path: a backup
 * @from: how far the current step of @job is, 0 to 1
 * @to: how far it is when the backup is verified
 * @job: told how far it is
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Reads a backup, or what was restored from it: every row, and every page. Blocks.
 *
 * Returns: (transfer full) (nullable): what is in it, if it is whole
 */
LfContent *
lf_backup_verify (const char  *path,
                  double       from,
                  double       to,
                  LfJob       *job,
                  GError     **error)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfContent) content = NULL;
  LfAside *pages;
  gboolean is_whole;

  connection = lf_connection_open (path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  /* What reads the rows takes longer and tells how far it is */
  pages = lf_aside_start (job, check_pages, (gpointer) path);
  lf_job_set_span (job, from, to);
  content = lf_content_read (connection, job, error);
  is_whole = lf_aside_finish (pages, content != NULL ? error : NULL) != NULL;
  if (!is_whole || content == NULL || !check_place (path, connection, error))
    return NULL;
  return g_steal_pointer (&content);
}

/**
 * lf_backup_sync_folder:
 * @path: a file
 * @error: where to put an error
 *
 * Makes sure that the file will still be in its folder, under its name, when the power fails.
 *
 * Returns: whether it will
 */
gboolean
lf_backup_sync_folder (const char  *path,
                       GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);

  /* Some file systems of other systems cannot, and need not */
  if (done || code == EINVAL || code == ENOTSUP)
    return TRUE;
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("The folder “%s” could not be written to the disk: %s. Check the disk and its "
                 "cable, then try again."),
               shown, g_strerror (code));
  return FALSE;
}

/* One state of the catalog, until the source is closed: in a rollback journal's time nobody can
 * write, and with a WAL this connection goes on seeing the same */
static gboolean
hold_source (Making  *self,
             GError **error)
{
  sqlite3 *db = lf_connection_get_db (self->source);
  int result;

  if (!lf_compose_read_pragma (self->source, "data_version", &self->data_version, error))
    return FALSE;

  result = sqlite3_exec (db, "BEGIN; SELECT 1 FROM main.sqlite_schema LIMIT 1", NULL, NULL, NULL);
  return result == SQLITE_OK ||
         lf_catalog_error_set_from_sqlite (error, db, result, self->catalog);
}

static gboolean
others_wrote (Making *self)
{
  gint64 version = self->data_version;

  sqlite3_exec (lf_connection_get_db (self->source), "ROLLBACK", NULL, NULL, NULL);
  return lf_compose_read_pragma (self->source, "data_version", &version, NULL) &&
         version != self->data_version;
}

static gboolean
compare (Making     *self,
         LfContent  *copy,
         GError    **error)
{
  g_autofree char *difference = lf_content_describe_difference (self->content, copy);
  g_autofree char *name = g_path_get_basename (self->catalog);
  g_autofree char *shown = g_filename_display_name (name);

  if (difference == NULL)
    {
      if (others_wrote (self))
        lf_job_log (self->job, _("Another program wrote to the catalog while it was backed up. The "
                                 "backup has what was there before."));
      return TRUE;
    }

  if (others_wrote (self))
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY,
                 _("Another program wrote to “%s” meanwhile, so that the backup could not be "
                   "compared with it. Close that program, then try again."),
                 shown);
  else
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                 _("The backup did not come out the same as the catalog. %s Check the disk that "
                   "it is on, or choose another folder for backups."),
                 difference);
  return FALSE;
}

static gboolean
copy_and_compare (Making  *self,
                  GError **error)
{
  g_autoptr (LfContent) copy = NULL;
  g_autoptr (GError) failure = NULL;
  LfAside *reading = lf_aside_start (self->job, read_source, self->source);

  lf_job_set_span (self->job, 0, COPIED);
  self->has_part = lf_copy_catalog (self->catalog, self->part, self->job, error);
  self->content = lf_aside_finish (reading, self->has_part ? error : NULL);
  if (!self->has_part || self->content == NULL)
    return FALSE;

  drop_from_memory (self->part);
  copy = lf_backup_verify (self->part, COPIED, 1, self->job, &failure);
  if (copy != NULL)
    return compare (self, copy, error);

  if (!g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    g_propagate_error (error, g_steal_pointer (&failure));
  /* A faithful copy of a damaged catalog is as damaged: say which of the two it is */
  else if (lf_backup_check (self->catalog, self->source, self->job, error))
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                 _("The backup came out damaged, though the catalog is not. Check the disk that "
                   "it was written to, or choose another folder for backups."));
  return FALSE;
}

/* Gives the finished backup its name, and never that of something else */
static gboolean
publish (Making      *self,
         const char  *path,
         GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int result = renameat2 (AT_FDCWD, self->part, AT_FDCWD, path, RENAME_NOREPLACE);

  /* Where the file system does not know that, as on some sticks */
  if (result != 0 && (errno == EINVAL || errno == ENOSYS) && access (path, F_OK) != 0)
    result = g_rename (self->part, path);
  if (result == 0 && lf_backup_sync_folder (path, error))
    return TRUE;
  if (result == 0)
    {
      lf_backup_remove_file (path);
      return FALSE;
    }

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("The backup could not be called “%s”: %s. Choose another folder for backups."),
               shown, g_strerror (errno));
  return FALSE;
}

static gboolean
make_folder (const char  *folder,
             gboolean    *is_new,
             GError     **error)
{
  g_autofree char *shown = g_filename_display_name (folder);
  int code;

  *is_new = g_mkdir (folder, 0777) == 0;
  if (*is_new)
    return lf_backup_sync_folder (folder, error);

  code = errno;
  if (code == EEXIST && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;

  if (code == ENOENT)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                 _("There is no folder “%s” for the backup, nor the folder it would be in. It may "
                   "be on a disk that is not connected. No backup was made. Connect the disk, or "
                   "choose another folder."),
                 shown);
  else
    g_set_error (error, LF_CATALOG_ERROR,
                 code == ENOSPC ? LF_CATALOG_ERROR_DISK_FULL : LF_CATALOG_ERROR_PERMISSION,
                 _("The folder “%s” for the backup could not be made: %s. No backup was made. "
                   "Choose another folder."),
                 shown, g_strerror (code));
  return FALSE;
}

/* What went wrong, and that it is not the catalog that has suffered */
static void
explain (Making      *self,
         GError      *failure,
         guint64      free_bytes,
         GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (self->part);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *needed = g_format_size (self->bytes);
  g_autofree char *free_text = g_format_size (free_bytes);

  if (g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (failure));
  else if (g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL))
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
                 _("There is no room for the backup in “%s”: it needs %s, and %s are free. No "
                   "backup was made, and the catalog was not changed. Free some space or choose "
                   "another folder for backups, then try again."),
                 shown, needed, free_text);
  else
    g_set_error (error, LF_CATALOG_ERROR, failure->code,
                 _("No backup was made, and the catalog was not changed. %s"), failure->message);
}

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->source, lf_connection_close);
  g_clear_pointer (&self->content, lf_content_free);
  g_clear_pointer (&self->part, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/**
 * lf_backup_make:
 * @catalog: a catalog
 * @folder: (nullable): the folder that was chosen for its backups; %NULL for “backups” beside it
 * @content: (out) (optional) (transfer full): what is in the catalog, and in the backup
 * @job: told how far it is, of its current step; cancelling it ends it
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Makes a backup: copies the catalog as it is at one moment, with what stands in its WAL, and then
 * verifies the copy: reads it from the disk, checks its pages, and compares tables, rows and values
 * with the catalog's. Until then it has another name, so that what looks like a backup is one.
 * After an error or a cancel nothing is left of it. Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): path of the backup
 */
char *
lf_backup_make (const char   *catalog,
                const char   *folder,
                LfContent   **content,
                LfJob        *job,
                GError      **error)
{
  g_auto (Making) self = { .catalog = catalog, .job = job };
  g_autofree char *into = lf_backup_get_folder (catalog, folder);
  g_autofree char *path = lf_backup_choose_path (catalog, folder);
  g_autoptr (GError) failure = NULL;
  gboolean is_new;
  guint64 free_bytes = 0;

  self.source = lf_connection_open (catalog, lf_job_get_cancellable (job), error);
  if (self.source == NULL || !hold_source (&self, error) || !make_folder (into, &is_new, error))
    return NULL;

  self.bytes = lf_connection_get_size (self.source);
  self.part = g_strconcat (path, LF_BACKUP_PART, NULL);
  if (copy_and_compare (&self, &failure) && publish (&self, path, &failure))
    {
      if (content != NULL)
        *content = g_steal_pointer (&self.content);
      return g_steal_pointer (&path);
    }

  if (self.has_part)
    lf_backup_remove_file (self.part);
  if (is_new)
    g_rmdir (into);
  lf_preflight_get_free_bytes (into, &free_bytes);
  explain (&self, failure, free_bytes, error);
  return NULL;
}
