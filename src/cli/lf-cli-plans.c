/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "catalog/lf-session.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-plan.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-terminal.h"
#include "maintenance/lf-plan.h"
#include "maintenance/lf-report-json.h"

static gpointer
explain (LfJob     *job,
         gpointer   data,
         GError   **error)
{
  const double weights[] = { 1 };
  g_autoptr (LfConnection) connection = NULL;

  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, lf_job_get_title (job));
  connection = lf_connection_open (data, lf_job_get_cancellable (job), error);
  return connection != NULL ? lf_plans_explain (connection, job, error) : NULL;
}

/* Takes the name of a query, or what it is called for people; tells all names if it is neither */
static char *
find_query (const char  *typed,
            GError     **error)
{
  g_auto (GStrv) names = lf_query_list_names ();
  g_autofree char *word = lf_cli_decode (typed);
  g_autofree char *folded = lf_search_fold (word);
  g_autofree char *all = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *title = lf_plan_get_title (names[i]);
      g_autofree char *folded_title = lf_search_fold (title);

      if (g_str_equal (names[i], folded) || g_str_equal (folded_title, folded))
        return g_strdup (names[i]);
    }

  all = g_strjoinv (", ", names);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("There is no query “%s”, only %s."), word, all);
  return NULL;
}

static int
write_json (GPtrArray *plans)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_array (json, NULL);
  for (guint i = 0; i < plans->len; i++)
    {
      LfPlan *plan = g_ptr_array_index (plans, i);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "query", plan->query);
      lf_json_add_text (json, "title", plan->title);
      lf_json_add_text (json, "session", plan->session);
      lf_json_add_count (json, "session_frames", plan->n_links);
      lf_json_add_text (json, "severity", lf_severity_get_name (lf_plan_get_severity (plan)));
      lf_json_add_plan_steps (json, "plan", plan);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static int
write_text (GPtrArray *plans)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LfCliTerminal terminal;

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  for (guint i = 0; i < plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (plans, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      lf_cli_plan_append (&terminal, text, plan);
    }

  if (plans->len == 0)
    g_string_append_printf (text, "%s\n",
                            _("No session has frames, and without one there is no such plan."));
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

static void
keep_only (GPtrArray  *plans,
           const char *query)
{
  for (guint i = plans->len; i > 0; i--)
    if (!g_str_equal (((LfPlan *) g_ptr_array_index (plans, i - 1))->query, query))
      g_ptr_array_remove_index (plans, i - 1);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_autofree char *typed = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_FILENAME, &typed, N_("Only the plans of one query"),
      N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *query = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;
  if (typed != NULL && (query = find_query (typed, &error)) == NULL)
    return lf_cli_misused (self, error->message);

  plans = lf_cli_run_job (self, _("Explaining queries"), explain, arguments[0], &status);
  if (plans == NULL)
    return status;

  if (query != NULL)
    keep_only (plans, query);
  return json ? write_json (plans) : write_text (plans);
}

const LfCliCommand lf_cli_plans_command = {
  .name = "plans",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("Show how SQLite runs the queries"),
  .description = N_("A query of one session is shown for the largest session and for a typical "
                    "one."),
  .run = run,
};
