/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LfSeverity:
 * @LF_SEVERITY_OK: looked at and in order
 * @LF_SEVERITY_INFO: worth knowing, nothing to be done
 * @LF_SEVERITY_WARNING: slow, wasteful or fragile
 * @LF_SEVERITY_ERROR: wrong, or a danger to the data
 */
typedef enum
{
  LF_SEVERITY_OK,
  LF_SEVERITY_INFO,
  LF_SEVERITY_WARNING,
  LF_SEVERITY_ERROR,
} LfSeverity;

#define LF_N_SEVERITIES 4

/**
 * LfCheck:
 *
 * The checks, in the order of the Maintenance window.
 */
typedef enum
{
  LF_CHECK_INTEGRITY,
  LF_CHECK_STRUCTURE,
  LF_CHECK_INDEXES,
  LF_CHECK_STATISTICS,
  LF_CHECK_SPACE,
  LF_CHECK_PLANS,
  LF_CHECK_TIMINGS,
} LfCheck;

#define LF_N_CHECKS 7

const char *lf_severity_get_name (LfSeverity severity);
const char *lf_check_get_name    (LfCheck    check);
const char *lf_check_get_title   (LfCheck    check);

/**
 * LfFinding:
 *
 * Something that a check found. It does not change once it is made, so any thread may read it.
 */
#define LF_TYPE_FINDING (lf_finding_get_type ())
G_DECLARE_FINAL_TYPE (LfFinding, lf_finding, LF, FINDING, GObject)

LfFinding  *lf_finding_new          (LfCheck     check,
                                     LfSeverity  severity,
                                     const char *id,
                                     const char *table,
                                     const char *message,
                                     const char *repair);
LfCheck     lf_finding_get_check    (LfFinding  *self);
LfSeverity  lf_finding_get_severity (LfFinding  *self);
const char *lf_finding_get_id       (LfFinding  *self);
const char *lf_finding_get_table    (LfFinding  *self);
const char *lf_finding_get_message  (LfFinding  *self);
const char *lf_finding_get_repair   (LfFinding  *self);

gboolean    lf_findings_are_healthy (GPtrArray  *findings);
LfSeverity  lf_findings_get_worst   (GPtrArray  *findings);

G_END_DECLS
