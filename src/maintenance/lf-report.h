/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/**
 * LfReportFormat:
 * @LF_REPORT_MARKDOWN: for a text editor or a web page
 * @LF_REPORT_HTML: one self-contained page, with its charts as inline SVG
 * @LF_REPORT_JSON: for programs
 * @LF_REPORT_CSV: the timings alone, a line each
 * @LF_REPORT_TEXT: short and plain, for a forum post
 */
typedef enum
{
  LF_REPORT_MARKDOWN,
  LF_REPORT_HTML,
  LF_REPORT_JSON,
  LF_REPORT_CSV,
  LF_REPORT_TEXT,
} LfReportFormat;

/**
 * LfComparison:
 * @query: the query's name
 * @title: what it is called
 * @is_largest: for the largest session, or a typical one
 * @before: (transfer none) (nullable): its timing before
 * @after: (transfer none) (nullable): its timing after
 * @is_noise: whether the intervals from the 5th to the 95th percentile overlap
 * @times_faster: before by after; below 1 if it got slower; NaN if one is missing
 * @times_less_work: likewise of the instructions of SQLite's virtual machine
 *
 * A query before and after.
 */
typedef struct
{
  const char     *query;
  const char     *title;
  gboolean        is_largest;
  const LfTiming *before;
  const LfTiming *after;
  gboolean        is_noise;
  double          times_faster;
  double          times_less_work;
} LfComparison;

GArray   *lf_report_compare       (LfRunState      *before,
                                   LfRunState      *after);
char     *lf_report_write         (LfRun           *run,
                                   LfReportFormat   format);
gboolean  lf_report_format_from_path (const char      *path,
                                      LfReportFormat  *format);

G_END_DECLS
