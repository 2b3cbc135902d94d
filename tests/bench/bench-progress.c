/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether progress keeps its word. Each operation runs a few times on catalogs with 250,000 frames
 * while somebody looks at its job; the line tells, as medians,
 *   deviation  the largest difference between the fraction that was told and that of the time
 *   silence    the longest time, in seconds, in which nothing new was told
 *   seconds    how long it took
 * and for cancelling at random moments
 *   cancel     how long it took to come back, in seconds: median, 95th percentile, largest
 * VACUUM is also compared with that of SQLite itself, in turns. With names of operations as
 * arguments only these are measured; N_RUNS and N_CANCELS change how often. */

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>

#include "catalog/lf-error.h"
#include "demo/lf-demo.h"
#include "lf-test-support.h"
#include "maintenance/lf-check-integrity.h"
#include "maintenance/lf-check-run.h"
#include "maintenance/lf-mend.h"
#include "maintenance/lf-writer.h"

#define N_FRAMES 250000
#define N_SESSIONS 2000
#define MAX_DEVIATION 0.15
#define MAX_SILENCE 0.5
#define MAX_CANCEL 0.3
#define MAX_RATIO 1.1
#define LOOK_US 2000
#define BACKUP "-backup"

typedef gboolean (*RunFunc) (const char  *path,
                             LfMendPlan  *plan,
                             LfJob       *job,
                             GError     **error);

typedef gboolean (*WriteFunc) (LfWriter    *writer,
                               LfMendPlan  *plan,
                               GError     **error);

typedef struct
{
  const char *name;
  RunFunc     run;
} Subject;

typedef struct
{
  double   time;
  double   fraction;
  gboolean is_known;
} Sample;

typedef struct
{
  LfJob       *job;
  GArray      *samples;
  gint         stop;
  gint64       start;
} Looker;

static double
get_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static gboolean
with_writer (const char  *path,
             LfMendPlan  *plan,
             LfJob       *job,
             WriteFunc    func,
             GError     **error)
{
  g_autoptr (LfWriter) writer = lf_writer_open (path, job, error);

  return writer != NULL && func (writer, plan, error);
}

static gboolean
vacuum (LfWriter    *writer,
        LfMendPlan  *plan,
        GError     **error)
{
  return lf_writer_vacuum (writer, error);
}

static gboolean
run_vacuum (const char  *path,
            LfMendPlan  *plan,
            LfJob       *job,
            GError     **error)
{
  return with_writer (path, plan, job, vacuum, error);
}

static gboolean
analyze (LfWriter    *writer,
         LfMendPlan  *plan,
         GError     **error)
{
  return lf_writer_analyze (writer, error);
}

static gboolean
run_analyze (const char  *path,
             LfMendPlan  *plan,
             LfJob       *job,
             GError     **error)
{
  return with_writer (path, plan, job, analyze, error);
}

static gboolean
mend (LfWriter    *writer,
      LfMendPlan  *plan,
      gboolean   (*func) (LfMendPlan *, LfWriter *, LfRun *, GError **),
      GError     **error)
{
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, "bench");

  return func (plan, writer, run, error);
}

static gboolean
mend_indexes (LfWriter    *writer,
              LfMendPlan  *plan,
              GError     **error)
{
  return mend (writer, plan, lf_mend_indexes, error);
}

/* The step of a repair */
static gboolean
run_mend_indexes (const char  *path,
                  LfMendPlan  *plan,
                  LfJob       *job,
                  GError     **error)
{
  return with_writer (path, plan, job, mend_indexes, error);
}

static gboolean
mend_tables (LfWriter    *writer,
             LfMendPlan  *plan,
             GError     **error)
{
  return mend (writer, plan, lf_mend_tables, error);
}

/* The step of a repair */
static gboolean
run_mend_tables (const char  *path,
                 LfMendPlan  *plan,
                 LfJob       *job,
                 GError     **error)
{
  return with_writer (path, plan, job, mend_tables, error);
}

static gboolean
run_backup (const char  *path,
            LfMendPlan  *plan,
            LfJob       *job,
            GError     **error)
{
  g_autofree char *target = g_strconcat (path, BACKUP, NULL);

  return lf_copy_catalog (path, target, job, error);
}

static gboolean
check (const char  *path,
       LfJob       *job,
       gboolean     full,
       GError     **error)
{
  g_autoptr (LfConnection) connection = lf_connection_open (path, NULL, error);
  g_autoptr (LfIntegrityReport) report = NULL;

  if (connection == NULL)
    return FALSE;

  report = lf_check_integrity (connection, job, full, error);
  g_assert_true (report == NULL || report->lines->len == 0);
  return report != NULL;
}

static gboolean
run_quick_check (const char  *path,
                 LfMendPlan  *plan,
                 LfJob       *job,
                 GError     **error)
{
  return check (path, job, FALSE, error);
}

static gboolean
run_full_check (const char  *path,
                LfMendPlan  *plan,
                LfJob       *job,
                GError     **error)
{
  return check (path, job, TRUE, error);
}

static const Subject subjects[] = {
  { "vacuum", run_vacuum },
  { "analyze", run_analyze },
  { "index", run_mend_indexes },
  { "rebuild", run_mend_tables },
  { "backup", run_backup },
  { "quick-check", run_quick_check },
  { "full-check", run_full_check },
};

/* Somebody who looks at the job all the time */
static gpointer
look (gpointer data)
{
  Looker *self = data;

  while (!g_atomic_int_get (&self->stop))
    {
      g_auto (LfJobStatus) status = { 0 };
      Sample sample;

      lf_job_get_status (self->job, &status);
      sample = (Sample) { get_now (), status.fraction, status.knows_fraction };
      g_array_append_val (self->samples, sample);
      g_usleep (LOOK_US);
    }
  return NULL;
}

typedef struct
{
  const Subject *subject;
  const char    *path;
  LfMendPlan    *plan;
} Work;

/* A catalog that is copied for each run, and what is to be mended in it */
typedef struct
{
  const char *mode;
  char       *base;
  char       *path;
  LfMendPlan *plan;
} Catalog;

static gpointer
work (LfJob    *job,
      gpointer  data,
      GError  **error)
{
  static const double weight[] = { 1 };
  const Work *self = data;

  lf_job_set_steps (job, weight, 1);
  lf_job_begin_step (job, self->subject->name);
  return self->subject->run (self->path, self->plan, job, error) ? (gpointer) self : NULL;
}

typedef struct
{
  double deviation;
  double silence;
  double seconds;
} Figures;

static Figures
judge (const GArray *samples,
       double        start,
       double        end)
{
  Figures figures = { 0, 0, end - start };
  double last_fraction = 0;
  double last_news = start;

  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);
      double deviation = fabs (sample->fraction - (sample->time - start) / (end - start));

      g_assert_cmpfloat (sample->fraction, >=, last_fraction);
      if (sample->fraction > last_fraction || !sample->is_known)
        {
          figures.silence = MAX (figures.silence, sample->time - last_news);
          last_news = sample->time;
        }
      if (sample->is_known && sample->time <= end)
        figures.deviation = MAX (figures.deviation, deviation);
      last_fraction = sample->fraction;
    }
  figures.silence = MAX (figures.silence, end - last_news);
  return figures;
}

static void
dump (const GArray *samples,
      double        start,
      double        end)
{
  double last = -1;

  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);
      double time = (sample->time - start) / (end - start);

      if (time >= last + 0.05)
        {
          g_print ("    %.2f told %.2f%s\n", time, sample->fraction,
                   sample->is_known ? "" : " (unknown)");
          last = time;
        }
    }
}

static Figures
measure_once (const Subject *subject,
              const Catalog *catalog)
{
  g_autoptr (LfJob) job = lf_job_new (subject->name);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  g_autoptr (GError) error = NULL;
  Looker looker = { job, samples, FALSE, 0 };
  Work data = { subject, catalog->path, catalog->plan };
  double start = get_now ();
  GThread *thread = g_thread_new ("look", look, &looker);
  double end;

  lf_job_run (job, work, &data, &error);
  end = get_now ();
  g_atomic_int_set (&looker.stop, TRUE);
  g_thread_join (thread);
  g_assert_no_error (error);
  if (g_getenv ("DUMP") != NULL)
    dump (samples, start, end);
  return judge (samples, start, end);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *left = a;
  const double *right = b;

  return (*left > *right) - (*left < *right);
}

static double
get_percentile (double *values,
                guint   n,
                guint   percent)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[(n - 1) * percent / 100];
}

static guint
get_number (const char *name,
            guint       fallback)
{
  const char *value = g_getenv (name);

  return value != NULL ? (guint) atoi (value) : fallback;
}

static void
copy (const Catalog *catalog)
{
  g_autofree char *backup = g_strconcat (catalog->path, BACKUP, NULL);

  g_unlink (backup);
  lf_test_copy_file (catalog->base, catalog->path);
  /* What was written for that is not to be waited for by what is measured */
  sync ();
}

static gboolean
measure_progress (const Subject *subject,
                  const Catalog *catalog)
{
  const guint n_runs = get_number ("N_RUNS", 5);
  g_autofree double *deviations = g_new0 (double, n_runs);
  g_autofree double *silences = g_new0 (double, n_runs);
  g_autofree double *seconds = g_new0 (double, n_runs);
  double deviation;
  double silence;

  if (n_runs == 0)
    return TRUE;

  for (guint i = 0; i < n_runs; i++)
    {
      Figures figures;

      copy (catalog);
      figures = measure_once (subject, catalog);
      deviations[i] = figures.deviation;
      silences[i] = figures.silence;
      seconds[i] = figures.seconds;
    }
  g_unlink (catalog->path);

  deviation = get_percentile (deviations, n_runs, 50);
  silence = get_percentile (silences, n_runs, 50);
  g_print ("%-11s %-6s deviation %.3f (%.3f–%.3f) silence %.3f (%.3f–%.3f) seconds %.2f\n",
           subject->name, catalog->mode, deviation, deviations[0], deviations[n_runs - 1], silence,
           silences[0], silences[n_runs - 1], get_percentile (seconds, n_runs, 50));
  return deviation <= MAX_DEVIATION && silence <= MAX_SILENCE;
}

typedef struct
{
  LfJob  *job;
  double  delay;
  double  asked;
} Canceller;

static gpointer
cancel_later (gpointer data)
{
  Canceller *self = data;

  g_usleep ((gulong) (self->delay * G_USEC_PER_SEC));
  self->asked = get_now ();
  lf_job_cancel (self->job);
  return NULL;
}

static gint64
count_frames (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count(*) FROM fits_files NOT INDEXED", -1, &stmt,
                                       NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return n;
}

/* Seconds from the request to the return; negative if it came too late. What was done nevertheless
 * is undone. */
static double
cancel_once (const Subject *subject,
             const Catalog *catalog,
             double         delay)
{
  g_autoptr (LfJob) job = lf_job_new (subject->name);
  g_autoptr (GError) error = NULL;
  Canceller canceller = { job, delay, 0 };
  Work data = { subject, catalog->path, catalog->plan };
  GThread *thread = g_thread_new ("cancel", cancel_later, &canceller);
  double end;

  lf_job_run (job, work, &data, &error);
  end = get_now ();
  g_thread_join (thread);
  if (error != NULL)
    g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_assert_cmpint (count_frames (catalog->path), ==, N_FRAMES);
  if (g_getenv ("DUMP") != NULL)
    g_print ("    asked %.2f took %.3f%s\n", delay, end - canceller.asked,
             error == NULL ? " done" : "");
  if (error == NULL)
    copy (catalog);
  return end - canceller.asked;
}

static gboolean
measure_cancel (const Subject *subject,
                const Catalog *catalog)
{
  const guint n_trials = get_number ("N_CANCELS", 20);
  g_autofree double *seconds = g_new0 (double, MAX (n_trials, 1));
  double whole;
  guint n = 0;
  guint n_within = 0;
  double p95;

  if (n_trials == 0)
    return TRUE;

  copy (catalog);
  whole = measure_once (subject, catalog).seconds;
  copy (catalog);
  for (guint i = 0; i < n_trials; i++)
    {
      double taken = cancel_once (subject, catalog, g_random_double () * whole);

      if (taken >= 0)
        {
          seconds[n++] = taken;
          n_within += taken <= MAX_CANCEL;
        }
    }
  g_assert_true (check (catalog->path, NULL, TRUE, NULL));
  g_unlink (catalog->path);

  p95 = n > 0 ? get_percentile (seconds, n, 95) : 0;
  g_print ("%-11s %-6s cancel %.3f p95 %.3f max %.3f, %u of %u within %.1f s\n", subject->name,
           catalog->mode,
           n > 0 ? get_percentile (seconds, n, 50) : 0, p95, n > 0 ? seconds[n - 1] : 0, n_within,
           n, MAX_CANCEL);
  return p95 <= MAX_CANCEL;
}

static double
time_raw_vacuum (const char *path)
{
  double start = get_now ();

  lf_test_exec (path, "VACUUM");
  return get_now () - start;
}

static gboolean
compare_vacuum (const Catalog *catalog)
{
  const guint n_runs = get_number ("N_RUNS", 5);
  g_autofree double *ours = g_new0 (double, n_runs);
  g_autofree double *raw = g_new0 (double, n_runs);
  double ratio;

  if (n_runs == 0)
    return TRUE;

  for (guint i = 0; i < 2 * n_runs; i++)
    {
      copy (catalog);
      /* Neither is always the first */
      if ((i + i / 2) % 2 == 0)
        ours[i / 2] = measure_once (&subjects[0], catalog).seconds;
      else
        raw[i / 2] = time_raw_vacuum (catalog->path);
    }
  g_unlink (catalog->path);

  ratio = get_percentile (ours, n_runs, 50) / get_percentile (raw, n_runs, 50);
  g_print ("vacuum      %-6s ours %.2f (%.2f–%.2f) sqlite %.2f (%.2f–%.2f) ratio %.2f\n",
           catalog->mode,
           get_percentile (ours, n_runs, 50), ours[0], ours[n_runs - 1],
           get_percentile (raw, n_runs, 50), raw[0], raw[n_runs - 1], ratio);
  return ratio <= MAX_RATIO;
}

static gboolean
is_wanted (const char *name,
           int         argc,
           char      **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], name))
      return TRUE;
  return argc <= 1;
}

static LfMendPlan *
make_plan (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJob) job = lf_job_new ("check");
  g_autoptr (LfCheckReport) report = lf_check_run (path, LF_CHECK_QUICK, job, &error);
  g_autoptr (LfConnection) connection = NULL;
  LfMendPlan *plan;

  g_assert_no_error (error);
  connection = lf_connection_open (path, NULL, &error);
  g_assert_no_error (error);
  plan = lf_mend_plan_new (connection, report, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lf_mend_plan_has_tables (plan) && lf_mend_plan_has_indexes (plan));
  return plan;
}

static gboolean
measure_catalog (const char  *folder,
                 const char  *mode,
                 int          argc,
                 char       **argv)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, N_FRAMES, N_SESSIONS };
  g_autofree char *base = g_build_filename (folder, mode, NULL);
  g_autofree char *path = g_strconcat (base, "-copy", NULL);
  g_autofree char *backup = g_strconcat (path, BACKUP, NULL);
  g_autofree char *pragma = g_strconcat ("PRAGMA journal_mode = ", mode, NULL);
  g_autoptr (LfMendPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  Catalog catalog = { mode, base, path, NULL };
  gboolean within = TRUE;

  lf_demo_make (base, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  lf_test_exec (base, pragma);
  catalog.plan = plan = make_plan (base);

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (is_wanted (subjects[i].name, argc, argv))
      {
        within &= measure_progress (&subjects[i], &catalog);
        within &= measure_cancel (&subjects[i], &catalog);
      }
  if (is_wanted ("ratio", argc, argv))
    within &= compare_vacuum (&catalog);
  g_unlink (backup);
  g_unlink (base);
  return within;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (LfTestFolder) folder = NULL;
  gboolean within;

  lf_test_init (&argc, &argv);
  folder = lf_test_folder_new ();

  within = measure_catalog (folder, "delete", argc, argv);
  within &= measure_catalog (folder, "wal", argc, argv);
  if (!within)
    g_printerr ("A deviation is over %.2f, a silence over %.1f s, a cancel over %.1f s or a ratio "
                "over %.1f\n",
                MAX_DEVIATION, MAX_SILENCE, MAX_CANCEL, MAX_RATIO);
  return within ? EXIT_SUCCESS : EXIT_FAILURE;
}
