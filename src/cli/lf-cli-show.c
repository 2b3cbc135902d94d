/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-session-detail.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-session.h"
#include "cli/lf-cli-show-json.h"
#include "cli/lf-cli-show-text.h"

typedef struct
{
  const char *path;
  char       *session;
} Request;

static gpointer
load (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  Request *request = data;
  g_autoptr (LfConnection) connection = NULL;
  g_autofree char *id = NULL;

  connection = lf_connection_open (request->path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  id = lf_cli_find_session (connection, request->session, error);
  return id != NULL ? lf_session_detail_load (connection, id, error) : NULL;
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
