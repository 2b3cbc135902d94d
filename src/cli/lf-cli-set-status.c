/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-session-edit.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-session.h"
#include "cli/lf-cli-terminal.h"
#include "cli/lf-cli-undo.h"
#include "cli/lf-cli-words.h"

typedef struct
{
  const char *path;
  char       *session;
  char       *status;
} Request;

typedef struct
{
  char   *session;
  char   *before;
  LfUndo *undo;
} Answer;

static void
answer_free (Answer *self)
{
  g_free (self->session);
  g_free (self->before);
  g_clear_pointer (&self->undo, lf_undo_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
find_session (Request       *request,
              GCancellable  *cancellable,
              Answer        *answer,
              GError       **error)
{
  g_autoptr (LfConnection) reader = lf_connection_open (request->path, cancellable, error);
  g_autoptr (LfSessionRecord) record = NULL;

  if (reader == NULL)
    return FALSE;

  answer->session = lf_cli_find_session (reader, request->session, error);
  if (answer->session == NULL)
    return FALSE;

  record = lf_session_record_load (reader, answer->session, error);
  if (record == NULL)
    return FALSE;

  answer->before = g_steal_pointer (&record->status);
  return TRUE;
}

static gpointer
change (LfJob     *job,
        gpointer   data,
        GError   **error)
{
  Request *request = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (LfConnection) connection = NULL;
  const char *sessions[2] = { NULL };

  if (!find_session (request, lf_job_get_cancellable (job), answer, error))
    return NULL;

  connection = lf_edit_open (request->path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  sessions[0] = answer->session;
  if (!lf_sessions_set_status (connection, sessions, request->status, &answer->undo, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static int
tell (const LfCliCommand *self,
      const Request      *request,
      const Answer       *answer)
{
  g_autofree char *id = lf_cli_text_clean (answer->session);
  g_autofree char *before = lf_cli_text_clean (lf_cli_get_status (answer->before));
  g_autofree char *change = NULL;
  g_autofree char *undo = lf_cli_tell_undo (self, request->path, answer->undo);
  g_autofree char *text = NULL;

  /* Translators: the id of a session, its status before, and its status now */
  change = g_strdup_printf (_("%s: %s → %s"), id, before, lf_cli_get_status (request->status));
  text = g_strconcat (change, "\n", undo, NULL);
  return lf_cli_write_text (text, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *session = NULL;
  g_autofree char *word = NULL;
  g_autofree char *status = NULL;
  g_autoptr (Answer) answer = NULL;
  Request request;
  int result;

  if (!lf_cli_parse (self, entries, words, &arguments, &result))
    return result;

  session = lf_cli_decode (arguments[1]);
  word = lf_cli_decode (arguments[2]);
  status = lf_cli_fold_status (word);
  if (*status == '\0' || lf_status_from_text (status) == LF_STATUS_UNKNOWN)
    {
      g_autofree char *message =
        g_strdup_printf (_("STATUS is not_started, in_progress or complete, not “%s”."), word);

      return lf_cli_misused (self, message);
    }

  request = (Request) { .path = arguments[0], .session = session, .status = status };
  answer = lf_cli_run_job (self, _("Changing the status"), change, &request, &result);
  return answer != NULL ? tell (self, &request, answer) : result;
}

const LfCliCommand lf_cli_set_status_command = {
  .name = "set-status",
  .arguments = "CATALOG SESSION STATUS",
  .n_arguments = 3,
  .summary = N_("Say how far a session is"),
  .description = N_("SESSION is the id of a session, or its name if no other has it. STATUS is "
                    "not_started, in_progress or complete."),
  .run = run,
};
