/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-terminal.h"
#include "demo/lf-demo.h"

/* More than any catalog has; what is typed by mistake shall not fill a disk */
#define MOST_FRAMES 10000000
#define MOST_SESSIONS 1000000

typedef struct
{
  char     *state;
  char     *frames;
  char     *sessions;
  gboolean  force;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->state);
  g_free (self->frames);
  g_free (self->sessions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  const char    *path;
  LfDemoOptions  options;
} Request;

static void
progress_cb (double   fraction,
             gpointer data)
{
  lf_job_report (data, fraction, NULL);
}

static gpointer
make (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  const Request *request = data;
  const double weights[] = { 1 };

  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, lf_job_get_title (job));
  lf_job_report (job, 0, NULL);
  if (!lf_demo_make (request->path, &request->options, progress_cb, job,
                     lf_job_get_cancellable (job), error))
    return NULL;

  return data;
}

static gboolean
read_options (const Options  *options,
              LfDemoOptions  *demo,
              GError        **error)
{
  if (options->state != NULL && !lf_demo_state_from_string (options->state, &demo->state))
    {
      g_autofree char *shown = lf_cli_decode (options->state);

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--state takes healthy, migrated or legacy, not “%s”."), shown);
      return FALSE;
    }

  return lf_cli_parse_number ("--frames", options->frames, MOST_FRAMES, &demo->n_frames, error) &&
         lf_cli_parse_number ("--sessions", options->sessions, MOST_SESSIONS, &demo->n_sessions,
                              error);
}

/* Without following it: a link that leads nowhere is something that is there, too */
static gboolean
is_there (const char *path)
{
  GStatBuf found;

  return g_lstat (path, &found) == 0;
}

static int
tell (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *clean = lf_cli_text_clean (shown);
  g_autofree char *message = g_strdup_printf (_("Made “%s”."), clean);
  g_autofree char *line = g_strconcat (message, "\n", NULL);

  return lf_cli_write_text (line, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &options.state,
      N_("healthy (the default), migrated or legacy"), N_("STATE") },
    { "frames", 0, 0, G_OPTION_ARG_FILENAME, &options.frames, N_("How many frames it has"), "N" },
    { "sessions", 0, 0, G_OPTION_ARG_FILENAME, &options.sessions, N_("How many sessions it has"),
      "N" },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_("Replace a file that is there"), NULL },
    { NULL },
  };
  Request request = { 0 };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;
  if (!read_options (&options, &request.options, &error))
    return lf_cli_misused (self, error->message);

  request.path = arguments[0];
  if (!options.force && is_there (request.path))
    {
      g_autofree char *shown = g_filename_display_name (request.path);
      g_autofree char *message = g_strdup_printf (
        _("“%s” exists, so nothing was made. Choose another name, or replace it with --force."),
        shown);

      lf_cli_complain (self, message);
      return LF_CLI_FAILED;
    }

  if (lf_cli_run_job (self, _("Making a demonstration catalog"), make, &request, &status) == NULL)
    return status;
  return tell (request.path);
}

const LfCliCommand lf_cli_demo_command = {
  .name = "demo",
  .arguments = "FILE",
  .n_arguments = 1,
  .summary = N_("Make a demonstration catalog"),
  .run = run,
};
