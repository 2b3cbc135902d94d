/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-build.h"

#include <math.h>

#include "demo/lf-demo-story.h"
#include "demo/lf-demo-text.h"

static void
set_target (LfDemoInsert      *insert,
            const LfDemoStory *story,
            char               ra[16],
            char               dec[16])
{
  const LfDemoObject *target = lf_demo_sky_get (story->target);
  int minutes = (int) round (target->ra * 60.0);
  int arc_minutes = (int) round (fabs (target->dec) * 60.0);

  g_snprintf (ra, 16, "%02d %02d 00", minutes / 60 % 24, minutes % 60);
  g_snprintf (dec, 16, "%c%02d %02d 00", target->dec < 0.0 ? '-' : '+', arc_minutes / 60,
              arc_minutes % 60);
  lf_demo_insert_set_text (insert, "primary_target", target->name);
  lf_demo_insert_set_text (insert, "target_type", lf_demo_sky_type_name (target->type));
  lf_demo_insert_set_text (insert, "ra", ra);
  lf_demo_insert_set_text (insert, "dec", dec);
}

static gboolean
write_session (LfDemoBuild          *build,
               LfDemoInsert         *insert,
               const LfDemoSession  *session,
               GError              **error)
{
  g_autoptr (LfDemoStory) story = lf_demo_story_new (build->plan, session);
  char created[LF_DEMO_TIME_SIZE];
  char started[LF_DEMO_TIME_SIZE];
  char completed[LF_DEMO_TIME_SIZE];
  char first[LF_DEMO_TIME_SIZE];
  char last[LF_DEMO_TIME_SIZE];
  char ra[16];
  char dec[16];

  lf_demo_text_time (created, session->created);
  lf_demo_text_time (started, story->started);
  lf_demo_text_time (completed, story->completed);
  lf_demo_text_time (first, story->first_light);
  lf_demo_text_time (last, story->last_light);

  lf_demo_insert_set_text (insert, "id", session->id);
  lf_demo_insert_set_text (insert, "name", story->name);
  lf_demo_insert_set_text (insert, "folder_path", story->folder);
  lf_demo_insert_set_text (insert, "objects", story->objects);
  lf_demo_insert_set_text (insert, "notes", story->notes);
  lf_demo_insert_set_text (insert, "status", lf_demo_status_name (story->status));
  lf_demo_insert_set_int (insert, "version", 1);
  lf_demo_insert_set_text (insert, "astrobin_url", story->astrobin_url);
  lf_demo_insert_set_text (insert, "social_urls", story->social_urls);
  if (story->status != LF_DEMO_NOT_STARTED)
    lf_demo_insert_set_text (insert, "processing_started", started);
  if (story->status == LF_DEMO_COMPLETE)
    lf_demo_insert_set_text (insert, "processing_completed", completed);
  set_target (insert, story, ra, dec);
  lf_demo_insert_set_text (insert, "image_type",
                           lf_demo_gear_get_palette (session->palette)->name);
  lf_demo_insert_set_int (insert, "total_integration_seconds", (gint64) story->integration);
  lf_demo_insert_set_text (insert, "date_range_start", first);
  lf_demo_insert_set_text (insert, "date_range_end", last);
  lf_demo_insert_set_text (insert, "created_at", created);
  lf_demo_insert_set_text (insert, "updated_at",
                           story->status == LF_DEMO_COMPLETE ? completed
                           : story->status == LF_DEMO_IN_PROGRESS ? started : created);
  return lf_demo_insert_step (insert, error);
}

/**
 * lf_demo_write_sessions: (skip)
 * @build: what to work with
 * @error: return location for an error
 *
 * Fills processing_sessions.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_write_sessions (LfDemoBuild  *build,
                        GError      **error)
{
  const GPtrArray *sessions = build->plan->sessions;
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema,
                                                        "processing_sessions", build->path,
                                                        error);

  for (guint i = 0; insert != NULL && i < sessions->len; i++)
    if (!lf_demo_progress_check (build->progress, error) ||
        !write_session (build, insert, sessions->pdata[i], error))
      return FALSE;

  return insert != NULL;
}

static gint64
frame_bytes (const LfDemoCamera *camera)
{
  gint64 data = (gint64) camera->width * camera->height * 2;

  /* FITS comes in blocks of 2880 bytes; the header has three of them */
  return (data + 2879) / 2880 * 2880 + 3 * 2880;
}

static gboolean
write_link (LfDemoBuild          *build,
            LfDemoInsert         *insert,
            const LfDemoSession  *session,
            guint                 frame,
            const char           *created,
            GError              **error)
{
  static const char *const subfolders[] = {
    [LF_DEMO_LIGHT] = "raw/lights",
    [LF_DEMO_DARK] = "raw/calibration/darks",
    [LF_DEMO_FLAT] = "raw/calibration/flats",
    [LF_DEMO_BIAS] = "raw/calibration/bias",
  };
  const LfDemoRun *run = lf_demo_plan_find_run (build->plan, frame);
  guint rig = lf_demo_plan_get_night (build->plan, run)->rig;
  guint camera = lf_demo_gear_get_rig (rig)->camera;
  char file[LF_DEMO_FILE_SIZE];
  char folder[LF_DEMO_FOLDER_SIZE];
  char original[LF_DEMO_FOLDER_SIZE + LF_DEMO_FILE_SIZE];
  char staged[LF_DEMO_FOLDER_SIZE + LF_DEMO_FILE_SIZE];

  lf_demo_text_file (file, run, frame);
  lf_demo_text_folder (folder, build->plan, run);
  g_snprintf (original, sizeof original, "%s/%s", folder, file);
  g_snprintf (staged, sizeof staged, LF_DEMO_PROCESSING "/%s/%s/%s", session->id,
              subfolders[run->type], file);

  lf_demo_insert_set_text (insert, "processing_session_id", session->id);
  lf_demo_insert_set_int (insert, "fits_file_id", frame);
  lf_demo_insert_set_text (insert, "original_path", original);
  lf_demo_insert_set_text (insert, "original_filename", file);
  lf_demo_insert_set_text (insert, "staged_path", staged);
  lf_demo_insert_set_text (insert, "staged_filename", file);
  lf_demo_insert_set_text (insert, "subfolder", subfolders[run->type]);
  lf_demo_insert_set_text (insert, "created_at", created);
  lf_demo_insert_set_int (insert, "file_size",
                          frame_bytes (lf_demo_gear_get_camera (camera)));
  lf_demo_insert_set_text (insert, "frame_type", lf_demo_text_frame_type (run->type));
  return lf_demo_insert_step (insert, error);
}

/**
 * lf_demo_write_links: (skip)
 * @build: what to work with
 * @error: return location for an error
 *
 * Fills processing_session_files.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_write_links (LfDemoBuild  *build,
                     GError      **error)
{
  const GPtrArray *sessions = build->plan->sessions;
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema,
                                                        "processing_session_files", build->path,
                                                        error);

  for (guint i = 0; insert != NULL && i < sessions->len; i++)
    {
      const LfDemoSession *session = sessions->pdata[i];
      char created[LF_DEMO_TIME_SIZE];

      lf_demo_text_time (created, session->created);
      for (guint k = 0; k < session->frames->len; k++)
        if (!write_link (build, insert, session, g_array_index (session->frames, guint, k),
                         created, error) ||
            !lf_demo_progress_add (build->progress, LF_DEMO_LINK_UNITS, error))
          return FALSE;
    }

  return insert != NULL;
}
