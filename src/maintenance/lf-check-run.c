/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-check-run.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-aside.h"
#include "maintenance/lf-plan.h"

/* How long the cheap checks take beside each other, measured on 25,285 frames from a warm disk */
static const double weights[] = { 40, 5, 2, 1 };

static void
begin_step (LfJob   *job,
            LfCheck  check)
{
  g_autofree char *title = NULL;

  /* Translators: the name of a check, such as “Integrity” */
  title = g_strdup_printf (_("Checking: %s"), lf_check_get_title (check));
  lf_job_begin_step (job, title);
}

/* Whether another check failed because of what the integrity check complains of */
static gboolean
is_explained (LfCheckReport *self,
              const GError  *failure)
{
  switch (lf_integrity_report_get_trouble (self->integrity))
    {
    case LF_INTEGRITY_DAMAGED:
      return g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT);
    case LF_INTEGRITY_UNKNOWN:
      return g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
    case LF_INTEGRITY_VALUES:
    case LF_INTEGRITY_FINE:
    default:
      return FALSE;
    }
}

static gboolean
run_structure (LfCheckReport  *self,
               LfConnection   *connection,
               LfJob          *job,
               GError        **error)
{
  begin_step (job, LF_CHECK_STRUCTURE);
  self->structure = lf_check_structure (connection, job, error);
  if (self->structure == NULL)
    return FALSE;
  lf_structure_report_add_findings (self->structure, self->findings);

  begin_step (job, LF_CHECK_INDEXES);
  self->indexes = lf_check_indexes (connection, job, error);
  if (self->indexes == NULL)
    return FALSE;
  lf_index_report_add_findings (self->indexes, self->findings);
  return TRUE;
}

static gboolean
run_contents (LfCheckReport  *self,
              LfConnection   *connection,
              gboolean        cheap,
              LfJob          *job,
              GError        **error)
{
  begin_step (job, LF_CHECK_STATISTICS);
  self->statistics = lf_check_statistics (connection, job, error);
  if (self->statistics == NULL)
    return FALSE;
  lf_statistics_report_add_findings (self->statistics, self->findings);

  begin_step (job, LF_CHECK_SPACE);
  self->space = lf_check_space (connection, job, !cheap, error);
  if (self->space == NULL)
    return FALSE;
  lf_space_report_add_findings (self->space, self->findings);

  if (cheap)
    return TRUE;

  begin_step (job, LF_CHECK_PLANS);
  self->plans = lf_plans_explain (connection, job, error);
  if (self->plans == NULL)
    return FALSE;
  lf_plans_add_findings (self->plans, self->findings);
  return TRUE;
}

static gboolean
run_rest (LfCheckReport  *self,
          LfConnection   *connection,
          gboolean        cheap,
          LfJob          *job,
          GError        **error)
{
  return run_structure (self, connection, job, error) &&
         run_contents (self, connection, cheap, job, error);
}

typedef struct
{
  LfCheckReport *report;
  LfConnection  *connection;
} Rest;

static gpointer
run_rest_aside (LfJob     *job,
                gpointer   data,
                GError   **error)
{
  Rest *rest = data;

  return run_rest (rest->report, rest->connection, FALSE, job, error) ? rest : NULL;
}

/* Two threads, two connections: reading every page takes about as long as all the rest */
static gboolean
run_all (LfCheckReport  *self,
         const char     *path,
         LfConnection   *connection,
         gboolean        full,
         LfJob          *job,
         GError        **error)
{
  g_autoptr (GPtrArray) rest_findings = NULL;
  g_autoptr (LfConnection) second = lf_connection_open (path, lf_job_get_cancellable (job), error);
  g_autoptr (GError) failure = NULL;
  Rest rest = { self, connection };
  LfAside *aside;
  gboolean done;

  if (second == NULL)
    return FALSE;

  aside = lf_aside_start (job, run_rest_aside, &rest);
  begin_step (job, LF_CHECK_INTEGRITY);
  self->integrity = lf_check_integrity (second, job, full, error);
  done = lf_aside_finish (aside, &failure) != NULL;
  if (self->integrity == NULL)
    return FALSE;

  /* Damage keeps other checks from reading; that it is there is worth being told all the same */
  if (!done && !is_explained (self, failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  rest_findings = g_steal_pointer (&self->findings);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  lf_integrity_report_add_findings (self->integrity, self->findings);
  g_ptr_array_extend (self->findings, rest_findings, (GCopyFunc) g_object_ref, NULL);
  return TRUE;
}

/**
 * lf_check_run:
 * @path: a catalog
 * @scope: how much to check
 * @job: told how far it is; cancelling it ends the check
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Checks a catalog, on a connection of its own. Writes nothing. Where the file itself is damaged,
 * checks that need what cannot be read are left out. Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): the report
 */
LfCheckReport *
lf_check_run (const char    *path,
              LfCheckScope   scope,
              LfJob         *job,
              GError       **error)
{
  gboolean cheap = scope == LF_CHECK_CHEAP;
  g_autoptr (LfCheckReport) self = g_new0 (LfCheckReport, 1);
  g_autoptr (LfConnection) connection = NULL;

  lf_job_set_steps (job, cheap ? weights : (double[]) { 1 }, cheap ? G_N_ELEMENTS (weights) : 1);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);

  connection = lf_connection_open (path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  self->layout = lf_connection_get_layout (connection);
  if (cheap ? run_rest (self, connection, TRUE, job, error)
            : run_all (self, path, connection, scope == LF_CHECK_FULL, job, error))
    return g_steal_pointer (&self);
  return NULL;
}

/**
 * lf_check_report_free:
 * @self: (transfer full): a report
 *
 * Frees it.
 */
void
lf_check_report_free (LfCheckReport *self)
{
  g_clear_pointer (&self->integrity, lf_integrity_report_free);
  g_clear_pointer (&self->structure, lf_structure_report_free);
  g_clear_pointer (&self->indexes, lf_index_report_free);
  g_clear_pointer (&self->statistics, lf_statistics_report_free);
  g_clear_pointer (&self->space, lf_space_report_free);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_ptr_array_unref (self->findings);
  g_free (self);
}
