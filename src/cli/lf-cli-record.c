/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-repair.h"
#include "cli/lf-cli-run.h"
#include "maintenance/lf-history.h"
#include "maintenance/lf-report.h"

/* Does work that leaves a record: keeps that in the history, writes it out, tells how it ended */

typedef struct
{
  const LfCliRunRequest *request;
  LfRun                 *run;
} Work;

/* The record is taken along however it ended; the error makes the job one that failed */
static gpointer
work (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  Work *self = data;

  self->run = self->request->func (self->request->path, self->request->data, job);
  if (self->run->outcome == LF_RUN_CANCELLED || self->run->outcome == LF_RUN_FAILED)
    {
      g_set_error_literal (error, LF_CATALOG_ERROR,
                           self->run->outcome == LF_RUN_CANCELLED ? LF_CATALOG_ERROR_CANCELLED
                                                                  : LF_CATALOG_ERROR_FAILED,
                           self->run->message);
      return NULL;
    }
  return self->run;
}

/* What cannot be kept is no reason to say that the work failed */
static void
keep (const LfCliCommand *command,
      LfRun              *run)
{
  g_autofree char *path = lf_history_get_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfHistory) history = lf_history_open (path, &error);

  if (history == NULL || !lf_history_add (history, run, &error))
    lf_cli_complain (command, error->message);
}

static int
write_report (const LfCliCommand *command,
              LfRun              *run,
              const char         *path,
              int                 status)
{
  g_autoptr (GError) error = NULL;
  LfReportFormat format = LF_REPORT_MARKDOWN;

  lf_report_format_from_path (path, &format);
  if (lf_report_save (run, path, format, &error))
    return status;
  return lf_cli_fail (command, error, 0);
}

static int
get_status (LfRun *run)
{
  const LfRunState *end = run->after != NULL ? run->after : run->before;

  /* Nobody knows that it is fine if nobody could look */
  return end->is_checked && lf_findings_are_healthy (end->findings) ? LF_CLI_FINE
                                                                    : LF_CLI_FINDINGS;
}

/**
 * lf_cli_check_report:
 * @command: the command
 * @report: (nullable): where a report is to be written
 * @status: (out): the exit status, if that cannot be
 *
 * Looks whether the name says which form a report is to have, before any work is done for it.
 *
 * Returns: whether it does, or no report is wanted
 */
gboolean
lf_cli_check_report (const LfCliCommand *command,
                     const char         *report,
                     int                *status)
{
  LfReportFormat format;

  if (report == NULL || lf_report_format_from_path (report, &format))
    return TRUE;

  *status = lf_cli_misused (command, _("--report takes a file whose name ends in .md, .html, "
                                       ".json, .csv or .txt."));
  return FALSE;
}

/**
 * lf_cli_run_and_record:
 * @command: the command
 * @title: what the job does, translated
 * @request: the work
 *
 * Does the work, keeps its record in the history, writes the record to standard output and the
 * report that was asked for.
 *
 * Returns: the exit status
 */
int
lf_cli_run_and_record (const LfCliCommand    *command,
                       const char            *title,
                       const LfCliRunRequest *request)
{
  Work self = { .request = request };
  g_autofree char *text = NULL;
  int status = LF_CLI_FINE;

  if (lf_cli_run_job (command, title, work, &self, &status) != NULL)
    status = get_status (self.run);
  if (self.run == NULL)
    return status;

  if (lf_run_is_worth_keeping (self.run))
    keep (command, self.run);
  if (request->report != NULL)
    status = write_report (command, self.run, request->report, status);

  text = request->json ? lf_report_write (self.run, LF_REPORT_JSON)
                       : lf_cli_repair_run_to_text (self.run);
  lf_run_unref (self.run);
  return request->json ? lf_cli_write_utf8 (text, status) : lf_cli_write_text (text, status);
}
