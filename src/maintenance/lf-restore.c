/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-holders.h"
#include "maintenance/lf-backup-private.h"
#include "maintenance/lf-preflight.h"
#include "maintenance/lf-writer-private.h"

/* A backup is put back in one of two ways. Into a catalog that can be opened it is written in one
 * transaction: whoever reads sees one or the other, whoever has it open goes on with the same file,
 * and what a kill interrupts is rolled back. In the place of one that is missing, or that cannot be
 * opened, comes a copy. What was there and is damaged may have more in it than the backup, for
 * somebody who knows how to get at it: it is kept beside the catalog, under another name. */

/* How far restoring is when the backup is verified, when the catalog is checked, and when the
 * backup is written, too */
#define VERIFIED 0.3
#define CHECKED 0.4
#define WRITTEN 0.7

/* Between two looks at the job: some milliseconds of work */
#define PAGES_A_STEP 128

/* Memory for pages on their way */
#define CACHE_KIB 16384

typedef struct
{
  const char *backup;
  const char *catalog;
  LfJob      *job;
  LfContent  *content;          /* of the backup */
  gboolean    began;            /* to write into the catalog */
} Restoring;

static void
report (Restoring      *self,
        sqlite3_backup *work)
{
  int n_pages = sqlite3_backup_pagecount (work);
  int n_left = sqlite3_backup_remaining (work);

  lf_job_report (self->job, n_pages > 0 ? (double) (n_pages - n_left) / n_pages : 0, NULL);
}

/* All pages go into one transaction, which the last step commits. The first, of no pages, locks the
 * catalog and tells how many there are. */
static int
write_pages (Restoring      *self,
             sqlite3_backup *work)
{
  int result = sqlite3_backup_step (work, 0);

  self->began = result == SQLITE_OK;
  while (result == SQLITE_OK)
    {
      if (lf_job_is_cancelled (self->job, NULL) ||
          (sqlite3_backup_remaining (work) <= PAGES_A_STEP &&
           !lf_job_set_finishing (self->job, TRUE)))
        return SQLITE_INTERRUPT;

      result = sqlite3_backup_step (work, PAGES_A_STEP);
      report (self, work);
    }
  return result;
}

static gint64
read_page_size (sqlite3 *db)
{
  sqlite3_stmt *stmt = NULL;
  gint64 size = 0;

  if (sqlite3_prepare_v2 (db, "PRAGMA main.page_size", -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step (stmt) == SQLITE_ROW)
    size = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return size;
}

/* Pages of another size do not fit into a WAL. A backup that is in WAL mode itself, as it will be
 * if it is one of this catalog, brings the mode back. */
static gboolean
fit_pages (LfWriter      *writer,
           LfConnection  *source,
           GError       **error)
{
  if (read_page_size (lf_writer_get_db (writer)) ==
      read_page_size (lf_connection_get_db (source)))
    return TRUE;
  return lf_writer_exec (writer, "PRAGMA main.journal_mode=DELETE", error);
}

static gboolean
write_into (Restoring     *self,
            LfWriter      *writer,
            LfConnection  *source,
            GError       **error)
{
  LfOperation operation;
  sqlite3 *db;
  sqlite3_backup *work;
  int result;
  int finished;

  if (!fit_pages (writer, source, error) ||
      !lf_writer_start (writer, &operation, CACHE_KIB, error))
    return FALSE;

  db = lf_writer_get_db (writer);
  work = sqlite3_backup_init (db, "main", lf_connection_get_db (source), "main");
  if (work == NULL)
    return lf_writer_stop (writer, &operation, sqlite3_extended_errcode (db), error);

  result = write_pages (self, work);
  finished = sqlite3_backup_finish (work);
  return lf_writer_stop (writer, &operation, result == SQLITE_DONE ? finished : result, error);
}

static gboolean
restore_into (Restoring  *self,
              GError    **error)
{
  g_autoptr (LfConnection) source = NULL;
  g_autoptr (LfWriter) writer = lf_writer_open (self->catalog, self->job, error);

  if (writer == NULL)
    return FALSE;

  source = lf_connection_open (self->backup, lf_job_get_cancellable (self->job), error);
  return source != NULL && write_into (self, writer, source, error);
}

/* Whether a catalog cannot be opened because of how it is, and not because of somebody or something
 * that is in the way */
static gboolean
is_beyond_opening (const GError *error)
{
  static const LfCatalogError codes[] = {
    LF_CATALOG_ERROR_NOT_FOUND, LF_CATALOG_ERROR_EMPTY,     LF_CATALOG_ERROR_NOT_SQLITE,
    LF_CATALOG_ERROR_ENCRYPTED, LF_CATALOG_ERROR_TRUNCATED, LF_CATALOG_ERROR_NOT_A_CATALOG,
    LF_CATALOG_ERROR_TOO_OLD,   LF_CATALOG_ERROR_TOO_NEW,   LF_CATALOG_ERROR_CORRUPT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, LF_CATALOG_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/* Whoever has the old file open may yet write a journal for it, by name, and that would be taken
 * for one of the new file */
static gboolean
check_nobody_has_it (const char  *path,
                     GError     **error)
{
  g_autofree char *holders = lf_holders_describe (path);
  g_autofree char *shown = g_filename_display_basename (path);

  if (holders == NULL)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY,
               _("“%s” cannot be replaced while another program has it open: %s. Close that "
                 "program, then try again."),
               shown, holders);
  return FALSE;
}

static gboolean
set_from_errno (GError     **error,
                const char  *path,
                int          code)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, LF_CATALOG_ERROR,
               code == EACCES || code == EPERM ? LF_CATALOG_ERROR_PERMISSION
                                               : LF_CATALOG_ERROR_FAILED,
               _("“%s” could not be replaced: %s."), shown, g_strerror (code));
  return FALSE;
}

/* The file itself last when it goes, and first when it comes back: never without its journal */
static const char *const parts[] = { "-wal", "-journal" };

static gboolean
move_parts (const char *from,
            const char *to)
{
  gboolean done = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *old = g_strconcat (from, parts[i], NULL);
      g_autofree char *new = g_strconcat (to, parts[i], NULL);

      done &= g_rename (old, new) == 0 || errno == ENOENT;
    }
  return done;
}

static char *
choose_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "damaged-%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.%s", path, stamp);
  GStatBuf st;

  for (guint i = 2; g_lstat (aside, &st) == 0; i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.%s-%u", path, stamp, i);
    }
  return aside;
}

/* Where there are no hard links, there is no file for a moment */
static gboolean
link_or_rename (const char *path,
                const char *aside)
{
  return link (path, aside) == 0 || errno == ENOENT || g_rename (path, aside) == 0;
}

/* Keeps what was there under another name, with its journal, which must not be met beside the new
 * file. The old one keeps its own name, too, until the new one takes it. */
static gboolean
keep_old (const char  *path,
          const char  *aside,
          GError     **error)
{
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  if (!link_or_rename (path, aside) || !move_parts (path, aside))
    return set_from_errno (error, path, errno);
  g_unlink (shm);
  return lf_backup_sync_folder (path, error);
}

static void
bring_back_old (const char *path,
                const char *aside)
{
  move_parts (aside, path);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_unlink (aside);
  else
    g_rename (aside, path);
}

static gboolean
put_in_place (Restoring   *self,
              const char  *copy,
              const char  *path,
              GError     **error)
{
  g_autofree char *aside = choose_aside (path);
  g_autofree char *shown = g_filename_display_name (aside);
  GStatBuf st;
  gboolean was_there = g_stat (path, &st) == 0;
  gboolean done;

  if (was_there)
    g_chmod (copy, (int) (st.st_mode & 0666));

  if (!lf_job_set_finishing (self->job, TRUE))
    return !lf_job_is_cancelled (self->job, error);

  done = keep_old (path, aside, error);
  if (done && g_rename (copy, path) != 0)
    done = set_from_errno (error, path, errno);
  if (!done)
    {
      bring_back_old (path, aside);
      return FALSE;
    }

  if (was_there)
    lf_job_log (self->job, _("What was there before is kept as “%s”."), shown);
  return lf_backup_sync_folder (path, error);
}

static gboolean
restore_copy (Restoring  *self,
              GError    **error)
{
  g_autofree char *path = lf_backup_resolve (self->catalog);
  g_autofree char *copy = g_strdup_printf ("%s.restoring-%d", path, (int) getpid ());
  gboolean done;

  if (!check_nobody_has_it (path, error) ||
      !lf_copy_catalog (self->backup, copy, self->job, error))
    return FALSE;

  done = put_in_place (self, copy, path, error);
  if (!done)
    lf_backup_remove_file (copy);
  return done;
}

/* An error while writing need not mean that it is undone: SQLite cuts off what is too much of a
 * file when the transaction is committed already. */
static gboolean
is_restored (Restoring  *self,
             gboolean   *known)
{
  g_autoptr (LfConnection) connection = lf_connection_open (self->catalog, NULL, NULL);
  g_autoptr (LfContent) content = NULL;
  g_autofree char *difference = NULL;

  if (connection != NULL)
    content = lf_content_read (connection, NULL, NULL);
  *known = content != NULL;
  if (content != NULL)
    difference = lf_content_describe_difference (self->content, content);
  return content != NULL && difference == NULL;
}

static gboolean
explain (Restoring    *self,
         GError       *failure,
         GError      **error)
{
  gboolean known = TRUE;

  if (g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (failure));
      return FALSE;
    }

  if (self->began && is_restored (self, &known))
    return TRUE;

  if (known)
    g_set_error (error, LF_CATALOG_ERROR, failure->code,
                 _("The backup was not restored, and the catalog is as it was. %s"),
                 failure->message);
  else
    g_set_error (error, LF_CATALOG_ERROR, failure->code,
                 _("The backup could not be restored, and what is in the catalog now cannot be "
                   "read. %s"),
                 failure->message);
  return FALSE;
}

/* Keeps a copy of what is damaged, before it is written over */
static gboolean
keep_damaged (Restoring    *self,
              LfConnection *catalog,
              GError      **error)
{
  g_autofree char *path = lf_backup_resolve (self->catalog);
  g_autofree char *aside = choose_aside (path);
  g_autofree char *shown = g_filename_display_name (aside);
  g_autoptr (GError) failure = NULL;

  if (lf_backup_check (path, catalog, self->job, &failure))
    return TRUE;

  if (!g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (!lf_copy_catalog (path, aside, self->job, error))
    return FALSE;
  lf_job_log (self->job, _("What was there before is kept as “%s”."), shown);
  return TRUE;
}

static gboolean
restore_where_it_is (Restoring  *self,
                     GError    **error)
{
  g_autoptr (LfConnection) catalog = NULL;
  gboolean was_needed;

  lf_job_set_span (self->job, VERIFIED, CHECKED);
  if (!lf_preflight_roll_back (self->catalog, self->job, &was_needed, error))
    return FALSE;

  catalog = lf_connection_open (self->catalog, lf_job_get_cancellable (self->job), error);
  if (catalog == NULL || !keep_damaged (self, catalog, error))
    return FALSE;

  g_clear_pointer (&catalog, lf_connection_close);
  lf_job_set_span (self->job, CHECKED, WRITTEN);
  return restore_into (self, error);
}

static gboolean
restore (Restoring  *self,
         GError    **error)
{
  g_autoptr (GError) failure = NULL;

  if (restore_where_it_is (self, &failure))
    return TRUE;

  if (is_beyond_opening (failure))
    {
      g_clear_error (&failure);
      lf_job_set_span (self->job, CHECKED, WRITTEN);
      if (restore_copy (self, &failure))
        return TRUE;
    }
  return explain (self, failure, error);
}

static gboolean
compare (Restoring  *self,
         GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LfContent) after = lf_backup_verify (self->catalog, WRITTEN, 1, self->job, &failure);
  g_autofree char *shown = g_filename_display_name (self->backup);
  g_autofree char *difference = NULL;

  if (after != NULL)
    difference = lf_content_describe_difference (self->content, after);
  if (after != NULL && difference == NULL)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR,
               failure != NULL ? failure->code : LF_CATALOG_ERROR_FAILED,
               _("The backup was written into the catalog, but what is there now could not be "
                 "found equal to it. %s Do not write to the catalog. Check the disk, then restore "
                 "“%s” again."),
               failure != NULL ? failure->message : difference, shown);
  return FALSE;
}

static gboolean
check_other_file (Restoring  *self,
                  GError    **error)
{
  GStatBuf one;
  GStatBuf other;

  if (g_stat (self->backup, &one) != 0 || g_stat (self->catalog, &other) != 0 ||
      one.st_dev != other.st_dev || one.st_ino != other.st_ino)
    return TRUE;

  g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                       _("The backup and the catalog are the same file. Nothing was done. Choose "
                         "the catalog that the backup is to be restored to."));
  return FALSE;
}

/**
 * lf_backup_restore:
 * @backup: a backup
 * @catalog: the catalog in whose place it comes, which need not be there
 * @job: told how far it is, of its current step; cancelling it ends it, until the catalog is about
 *   to be replaced: from then on it is finishing
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Verifies a backup, puts it in the place of a catalog, and verifies that the catalog has the same
 * in it. Whatever happens meanwhile, the catalog is either as it was or as the backup. A catalog
 * that SQLite cannot open is kept beside it, under another name. Blocks: for worker threads.
 *
 * Returns: whether it is restored
 */
gboolean
lf_backup_restore (const char  *backup,
                   const char  *catalog,
                   LfJob       *job,
                   GError     **error)
{
  Restoring self = { .backup = backup, .catalog = catalog, .job = job };
  gboolean done;

  if (!check_other_file (&self, error))
    return FALSE;

  self.content = lf_backup_verify (backup, 0, VERIFIED, job, error);
  if (self.content == NULL)
    return FALSE;

  done = restore (&self, error) && compare (&self, error);
  lf_content_free (self.content);
  return done;
}
