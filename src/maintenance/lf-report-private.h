/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-report.h"

G_BEGIN_DECLS

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

GArray *lf_report_compare_plans          (LfRun                  *run);
char   *lf_report_describe_plan_sessions (const LfPlanComparison *comparison);

char *lf_report_write_json       (LfRun                *run);
char *lf_report_write_csv        (LfRun                *run);
char *lf_report_write_markdown   (LfRun                *run);
char *lf_report_write_html       (LfRun                *run);
char *lf_report_write_text       (LfRun                *run);

/* What the formats for people say in the same words */
char *lf_report_join             (const char           *before,
                                  const char           *after);
char *lf_report_describe_count   (guint64               n,
                                  const char           *singular,
                                  const char           *plural);
char *lf_report_get_name         (LfRun                *run);
char *lf_report_shorten_path     (const char           *path);
char *lf_report_format_time      (gint64                time);
char *lf_report_format_seconds   (double                seconds);
char *lf_report_format_checksum  (const LfTableContent *content);
char *lf_report_describe_run     (LfRun                *run);
char *lf_report_describe_session (const LfComparison   *comparison);
char *lf_report_describe_medians (const LfComparison   *comparison);
char *lf_report_describe_work    (const LfComparison   *comparison);
char *lf_report_describe_finding (const LfFindingPair  *pair,
                                  LfRun                *run);
char *lf_report_describe_growth  (guint64               before,
                                  guint64               after);
const char *lf_report_get_severity_title (LfSeverity    severity);

G_END_DECLS
