/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cli/lf-cli-options.h"
#include "cli/lf-cli-repair.h"

static LfRun *
vacuum (const char *path,
        gpointer    data,
        LfJob      *job)
{
  return lf_repair_vacuum (path, data, job);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_autofree char *backup_folder = NULL;
  g_autofree char *report = NULL;
  gboolean json = FALSE;
  LfRepairOptions options = { .keep_backups = LF_BACKUP_DEFAULT_KEEP };
  const GOptionEntry entries[] = {
    { "backup-dir", 0, 0, G_OPTION_ARG_FILENAME, &backup_folder,
      N_("Where the backup goes (“backups” beside the catalog)"), N_("FOLDER") },
    { "no-backup", 0, 0, G_OPTION_ARG_NONE, &options.without_backup,
      N_("Make no backup: there is no way back then"), NULL },
    { "timings", 0, 0, G_OPTION_ARG_NONE, &options.measure,
      N_("Time queries before and after"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &report,
      N_("Write a report; its form is that of the name: .md, .html, .json, .csv or .txt"),
      N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  LfCliRunRequest request = { .func = vacuum, .data = &options };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status) ||
      !lf_cli_check_report (self, report, &status))
    return status;

  options.backup_folder = backup_folder;
  request.path = arguments[0];
  request.report = report;
  request.json = json;
  return lf_cli_run_and_record (self, _("Giving space back"), &request);
}

const LfCliCommand lf_cli_vacuum_command = {
  .name = "vacuum",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("Give space back with VACUUM"),
  .description = N_("A verified backup comes first. It is refused where it would do harm: where frames "
                    "lost their id, the structure must be repaired first. The exit status is 1 if "
                    "a warning or an error remains."),
  .run = run,
};
