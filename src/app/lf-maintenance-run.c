/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-maintenance-run.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-history.h"

/* Work that leaves a record, and how it ended */

/* What cannot be kept is no reason to say that the work failed */
static void
keep (LfRun *run,
      LfJob *job)
{
  g_autofree char *path = lf_history_get_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfHistory) history = lf_history_open (path, &error);

  if (history == NULL || !lf_history_add (history, run, &error))
    lf_job_log (job, "%s", error->message);
}

static LfRun *
run (LfRunKind             kind,
     const char           *path,
     const LfRepairChoice *choice,
     LfJob                *job)
{
  LfRepairOptions options;

  lf_repair_choice_get_options (choice, &options);
  switch (kind)
    {
    case LF_RUN_TRIAL:
      return lf_repair_try (path, &options, job);
    case LF_RUN_ANALYZE:
      return lf_repair_analyze (path, &options, job);
    case LF_RUN_VACUUM:
      return lf_repair_vacuum (path, &options, job);
    case LF_RUN_REPAIR:
    case LF_RUN_MEASURE:
    case LF_RUN_RESTORE:
    default:
      return lf_repair_run (path, &options, job);
    }
}

/**
 * lf_maintenance_run_do:
 * @kind: a repair, a trial, ANALYZE or VACUUM
 * @path: a catalog
 * @choice: how
 * @job: told how far it is; cancelling it ends it
 *
 * Does work that leaves a record and keeps that in the history. Blocks: for worker threads.
 *
 * Returns: (transfer full): the record, also of work that failed
 */
LfRun *
lf_maintenance_run_do (LfRunKind             kind,
                       const char           *path,
                       const LfRepairChoice *choice,
                       LfJob                *job)
{
  LfRun *record = run (kind, path, choice, job);

  if (lf_run_is_worth_keeping (record))
    keep (record, job);
  return record;
}

/**
 * lf_maintenance_run_restore:
 * @backup: a backup
 * @path: the catalog it takes the place of
 * @job: told how far it is; cancelling it ends it
 *
 * Restores a backup and keeps the record of that in the history. Blocks: for worker threads.
 *
 * Returns: (transfer full): the record, also of work that failed
 */
LfRun *
lf_maintenance_run_restore (const char *backup,
                            const char *path,
                            LfJob      *job)
{
  LfRun *record = lf_repair_restore (backup, path, job);

  if (lf_run_is_worth_keeping (record))
    keep (record, job);
  return record;
}

/**
 * lf_maintenance_run_get_title:
 * @run: a record
 *
 * Returns: (transfer full): what it was and how it ended, as a title
 */
char *
lf_maintenance_run_get_title (LfRun *run)
{
  /* Translators: a title: what was done, such as “Repair”, and how it ended, such as “repaired” */
  return g_strdup_printf (_("%s: %s"), lf_run_kind_get_title (run->kind),
                          lf_run_outcome_get_title (run->kind, run->outcome));
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (sentence == NULL || *sentence == '\0')
    return;

  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/**
 * lf_maintenance_run_describe:
 * @run: a record
 *
 * Returns: (transfer full): in a few sentences how it ended and what there is to go back to
 */
char *
lf_maintenance_run_describe (LfRun *run)
{
  g_autofree char *elapsed = lf_format_elapsed ((gint64) (run->seconds * G_USEC_PER_SEC));
  g_autofree char *took = g_strdup_printf (_("It took %s."), elapsed);
  g_autoptr (GString) text = g_string_new (NULL);

  add_sentence (text, run->message);
  if (run->outcome == LF_RUN_DONE)
    add_sentence (text, took);
  if (run->outcome == LF_RUN_DONE && run->kind == LF_RUN_TRIAL)
    add_sentence (text, _("The catalog itself was only read."));
  if (run->backup != NULL)
    {
      g_autofree char *name = g_filename_display_basename (run->backup);
      g_autofree char *backup =
        /* Translators: the name of a file */
        g_strdup_printf (_("The verified backup is “%s”."), name);

      add_sentence (text, backup);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
