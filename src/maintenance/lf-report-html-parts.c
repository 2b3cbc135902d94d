/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-report-html.h"
#include "maintenance/lf-report-private.h"

/* The tables of a report: findings, changes, steps, data */

static void
begin_section (GString           *html,
               const char        *heading,
               const char *const *titles)
{
  g_string_append (html, "<section class=\"card\">");
  lf_html_add_element (html, "h2", NULL, heading);
  g_string_append (html, "<table><thead><tr>");
  for (guint i = 0; titles[i] != NULL; i++)
    lf_html_add_element (html, "th", NULL, titles[i]);
  g_string_append (html, "</tr></thead><tbody>\n");
}

static void
end_section (GString *html)
{
  g_string_append (html, "</tbody></table></section>\n");
}

static void
add_pill_cell (GString    *html,
               const char *class_name,
               const char *icon,
               const char *text)
{
  g_string_append (html, "<td>");
  lf_html_add_pill (html, class_name, icon, text);
  g_string_append (html, "</td>");
}

static void
add_severity (GString    *html,
              LfSeverity  severity)
{
  static const char *const classes[LF_N_SEVERITIES] = { "good", "plain", "warning", "bad" };
  static const char *const icons[LF_N_SEVERITIES] = { "done", "info", "warning", "error" };

  add_pill_cell (html, classes[severity], icons[severity],
                 lf_report_get_severity_title (severity));
}

static void
add_fate (GString             *html,
          const LfFindingPair *pair,
          LfRun               *run)
{
  g_autofree char *fate = lf_report_describe_finding (pair, run->after);
  gboolean was_bad = pair->before != NULL &&
                     lf_finding_get_severity (pair->before) >= LF_SEVERITY_WARNING;
  gboolean is_bad = pair->after != NULL &&
                    lf_finding_get_severity (pair->after) >= LF_SEVERITY_WARNING;
  gboolean is_known = run->after != NULL && run->after->is_checked;

  if (is_bad)
    add_pill_cell (html, "warning", "warning", fate);
  else if (was_bad && is_known)
    add_pill_cell (html, "good", "done", fate);
  else
    add_pill_cell (html, "plain", "none", fate);
}

/**
 * lf_report_add_html_findings: (skip)
 * @html: a page
 * @run: a run
 *
 * Adds what the checks found before and after, if there were any checks.
 */
void
lf_report_add_html_findings (GString *html,
                             LfRun   *run)
{
  g_autoptr (GArray) pairs = lf_report_compare_findings (run->before, run->after);
  const char *const titles[] = { _("Severity"), _("Finding"),
                                 run->after != NULL ? _("Afterwards") : NULL, NULL };

  if (pairs->len == 0)
    return;

  begin_section (html, _("Findings"), titles);
  for (guint i = 0; i < pairs->len; i++)
    {
      const LfFindingPair *pair = &g_array_index (pairs, LfFindingPair, i);
      LfFinding *finding = pair->before != NULL ? pair->before : pair->after;

      g_string_append (html, "<tr>");
      add_severity (html, lf_finding_get_severity (finding));
      lf_html_add_element (html, "td", "cell", lf_finding_get_message (finding));
      if (run->after != NULL)
        add_fate (html, pair, run);
      g_string_append (html, "</tr>\n");
    }
  end_section (html);
}

static void
add_change_kind (GString      *html,
                 LfChangeKind  kind)
{
  static const char *const classes[LF_N_CHANGE_KINDS] = {
    [LF_CHANGE_REBUILT] = "good",      [LF_CHANGE_CREATED] = "good",
    [LF_CHANGE_DROPPED] = "good",      [LF_CHANGE_RENUMBERED] = "warning",
    [LF_CHANGE_REMOVED] = "warning",   [LF_CHANGE_NOT_RESTORABLE] = "bad",
  };
  static const char *const icons[LF_N_CHANGE_KINDS] = {
    [LF_CHANGE_REBUILT] = "done",      [LF_CHANGE_CREATED] = "added",
    [LF_CHANGE_DROPPED] = "removed",   [LF_CHANGE_RENUMBERED] = "info",
    [LF_CHANGE_REMOVED] = "removed",   [LF_CHANGE_NOT_RESTORABLE] = "error",
  };

  add_pill_cell (html, classes[kind], icons[kind], lf_change_kind_get_title (kind));
}

/**
 * lf_report_add_html_changes: (skip)
 * @html: a page
 * @run: a run
 *
 * Adds what was changed, and what could not be.
 */
void
lf_report_add_html_changes (GString *html,
                            LfRun   *run)
{
  const char *const titles[] = { _("Change"), _("What it is about"), NULL };

  if (run->changes->len == 0)
    return;

  begin_section (html, _("Changes"), titles);
  for (guint i = 0; i < run->changes->len; i++)
    {
      const LfChange *change = g_ptr_array_index (run->changes, i);

      g_string_append (html, "<tr>");
      add_change_kind (html, change->kind);
      lf_html_add_element (html, "td", "cell", change->text);
      g_string_append (html, "</tr>\n");
    }
  end_section (html);
}

static void
add_step (GString         *html,
          const LfRunStep *step)
{
  static const char *const classes[LF_N_STEP_OUTCOMES] = { "good", "plain", "warning", "bad" };
  static const char *const icons[LF_N_STEP_OUTCOMES] = { "done", "none", "info", "error" };
  g_autofree char *seconds = lf_report_format_seconds (step->seconds);

  g_string_append (html, "<tr>");
  lf_html_add_element (html, "th", NULL, step->title);
  add_pill_cell (html, classes[step->outcome], icons[step->outcome],
                 lf_step_outcome_get_title (step->outcome));
  lf_html_add_element (html, "td", "number", step->outcome == LF_STEP_SKIPPED ? "" : seconds);
  lf_html_add_element (html, "td", "cell", step->detail);
  g_string_append (html, "</tr>\n");
}

/**
 * lf_report_add_html_steps: (skip)
 * @html: a page
 * @run: a run
 *
 * Adds the steps and how long they took.
 */
void
lf_report_add_html_steps (GString *html,
                          LfRun   *run)
{
  const char *const titles[] = { _("Step"), _("Outcome"), _("Duration"), _("Details"), NULL };

  if (run->steps->len == 0)
    return;

  begin_section (html, _("Steps"), titles);
  for (guint i = 0; i < run->steps->len; i++)
    add_step (html, g_ptr_array_index (run->steps, i));
  end_section (html);
}

static void
add_table (GString        *html,
           LfTableContent *before,
           LfTableContent *after,
           gboolean        data_unchanged)
{
  g_autofree char *had = lf_format_count (before->n_rows);
  g_autofree char *has = after != NULL ? lf_format_count (after->n_rows) : g_strdup ("");

  g_string_append (html, "<tr>");
  lf_html_add_element (html, "th", NULL, before->table);
  lf_html_add_element (html, "td", "number", had);
  lf_html_add_element (html, "td", "number", has);
  if (after != NULL && lf_table_content_equals (before, after))
    add_pill_cell (html, "good", "done", _("equal"));
  else if (data_unchanged)
    /* Translators: rows have got other numbers, and are else as they were */
    add_pill_cell (html, "plain", "info", _("equal but for what is told above"));
  else
    add_pill_cell (html, "bad", "error", _("different"));
  g_string_append (html, "</tr>\n");
}

/**
 * lf_report_add_html_data: (skip)
 * @html: a page
 * @run: a run
 *
 * Adds how the rows of each table compare, if that was looked at.
 */
void
lf_report_add_html_data (GString *html,
                         LfRun   *run)
{
  const char *const titles[] = { _("Table"), _("Rows before"), _("Rows after"), _("Checksums"),
                                 NULL };
  LfContent after;

  if (run->after == NULL || run->before->tables->len == 0 || run->after->tables->len == 0)
    return;

  after.tables = run->after->tables;
  begin_section (html, _("Data"), titles);
  for (guint i = 0; i < run->before->tables->len; i++)
    {
      LfTableContent *table = g_ptr_array_index (run->before->tables, i);

      add_table (html, table, lf_content_find_table (&after, table->table), run->data_unchanged);
    }
  end_section (html);
}
