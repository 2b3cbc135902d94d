/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-run.h"
#include "maintenance/lf-content.h"
#include "maintenance/lf-plan.h"
#include "maintenance/lf-timing.h"

G_BEGIN_DECLS

/**
 * LfRunKind:
 * @LF_RUN_REPAIR: a repair of the catalog
 * @LF_RUN_TRIAL: the same on a copy
 * @LF_RUN_ANALYZE: statistics gathered
 * @LF_RUN_VACUUM: free pages given back
 * @LF_RUN_MEASURE: queries timed, nothing written
 * @LF_RUN_RESTORE: a backup restored
 */
typedef enum
{
  LF_RUN_REPAIR,
  LF_RUN_TRIAL,
  LF_RUN_ANALYZE,
  LF_RUN_VACUUM,
  LF_RUN_MEASURE,
  LF_RUN_RESTORE,
} LfRunKind;

#define LF_N_RUN_KINDS 6

/**
 * LfRunOutcome:
 * @LF_RUN_DONE: it did what it was for (`repaired`, of a repair)
 * @LF_RUN_NOTHING_TO_DO: there was nothing to do, and nothing was written
 * @LF_RUN_CANCELLED: it was cancelled; @message of the run says how far the catalog is
 * @LF_RUN_FAILED: it could not be done; @message of the run says why and how the catalog is
 */
typedef enum
{
  LF_RUN_DONE,
  LF_RUN_NOTHING_TO_DO,
  LF_RUN_CANCELLED,
  LF_RUN_FAILED,
} LfRunOutcome;

#define LF_N_RUN_OUTCOMES 4

/**
 * LfStepOutcome:
 * @LF_STEP_DONE: it was done
 * @LF_STEP_SKIPPED: it was not needed or not wanted
 * @LF_STEP_CANCELLED: it was cancelled, and undone
 * @LF_STEP_FAILED: it failed, and was undone
 */
typedef enum
{
  LF_STEP_DONE,
  LF_STEP_SKIPPED,
  LF_STEP_CANCELLED,
  LF_STEP_FAILED,
} LfStepOutcome;

#define LF_N_STEP_OUTCOMES 4

/**
 * LfRunStep:
 * @id: a stable name: `roll-back`, `check`, `preflight`, `backup`, `structure`, `indexes`, `vacuum`,
 *   `analyze`, `verify`, `measure-before`, `measure-after`
 * @title: what it does, translated
 * @seconds: how long it took
 * @outcome: how it ended
 * @detail: (nullable): a sentence with figures on what it did, or why it was skipped
 *
 * A step of a run.
 */
typedef struct
{
  char          *id;
  char          *title;
  double         seconds;
  LfStepOutcome  outcome;
  char          *detail;
} LfRunStep;

/**
 * LfRunState:
 * @bytes: of the file
 * @free_bytes: of its free pages
 * @n_rows: of all tables
 * @is_checked: whether the checks were run: only then do no findings mean that nothing was found
 * @findings: (element-type LfFinding): what the checks found
 * @plans: (element-type LfPlan): of each query, for the largest session and a typical one
 * @timings: (element-type LfTiming): likewise; empty if it was not measured
 * @objects: (element-type LfSpaceObject): sizes of tables and indexes; empty if not known
 * @tables: (element-type LfTableContent): rows and checksums; empty if not known
 *
 * How a catalog is at one moment.
 */
typedef struct
{
  guint64    bytes;
  guint64    free_bytes;
  guint64    n_rows;
  gboolean   is_checked;
  GPtrArray *findings;
  GPtrArray *plans;
  GPtrArray *timings;
  GArray    *objects;
  GPtrArray *tables;
} LfRunState;

/**
 * LfChangeKind:
 * @LF_CHANGE_REBUILT: a table was rebuilt
 * @LF_CHANGE_CREATED: a table, column or index was made
 * @LF_CHANGE_DROPPED: a spare index was dropped
 * @LF_CHANGE_RENUMBERED: a row got another id
 * @LF_CHANGE_REMOVED: rows that refer to nothing were removed
 * @LF_CHANGE_NOT_RESTORABLE: something could not be mended, and why
 */
typedef enum
{
  LF_CHANGE_REBUILT,
  LF_CHANGE_CREATED,
  LF_CHANGE_DROPPED,
  LF_CHANGE_RENUMBERED,
  LF_CHANGE_REMOVED,
  LF_CHANGE_NOT_RESTORABLE,
} LfChangeKind;

#define LF_N_CHANGE_KINDS 6

/**
 * LfChange:
 * @kind: what was done
 * @table: the table it is about
 * @name: (nullable): the index, column or constraint
 * @text: one translated sentence with its figures
 * @count: rows it is about; 0 if that makes no sense
 *
 * Something that a run changed, or could not.
 */
typedef struct
{
  LfChangeKind  kind;
  char         *table;
  char         *name;
  char         *text;
  guint64       count;
} LfChange;

/**
 * LfRun:
 * @id: its number in the history; 0 if it is not there
 * @kind: what it was
 * @catalog: path of the catalog, absolute and without symbolic links
 * @identity: (nullable): what the catalog is recognized by wherever it lies, see
 *   lf_identity_read(); %NULL if it could not be read
 * @layout: of the catalog
 * @started: µs since 1970
 * @seconds: how long it took
 * @outcome: how it ended
 * @message: (nullable): one or more sentences on how it ended
 * @backup: (nullable): path of the backup that was made
 * @steps: (element-type LfRunStep): in order
 * @changes: (element-type LfChange): in order
 * @before: how the catalog was; empty until somebody looked
 * @after: (nullable): how it is; %NULL if nothing was done
 * @data_unchanged: whether every value of before is there after, renumbered ids accounted for;
 *   meaningful if both states have tables
 *
 * The record of one run of maintenance: what reports, the history and the comparison of before and
 * after are made from.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  gint64        id;
  LfRunKind     kind;
  char         *catalog;
  char         *identity;
  LfLayout      layout;
  gint64        started;
  double        seconds;
  LfRunOutcome  outcome;
  char         *message;
  char         *backup;
  GPtrArray    *steps;
  GPtrArray    *changes;
  LfRunState   *before;
  LfRunState   *after;
  gboolean      data_unchanged;
} LfRun;

LfRun      *lf_run_new                (LfRunKind       kind,
                                       const char     *catalog);
LfRun      *lf_run_ref                (LfRun          *self);
void        lf_run_unref               (LfRun          *self);
LfRunStep  *lf_run_add_step           (LfRun          *self,
                                       const char     *id,
                                       const char     *title);
void        lf_run_add_change         (LfRun          *self,
                                       LfChangeKind    kind,
                                       const char     *table,
                                       const char     *name,
                                       guint64         count,
                                       const char     *text);
gboolean    lf_run_is_worth_keeping   (LfRun          *self);

const char *lf_run_kind_get_name      (LfRunKind       kind);
const char *lf_run_kind_get_title     (LfRunKind       kind);
const char *lf_run_get_outcome_name   (LfRun          *self);
const char *lf_run_outcome_get_name   (LfRunKind       kind,
                                       LfRunOutcome    outcome);
const char *lf_run_outcome_get_title  (LfRunKind       kind,
                                       LfRunOutcome    outcome);
const char *lf_step_outcome_get_name  (LfStepOutcome   outcome);
const char *lf_step_outcome_get_title (LfStepOutcome   outcome);
const char *lf_change_kind_get_name   (LfChangeKind    kind);
const char *lf_change_kind_get_title  (LfChangeKind    kind);

LfRunState *lf_run_state_new          (void);
void        lf_run_state_free         (LfRunState     *self);
void        lf_run_state_take_report  (LfRunState     *self,
                                       LfCheckReport  *report);
void        lf_run_state_take_content (LfRunState     *self,
                                       LfContent      *content);
void        lf_run_state_take_timings (LfRunState     *self,
                                       GPtrArray      *timings);
LfTiming   *lf_run_state_find_timing  (LfRunState     *self,
                                       const char     *query,
                                       gboolean        largest);
LfPlan     *lf_run_state_find_plan    (LfRunState     *self,
                                       const char     *query,
                                       const char     *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRun, lf_run_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRunState, lf_run_state_free)

G_END_DECLS
