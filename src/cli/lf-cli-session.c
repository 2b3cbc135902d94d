/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-session-detail.h"
#include "catalog/lf-session-list.h"

/* What is typed may be the name as well, if only one session has it */
static char *
find_by_name (LfConnection  *connection,
              const char    *name,
              GError       **error)
{
  g_autoptr (LfSessionList) list = lf_session_list_load (connection, error);
  g_autofree char *file = g_path_get_basename (lf_connection_get_path (connection));
  g_autofree char *shown = g_filename_display_name (file);
  const char *found = NULL;

  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->sessions->len; i++)
    {
      LfSession *session = g_ptr_array_index (list->sessions, i);

      if (strcmp (lf_session_get_name (session), name) != 0)
        continue;
      if (found != NULL)
        {
          g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                       _("More than one session in “%s” has the name “%s”. Give the id instead, "
                         "such as %s."),
                       shown, name, found);
          return NULL;
        }
      found = lf_session_get_id (session);
    }

  if (found == NULL)
    g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                 _("There is no session “%s” in “%s”. The command “sessions” lists those that "
                   "there are."),
                 name, shown);
  return g_strdup (found);
}

/**
 * lf_cli_find_session:
 * @connection: a connection
 * @word: what was typed: the id of a session, or its name if no other has it
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is none, or more than one
 *
 * Finds the session that is meant.
 *
 * Returns: (transfer full) (nullable): its id
 */
char *
lf_cli_find_session (LfConnection  *connection,
                     const char    *word,
                     GError       **error)
{
  gboolean exists;

  if (!lf_session_exists (connection, word, &exists, error))
    return NULL;
  return exists ? g_strdup (word) : find_by_name (connection, word, error);
}
