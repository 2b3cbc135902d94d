/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-timing-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-check-text.h"
#include "app/lf-data-row.h"
#include "catalog/lf-format.h"
#include "charts/lf-range-row.h"

static const char *
get_session (const LfTiming *timing)
{
  if (timing->session == NULL)
    return NULL;
  return timing->is_largest ? C_("session", "largest") : C_("session", "typical");
}

static LfChartTone
get_tone (LfVerdict verdict)
{
  switch (verdict)
    {
    case LF_VERDICT_VERY_SLOW:
      return LF_CHART_TONE_BAD;
    case LF_VERDICT_SLOW:
      return LF_CHART_TONE_WARNING;
    case LF_VERDICT_FAST:
    default:
      return LF_CHART_TONE_GOOD;
    }
}

/* Which session it ran for, and how large that is */
static char *
describe_session (const LfTiming *timing)
{
  g_autofree char *count = lf_format_count (timing->n_links);

  if (timing->session == NULL)
    return NULL;
  if (timing->is_largest)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "largest session, %s frame",
                                         "largest session, %s frames", timing->n_links),
                            count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "typical session, %s frame",
                                       "typical session, %s frames", timing->n_links),
                          count);
}

/**
 * lf_verdict_get_text:
 * @verdict: how quick a query feels
 *
 * Returns: (transfer none): the same in words
 */
const char *
lf_verdict_get_text (LfVerdict verdict)
{
  switch (verdict)
    {
    case LF_VERDICT_VERY_SLOW:
      return C_("verdict", "very slow");
    case LF_VERDICT_SLOW:
      return C_("verdict", "slow");
    case LF_VERDICT_FAST:
    default:
      return C_("verdict", "fast");
    }
}

/* What is asked today, then what the old script asked; for each of them, @func adds a row */
static void
add_rows (GPtrArray  *rows,
          GPtrArray  *timings,
          void      (*func) (GPtrArray      *rows,
                             const LfTiming *timing))
{
  for (guint old = 0; old <= 1; old++)
    for (guint i = 0; i < timings->len; i++)
      {
        const LfTiming *timing = g_ptr_array_index (timings, i);

        if (lf_check_text_is_old (timing->query) == (gboolean) old)
          func (rows, timing);
      }
}

static void
add_time_row (GPtrArray      *rows,
              const LfTiming *timing)
{
  g_autofree char *session = describe_session (timing);
  LfRangeRow *row = lf_range_row_new (timing->title, session);
  LfVerdict verdict = lf_timing_get_verdict (timing);

  if (lf_timing_is_bound (timing))
    lf_range_row_set_least (row, 0, timing->median_ms);
  else
    lf_range_row_set_value (row, 0, timing->median_ms, timing->p05_ms, timing->p95_ms);
  lf_range_row_set_verdict (row, lf_verdict_get_text (verdict), get_tone (verdict));
  g_ptr_array_add (rows, row);
}

static void
add_work_row (GPtrArray      *rows,
              const LfTiming *timing)
{
  g_autofree char *session = describe_session (timing);
  LfRangeRow *row = lf_range_row_new (timing->title, session);

  if (!lf_timing_is_bound (timing))
    lf_range_row_set_value (row, 0, (double) timing->work.vm_steps, NAN, NAN);
  g_ptr_array_add (rows, row);
}

/**
 * lf_timing_rows_list_chart:
 * @timings: (element-type LfTiming): what was measured
 * @work: whether to show the work, in steps of SQLite's virtual machine, or the time, in
 *   milliseconds
 *
 * Returns: (transfer full) (element-type LfRangeRow): the rows of a range chart
 */
GPtrArray *
lf_timing_rows_list_chart (GPtrArray *timings,
                           gboolean   work)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);

  add_rows (rows, timings, work ? add_work_row : add_time_row);
  return rows;
}

static void
add_table_row (GPtrArray      *rows,
               const LfTiming *timing)
{
  LfVerdict verdict = lf_timing_get_verdict (timing);
  LfDataRow *row = lf_data_row_new (lf_verdict_get_severity (verdict));

  lf_data_row_add_text (row, timing->title);
  lf_data_row_add_text (row, get_session (timing));
  lf_data_row_add_text (row, lf_verdict_get_text (verdict));
  lf_data_row_take_text (row, lf_timing_format (timing, timing->median_ms));
  lf_data_row_take_text (row, lf_timing_format (timing, timing->p05_ms));
  lf_data_row_take_text (row, lf_timing_format (timing, timing->p95_ms));
  lf_data_row_take_text (row, lf_timing_format_count (timing, timing->n_runs));
  lf_data_row_take_text (row, lf_timing_format_count (timing, timing->n_rows));
  lf_data_row_take_text (row, lf_timing_format_count (timing, timing->work.vm_steps));
  g_ptr_array_add (rows, row);
}

/**
 * lf_timing_rows_list_table:
 * @timings: (element-type LfTiming): what was measured
 *
 * Lists what was measured. Cells: query, session, verdict, median, 5th and 95th percentile, runs,
 * rows, steps.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_timing_rows_list_table (GPtrArray *timings)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  add_rows (rows, timings, add_table_row);
  return rows;
}

/**
 * lf_timing_rows_describe_sessions:
 * @timings: (element-type LfTiming): what was measured
 *
 * Says which sessions “largest” and “typical” are.
 *
 * Returns: (transfer full): a line; empty if no query was about a session
 */
char *
lf_timing_rows_describe_sessions (GPtrArray *timings)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean told[2] = { FALSE, FALSE };

  for (guint i = 0; i < timings->len; i++)
    {
      const LfTiming *timing = g_ptr_array_index (timings, i);
      g_autofree char *valid = NULL;
      g_autofree char *id = NULL;
      g_autofree char *session = NULL;

      if (timing->session == NULL || told[timing->is_largest])
        continue;

      told[timing->is_largest] = TRUE;
      valid = g_utf8_make_valid (timing->session, -1);
      id = lf_format_one_line (valid);
      session = describe_session (timing);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "", session, id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
