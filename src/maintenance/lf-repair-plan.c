/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-repair.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-preflight.h"

/* Bytes a second and what every step costs besides, measured on 250,000 frames from a warm disk.
 * They only have to be right beside each other: the progress of a job is weighed by them, and the
 * total is told as “about”. */
#define FIXED_SECONDS 0.02
#define CHECK_RATE 300e6
#define BACKUP_RATE 90e6
#define REBUILD_RATE 60e6
#define INDEX_RATE 150e6
#define VACUUM_RATE 80e6
#define ANALYZE_RATE 500e6
#define VERIFY_RATE 150e6

/* Seconds, with nothing wrong any more */
#define TIMINGS_AFTER 10

static void
step_free (LfRepairStep *self)
{
  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->details);
  g_free (self);
}

/**
 * lf_repair_wants:
 * @options: how to repair
 * @id: id of a finding, or its beginning up to a dot
 *
 * Returns: whether a finding whose id begins so is to be repaired
 */
gboolean
lf_repair_wants (const LfRepairOptions *options,
                 const char            *id)
{
  if (options->only == NULL)
    return TRUE;

  for (guint i = 0; options->only[i] != NULL; i++)
    if (g_str_has_prefix (options->only[i], id))
      return TRUE;
  return FALSE;
}

/* Adds a step; one that is not needed keeps its place, so that it can be told why */
static LfRepairStep *
add_step (LfRepairPlan *self,
          const char   *id,
          const char   *title,
          gboolean      is_needed,
          double        seconds)
{
  LfRepairStep *step = g_new0 (LfRepairStep, 1);

  step->id = g_strdup (id);
  step->title = g_strdup (title);
  step->is_needed = is_needed;
  step->details = g_ptr_array_new_with_free_func (g_free);
  step->seconds = is_needed ? FIXED_SECONDS + seconds : 0;
  g_ptr_array_add (self->steps, step);
  return step;
}

static void
set_details (LfRepairStep *step,
             GPtrArray    *details)
{
  g_ptr_array_unref (step->details);
  step->details = details;
}

static gboolean
has_finding (LfRepairPlan *self,
             const char   *prefix)
{
  for (guint i = 0; i < self->report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (self->report->findings, i);

      if (lf_finding_get_repair (finding) != NULL &&
          g_str_has_prefix (lf_finding_get_id (finding), prefix))
        return TRUE;
    }
  return FALSE;
}

static void
collect_repairable (LfRepairPlan          *self,
                    const LfRepairOptions *options)
{
  self->repairable = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (self->report->findings, i);

      if (lf_finding_get_repair (finding) != NULL &&
          lf_repair_wants (options, lf_finding_get_id (finding)))
        g_ptr_array_add (self->repairable, g_object_ref (finding));
    }
}

/**
 * lf_repair_loses_links:
 * @report: what the checks found
 *
 * Looks whether VACUUM would do harm as the catalog is: it may give other numbers to rows without
 * INTEGER PRIMARY KEY, and frames that lost their id are known by those numbers alone. Any thread.
 *
 * Returns: whether it would
 */
gboolean
lf_repair_loses_links (LfCheckReport *report)
{
  for (guint i = 0; i < report->structure->tables->len; i++)
    {
      LfTableStructure *table = g_ptr_array_index (report->structure->tables, i);

      for (guint j = 0; j < table->problems->len; j++)
        {
          LfRowProblem *problem = g_ptr_array_index (table->problems, j);

          if (problem->kind == LF_ROW_NULL_ID && table->has_numbers)
            return TRUE;
        }
    }
  return FALSE;
}

typedef struct
{
  gboolean tables;
  gboolean indexes;
  gboolean vacuum;
  gboolean unsafe_vacuum;
  gboolean analyze;
  gboolean any;
} Needs;

static void
find_needs (LfRepairPlan          *self,
            const LfRepairOptions *options,
            Needs                 *needs)
{
  needs->tables = lf_mend_plan_has_tables (self->mend);
  needs->indexes = lf_mend_plan_has_indexes (self->mend);
  needs->vacuum = needs->tables || options->vacuum ||
                  (lf_repair_wants (options, "space.") &&
                   lf_space_report_is_worth_vacuum (self->report->space));
  needs->unsafe_vacuum = needs->vacuum && !needs->tables && lf_repair_loses_links (self->report);
  needs->vacuum &= !needs->unsafe_vacuum;
  needs->analyze = needs->tables || needs->indexes || options->analyze ||
                   (lf_repair_wants (options, "statistics.") && has_finding (self, "statistics."));
  needs->any = needs->tables || needs->indexes || needs->vacuum || needs->analyze;
}

static void
add_preparation (LfRepairPlan          *self,
                 const LfRepairOptions *options,
                 const Needs           *needs)
{
  guint64 bytes = self->report->space->file_bytes;
  g_autofree char *size = g_format_size (bytes);
  g_autofree char *shown = g_filename_display_name (self->backup);
  LfRepairStep *step;

  add_step (self, "measure-before", _("Timing queries before"), needs->any && options->measure,
            lf_timings_estimate (self->report->plans, LF_TIMINGS_QUICK));
  add_step (self, "preflight", _("Checking that it can be done"), needs->any, 0);

  step = add_step (self, "backup", _("Backing up"), needs->any && !options->without_backup,
                   (double) bytes / BACKUP_RATE);
  if (step->is_needed)
    {
      step->bytes = bytes;
      g_ptr_array_add (step->details,
                       g_strdup_printf (_("%s go to “%s”, and are compared with the catalog."),
                                        size, shown));
    }
  else if (needs->any)
    g_ptr_array_add (step->details,
                     g_strdup (_("No backup was wanted, so there will be no way back.")));
}

static void
add_writing (LfRepairPlan *self,
             const Needs  *needs)
{
  LfSpaceReport *space = self->report->space;
  guint64 used = space->file_bytes - space->free_bytes;
  guint64 bytes = lf_mend_plan_get_bytes (self->mend);
  g_autofree char *size = g_format_size (space->file_bytes);
  g_autofree char *nothing = g_format_size (space->free_bytes);
  LfRepairStep *step;

  step = add_step (self, "structure", _("Rebuilding tables"), needs->tables,
                   (double) bytes / REBUILD_RATE);
  step->bytes = needs->tables ? bytes : 0;
  set_details (step, lf_mend_plan_describe (self->mend, TRUE));

  step = add_step (self, "indexes", _("Making indexes"), needs->indexes,
                   (double) used / INDEX_RATE);
  set_details (step, lf_mend_plan_describe (self->mend, FALSE));

  step = add_step (self, "vacuum", _("Giving space back (VACUUM)"), needs->vacuum,
                   (double) used / VACUUM_RATE);
  step->bytes = needs->vacuum ? used : 0;
  if (needs->unsafe_vacuum)
    g_ptr_array_add (step->details,
                     g_strdup (_("Not before the lost primary key is restored: VACUUM may give "
                                 "other numbers to frames without id, and their links would be "
                                 "lost.")));
  else if (needs->vacuum && space->free_bytes > 0)
    g_ptr_array_add (step->details,
                     g_strdup_printf (_("%s of %s hold nothing now."), nothing, size));

  add_step (self, "analyze", _("Gathering statistics (ANALYZE)"), needs->analyze,
            (double) used / ANALYZE_RATE);
  add_step (self, "verify", _("Verifying every row"), needs->any, (double) used / VERIFY_RATE);
}

/* Why it cannot be done is a result; that it was cancelled is none. Takes @failure over. */
static gboolean
refuse (LfRepairPlan  *self,
        GError        *failure,
        GError       **error)
{
  if (g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  self->refusal = g_strdup (failure->message);
  self->refusal_code = (LfCatalogError) failure->code;
  g_error_free (failure);
  return TRUE;
}

/* What the file needs at most: while the tables are rebuilt the old pages are kept in the journal,
 * and while VACUUM writes back, all of them; a WAL holds the new ones instead */
static gboolean
check_preflight (LfRepairPlan           *self,
                 const LfRepairOptions  *options,
                 const Needs            *needs,
                 LfJob                  *job,
                 GError                **error)
{
  LfSpaceReport *space = self->report->space;
  guint64 bytes = lf_mend_plan_get_bytes (self->mend);
  guint64 used = space->file_bytes - space->free_bytes;
  g_autofree char *folder = g_path_get_dirname (self->backup);
  g_autoptr (GError) failure = NULL;
  LfPreflightNeeds room = {
    .catalog_bytes = needs->vacuum || needs->tables ? space->file_bytes + 2 * bytes : used / 4,
    .temporary_bytes = needs->vacuum ? used + bytes : used / 4,
    .backup_bytes = options->without_backup ? 0 : space->file_bytes,
    .backup_folder = options->without_backup ? NULL : folder,
  };

  return lf_preflight_check (self->catalog, &room, job, &failure) ||
         refuse (self, g_steal_pointer (&failure), error);
}

/* Tables that are rebuilt, and all that VACUUM goes through, are made anew by what defines them */
static gboolean
check_definitions (LfRepairPlan  *self,
                   LfConnection  *connection,
                   const Needs   *needs,
                   GError       **error)
{
  g_autoptr (GError) failure = NULL;

  return (!needs->tables && !needs->vacuum) ||
         lf_preflight_check_definitions (connection, &failure) ||
         refuse (self, g_steal_pointer (&failure), error);
}

/* What is built on damaged pages does not stand, and what cannot be checked cannot be verified */
static void
refuse_damaged (LfRepairPlan *self)
{
  g_autofree char *line = lf_format_one_line (
    g_ptr_array_index (self->report->integrity->lines, 0));

  self->refusal_code = LF_CATALOG_ERROR_FAILED;
  switch (lf_integrity_report_get_trouble (self->report->integrity))
    {
    case LF_INTEGRITY_UNKNOWN:
      self->refusal = g_strdup_printf (
        _("The file cannot be checked, because a table or an index in it needs something that only "
          "the program that made it has (%s). Nothing was changed, because the repair could not be "
          "verified. Let that program remove the table or the index, then try again."),
        line);
      break;
    case LF_INTEGRITY_VALUES:
      self->refusal = g_strdup_printf (
        _("The file is whole, but something in it is not what its table allows (%s). Nothing was "
          "changed, because a repair would have to choose another value, which only you can. Set "
          "one with your cataloger or with “sqlite3 CATALOG”, then try again."),
        line);
      break;
    case LF_INTEGRITY_DAMAGED:
    case LF_INTEGRITY_FINE:
    default:
      self->refusal_code = LF_CATALOG_ERROR_CORRUPT;
      self->refusal = g_strdup_printf (
        _("The file itself is damaged (%s). Nothing was changed, because a repair would build on "
          "damaged pages. Restore a backup from before the damage, or recover what can be read "
          "with “sqlite3 CATALOG .recover”."),
        line);
      break;
    }
}

static gboolean
make_plan (LfRepairPlan           *self,
           const LfRepairOptions  *options,
           LfJob                  *job,
           GError                **error)
{
  g_autoptr (LfConnection) connection = NULL;
  Needs needs;

  if (self->report->space == NULL || self->report->integrity->lines->len > 0)
    {
      refuse_damaged (self);
      return TRUE;
    }

  connection = lf_connection_open (self->catalog, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return FALSE;
  self->mend = lf_mend_plan_new (connection, self->report, options->only, error);
  if (self->mend == NULL)
    return FALSE;

  find_needs (self, options, &needs);
  add_preparation (self, options, &needs);
  add_writing (self, &needs);
  add_step (self, "measure-after", _("Timing queries after"), needs.any && options->measure,
            TIMINGS_AFTER);
  for (guint i = 0; i < self->steps->len; i++)
    self->seconds += ((LfRepairStep *) g_ptr_array_index (self->steps, i))->seconds;
  self->is_needed = needs.any;

  if (!check_definitions (self, connection, &needs, error))
    return FALSE;
  g_clear_pointer (&connection, lf_connection_close);
  return !needs.any || self->refusal != NULL ||
         check_preflight (self, options, &needs, job, error);
}

/* A name that was mistyped must not pass for one that needs nothing */
static gboolean
knows_findings (LfRepairPlan           *self,
                const LfRepairOptions  *options,
                GError                **error)
{
  for (guint i = 0; options->only != NULL && options->only[i] != NULL; i++)
    {
      g_autofree char *shown = g_utf8_make_valid (options->only[i], -1);
      gboolean found = FALSE;

      for (guint j = 0; j < self->report->findings->len && !found; j++)
        found = g_str_equal (lf_finding_get_id (g_ptr_array_index (self->report->findings, j)),
                             options->only[i]);
      if (found)
        continue;

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("There is no finding “%s” in this catalog. Nothing was done. Check the "
                     "catalog to see what there is."),
                   shown);
      return FALSE;
    }
  return TRUE;
}

/**
 * lf_repair_plan_new:
 * @path: a catalog
 * @options: how to repair it
 * @job: told how far it is; cancelling it ends the checks
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Checks a catalog and finds out what a repair would do. Writes nothing. Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): the plan, which may be a refusal
 */
LfRepairPlan *
lf_repair_plan_new (const char             *path,
                    const LfRepairOptions  *options,
                    LfJob                  *job,
                    GError                **error)
{
  g_autoptr (LfRepairPlan) self = g_new0 (LfRepairPlan, 1);

  self->catalog = g_strdup (path);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  self->backup = lf_backup_choose_path (path, options->backup_folder);
  self->report = lf_check_run (path, options->full_check ? LF_CHECK_FULL : LF_CHECK_QUICK, job,
                               error);
  if (self->report == NULL || !knows_findings (self, options, error))
    return NULL;

  collect_repairable (self, options);
  if (!make_plan (self, options, job, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lf_repair_plan_find_step:
 * @self: a plan
 * @id: id of a step
 *
 * Returns: (transfer none) (nullable): the step
 */
LfRepairStep *
lf_repair_plan_find_step (LfRepairPlan *self,
                          const char   *id)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      LfRepairStep *step = g_ptr_array_index (self->steps, i);

      if (g_str_equal (step->id, id))
        return step;
    }
  return NULL;
}

/**
 * lf_repair_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees it.
 */
void
lf_repair_plan_free (LfRepairPlan *self)
{
  g_free (self->catalog);
  g_free (self->backup);
  g_free (self->refusal);
  g_clear_pointer (&self->report, lf_check_report_free);
  g_clear_pointer (&self->mend, lf_mend_plan_free);
  g_clear_pointer (&self->repairable, g_ptr_array_unref);
  g_ptr_array_unref (self->steps);
  g_free (self);
}
