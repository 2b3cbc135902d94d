/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-export-table.h"

#include "catalog/lf-json.h"

static void
add_record (LfJson          *json,
            LfSessionDetail *detail)
{
  lf_json_add_text (json, "id", detail->id);
  lf_json_add_text (json, "name", detail->name);
  lf_json_add_text (json, "status", detail->status);
  lf_json_add_text (json, "target", detail->target);
  lf_json_add_text (json, "target_type", detail->target_type);
  lf_json_add_text (json, "image_type", detail->image_type);
  lf_json_add_text (json, "folder", detail->folder);
  lf_json_add_text (json, "astrobin_url", detail->astrobin_url);
  lf_json_add_text (json, "notes", detail->notes);
  lf_json_add_text (json, "created_at", detail->created);
  lf_json_add_text (json, "processing_started", detail->started);
  lf_json_add_text (json, "processing_completed", detail->completed);
}

static void
add_counts (LfJson          *json,
            LfSessionDetail *detail)
{
  static const char *const keys[LF_N_FRAME_TYPES] = {
    [LF_FRAME_LIGHT] = "light", [LF_FRAME_DARK] = "dark",   [LF_FRAME_FLAT] = "flat",
    [LF_FRAME_BIAS] = "bias",   [LF_FRAME_OTHER] = "other",
  };

  lf_json_begin_object (json, "counts");
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    lf_json_add_count (json, keys[i], detail->counts[i]);
  lf_json_end_object (json);
}

static void
add_objects (LfJson          *json,
             LfSessionDetail *detail)
{
  lf_json_begin_array (json, "objects");
  for (guint i = 0; i < detail->objects->len; i++)
    {
      const LfObjectDetail *object = g_ptr_array_index (detail->objects, i);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "name", object->object);
      lf_json_add_count (json, "frames", object->frames);
      lf_json_add_number (json, "seconds", object->seconds);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
}

static void
add_acquisition (LfJson              *json,
                 const LfAcquisition *row)
{
  g_autofree char *night = lf_night_to_text (row->night);

  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "date", night);
  lf_json_add_text (json, "camera", row->setup.camera);
  lf_json_add_text (json, "telescope", row->setup.telescope);
  lf_json_add_text (json, "filter", row->setup.filter);
  lf_json_add_number (json, "astrobin_filter", row->astrobin_id);
  lf_json_add_count (json, "frames", row->frames);
  lf_json_add_number (json, "exposure", row->setup.exposure);
  lf_json_add_number (json, "iso", row->iso);
  lf_json_add_number (json, "gain", row->setup.gain);
  lf_json_add_number (json, "offset", row->setup.offset);
  lf_json_add_number (json, "binning_x", row->binning_x);
  lf_json_add_number (json, "binning_y", row->binning_y);
  lf_json_add_number (json, "temperature", row->setup.temperature);
  lf_json_add_number (json, "focal_ratio", row->focal_ratio);
  lf_json_add_count (json, "darks", row->calibration[LF_CALIBRATION_DARK]);
  lf_json_add_count (json, "flats", row->calibration[LF_CALIBRATION_FLAT]);
  lf_json_add_count (json, "bias", row->calibration[LF_CALIBRATION_BIAS]);
  lf_json_add_number (json, "sky_quality", row->sky_quality);
  lf_json_add_number (json, "seeing", row->seeing);
  lf_json_add_number (json, "ambient", row->ambient);
  lf_json_end_object (json);
}

/**
 * lf_export_json:
 * @detail: a session
 * @acquisitions: (element-type LfAcquisition): its lights, from lf_acquisitions_load()
 *
 * Writes what a session consists of for programs: exposures in seconds, temperatures in °C, null
 * for what is not known. Any thread.
 *
 * Returns: (transfer full): JSON
 */
char *
lf_export_json (LfSessionDetail *detail,
                GPtrArray       *acquisitions)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_object (json, NULL);
  add_record (json, detail);
  add_counts (json, detail);
  lf_json_add_number (json, "seconds", detail->seconds);
  add_objects (json, detail);
  lf_json_begin_array (json, "acquisitions");
  for (guint i = 0; i < acquisitions->len; i++)
    add_acquisition (json, g_ptr_array_index (acquisitions, i));
  lf_json_end_array (json);
  lf_json_end_object (json);
  return lf_json_to_text (json);
}
