/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-repair.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "catalog/lf-identity.h"
#include "maintenance/lf-preflight.h"
#include "maintenance/lf-repair-work.h"

/* How long the checks at the beginning take beside the steps of a plan, in seconds */
#define CHECK_RATE 300e6
#define CHECK_SECONDS 0.1

/* What the checks are of the whole, until they are over: less than it may turn out, for a bar never
 * goes back */
#define STEPS_AFTER_CHECK 30

typedef struct
{
  const char   *id;
  LfRepairFunc  func;
  gboolean      writes;
} Step;

/* In this order: VACUUM may give other numbers to rows whose key is lost, so structure goes first */
static const Step steps[] = {
  { "measure-before", lf_repair_work_measure_before, FALSE },
  { "preflight", lf_repair_work_preflight, FALSE },
  { "backup", lf_repair_work_back_up, FALSE },
  { "structure", lf_repair_work_structure, TRUE },
  { "indexes", lf_repair_work_indexes, TRUE },
  { "vacuum", lf_repair_work_vacuum, TRUE },
  { "analyze", lf_repair_work_analyze, TRUE },
  { "verify", lf_repair_work_verify, FALSE },
  { "measure-after", lf_repair_work_measure_after, FALSE },
};

static gboolean
is_cancel (const GError *error)
{
  return g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
}

static LfJob *
begin_part (LfRepairWork *work,
            const char   *title)
{
  lf_job_begin_step (work->job, title);
  g_clear_object (&work->part);
  work->part = lf_job_new_part (work->job);
  return work->part;
}

/* Where the catalog stands when a repair ends early. A step is whole or undone, never between. */
static char *
describe_stop (LfRepairWork *work,
               const GError *error)
{
  GString *text = g_string_new (NULL);

  if (!is_cancel (error))
    g_string_append_printf (text, "%s ", error->message);

  if (work->last_written == NULL)
    g_string_append (text, is_cancel (error)
                             ? _("Cancelled. The catalog is as it was before.")
                             : _("The catalog is as it was before."));
  else
    g_string_append_printf (
      text, is_cancel (error)
              /* Translators: the title of a step, such as “Rebuilding tables” */
              ? _("Cancelled. The catalog is as it was after the step “%s”: that and what came "
                  "before it is done, the rest is not.")
              : _("The catalog is as it was after the step “%s”: that and what came before it is "
                  "done, the rest is not."),
      work->last_written);
  return g_string_free (text, FALSE);
}

static void
stop (LfRepairWork *work,
      LfRunStep    *step,
      const GError *error)
{
  gboolean cancelled = is_cancel (error);

  if (step != NULL)
    {
      step->outcome = cancelled ? LF_STEP_CANCELLED : LF_STEP_FAILED;
      if (!cancelled)
        {
          g_free (step->detail);
          step->detail = g_strdup (error->message);
        }
    }
  work->run->outcome = cancelled ? LF_RUN_CANCELLED : LF_RUN_FAILED;
  if (work->run->message == NULL)
    work->run->message = describe_stop (work, error);
  lf_job_log (work->job, "%s", work->run->message);
}

static gboolean
run_step (LfRepairWork *work,
          const Step   *what)
{
  LfRepairStep *planned = lf_repair_plan_find_step (work->plan, what->id);
  LfRunStep *step = lf_run_add_step (work->run, what->id, planned->title);
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  gboolean done;

  begin_part (work, planned->title);
  if (!planned->is_needed)
    {
      step->outcome = LF_STEP_SKIPPED;
      step->detail = planned->details->len > 0
                       ? g_strdup (g_ptr_array_index (planned->details, 0))
                       : NULL;
      return TRUE;
    }

  done = !lf_job_is_cancelled (work->job, &error) && what->func (work, step, &error);
  step->seconds = (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  if (!done)
    {
      stop (work, step, error);
      return FALSE;
    }

  step->outcome = LF_STEP_DONE;
  if (what->writes)
    work->last_written = planned->title;
  if (step->detail != NULL)
    lf_job_log (work->job, "  %s", step->detail);
  return TRUE;
}

/* The steps become known when the checks are over; what the bar shows until then is weighed by the
 * size of the file */
static void
weigh_steps (LfRepairWork *work)
{
  double weights[G_N_ELEMENTS (steps) + 1];

  weights[0] = CHECK_SECONDS + (double) work->plan->report->space->file_bytes / CHECK_RATE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    weights[i + 1] = lf_repair_plan_find_step (work->plan, steps[i].id)->seconds;
  lf_job_set_steps (work->job, weights, G_N_ELEMENTS (weights));
}

/* What another program left unfinished cannot even be looked at before it is rolled back */
static gboolean
roll_back_unfinished (LfRepairWork *work)
{
  g_autoptr (GError) error = NULL;
  gboolean was_needed;
  gboolean done = lf_preflight_roll_back (work->path, work->job, &was_needed, &error);
  LfRunStep *step;

  if (!was_needed)
    return TRUE;

  step = lf_run_add_step (work->run, "roll-back", _("Rolling back an unfinished write"));
  if (!done)
    {
      stop (work, step, error);
      return FALSE;
    }

  step->outcome = LF_STEP_DONE;
  step->detail = g_strdup (_("the program that wrote to the catalog last had not finished"));
  lf_job_log (work->job, "%s: %s", step->title, step->detail);
  return TRUE;
}

static gboolean
make_plan (LfRepairWork *work)
{
  LfRunStep *step = lf_run_add_step (work->run, "check", _("Checking the catalog"));
  gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  lf_job_set_steps (work->job, (double[]) { 1, STEPS_AFTER_CHECK }, 2);
  begin_part (work, step->title);
  work->plan = lf_repair_plan_new (work->path, work->options, work->part, &error);
  step->seconds = (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  if (work->plan == NULL)
    {
      stop (work, step, error);
      return FALSE;
    }

  step->outcome = LF_STEP_DONE;
  work->run->layout = work->plan->report->layout;
  lf_run_state_take_report (work->run->before, work->plan->report);
  if (work->plan->refusal == NULL)
    return TRUE;

  g_set_error_literal (&error, LF_CATALOG_ERROR, work->plan->refusal_code, work->plan->refusal);
  stop (work, step, error);
  return FALSE;
}

static void
run_steps (LfRepairWork *work)
{
  if (!make_plan (work))
    return;

  if (!work->plan->is_needed)
    {
      work->run->outcome = LF_RUN_NOTHING_TO_DO;
      work->run->message = g_strdup (_("There is nothing to repair. Nothing was written."));
      return;
    }

  weigh_steps (work);
  work->run->outcome = LF_RUN_DONE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run_step (work, &steps[i]))
      return;
}

static void
free_work (LfRepairWork *work)
{
  g_clear_pointer (&work->writer, lf_writer_close);
  g_clear_pointer (&work->before, lf_content_free);
  g_clear_pointer (&work->plan, lf_repair_plan_free);
  g_clear_object (&work->part);
}

/* @path is what is worked on, which is a copy of @catalog in a trial */
static LfRun *
run (LfRunKind              kind,
     const char            *path,
     const char            *catalog,
     const LfRepairOptions *options,
     LfJob                 *job)
{
  LfRepairWork work = { .path = path, .options = options, .job = job };
  gint64 started = g_get_monotonic_time ();

  work.run = lf_run_new (kind, catalog);
  if (roll_back_unfinished (&work))
    {
      work.run->identity = lf_identity_load (catalog, NULL);
      run_steps (&work);
    }
  free_work (&work);
  work.run->seconds = (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  return work.run;
}

/**
 * lf_repair_run:
 * @path: a catalog
 * @options: how to repair it
 * @job: told how far it is; cancelling it ends the repair
 *
 * Repairs a catalog: checks, times queries, makes sure that it can be done, makes and verifies a
 * backup, rebuilds tables, makes indexes, gives space back, gathers statistics, verifies every row,
 * and times queries again. Before the backup is verified nothing is written. Whatever happens, a
 * cancel, an error, a kill, the catalog is as before or as after a whole step; the record says
 * which. If the verification finds a difference, the backup is restored. Blocks: for worker threads.
 *
 * Returns: (transfer full): the record, also of a repair that failed
 */
LfRun *
lf_repair_run (const char            *path,
               const LfRepairOptions *options,
               LfJob                 *job)
{
  return run (LF_RUN_REPAIR, path, path, options, job);
}

/* A folder of its own, so that what SQLite puts beside the copy goes with it */
static char *
make_copy (const char  *path,
           LfJob       *job,
           GError     **error)
{
  GStatBuf st;
  guint64 bytes = g_stat (path, &st) == 0 ? (guint64) st.st_size : 0;
  g_autofree char *temporary = lf_preflight_get_temporary_folder (path, 4 * bytes);
  g_autofree char *folder = NULL;
  g_autofree char *copy = NULL;

  if (temporary == NULL)
    {
      g_autofree char *size = g_format_size (4 * bytes);

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_DISK_FULL,
                   _("No folder for temporary files has the %s that a trial on a copy needs. "
                     "Nothing was done. Make room, or name a folder with room in SQLITE_TMPDIR."),
                   size);
      return NULL;
    }

  folder = g_build_filename (temporary, "lightframe-XXXXXX", NULL);
  if (g_mkdtemp (folder) == NULL)
    {
      int code = errno;

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("No folder for the copy could be made: %s. Nothing was done."),
                   g_strerror (code));
      return NULL;
    }

  copy = g_build_filename (folder, "copy.db", NULL);
  if (lf_copy_catalog (path, copy, job, error))
    return g_steal_pointer (&copy);

  g_rmdir (folder);
  return NULL;
}

static void
remove_copy (const char *copy)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };
  g_autofree char *folder = g_path_get_dirname (copy);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (copy, suffixes[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

/**
 * lf_repair_try:
 * @path: a catalog
 * @options: how to repair it
 * @job: told how far it is; cancelling it ends the trial
 *
 * Does on a temporary copy what lf_repair_run() would do, without a backup. The catalog itself is
 * only read. Blocks: for worker threads.
 *
 * Returns: (transfer full): the record, also of a trial that failed
 */
LfRun *
lf_repair_try (const char            *path,
               const LfRepairOptions *options,
               LfJob                 *job)
{
  LfRepairOptions trial = *options;
  g_autoptr (LfJob) copying = NULL;
  g_autoptr (LfJob) repairing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  LfRun *record;

  trial.without_backup = TRUE;
  lf_job_set_steps (job, (double[]) { 1, 9 }, 2);
  lf_job_begin_step (job, _("Copying the catalog"));
  copying = lf_job_new_part (job);
  copy = make_copy (path, copying, &error);
  if (copy == NULL)
    {
      LfRepairWork work = { .job = job, .run = lf_run_new (LF_RUN_TRIAL, path) };

      work.run->identity = lf_identity_load (path, NULL);
      stop (&work, NULL, error);
      return work.run;
    }

  lf_job_begin_step (job, _("Repairing the copy"));
  repairing = lf_job_new_part (job);
  record = run (LF_RUN_TRIAL, copy, path, &trial, repairing);
  remove_copy (copy);
  return record;
}

/**
 * lf_repair_vacuum:
 * @path: a catalog
 * @options: of which the backup counts, and whether to measure
 * @job: told how far it is; cancelling it ends it
 *
 * Gives the space back that holds nothing, after a backup. Refused where it would do harm: VACUUM
 * may give other numbers to frames that are known by their row number alone. Blocks: for worker
 * threads.
 *
 * Returns: (transfer full): the record
 */
LfRun *
lf_repair_vacuum (const char            *path,
                  const LfRepairOptions *options,
                  LfJob                 *job)
{
  static const char *const nothing[] = { NULL };
  LfRepairOptions only = *options;

  only.only = nothing;
  only.vacuum = TRUE;
  return run (LF_RUN_VACUUM, path, path, &only, job);
}

/**
 * lf_repair_analyze:
 * @path: a catalog
 * @options: of which only counts whether to measure
 * @job: told how far it is; cancelling it ends it
 *
 * Gathers statistics. It writes to SQLite's own tables of statistics and to nothing else, so there
 * is no backup. Blocks: for worker threads.
 *
 * Returns: (transfer full): the record
 */
LfRun *
lf_repair_analyze (const char            *path,
                   const LfRepairOptions *options,
                   LfJob                 *job)
{
  static const char *const nothing[] = { NULL };
  LfRepairOptions only = *options;

  only.only = nothing;
  only.without_backup = TRUE;
  only.analyze = TRUE;
  return run (LF_RUN_ANALYZE, path, path, &only, job);
}
