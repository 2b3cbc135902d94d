/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-build.h"

#include <math.h>

#include "demo/lf-demo-text.h"

#define OBSERVER "Observer"
#define CREATOR "N.I.N.A. 3.0.0.9001"
#define QUARANTINE "/mnt/astro/Quarantine"

/* What the frames of a run share, written out once */
typedef struct
{
  const LfDemoRun       *run;
  const LfDemoNight     *night;
  const LfDemoCamera    *camera;
  const LfDemoTelescope *telescope;
  const LfDemoSite      *site;
  double                 pixel_scale;
  char                   folder[LF_DEMO_FOLDER_SIZE];
} Scene;

static void
scene_init (Scene            *scene,
            const LfDemoPlan *plan,
            const LfDemoRun  *run)
{
  const LfDemoNight *night = lf_demo_plan_get_night (plan, run);
  const LfDemoRig *rig = lf_demo_gear_get_rig (night->rig);

  scene->run = run;
  scene->night = night;
  scene->camera = lf_demo_gear_get_camera (rig->camera);
  scene->telescope = lf_demo_gear_get_telescope (rig->telescope);
  scene->site = lf_demo_gear_get_site (night->site);
  /* 206.265 arc seconds of a micrometre a millimetre away */
  scene->pixel_scale = round (206.265 * scene->camera->pixel_size
                              / scene->telescope->focal_length * 1000.0) / 1000.0;
  lf_demo_text_folder (scene->folder, plan, run);
}

static void
set_instrument (LfDemoInsert *insert,
                const Scene  *scene,
                LfDemoRandom *random)
{
  const LfDemoCamera *camera = scene->camera;

  lf_demo_insert_set_text (insert, "camera", camera->name);
  lf_demo_insert_set_text (insert, "telescope", scene->telescope->name);
  lf_demo_insert_set_double (insert, "focal_length", scene->telescope->focal_length);
  lf_demo_insert_set_int (insert, "width_pixels", camera->width);
  lf_demo_insert_set_int (insert, "height_pixels", camera->height);
  lf_demo_insert_set_double (insert, "fov_x",
                             round (camera->width * scene->pixel_scale / 36.0) / 100.0);
  lf_demo_insert_set_double (insert, "fov_y",
                             round (camera->height * scene->pixel_scale / 36.0) / 100.0);
  lf_demo_insert_set_double (insert, "pixel_scale", scene->pixel_scale);
  lf_demo_insert_set_int (insert, "gain", camera->gain);
  lf_demo_insert_set_int (insert, "offset", camera->offset);
  lf_demo_insert_set_double (insert, "egain", camera->egain);
  lf_demo_insert_set_int (insert, "binning_x", 1);
  lf_demo_insert_set_int (insert, "binning_y", 1);
  lf_demo_insert_set_double (insert, "sensor_temp",
                             lf_demo_random_range (random, -10.2, -9.8, 1));
  lf_demo_insert_set_text (insert, "readout_mode", camera->readout_mode);
  lf_demo_insert_set_text (insert, "bayerpat", camera->bayer);
  lf_demo_insert_set_int (insert, "focuser_position",
                          8000 + (int) lf_demo_random_below (random, 6000));
  lf_demo_insert_set_double (insert, "focuser_temp",
                             lf_demo_random_range (random, -8.0, 20.0, 1));
}

static void
set_surroundings (LfDemoInsert *insert,
                  const Scene  *scene,
                  LfDemoRandom *random)
{
  const LfDemoNight *night = scene->night;

  lf_demo_insert_set_text (insert, "site_name", scene->site->name);
  lf_demo_insert_set_double (insert, "latitude", scene->site->latitude);
  lf_demo_insert_set_double (insert, "longitude", scene->site->longitude);
  lf_demo_insert_set_double (insert, "elevation", scene->site->elevation);
  lf_demo_insert_set_text (insert, "observer", OBSERVER);
  lf_demo_insert_set_text (insert, "software_creator", CREATOR);
  lf_demo_insert_set_double (insert, "ambient_temp",
                             lf_demo_random_range (random, -5.0, 18.0, 1));
  lf_demo_insert_set_double (insert, "dewpoint", lf_demo_random_range (random, -9.0, 4.0, 1));
  lf_demo_insert_set_double (insert, "humidity", lf_demo_random_range (random, 30.0, 80.0, 1));
  lf_demo_insert_set_double (insert, "pressure", lf_demo_random_range (random, 820.0, 980.0, 1));
  lf_demo_insert_set_double (insert, "sky_temp", lf_demo_random_range (random, -38.0, -5.0, 1));
  lf_demo_insert_set_double (insert, "sky_quality_mpsas",
                             night->sky_quality + lf_demo_random_range (random, -0.2, 0.2, 2));
}

/* Sexagesimal text as a mount writes it, a few arc seconds off the object for the dithering */
static void
set_position (LfDemoInsert *insert,
              const Scene  *scene,
              LfDemoRandom *random,
              char          ra_text[20],
              char          dec_text[20])
{
  const LfDemoObject *object = lf_demo_sky_get ((guint) scene->run->object);
  double ra = fmod (object->ra + lf_demo_random_range (random, 0.0, 0.002, 4), 24.0);
  double dec = object->dec + lf_demo_random_range (random, -0.02, 0.02, 4);
  int ra_seconds = (int) (ra * 360000.0);
  int dec_seconds = (int) (fabs (dec) * 360000.0);

  g_snprintf (ra_text, 20, "%02d %02d %02d.%02d", ra_seconds / 360000,
              ra_seconds / 6000 % 60, ra_seconds / 100 % 60, ra_seconds % 100);
  g_snprintf (dec_text, 20, "%c%02d %02d %02d.%02d", dec < 0.0 ? '-' : '+',
              dec_seconds / 360000, dec_seconds / 6000 % 60, dec_seconds / 100 % 60,
              dec_seconds % 100);
  lf_demo_insert_set_text (insert, "ra", ra_text);
  lf_demo_insert_set_text (insert, "dec", dec_text);
}

/* What is measured in stars, which only lights have */
static void
set_measurements (LfDemoInsert *insert,
                  const Scene  *scene,
                  LfDemoRandom *random)
{
  double seeing = scene->night->seeing + lf_demo_random_range (random, -0.4, 0.6, 2);

  lf_demo_insert_set_double (insert, "guide_rms", lf_demo_random_range (random, 0.4, 1.1, 3));
  lf_demo_insert_set_double (insert, "seeing_fwhm", round (seeing * 100.0) / 100.0);
  lf_demo_insert_set_double (insert, "median_fwhm", lf_demo_random_range (random, 1.5, 3.2, 2));
  lf_demo_insert_set_double (insert, "eccentricity", lf_demo_random_range (random, 0.2, 0.6, 2));
  lf_demo_insert_set_int (insert, "star_count",
                          100 + (int) lf_demo_random_below (random, 5000));
  lf_demo_insert_set_double (insert, "airmass", lf_demo_random_range (random, 1.0, 2.2, 3));
}

static void
set_bookkeeping (LfDemoInsert *insert,
                 const char   *file,
                 LfDemoRandom *random)
{
  gboolean bad = lf_demo_random_one_in (random, 90);

  lf_demo_insert_set_int (insert, "bad", bad);
  lf_demo_insert_set_int (insert, "file_not_found", lf_demo_random_one_in (random, 2000));
  lf_demo_insert_set_text (insert, "orig_file", file);
  lf_demo_insert_set_text (insert, "orig_folder", QUARANTINE);
  lf_demo_insert_set_double (insert, "validation_score",
                             lf_demo_random_range (random, bad ? 20.0 : 60.0, bad ? 55.0 : 100.0,
                                                   1));
  lf_demo_insert_set_int (insert, "migration_ready", !bad);
  lf_demo_insert_set_text (insert, "validation_notes", bad ? "low score" : "ok");
}

static void
set_kind (LfDemoInsert *insert,
          const Scene  *scene,
          LfDemoLack    lack)
{
  const LfDemoRun *run = scene->run;

  if (lack != LF_DEMO_LACKS_OBJECT)
    lf_demo_insert_set_text (insert, "object", lf_demo_text_object (run));
  if (lack != LF_DEMO_LACKS_FILTER)
    lf_demo_insert_set_text (insert, "filter", lf_demo_gear_filter_name (run->filter));
  if (lack != LF_DEMO_LACKS_EXPOSURE)
    lf_demo_insert_set_double (insert, "exposure", run->exposure);
  lf_demo_insert_set_text (insert, "frame_type", lf_demo_text_frame_type (run->type));
  lf_demo_insert_set_text (insert, "imaging_session_id", scene->night->id);
  lf_demo_insert_set_text (insert, "obs_date", scene->night->day);
  lf_demo_insert_set_text (insert, "folder", scene->folder);
}

static gboolean
write_frame (LfDemoInsert  *insert,
             const Scene   *scene,
             guint          id,
             LfDemoLack     lack,
             GError       **error)
{
  gint64 start = scene->run->start + (id - scene->run->first) * scene->run->step;
  char file[LF_DEMO_FILE_SIZE];
  char begin[LF_DEMO_TIME_SIZE];
  char end[LF_DEMO_TIME_SIZE];
  char ra[20];
  char dec[20];
  char md5sum[33];
  LfDemoRandom random;
  guint64 high;
  guint64 low;

  lf_demo_random_init (&random, LF_DEMO_SEED, id);
  high = lf_demo_random_next (&random);
  low = lf_demo_random_next (&random);
  lf_demo_text_file (file, scene->run, id);
  lf_demo_text_time (begin, start);
  lf_demo_text_time (end, start + (gint64) scene->run->exposure);
  g_snprintf (md5sum, sizeof md5sum, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
              high, low);

  lf_demo_insert_set_int (insert, "id", id);
  lf_demo_insert_set_text (insert, "file", file);
  lf_demo_insert_set_text (insert, "md5sum", md5sum);
  lf_demo_insert_set_text (insert, "obs_timestamp", begin);
  lf_demo_insert_set_text (insert, "exposure_start", begin);
  lf_demo_insert_set_text (insert, "exposure_end", end);
  lf_demo_insert_set_text (insert, "created_at", begin);
  lf_demo_insert_set_text (insert, "updated_at", begin);
  set_kind (insert, scene, lack);
  set_instrument (insert, scene, &random);
  set_surroundings (insert, scene, &random);
  set_bookkeeping (insert, file, &random);
  if (scene->run->type == LF_DEMO_LIGHT)
    {
      set_position (insert, scene, &random, ra, dec);
      set_measurements (insert, scene, &random);
    }

  return lf_demo_insert_step (insert, error);
}

/**
 * lf_demo_write_frames: (skip)
 * @build: what to work with
 * @error: return location for an error
 *
 * Fills fits_files.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_write_frames (LfDemoBuild  *build,
                      GError      **error)
{
  const LfDemoPlan *plan = build->plan;
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema, "fits_files",
                                                        build->path, error);

  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < plan->runs->len; i++)
    {
      const LfDemoRun *run = &g_array_index (plan->runs, LfDemoRun, i);
      Scene scene;

      scene_init (&scene, plan, run);
      for (guint id = run->first; id < run->first + run->count; id++)
        if (!write_frame (insert, &scene, id, lf_demo_plan_get_lack (plan, id), error) ||
            !lf_demo_progress_add (build->progress, 1.0, error))
          return FALSE;
    }

  return TRUE;
}

/**
 * lf_demo_write_nights: (skip)
 * @build: what to work with
 * @error: return location for an error
 *
 * Fills imaging_sessions.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_write_nights (LfDemoBuild  *build,
                      GError      **error)
{
  const GArray *nights = build->plan->nights;
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema,
                                                        "imaging_sessions", build->path, error);

  for (guint i = 0; insert != NULL && i < nights->len; i++)
    {
      const LfDemoNight *night = &g_array_index (nights, LfDemoNight, i);
      const LfDemoRig *rig = lf_demo_gear_get_rig (night->rig);
      const LfDemoSite *site = lf_demo_gear_get_site (night->site);
      char created[LF_DEMO_TIME_SIZE];

      lf_demo_text_time (created, night->date + LF_DEMO_DAY + 9 * 3600);
      lf_demo_insert_set_text (insert, "id", night->id);
      lf_demo_insert_set_text (insert, "date", night->day);
      lf_demo_insert_set_text (insert, "telescope",
                               lf_demo_gear_get_telescope (rig->telescope)->name);
      lf_demo_insert_set_text (insert, "camera", lf_demo_gear_get_camera (rig->camera)->name);
      lf_demo_insert_set_text (insert, "site_name", site->name);
      lf_demo_insert_set_double (insert, "latitude", site->latitude);
      lf_demo_insert_set_double (insert, "longitude", site->longitude);
      lf_demo_insert_set_double (insert, "elevation", site->elevation);
      lf_demo_insert_set_text (insert, "observer", OBSERVER);
      lf_demo_insert_set_double (insert, "avg_seeing", night->seeing);
      lf_demo_insert_set_double (insert, "avg_sky_quality", night->sky_quality);
      lf_demo_insert_set_double (insert, "avg_cloud_cover", night->cloud_cover);
      lf_demo_insert_set_text (insert, "created_at", created);
      lf_demo_insert_set_text (insert, "updated_at", created);
      if (!lf_demo_insert_step (insert, error) ||
          !lf_demo_progress_check (build->progress, error))
        return FALSE;
    }

  return insert != NULL;
}
