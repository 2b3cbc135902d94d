/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-finding.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-terminal.h"
#include "maintenance/lf-check-run.h"
#include "maintenance/lf-report-json.h"

typedef struct
{
  const char   *path;
  LfCheckScope  scope;
} Request;

static gpointer
check (LfJob     *job,
       gpointer   data,
       GError   **error)
{
  const Request *request = data;

  return lf_check_run (request->path, request->scope, job, error);
}

static int
write_json (const char    *path,
            LfCheckReport *report,
            int            status)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "catalog", path);
  lf_json_add_count (json, "layout", report->layout);
  lf_json_add_boolean (json, "healthy", lf_findings_are_healthy (report->findings));
  lf_json_add_findings (json, "findings", report->findings);
  lf_json_end_object (json);
  return lf_cli_write_json (json, status);
}

static char *
describe_count (guint       n,
                const char *singular,
                const char *plural)
{
  g_autofree char *count = lf_format_count (n);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, singular, plural, n), count);
#pragma GCC diagnostic pop
}

static void
add_summary (const LfCliTerminal *terminal,
             GString             *text,
             GPtrArray           *findings)
{
  guint n[] = { 0, 0, 0, 0 };
  g_autofree char *errors = NULL;
  g_autofree char *warnings = NULL;
  g_autofree char *sum = NULL;

  for (guint i = 0; i < findings->len; i++)
    n[lf_finding_get_severity (g_ptr_array_index (findings, i))]++;

  if (lf_findings_are_healthy (findings))
    {
      lf_cli_terminal_append (terminal, text, LF_CLI_STYLE_GOOD, _("The catalog is in order."));
      g_string_append_c (text, '\n');
      return;
    }

  errors = describe_count (n[LF_SEVERITY_ERROR], LF_PLURAL ("%s error", "%s errors"));
  warnings = describe_count (n[LF_SEVERITY_WARNING], LF_PLURAL ("%s warning", "%s warnings"));
  if (n[LF_SEVERITY_ERROR] > 0 && n[LF_SEVERITY_WARNING] > 0)
    /* Translators: how many errors and how many warnings there are */
    sum = g_strdup_printf (_("%s, %s"), errors, warnings);
  else
    sum = g_strdup (n[LF_SEVERITY_ERROR] > 0 ? errors : warnings);
  lf_cli_terminal_append (terminal, text,
                          lf_cli_severity_get_style (lf_findings_get_worst (findings)), sum);
  g_string_append_c (text, '\n');
}

static int
write_text (LfCheckReport *report,
            int            status)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LfCliTerminal terminal;
  LfCheck current = LF_N_CHECKS;

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  for (guint i = 0; i < report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (report->findings, i);

      if (lf_finding_get_check (finding) != current)
        {
          current = lf_finding_get_check (finding);
          lf_cli_terminal_append (&terminal, text, LF_CLI_STYLE_BOLD, lf_check_get_title (current));
          g_string_append_c (text, '\n');
        }
      lf_cli_finding_append (&terminal, text, finding, TRUE);
      g_string_append_c (text, '\n');
    }

  if (lf_cli_findings_are_cut_short (report->findings))
    {
      lf_cli_terminal_append (&terminal, text, LF_CLI_STYLE_WARNING,
                              _("Because of that, not everything could be checked: there may be "
                                "more to find."));
      g_string_append_c (text, '\n');
    }
  add_summary (&terminal, text, report->findings);
  return lf_cli_write_text (text->str, status);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  gboolean full = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "full", 0, 0, G_OPTION_ARG_NONE, &full,
      N_("Check that every index agrees with its table, which takes longer"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *path = NULL;
  g_autoptr (LfCheckReport) report = NULL;
  Request request;
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  request = (Request) { arguments[0], full ? LF_CHECK_FULL : LF_CHECK_QUICK };
  report = lf_cli_run_job (self, _("Checking the catalog"), check, &request, &status);
  if (report == NULL)
    return status;

  status = lf_findings_are_healthy (report->findings) ? LF_CLI_FINE : LF_CLI_FINDINGS;
  path = lf_cli_decode (arguments[0]);
  return json ? write_json (path, report, status) : write_text (report, status);
}

const LfCliCommand lf_cli_check_command = {
  .name = "check",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("Find what makes a catalog slow or unsafe"),
  .description = N_("Nothing is written. The exit status is 1 if there is a warning or an error."),
  .run = run,
};
