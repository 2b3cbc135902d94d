/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-maintenance.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"
#include "app/lf-maintenance-work.h"
#include "catalog/lf-error.h"
#include "maintenance/lf-plan.h"
#include "maintenance/lf-timing.h"

struct _LfMaintenance
{
  GObject         parent_instance;

  char           *path;
  LfCheckReport  *report;
  char           *holders;
  gboolean        is_read_only;
  GPtrArray      *timings;
  LfRun          *run;          /* the last one */
  GError         *error;        /* of the last job that somebody waited for */

  LfJob          *running;
  LfWorkKind      kind;         /* what @running does */
  LfWorkKind      next;         /* what is to be done as soon as @running is over */
  LfRunKind       run_kind;     /* what a run does or is to do */
  LfRepairChoice *choice;       /* how */
  char           *backup;       /* what is to be restored */
  gboolean        is_stopped;
};

enum
{
  PROP_0,
  PROP_REPORT,
  PROP_TIMINGS,
  PROP_RUN,
  PROP_JOB,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (LfMaintenance, lf_maintenance, G_TYPE_OBJECT)

static void start (LfMaintenance *self,
                   LfWorkKind     kind);

static void
take_report (LfMaintenance *self,
             LfWorkAnswer  *answer)
{
  g_clear_pointer (&self->report, lf_check_report_free);
  self->report = g_steal_pointer (&answer->report);
  g_free (self->holders);
  self->holders = g_steal_pointer (&answer->holders);
  self->is_read_only = answer->is_read_only;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REPORT]);
}

/* Puts new plans into the report, and what they tell in the place of what the old ones told */
static void
take_plans (LfMaintenance *self,
            LfWorkAnswer  *answer)
{
  GPtrArray *findings;

  if (self->report == NULL)
    return;

  findings = self->report->findings;
  for (guint i = findings->len; i > 0; i--)
    if (lf_finding_get_check (g_ptr_array_index (findings, i - 1)) == LF_CHECK_PLANS)
      g_ptr_array_remove_index (findings, i - 1);

  g_clear_pointer (&self->report->plans, g_ptr_array_unref);
  self->report->plans = g_steal_pointer (&answer->plans);
  lf_plans_add_findings (self->report->plans, findings);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REPORT]);
}

static void
set_timings (LfMaintenance *self,
             GPtrArray     *timings)
{
  g_clear_pointer (&self->timings, g_ptr_array_unref);
  self->timings = timings;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TIMINGS]);
}

static void
set_run (LfMaintenance *self,
         LfRun         *run)
{
  if (self->run == NULL && run == NULL)
    return;

  g_clear_pointer (&self->run, lf_run_unref);
  self->run = run;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUN]);
}

/* What was changed, or may have been, is looked at again. What was measured before tells nothing of
 * the catalog any more. */
static LfWorkKind
take_run (LfMaintenance *self,
          LfWorkAnswer  *answer)
{
  LfRun *run = answer->run;
  gboolean wrote = run->kind != LF_RUN_TRIAL && run->outcome != LF_RUN_NOTHING_TO_DO;

  if (wrote)
    set_timings (self, run->after != NULL && run->after->timings->len > 0
                         ? g_ptr_array_ref (run->after->timings)
                         : NULL);
  set_run (self, g_steal_pointer (&answer->run));
  return wrote && !self->is_stopped ? LF_WORK_CHECK : LF_WORK_NONE;
}

static void
set_error (LfMaintenance *self,
           GError        *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (LfMaintenance) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfWorkAnswer) answer = lf_job_run_finish (LF_JOB (source), result, &error);
  LfWorkKind kind = self->kind;
  LfWorkKind next = self->next;

  lf_release ();
  g_clear_object (&self->running);
  self->kind = LF_WORK_NONE;
  self->next = LF_WORK_NONE;

  if (answer != NULL && answer->run != NULL)
    next = take_run (self, answer);
  else if (answer != NULL && answer->report != NULL)
    take_report (self, answer);
  else if (answer != NULL && answer->plans != NULL)
    take_plans (self, answer);
  else if (answer != NULL)
    set_timings (self, g_steal_pointer (&answer->timings));
  else if (kind != LF_WORK_LOOK &&
           !g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    set_error (self, g_steal_pointer (&error));

  if (next != LF_WORK_NONE)
    start (self, next);
  else
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
}

static const char *
get_run_title (LfRunKind kind)
{
  switch (kind)
    {
    case LF_RUN_TRIAL:
      return _("Trying on a copy");
    case LF_RUN_ANALYZE:
      return _("Gathering statistics");
    case LF_RUN_VACUUM:
      return _("Giving space back");
    case LF_RUN_RESTORE:
      return _("Restoring the backup");
    case LF_RUN_REPAIR:
    case LF_RUN_MEASURE:
    default:
      return _("Repairing the catalog");
    }
}

static const char *
get_title (LfMaintenance *self,
           LfWorkKind     kind)
{
  switch (kind)
    {
    case LF_WORK_RUN:
      return get_run_title (self->run_kind);
    case LF_WORK_EXPLAIN:
      return _("Explaining queries");
    case LF_WORK_MEASURE:
      return _("Measuring queries");
    case LF_WORK_NONE:
    case LF_WORK_LOOK:
    case LF_WORK_CHECK:
    case LF_WORK_CHECK_FULL:
    default:
      return _("Checking the catalog");
    }
}

static void
start (LfMaintenance *self,
       LfWorkKind     kind)
{
  LfWorkOrder *work = g_new0 (LfWorkOrder, 1);

  work->path = g_strdup (self->path);
  work->kind = kind;
  self->kind = kind;
  if (kind == LF_WORK_RUN)
    {
      work->run_kind = self->run_kind;
      work->choice = g_steal_pointer (&self->choice);
      work->backup = g_steal_pointer (&self->backup);
      set_run (self, NULL);
    }
  self->running = lf_job_new (get_title (self, kind));
  if (kind != LF_WORK_LOOK)
    set_error (self, NULL);

  lf_hold ();
  lf_job_run_async (self->running, lf_work_do, work, (GDestroyNotify)lf_work_order_free,
                    (GDestroyNotify)lf_work_answer_free, run_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
}

/* What nobody waits for makes way; what somebody waits for does not */
static void
request (LfMaintenance *self,
         LfWorkKind     kind)
{
  if (self->is_stopped)
    return;

  if (self->running == NULL)
    start (self, kind);
  else if (self->kind == LF_WORK_LOOK)
    {
      self->next = kind;
      lf_job_cancel (self->running);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
    }
}

static void
lf_maintenance_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LfMaintenance *self = LF_MAINTENANCE (object);

  switch (prop_id)
    {
    case PROP_REPORT:
      g_value_set_pointer (value, self->report);
      break;
    case PROP_TIMINGS:
      g_value_set_pointer (value, self->timings);
      break;
    case PROP_RUN:
      g_value_set_pointer (value, self->run);
      break;
    case PROP_JOB:
      g_value_set_object (value, lf_maintenance_get_job (self));
      break;
    case PROP_ERROR:
      g_value_set_pointer (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_maintenance_finalize (GObject *object)
{
  LfMaintenance *self = LF_MAINTENANCE (object);

  g_clear_pointer (&self->report, lf_check_report_free);
  g_clear_pointer (&self->timings, g_ptr_array_unref);
  g_clear_pointer (&self->run, lf_run_unref);
  g_clear_pointer (&self->choice, lf_repair_choice_free);
  g_clear_error (&self->error);
  g_free (self->backup);
  g_free (self->holders);
  g_free (self->path);

  G_OBJECT_CLASS (lf_maintenance_parent_class)->finalize (object);
}

static void
lf_maintenance_class_init (LfMaintenanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lf_maintenance_finalize;
  object_class->get_property = lf_maintenance_get_property;

  props[PROP_REPORT] = g_param_spec_pointer ("report", NULL, NULL, flags);
  props[PROP_TIMINGS] = g_param_spec_pointer ("timings", NULL, NULL, flags);
  props[PROP_RUN] = g_param_spec_pointer ("run", NULL, NULL, flags);
  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LF_TYPE_JOB, flags);
  props[PROP_ERROR] = g_param_spec_pointer ("error", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lf_maintenance_init (LfMaintenance *self)
{
}

/**
 * lf_maintenance_new:
 * @path: a catalog
 *
 * Returns: (transfer full): that nothing is known of it yet
 */
LfMaintenance *
lf_maintenance_new (const char *path)
{
  LfMaintenance *self = g_object_new (LF_TYPE_MAINTENANCE, NULL);

  self->path = g_strdup (path);
  return self;
}

/**
 * lf_maintenance_get_path:
 * @self: a catalog's maintenance
 *
 * Returns: (transfer none): the catalog
 */
const char *
lf_maintenance_get_path (LfMaintenance *self)
{
  return self->path;
}

/**
 * lf_maintenance_get_report:
 * @self: a catalog's maintenance
 *
 * Returns: (transfer none) (nullable): what the last check found; after a cheap one some of its
 *   parts are %NULL
 */
LfCheckReport *
lf_maintenance_get_report (LfMaintenance *self)
{
  return self->report;
}

/**
 * lf_maintenance_get_holders:
 * @self: a catalog's maintenance
 *
 * Returns: (transfer none) (nullable): which other programs had the catalog open when it was
 *   checked; %NULL for none. A cheap check does not look.
 */
const char *
lf_maintenance_get_holders (LfMaintenance *self)
{
  return self->holders;
}

/**
 * lf_maintenance_get_timings:
 * @self: a catalog's maintenance
 *
 * Returns: (transfer none) (nullable) (element-type LfTiming): what was measured last
 */
GPtrArray *
lf_maintenance_get_timings (LfMaintenance *self)
{
  return self->timings;
}

/**
 * lf_maintenance_is_read_only:
 * @self: a catalog's maintenance
 *
 * Returns: whether the catalog could not be written when it was checked
 */
gboolean
lf_maintenance_is_read_only (LfMaintenance *self)
{
  return self->is_read_only;
}

/**
 * lf_maintenance_get_run:
 * @self: a catalog's maintenance
 *
 * Returns: (transfer none) (nullable): the record of what was run last, however it ended. The next
 *   run clears it.
 */
LfRun *
lf_maintenance_get_run (LfMaintenance *self)
{
  return self->run;
}

/**
 * lf_maintenance_get_job:
 * @self: a catalog's maintenance
 *
 * Returns: (transfer none) (nullable): what is being done, if somebody waits for it
 */
LfJob *
lf_maintenance_get_job (LfMaintenance *self)
{
  return self->kind != LF_WORK_LOOK ? self->running : NULL;
}

/**
 * lf_maintenance_get_error:
 * @self: a catalog's maintenance
 *
 * Returns: (transfer none) (nullable): why the last job failed. The next one clears it.
 */
const GError *
lf_maintenance_get_error (LfMaintenance *self)
{
  return self->error;
}

/**
 * lf_maintenance_is_at_work:
 * @self: a catalog's maintenance
 *
 * Returns: whether anything is being done, be it that nobody waits for it
 */
gboolean
lf_maintenance_is_at_work (LfMaintenance *self)
{
  return self->running != NULL;
}

/**
 * lf_maintenance_is_free:
 * @self: a catalog's maintenance
 *
 * Returns: whether something can be asked of it; it cannot while a job runs or is about to. Told by
 *   the property `job`.
 */
gboolean
lf_maintenance_is_free (LfMaintenance *self)
{
  return self->running == NULL || (self->kind == LF_WORK_LOOK && self->next == LF_WORK_NONE);
}

/**
 * lf_maintenance_check:
 * @self: a catalog's maintenance
 * @scope: how much to check
 *
 * Checks the catalog. %LF_CHECK_CHEAP is done in passing: it is no job, its failure no error, and
 * any other work takes its place. Does nothing while a job runs.
 */
void
lf_maintenance_check (LfMaintenance *self,
                      LfCheckScope   scope)
{
  static const LfWorkKind kinds[] = {
    [LF_CHECK_CHEAP] = LF_WORK_LOOK,
    [LF_CHECK_QUICK] = LF_WORK_CHECK,
    [LF_CHECK_FULL] = LF_WORK_CHECK_FULL,
  };

  request (self, kinds[scope]);
}

/**
 * lf_maintenance_explain:
 * @self: a catalog's maintenance
 *
 * Asks SQLite anew how it runs the queries; what it says is in the report. Does nothing while a
 * job runs.
 */
void
lf_maintenance_explain (LfMaintenance *self)
{
  request (self, LF_WORK_EXPLAIN);
}

/**
 * lf_maintenance_measure:
 * @self: a catalog's maintenance
 *
 * Measures how long the queries take. Does nothing while a job runs.
 */
void
lf_maintenance_measure (LfMaintenance *self)
{
  request (self, LF_WORK_MEASURE);
}

/**
 * lf_maintenance_run:
 * @self: a catalog's maintenance
 * @kind: a repair, a trial, ANALYZE or VACUUM
 * @choice: how
 *
 * Does work that leaves a record, which is kept in the history and told by the property `run`. If it
 * writes to the catalog, that is checked anew afterwards. Does nothing while a job runs.
 */
void
lf_maintenance_run (LfMaintenance        *self,
                    LfRunKind             kind,
                    const LfRepairChoice *choice)
{
  if (!lf_maintenance_is_free (self))
    return;

  g_clear_pointer (&self->choice, lf_repair_choice_free);
  self->choice = lf_repair_choice_copy (choice);
  self->run_kind = kind;
  request (self, LF_WORK_RUN);
}

/**
 * lf_maintenance_restore:
 * @self: a catalog's maintenance
 * @backup: a backup of it
 *
 * Puts the backup in the place of the catalog, as lf_maintenance_run() does other work: what is there
 * now is backed up first. Does nothing while a job runs.
 */
void
lf_maintenance_restore (LfMaintenance *self,
                        const char    *backup)
{
  if (!lf_maintenance_is_free (self))
    return;

  g_free (self->backup);
  self->backup = g_strdup (backup);
  self->run_kind = LF_RUN_RESTORE;
  request (self, LF_WORK_RUN);
}

/**
 * lf_maintenance_is_writing:
 * @self: a catalog's maintenance
 *
 * Returns: whether a run is being done, or about to be, that writes to the catalog
 */
gboolean
lf_maintenance_is_writing (LfMaintenance *self)
{
  return self->running != NULL && (self->kind == LF_WORK_RUN || self->next == LF_WORK_RUN) &&
         self->run_kind != LF_RUN_TRIAL;
}

/**
 * lf_maintenance_stop:
 * @self: a catalog's maintenance
 *
 * Cancels what is being done, for a catalog that is not looked at any more. The application waits
 * for the worker, see lf_hold().
 */
void
lf_maintenance_stop (LfMaintenance *self)
{
  self->is_stopped = TRUE;
  self->next = LF_WORK_NONE;
  if (self->running != NULL)
    lf_job_cancel (self->running);
}
