/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/**
 * LfHistory:
 *
 * The application's own record of all runs: a database in the user's data folder, never in a
 * catalog. Programs and threads may use it at the same time, each with an #LfHistory of its own,
 * which belongs to one thread at a time. All that it does reads or writes a file, and may wait some
 * seconds for another program: for worker threads.
 */
typedef struct _LfHistory LfHistory;

/**
 * LfHistoryEntry:
 * @id: number of the run
 * @kind: what it was
 * @outcome: how it ended
 * @catalog: path of the catalog then
 * @identity: (nullable): what the catalog is recognized by
 * @started: µs since 1970
 * @seconds: how long it took
 * @bytes_before: of the file
 * @bytes_after: of the file; the same if nothing was done
 * @n_findings: warnings and errors before, if @before_is_checked
 * @n_left: warnings and errors after, if @after_is_checked
 * @details_before_ms: median of the session details of a typical session, of the largest if there
 *   is no other; NaN if not measured
 * @details_after_ms: the same afterwards; NaN if not measured
 * @before_is_bound: whether @details_before_ms is when a run was ended because it took too long
 * @after_is_bound: the same afterwards
 * @before_is_checked: whether the catalog could be checked before
 * @after_is_checked: the same afterwards
 *
 * A line of the list of runs.
 */
typedef struct
{
  gint64        id;
  LfRunKind     kind;
  LfRunOutcome  outcome;
  char         *catalog;
  char         *identity;
  gint64        started;
  double        seconds;
  guint64       bytes_before;
  guint64       bytes_after;
  guint         n_findings;
  guint         n_left;
  double        details_before_ms;
  double        details_after_ms;
  gboolean      before_is_bound;
  gboolean      after_is_bound;
  gboolean      before_is_checked;
  gboolean      after_is_checked;
} LfHistoryEntry;

/**
 * LfHistoryPoint:
 * @run: number of the run
 * @kind: what it was
 * @time: µs since 1970
 * @is_after: whether it was measured at the end of the run
 * @median_ms: of the query
 * @p05_ms: its 5th percentile
 * @p95_ms: its 95th percentile
 * @vm_steps: work of one run of the query
 *
 * How long a query took at one moment.
 */
typedef struct
{
  gint64    run;
  LfRunKind kind;
  gint64    time;
  gboolean  is_after;
  double    median_ms;
  double    p05_ms;
  double    p95_ms;
  guint64   vm_steps;
} LfHistoryPoint;

char       *lf_history_get_path    (void);
LfHistory  *lf_history_open        (const char      *path,
                                    GError         **error);
void        lf_history_close       (LfHistory       *self);
const char *lf_history_get_notice  (LfHistory       *self);
gboolean    lf_history_add         (LfHistory       *self,
                                    LfRun           *run,
                                    GError         **error);
GPtrArray  *lf_history_list        (LfHistory       *self,
                                    const char      *catalog,
                                    const char      *identity,
                                    GError         **error);
LfRun      *lf_history_load        (LfHistory       *self,
                                    gint64           id,
                                    GError         **error);
gboolean    lf_history_delete      (LfHistory       *self,
                                    gint64           id,
                                    GError         **error);
GArray     *lf_history_list_points (LfHistory       *self,
                                    const char      *catalog,
                                    const char      *identity,
                                    const char      *query,
                                    gboolean         largest,
                                    GError         **error);
void        lf_history_entry_free  (LfHistoryEntry  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHistory, lf_history_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHistoryEntry, lf_history_entry_free)

G_END_DECLS
