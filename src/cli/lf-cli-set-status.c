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

/* As many as anybody types */
#define MAX_MORE_SESSIONS 100000

typedef struct
{
  const char *path;
  GStrv       sessions;         /* as they were typed */
  char       *status;
} Request;

/* All of them or none: each with what it was before */
typedef struct
{
  GPtrArray *sessions;
  GPtrArray *before;
  LfUndo    *undo;
} Answer;

static void
answer_free (Answer *self)
{
  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->before);
  g_clear_pointer (&self->undo, lf_undo_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Answer *
answer_new (void)
{
  Answer *self = g_new0 (Answer, 1);

  self->sessions = g_ptr_array_new_with_free_func (g_free);
  self->before = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gboolean
find_session (LfConnection  *reader,
              const char    *typed,
              Answer        *answer,
              GError       **error)
{
  g_autofree char *session = lf_cli_find_session (reader, typed, error);
  g_autoptr (LfSessionRecord) record = NULL;

  if (session != NULL)
    record = lf_session_record_load (reader, session, error);
  if (record == NULL)
    return FALSE;

  for (guint i = 0; i < answer->sessions->len; i++)
    if (g_str_equal (g_ptr_array_index (answer->sessions, i), session))
      return TRUE;

  g_ptr_array_add (answer->sessions, g_steal_pointer (&session));
  g_ptr_array_add (answer->before, g_steal_pointer (&record->status));
  return TRUE;
}

static gboolean
find_sessions (Request       *request,
               GCancellable  *cancellable,
               Answer        *answer,
               GError       **error)
{
  g_autoptr (LfConnection) reader = lf_connection_open (request->path, cancellable, error);

  if (reader == NULL)
    return FALSE;

  for (guint i = 0; request->sessions[i] != NULL; i++)
    if (!find_session (reader, request->sessions[i], answer, error))
      return FALSE;
  g_ptr_array_add (answer->sessions, NULL);
  return TRUE;
}

static gpointer
change (LfJob     *job,
        gpointer   data,
        GError   **error)
{
  Request *request = data;
  g_autoptr (Answer) answer = answer_new ();
  g_autoptr (LfConnection) connection = NULL;

  if (!find_sessions (request, lf_job_get_cancellable (job), answer, error))
    return NULL;

  connection = lf_edit_open (request->path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  if (!lf_sessions_set_status (connection, (const char *const *) answer->sessions->pdata,
                               request->status, &answer->undo, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static int
tell (const LfCliCommand *self,
      const Request      *request,
      const Answer       *answer)
{
  g_autofree char *undo = lf_cli_tell_undo (self, request->path, answer->undo);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < answer->before->len; i++)
    {
      const char *was = g_ptr_array_index (answer->before, i);
      g_autofree char *id = lf_cli_text_clean (g_ptr_array_index (answer->sessions, i));
      g_autofree char *before = lf_cli_text_clean (lf_cli_get_status (was));

      /* Translators: the id of a session, its status before, and its status now */
      g_string_append_printf (lines, _("%s: %s → %s"), id, before,
                              lf_cli_get_status (request->status));
      g_string_append_c (lines, '\n');
    }
  if (undo != NULL)
    g_string_append (lines, undo);
  return lf_cli_write_text (lines->str, LF_CLI_FINE);
}

/* Between the catalog and the status */
static GStrv
decode_sessions (GStrv arguments)
{
  guint n = g_strv_length (arguments) - 2;
  GStrv sessions = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    sessions[i] = lf_cli_decode (arguments[i + 1]);
  return sessions;
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) arguments = NULL;
  g_auto (GStrv) sessions = NULL;
  g_autofree char *word = NULL;
  g_autofree char *status = NULL;
  g_autoptr (Answer) answer = NULL;
  Request request;
  int result;

  if (!lf_cli_parse (self, entries, words, &arguments, &result))
    return result;

  sessions = decode_sessions (arguments);
  word = lf_cli_decode (arguments[g_strv_length (arguments) - 1]);
  status = lf_cli_fold_status (word);
  if (*status == '\0' || lf_status_from_text (status) == LF_STATUS_UNKNOWN)
    {
      g_autofree char *message =
        g_strdup_printf (_("STATUS is not_started, in_progress or complete, not “%s”."), word);

      return lf_cli_misused (self, message);
    }

  request = (Request) { .path = arguments[0], .sessions = sessions, .status = status };
  answer = lf_cli_run_job (self, _("Changing the status"), change, &request, &result);
  return answer != NULL ? tell (self, &request, answer) : result;
}

const LfCliCommand lf_cli_set_status_command = {
  .name = "set-status",
  .arguments = "CATALOG SESSION… STATUS",
  .n_arguments = 3,
  .n_optional = MAX_MORE_SESSIONS,
  .summary = N_("Say how far a session is"),
  .description = N_("SESSION is the id of a session, or its name if no other has it; there may be several, "
                    "of which all are changed or none. STATUS is not_started, in_progress or "
                    "complete."),
  .run = run,
};
