/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "cli/lf-cli-finding.h"
#include "cli/lf-cli-plan.h"
#include "cli/lf-cli-repair.h"
#include "cli/lf-cli-table.h"
#include "maintenance/lf-report.h"

/* The record of a repair for people, step after step. What the old script did is there, verify
 * indexes, create what is missing, plan before, ANALYZE, plan after, performance test, with what it
 * left out, and with figures where it only claimed. */

typedef struct
{
  LfCliTerminal  terminal;
  GString       *text;
  LfRun         *run;
} Writer;

static void
add_title (Writer     *self,
           const char *title,
           const char *rest)
{
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  lf_cli_terminal_append (&self->terminal, self->text, LF_CLI_STYLE_BOLD, title);
  if (rest != NULL)
    {
      g_string_append (self->text, " · ");
      lf_cli_terminal_append (&self->terminal, self->text, LF_CLI_STYLE_DIM, rest);
    }
  g_string_append_c (self->text, '\n');
}

static void
add_line (Writer     *self,
          LfCliStyle  style,
          const char *line)
{
  g_autofree char *clean = lf_cli_text_clean (line);
  guint width = self->terminal.columns > 20 ? self->terminal.columns - 2 : 0;
  g_auto (GStrv) lines = lf_cli_text_wrap (clean, width);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (self->text, "  ");
      lf_cli_terminal_append (&self->terminal, self->text, style, lines[i]);
      g_string_append_c (self->text, '\n');
    }
}

static guint
add_findings (Writer     *self,
              LfRunState *state,
              gboolean    only_indexes)
{
  guint n = 0;

  for (guint i = 0; i < state->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (state->findings, i);

      if (lf_finding_get_severity (finding) < LF_SEVERITY_WARNING ||
          (lf_finding_get_check (finding) == LF_CHECK_INDEXES) != only_indexes)
        continue;

      lf_cli_finding_append (&self->terminal, self->text, finding, FALSE);
      n++;
    }
  return n;
}

/* That nothing was found says something only if everything could be looked at */
static void
add_checks (Writer *self)
{
  LfRunState *before = self->run->before;
  gboolean is_known = before->is_checked && !lf_cli_findings_are_cut_short (before->findings);

  if (add_findings (self, before, FALSE) == 0)
    add_line (self, is_known ? LF_CLI_STYLE_GOOD : LF_CLI_STYLE_WARNING,
              is_known ? _("Nothing but indexes to complain of.")
                       : _("Not known, because the catalog could not be checked."));

  add_title (self, _("Indexes that the queries need"), NULL);
  if (add_findings (self, before, TRUE) == 0)
    add_line (self, is_known ? LF_CLI_STYLE_GOOD : LF_CLI_STYLE_WARNING,
              is_known             ? _("Every one is there, and none twice.")
              : before->is_checked ? _("Not known, because not everything could be checked.")
                                   : _("Not known, because the catalog could not be checked."));
}

static void
add_plan (Writer     *self,
          const char *title,
          LfRunState *state)
{
  LfPlan *plan = NULL;

  for (guint i = 0; i < state->plans->len && plan == NULL; i++)
    {
      LfPlan *candidate = g_ptr_array_index (state->plans, i);

      if (g_str_equal (candidate->query, LF_QUERY_SESSION_DETAILS))
        plan = candidate;
    }
  if (plan == NULL)
    return;
  add_title (self, title, NULL);
  lf_cli_plan_append (&self->terminal, self->text, plan);
}

static void
add_time (LfCliTable     *table,
          const LfTiming *timing)
{
  g_autofree char *text = timing != NULL
                            ? lf_timing_format (timing, timing->median_ms)
                            : g_strdup ("–");

  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, text);
}

/* A factor, or that there is none to tell */
static char *
describe_comparison (const LfComparison *comparison,
                     LfCliStyle         *style)
{
  double times = comparison->times_faster;

  *style = LF_CLI_STYLE_DIM;
  if (isnan (times))
    return g_strdup ("–");
  if (comparison->is_noise)
    return g_strdup (_("within noise"));

  *style = times > 1 ? LF_CLI_STYLE_GOOD : LF_CLI_STYLE_WARNING;
  if (comparison->is_bound)
    return lf_comparison_describe (comparison);
  if (times > 1)
    /* Translators: how many times faster */
    return g_strdup_printf (_("%.*f× faster"), times < 10 ? 1 : 0, times);
  /* Translators: how many times slower */
  return g_strdup_printf (_("%.*f× slower"), times > 0.1 ? 1 : 0, 1 / times);
}

static void
add_comparison (LfCliTable         *table,
                const LfComparison *comparison)
{
  const LfTiming *timing = comparison->before != NULL ? comparison->before : comparison->after;
  const char *session = "";
  LfCliStyle style;
  g_autofree char *verdict = describe_comparison (comparison, &style);

  if (timing->session != NULL)
    session = comparison->is_largest ? _("largest") : _("typical");
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, comparison->title);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, session);
  add_time (table, comparison->before);
  add_time (table, comparison->after);
  lf_cli_table_add (table, style, verdict);
}

static void
add_performance (Writer *self)
{
  g_autoptr (LfCliTable) table = lf_cli_table_new ();
  g_autoptr (GArray) comparisons = lf_report_compare (self->run->before, self->run->after);

  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Query"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Session"));
  /* Translators: the time that a query took before a repair */
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Before"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("After"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Result"));
  for (guint i = 0; i < comparisons->len; i++)
    add_comparison (table, &g_array_index (comparisons, LfComparison, i));
  lf_cli_table_write (table, &self->terminal, self->text);
}

static void
add_step (Writer    *self,
          LfRunStep *step)
{
  g_autofree char *seconds = g_strdup_printf (_("%.2f s"), step->seconds);

  add_title (self, step->title, step->outcome == LF_STEP_DONE
                                  ? seconds
                                  : lf_step_outcome_get_title (step->outcome));
  if (step->detail != NULL && *step->detail != '\0')
    add_line (self, step->outcome == LF_STEP_FAILED ? LF_CLI_STYLE_ERROR : LF_CLI_STYLE_PLAIN,
              step->detail);

  if (g_str_equal (step->id, "check"))
    {
      add_checks (self);
      add_plan (self, _("Plan before"), self->run->before);
    }
  else if (g_str_equal (step->id, "verify") && self->run->after != NULL)
    add_plan (self, _("Plan after"), self->run->after);
  else if (g_str_equal (step->id, "measure-after") && self->run->after != NULL &&
           self->run->after->timings->len > 0)
    add_performance (self);
}

static void
add_left (Writer *self)
{
  GPtrArray *changes = self->run->changes;
  gboolean has_title = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      LfChange *change = g_ptr_array_index (changes, i);

      if (change->kind != LF_CHANGE_NOT_RESTORABLE)
        continue;
      if (!has_title)
        add_title (self, _("Not mended"), NULL);
      has_title = TRUE;
      add_line (self, LF_CLI_STYLE_WARNING, change->text);
    }
}

static void
add_sizes (Writer *self)
{
  g_autofree char *before = g_format_size (self->run->before->bytes);
  g_autofree char *after = NULL;
  g_autofree char *line = NULL;

  if (self->run->after == NULL || self->run->after->bytes == self->run->before->bytes)
    return;

  after = g_format_size (self->run->after->bytes);
  /* Translators: the sizes of a file before and after */
  line = g_strdup_printf (_("The file: %s before, %s after."), before, after);
  add_line (self, LF_CLI_STYLE_PLAIN, line);
}

static guint
count_problems (LfRunState *state)
{
  guint n = 0;

  for (guint i = 0; i < state->findings->len; i++)
    n += lf_finding_get_severity (g_ptr_array_index (state->findings, i)) >= LF_SEVERITY_WARNING;
  return n;
}

static void
add_outcome (Writer     *self,
             const char *seconds)
{
  LfRun *run = self->run;
  g_autofree char *line = NULL;
  guint n_before = count_problems (run->before);
  guint n_left;

  if (run->outcome != LF_RUN_DONE || run->after == NULL)
    {
      add_line (self, run->outcome == LF_RUN_FAILED ? LF_CLI_STYLE_ERROR : LF_CLI_STYLE_BOLD,
                lf_run_outcome_get_title (run->kind, run->outcome));
      return;
    }

  if (!run->before->is_checked || !run->after->is_checked)
    {
      /* Translators: “repaired” and a time */
      line = g_strdup_printf (_("%s in %s; how many problems there were or are is not known, "
                                "because the catalog could not be checked"),
                              lf_run_outcome_get_title (run->kind, run->outcome), seconds);
      add_line (self, run->after->is_checked ? LF_CLI_STYLE_BOLD : LF_CLI_STYLE_WARNING, line);
      return;
    }

  n_left = count_problems (run->after);
  /* Translators: “repaired”, a time, and how many problems there were and are */
  line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s in %s: %u problem before, %u left",
                                       "%s in %s: %u problems before, %u left", n_before),
                          lf_run_outcome_get_title (run->kind, run->outcome), seconds, n_before,
                          n_left);
  add_line (self, n_left == 0 ? LF_CLI_STYLE_GOOD : LF_CLI_STYLE_WARNING, line);
}

static void
add_end (Writer *self)
{
  LfRun *run = self->run;
  LfRunState *end = run->after != NULL ? run->after : run->before;
  g_autofree char *seconds = g_strdup_printf (_("%.2f s"), run->seconds);

  add_title (self, _("Result"), NULL);
  add_outcome (self, seconds);
  if (run->message != NULL)
    add_line (self, LF_CLI_STYLE_PLAIN, run->message);
  add_sizes (self);
  if (run->backup != NULL)
    {
      g_autofree char *shown = g_filename_display_name (run->backup);
      g_autofree char *line = g_strdup_printf (_("The backup is “%s”."), shown);

      add_line (self, LF_CLI_STYLE_PLAIN, line);
    }
  if (run->kind == LF_RUN_TRIAL)
    add_line (self, LF_CLI_STYLE_PLAIN,
              _("This was a trial on a copy. The catalog itself was only read."));
  if (run->after != NULL && !lf_findings_are_healthy (end->findings))
    {
      add_line (self, LF_CLI_STYLE_WARNING, _("What remains:"));
      add_findings (self, end, FALSE);
      add_findings (self, end, TRUE);
    }
}

/**
 * lf_cli_repair_run_to_text:
 * @run: a record
 *
 * Returns: (transfer full): the record for people, in lines
 */
char *
lf_cli_repair_run_to_text (LfRun *run)
{
  Writer self = { .text = g_string_new (NULL), .run = run };

  lf_cli_terminal_init (&self.terminal, STDOUT_FILENO);
  for (guint i = 0; i < run->steps->len; i++)
    add_step (&self, g_ptr_array_index (run->steps, i));
  add_left (&self);
  add_end (&self);
  return g_string_free (self.text, FALSE);
}

/**
 * lf_cli_repair_plan_to_text:
 * @plan: what a repair would do
 *
 * Returns: (transfer full): the plan for people, in lines
 */
char *
lf_cli_repair_plan_to_text (LfRepairPlan *plan)
{
  Writer self = { .text = g_string_new (NULL) };

  lf_cli_terminal_init (&self.terminal, STDOUT_FILENO);
  for (guint i = 0; i < plan->steps->len; i++)
    {
      LfRepairStep *step = g_ptr_array_index (plan->steps, i);
      g_autofree char *seconds = g_strdup_printf (_("about %.1f s"), step->seconds);

      if (!step->is_needed && step->details->len == 0)
        continue;
      add_title (&self, step->title, step->is_needed ? seconds : _("not needed"));
      for (guint j = 0; j < step->details->len; j++)
        add_line (&self, LF_CLI_STYLE_PLAIN, g_ptr_array_index (step->details, j));
    }

  if (!plan->is_needed && plan->refusal == NULL)
    add_line (&self, LF_CLI_STYLE_GOOD, _("There is nothing to repair."));
  return g_string_free (self.text, FALSE);
}
