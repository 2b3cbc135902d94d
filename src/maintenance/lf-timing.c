/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-timing.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>
#include <time.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-plan.h"

/* What the runs of one query may take together, and how many there are at least */
#define BUDGET_MS 2000
#define LEAST_RUNS 3

/* The names of those of the old script begin so */
#define OLD_QUERIES "old-"

/* To read a row of a wide table, when what it costs to measure is estimated */
#define ROW_MS 1e-3

#define SLOW_MS 100
#define VERY_SLOW_MS 500

static double
get_ms (void)
{
  struct timespec now;

  /* The microseconds of g_get_monotonic_time() are too coarse for the quickest queries */
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/**
 * lf_timing_percentile:
 * @sorted: (array length=n): values in ascending order
 * @n: how many there are, at least 1
 * @fraction: 0.5 for the median
 *
 * Interpolates linearly between the two nearest values: definition 7 of Hyndman and Fan, “Sample
 * Quantiles in Statistical Packages” (The American Statistician 50, 1996). Any thread.
 *
 * Returns: the percentile
 */
double
lf_timing_percentile (const double *sorted,
                      guint         n,
                      double        fraction)
{
  double position = fraction * (n - 1);
  guint below = (guint) floor (position);
  guint above = MIN (below + 1, n - 1);

  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

static guint64
take_status (sqlite3_stmt *stmt,
             int           counter)
{
  return (guint64) (guint32) sqlite3_stmt_status (stmt, counter, 1);
}

static LfWork
take_work (sqlite3_stmt *stmt)
{
  return (LfWork) {
    .vm_steps = take_status (stmt, SQLITE_STMTSTATUS_VM_STEP),
    .scan_steps = take_status (stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP),
    .sorts = take_status (stmt, SQLITE_STMTSTATUS_SORT),
    .automatic_rows = take_status (stmt, SQLITE_STMTSTATUS_AUTOINDEX),
  };
}

/* Runs of a query, none of which may take longer than a limit */
typedef struct
{
  LfConnection *connection;
  sqlite3_stmt *stmt;
  guint         limit_ms;
  double        start;
  gboolean      is_over;
} Runs;

static void
watch_cb (gboolean is_waiting,
          gpointer data)
{
  Runs *self = data;

  if (is_waiting || get_ms () - self->start < self->limit_ms)
    return;

  self->is_over = TRUE;
  sqlite3_interrupt (lf_connection_get_db (self->connection));
}

/* What ended at its limit has no error */
static gboolean
run_once (Runs     *self,
          guint64  *n_rows,
          double   *ms,
          GError  **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean has_row = FALSE;

  *n_rows = 0;
  self->start = get_ms ();
  while (lf_connection_step (self->connection, self->stmt, &has_row, &failure) && has_row)
    (*n_rows)++;
  *ms = get_ms () - self->start;
  sqlite3_reset (self->stmt);

  /* It may have come to its end at the same moment */
  self->is_over &= g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  if (failure == NULL || self->is_over)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
set_bound (LfTiming *self,
           double    ms)
{
  self->n_runs = 0;
  self->n_rows = 0;
  self->median_ms = self->p05_ms = self->p95_ms = ms;
  self->work = (LfWork) { 0 };
}

static gboolean
run_all (LfTiming  *self,
         Runs      *runs,
         guint      max_runs,
         GError   **error)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  guint least = MIN (LEAST_RUNS, max_runs);
  double spent = 0;
  double ms;

  /* The first run warms the caches; its work is what every run does */
  if (!run_once (runs, &self->n_rows, &ms, error))
    return FALSE;
  self->work = take_work (runs->stmt);

  while (!runs->is_over && (samples->len < least || (samples->len < max_runs && spent < BUDGET_MS)))
    {
      if (!run_once (runs, &self->n_rows, &ms, error))
        return FALSE;
      spent += ms;
      g_array_append_val (samples, ms);
    }

  if (runs->is_over)
    {
      set_bound (self, runs->limit_ms);
      return TRUE;
    }

  g_array_sort (samples, compare_doubles);
  self->n_runs = samples->len;
  self->median_ms = lf_timing_percentile ((double *) (gpointer) samples->data, samples->len, 0.5);
  self->p05_ms = lf_timing_percentile ((double *) (gpointer) samples->data, samples->len, 0.05);
  self->p95_ms = lf_timing_percentile ((double *) (gpointer) samples->data, samples->len, 0.95);
  return TRUE;
}

/**
 * lf_timing_measure:
 * @connection: a connection
 * @query: a query's name
 * @session: (nullable): the session, for a query that needs one
 * @max_runs: runs that are counted at the most, at least 1; fewer if they take longer than two
 *   seconds together, but never fewer than three
 * @limit_ms: what one run may take; %LF_TIMING_LIMIT_MS is a good number
 * @error: where to put an error
 *
 * Runs a query again and again, after one run that is not counted, and reads all of its rows. A run
 * that takes longer than its limit is ended, and the query is not run again. Blocks: on the
 * connection's thread, with a connection that nobody watches.
 *
 * Returns: (transfer full) (nullable): the figures
 */
LfTiming *
lf_timing_measure (LfConnection           *connection,
                   const char             *query,
                   const LfSampleSession  *session,
                   guint                   max_runs,
                   guint                   limit_ms,
                   GError                **error)
{
  g_autoptr (LfTiming) self = g_new0 (LfTiming, 1);
  sqlite3 *db = lf_connection_get_db (connection);
  Runs runs = { .connection = connection, .limit_ms = limit_ms };
  gboolean done;
  int result;

  g_return_val_if_fail (max_runs > 0, NULL);

  self->query = g_strdup (query);
  self->title = lf_plan_get_title (query);
  self->session = session != NULL ? g_strdup (session->id) : NULL;
  self->n_links = session != NULL ? session->n_links : 0;

  /* A statement of its own: the counters of the kept one belong to the application's use of it */
  result = sqlite3_prepare_v2 (db, lf_query_get_sql (query), -1, &runs.stmt, NULL);
  if (result != SQLITE_OK)
    {
      lf_catalog_error_set_from_sqlite (error, db, result, lf_connection_get_path (connection));
      return NULL;
    }

  if (self->session != NULL)
    sqlite3_bind_text (runs.stmt, 1, self->session, -1, SQLITE_TRANSIENT);
  lf_connection_watch (connection, watch_cb, &runs);
  done = run_all (self, &runs, max_runs, error);
  lf_connection_watch (connection, NULL, NULL);
  sqlite3_finalize (runs.stmt);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * lf_timing_is_bound:
 * @self: figures
 *
 * Returns: whether a run was ended, so that it is only known that the query takes longer than that
 */
gboolean
lf_timing_is_bound (const LfTiming *self)
{
  return self->n_runs == 0;
}

/**
 * lf_timing_format:
 * @self: figures
 * @ms: one of its times
 *
 * Returns: (transfer full): the time, such as “5.4 ms”, or “> 10.00 s” if it is only known that it
 *   is longer
 */
char *
lf_timing_format (const LfTiming *self,
                  double          ms)
{
  g_autofree char *time = lf_format_ms (ms);

  if (!lf_timing_is_bound (self))
    return g_steal_pointer (&time);
  /* Translators: longer than a time, such as “> 10.00 s” */
  return g_strdup_printf (_("> %s"), time);
}

/**
 * lf_timing_format_count:
 * @self: figures
 * @n: one of its counts
 *
 * Returns: (transfer full): the count, or a dash if it is not known
 */
char *
lf_timing_format_count (const LfTiming *self,
                        guint64         n)
{
  return lf_timing_is_bound (self) ? g_strdup ("–") : lf_format_count (n);
}

/**
 * lf_timing_free:
 * @self: (transfer full): figures
 *
 * Frees them.
 */
void
lf_timing_free (LfTiming *self)
{
  g_free (self->query);
  g_free (self->title);
  g_free (self->session);
  g_free (self);
}

/**
 * lf_verdict_get_name:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its name for programs: `fast`, `slow` or `very-slow`
 */
const char *
lf_verdict_get_name (LfVerdict verdict)
{
  static const char *const names[] = { "fast", "slow", "very-slow" };

  return names[verdict];
}

/**
 * lf_timing_get_verdict:
 * @self: figures
 *
 * Returns: how quick the query feels, by its median
 */
LfVerdict
lf_timing_get_verdict (const LfTiming *self)
{
  if (self->median_ms > VERY_SLOW_MS)
    return LF_VERDICT_VERY_SLOW;
  return self->median_ms > SLOW_MS ? LF_VERDICT_SLOW : LF_VERDICT_FAST;
}

/* The largest session comes first, then a typical one, which may be the same */
static gboolean
is_wanted (const char             *query,
           const LfSampleSessions *samples,
           gboolean                is_largest,
           LfTimingScope           scope)
{
  gboolean are_same = g_strcmp0 (samples->largest.id, samples->typical.id) == 0;

  if (!lf_plan_needs_session (query))
    return is_largest;
  if (samples->largest.id == NULL || (!is_largest && are_same))
    return FALSE;
  return !is_largest || are_same || scope == LF_TIMINGS_ALL ||
         !g_str_has_prefix (query, OLD_QUERIES);
}

static gboolean
measure_one (GPtrArray         *timings,
             LfConnection      *connection,
             const char        *query,
             LfSampleSessions  *samples,
             guint              max_runs,
             LfTimingScope      scope,
             GError           **error)
{
  const LfSampleSession *sessions[] = { &samples->largest, &samples->typical };
  gboolean needs_session = lf_plan_needs_session (query);

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      LfTiming *timing;

      if (!is_wanted (query, samples, i == 0, scope))
        continue;

      timing = lf_timing_measure (connection, query, needs_session ? sessions[i] : NULL, max_runs,
                                  LF_TIMING_LIMIT_MS, error);
      if (timing == NULL)
        return FALSE;
      timing->is_largest = needs_session && i == 0;
      g_ptr_array_add (timings, timing);
    }
  return TRUE;
}

/**
 * lf_timings_measure:
 * @connection: a connection
 * @job: (nullable): told how far it is
 * @max_runs: see lf_timing_measure(); %LF_TIMING_DEFAULT_RUNS is a good number
 * @scope: what to measure
 * @error: where to put an error
 *
 * Measures the named queries. Blocks: on the
 * connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type LfTiming): the figures
 */
GPtrArray *
lf_timings_measure (LfConnection  *connection,
                    LfJob         *job,
                    guint          max_runs,
                    LfTimingScope  scope,
                    GError       **error)
{
  g_auto (GStrv) names = lf_query_list_names ();
  g_autoptr (GPtrArray) timings = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_timing_free);
  g_autoptr (LfSampleSessions) samples = lf_sample_sessions_choose (connection, error);
  guint n = g_strv_length (names);

  if (samples == NULL)
    return NULL;

  for (guint i = 0; i < n; i++)
    {
      if (job != NULL)
        {
          g_autofree char *title = lf_plan_get_title (names[i]);

          lf_job_report (job, (double) i / n, title);
        }
      if (!measure_one (timings, connection, names[i], samples, max_runs, scope, error))
        return NULL;
    }
  return g_steal_pointer (&timings);
}

/* How many rows a query goes through, by its plan: a table that is read as a whole is read once a
 * link, if the links are looked for first */
static double
count_rows (const LfPlan *plan)
{
  double rows = 0;
  double times = 1;
  guint depth = 0;

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const LfPlanNode *node = g_ptr_array_index (plan->nodes, i);
      gboolean is_scan = node->kind == LF_PLAN_SCAN || node->kind == LF_PLAN_SCAN_INDEX;

      if (node->depth != depth)
        times = 1;
      depth = node->depth;
      if (is_scan && node->table != NULL)
        rows += times * (double) node->n_rows;
      else if (node->kind == LF_PLAN_SEARCH_INDEX || node->kind == LF_PLAN_SEARCH_ROWID)
        times = MAX (times, plan->n_links);
    }
  return rows;
}

/**
 * lf_timings_estimate:
 * @plans: (nullable) (element-type LfPlan): the plans of the named queries, from lf_plans_explain()
 * @scope: what is to be measured
 *
 * Estimates how long it takes to measure the queries, by what they read.
 *
 * Returns: seconds, about
 */
double
lf_timings_estimate (GPtrArray     *plans,
                     LfTimingScope  scope)
{
  double ms = 0;

  for (guint i = 0; plans != NULL && i < plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (plans, i);
      const LfPlan *next = i + 1 < plans->len ? g_ptr_array_index (plans, i + 1) : NULL;
      gboolean has_next = next != NULL && g_strcmp0 (next->query, plan->query) == 0;
      double run = count_rows (plan) * ROW_MS;

      /* The largest session comes first */
      if (scope == LF_TIMINGS_QUICK && has_next && g_str_has_prefix (plan->query, OLD_QUERIES))
        continue;

      if (run >= LF_TIMING_LIMIT_MS)
        ms += LF_TIMING_LIMIT_MS;
      else
        ms += run + MAX (LEAST_RUNS * run, MIN (LF_TIMING_DEFAULT_RUNS * run, BUDGET_MS));
    }
  return ms / 1000;
}
