/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "maintenance/lf-report-private.h"

/* Tables of many rows end here, and say so */
#define MOST_SIZES 15

/* Text that means only itself: whatever has a meaning in Markdown, or in the HTML that may stand in
 * it, is escaped */
static char *
escape (const char *text)
{
  g_autofree char *plain = lf_format_plain (text);
  GString *escaped = g_string_new (NULL);

  for (const char *c = plain; *c != '\0'; c++)
    {
      if (strchr ("\\`*_{}[]<>#+!|~&", *c) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *c);
    }
  return g_string_free (escaped, FALSE);
}

/* A cell of a table; the last of a row ends it */
static void
add_cell (GString    *md,
          const char *text,
          gboolean    is_last)
{
  g_autofree char *escaped = escape (text != NULL ? text : "");

  g_string_append_printf (md, "| %s%s", escaped, is_last ? " |\n" : " ");
}

static void
add_head (GString           *md,
          const char        *heading,
          const char *const *titles)
{
  guint n = g_strv_length ((GStrv) titles);

  g_string_append_printf (md, "\n## %s\n\n", heading);
  for (guint i = 0; i < n; i++)
    add_cell (md, titles[i], i == n - 1);
  for (guint i = 0; i < n; i++)
    g_string_append (md, i == n - 1 ? "| --- |\n" : "| --- ");
}

static void
add_headlines (GString *md,
               LfRun   *run)
{
  g_autoptr (GPtrArray) headlines = lf_report_list_headlines (run->before, run->after, run);

  for (guint i = 0; i < headlines->len; i++)
    {
      const LfHeadline *headline = g_ptr_array_index (headlines, i);
      g_autofree char *title = escape (headline->title);
      g_autofree char *value = escape (headline->value);
      g_autofree char *detail = escape (headline->detail);

      g_string_append_printf (md, "- %s: **%s**%s%s\n", title, value, *detail != '\0' ? " – " : "",
                              detail);
    }
}

/* “3.76 s (3.38 s to 4.13 s)” */
static char *
describe_timing (const LfTiming *timing)
{
  g_autofree char *median = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (timing == NULL)
    return g_strdup ("");

  median = lf_timing_format (timing, timing->median_ms);
  if (lf_timing_is_bound (timing))
    return g_steal_pointer (&median);

  low = lf_format_ms (timing->p05_ms);
  high = lf_format_ms (timing->p95_ms);
  /* Translators: a median and the percentiles around it */
  return g_strdup_printf (_("%s (%s to %s)"), median, low, high);
}

static void
add_timings (GString *md,
             LfRun   *run)
{
  g_autoptr (GArray) all = lf_report_compare (run->before, run->after);
  const char *const titles[] = { _("Query"), _("Session"), _("Before"), _("After"), _("Result"),
                                 _("Work"), NULL };

  if (all->len == 0)
    return;

  add_head (md, _("Timings"), titles);
  for (guint i = 0; i < all->len; i++)
    {
      const LfComparison *comparison = &g_array_index (all, LfComparison, i);
      g_autofree char *session = lf_report_describe_session (comparison);
      g_autofree char *before = describe_timing (comparison->before);
      g_autofree char *after = describe_timing (comparison->after);
      g_autofree char *result = lf_comparison_describe (comparison);
      g_autofree char *work = lf_report_describe_work (comparison);

      add_cell (md, comparison->title, FALSE);
      add_cell (md, session, FALSE);
      add_cell (md, before, FALSE);
      add_cell (md, after, FALSE);
      add_cell (md, result, FALSE);
      add_cell (md, work, TRUE);
    }
  g_string_append_printf (md, "\n%s\n",
                          _("Times are medians with the 5th and 95th percentile; work is counted "
                            "in steps of SQLite's virtual machine, which do not depend on the "
                            "computer."));
}

static void
add_step_line (GString          *md,
               char              mark,
               const LfPlanNode *node)
{
  g_autofree char *detail = NULL;
  g_autofree char *words = NULL;

  if (node == NULL)
    return;

  detail = lf_format_plain (node->detail);
  words = lf_format_plain (node->words != NULL ? node->words : "");
  g_string_append_printf (md, "%c ", mark);
  for (guint i = 0; i < MIN (node->depth, 20); i++)
    g_string_append (md, "  ");
  g_string_append_printf (md, "%s%s%s\n", detail, *words != '\0' ? "  -- " : "", words);
}

/* The lines of a plan, as a comparison of texts has them. A line starts with its mark, so no line
 * can end the block. */
static void
add_plan (GString                *md,
          const LfPlanComparison *comparison)
{
  g_autofree char *title = escape (comparison->before->title);
  g_autofree char *sessions = lf_report_describe_plan_sessions (comparison);

  g_string_append_printf (md, "\n**%s**%s%s\n\n```diff\n", title, *sessions != '\0' ? ", " : "",
                          sessions);
  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const LfPlanPair *pair = &g_array_index (comparison->pairs, LfPlanPair, i);

      add_step_line (md, pair->is_changed ? '-' : ' ', pair->before);
      if (pair->is_changed)
        add_step_line (md, '+', pair->after);
    }
  g_string_append (md, "```\n");
}

static void
add_plans (GString *md,
           LfRun   *run)
{
  g_autoptr (GArray) all = lf_report_compare_plans (run->before, run->after);
  guint n_same = 0;

  if (all->len == 0)
    return;

  g_string_append_printf (md, "\n## %s\n", _("Query plans"));
  for (guint i = 0; i < all->len; i++)
    {
      const LfPlanComparison *comparison = &g_array_index (all, LfPlanComparison, i);

      if (comparison->is_changed || comparison->after == NULL)
        add_plan (md, comparison);
      else
        n_same++;
    }

  if (n_same > 0)
    {
      g_autofree char *text = lf_report_describe_count (
        n_same,
        LF_PLURAL ("The plan of %s query is the same as before.",
                   "The plans of %s queries are the same as before."));

      g_string_append_printf (md, "\n%s\n", text);
    }
}

static char *
describe_size (const LfSpaceObject *object,
               gboolean             is_known)
{
  if (object != NULL)
    return g_format_size (object->bytes);
  return g_strdup (is_known ? C_("size", "not there") : "");
}

static void
add_sizes (GString *md,
           LfRun   *run)
{
  g_autoptr (GArray) pairs = lf_report_compare_sizes (run->before, run->after);
  const char *const titles[] = { _("Table or index"), _("Before"), _("After"), NULL };
  guint n = MIN (pairs->len, MOST_SIZES);
  gboolean is_known = run->after != NULL && run->after->objects->len > 0;

  if (n == 0)
    return;

  add_head (md, _("Sizes"), titles);
  for (guint i = 0; i < n; i++)
    {
      const LfSizePair *pair = &g_array_index (pairs, LfSizePair, i);
      g_autofree char *before = describe_size (pair->before, run->before->objects->len > 0);
      g_autofree char *after = describe_size (pair->after, is_known);

      add_cell (md, pair->name, FALSE);
      add_cell (md, before, FALSE);
      add_cell (md, after, TRUE);
    }

  if (pairs->len > n)
    {
      g_autofree char *text = lf_report_describe_count (
        pairs->len - n,
        LF_PLURAL ("%s smaller table or index is left out.",
                   "%s smaller tables and indexes are left out."));

      g_string_append_printf (md, "\n%s\n", text);
    }
}

static void
add_findings (GString *md,
              LfRun   *run)
{
  g_autoptr (GArray) pairs = lf_report_compare_findings (run->before, run->after);
  const char *const titles[] = { _("Severity"), _("Finding"), _("Afterwards"), NULL };

  if (pairs->len == 0)
    return;

  add_head (md, _("Findings"), titles);
  for (guint i = 0; i < pairs->len; i++)
    {
      const LfFindingPair *pair = &g_array_index (pairs, LfFindingPair, i);
      LfFinding *finding = pair->before != NULL ? pair->before : pair->after;
      g_autofree char *fate = lf_report_describe_finding (pair, run->after);

      add_cell (md, lf_report_get_severity_title (lf_finding_get_severity (finding)), FALSE);
      add_cell (md, lf_finding_get_message (finding), FALSE);
      add_cell (md, fate, TRUE);
    }
}

static void
add_changes (GString *md,
             LfRun   *run)
{
  if (run->changes->len == 0)
    return;

  g_string_append_printf (md, "\n## %s\n\n", _("Changes"));
  for (guint i = 0; i < run->changes->len; i++)
    {
      const LfChange *change = g_ptr_array_index (run->changes, i);
      g_autofree char *kind = escape (lf_change_kind_get_title (change->kind));
      g_autofree char *text = escape (change->text);

      g_string_append_printf (md, "- **%s**: %s\n", kind, text);
    }
}

static void
add_steps (GString *md,
           LfRun   *run)
{
  const char *const titles[] = { _("Step"), _("Outcome"), _("Duration"), _("Details"), NULL };

  if (run->steps->len == 0)
    return;

  add_head (md, _("Steps"), titles);
  for (guint i = 0; i < run->steps->len; i++)
    {
      const LfRunStep *step = g_ptr_array_index (run->steps, i);
      g_autofree char *seconds = lf_report_format_seconds (step->seconds);

      add_cell (md, step->title, FALSE);
      add_cell (md, lf_step_outcome_get_title (step->outcome), FALSE);
      add_cell (md, step->outcome == LF_STEP_SKIPPED ? "" : seconds, FALSE);
      add_cell (md, step->detail, TRUE);
    }
}

static void
add_files (GString *md,
           LfRun   *run)
{
  g_autofree char *catalog = lf_report_shorten_path (run->catalog);
  g_autofree char *catalog_escaped = escape (catalog);

  g_string_append_printf (md, "\n## %s\n\n- ", _("Files"));
  /* Translators: a path */
  g_string_append_printf (md, _("Catalog: %s"), catalog_escaped);
  g_string_append_c (md, '\n');
  if (run->backup != NULL)
    {
      g_autofree char *backup = lf_report_shorten_path (run->backup);
      g_autofree char *backup_escaped = escape (backup);

      g_string_append (md, "- ");
      /* Translators: a path */
      g_string_append_printf (md, _("Backup: %s"), backup_escaped);
      g_string_append_c (md, '\n');
    }
}

/* A run as Markdown with tables, as GitHub and most editors show it */
char *
lf_report_write_markdown (LfRun *run)
{
  GString *md = g_string_new (NULL);
  g_autofree char *name = lf_report_get_name (run);
  g_autofree char *title = escape (name);
  g_autofree char *about = lf_report_describe_run (run);
  g_autofree char *about_escaped = escape (about);

  g_string_append_printf (md, "# %s\n\n%s\n\n", title, about_escaped);
  if (run->message != NULL)
    {
      g_autofree char *message = escape (run->message);

      g_string_append_printf (md, "%s\n\n", message);
    }
  add_headlines (md, run);
  add_timings (md, run);
  add_plans (md, run);
  add_sizes (md, run);
  add_findings (md, run);
  add_changes (md, run);
  add_steps (md, run);
  add_files (md, run);
  return g_string_free (md, FALSE);
}
