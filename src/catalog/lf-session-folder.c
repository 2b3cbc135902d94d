/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-session-folder.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-query.h"

/* The column of edit/objects.sql that is needed */
#define OBJECTS_FOLDER 0

/**
 * lf_session_folder_load:
 * @connection: any connection
 * @session: a session's id
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is no such session, or if it
 *   has no folder
 *
 * Looks up where a session's frames are staged. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): an absolute path, any bytes
 */
char *
lf_session_folder_load (LfConnection  *connection,
                        const char    *session,
                        GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_OBJECTS, error);
  const char *path;
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("The session %s is not in the catalog any more. Another program may have "
                     "removed it. Reload the list."),
                   session);
      return NULL;
    }

  /* A path with a NUL in it is none */
  path = (const char *) sqlite3_column_text (stmt, OBJECTS_FOLDER);
  if (path != NULL && *path == '/' &&
      strlen (path) == (gsize) sqlite3_column_bytes (stmt, OBJECTS_FOLDER))
    return g_strdup (path);

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
               _("The session %s has no folder in the catalog."), session);
  return NULL;
}
