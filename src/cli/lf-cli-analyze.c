/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cli/lf-cli-options.h"
#include "cli/lf-cli-repair.h"

static LfRun *
analyze (const char *path,
         gpointer    data,
         LfJob      *job)
{
  return lf_repair_analyze (path, data, job);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_autofree char *report = NULL;
  gboolean json = FALSE;
  LfRepairOptions options = { .keep_backups = LF_BACKUP_DEFAULT_KEEP };
  const GOptionEntry entries[] = {
    { "timings", 0, 0, G_OPTION_ARG_NONE, &options.measure,
      N_("Time queries before and after"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &report,
      N_("Write a report; its form is that of the name: .md, .html, .json, .csv or .txt"),
      N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  LfCliRunRequest request = { .func = analyze, .data = &options };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status) ||
      !lf_cli_check_report (self, report, &status))
    return status;

  request.path = arguments[0];
  request.report = report;
  request.json = json;
  return lf_cli_run_and_record (self, _("Gathering statistics"), &request);
}

const LfCliCommand lf_cli_analyze_command = {
  .name = "analyze",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("Gather statistics with ANALYZE"),
  .description = N_("It writes to SQLite's own tables of statistics and to nothing else, so there is "
                    "no backup. The exit status is 1 if a warning or an error remains."),
  .run = run,
};
