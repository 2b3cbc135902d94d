/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "catalog/lf-identity.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-history-list.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "maintenance/lf-history.h"
#include "maintenance/lf-report.h"

/**
 * Request:
 * @catalog: (nullable): path of a catalog; %NULL for all
 * @run: number of a run; 0 for none
 * @delete: number of a run to forget; 0 for none
 * @newest: whether the newest run is wanted as well
 *
 * What is asked of the history.
 */
typedef struct
{
  const char *catalog;
  guint       run;
  guint       delete;
  gboolean    newest;
} Request;

/* What came of it: a list, or a run, or neither after a deletion */
typedef struct
{
  GPtrArray *entries;
  LfRun     *run;
  char      *notice;
} Answer;

static void
answer_free (Answer *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->run, lf_run_unref);
  g_free (self->notice);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
list (Answer         *self,
      LfHistory      *history,
      const Request  *request,
      GError        **error)
{
  /* A catalog that cannot be read, or is gone, is found by its path alone */
  g_autofree char *identity =
    request->catalog != NULL ? lf_identity_load (request->catalog, NULL) : NULL;

  self->entries = lf_history_list (history, request->catalog, identity, error);
  return self->entries != NULL;
}

static gboolean
load (Answer         *self,
      LfHistory      *history,
      const Request  *request,
      GError        **error)
{
  gint64 id = request->run;

  if (id == 0)
    {
      if (!list (self, history, request, error))
        return FALSE;
      /* Without any, the empty list is the answer */
      if (self->entries->len == 0)
        return TRUE;
      id = ((LfHistoryEntry *) g_ptr_array_index (self->entries, 0))->id;
    }

  self->run = lf_history_load (history, id, error);
  return self->run != NULL;
}

static gpointer
ask (LfJob     *job,
     gpointer   data,
     GError   **error)
{
  const Request *request = data;
  const double weights[] = { 1 };
  g_autofree char *path = lf_history_get_path ();
  g_autoptr (Answer) self = g_new0 (Answer, 1);
  g_autoptr (LfHistory) history = NULL;
  gboolean done;

  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, lf_job_get_title (job));

  /* To read of nothing is no reason to make a file */
  if (request->run == 0 && request->delete == 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      self->entries = g_ptr_array_new ();
      return g_steal_pointer (&self);
    }

  history = lf_history_open (path, error);
  if (history == NULL)
    return NULL;

  self->notice = g_strdup (lf_history_get_notice (history));
  if (request->delete != 0)
    done = lf_history_delete (history, request->delete, error);
  else if (request->run != 0 || request->newest)
    done = load (self, history, request, error);
  else
    done = list (self, history, request, error);
  return done ? g_steal_pointer (&self) : NULL;
}

static int
write_report (const LfCliCommand *command,
              LfRun              *run,
              const char         *path,
              LfReportFormat      format)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *plain = lf_format_plain (shown);
  g_autofree char *message = NULL;

  if (!lf_report_save (run, path, format, &error))
    return lf_cli_fail (command, error, 0);

  /* Translators: a number and a file */
  message = g_strdup_printf (_("The report of run %d was written to “%s”.\n"), (int) run->id, plain);
  return lf_cli_write_text (message, LF_CLI_FINE);
}

static int
write_run (LfRun    *run,
           gboolean  json)
{
  g_autofree char *text = lf_report_write (run, json ? LF_REPORT_JSON : LF_REPORT_TEXT);

  return json ? lf_cli_write_utf8 (text, LF_CLI_FINE) : lf_cli_write_text (text, LF_CLI_FINE);
}

static int
write_deleted (guint id)
{
  /* Translators: the number of a run */
  g_autofree char *message = g_strdup_printf (_("Run %u was deleted from the history. Its backup, "
                                                "if it has one, stays where it is.\n"), id);

  return lf_cli_write_text (message, LF_CLI_FINE);
}

static gboolean
parse_numbers (Request     *request,
               const char  *run,
               const char  *delete,
               GError     **error)
{
  return lf_cli_parse_number ("--run", run, G_MAXINT, &request->run, error) &&
         lf_cli_parse_number ("--delete", delete, G_MAXINT, &request->delete, error);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_autofree char *run_word = NULL;
  g_autofree char *delete_word = NULL;
  g_autofree char *report = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "run", 0, 0, G_OPTION_ARG_FILENAME, &run_word, N_("Show one run"), N_("NUMBER") },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &report,
      N_("Write a report of the run, or of the newest: .html, .md, .json, .csv or .txt"),
      N_("FILE") },
    { "delete", 0, 0, G_OPTION_ARG_FILENAME, &delete_word, N_("Delete one run from the history"),
      N_("NUMBER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = NULL;
  LfReportFormat format = LF_REPORT_TEXT;
  Request request = { NULL };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;
  if (!parse_numbers (&request, run_word, delete_word, &error))
    return lf_cli_misused (self, error->message);
  if (request.delete != 0 && (request.run != 0 || report != NULL || json || arguments[0] != NULL))
    return lf_cli_misused (self, _("--delete goes with nothing else."));
  if (report != NULL && !lf_report_format_from_path (report, &format))
    return lf_cli_misused (self, _("A report's name ends in .html, .md, .json, .csv or .txt."));

  request.catalog = arguments[0];
  request.newest = report != NULL;
  answer = lf_cli_run_job (self, _("Reading the history"), ask, &request, &status);
  if (answer == NULL)
    return status;

  if (answer->notice != NULL)
    lf_cli_complain (self, answer->notice);
  if (request.delete != 0)
    return write_deleted (request.delete);
  if (answer->run != NULL && report != NULL)
    return write_report (self, answer->run, report, format);
  if (answer->run != NULL)
    return write_run (answer->run, json);
  if (report != NULL)
    {
      lf_cli_complain (self, _("There is no run to report."));
      return LF_CLI_FAILED;
    }
  return json ? lf_cli_history_write_json (answer->entries)
              : lf_cli_history_write_table (answer->entries);
}

const LfCliCommand lf_cli_history_command = {
  .name = "history",
  .arguments = "[CATALOG]",
  .n_optional = 1,
  .summary = N_("List what was done to a catalog, or to all"),
  .description = N_("The history is kept in your own data folder, never in a catalog. A catalog is "
                    "recognized where it was moved or copied to as well."),
  .run = run,
};
