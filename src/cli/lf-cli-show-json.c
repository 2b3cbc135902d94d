/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-show-json.h"

#include "catalog/lf-json.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-words.h"

static void
add_exposures (LfJson               *json,
               const LfFilterDetail *filter)
{
  lf_json_begin_array (json, "exposures");
  for (guint i = 0; i < filter->exposures->len; i++)
    {
      const LfExposureTotal *total = &g_array_index (filter->exposures, LfExposureTotal, i);
      /* Frames without an exposure, whose exposure is NaN, add nothing */
      double seconds = total->exposure >= 0 ? total->exposure * total->frames : 0;

      lf_json_begin_object (json, NULL);
      lf_json_add_number (json, "exposure", total->exposure);
      lf_json_add_count (json, "count", total->frames);
      lf_json_add_number (json, "seconds", seconds);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
}

static void
add_object (LfJson               *json,
            const LfObjectDetail *object)
{
  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "name", object->object != NULL ? object->object : LF_UNKNOWN_OBJECT);
  lf_json_add_count (json, "frames", object->frames);
  lf_json_add_number (json, "seconds", object->seconds);
  lf_json_begin_array (json, "filters");
  for (guint i = 0; i < object->filters->len; i++)
    {
      const LfFilterDetail *filter = g_ptr_array_index (object->filters, i);

      lf_json_begin_object (json, NULL);
      /* Not translated, for it is for programs */
      lf_json_add_text (json, "name", filter->filter != NULL ? filter->filter : LF_NO_FILTER);
      lf_json_add_number (json, "seconds", filter->seconds);
      add_exposures (json, filter);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
  lf_json_end_object (json);
}

/**
 * lf_cli_show_json:
 * @detail: a session
 *
 * Writes what a session's frames add up to as JSON.
 *
 * Returns: the exit status
 */
int
lf_cli_show_json (LfSessionDetail *detail)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "id", detail->id);
  lf_json_add_text (json, "name", detail->name);
  lf_json_add_text (json, "status", lf_cli_get_status_word (detail->status));
  lf_json_begin_object (json, "counts");
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    lf_json_add_count (json, lf_cli_get_frame_type_key (i), detail->counts[i]);
  lf_json_end_object (json);
  lf_json_begin_array (json, "objects");
  for (guint i = 0; i < detail->objects->len; i++)
    add_object (json, g_ptr_array_index (detail->objects, i));
  lf_json_end_array (json);
  lf_json_add_count (json, "without_exposure", detail->without_exposure);
  lf_json_end_object (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}
