/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-indexes.h"
#include "maintenance/lf-check-integrity.h"
#include "maintenance/lf-check-space.h"
#include "maintenance/lf-check-statistics.h"
#include "maintenance/lf-check-structure.h"
#include "maintenance/lf-finding.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfCheckScope:
 * @LF_CHECK_CHEAP: structure, indexes, statistics and free pages: what can be looked at in passing
 * @LF_CHECK_QUICK: all checks but timings, with SQLite's quick check of the file
 * @LF_CHECK_FULL: the same with SQLite's full check of the file
 */
typedef enum
{
  LF_CHECK_CHEAP,
  LF_CHECK_QUICK,
  LF_CHECK_FULL,
} LfCheckScope;

/**
 * LfCheckReport:
 * @layout: of the catalog
 * @integrity: (nullable): %NULL in a cheap check
 * @structure: what the tables should be
 * @indexes: what the queries need
 * @statistics: what SQLite knows of the tables
 * @space: what the file takes up
 * @plans: (nullable) (element-type LfPlan): %NULL in a cheap check
 * @findings: (element-type LfFinding): all that was found, in the order of the checks
 */
typedef struct
{
  LfLayout            layout;
  LfIntegrityReport  *integrity;
  LfStructureReport  *structure;
  LfIndexReport      *indexes;
  LfStatisticsReport *statistics;
  LfSpaceReport      *space;
  GPtrArray          *plans;
  GPtrArray          *findings;
} LfCheckReport;

LfCheckReport *lf_check_run         (const char     *path,
                                     LfCheckScope    scope,
                                     LfJob          *job,
                                     GError        **error);
void           lf_check_report_free (LfCheckReport  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCheckReport, lf_check_report_free)

G_END_DECLS
