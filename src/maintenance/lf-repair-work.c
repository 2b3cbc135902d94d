/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-repair-work.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-aside.h"
#include "maintenance/lf-compose.h"

/* The steps of a repair, one function each */

static gboolean
measure (LfRepairWork  *work,
         LfRunState    *state,
         LfRunStep     *step,
         GError       **error)
{
  g_autoptr (LfConnection) connection =
    lf_connection_open (work->path, lf_job_get_cancellable (work->job), error);
  g_autoptr (GPtrArray) timings = NULL;

  if (connection == NULL)
    return FALSE;

  timings = lf_timings_measure (connection, work->part,
                                work->options->n_runs > 0 ? work->options->n_runs
                                                          : LF_TIMING_DEFAULT_RUNS,
                                LF_TIMINGS_QUICK, error);
  if (timings == NULL)
    return FALSE;

  lf_run_state_take_timings (state, timings);
  step->detail = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u figure", "%u figures",
                                               timings->len),
                                  timings->len);
  return TRUE;
}

/**
 * lf_repair_work_measure_before:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Times queries before anything is changed.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_measure_before (LfRepairWork  *work,
                               LfRunStep     *step,
                               GError       **error)
{
  return measure (work, work->run->before, step, error);
}

/**
 * lf_repair_work_measure_after:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Times queries when all is done.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_measure_after (LfRepairWork  *work,
                              LfRunStep     *step,
                              GError       **error)
{
  return measure (work, work->run->after, step, error);
}

static gboolean
read_data_version (LfRepairWork  *work,
                   gint64        *version,
                   GError       **error)
{
  LfConnection *connection = lf_writer_ensure_connection (work->writer, error);

  return connection != NULL &&
         lf_compose_read_pragma (connection, "data_version", version, error);
}

static gboolean
read_content (LfRepairWork  *work,
              GError       **error)
{
  g_autoptr (LfConnection) connection =
    lf_connection_open (work->path, lf_job_get_cancellable (work->job), error);

  if (connection == NULL)
    return FALSE;
  work->before = lf_content_read (connection, work->part, error);
  if (work->before == NULL)
    return FALSE;
  lf_run_state_take_content (work->run->before, work->before);
  return TRUE;
}

/**
 * lf_repair_work_preflight:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Opens the catalog for writing. That there is room, and that nobody else is writing, was found out
 * when the plan was made.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_preflight (LfRepairWork  *work,
                          LfRunStep     *step,
                          GError       **error)
{
  work->writer = lf_writer_open (work->path, work->job, error);
  if (work->writer == NULL || !read_data_version (work, &work->data_version, error))
    return FALSE;

  if (!work->options->without_backup)
    return TRUE;
  /* There will be no backup whose making reads the content: it is what the end is compared with */
  return read_content (work, error);
}

/**
 * lf_repair_work_back_up:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Makes the backup and verifies it, then removes the oldest beyond those that are kept.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_back_up (LfRepairWork  *work,
                        LfRunStep     *step,
                        GError       **error)
{
  const LfRepairOptions *options = work->options;
  g_autofree char *name = NULL;
  g_autofree char *rows = NULL;

  work->run->backup = lf_backup_make (work->path, options->backup_folder, &work->before, work->part,
                                      error);
  if (work->run->backup == NULL)
    return FALSE;

  lf_run_state_take_content (work->run->before, work->before);
  if (options->keep_backups > 0)
    lf_backup_prune (work->path, options->backup_folder, options->keep_backups, work->job);

  name = g_filename_display_basename (work->run->backup);
  rows = lf_format_count (work->run->before->n_rows);
  /* Translators: the name of a file, and a number of rows */
  step->detail = g_strdup_printf (_("backup “%s” verified: %s rows, checksums equal"), name, rows);
  return TRUE;
}

/* Only the connection that began can tell; one that had to be opened again counts from the start */
static gboolean
is_unchanged_by_others (LfRepairWork *work)
{
  gint64 version = 0;

  return read_data_version (work, &version, NULL) && version == work->data_version;
}

/* What was changed since there were so many changes, in a line */
static char *
describe_changes (LfRun *run,
                  guint  first)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = first; i < run->changes->len; i++)
    g_ptr_array_add (texts, ((LfChange *) g_ptr_array_index (run->changes, i))->text);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (GStrv) texts->pdata);
}

/**
 * lf_repair_work_structure:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Rebuilds the damaged tables, in one transaction.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_structure (LfRepairWork  *work,
                          LfRunStep     *step,
                          GError       **error)
{
  guint n = work->run->changes->len;

  if (!lf_mend_tables (work->plan->mend, work->writer, work->run, error))
    return FALSE;

  step->detail = describe_changes (work->run, n);
  return TRUE;
}

/**
 * lf_repair_work_indexes:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Makes the indexes that are missing and drops those that are there twice.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_indexes (LfRepairWork  *work,
                        LfRunStep     *step,
                        GError       **error)
{
  guint n = work->run->changes->len;

  if (!lf_mend_indexes (work->plan->mend, work->writer, work->run, error))
    return FALSE;

  step->detail = describe_changes (work->run, n);
  return TRUE;
}

static gboolean
read_bytes (LfRepairWork  *work,
            gint64        *bytes,
            GError       **error)
{
  LfConnection *connection = lf_writer_ensure_connection (work->writer, error);
  gint64 n_pages = 0;
  gint64 page_size = 0;

  if (connection == NULL ||
      !lf_compose_read_pragma (connection, "page_count", &n_pages, error) ||
      !lf_compose_read_pragma (connection, "page_size", &page_size, error))
    return FALSE;

  *bytes = n_pages * page_size;
  return TRUE;
}

/**
 * lf_repair_work_vacuum:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Writes the file anew without what holds nothing.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_vacuum (LfRepairWork  *work,
                       LfRunStep     *step,
                       GError       **error)
{
  gint64 before = 0;
  gint64 after = 0;
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;

  if (!read_bytes (work, &before, error) || !lf_writer_vacuum (work->writer, error) ||
      !read_bytes (work, &after, error))
    return FALSE;

  was = g_format_size ((guint64) before);
  is = g_format_size ((guint64) after);
  /* Translators: sizes of a file before and after */
  step->detail = g_strdup_printf (_("%s → %s"), was, is);
  return TRUE;
}

/**
 * lf_repair_work_analyze:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Gathers statistics.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_analyze (LfRepairWork  *work,
                        LfRunStep     *step,
                        GError       **error)
{
  return lf_writer_analyze (work->writer, error);
}

/* Of a verification that failed where nothing may be restored */
static gboolean
leave_as_it_is (LfRepairWork  *work,
                const char    *difference,
                GError       **error)
{
  g_autofree char *shown = NULL;

  if (work->run->backup == NULL)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("The verification found a difference: %s There is no backup to go back to, "
                     "because none was wanted."),
                   difference);
      return FALSE;
    }

  shown = g_filename_display_name (work->run->backup);
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("The verification found a difference: %s Another program wrote to the catalog "
                 "meanwhile. The backup was not restored, because what that program wrote is not "
                 "in it and would be lost. “%s” has everything that was in the catalog before the "
                 "repair: restore it if you can do without what was written since."),
               difference, shown);
  return FALSE;
}

/* What a verification that failed leads to: back to what was. If another program wrote meanwhile,
 * its rows are in the catalog and not in the backup, and going back would lose them. */
static gboolean
go_back (LfRepairWork  *work,
         const char    *difference,
         GError       **error)
{
  g_autoptr (LfJob) job = lf_job_new (_("Restoring the backup"));
  g_autoptr (GError) failure = NULL;
  g_autofree char *shown = NULL;

  if (work->run->backup == NULL || !is_unchanged_by_others (work))
    return leave_as_it_is (work, difference, error);

  shown = g_filename_display_name (work->run->backup);
  lf_job_set_finishing (work->job, TRUE);
  g_clear_pointer (&work->writer, lf_writer_close);
  if (lf_backup_restore (work->run->backup, work->path, job, &failure))
    {
      work->last_written = NULL;
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("The verification found a difference, so the backup was restored: %s Please "
                     "report this, with the catalog if you can."),
                   difference);
    }
  else
    {
      /* All that is to be said: after what step the catalog is, nobody knows */
      work->run->message = g_strdup_printf (
        _("The verification found a difference: %s The backup could not be restored either: %s Do "
          "not use the catalog; “%s” has everything that was in it."),
        difference, failure->message, shown);
      g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED, work->run->message);
    }
  return FALSE;
}

static gboolean
compare (LfRepairWork  *work,
         LfConnection  *connection,
         LfRunStep     *step,
         LfContent     *after,
         GError       **error)
{
  g_autofree char *difference = NULL;
  g_autofree char *rows = NULL;
  gboolean is_equal = lf_mend_verify_content (work->plan->mend, connection, work->before, after,
                                              &difference, error);

  if (!is_equal && difference == NULL)
    return FALSE;

  work->run->data_unchanged = is_equal;
  if (!is_equal && is_unchanged_by_others (work))
    return go_back (work, difference, error);

  rows = lf_format_count (lf_content_count_rows (after));
  if (is_equal)
    /* Translators: a number of rows */
    step->detail = g_strdup_printf (_("%s rows, checksums equal"), rows);
  else
    step->detail = g_strdup_printf (_("Another program wrote to the catalog meanwhile, so it "
                                      "cannot be told whether all is as before: %s"),
                                    difference);
  return TRUE;
}

/* On a connection of its own, beside the reading of the rows */
static gpointer
check_again (LfJob     *job,
             gpointer   data,
             GError   **error)
{
  const LfRepairWork *work = data;

  return lf_check_run (work->path, work->options->full_check ? LF_CHECK_FULL : LF_CHECK_QUICK, job,
                       error);
}

/**
 * lf_repair_work_verify:
 * @work: a repair
 * @step: its record
 * @error: where to put an error
 *
 * Checks the catalog again, and that every row and value is still there.
 *
 * Returns: whether it is done
 */
gboolean
lf_repair_work_verify (LfRepairWork  *work,
                       LfRunStep     *step,
                       GError       **error)
{
  g_autoptr (LfCheckReport) report = NULL;
  g_autoptr (LfContent) after = NULL;
  g_autoptr (GError) failure = NULL;
  LfConnection *connection;
  LfAside *checking;

  if (!lf_writer_check_file (work->writer, error))
    return FALSE;
  connection = lf_writer_ensure_connection (work->writer, error);
  if (connection == NULL)
    return FALSE;

  checking = lf_aside_start (work->part, check_again, work);
  after = lf_content_read (connection, work->part, &failure);
  report = lf_aside_finish (checking, after != NULL ? &failure : NULL);
  if (after == NULL || report == NULL)
    {
      if (lf_writer_check_file (work->writer, error))
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (report->integrity->lines->len > 0)
    {
      g_autofree char *line =
        lf_format_one_line (g_ptr_array_index (report->integrity->lines, 0));
      g_autofree char *sentence = g_strconcat (line, ".", NULL);

      return go_back (work, sentence, error);
    }
  if (!lf_writer_check_file (work->writer, error) || !compare (work, connection, step, after, error))
    return FALSE;

  work->run->after = lf_run_state_new ();
  lf_run_state_take_report (work->run->after, report);
  lf_run_state_take_content (work->run->after, after);
  return TRUE;
}
