/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-history-private.h"

/* Enumerations are kept under the names that programs see: they mean the same to somebody who looks
 * at the history by hand, and to a version of Lightframe whose enumerations have another order */

static const char *
name_run_kind (guint value)
{
  return lf_run_kind_get_name (value);
}

LfRunKind
lf_history_take_run_kind (LfHistoryRow *row)
{
  return lf_history_row_take_enum (row, name_run_kind, LF_N_RUN_KINDS);
}

static const char *
name_run_outcome (guint value)
{
  return lf_run_outcome_get_name (LF_RUN_MEASURE, value);
}

LfRunOutcome
lf_history_take_run_outcome (LfHistoryRow *row)
{
  return lf_history_row_take_enum (row, name_run_outcome, LF_N_RUN_OUTCOMES);
}

static const char *
name_step_outcome (guint value)
{
  return lf_step_outcome_get_name (value);
}

LfStepOutcome
lf_history_take_step_outcome (LfHistoryRow *row)
{
  return lf_history_row_take_enum (row, name_step_outcome, LF_N_STEP_OUTCOMES);
}

static const char *
name_change_kind (guint value)
{
  return lf_change_kind_get_name (value);
}

LfChangeKind
lf_history_take_change_kind (LfHistoryRow *row)
{
  return lf_history_row_take_enum (row, name_change_kind, LF_N_CHANGE_KINDS);
}

static const char *
name_check (guint value)
{
  return lf_check_get_name (value);
}

LfCheck
lf_history_take_check (LfHistoryRow *row)
{
  return lf_history_row_take_enum (row, name_check, LF_N_CHECKS);
}

static const char *
name_severity (guint value)
{
  return lf_severity_get_name (value);
}

LfSeverity
lf_history_take_severity (LfHistoryRow *row)
{
  return lf_history_row_take_enum (row, name_severity, LF_N_SEVERITIES);
}

static const char *
name_plan_kind (guint value)
{
  return lf_plan_kind_get_name (value);
}

LfPlanKind
lf_history_take_plan_kind (LfHistoryRow *row)
{
  return lf_history_row_take_enum (row, name_plan_kind, LF_N_PLAN_KINDS);
}
