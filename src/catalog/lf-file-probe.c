/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-file-probe.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"

/* https://www.sqlite.org/fileformat2.html#the_database_header */
#define SQLITE_MAGIC "SQLite format 3"
#define SQLITE_HEADER_SIZE 100
#define SQLITE_MIN_FILE_SIZE 512
#define HEADER_PAGE_SIZE 16
#define HEADER_READ_VERSION 19
#define HEADER_CHANGE_COUNTER 24
#define HEADER_PAGE_COUNT 28
#define HEADER_VERSION_VALID_FOR 92

#define PROBE_SIZE 4096

/* Bits a byte: text and pictures' headers stay below, encrypted bytes come to 7.9 */
#define ENTROPY_OF_GARBAGE 7.0

static guint32
read_be32 (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

static double
entropy (const guint8 *bytes,
         gsize         n)
{
  guint counts[256] = { 0 };
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    counts[bytes[i]]++;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > 0)
      {
        double p = (double) counts[i] / (double) n;
        sum -= p * log2 (p);
      }

  return sum;
}

static gboolean
set_from_errno (GError     **error,
                const char  *path,
                int          code)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                 _("There is no file “%s”. It may have been moved, or be on a disk that is not "
                   "connected. Connect the disk, or open the catalog from where it is now."),
                 shown);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
                 _("You have no permission to read “%s”. Nothing was opened. Ask the owner of the "
                   "file, or change its permissions, then try again."),
                 shown);
  else
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                 _("“%s” could not be read: %s. Check the disk and its cable, then try again."),
                 shown, g_strerror (code));
  return FALSE;
}

static gboolean
set_not_sqlite (GError       **error,
                const char    *path,
                const guint8  *bytes,
                gsize          n)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  gboolean uncertain = FALSE;
  g_autofree char *type = g_content_type_guess (NULL, bytes, n, &uncertain);
  /* One byte is enough for some types of text: those mean nothing where there is none */
  gboolean known = !g_content_type_is_unknown (type) && !g_content_type_is_a (type, "text/plain");

  if (!known && entropy (bytes, n) > ENTROPY_OF_GARBAGE)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_ENCRYPTED,
                 _("“%s” is encrypted, or its beginning is damaged. It was not opened. Open it "
                   "with the program that encrypted it, or open your latest backup."),
                 shown);
  else if (g_content_type_is_unknown (type) || uncertain)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_SQLITE,
                 _("“%s” is not an SQLite file, so it is no catalog. Choose the file that your "
                   "cataloger writes, usually fits_catalog.db."),
                 shown);
  else
    {
      g_autofree char *description = g_content_type_get_description (type);

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_SQLITE,
                   _("“%s” is not an SQLite file but of the type “%s”, so it is no catalog. Choose "
                     "the file that your cataloger writes, usually fits_catalog.db."),
                   shown, description);
    }
  return FALSE;
}

static gboolean
set_truncated (GError     **error,
               const char  *path,
               guint64      have,
               guint64      want)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *have_text = g_format_size (have);
  g_autofree char *want_text = g_format_size (want);

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TRUNCATED,
               _("“%s” is cut off: it should have %s and has %s. It was not opened. Probably "
                 "a copy or download was interrupted: copy it again, or open your latest "
                 "backup."),
               shown, want_text, have_text);
  return FALSE;
}

/* What the header says; 0 if it does not */
static guint64
expected_size (const guint8 *header)
{
  guint page_size = (guint) header[HEADER_PAGE_SIZE] << 8 | header[HEADER_PAGE_SIZE + 1];

  if (page_size == 1)
    page_size = 65536;

  /* Only writers since SQLite 3.7.0 keep the page count, and this is how they say so */
  if (read_be32 (header + HEADER_CHANGE_COUNTER) != read_be32 (header + HEADER_VERSION_VALID_FOR))
    return 0;

  return (guint64) page_size * read_be32 (header + HEADER_PAGE_COUNT);
}

static gboolean
has_bytes (const char *path,
           const char *suffix)
{
  g_autofree char *file = g_strconcat (path, suffix, NULL);
  struct stat st;

  return stat (file, &st) == 0 && st.st_size > 0;
}

static gboolean
exists (const char *path,
        const char *suffix)
{
  g_autofree char *file = g_strconcat (path, suffix, NULL);

  return access (file, F_OK) == 0;
}

/* Through SQLite's own layer for files: as soon as a process closes a file, all of its locks on it
 * are gone, and SQLite alone knows to put that off while another connection needs them. */
static gboolean
read_start (const char  *path,
            const char  *real,
            guint8      *bytes,
            gsize       *n,
            GError     **error)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  const char *name = sqlite3_create_filename (real, "", "", 0, NULL);
  sqlite3_int64 size = 0;
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
  int result = vfs->xOpen (vfs, name, file, flags, &flags);
  int code = result == SQLITE_OK ? 0 : vfs->xGetLastError (vfs, 0, NULL);

  if (result == SQLITE_OK)
    result = file->pMethods->xFileSize (file, &size);
  *n = (gsize) CLAMP (size, 0, PROBE_SIZE);
  if (result == SQLITE_OK)
    result = file->pMethods->xRead (file, bytes, (int) *n, 0);

  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  sqlite3_free_filename (name);
  if (result == SQLITE_OK)
    return TRUE;

  if (code == 0)
    return lf_catalog_error_set_from_sqlite (error, NULL, result, path);
  return set_from_errno (error, path, code);
}

static gboolean
check_kind (const char         *path,
            const struct stat  *st,
            GError            **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (S_ISDIR (st->st_mode))
    {
      g_autofree char *inside = g_build_filename (path, "fits_catalog.db", NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_REGULAR))
        g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FOLDER,
                     _("“%s” is a folder. The catalog in it is the file fits_catalog.db: open "
                       "that one."),
                     shown);
      else
        g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FOLDER,
                     _("“%s” is a folder, and a catalog is a file. Choose the file that your "
                       "cataloger writes, usually fits_catalog.db."),
                     shown);
      return FALSE;
    }

  if (!S_ISREG (st->st_mode))
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_SQLITE,
                   _("“%s” is a device or a pipe, and a catalog is a file. Choose the file that "
                     "your cataloger writes, usually fits_catalog.db."),
                   shown);
      return FALSE;
    }

  if (st->st_size == 0)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_EMPTY,
                   _("“%s” is empty: it has no bytes. Perhaps a copy was interrupted, or a program "
                     "made the file and never filled it. Open another file or a backup."),
                   shown);
      return FALSE;
    }

  return TRUE;
}

/**
 * lf_file_probe:
 * @path: a file
 * @probe: (out): what was found
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Looks at a file without SQLite and refuses, each with its own message, what can be no catalog.
 * Reads at most 4 KiB and writes nothing. Any thread; may block on a slow disk.
 *
 * Returns: whether the file looks like an SQLite file
 */
gboolean
lf_file_probe (const char   *path,
               LfFileProbe  *probe,
               GError      **error)
{
  g_autofree char *real = NULL;
  g_autofree char *folder = NULL;
  guint8 bytes[PROBE_SIZE] = { 0 };
  gsize n = 0;
  struct stat st;

  if (stat (path, &st) != 0)
    return set_from_errno (error, path, errno);

  if (!check_kind (path, &st, error))
    return FALSE;

  /* SQLite's own files are beside the file itself, not beside a link to it */
  real = realpath (path, NULL);
  if (real == NULL)
    return set_from_errno (error, path, errno);
  folder = g_path_get_dirname (real);

  if (!read_start (path, real, bytes, &n, error))
    return FALSE;

  if (n < sizeof SQLITE_MAGIC || memcmp (bytes, SQLITE_MAGIC, sizeof SQLITE_MAGIC) != 0)
    return set_not_sqlite (error, path, bytes, n);

  if (n < SQLITE_HEADER_SIZE)
    return set_truncated (error, path, n, MAX (expected_size (bytes), SQLITE_MIN_FILE_SIZE));

  probe->size = (guint64) st.st_size;
  probe->wal = bytes[HEADER_READ_VERSION] == 2;
  probe->wal_present = exists (real, "-wal");
  probe->wal_filled = has_bytes (real, "-wal");
  probe->journal_filled = has_bytes (real, "-journal");
  probe->writable = access (real, W_OK) == 0;
  probe->folder_writable = access (folder, W_OK) == 0;

  /* Then pages may stand there instead of in the file */
  if (probe->wal_filled || probe->journal_filled)
    return TRUE;

  return probe->size >= expected_size (bytes) ||
         set_truncated (error, path, probe->size, expected_size (bytes));
}
