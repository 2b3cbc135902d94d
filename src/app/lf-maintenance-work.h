/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-repair-choice.h"
#include "maintenance/lf-check-run.h"
#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/* What an #LfMaintenance has a worker do */
typedef enum
{
  LF_WORK_NONE,
  LF_WORK_LOOK,            /* the cheap check, which nobody waits for */
  LF_WORK_CHECK,
  LF_WORK_CHECK_FULL,
  LF_WORK_EXPLAIN,
  LF_WORK_MEASURE,
  LF_WORK_RUN,             /* what leaves a record, such as a repair */
} LfWorkKind;

/* What is handed to the worker */
typedef struct
{
  char           *path;
  LfWorkKind      kind;
  LfRunKind       run_kind;
  LfRepairChoice *choice;
  char           *backup;
} LfWorkOrder;

/* What comes back */
typedef struct
{
  LfCheckReport *report;
  char          *holders;
  gboolean       is_read_only;
  GPtrArray     *plans;
  GPtrArray     *timings;
  LfRun         *run;
} LfWorkAnswer;

void     lf_work_order_free  (LfWorkOrder   *order);
void     lf_work_answer_free (LfWorkAnswer  *answer);
gpointer lf_work_do          (LfJob         *job,
                              gpointer       data,
                              GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfWorkAnswer, lf_work_answer_free)

G_END_DECLS
