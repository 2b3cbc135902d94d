/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-report-private.h"

/* Short enough for a forum post, and in plain characters: no table survives there */

static void
add_headlines (GString *text,
               LfRun   *run)
{
  g_autoptr (GPtrArray) headlines = lf_report_list_headlines (run->before, run->after, run);

  for (guint i = 0; i < headlines->len; i++)
    {
      const LfHeadline *headline = g_ptr_array_index (headlines, i);

      g_string_append_printf (text, "%s: %s", headline->title, headline->value);
      if (*headline->detail != '\0')
        g_string_append_printf (text, " (%s)", headline->detail);
      g_string_append_c (text, '\n');
    }
}

static void
add_finding (GString             *text,
             const LfFindingPair *pair,
             LfRun               *run)
{
  LfFinding *finding = pair->before != NULL ? pair->before : pair->after;
  g_autofree char *message = lf_format_plain (lf_finding_get_message (finding));
  g_autofree char *fate = lf_report_describe_finding (pair, run->after);

  if (lf_finding_get_severity (finding) < LF_SEVERITY_WARNING)
    return;

  if (run->after != NULL)
    g_string_append_printf (text, "- [%s] %s\n", fate, message);
  else
    g_string_append_printf (text, "- %s\n", message);
}

static void
add_findings (GString *text,
              LfRun   *run)
{
  g_autoptr (GArray) pairs = lf_report_compare_findings (run->before, run->after);
  gsize start;

  g_string_append_printf (text, "\n%s\n", _("What was found:"));
  start = text->len;
  for (guint i = 0; i < pairs->len; i++)
    add_finding (text, &g_array_index (pairs, LfFindingPair, i), run);
  if (text->len == start)
    g_string_append_printf (text, "- %s\n", _("nothing that should be mended"));
}

static const LfPlan *
find_plan (LfRunState *state)
{
  /* That of the largest session comes first */
  for (guint i = 0; state != NULL && i < state->plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (state->plans, i);

      if (g_strcmp0 (plan->query, LF_QUERY_SESSION_DETAILS) == 0)
        return plan;
    }
  return NULL;
}

static void
add_plan (GString      *text,
          const char   *title,
          const LfPlan *plan)
{
  if (plan == NULL)
    return;

  g_string_append_printf (text, "\n%s\n", title);
  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const LfPlanNode *node = g_ptr_array_index (plan->nodes, i);
      g_autofree char *detail = lf_format_plain (node->detail);
      g_autofree char *words = lf_format_plain (node->words != NULL ? node->words : "");

      for (guint j = 0; j <= MIN (node->depth, 20); j++)
        g_string_append (text, "  ");
      g_string_append (text, detail);
      if (*words != '\0')
        g_string_append_printf (text, " – %s", words);
      g_string_append_c (text, '\n');
    }
}

static void
add_plans (GString *text,
           LfRun   *run)
{
  const LfPlan *before = find_plan (run->before);
  const LfPlan *after = find_plan (run->after);
  g_autofree char *title = lf_plan_get_title (LF_QUERY_SESSION_DETAILS);
  g_autofree char *heading = NULL;

  if (after == NULL)
    /* Translators: what a query is called */
    heading = g_strdup_printf (_("How SQLite runs “%s”:"), title);
  else
    /* Translators: what a query is called */
    heading = g_strdup_printf (_("How SQLite ran “%s” before:"), title);
  add_plan (text, heading, before);
  add_plan (text, _("and after:"), after);
}

/* What went otherwise than hoped for is not to be left out, however short the text is */
static void
add_changes (GString *text,
             LfRun   *run)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      const LfChange *change = g_ptr_array_index (run->changes, i);
      g_autofree char *sentence = lf_format_plain (change->text);

      if (change->kind == LF_CHANGE_NOT_RESTORABLE || change->kind == LF_CHANGE_RENUMBERED ||
          change->kind == LF_CHANGE_REMOVED)
        g_string_append_printf (text, "- [%s] %s\n", lf_change_kind_get_title (change->kind),
                                sentence);
    }
}

/* A run in some lines of plain text */
char *
lf_report_write_text (LfRun *run)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name = lf_report_get_name (run);
  g_autofree char *about = lf_report_describe_run (run);

  g_string_append_printf (text, "%s: %s\n", name, about);
  if (run->message != NULL)
    {
      g_autofree char *message = lf_format_plain (run->message);

      g_string_append_printf (text, "%s\n", message);
    }
  g_string_append_c (text, '\n');

  add_headlines (text, run);
  if (run->before->is_checked)
    add_findings (text, run);
  add_changes (text, run);
  add_plans (text, run);
  if (run->before->timings->len > 0)
    g_string_append_printf (text, "\n%s\n",
                            _("Times are medians; what lies within the spread of the measurements "
                              "is not called faster or slower. Measured with Lightframe."));
  return g_string_free (text, FALSE);
}
