/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/lf-cli-command.h"
#include "maintenance/lf-repair.h"

G_BEGIN_DECLS

/**
 * LfCliRunFunc:
 * @path: a catalog
 * @data: what was given with it
 * @job: told how far it is
 *
 * Work that leaves a record, on a worker thread.
 *
 * Returns: (transfer full): the record
 */
typedef LfRun *(*LfCliRunFunc) (const char *path,
                                gpointer    data,
                                LfJob      *job);

/**
 * LfCliRunRequest:
 * @path: a catalog
 * @func: the work
 * @data: for @func
 * @report: (nullable): where to write a report
 * @json: whether to write JSON, for programs
 *
 * Work that leaves a record, which is kept in the history and written out.
 */
typedef struct
{
  const char   *path;
  LfCliRunFunc  func;
  gpointer      data;
  const char   *report;
  gboolean      json;
} LfCliRunRequest;

gboolean lf_cli_check_report    (const LfCliCommand    *command,
                                 const char            *report,
                                 int                   *status);
int   lf_cli_run_and_record     (const LfCliCommand    *command,
                                 const char            *title,
                                 const LfCliRunRequest *request);
char *lf_cli_repair_run_to_text (LfRun                 *run);
char *lf_cli_repair_plan_to_text (LfRepairPlan         *plan);
char *lf_cli_repair_plan_to_json (LfRepairPlan         *plan);

G_END_DECLS
