/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-plan.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"

/* Such as “Session details · 20230105_CFCD2084, 1,201 frames” */
static void
add_heading (const LfCliTerminal *terminal,
             GString             *text,
             const LfPlan        *plan)
{
  g_autofree char *title = lf_cli_text_clean (plan->title);
  g_autofree char *session = NULL;
  g_autofree char *count = lf_format_count (plan->n_links);
  g_autofree char *of = NULL;

  lf_cli_terminal_append (terminal, text, LF_CLI_STYLE_BOLD, title);
  g_string_append_printf (text, " (%s)", plan->query);
  if (plan->session != NULL)
    {
      session = lf_cli_text_clean (plan->session);
      /* Translators: a session's id and how many frames it has */
      of = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %s frame", "%s, %s frames",
                                         plan->n_links),
                            session, count);
      g_string_append_printf (text, " · %s", of);
    }
  g_string_append_c (text, '\n');
}

static void
add_node (const LfCliTerminal *terminal,
          GString             *text,
          const LfPlanNode    *node)
{
  gboolean is_bad = node->severity >= LF_SEVERITY_WARNING;
  g_autofree char *detail = lf_cli_text_clean (node->detail);
  g_autofree char *words = lf_cli_text_clean (node->words);

  for (guint i = 0; i <= node->depth; i++)
    g_string_append (text, "  ");
  lf_cli_terminal_append (terminal, text, is_bad ? LF_CLI_STYLE_WARNING : LF_CLI_STYLE_PLAIN,
                          detail);
  if (*words != '\0')
    {
      g_string_append (text, " – ");
      lf_cli_terminal_append (terminal, text, LF_CLI_STYLE_DIM, words);
    }
  if (is_bad)
    {
      g_string_append (text, " – ");
      /* Translators: the judgement of a step of a query's plan */
      lf_cli_terminal_append (terminal, text, LF_CLI_STYLE_WARNING, _("more than it should"));
    }
  g_string_append_c (text, '\n');
}

/**
 * lf_cli_plan_append:
 * @terminal: what is written to
 * @text: where to append
 * @plan: a plan
 *
 * Appends a plan with its heading, a line a step.
 */
void
lf_cli_plan_append (const LfCliTerminal *terminal,
                    GString             *text,
                    const LfPlan        *plan)
{
  add_heading (terminal, text, plan);
  for (guint i = 0; i < plan->nodes->len; i++)
    add_node (terminal, text, g_ptr_array_index (plan->nodes, i));
}
