/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-table.h"
#include "maintenance/lf-report-json.h"
#include "maintenance/lf-timing.h"

#define MOST_RUNS 10000

typedef struct
{
  const char *path;
  guint       n_runs;
} Request;

static gpointer
measure (LfJob     *job,
         gpointer   data,
         GError   **error)
{
  const Request *request = data;
  const double weights[] = { 1 };
  g_autoptr (LfConnection) connection = NULL;

  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, lf_job_get_title (job));
  connection = lf_connection_open (request->path, lf_job_get_cancellable (job), error);
  return connection != NULL
           ? lf_timings_measure (connection, job, request->n_runs, LF_TIMINGS_ALL, error)
           : NULL;
}

static LfCliStyle
get_style (const LfTiming *timing)
{
  static const LfCliStyle styles[] = {
    [LF_VERDICT_FAST] = LF_CLI_STYLE_PLAIN,
    [LF_VERDICT_SLOW] = LF_CLI_STYLE_WARNING,
    [LF_VERDICT_VERY_SLOW] = LF_CLI_STYLE_ERROR,
  };

  return styles[lf_timing_get_verdict (timing)];
}

static int
write_json (GPtrArray *timings)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_array (json, NULL);
  for (guint i = 0; i < timings->len; i++)
    {
      lf_json_begin_object (json, NULL);
      lf_json_add_timing (json, g_ptr_array_index (timings, i));
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static void
add_time (LfCliTable     *table,
          LfCliStyle      style,
          const LfTiming *timing,
          double          ms)
{
  g_autofree char *text = lf_timing_format (timing, ms);

  lf_cli_table_add (table, style, text);
}

static void
add_count (LfCliTable     *table,
           const LfTiming *timing,
           guint64         n)
{
  g_autofree char *text = lf_timing_format_count (timing, n);

  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, text);
}

static void
add_row (LfCliTable     *table,
         const LfTiming *timing)
{
  const char *session = "";

  if (timing->session != NULL)
    session = timing->is_largest ? _("largest") : _("typical");

  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, timing->title);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, session);
  add_time (table, get_style (timing), timing, timing->median_ms);
  add_time (table, LF_CLI_STYLE_DIM, timing, timing->p05_ms);
  add_time (table, LF_CLI_STYLE_DIM, timing, timing->p95_ms);
  add_count (table, timing, timing->n_runs);
  add_count (table, timing, timing->n_rows);
  add_count (table, timing, timing->work.vm_steps);
}

/* Which sessions “largest” and “typical” are */
static void
add_sessions (GString   *text,
              GPtrArray *timings)
{
  gboolean told[2] = { FALSE, FALSE };

  for (guint i = 0; i < timings->len; i++)
    {
      const LfTiming *timing = g_ptr_array_index (timings, i);
      g_autofree char *count = lf_format_count (timing->n_links);
      g_autofree char *session = NULL;
      g_autofree char *line = NULL;

      if (timing->session == NULL || told[timing->is_largest])
        continue;

      told[timing->is_largest] = TRUE;
      session = lf_cli_text_clean (timing->session);
      /* Translators: “largest” or “typical”, a session's id, and how many frames it has */
      line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: session %s with %s frame",
                                           "%s: session %s with %s frames", timing->n_links),
                              timing->is_largest ? _("largest") : _("typical"), session, count);
      g_string_append_printf (text, "%s\n", line);
    }
}

static int
write_table (GPtrArray *timings)
{
  g_autoptr (LfCliTable) table = lf_cli_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  LfCliTerminal terminal;

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Query"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Session"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Median"));
  /* Translators: the percentiles of measured times, in the heads of narrow columns */
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("5 %"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("95 %"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Runs"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Rows"));
  /* Translators: instructions of SQLite's virtual machine */
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Steps"));
  for (guint i = 0; i < timings->len; i++)
    add_row (table, g_ptr_array_index (timings, i));

  lf_cli_table_write (table, &terminal, text);
  g_string_append_c (text, '\n');
  add_sessions (text, timings);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_autofree char *runs = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_FILENAME, &runs,
      N_("How often each query runs at the most (30)"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) timings = NULL;
  Request request = { .n_runs = LF_TIMING_DEFAULT_RUNS };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;
  if (!lf_cli_parse_number ("--runs", runs, MOST_RUNS, &request.n_runs, &error))
    return lf_cli_misused (self, error->message);

  request.path = arguments[0];
  timings = lf_cli_run_job (self, _("Measuring queries"), measure, &request, &status);
  if (timings == NULL)
    return status;

  return json ? write_json (timings) : write_table (timings);
}

const LfCliCommand lf_cli_timings_command = {
  .name = "timings",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("Measure how long the queries take"),
  .description = N_("Each query runs once without being counted, then until it has run as often "
                    "as was asked for or for two seconds, but three times at least. A run that "
                    "takes longer than ten seconds is ended. Queries of one session run for the "
                    "largest session and for a typical one."),
  .run = run,
};
