/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-session-detail.h"
#include "catalog/lf-session-list.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-show-json.h"
#include "cli/lf-cli-show-text.h"

typedef struct
{
  const char *path;
  char       *session;
} Request;

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

static gpointer
load (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  Request *request = data;
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) missing = NULL;
  g_autofree char *id = NULL;
  LfSessionDetail *detail;

  connection = lf_connection_open (request->path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  detail = lf_session_detail_load (connection, request->session, &missing);
  if (g_error_matches (missing, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND))
    {
      id = find_by_name (connection, request->session, error);
      return id != NULL ? lf_session_detail_load (connection, id, error) : NULL;
    }

  if (missing != NULL)
    g_propagate_error (error, g_steal_pointer (&missing));
  return detail;
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *session = NULL;
  g_autoptr (LfSessionDetail) detail = NULL;
  Request request;
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  session = lf_cli_decode (arguments[1]);
  request = (Request) { .path = arguments[0], .session = session };
  detail = lf_cli_run_job (self, _("Reading the session"), load, &request, &status);
  if (detail == NULL)
    return status;

  return json ? lf_cli_show_json (detail) : lf_cli_show_text (detail);
}

const LfCliCommand lf_cli_show_command = {
  .name = "show",
  .arguments = "CATALOG SESSION",
  .n_arguments = 2,
  .summary = N_("Show what a session's frames add up to"),
  .description = N_("SESSION is the id of a session, or its name if no other has it."),
  .run = run,
};
