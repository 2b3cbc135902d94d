/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-terminal.h"
#include "maintenance/lf-backup.h"
#include "maintenance/lf-json.h"

#define MOST_BACKUPS 1000

typedef struct
{
  const char *path;
  const char *folder;
  guint       keep;
} Request;

static gpointer
back_up (LfJob     *job,
         gpointer   data,
         GError   **error)
{
  const Request *request = data;
  char *backup;

  lf_job_set_steps (job, (double[]) { 1 }, 1);
  lf_job_begin_step (job, lf_job_get_title (job));
  backup = lf_backup_make (request->path, request->folder, NULL, job, error);
  if (backup != NULL && request->keep > 0)
    lf_backup_prune (request->path, request->folder, request->keep, job);
  return backup;
}

static int
tell (const char *backup,
      gboolean    json)
{
  g_autofree char *shown = g_filename_display_name (backup);
  g_autofree char *clean = lf_cli_text_clean (shown);
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;

  if (json)
    {
      g_autoptr (LfJson) object = lf_json_new ();

      lf_json_begin_object (object, NULL);
      lf_json_add_text (object, "backup", shown);
      lf_json_end_object (object);
      return lf_cli_write_json (object, LF_CLI_FINE);
    }

  message = g_strdup_printf (_("Made “%s”, and found it equal to the catalog."), clean);
  line = g_strconcat (message, "\n", NULL);
  return lf_cli_write_text (line, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_autofree char *folder = NULL;
  g_autofree char *keep = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "backup-dir", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      N_("Where the backup goes (“backups” beside the catalog)"), N_("FOLDER") },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &keep, N_("How many backups are kept (all)"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;
  Request request = { 0 };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;
  if (!lf_cli_parse_number ("--keep", keep, MOST_BACKUPS, &request.keep, &error))
    return lf_cli_misused (self, error->message);

  request.path = arguments[0];
  request.folder = folder;
  backup = lf_cli_run_job (self, _("Backing up"), back_up, &request, &status);
  return backup != NULL ? tell (backup, json) : status;
}

const LfCliCommand lf_cli_backup_command = {
  .name = "backup",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("Make a verified backup"),
  .description = N_("The backup is read again and compared with the catalog."),
  .run = run,
};
