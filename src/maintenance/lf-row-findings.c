/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-row-findings.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-names.h"

/* Says in sentences what is wrong with rows */

static char *
describe_nulls (const LfTableStructure *table,
                const LfRowProblem     *problem)
{
  g_autofree char *count = lf_format_count (problem->count);

  if (table->holds_frames)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s frame has no id, so no session can find it.",
                                         "%s frames have no id, so no session can find them.",
                                         problem->count),
                            count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row of %s has no id.",
                                       "%s rows of %s have no id.", problem->count),
                          count, table->table);
}

/* Keys that are texts are the cataloger's to choose */
static const char *
get_id_repair (const LfTableStructure *table,
               const LfRowProblem     *problem)
{
  if (!table->has_numbers || table->is_stuck)
    return NULL;
  if (problem->kind == LF_ROW_DUPLICATE_ID)
    return _("The first keeps it; the others get new ones.");
  if (problem->kind == LF_ROW_BAD_ID)
    return _("Each gets a whole number for an id, and what refers to it follows.");
  if (problem->taken == 0)
    return _("Each gets the number of its row for an id, by which it was linked.");
  return _("Each gets the number of its row for an id, by which it was linked, or a new one where "
           "that is taken.");
}

static char *
describe_duplicate_ids (const LfTableStructure *table,
                        const LfRowProblem     *problem)
{
  g_autofree char *count = lf_format_count (problem->count);

  if (table->holds_frames)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s frame has the id of another.",
                                         "%s frames have the id of another.", problem->count),
                            count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row of %s has the id of another.",
                                       "%s rows of %s have the id of another.", problem->count),
                          count, table->table);
}

static char *
describe_orphans (LfStructureReport      *report,
                  const LfTableStructure *table,
                  const LfRowProblem     *problem)
{
  LfTableStructure *parent = lf_structure_report_find_table (report, problem->parent);
  g_autofree char *count = lf_format_count (problem->count);

  if (parent != NULL && parent->holds_frames)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s link of %s leads to a frame that is not there.",
                                         "%s links of %s lead to frames that are not there.",
                                         problem->count),
                            count, table->table);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s row of %s refers to a row of %s that is not there.",
                                       "%s rows of %s refer to rows of %s that are not there.",
                                       problem->count),
                          count, table->table, problem->parent);
}

static char *
describe_lossy (const LfTableStructure *table,
                const LfRowProblem     *problem)
{
  g_autofree char *count = lf_format_count (problem->count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s row of %s has a value in %s that the type of the "
                                       "column in a new catalog would change, such as “%s”.",
                                       "%s rows of %s have a value in %s that the type of the "
                                       "column in a new catalog would change, such as “%s”.",
                                       problem->count),
                          count, table->table, problem->column,
                          problem->examples->len > 0
                            ? (const char *) g_ptr_array_index (problem->examples, 0)
                            : "");
}

static char *
describe_others (const LfTableStructure *table,
                 const LfRowProblem     *problem)
{
  g_autofree char *count = lf_format_count (problem->count);

  if (problem->kind == LF_ROW_LOSSY_VALUE)
    return describe_lossy (table, problem);

  if (problem->kind == LF_ROW_BAD_ID)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s row of %s has an id that is no whole number.",
                                         "%s rows of %s have an id that is no whole number.",
                                         problem->count),
                            count, table->table);
  if (problem->kind == LF_ROW_NULL_VALUE)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row of %s has no %s, but should.",
                                         "%s rows of %s have no %s, but should.",
                                         problem->count),
                            count, table->table, problem->column);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s row of %s repeats the %s of another, but should not.",
                                       "%s rows of %s repeat the %s of another, but should not.",
                                       problem->count),
                          count, table->table, problem->column);
}

static void
say (GPtrArray              *findings,
     const LfTableStructure *table,
     const LfRowProblem     *problem,
     char                   *message,
     const char             *repair)
{
  static const char *kinds[] = { "null-id", "duplicate-id", "bad-id", "null-value",
                                 "orphan", "duplicate", "type" };
  gboolean about_id = problem->kind == LF_ROW_NULL_ID || problem->kind == LF_ROW_DUPLICATE_ID ||
                      problem->kind == LF_ROW_BAD_ID;
  g_autofree char *columns = lf_names_underscore (problem->column);
  g_autofree char *id = lf_names_make_id ("rows", table->table, kinds[problem->kind],
                                          about_id ? NULL : columns, NULL);

  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_STRUCTURE, problem->severity, id,
                                             table->table, message, repair));
  g_free (message);
}

/**
 * lf_row_findings_add:
 * @report: a report
 * @table: a table of it
 * @findings: (element-type LfFinding): where to add
 *
 * Says in sentences which rows of a table break what its reference asks for. Any thread.
 */
void
lf_row_findings_add (LfStructureReport *report,
                     LfTableStructure  *table,
                     GPtrArray         *findings)
{
  for (guint i = 0; i < table->problems->len; i++)
    {
      LfRowProblem *problem = g_ptr_array_index (table->problems, i);

      if (problem->kind == LF_ROW_NULL_ID)
        say (findings, table, problem, describe_nulls (table, problem),
             get_id_repair (table, problem));
      else if (problem->kind == LF_ROW_DUPLICATE_ID)
        say (findings, table, problem, describe_duplicate_ids (table, problem),
             get_id_repair (table, problem));
      else if (problem->kind == LF_ROW_ORPHAN)
        say (findings, table, problem, describe_orphans (report, table, problem),
             problem->cascades ? _("They are removed, only if this is chosen.") : NULL);
      else
        say (findings, table, problem, describe_others (table, problem),
             problem->kind == LF_ROW_BAD_ID ? get_id_repair (table, problem) : NULL);
    }
}
