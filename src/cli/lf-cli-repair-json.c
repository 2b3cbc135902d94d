/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-repair.h"
#include "maintenance/lf-json.h"

static void
add_step (LfJson             *json,
          const LfRepairStep *step)
{
  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "id", step->id);
  lf_json_add_text (json, "title", step->title);
  lf_json_add_boolean (json, "needed", step->is_needed);
  lf_json_add_count (json, "bytes", step->bytes);
  lf_json_add_number (json, "seconds", step->seconds);
  lf_json_begin_array (json, "details");
  for (guint i = 0; i < step->details->len; i++)
    lf_json_add_text (json, NULL, g_ptr_array_index (step->details, i));
  lf_json_end_array (json);
  lf_json_end_object (json);
}

/**
 * lf_cli_repair_plan_to_json:
 * @plan: what a repair would do
 *
 * Returns: (transfer full): the plan for programs
 */
char *
lf_cli_repair_plan_to_json (LfRepairPlan *plan)
{
  g_autoptr (LfJson) json = lf_json_new ();
  g_autofree char *catalog = g_filename_display_name (plan->catalog);
  g_autofree char *backup = g_filename_display_name (plan->backup);

  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "catalog", catalog);
  lf_json_add_boolean (json, "needed", plan->is_needed);
  lf_json_add_text (json, "refusal", plan->refusal);
  lf_json_add_text (json, "backup", backup);
  lf_json_add_number (json, "seconds", plan->seconds);
  lf_json_begin_array (json, "repairable");
  for (guint i = 0; i < plan->repairable->len; i++)
    lf_json_add_text (json, NULL, lf_finding_get_id (g_ptr_array_index (plan->repairable, i)));
  lf_json_end_array (json);
  lf_json_begin_array (json, "steps");
  for (guint i = 0; i < plan->steps->len; i++)
    add_step (json, g_ptr_array_index (plan->steps, i));
  lf_json_end_array (json);
  lf_json_end_object (json);
  return lf_json_to_text (json);
}
