/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-repair.h"
#include "maintenance/lf-writer.h"

G_BEGIN_DECLS

/* What the steps of one repair share. Inside the engine only. */
typedef struct
{
  const char            *path;
  const LfRepairOptions *options;
  LfJob                 *job;           /* of the whole */
  LfJob                 *part;          /* of the current step: ends where the step ends */
  LfRun                 *run;
  LfRepairPlan          *plan;
  LfWriter              *writer;
  LfContent             *before;        /* what was in the catalog */
  gint64                 data_version;  /* of the writer, when that was read */
  const char            *last_written;  /* title of the last step that wrote; NULL for none */
} LfRepairWork;

typedef gboolean (*LfRepairFunc) (LfRepairWork  *work,
                                  LfRunStep     *step,
                                  GError       **error);

gboolean lf_repair_work_measure_before (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_preflight      (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_back_up        (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_structure      (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_indexes        (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_vacuum         (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_analyze        (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_verify         (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);
gboolean lf_repair_work_measure_after  (LfRepairWork  *work,
                                        LfRunStep     *step,
                                        GError       **error);

G_END_DECLS
