/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-repair.h"

#include <glib/gi18n-lib.h>

#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"

#define MOST_BACKUPS 1000

typedef struct
{
  char     *only;
  char     *backup_folder;
  char     *keep;
  char     *report;
  gboolean  dry_run;
  gboolean  on_copy;
  gboolean  without_backup;
  gboolean  without_timings;
  gboolean  full;
  gboolean  json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->only);
  g_free (self->backup_folder);
  g_free (self->keep);
  g_free (self->report);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  const char      *path;
  LfRepairOptions  options;
} Plan;

static gpointer
plan (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  const Plan *self = data;

  return lf_repair_plan_new (self->path, &self->options, job, error);
}

static LfRun *
repair (const char *path,
        gpointer    data,
        LfJob      *job)
{
  return lf_repair_run (path, data, job);
}

static LfRun *
try_on_copy (const char *path,
             gpointer    data,
             LfJob      *job)
{
  return lf_repair_try (path, data, job);
}

static int
show_plan (const LfCliCommand    *command,
           const char            *path,
           const LfRepairOptions *options,
           gboolean               json)
{
  Plan request = { path, *options };
  g_autoptr (LfRepairPlan) result = NULL;
  g_autofree char *text = NULL;
  int status;

  result = lf_cli_run_job (command, _("Checking the catalog"), plan, &request, &status);
  if (result == NULL)
    return status;

  text = json ? lf_cli_repair_plan_to_json (result) : lf_cli_repair_plan_to_text (result);
  status = lf_findings_are_healthy (result->report->findings) ? LF_CLI_FINE : LF_CLI_FINDINGS;
  if (result->refusal != NULL)
    {
      lf_cli_complain (command, result->refusal);
      status = LF_CLI_FAILED;
    }
  return json ? lf_cli_write_utf8 (text, status) : lf_cli_write_text (text, status);
}

static gboolean
check_options (const Options    *options,
               LfRepairOptions  *repair_options,
               GError          **error)
{
  if (options->report != NULL && options->dry_run)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("--report needs a repair or a trial; --dry-run does neither."));
      return FALSE;
    }
  return lf_cli_parse_number ("--keep", options->keep, MOST_BACKUPS, &repair_options->keep_backups,
                              error);
}

static int
run_with (const LfCliCommand *self,
          const char         *path,
          const Options      *options)
{
  g_auto (GStrv) only = options->only != NULL ? g_strsplit (options->only, ",", -1) : NULL;
  g_autoptr (GError) error = NULL;
  LfRepairOptions repair_options = {
    .only = (const char *const *) only,
    .without_backup = options->without_backup,
    .backup_folder = options->backup_folder,
    .keep_backups = LF_BACKUP_DEFAULT_KEEP,
    .full_check = options->full,
    .measure = !options->without_timings,
  };
  LfCliRunRequest request = {
    .path = path,
    .func = options->on_copy ? try_on_copy : repair,
    .data = &repair_options,
    .report = options->report,
    .json = options->json,
  };

  if (!check_options (options, &repair_options, &error))
    return lf_cli_misused (self, error->message);
  if (options->dry_run)
    return show_plan (self, path, &repair_options, options->json);

  return lf_cli_run_and_record (self,
                                options->on_copy ? _("Trying the repair on a copy")
                                                 : _("Repairing the catalog"),
                                &request);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_("Only say what would be done"), NULL },
    { "only", 0, 0, G_OPTION_ARG_FILENAME, &options.only,
      N_("Only repair what these findings are about, as “check” names them"), N_("ID,…") },
    { "try-on-copy", 0, 0, G_OPTION_ARG_NONE, &options.on_copy,
      N_("Repair a temporary copy, and say what came out"), NULL },
    { "backup-dir", 0, 0, G_OPTION_ARG_FILENAME, &options.backup_folder,
      N_("Where the backup goes (“backups” beside the catalog)"), N_("FOLDER") },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &options.keep,
      N_("How many backups are kept (5)"), "N" },
    { "no-backup", 0, 0, G_OPTION_ARG_NONE, &options.without_backup,
      N_("Make no backup: there is no way back then"), NULL },
    { "no-timings", 0, 0, G_OPTION_ARG_NONE, &options.without_timings,
      N_("Do not time queries before and after"), NULL },
    { "full", 0, 0, G_OPTION_ARG_NONE, &options.full,
      N_("Check that every index agrees with its table, which takes longer"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report,
      N_("Write a report; its form is that of the name: .md, .html, .json, .csv or .txt"),
      N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status) ||
      !lf_cli_check_report (self, options.report, &status))
    return status;
  return run_with (self, arguments[0], &options);
}

const LfCliCommand lf_cli_repair_command = {
  .name = "repair",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("Repair all that “check” finds"),
  .description = N_("A verified backup comes first. Rows that refer to nothing are only removed "
                    "if --only names their finding. Whatever happens, a cancel, an error, a kill, "
                    "the catalog is as before or as after a whole step. The exit status is 1 if a "
                    "warning or an error remains."),
  .run = run,
};
