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

#define LF_N_REPORT_FORMATS 5

/**
 * LfReportTone:
 * @LF_REPORT_PLAIN: neither good nor bad
 * @LF_REPORT_GOOD: better than before
 * @LF_REPORT_BAD: worse than before
 *
 * How a figure is to be taken. Never to be told by colour alone: the words say it too.
 */
typedef enum
{
  LF_REPORT_PLAIN,
  LF_REPORT_GOOD,
  LF_REPORT_BAD,
} LfReportTone;

/**
 * LfComparison:
 * @query: the query's name
 * @title: what it is called
 * @is_largest: for the largest session, or a typical one
 * @before: (transfer none) (nullable): its timing before
 * @after: (transfer none) (nullable): its timing after
 * @is_comparable: whether both are there and for the same session
 * @is_noise: whether the intervals from the 5th to the 95th percentile overlap, or the medians differ
 *   by less than a hundredth of a millisecond
 * @is_bound: whether one of the two was ended because it took too long: @times_faster is how much
 *   faster or slower it is at least
 * @times_faster: before by after, of the medians; below 1 if it got slower; NaN if they cannot be
 *   compared
 * @times_less_work: likewise of the instructions of SQLite's virtual machine, which know no noise
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
  gboolean        is_comparable;
  gboolean        is_noise;
  gboolean        is_bound;
  double          times_faster;
  double          times_less_work;
} LfComparison;

/**
 * LfHeadline:
 * @title: what it is about, such as “Session details”
 * @value: the figure, such as “270× faster”
 * @detail: what it is made from, such as “5.41 ms → 0.02 ms”
 * @tone: how it is to be taken
 *
 * One of the figures that stand above everything else.
 */
typedef struct
{
  char         *title;
  char         *value;
  char         *detail;
  LfReportTone  tone;
} LfHeadline;

/**
 * LfPlanPair:
 * @before: (transfer none) (nullable): a step of the plan before
 * @after: (transfer none) (nullable): a step of the plan after
 * @is_changed: whether the two differ
 *
 * Steps of two plans that stand beside each other.
 */
typedef struct
{
  const LfPlanNode *before;
  const LfPlanNode *after;
  gboolean          is_changed;
} LfPlanPair;

/**
 * LfPlanComparison:
 * @before: (transfer none): a plan
 * @after: (transfer none) (nullable): the plan of the same query after
 * @also: (transfer none) (nullable): a plan before, for another session, that is the same and
 *   becomes the same
 * @pairs: (element-type LfPlanPair): their steps beside each other
 * @is_changed: whether any differ
 *
 * A query's plan before and after.
 */
typedef struct
{
  const LfPlan *before;
  const LfPlan *after;
  const LfPlan *also;
  GArray       *pairs;
  gboolean      is_changed;
} LfPlanComparison;

/**
 * LfSizePair:
 * @name: (transfer none): a table or an index
 * @before: (transfer none) (nullable): its size before; %NULL if it was not there
 * @after: (transfer none) (nullable): its size after; %NULL if it is gone
 *
 * The size of a table or an index before and after.
 */
typedef struct
{
  const char          *name;
  const LfSpaceObject *before;
  const LfSpaceObject *after;
} LfSizePair;

/**
 * LfFindingPair:
 * @before: (transfer none) (nullable): a finding before
 * @after: (transfer none) (nullable): the same finding after; %NULL if it is mended
 *
 * A finding before and after.
 */
typedef struct
{
  LfFinding *before;
  LfFinding *after;
} LfFindingPair;

GArray       *lf_report_compare          (LfRunState          *before,
                                          LfRunState          *after);
GArray       *lf_report_compare_sizes    (LfRunState          *before,
                                          LfRunState          *after);
GArray       *lf_report_compare_findings (LfRunState          *before,
                                          LfRunState          *after);
GArray       *lf_report_compare_plans    (LfRunState          *before,
                                          LfRunState          *after);
GArray       *lf_report_align_plans      (const LfPlan        *before,
                                          const LfPlan        *after);
GPtrArray    *lf_report_list_headlines   (LfRunState          *before,
                                          LfRunState          *after,
                                          LfRun               *run);
void          lf_headline_free           (LfHeadline          *self);

LfReportTone  lf_comparison_get_tone     (const LfComparison  *self);
char         *lf_comparison_describe     (const LfComparison  *self);
char         *lf_report_format_factor    (double               factor);

char         *lf_report_write            (LfRun               *run,
                                          LfReportFormat       format);
gboolean      lf_report_save             (LfRun               *run,
                                          const char          *path,
                                          LfReportFormat       format,
                                          GError             **error);
gboolean      lf_report_format_from_path (const char          *path,
                                          LfReportFormat      *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHeadline, lf_headline_free)

G_END_DECLS
