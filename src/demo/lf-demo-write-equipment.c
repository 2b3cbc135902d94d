/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-build.h"

/* The cataloger set the catalog up before the first night of the largest demonstration */
#define SET_UP "2016-01-02 18:12:40"

static gboolean
write_cameras (LfDemoBuild  *build,
               GError      **error)
{
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema, "cameras",
                                                        build->path, error);

  for (guint i = 0; insert != NULL && i < LF_DEMO_N_CAMERAS; i++)
    {
      const LfDemoCamera *camera = lf_demo_gear_get_camera (i);

      lf_demo_insert_set_int (insert, "id", i + 1);
      lf_demo_insert_set_text (insert, "name", camera->name);
      lf_demo_insert_set_int (insert, "x_pixels", camera->width);
      lf_demo_insert_set_int (insert, "y_pixels", camera->height);
      lf_demo_insert_set_double (insert, "pixel_size", camera->pixel_size);
      lf_demo_insert_set_text (insert, "binning_support", "1,2,3,4");
      lf_demo_insert_set_text (insert, "notes", camera->bayer != NULL ? "Colour" : NULL);
      lf_demo_insert_set_int (insert, "active", 1);
      if (!lf_demo_insert_step (insert, error))
        return FALSE;
    }

  return insert != NULL;
}

static gboolean
write_telescopes (LfDemoBuild  *build,
                  GError      **error)
{
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema, "telescopes",
                                                        build->path, error);

  for (guint i = 0; insert != NULL && i < LF_DEMO_N_TELESCOPES; i++)
    {
      const LfDemoTelescope *telescope = lf_demo_gear_get_telescope (i);

      lf_demo_insert_set_int (insert, "id", i + 1);
      lf_demo_insert_set_text (insert, "name", telescope->name);
      lf_demo_insert_set_double (insert, "focal_length", telescope->focal_length);
      lf_demo_insert_set_double (insert, "aperture", telescope->aperture);
      lf_demo_insert_set_text (insert, "telescope_type", telescope->type);
      lf_demo_insert_set_int (insert, "active", 1);
      if (!lf_demo_insert_step (insert, error))
        return FALSE;
    }

  return insert != NULL;
}

static gboolean
write_filters (LfDemoBuild  *build,
               GError      **error)
{
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema,
                                                        "filter_mappings", build->path, error);

  for (guint i = 0; insert != NULL && i < LF_DEMO_N_FILTERS; i++)
    {
      const LfDemoFilter *filter = lf_demo_gear_get_filter (i);

      lf_demo_insert_set_int (insert, "id", i + 1);
      lf_demo_insert_set_text (insert, "raw_name", filter->raw_name);
      lf_demo_insert_set_text (insert, "standard_name", filter->name);
      lf_demo_insert_set_text (insert, "filter_type", filter->type);
      lf_demo_insert_set_text (insert, "bandpass", filter->bandpass);
      /* Layout 1 had no such column, and the migration did not add it */
      if (lf_demo_insert_has_column (insert, "astrobin_id"))
        lf_demo_insert_set_int (insert, "astrobin_id", filter->astrobin_id);
      if (!lf_demo_insert_step (insert, error))
        return FALSE;
    }

  return insert != NULL;
}

static gboolean
write_version (LfDemoBuild  *build,
               GError      **error)
{
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema,
                                                        "schema_version", build->path, error);

  if (insert == NULL)
    return FALSE;

  lf_demo_insert_set_int (insert, "version", 1);
  lf_demo_insert_set_text (insert, "applied_at", SET_UP);
  lf_demo_insert_set_text (insert, "description", "Phase 2");
  return lf_demo_insert_step (insert, error);
}

/**
 * lf_demo_write_equipment: (skip)
 * @build: what to work with
 * @error: return location for an error
 *
 * Fills the small tables: cameras, telescopes, filter_mappings and schema_version.
 *
 * Returns: %FALSE if that failed
 */
gboolean
lf_demo_write_equipment (LfDemoBuild  *build,
                         GError      **error)
{
  return write_cameras (build, error) &&
         write_telescopes (build, error) &&
         write_filters (build, error) &&
         write_version (build, error);
}
