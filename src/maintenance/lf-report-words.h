/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-report.h"

G_BEGIN_DECLS

/* What reports and windows say in the same words */

char       *lf_report_join                   (const char             *before,
                                              const char             *after);
char       *lf_report_describe_count         (guint64                 n,
                                              const char             *singular,
                                              const char             *plural);
char       *lf_report_get_name               (LfRun                  *run);
char       *lf_report_shorten_path           (const char             *path);
char       *lf_report_format_time            (gint64                  time);
char       *lf_report_format_seconds         (double                  seconds);
char       *lf_report_format_checksum        (const LfTableContent   *content);
char       *lf_report_describe_run           (LfRun                  *run);
char       *lf_report_describe_session       (const LfComparison     *comparison);
char       *lf_report_describe_medians       (const LfComparison     *comparison);
char       *lf_report_describe_work          (const LfComparison     *comparison);
char       *lf_report_describe_finding       (const LfFindingPair    *pair,
                                              LfRunState             *after);
char       *lf_report_describe_growth        (guint64                 before,
                                              guint64                 after);
char       *lf_report_describe_plan_sessions (const LfPlanComparison *comparison);
const char *lf_report_get_severity_title     (LfSeverity              severity);

G_END_DECLS
