/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-check-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-plan.h"

/* What the names of the queries of the old script begin with */
#define OLD_PREFIX "old-"

#define PRIMARY_KEY_LOST "structure.fits_files.primary-key"

/* Appends one of the parts of a summary; takes @part over */
static void
append (GString *text,
        char    *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

static char *
finish (GString    *text,
        const char *in_order)
{
  if (text->len == 0)
    g_string_append (text, in_order);
  return g_string_free (text, FALSE);
}

static guint
count_findings (LfCheckReport *report,
                LfCheck        check)
{
  guint n = 0;

  for (guint i = 0; i < report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (report->findings, i);

      n += lf_finding_get_check (finding) == check &&
           lf_finding_get_severity (finding) >= LF_SEVERITY_WARNING;
    }
  return n;
}

static char *
summarize_integrity (LfIntegrityReport *self)
{
  GString *text = g_string_new (NULL);
  guint64 orphans = 0;

  for (guint i = 0; i < self->orphans->len; i++)
    orphans += g_array_index (self->orphans, LfOrphans, i).n_rows;

  if (lf_integrity_report_get_trouble (self) == LF_INTEGRITY_DAMAGED)
    append (text, g_strdup (_("the file is damaged")));
  else if (self->unchecked)
    append (text, g_strdup (_("cannot be checked")));
  else if (self->lines->len > 0)
    append (text, g_strdup (_("values that are not allowed")));
  if (self->mismatch != NULL)
    append (text, g_strdup (_("foreign keys broken")));
  if (orphans > 0)
    append (text, lf_check_text_count (g_dngettext (GETTEXT_PACKAGE, "%s row refers to nothing",
                                                    "%s rows refer to nothing", orphans),
                                       orphans));
  return finish (text, self->full ? _("full check passed") : _("quick check passed"));
}

static char *
summarize_structure (LfCheckReport *report)
{
  GString *text = g_string_new (NULL);
  guint n = count_findings (report, LF_CHECK_STRUCTURE);

  for (guint i = 0; i < report->structure->tables->len; i++)
    {
      LfTableStructure *table = g_ptr_array_index (report->structure->tables, i);

      for (guint j = 0; j < table->differences->len && text->len == 0; j++)
        {
          LfDifference *difference = g_ptr_array_index (table->differences, j);

          if (difference->kind == LF_DIFFERENCE_PRIMARY_KEY)
            append (text, g_strdup (_("primary key lost")));
        }
    }

  if (text->len > 0 && n > 1)
    /* Translators: further problems, after “primary key lost” */
    append (text, lf_check_text_count (g_dngettext (GETTEXT_PACKAGE, "%s more", "%s more", n - 1),
                                       n - 1));
  else if (text->len == 0 && n > 0)
    append (text,
            lf_check_text_count (g_dngettext (GETTEXT_PACKAGE, "%s problem", "%s problems", n), n));
  return finish (text, _("as it should be"));
}

static char *
summarize_indexes (LfIndexReport *self)
{
  GString *text = g_string_new (NULL);
  guint n_missing = 0;
  guint n_duplicates = 0;

  for (guint i = 0; i < self->needs->len; i++)
    {
      LfIndexNeed *need = g_ptr_array_index (self->needs, i);

      n_missing += need->needed_for != NULL && !need->is_key && lf_index_need_is_missing (need);
    }
  for (guint i = 0; i < self->spares->len; i++)
    n_duplicates += ((LfSpareIndex *) g_ptr_array_index (self->spares, i))->is_duplicate;

  if (n_missing > 0)
    append (text, lf_check_text_count (
                    g_dngettext (GETTEXT_PACKAGE, "%s missing", "%s missing", n_missing),
                    n_missing));
  if (n_duplicates > 0)
    append (text, lf_check_text_count (
                    g_dngettext (GETTEXT_PACKAGE, "%s duplicate", "%s duplicates", n_duplicates),
                    n_duplicates));
  return finish (text, _("all there"));
}

static char *
summarize_statistics (LfCheckReport *report)
{
  LfStatisticsReport *self = report->statistics;
  guint n_stale = 0;
  guint n_unknown = 0;

  if (count_findings (report, LF_CHECK_STATISTICS) == 0)
    return g_strdup (self->gathered ? _("up to date") : _("not needed"));
  if (!self->gathered)
    return g_strdup (_("never gathered"));

  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableStatistics *table = &g_array_index (self->tables, LfTableStatistics, i);

      n_stale += table->is_stale;
      n_unknown += !table->known && table->n_rows > 0;
    }
  if (n_stale > 0)
    return lf_check_text_count (g_dngettext (GETTEXT_PACKAGE, "%s table out of date",
                                             "%s tables out of date", n_stale),
                                n_stale);
  return lf_check_text_count (g_dngettext (GETTEXT_PACKAGE, "%s table without",
                                           "%s tables without", n_unknown),
                              n_unknown);
}

static char *
summarize_space (LfSpaceReport *self)
{
  g_autofree char *size = g_format_size (self->free_bytes);

  if (self->free_bytes == 0)
    return g_strdup (_("nothing to reclaim"));
  /* Translators: a size, such as “20.6 MB reclaimable” */
  return g_strdup_printf (_("%s reclaimable"), size);
}

/* A query counts once, whatever sessions it is shown for */
static char *
summarize_plans (GPtrArray *plans)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) bad = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *n_all = NULL;
  g_autofree char *n_bad = NULL;

  for (guint i = 0; i < plans->len; i++)
    {
      LfPlan *plan = g_ptr_array_index (plans, i);

      if (lf_check_text_is_old (plan->query))
        continue;

      g_hash_table_add (all, plan->query);
      if (lf_plan_get_severity (plan) >= LF_SEVERITY_WARNING)
        g_hash_table_add (bad, plan->query);
    }

  if (g_hash_table_size (bad) == 0)
    return g_strdup (_("no needless reading"));
  n_all = lf_format_count (g_hash_table_size (all));
  n_bad = lf_format_count (g_hash_table_size (bad));
  /* Translators: how many queries of how many read more rows than they should */
  return g_strdup_printf (_("%s of %s read too much"), n_bad, n_all);
}

/* What a user waits for most: the details of the largest session */
static char *
summarize_timings (GPtrArray *timings)
{
  for (guint i = 0; i < timings->len; i++)
    {
      LfTiming *timing = g_ptr_array_index (timings, i);

      if (g_str_equal (timing->query, LF_QUERY_SESSION_DETAILS))
        {
          g_autofree char *time = lf_timing_format (timing, timing->median_ms);

          /* Translators: how long the query of that name takes, such as “details: 5.4 ms” */
          return g_strdup_printf (_("details: %s"), time);
        }
    }
  return g_strdup (_("measured"));
}

static gboolean
was_looked_at (LfCheckReport *report,
               GPtrArray     *timings,
               LfCheck        check)
{
  if (check == LF_CHECK_TIMINGS)
    return timings != NULL;
  if (report == NULL)
    return FALSE;

  switch (check)
    {
    case LF_CHECK_INTEGRITY:
      return report->integrity != NULL;
    case LF_CHECK_STRUCTURE:
      return report->structure != NULL;
    case LF_CHECK_INDEXES:
      return report->indexes != NULL;
    case LF_CHECK_STATISTICS:
      return report->statistics != NULL;
    case LF_CHECK_SPACE:
      return report->space != NULL;
    case LF_CHECK_PLANS:
      return report->plans != NULL;
    case LF_CHECK_TIMINGS:
    default:
      return FALSE;
    }
}

static LfSeverity
get_worst_timing (GPtrArray *timings)
{
  LfSeverity worst = LF_SEVERITY_OK;

  for (guint i = 0; i < timings->len; i++)
    {
      LfTiming *timing = g_ptr_array_index (timings, i);

      if (!lf_check_text_is_old (timing->query))
        worst = MAX (worst, lf_verdict_get_severity (lf_timing_get_verdict (timing)));
    }
  return worst;
}

/**
 * lf_check_text_get_state:
 * @report: (nullable): a report
 * @timings: (nullable) (element-type LfTiming): what was measured
 * @check: a check
 * @state: (out): the worst that it found
 *
 * Returns: whether the check was made; if not, @state is not set
 */
gboolean
lf_check_text_get_state (LfCheckReport *report,
                         GPtrArray     *timings,
                         LfCheck        check,
                         LfSeverity    *state)
{
  if (!was_looked_at (report, timings, check))
    return FALSE;

  *state = LF_SEVERITY_OK;
  if (check == LF_CHECK_TIMINGS)
    {
      *state = get_worst_timing (timings);
      return TRUE;
    }

  for (guint i = 0; i < report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (report->findings, i);

      if (lf_finding_get_check (finding) == check)
        *state = MAX (*state, lf_finding_get_severity (finding));
    }
  return TRUE;
}

/**
 * lf_check_text_summarize:
 * @report: (nullable): a report
 * @timings: (nullable) (element-type LfTiming): what was measured
 * @check: a check
 *
 * Says in a few words what a check found.
 *
 * Returns: (transfer full): such as “1 missing · 1 duplicate”
 */
char *
lf_check_text_summarize (LfCheckReport *report,
                         GPtrArray     *timings,
                         LfCheck        check)
{
  if (!was_looked_at (report, timings, check))
    return g_strdup (check == LF_CHECK_TIMINGS ? _("not measured yet") : _("not checked yet"));

  switch (check)
    {
    case LF_CHECK_INTEGRITY:
      return summarize_integrity (report->integrity);
    case LF_CHECK_STRUCTURE:
      return summarize_structure (report);
    case LF_CHECK_INDEXES:
      return summarize_indexes (report->indexes);
    case LF_CHECK_STATISTICS:
      return summarize_statistics (report);
    case LF_CHECK_SPACE:
      return summarize_space (report->space);
    case LF_CHECK_PLANS:
      return summarize_plans (report->plans);
    case LF_CHECK_TIMINGS:
    default:
      return summarize_timings (timings);
    }
}

/**
 * lf_check_text_get_severity:
 * @severity: a severity
 *
 * Returns: (transfer none): its name, for those who do not see its icon
 */
const char *
lf_check_text_get_severity (LfSeverity severity)
{
  switch (severity)
    {
    case LF_SEVERITY_ERROR:
      return C_("severity", "error");
    case LF_SEVERITY_WARNING:
      return C_("severity", "warning");
    case LF_SEVERITY_INFO:
      return C_("severity", "worth knowing");
    case LF_SEVERITY_OK:
    default:
      return C_("severity", "in order");
    }
}

/**
 * lf_check_text_count_problems:
 * @findings: (element-type LfFinding): findings
 *
 * Returns: how many of them are warnings or errors
 */
guint
lf_check_text_count_problems (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += lf_finding_get_severity (g_ptr_array_index (findings, i)) >= LF_SEVERITY_WARNING;
  return n;
}

/**
 * lf_check_text_problems:
 * @n_problems: how many warnings and errors there are
 *
 * Returns: (transfer full): such as “4 problems found”
 */
char *
lf_check_text_problems (guint n_problems)
{
  if (n_problems == 0)
    return g_strdup (_("No problems found"));
  return lf_check_text_count (g_dngettext (GETTEXT_PACKAGE, "%s problem found",
                                           "%s problems found", n_problems),
                              n_problems);
}

/* Higher is told first */
static guint
get_rank (LfFinding *finding)
{
  guint rank = 4 * (guint)lf_finding_get_severity (finding);

  /* Where the file itself is damaged, all else must wait. What follows from the structure, such as
   * that foreign keys cannot be checked, is told after it. */
  if (lf_finding_get_check (finding) == LF_CHECK_INTEGRITY)
    return lf_finding_get_repair (finding) == NULL ? rank + 3 : rank;
  if (g_str_equal (lf_finding_get_id (finding), PRIMARY_KEY_LOST))
    return rank + 2;
  return rank + 1;
}

/**
 * lf_check_text_choose:
 * @findings: (element-type LfFinding): findings
 *
 * Chooses the problem to tell where there is room for one.
 *
 * Returns: (transfer none) (nullable): the worst warning or error; %NULL if there is none
 */
LfFinding *
lf_check_text_choose (GPtrArray *findings)
{
  LfFinding *chosen = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);

      if (lf_finding_get_severity (finding) >= LF_SEVERITY_WARNING &&
          (chosen == NULL || get_rank (finding) > get_rank (chosen)))
        chosen = finding;
    }
  return chosen;
}

/**
 * lf_check_text_count:
 * @format: a translated format with one `%s`
 * @n: how many
 *
 * Returns: (transfer full): the text with the number in it
 */
char *
lf_check_text_count (const char *format,
                     guint64     n)
{
  g_autofree char *count = lf_format_count (n);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, count);
#pragma GCC diagnostic pop
}

/**
 * lf_check_text_is_old:
 * @query: the name of a query
 *
 * Returns: whether it is one of the old script, for which nobody waits any more: it is shown, not
 *   judged
 */
gboolean
lf_check_text_is_old (const char *query)
{
  return g_str_has_prefix (query, OLD_PREFIX);
}

/**
 * lf_verdict_get_severity:
 * @verdict: how quick a query feels
 *
 * Returns: how bad that is
 */
LfSeverity
lf_verdict_get_severity (LfVerdict verdict)
{
  switch (verdict)
    {
    case LF_VERDICT_VERY_SLOW:
      return LF_SEVERITY_ERROR;
    case LF_VERDICT_SLOW:
      return LF_SEVERITY_WARNING;
    case LF_VERDICT_FAST:
    default:
      return LF_SEVERITY_OK;
    }
}
