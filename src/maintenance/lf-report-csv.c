/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-report-private.h"

/* Comma-separated values as RFC 4180 has them, with numbers as programs write them */

/* As many values as add_measured() adds */
#define NOTHING_MEASURED ",,,,,,,,"

static void
add_text (GString    *csv,
          const char *text)
{
  g_autofree char *plain = text != NULL ? lf_format_plain (text) : g_strdup ("");

  g_string_append_c (csv, '"');
  /* A spreadsheet would run what begins like a formula, and a session may have any name */
  if (*plain != '\0' && strchr ("=+-@", *plain) != NULL)
    g_string_append_c (csv, '\'');
  for (const char *c = plain; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append (csv, "\",");
}

static void
add_count (GString *csv,
           guint64  count)
{
  g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",", count);
}

static void
add_ms (GString *csv,
        double   ms)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (ms))
    g_string_append (csv, g_ascii_formatd (number, sizeof number, "%.6g", ms));
  g_string_append_c (csv, ',');
}

static void
add_measured (GString        *csv,
              const LfTiming *timing)
{
  add_count (csv, timing->n_rows);
  add_ms (csv, timing->median_ms);
  add_ms (csv, timing->p05_ms);
  add_ms (csv, timing->p95_ms);
  add_count (csv, timing->work.vm_steps);
  add_count (csv, timing->work.scan_steps);
  add_count (csv, timing->work.sorts);
  add_count (csv, timing->work.automatic_rows);
}

static void
add_timing (GString        *csv,
            const char     *state,
            const LfTiming *timing)
{
  g_string_append_printf (csv, "%s,", state);
  add_text (csv, timing->query);
  add_text (csv, timing->title);
  add_text (csv, timing->session);
  add_count (csv, timing->n_links);
  g_string_append (csv, timing->is_largest ? "yes," : "no,");
  add_count (csv, timing->n_runs);
  if (lf_timing_is_bound (timing))
    g_string_append (csv, NOTHING_MEASURED);
  else
    add_measured (csv, timing);
  add_ms (csv, lf_timing_is_bound (timing) ? timing->median_ms : NAN);

  g_string_truncate (csv, csv->len - 1);
  g_string_append (csv, "\r\n");
}

/* The timings of a run, a line each, below a line of names; it begins with `before` or `after` */
char *
lf_report_write_csv (LfRun *run)
{
  GString *csv = g_string_new ("state,query,title,session,session_frames,largest,runs,rows,"
                               "median_ms,p05_ms,p95_ms,vm_steps,scan_steps,sorts,"
                               "automatic_rows,at_least_ms\r\n");

  for (guint i = 0; i < run->before->timings->len; i++)
    add_timing (csv, "before", g_ptr_array_index (run->before->timings, i));
  for (guint i = 0; run->after != NULL && i < run->after->timings->len; i++)
    add_timing (csv, "after", g_ptr_array_index (run->after->timings, i));
  return g_string_free (csv, FALSE);
}
