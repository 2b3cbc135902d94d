/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-data-row.h"
#include "catalog/lf-format.h"
#include "charts/lf-range-row.h"
#include "maintenance/lf-report-words.h"

/* A factor this near to 1 is shown as none */
#define SAME 0.005

static GPtrArray *
new_chart_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);
}

static GPtrArray *
new_table_rows (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static const LfTiming *
get_any (const LfComparison *comparison)
{
  return comparison->before != NULL ? comparison->before : comparison->after;
}

static gboolean
is_wanted (const LfComparison *comparison,
           LfCompareQueries    queries)
{
  gboolean is_old = lf_plan_is_old (comparison->query);
  gboolean is_of_session = get_any (comparison)->session != NULL;

  switch (queries)
    {
    case LF_COMPARE_TYPICAL:
      return !is_old && (!is_of_session || !comparison->is_largest);
    case LF_COMPARE_LARGEST:
      return !is_old && (!is_of_session || comparison->is_largest);
    case LF_COMPARE_OLD:
      return is_old;
    case LF_COMPARE_ALL:
    default:
      return TRUE;
    }
}

static LfChartTone
get_tone (LfReportTone tone)
{
  static const LfChartTone tones[] = {
    [LF_REPORT_PLAIN] = LF_CHART_TONE_NEUTRAL,
    [LF_REPORT_GOOD] = LF_CHART_TONE_GOOD,
    [LF_REPORT_BAD] = LF_CHART_TONE_BAD,
  };

  return tones[tone];
}

static char *
describe_session (const LfComparison *comparison)
{
  g_autofree char *text = lf_report_describe_session (comparison);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
set_time (LfRangeRow     *row,
          guint           series,
          const LfTiming *timing)
{
  if (timing == NULL)
    return;
  if (lf_timing_is_bound (timing))
    lf_range_row_set_least (row, series, timing->median_ms);
  else
    lf_range_row_set_value (row, series, timing->median_ms, timing->p05_ms, timing->p95_ms);
}

static void
set_work (LfRangeRow     *row,
          guint           series,
          const LfTiming *timing)
{
  if (timing != NULL && !lf_timing_is_bound (timing))
    lf_range_row_set_value (row, series, (double) timing->work.vm_steps, NAN, NAN);
}

static LfRangeRow *
make_time_row (const LfComparison *comparison)
{
  g_autofree char *session = describe_session (comparison);
  g_autofree char *verdict = lf_comparison_describe (comparison);
  LfRangeRow *row = lf_range_row_new (comparison->title, session);

  set_time (row, 0, comparison->before);
  set_time (row, 1, comparison->after);
  if (*verdict != '\0')
    lf_range_row_set_verdict (row, verdict, get_tone (lf_comparison_get_tone (comparison)));
  return row;
}

/* Work is counted and knows no noise */
static char *
describe_work (const LfComparison *comparison)
{
  double times = comparison->times_less_work;
  g_autofree char *factor = NULL;

  if (isnan (times))
    return NULL;
  if (fabs (times - 1) < SAME)
    return g_strdup (_("the same"));

  factor = lf_report_format_factor (MAX (times, 1 / times));
  return g_strdup_printf (times > 1 ? C_("work", "%s less") : C_("work", "%s more"), factor);
}

static LfRangeRow *
make_work_row (const LfComparison *comparison)
{
  double times = comparison->times_less_work;
  g_autofree char *session = describe_session (comparison);
  g_autofree char *verdict = describe_work (comparison);
  LfRangeRow *row = lf_range_row_new (comparison->title, session);

  set_work (row, 0, comparison->before);
  set_work (row, 1, comparison->after);
  if (verdict != NULL && fabs (times - 1) < SAME)
    lf_range_row_set_verdict (row, verdict, LF_CHART_TONE_NEUTRAL);
  else if (verdict != NULL)
    lf_range_row_set_verdict (row, verdict, times > 1 ? LF_CHART_TONE_GOOD : LF_CHART_TONE_BAD);
  return row;
}

/**
 * lf_compare_rows_list_timings:
 * @compare: what is compared
 * @queries: which queries
 * @work: whether to show the work, in steps of SQLite's virtual machine, or the time, in
 *   milliseconds
 *
 * Returns: (transfer full) (element-type LfRangeRow): how long they took before and after
 */
GPtrArray *
lf_compare_rows_list_timings (LfCompare        *compare,
                              LfCompareQueries  queries,
                              gboolean          work)
{
  g_autoptr (GArray) all =
    lf_report_compare (lf_compare_get_before (compare), lf_compare_get_after (compare));
  GPtrArray *rows = new_chart_rows ();

  for (guint i = 0; i < all->len; i++)
    {
      const LfComparison *comparison = &g_array_index (all, LfComparison, i);

      if (is_wanted (comparison, queries))
        g_ptr_array_add (rows, work ? make_work_row (comparison) : make_time_row (comparison));
    }
  return rows;
}

static void
add_time (LfDataRow      *row,
          const LfTiming *timing)
{
  lf_data_row_take_text (row, timing != NULL ? lf_timing_format (timing, timing->median_ms)
                                             : g_strdup (""));
}

static void
add_work (LfDataRow      *row,
          const LfTiming *timing)
{
  lf_data_row_take_text (row, timing != NULL
                                ? lf_timing_format_count (timing, timing->work.vm_steps)
                                : g_strdup (""));
}

static const char *
get_session (const LfComparison *comparison)
{
  if (get_any (comparison)->session == NULL)
    return NULL;
  return comparison->is_largest ? C_("session", "largest") : C_("session", "typical");
}

/**
 * lf_compare_rows_list_timing_table:
 * @compare: what is compared
 *
 * Lists how long all queries took. Cells: query, session, before, after, what came out, work
 * before, work after.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_compare_rows_list_timing_table (LfCompare *compare)
{
  g_autoptr (GArray) all =
    lf_report_compare (lf_compare_get_before (compare), lf_compare_get_after (compare));
  GPtrArray *rows = new_table_rows ();

  for (guint i = 0; i < all->len; i++)
    {
      const LfComparison *comparison = &g_array_index (all, LfComparison, i);
      LfDataRow *row = lf_data_row_new (LF_SEVERITY_OK);

      lf_data_row_add_text (row, comparison->title);
      lf_data_row_add_text (row, get_session (comparison));
      add_time (row, comparison->before);
      add_time (row, comparison->after);
      lf_data_row_take_text (row, lf_comparison_describe (comparison));
      add_work (row, comparison->before);
      add_work (row, comparison->after);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* Whether the run accounts for a difference: it gave rows other numbers, or added a column */
static const char *
describe_data (LfCompare      *compare,
               LfTableContent *before,
               LfTableContent *after,
               LfSeverity     *state)
{
  LfRun *run = lf_compare_get_run (compare);

  *state = LF_SEVERITY_OK;
  if (after != NULL && lf_table_content_equals (before, after))
    return C_("checksums", "equal");

  *state = LF_SEVERITY_INFO;
  if (run != NULL && run->data_unchanged)
    /* Translators: of the rows of a table before and after a repair */
    return _("equal but for the changes told above");

  if (run != NULL)
    *state = LF_SEVERITY_WARNING;
  return after != NULL ? C_("checksums", "different") : C_("table", "gone");
}

static void
add_table (GPtrArray      *rows,
           const char     *name,
           LfTableContent *before,
           LfTableContent *after,
           const char     *result,
           LfSeverity      state)
{
  LfDataRow *row = lf_data_row_new (state);

  lf_data_row_add_text (row, name);
  lf_data_row_take_text (row, before != NULL ? lf_format_count (before->n_rows) : g_strdup (""));
  lf_data_row_take_text (row, after != NULL ? lf_format_count (after->n_rows) : g_strdup (""));
  lf_data_row_add_text (row, result);
  g_ptr_array_add (rows, row);
}

/**
 * lf_compare_rows_list_data:
 * @compare: what is compared
 *
 * Lists whether the rows of each table are what they were. Cells: table, rows before, rows after,
 * how the checksums compare. The state of a row tells how that is to be taken.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows; empty if that was not looked at
 */
GPtrArray *
lf_compare_rows_list_data (LfCompare *compare)
{
  LfRunState *before = lf_compare_get_before (compare);
  LfRunState *after = lf_compare_get_after (compare);
  GPtrArray *rows = new_table_rows ();
  LfContent contents[2];

  if (after == NULL || before->tables->len == 0 || after->tables->len == 0)
    return rows;

  contents[0].tables = before->tables;
  contents[1].tables = after->tables;
  for (guint i = 0; i < before->tables->len; i++)
    {
      LfTableContent *table = g_ptr_array_index (before->tables, i);
      LfTableContent *same = lf_content_find_table (&contents[1], table->table);
      LfSeverity state;
      const char *result = describe_data (compare, table, same, &state);

      add_table (rows, table->table, table, same, result, state);
    }

  for (guint i = 0; i < after->tables->len; i++)
    {
      LfTableContent *table = g_ptr_array_index (after->tables, i);

      if (lf_content_find_table (&contents[0], table->table) == NULL)
        add_table (rows, table->table, NULL, table, C_("table", "new"), LF_SEVERITY_INFO);
    }
  return rows;
}
