/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "maintenance/lf-report-words.h"

/* From here on seconds are told in minutes */
#define LONG_SECONDS 99.5

/**
 * lf_report_join:
 * @before: a figure
 * @after: the same figure afterwards
 *
 * Returns: (transfer full): both, such as “5.41 ms → 0.02 ms”
 */
char *
lf_report_join (const char *before,
                const char *after)
{
  /* Translators: a figure before and after */
  return g_strdup_printf (_("%s → %s"), before, after);
}

/**
 * lf_report_describe_count:
 * @n: a number
 * @singular: what there is of it, with one `%s`, marked with LF_PLURAL()
 * @plural: the same for more than one
 *
 * Returns: (transfer full): such as “25,285 rows”
 */
char *
lf_report_describe_count (guint64     n,
                          const char *singular,
                          const char *plural)
{
  g_autofree char *count = lf_format_count (n);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, singular, plural, (gulong) n), count);
#pragma GCC diagnostic pop
}

/**
 * lf_report_get_name:
 * @run: a run
 *
 * Returns: (transfer full): the name of the catalog's file, without its folder
 */
char *
lf_report_get_name (LfRun *run)
{
  g_autofree char *name = g_path_get_basename (run->catalog);
  g_autofree char *shown = g_filename_display_name (name);

  return lf_format_plain (shown);
}

/**
 * lf_report_shorten_path:
 * @path: a path
 *
 * A report may be shown to others: how the home folder is called is not their business.
 *
 * Returns: (transfer full): the path, with `~` for the home folder
 */
char *
lf_report_shorten_path (const char *path)
{
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);
  g_autofree char *shown = NULL;
  g_autofree char *plain = NULL;

  if (length > 1 && g_str_has_prefix (path, home) && path[length] == G_DIR_SEPARATOR)
    {
      shown = g_filename_display_name (path + length);
      plain = lf_format_plain (shown);
      return g_strconcat ("~", plain, NULL);
    }

  shown = g_filename_display_name (path);
  return lf_format_plain (shown);
}

/**
 * lf_report_format_time:
 * @time: µs since 1970
 *
 * Returns: (transfer full): such as “2023-11-23 19:09”, where the user is
 */
char *
lf_report_format_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/**
 * lf_report_format_seconds:
 * @seconds: a duration
 *
 * Returns: (transfer full): such as “3.40 s” or “2 min 05 s”
 */
char *
lf_report_format_seconds (double seconds)
{
  guint whole;

  if (!isfinite (seconds) || seconds < LONG_SECONDS)
    return lf_format_elapsed (isfinite (seconds) ? (gint64) round (seconds * G_USEC_PER_SEC) : 0);

  whole = (guint) round (MIN (seconds, G_MAXINT));
  /* Translators: minutes and seconds */
  return g_strdup_printf (_("%u min %02u s"), whole / 60, whole % 60);
}

/**
 * lf_report_format_checksum:
 * @content: what is in a table
 *
 * Returns: (transfer full): its checksum, as thirty-two hexadecimal digits
 */
char *
lf_report_format_checksum (const LfTableContent *content)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LF_CONTENT_CHECKSUM_BYTES; i++)
    g_string_append_printf (text, "%02x", content->checksum[i]);
  return g_string_free (text, FALSE);
}

/**
 * lf_report_describe_run:
 * @run: a run
 *
 * Returns: (transfer full): such as “Repair · repaired · 2023-11-23 19:09 · 3.40 s”
 */
char *
lf_report_describe_run (LfRun *run)
{
  g_autofree char *time = lf_report_format_time (run->started);
  g_autofree char *seconds = lf_report_format_seconds (run->seconds);

  return g_strjoin (" · ", lf_run_kind_get_title (run->kind),
                    lf_run_outcome_get_title (run->kind, run->outcome), time, seconds, NULL);
}

/**
 * lf_report_describe_session:
 * @comparison: a query before and after
 *
 * Returns: (transfer full): such as “largest session, 1,201 frames”; empty for a query of all
 *   sessions
 */
char *
lf_report_describe_session (const LfComparison *comparison)
{
  const LfTiming *timing = comparison->before != NULL ? comparison->before : comparison->after;

  if (timing->session == NULL)
    return g_strdup ("");
  if (comparison->is_largest)
    return lf_report_describe_count (timing->n_links,
                                     LF_PLURAL ("largest session, %s frame",
                                                "largest session, %s frames"));
  return lf_report_describe_count (timing->n_links,
                                   LF_PLURAL ("typical session, %s frame",
                                              "typical session, %s frames"));
}

/**
 * lf_report_describe_medians:
 * @comparison: a query before and after
 *
 * Returns: (transfer full): such as “5.41 ms → 0.02 ms”, or what there is of it
 */
char *
lf_report_describe_medians (const LfComparison *comparison)
{
  const LfTiming *only = comparison->before != NULL ? comparison->before : comparison->after;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (comparison->before == NULL || comparison->after == NULL)
    return lf_timing_format (only, only->median_ms);

  before = lf_timing_format (comparison->before, comparison->before->median_ms);
  after = lf_timing_format (comparison->after, comparison->after->median_ms);
  return lf_report_join (before, after);
}

/**
 * lf_report_describe_work:
 * @comparison: a query before and after
 *
 * Returns: (transfer full): such as “302,114 → 279”, or what there is of it
 */
char *
lf_report_describe_work (const LfComparison *comparison)
{
  const LfTiming *only = comparison->before != NULL ? comparison->before : comparison->after;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (comparison->before == NULL || comparison->after == NULL)
    return lf_timing_format_count (only, only->work.vm_steps);

  before = lf_timing_format_count (comparison->before, comparison->before->work.vm_steps);
  after = lf_timing_format_count (comparison->after, comparison->after->work.vm_steps);
  return lf_report_join (before, after);
}

/**
 * lf_report_describe_finding:
 * @pair: a finding before and after
 * @after: (nullable): the state after
 *
 * Returns: (transfer full): what became of it, in a word
 */
char *
lf_report_describe_finding (const LfFindingPair *pair,
                            LfRunState          *after)
{
  gboolean was_bad = pair->before != NULL &&
                     lf_finding_get_severity (pair->before) >= LF_SEVERITY_WARNING;
  gboolean is_bad = pair->after != NULL &&
                    lf_finding_get_severity (pair->after) >= LF_SEVERITY_WARNING;

  if (pair->before == NULL)
    /* Translators: a finding that was not there before */
    return g_strdup (C_("finding", "new"));
  if (after == NULL || !after->is_checked)
    return g_strdup (C_("finding", "not looked at again"));
  if (was_bad && !is_bad)
    return g_strdup (C_("finding", "mended"));
  return g_strdup (pair->after != NULL ? C_("finding", "still there") : C_("finding", "gone"));
}

/**
 * lf_report_describe_growth:
 * @before: a size
 * @after: the size afterwards
 *
 * Returns: (transfer full): such as “−46 %” or “+0.3 %”
 */
char *
lf_report_describe_growth (guint64 before,
                           guint64 after)
{
  double percent = 100 * ((double) after - (double) before) / (double) MAX (before, 1);
  const char *sign = percent < 0 ? "−" : "+";

  if (before == after)
    return g_strdup (_("the same"));

  if (fabs (percent) < 0.95)
    /* Translators: by how much something grew (+) or shrank (−) */
    return g_strdup_printf (_("%s%.1f %%"), sign, fabs (percent));
  /* Translators: by how much something grew (+) or shrank (−) */
  return g_strdup_printf (_("%s%.0f %%"), sign, fabs (percent));
}

/**
 * lf_report_get_severity_title:
 * @severity: a severity
 *
 * Returns: (transfer none): the same in a word
 */
const char *
lf_report_get_severity_title (LfSeverity severity)
{
  static const char *const titles[LF_N_SEVERITIES] = {
    NC_("severity", "ok"), NC_("severity", "info"), NC_("severity", "warning"),
    NC_("severity", "error"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "severity", titles[severity]);
}
