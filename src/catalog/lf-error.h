/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LF_CATALOG_ERROR:
 *
 * The one error domain of Lightframe's library. The message of such an error is for the user: it
 * says what happened, what was not done and what to do next, in whole translated sentences.
 */
#define LF_CATALOG_ERROR (lf_catalog_error_quark ())

/**
 * LfCatalogError:
 * @LF_CATALOG_ERROR_FAILED: anything without a code of its own
 * @LF_CATALOG_ERROR_NOT_FOUND: there is no such file, or no such session
 * @LF_CATALOG_ERROR_FOLDER: the path is a folder
 * @LF_CATALOG_ERROR_PERMISSION: the file may not be read
 * @LF_CATALOG_ERROR_EMPTY: the file has no bytes
 * @LF_CATALOG_ERROR_NOT_SQLITE: the file is something else
 * @LF_CATALOG_ERROR_ENCRYPTED: the file looks encrypted or like garbage
 * @LF_CATALOG_ERROR_TRUNCATED: the file is shorter than its header says
 * @LF_CATALOG_ERROR_NOT_A_CATALOG: an SQLite file with other tables
 * @LF_CATALOG_ERROR_TOO_OLD: a catalog from before there were processing sessions
 * @LF_CATALOG_ERROR_TOO_NEW: a catalog of a layout this version does not know
 * @LF_CATALOG_ERROR_BUSY: another program has it locked
 * @LF_CATALOG_ERROR_READ_ONLY: a write was needed and is not possible
 * @LF_CATALOG_ERROR_RECOVERY: another program died while writing; its journal must be rolled back
 * @LF_CATALOG_ERROR_CORRUPT: a damaged page was met
 * @LF_CATALOG_ERROR_DISK_FULL: no space
 * @LF_CATALOG_ERROR_CONFLICT: another program has changed what was to be changed
 * @LF_CATALOG_ERROR_STRUCTURE: the structure is damaged so that a change would do harm
 * @LF_CATALOG_ERROR_CANCELLED: the caller cancelled; not to be shown as an error
 */
typedef enum
{
  LF_CATALOG_ERROR_FAILED,
  LF_CATALOG_ERROR_NOT_FOUND,
  LF_CATALOG_ERROR_FOLDER,
  LF_CATALOG_ERROR_PERMISSION,
  LF_CATALOG_ERROR_EMPTY,
  LF_CATALOG_ERROR_NOT_SQLITE,
  LF_CATALOG_ERROR_ENCRYPTED,
  LF_CATALOG_ERROR_TRUNCATED,
  LF_CATALOG_ERROR_NOT_A_CATALOG,
  LF_CATALOG_ERROR_TOO_OLD,
  LF_CATALOG_ERROR_TOO_NEW,
  LF_CATALOG_ERROR_BUSY,
  LF_CATALOG_ERROR_READ_ONLY,
  LF_CATALOG_ERROR_RECOVERY,
  LF_CATALOG_ERROR_CORRUPT,
  LF_CATALOG_ERROR_DISK_FULL,
  LF_CATALOG_ERROR_CONFLICT,
  LF_CATALOG_ERROR_STRUCTURE,
  LF_CATALOG_ERROR_CANCELLED,
} LfCatalogError;

GQuark      lf_catalog_error_quark    (void);
const char *lf_catalog_error_get_title (LfCatalogError code);

struct sqlite3;
gboolean    lf_catalog_error_set_from_sqlite (GError         **error,
                                              struct sqlite3  *db,
                                              int              result,
                                              const char      *path);

G_END_DECLS
