/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "maintenance/lf-preflight.h"
#include "catalog/lf-identity.h"
#include "maintenance/lf-repair.h"

static LfRunStep *
begin_step (LfRun       *run,
            LfJob       *job,
            const char  *id,
            const char  *title,
            LfJob      **part)
{
  lf_job_begin_step (job, title);
  g_clear_object (part);
  *part = lf_job_new_part (job);
  return lf_run_add_step (run, id, title);
}

static void
end_step (LfRun        *run,
          LfRunStep    *step,
          gint64        started,
          const GError *error)
{
  step->seconds = (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  step->outcome = LF_STEP_DONE;
  if (error == NULL)
    return;

  step->outcome = LF_STEP_FAILED;
  step->detail = g_strdup (error->message);
  run->outcome = LF_RUN_FAILED;
  if (g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    {
      g_clear_pointer (&step->detail, g_free);
      step->outcome = LF_STEP_CANCELLED;
      run->outcome = LF_RUN_CANCELLED;
      run->message = g_strdup (_("Cancelled. The catalog is as it was before."));
    }
  else
    run->message = g_strdup (error->message);
}

/* What the catalog is like, as far as it can be read: restoring is what one does when it cannot, so
 * that says nothing of how the run ends */
static void
look (LfRun       *run,
      LfRunState  *state,
      const char  *id,
      const char  *title,
      LfJob       *job,
      LfJob      **part)
{
  LfRunStep *step = begin_step (run, job, id, title, part);
  gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCheckReport) report = lf_check_run (run->catalog, LF_CHECK_QUICK, *part, &error);

  end_step (run, step, started, NULL);
  if (report != NULL)
    {
      run->layout = report->layout;
      lf_run_state_take_report (state, report);
      return;
    }

  step->outcome = g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED)
                    ? LF_STEP_CANCELLED
                    : LF_STEP_FAILED;
  step->detail = g_strdup (error->message);
}

/* Whether there is nothing in the catalog that SQLite could read, and so nothing to be kept;
 * lf_backup_restore() leaves such a file beside the catalog */
static gboolean
is_unreadable (const GError *error)
{
  static const LfCatalogError codes[] = {
    LF_CATALOG_ERROR_NOT_FOUND,  LF_CATALOG_ERROR_EMPTY,     LF_CATALOG_ERROR_NOT_SQLITE,
    LF_CATALOG_ERROR_ENCRYPTED,  LF_CATALOG_ERROR_TRUNCATED, LF_CATALOG_ERROR_NOT_A_CATALOG,
    LF_CATALOG_ERROR_CORRUPT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, LF_CATALOG_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* What is there now is kept, too */
static gboolean
back_up (LfRun  *run,
         LfJob  *job,
         LfJob **part)
{
  LfRunStep *step = begin_step (run, job, "backup", _("Backing up what is there now"), part);
  gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  run->backup = lf_backup_make (run->catalog, NULL, NULL, *part, &error);
  if (run->backup == NULL && is_unreadable (error))
    {
      step->outcome = LF_STEP_SKIPPED;
      step->detail = g_strdup (error->message);
      return TRUE;
    }

  end_step (run, step, started, error);
  return run->backup != NULL;
}

static void
restore (LfRun      *run,
         const char *backup,
         LfJob      *job,
         LfJob     **part)
{
  LfRunStep *step = begin_step (run, job, "restore", _("Restoring the backup"), part);
  gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  lf_backup_restore (backup, run->catalog, *part, &error);
  end_step (run, step, started, error);
}

/**
 * lf_repair_restore:
 * @backup: a backup
 * @path: the catalog it takes the place of
 * @job: told how far it is; cancelling it ends it, until the catalog is being replaced
 *
 * Puts a backup in the place of a catalog: backs up what is there now, if that can be read,
 * verifies the backup, replaces the catalog in one go, and verifies that. Whatever happens, the
 * catalog is one or the other, whole. Blocks: for worker threads.
 *
 * Returns: (transfer full): the record, also of one that failed
 */
LfRun *
lf_repair_restore (const char *backup,
                   const char *path,
                   LfJob      *job)
{
  LfRun *run = lf_run_new (LF_RUN_RESTORE, path);
  g_autoptr (LfJob) part = NULL;
  gint64 started = g_get_monotonic_time ();
  gboolean was_unfinished;

  /* What is unfinished is not what is there now. If it cannot be rolled back, that is said
   * later. */
  lf_preflight_roll_back (path, job, &was_unfinished, NULL);
  run->identity = lf_identity_load (backup, NULL);
  run->outcome = LF_RUN_DONE;
  lf_job_set_steps (job, (double[]) { 1, 2, 3, 1 }, 4);
  look (run, run->before, "check", _("Checking the catalog"), job, &part);
  if (back_up (run, job, &part))
    restore (run, backup, job, &part);
  if (run->outcome == LF_RUN_DONE)
    {
      run->after = lf_run_state_new ();
      look (run, run->after, "verify", _("Checking the catalog again"), job, &part);
    }
  run->seconds = (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  return run;
}
