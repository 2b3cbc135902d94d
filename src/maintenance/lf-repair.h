/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-error.h"
#include "maintenance/lf-backup.h"
#include "maintenance/lf-mend.h"
#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/**
 * LfRepairOptions:
 * @only: (nullable): the ids of the findings to repair; %NULL for all that can be repaired, which
 *   removes no rows: those that refer to nothing go only if their finding is named
 * @without_backup: whether to go on without a backup, because the user said so
 * @backup_folder: (nullable): where backups go; %NULL for `backups` beside the catalog
 * @keep_backups: how many backups are kept; 0 for all
 * @full_check: whether every index is compared with its table, before and after
 * @measure: whether queries are timed, before and after
 * @n_runs: how often each is timed; 0 for the usual
 * @vacuum: whether to run VACUUM however little there is to give back
 * @analyze: whether to run ANALYZE also where statistics are fresh
 *
 * How a catalog is repaired.
 */
typedef struct
{
  const char *const *only;
  gboolean           without_backup;
  const char        *backup_folder;
  guint              keep_backups;
  gboolean           full_check;
  gboolean           measure;
  guint              n_runs;
  gboolean           vacuum;
  gboolean           analyze;
} LfRepairOptions;

/**
 * LfRepairStep:
 * @id: as of #LfRunStep
 * @title: what it does, translated
 * @is_needed: whether it will do something
 * @details: (element-type utf8): what in particular, a sentence each
 * @bytes: how much it writes, about
 * @seconds: how long it takes, about
 *
 * A step of a repair that is yet to be done.
 */
typedef struct
{
  char      *id;
  char      *title;
  gboolean   is_needed;
  GPtrArray *details;
  guint64    bytes;
  double     seconds;
} LfRepairStep;

/**
 * LfRepairPlan:
 * @catalog: path of the catalog
 * @report: what the checks found
 * @repairable: (element-type LfFinding): what would be repaired
 * @steps: (element-type LfRepairStep): in order
 * @backup: where the backup would go
 * @is_needed: whether there is anything to do
 * @refusal: (nullable): why it cannot be done now, with figures; %NULL if it can
 * @refusal_code: what kind of error that is
 * @seconds: how long all takes, about
 * @mend: (nullable): what is done to tables and indexes; %NULL if the file is damaged
 *
 * What a repair would do.
 */
typedef struct
{
  char          *catalog;
  LfCheckReport *report;
  GPtrArray     *repairable;
  GPtrArray     *steps;
  char          *backup;
  gboolean       is_needed;
  char          *refusal;
  LfCatalogError refusal_code;
  double         seconds;
  LfMendPlan    *mend;
} LfRepairPlan;

gboolean      lf_repair_wants          (const LfRepairOptions  *options,
                                        const char             *id);
gboolean      lf_repair_loses_links    (LfCheckReport          *report);
LfRepairPlan *lf_repair_plan_new       (const char             *path,
                                        const LfRepairOptions  *options,
                                        LfJob                  *job,
                                        GError                **error);
void          lf_repair_plan_free      (LfRepairPlan           *self);
LfRepairStep *lf_repair_plan_find_step (LfRepairPlan           *self,
                                        const char             *id);

LfRun        *lf_repair_run            (const char             *path,
                                        const LfRepairOptions  *options,
                                        LfJob                  *job);
LfRun        *lf_repair_try            (const char             *path,
                                        const LfRepairOptions  *options,
                                        LfJob                  *job);
LfRun        *lf_repair_analyze        (const char             *path,
                                        const LfRepairOptions  *options,
                                        LfJob                  *job);
LfRun        *lf_repair_vacuum         (const char             *path,
                                        const LfRepairOptions  *options,
                                        LfJob                  *job);
LfRun        *lf_repair_restore        (const char             *backup,
                                        const char             *path,
                                        LfJob                  *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRepairPlan, lf_repair_plan_free)

G_END_DECLS
