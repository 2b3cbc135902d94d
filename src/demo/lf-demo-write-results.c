/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-build.h"

#include "demo/lf-demo-story.h"
#include "demo/lf-demo-text.h"

/* A kind of file that processing leaves behind. @space is the memory of a pixel, in bytes */
typedef struct
{
  const char *type;
  const char *subfolder;
  const char *stage;
  double      space;
  guint       bit_depth;
  const char *companion;
} Kind;

static const Kind kinds[] = {
  { "xisf", "intermediate", "intermediate", 12.0, 32, NULL },
  { "jpg", "final", "final", 0.9, 8, NULL },
  { "pxiproject", "project", "intermediate", 0.02, 0, "data" },
  { "xosm", "project", "intermediate", 0.001, 0, NULL },
};

static void
set_image (LfDemoInsert        *insert,
           const Kind          *kind,
           const LfDemoCamera  *camera)
{
  if (kind->bit_depth == 0)
    return;

  lf_demo_insert_set_int (insert, "image_width", camera->width);
  lf_demo_insert_set_int (insert, "image_height", camera->height);
  lf_demo_insert_set_int (insert, "bit_depth", kind->bit_depth);
  lf_demo_insert_set_text (insert, "color_space", "RGB");
}

static gboolean
write_result (LfDemoInsert         *insert,
              const LfDemoStory    *story,
              const LfDemoSession  *session,
              const LfDemoCamera   *camera,
              const Kind           *kind,
              GError              **error)
{
  const char *target = lf_demo_sky_get (story->target)->name;
  g_autofree char *file = g_strdup_printf ("%s_%s.%s", target,
                                           lf_demo_gear_get_palette (session->palette)->name,
                                           kind->type);
  g_autofree char *path = NULL;
  g_autofree char *companion = NULL;
  g_autofree char *md5sum = NULL;
  char time[LF_DEMO_TIME_SIZE];

  g_strdelimit (file, " ", '_');
  path = g_strdup_printf ("%s/%s/%s", story->folder, kind->subfolder, file);
  md5sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, path, -1);
  if (kind->companion != NULL)
    companion = g_strdup_printf ("%s.%s", path, kind->companion);
  lf_demo_text_time (time, story->completed);

  lf_demo_insert_set_text (insert, "processing_session_id", session->id);
  lf_demo_insert_set_text (insert, "file_path", path);
  lf_demo_insert_set_text (insert, "filename", file);
  lf_demo_insert_set_text (insert, "file_type", kind->type);
  lf_demo_insert_set_text (insert, "subfolder", kind->subfolder);
  lf_demo_insert_set_int (insert, "file_size",
                          (gint64) (kind->space * camera->width * camera->height));
  lf_demo_insert_set_text (insert, "created_date", time);
  lf_demo_insert_set_text (insert, "modified_date", time);
  lf_demo_insert_set_text (insert, "md5sum", md5sum);
  lf_demo_insert_set_int (insert, "has_companion", companion != NULL);
  lf_demo_insert_set_text (insert, "companion_path", companion);
  set_image (insert, kind, camera);
  lf_demo_insert_set_text (insert, "associated_object", target);
  lf_demo_insert_set_text (insert, "processing_stage", kind->stage);
  lf_demo_insert_set_text (insert, "cataloged_at", time);
  lf_demo_insert_set_text (insert, "updated_at", time);
  return lf_demo_insert_step (insert, error);
}

/**
 * lf_demo_write_results: (skip)
 * @build: what to work with
 * @error: return location for an error
 *
 * Fills processed_files: a picture and what it was made from for each complete session, and
 * project files for some.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_write_results (LfDemoBuild  *build,
                       GError      **error)
{
  const LfDemoPlan *plan = build->plan;
  g_autoptr (LfDemoInsert) insert = lf_demo_insert_new (build->db, build->schema,
                                                        "processed_files", build->path, error);

  for (guint i = 0; insert != NULL && i < plan->sessions->len; i++)
    {
      const LfDemoSession *session = plan->sessions->pdata[i];
      g_autoptr (LfDemoStory) story = lf_demo_story_new (plan, session);
      const LfDemoRun *run = lf_demo_plan_find_run (plan,
                                                    g_array_index (session->frames, guint, 0));
      guint rig = lf_demo_plan_get_night (plan, run)->rig;
      const LfDemoCamera *camera =
        lf_demo_gear_get_camera (lf_demo_gear_get_rig (rig)->camera);
      guint n_kinds = 2 + session->number % (G_N_ELEMENTS (kinds) - 1);

      if (!lf_demo_progress_check (build->progress, error))
        return FALSE;
      if (story->status != LF_DEMO_COMPLETE)
        continue;

      for (guint k = 0; k < n_kinds; k++)
        if (!write_result (insert, story, session, camera, &kinds[k], error))
          return FALSE;
    }

  return insert != NULL;
}
