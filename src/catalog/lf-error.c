/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-error.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-holders.h"

G_DEFINE_QUARK (lf-catalog-error-quark, lf_catalog_error)

/**
 * lf_catalog_error_get_title:
 * @code: a code of %LF_CATALOG_ERROR
 *
 * Gets a heading for errors of a kind, to be shown above the message. Any thread.
 *
 * Returns: (transfer none): a translated phrase
 */
const char *
lf_catalog_error_get_title (LfCatalogError code)
{
  switch (code)
    {
    case LF_CATALOG_ERROR_NOT_FOUND:
      return _("Catalog Not Found");
    case LF_CATALOG_ERROR_FOLDER:
      return _("This Is a Folder");
    case LF_CATALOG_ERROR_PERMISSION:
      return _("No Permission");
    case LF_CATALOG_ERROR_EMPTY:
      return _("Empty File");
    case LF_CATALOG_ERROR_NOT_SQLITE:
      return _("Not a Catalog");
    case LF_CATALOG_ERROR_ENCRYPTED:
      return _("Unreadable File");
    case LF_CATALOG_ERROR_TRUNCATED:
      return _("Incomplete File");
    case LF_CATALOG_ERROR_NOT_A_CATALOG:
      return _("No Frames in This Database");
    case LF_CATALOG_ERROR_TOO_OLD:
      return _("Catalog Too Old");
    case LF_CATALOG_ERROR_TOO_NEW:
      return _("Catalog Too New");
    case LF_CATALOG_ERROR_BUSY:
      return _("Catalog in Use");
    case LF_CATALOG_ERROR_READ_ONLY:
      return _("Catalog Is Read-Only");
    case LF_CATALOG_ERROR_RECOVERY:
      return _("Unfinished Write");
    case LF_CATALOG_ERROR_CORRUPT:
      return _("Damaged Catalog");
    case LF_CATALOG_ERROR_DISK_FULL:
      return _("Disk Full");
    case LF_CATALOG_ERROR_CONFLICT:
      return _("Changed Meanwhile");
    case LF_CATALOG_ERROR_STRUCTURE:
      return _("Damaged Structure");
    case LF_CATALOG_ERROR_CANCELLED:
      return _("Cancelled");
    case LF_CATALOG_ERROR_FAILED:
    default:
      return _("Something Went Wrong");
    }
}

static void
set_busy (GError     **error,
          const char  *name,
          const char  *path)
{
  g_autofree char *holders = lf_holders_describe (path);

  if (holders != NULL)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY,
                 _("“%s” is locked by another program: %s. Nothing was read or changed. Wait "
                   "until that program has finished, or close it, then try again."),
                 name, holders);
  else
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY,
                 _("“%s” is locked by another program. Nothing was read or changed. Wait until "
                   "that program has finished, or close it, then try again."),
                 name);
}

static void
set_by_code (GError     **error,
             int          result,
             const char  *message,
             const char  *name,
             const char  *path)
{
  if (result == SQLITE_READONLY_ROLLBACK || result == SQLITE_READONLY_RECOVERY ||
      result == SQLITE_BUSY_RECOVERY)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_RECOVERY,
                   _("The program that wrote to “%s” last did not finish, and what it began must "
                     "first be rolled back. Lightframe only reads, so nothing was changed. Start "
                     "your cataloger once, or repair the catalog, then try again."),
                   name);
      return;
    }

  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      set_busy (error, name, path);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT,
                   _("A damaged part of “%s” was met (%s). What lies behind it was not read, and "
                     "nothing was changed. Keep the file as it is, and open your latest backup."),
                   name, message);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_ENCRYPTED,
                   _("“%s” is encrypted, or its beginning is damaged. Nothing was changed. Open it "
                     "with the program that encrypted it, or open your latest backup."),
                   name);
      break;
    case SQLITE_FULL:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
                   _("The disk is full (%s). Nothing was changed in “%s”. Free some space, then "
                     "try again."),
                   message, name);
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
                   _("“%s” could not be opened (%s). Nothing was changed. Check that you may read "
                     "the file and its folder, then try again."),
                   name, message);
      break;
    case SQLITE_READONLY:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_READ_ONLY,
                   _("“%s” can only be read (%s). Nothing was changed. Check the permissions of "
                     "the file and its folder, then try again."),
                   name, message);
      break;
    case SQLITE_ERROR:
      /* What stands in the file is not understood, and no disk is to blame */
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("“%s” could not be read: %s (SQLite error %d). Nothing was changed. Check the "
                     "catalog to see what is the matter with its tables and indexes."),
                   name, message, result);
      break;
    default:
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("“%s” could not be read: %s (SQLite error %d). Nothing was changed. Check "
                     "the disk and its cable, then try again."),
                   name, message, result);
      break;
    }
}

/**
 * lf_catalog_error_set_from_sqlite: (skip)
 * @error: (out) (optional): where to put the error
 * @db: (nullable): the connection, for SQLite's own message
 * @result: a result code of SQLite that is no success
 * @path: the catalog
 *
 * Says for the user what a result code of SQLite means. On the thread that uses @db.
 *
 * Returns: always %FALSE, so that a caller can return the call
 */
gboolean
lf_catalog_error_set_from_sqlite (GError         **error,
                                  struct sqlite3  *db,
                                  int              result,
                                  const char      *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = NULL;

  if ((result & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED, _("Cancelled"));
      return FALSE;
    }

  message = g_utf8_make_valid (db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (result), -1);
  set_by_code (error, result, message, shown, path);
  return FALSE;
}
