/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-plural.h"
#include "maintenance/lf-report-html.h"
#include "maintenance/lf-report-private.h"

/* Deeper steps would leave no room for their words */
#define MOST_DEPTH 8
#define INDENT_PX 18

/* What happened to a step between the two plans */
typedef enum
{
  STEP_SAME,
  STEP_REMOVED,
  STEP_ADDED,
} StepFate;

static const char *
get_icon (LfPlanKind kind)
{
  static const char *const icons[LF_N_PLAN_KINDS] = {
    [LF_PLAN_OTHER] = "other",
    [LF_PLAN_SCAN] = "scan",
    [LF_PLAN_SCAN_INDEX] = "scan",
    [LF_PLAN_SEARCH_ROWID] = "key",
    [LF_PLAN_SEARCH_INDEX] = "search",
    [LF_PLAN_AUTOMATIC_INDEX] = "warning",
    [LF_PLAN_TEMPORARY] = "sort",
  };

  return icons[kind];
}

static void
add_step (GString          *html,
          const LfPlanNode *node,
          StepFate          fate)
{
  static const char *const classes[] = { "step", "step removed", "step added" };
  guint indent = INDENT_PX * MIN (node->depth, MOST_DEPTH);

  g_string_append_printf (html, "<span class=\"%s\" style=\"margin-left:%upx\">", classes[fate],
                          indent);
  if (fate != STEP_SAME)
    {
      lf_html_add_icon (html, fate == STEP_REMOVED ? "removed" : "added");
      /* Translators: of a step of a query's plan, for screen readers */
      lf_html_add_element (html, "span", "hidden",
                           fate == STEP_REMOVED ? _("only before:") : _("only after:"));
    }
  lf_html_add_icon (html, get_icon (node->kind));
  lf_html_add_element (html, "code", NULL, node->detail);
  if (node->words != NULL && *node->words != '\0')
    {
      g_string_append_c (html, ' ');
      lf_html_add_element (html, "span", "words", node->words);
    }
  if (node->severity >= LF_SEVERITY_WARNING)
    {
      g_string_append (html, " <span class=\"small judgement\">");
      lf_html_add_icon (html, "warning");
      /* Translators: the judgement of a step of a query's plan */
      lf_html_add_text (html, _("more than it should"));
      g_string_append (html, "</span>");
    }
  g_string_append (html, "</span>");
}

static void
add_pair (GString          *html,
          const LfPlanPair *pair,
          gboolean          has_after)
{
  g_string_append (html, "<tr><td>");
  if (pair->before != NULL)
    add_step (html, pair->before, pair->is_changed ? STEP_REMOVED : STEP_SAME);
  g_string_append (html, "</td>");
  if (has_after)
    {
      g_string_append (html, "<td>");
      if (pair->after != NULL)
        add_step (html, pair->after, pair->is_changed ? STEP_ADDED : STEP_SAME);
      g_string_append (html, "</td>");
    }
  g_string_append (html, "</tr>\n");
}

static void
add_plan (GString                *html,
          const LfPlanComparison *comparison,
          gboolean                is_open)
{
  g_autofree char *sessions = lf_report_describe_plan_sessions (comparison);

  g_string_append (html, is_open ? "<details open=\"open\"><summary>" : "<details><summary>");
  lf_html_add_text (html, comparison->before->title);
  if (*sessions != '\0')
    {
      g_string_append (html, " <span class=\"dim\">· ");
      lf_html_add_text (html, sessions);
      g_string_append (html, "</span>");
    }
  g_string_append (html, "</summary><table class=\"plan\">");
  if (comparison->after != NULL)
    {
      g_string_append (html, "<thead><tr>");
      lf_html_add_element (html, "th", NULL, _("Before"));
      lf_html_add_element (html, "th", NULL, _("After"));
      g_string_append (html, "</tr></thead>");
    }
  g_string_append (html, "<tbody>\n");
  for (guint i = 0; i < comparison->pairs->len; i++)
    add_pair (html, &g_array_index (comparison->pairs, LfPlanPair, i), comparison->after != NULL);
  g_string_append (html, "</tbody></table></details>\n");
}

/**
 * lf_report_add_html_plans: (skip)
 * @html: a page
 * @run: a run
 *
 * Adds how SQLite runs the queries, before and after beside each other.
 */
void
lf_report_add_html_plans (GString *html,
                          LfRun   *run)
{
  g_autoptr (GArray) all = lf_report_compare_plans (run->before, run->after);
  guint n_same = 0;

  if (all->len == 0)
    return;

  g_string_append (html, "<section class=\"card\">");
  lf_html_add_element (html, "h2", NULL, _("Query plans"));
  lf_html_add_element (html, "p", "dim small",
                       run->after != NULL
                         ? _("How SQLite runs each query. Steps marked with − were only there "
                             "before, steps marked with + only after.")
                         : _("How SQLite runs each query."));
  for (guint i = 0; i < all->len; i++)
    {
      const LfPlanComparison *comparison = &g_array_index (all, LfPlanComparison, i);

      /* The first is what users wait for */
      if (i == 0 || comparison->is_changed || comparison->after == NULL)
        add_plan (html, comparison, i == 0);
      else
        n_same++;
    }

  if (n_same > 0)
    {
      g_autofree char *text = lf_report_describe_count (
        n_same,
        LF_PLURAL ("The plan of %s more query is the same as before.",
                   "The plans of %s more queries are the same as before."));

      lf_html_add_element (html, "p", "dim small", text);
    }
  g_string_append (html, "</section>\n");
}
