/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-plan.h"

#include "demo/lf-demo-text.h"

/* The catalog ends in the night of 2024-12-20, whatever its size */
#define LAST_DATE (G_GINT64_CONSTANT (20077) * LF_DEMO_DAY)

/* What nights come to on average, to know how many there will be */
#define FRAMES_PER_NIGHT 140
#define DAYS_COVERED 640

/* Large catalogs are those of observatories where several rigs work at once */
#define NIGHTS_PER_RIG 600
#define MAX_RIGS_AT_ONCE 4

#define FLATS 15
#define DARKS 20
#define BIASES 50

/* What has to be remembered from night to night while they are planned */
typedef struct
{
  LfDemoPlan    *plan;
  LfDemoProject *current[LF_DEMO_N_RIGS][2];
  gboolean       has_masters[LF_DEMO_N_CAMERAS];
  guint          night;
  gint64         clock;
} Planner;

static guint
frames_planned (const LfDemoPlan *plan)
{
  const LfDemoRun *last;

  if (plan->runs->len == 0)
    return 0;

  last = &g_array_index (plan->runs, LfDemoRun, plan->runs->len - 1);
  return last->first + last->count - 1;
}

/* Adds frames at the planner's clock, as many as the catalog still has room for */
static const LfDemoRun *
add_run (Planner         *planner,
         LfDemoFrameType  type,
         int              object,
         int              filter,
         double           exposure,
         guint            count)
{
  LfDemoPlan *plan = planner->plan;
  guint planned = frames_planned (plan);
  LfDemoRun run = {
    .first = planned + 1,
    .count = MIN (count, plan->n_frames - planned),
    .night = planner->night,
    .object = object,
    .filter = filter,
    .type = type,
    .exposure = exposure,
    .start = planner->clock,
  };

  if (run.count == 0)
    return NULL;

  /* Between lights the guider settles and the file is saved; calibration frames follow at once */
  run.step = (gint64) exposure + (type == LF_DEMO_LIGHT ? 6 : 2);
  planner->clock += run.step * run.count;
  g_array_append_val (plan->runs, run);
  return &g_array_index (plan->runs, LfDemoRun, plan->runs->len - 1);
}

static void
project_free (LfDemoProject *project)
{
  for (guint i = 0; i < LF_DEMO_MAX_PALETTE; i++)
    g_array_unref (project->lights[i]);
  g_free (project);
}

static LfDemoProject *
begin_project (LfDemoPlan *plan,
               guint       rig,
               gint64      date)
{
  LfDemoProject *project = g_new0 (LfDemoProject, 1);

  project->object = lf_demo_sky_pick (&plan->random, date);
  project->rig = rig;
  project->palette = lf_demo_gear_pick_palette (&plan->random, rig,
                                                lf_demo_sky_get (project->object)->type);
  project->nights_left = 1 + lf_demo_random_below (&plan->random, 4);
  for (guint i = 0; i < LF_DEMO_MAX_PALETTE; i++)
    project->lights[i] = g_array_new (FALSE, FALSE, sizeof (guint));

  g_ptr_array_add (plan->projects, project);
  return project;
}

/* Takes a part of the night's lights for a project, filter by filter */
static void
image_project (Planner       *planner,
               LfDemoProject *project,
               double         hours)
{
  const LfDemoPalette *palette = lf_demo_gear_get_palette (project->palette);

  for (guint i = 0; i < palette->n_filters; i++)
    {
      double exposure = lf_demo_gear_exposure (project->rig, palette->filters[i]);
      double count = hours * 3600.0 / palette->n_filters / (exposure + 6.0);
      const LfDemoRun *run = add_run (planner, LF_DEMO_LIGHT, (int) project->object,
                                      palette->filters[i], exposure,
                                      CLAMP ((guint) count, 3, 40));

      for (guint k = 0; run != NULL && k < run->count; k++)
        {
          guint id = run->first + k;

          g_array_append_val (project->lights[i], id);
        }
    }

  project->nights_left--;
}

static void
take_flats (Planner             *planner,
            const LfDemoPalette *palette)
{
  for (guint i = 0; i < palette->n_filters; i++)
    {
      int filter = palette->filters[i];
      double exposure = filter == LF_DEMO_NO_FILTER
                          ? 2.0
                          : lf_demo_gear_get_filter ((guint) filter)->flat_exposure;

      add_run (planner, LF_DEMO_FLAT, -1, filter, exposure, FLATS);
    }
}

/* Darks for each exposure the rig works with, and biases: taken by day, with the cap on */
static void
take_masters (Planner *planner,
              guint    rig)
{
  double seen[LF_DEMO_N_FILTERS + 1];
  guint n_seen = 0;

  for (int filter = LF_DEMO_NO_FILTER; filter < LF_DEMO_N_FILTERS; filter++)
    {
      double exposure = lf_demo_gear_exposure (rig, filter);
      gboolean known = FALSE;

      for (guint i = 0; i < n_seen; i++)
        known = known || ABS (seen[i] - exposure) < 0.5;
      if (known)
        continue;

      seen[n_seen++] = exposure;
      add_run (planner, LF_DEMO_DARK, -1, LF_DEMO_NO_FILTER, exposure, DARKS);
    }

  add_run (planner, LF_DEMO_BIAS, -1, LF_DEMO_NO_FILTER, 0.001, BIASES);
}

static void
add_night (Planner *planner,
           gint64   date,
           guint    rig)
{
  LfDemoRandom *random = &planner->plan->random;
  LfDemoNight night = { .date = date, .rig = rig };

  night.site = lf_demo_random_below (random, LF_DEMO_N_SITES);
  night.seeing = lf_demo_random_range (random, 1.4, 3.6, 2);
  night.sky_quality = lf_demo_gear_get_site (night.site)->sky_quality
                      + lf_demo_random_range (random, -0.6, 0.3, 2);
  night.cloud_cover = lf_demo_random_range (random, 0.0, 30.0, 1);
  lf_demo_text_day (night.day, date);
  lf_demo_text_night_id (night.id, night.day, rig);

  planner->night = planner->plan->nights->len;
  planner->clock = date + 20 * 3600 + 60 * (gint64) lf_demo_random_below (random, 90);
  g_array_append_val (planner->plan->nights, night);
}

static void
plan_night (Planner *planner,
            gint64   date,
            guint    rig)
{
  LfDemoPlan *plan = planner->plan;
  guint camera = lf_demo_gear_get_rig (rig)->camera;
  guint n_projects = 1 + lf_demo_random_below (&plan->random, 2);
  double hours = lf_demo_random_range (&plan->random, 2.8, 7.6, 2);
  int flats_of = -1;

  add_night (planner, date, rig);
  for (guint i = 0; i < n_projects; i++)
    {
      LfDemoProject **project = &planner->current[rig][i];

      if (*project == NULL || (*project)->nights_left == 0)
        *project = begin_project (plan, rig, date);
      image_project (planner, *project, hours / n_projects);

      /* Dawn is long enough for the flats of one palette twice, which nobody takes */
      if (flats_of != (int) (*project)->palette && !lf_demo_random_one_in (&plan->random, 5))
        {
          flats_of = (int) (*project)->palette;
          take_flats (planner, lf_demo_gear_get_palette ((*project)->palette));
        }
    }

  if (!planner->has_masters[camera] || lf_demo_random_one_in (&plan->random, 7))
    {
      planner->has_masters[camera] = TRUE;
      take_masters (planner, rig);
    }
}

static void
plan_nights (LfDemoPlan *plan)
{
  Planner planner = { .plan = plan };
  guint expected = plan->n_frames / FRAMES_PER_NIGHT + 1;
  guint at_once = CLAMP (expected / NIGHTS_PER_RIG + 1, 1, MAX_RIGS_AT_ONCE);
  guint n_dates = expected / at_once + 1;
  guint gap = CLAMP (DAYS_COVERED / n_dates, 1, 7);
  gint64 date = LAST_DATE - (gint64) n_dates * gap * LF_DEMO_DAY;

  while (frames_planned (plan) < plan->n_frames)
    {
      guint first = lf_demo_random_below (&plan->random, LF_DEMO_N_RIGS);
      guint group = first - first % MAX_RIGS_AT_ONCE;

      for (guint i = 0; i < at_once && frames_planned (plan) < plan->n_frames; i++)
        plan_night (&planner, date, group + (first + i) % MAX_RIGS_AT_ONCE);

      /* Clear nights come in series: an irregular step that is the gap on average */
      date += LF_DEMO_DAY * (1 + (gint64) lf_demo_random_below (&plan->random, 2 * gap - 1));
    }
}

/**
 * lf_demo_plan_new: (skip)
 * @n_frames: frames to plan, exactly; more than 0
 * @n_sessions: processing sessions to plan; more than 0
 *
 * Decides what a demonstration catalog shall contain. The same numbers give the same plan. Any
 * thread.
 *
 * Returns: (transfer full): a plan; free it with lf_demo_plan_free()
 */
LfDemoPlan *
lf_demo_plan_new (guint n_frames,
                  guint n_sessions)
{
  LfDemoPlan *plan = g_new0 (LfDemoPlan, 1);

  g_assert (n_frames > 0 && n_sessions > 0);

  plan->n_frames = n_frames;
  plan->n_sessions = n_sessions;
  plan->nights = g_array_new (FALSE, FALSE, sizeof (LfDemoNight));
  plan->runs = g_array_new (FALSE, FALSE, sizeof (LfDemoRun));
  plan->projects = g_ptr_array_new_with_free_func ((GDestroyNotify) project_free);
  plan->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_demo_session_free);
  plan->lacks = g_hash_table_new (NULL, NULL);
  lf_demo_random_init (&plan->random, LF_DEMO_SEED, 0);

  plan_nights (plan);
  lf_demo_plan_add_sessions (plan);
  return plan;
}

/**
 * lf_demo_plan_free: (skip)
 * @plan: (transfer full): a plan
 */
void
lf_demo_plan_free (LfDemoPlan *plan)
{
  g_array_unref (plan->nights);
  g_array_unref (plan->runs);
  g_ptr_array_unref (plan->projects);
  g_ptr_array_unref (plan->sessions);
  g_hash_table_unref (plan->lacks);
  g_free (plan);
}

/**
 * lf_demo_plan_find_run: (skip)
 * @plan: a plan
 * @frame: a frame's id, from 1
 *
 * Returns: (transfer none): the run that the frame is in
 */
const LfDemoRun *
lf_demo_plan_find_run (const LfDemoPlan *plan,
                       guint             frame)
{
  guint low = 0;
  guint high = plan->runs->len;

  g_assert (frame > 0 && frame <= plan->n_frames);

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (plan->runs, LfDemoRun, middle).first <= frame)
        low = middle;
      else
        high = middle;
    }

  return &g_array_index (plan->runs, LfDemoRun, low);
}

/**
 * lf_demo_plan_get_night: (skip)
 * @plan: a plan
 * @run: a run of it
 *
 * Returns: (transfer none): the night in which the run was taken
 */
const LfDemoNight *
lf_demo_plan_get_night (const LfDemoPlan *plan,
                        const LfDemoRun  *run)
{
  return &g_array_index (plan->nights, LfDemoNight, run->night);
}

/**
 * lf_demo_plan_get_lack: (skip)
 * @plan: a plan
 * @frame: a frame's id
 *
 * Returns: what is missing in the row of the frame
 */
LfDemoLack
lf_demo_plan_get_lack (const LfDemoPlan *plan,
                       guint             frame)
{
  return (LfDemoLack) GPOINTER_TO_UINT (g_hash_table_lookup (plan->lacks,
                                                             GUINT_TO_POINTER (frame)));
}
