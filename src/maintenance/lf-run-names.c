/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "maintenance/lf-run.h"

/* Kinds whose success is that something was mended */
static gboolean
is_repair (LfRunKind kind)
{
  return kind == LF_RUN_REPAIR || kind == LF_RUN_TRIAL;
}

/**
 * lf_run_kind_get_name:
 * @kind: a kind of run
 *
 * Returns: (transfer none): its name for programs
 */
const char *
lf_run_kind_get_name (LfRunKind kind)
{
  static const char *const names[LF_N_RUN_KINDS] = {
    "repair", "trial", "analyze", "vacuum", "measure", "restore",
  };

  return names[kind];
}

/**
 * lf_run_kind_get_title:
 * @kind: a kind of run
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_run_kind_get_title (LfRunKind kind)
{
  static const char *const titles[LF_N_RUN_KINDS] = {
    NC_("run", "Repair"), NC_("run", "Trial on a copy"), NC_("run", "ANALYZE"),
    NC_("run", "VACUUM"), NC_("run", "Measurement"),     NC_("run", "Restore"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "run", titles[kind]);
}

/**
 * lf_run_outcome_get_name:
 * @kind: a kind of run
 * @outcome: how such a run ended
 *
 * Returns: (transfer none): the outcome's name for programs
 */
const char *
lf_run_outcome_get_name (LfRunKind    kind,
                         LfRunOutcome outcome)
{
  static const char *const names[LF_N_RUN_OUTCOMES] = {
    "done", "nothing-to-do", "cancelled", "failed",
  };

  return outcome == LF_RUN_DONE && is_repair (kind) ? "repaired" : names[outcome];
}

/**
 * lf_run_outcome_get_title:
 * @kind: a kind of run
 * @outcome: how such a run ended
 *
 * Returns: (transfer none): what the outcome is called
 */
const char *
lf_run_outcome_get_title (LfRunKind    kind,
                          LfRunOutcome outcome)
{
  static const char *const titles[LF_N_RUN_OUTCOMES] = {
    NC_("outcome", "done"), NC_("outcome", "nothing to do"), NC_("outcome", "cancelled"),
    NC_("outcome", "failed"),
  };

  if (outcome == LF_RUN_DONE && is_repair (kind))
    return C_("outcome", "repaired");
  return g_dpgettext2 (GETTEXT_PACKAGE, "outcome", titles[outcome]);
}

/**
 * lf_run_get_outcome_name:
 * @self: a record
 *
 * Returns: (transfer none): the name of its outcome for programs
 */
const char *
lf_run_get_outcome_name (LfRun *self)
{
  return lf_run_outcome_get_name (self->kind, self->outcome);
}

/**
 * lf_step_outcome_get_name:
 * @outcome: how a step ended
 *
 * Returns: (transfer none): its name for programs
 */
const char *
lf_step_outcome_get_name (LfStepOutcome outcome)
{
  static const char *const names[LF_N_STEP_OUTCOMES] = {
    "done", "skipped", "cancelled", "failed",
  };

  return names[outcome];
}

/**
 * lf_step_outcome_get_title:
 * @outcome: how a step ended
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_step_outcome_get_title (LfStepOutcome outcome)
{
  static const char *const titles[LF_N_STEP_OUTCOMES] = {
    NC_("outcome", "done"), NC_("outcome", "skipped"), NC_("outcome", "cancelled"),
    NC_("outcome", "failed"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "outcome", titles[outcome]);
}

/**
 * lf_change_kind_get_name:
 * @kind: a kind of change
 *
 * Returns: (transfer none): its name for programs
 */
const char *
lf_change_kind_get_name (LfChangeKind kind)
{
  static const char *const names[LF_N_CHANGE_KINDS] = {
    "rebuilt", "created", "dropped", "renumbered", "removed", "not-restorable",
  };

  return names[kind];
}

/**
 * lf_change_kind_get_title:
 * @kind: a kind of change
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_change_kind_get_title (LfChangeKind kind)
{
  static const char *const titles[LF_N_CHANGE_KINDS] = {
    NC_("change", "rebuilt"), NC_("change", "created"), NC_("change", "dropped"),
    NC_("change", "renumbered"), NC_("change", "removed"), NC_("change", "not mended"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "change", titles[kind]);
}
