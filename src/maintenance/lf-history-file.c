/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "catalog/lf-own-file.h"
#include "maintenance/lf-history-private.h"
#include "maintenance/lf-maintenance-data.h"

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

static void
set_too_new (GError     **error,
             const char  *shown)
{
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_NEW,
               _("The history of runs, “%s”, was written by a newer version of Lightframe. It was "
                 "left as it is. Update Lightframe, or move that file away."),
               shown);
}

static void
set_cannot_set_aside (GError     **error,
                      const char  *shown,
                      const char  *reason)
{
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION,
               _("The history of runs is damaged and could not be set aside as “%s” (%s). "
                 "Catalogs are not affected."),
               shown, reason);
}

static char *
tell_set_aside (const char *shown)
{
  return g_strdup_printf (_("The history of runs was damaged. It was set aside as “%s”, and a "
                            "new one was begun. Catalogs are not affected."),
                          shown);
}

static const char *
get_schema (int layout)
{
  g_autofree char *name = g_strdup_printf ("schema-%d", layout);

  return lf_history_get_sql (name);
}

/**
 * lf_history_open_file: (skip)
 * @path: the file of the history, which need not be there
 * @notice: (out): what the user should know of it, if anything
 * @error: where to put an error
 *
 * Opens the file, see lf_own_file_open().
 *
 * Returns: (transfer full) (nullable): SQLite's handle
 */
sqlite3 *
lf_history_open_file (const char  *path,
                      char       **notice,
                      GError     **error)
{
  static const LfOwnFileKind kind = {
    .application_id = APPLICATION_ID,
    .latest = LATEST,
    .get_schema = get_schema,
    .set_error = lf_history_set_error,
    .set_too_new = set_too_new,
    .set_cannot_set_aside = set_cannot_set_aside,
    .tell_set_aside = tell_set_aside,
  };

  return lf_own_file_open (&kind, path, TRUE, notice, error);
}
