/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-finding.h"
#include "maintenance/lf-job.h"
#include "maintenance/lf-plan.h"
#include "maintenance/lf-sample-sessions.h"

G_BEGIN_DECLS

/**
 * LfVerdict:
 *
 * How quick a query feels, by the thresholds of the old script: up to 100 ms, up to 500 ms, more.
 */
typedef enum
{
  LF_VERDICT_FAST,
  LF_VERDICT_SLOW,
  LF_VERDICT_VERY_SLOW,
} LfVerdict;

/**
 * LfTimingScope:
 * @LF_TIMINGS_ALL: every named query, for the largest session and a typical one
 * @LF_TIMINGS_QUICK: the same, but those of the old script for the typical session only: in a
 *   catalog that lost its primary key they take seconds each for the largest
 *
 * What is measured.
 */
typedef enum
{
  LF_TIMINGS_ALL,
  LF_TIMINGS_QUICK,
} LfTimingScope;

/**
 * LfWork:
 * @vm_steps: instructions of SQLite's virtual machine
 * @scan_steps: rows stepped over in full scans
 * @sorts: sorts
 * @automatic_rows: rows put into automatic indexes
 *
 * The work of one run, which does not depend on the machine.
 */
typedef struct
{
  guint64 vm_steps;
  guint64 scan_steps;
  guint64 sorts;
  guint64 automatic_rows;
} LfWork;

/**
 * LfTiming:
 * @query: the query's name
 * @title: what it is called
 * @session: (nullable): the session it ran for; %NULL for a query of all of them
 * @n_links: how many frames are linked to @session
 * @is_largest: whether @session is the largest, or a typical one
 * @n_runs: counted runs, after one that was not counted; 0 if one was ended since it took too long
 * @n_rows: rows of the result
 * @median_ms: median of the runs, in milliseconds; if one was ended, what it was given
 * @p05_ms: their 5th percentile; likewise
 * @p95_ms: their 95th percentile; likewise
 * @work: of one run
 *
 * How long a query takes. Of one whose run was ended it is only known that it takes longer than it
 * was given; rows and work are not known then, and 0.
 */
typedef struct
{
  char     *query;
  char     *title;
  char     *session;
  guint     n_links;
  gboolean  is_largest;
  guint     n_runs;
  guint64   n_rows;
  double    median_ms;
  double    p05_ms;
  double    p95_ms;
  LfWork    work;
} LfTiming;

LfTiming  *lf_timing_measure     (LfConnection           *connection,
                                  const char             *query,
                                  const LfSampleSession  *session,
                                  guint                   max_runs,
                                  guint                   limit_ms,
                                  GError                **error);
gboolean   lf_timing_is_bound    (const LfTiming         *self);
char      *lf_timing_format      (const LfTiming         *self,
                                  double                  ms);
char      *lf_timing_format_count (const LfTiming        *self,
                                   guint64                n);
void       lf_timing_free        (LfTiming               *self);
LfVerdict  lf_timing_get_verdict (const LfTiming         *self);
const char *lf_verdict_get_name  (LfVerdict               verdict);

GPtrArray *lf_timings_measure    (LfConnection           *connection,
                                  LfJob                  *job,
                                  guint                   max_runs,
                                  LfTimingScope           scope,
                                  GError                **error);

double     lf_timings_estimate   (GPtrArray              *plans,
                                  LfTimingScope           scope);

double     lf_timing_percentile  (const double           *sorted,
                                  guint                   n,
                                  double                  fraction);

#define LF_TIMING_DEFAULT_RUNS 30

/* A run that takes longer is ended */
#define LF_TIMING_LIMIT_MS 10000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTiming, lf_timing_free)

G_END_DECLS
