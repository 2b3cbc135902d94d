/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-finding.h"

#include <glib/gi18n-lib.h>

/* What stands before a finding: its severity */
#define MARGIN 9

static const char *
get_severity_title (LfSeverity severity)
{
  switch (severity)
    {
    case LF_SEVERITY_ERROR:
      return C_("severity", "error");
    case LF_SEVERITY_WARNING:
      return C_("severity", "warning");
    case LF_SEVERITY_INFO:
      return C_("severity", "info");
    case LF_SEVERITY_OK:
    default:
      return C_("severity", "ok");
    }
}

/**
 * lf_cli_severity_get_style:
 * @severity: a severity
 *
 * Returns: how it looks
 */
LfCliStyle
lf_cli_severity_get_style (LfSeverity severity)
{
  static const LfCliStyle styles[] = {
    [LF_SEVERITY_OK] = LF_CLI_STYLE_GOOD,
    [LF_SEVERITY_INFO] = LF_CLI_STYLE_DIM,
    [LF_SEVERITY_WARNING] = LF_CLI_STYLE_WARNING,
    [LF_SEVERITY_ERROR] = LF_CLI_STYLE_ERROR,
  };

  return styles[severity];
}

/* Appends lines that all begin at the margin, the first behind what is there already */
static void
add_paragraph (const LfCliTerminal *terminal,
               GString             *text,
               LfCliStyle           style,
               gboolean             is_first,
               const char          *paragraph)
{
  guint width = terminal->columns > 2 * MARGIN ? terminal->columns - MARGIN : 0;
  g_auto (GStrv) lines = lf_cli_text_wrap (paragraph, width);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      for (guint j = 0; j < MARGIN && (i > 0 || !is_first); j++)
        g_string_append_c (text, ' ');
      lf_cli_terminal_append (terminal, text, style, lines[i]);
      g_string_append_c (text, '\n');
    }
}

/**
 * lf_cli_finding_append:
 * @terminal: what is written to
 * @text: where to append
 * @finding: a finding
 * @with_details: whether to tell how it is repaired, and its id
 *
 * Appends a finding in a paragraph or a few.
 */
void
lf_cli_finding_append (const LfCliTerminal *terminal,
                       GString             *text,
                       LfFinding           *finding,
                       gboolean             with_details)
{
  LfSeverity severity = lf_finding_get_severity (finding);
  const char *title = get_severity_title (severity);
  const char *repair = lf_finding_get_repair (finding);
  g_autofree char *message = lf_cli_text_clean (lf_finding_get_message (finding));
  g_autofree char *how = repair != NULL ? lf_cli_text_clean (repair) : NULL;
  g_autofree char *id = lf_cli_text_clean (lf_finding_get_id (finding));

  lf_cli_terminal_append (terminal, text, lf_cli_severity_get_style (severity), title);
  for (guint i = lf_cli_text_get_width (title); i < MARGIN; i++)
    g_string_append_c (text, ' ');
  add_paragraph (terminal, text, LF_CLI_STYLE_PLAIN, TRUE, message);
  if (with_details && how != NULL)
    add_paragraph (terminal, text, LF_CLI_STYLE_PLAIN, FALSE, how);
  if (with_details)
    add_paragraph (terminal, text, LF_CLI_STYLE_DIM, FALSE, id);
}

/**
 * lf_cli_findings_are_cut_short:
 * @findings: (element-type LfFinding): what the checks found
 *
 * Returns: whether there may be more, behind something that no check gets past
 */
gboolean
lf_cli_findings_are_cut_short (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const char *id = lf_finding_get_id (g_ptr_array_index (findings, i));

      if (g_str_equal (id, "integrity.damaged") || g_str_equal (id, "integrity.unknown"))
        return TRUE;
    }
  return FALSE;
}
