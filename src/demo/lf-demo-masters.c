/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-masters.h"

#include "demo/lf-demo-text.h"

/* How the calibration frames of a session divide; what is left are biases */
#define FLAT_SHARE 0.55
#define DARK_SHARE 0.25

/* Flats older than the lights by this many days are of no use: dust has moved since */
#define STALE_DAYS 60

/* Calibration runs by what they fit, in the order of nights */
struct _LfDemoMasters
{
  GArray *darks[LF_DEMO_N_CAMERAS];
  GArray *biases[LF_DEMO_N_CAMERAS];
  GArray *flats[LF_DEMO_N_RIGS][LF_DEMO_N_FILTERS + 1];
};

/**
 * lf_demo_masters_new: (skip)
 * @plan: a plan with all its nights
 *
 * Returns: (transfer full): the calibration frames of the plan, to choose from
 */
LfDemoMasters *
lf_demo_masters_new (const LfDemoPlan *plan)
{
  LfDemoMasters *masters = g_new0 (LfDemoMasters, 1);

  for (guint i = 0; i < LF_DEMO_N_CAMERAS; i++)
    {
      masters->darks[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      masters->biases[i] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  for (guint i = 0; i < LF_DEMO_N_RIGS; i++)
    for (guint k = 0; k <= LF_DEMO_N_FILTERS; k++)
      masters->flats[i][k] = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < plan->runs->len; i++)
    {
      const LfDemoRun *run = &g_array_index (plan->runs, LfDemoRun, i);
      guint rig = lf_demo_plan_get_night (plan, run)->rig;
      guint camera = lf_demo_gear_get_rig (rig)->camera;

      if (run->type == LF_DEMO_DARK)
        g_array_append_val (masters->darks[camera], i);
      else if (run->type == LF_DEMO_BIAS)
        g_array_append_val (masters->biases[camera], i);
      else if (run->type == LF_DEMO_FLAT)
        g_array_append_val (masters->flats[rig][run->filter + 1], i);
    }

  return masters;
}

/**
 * lf_demo_masters_free: (skip)
 * @masters: (transfer full): calibration frames
 */
void
lf_demo_masters_free (LfDemoMasters *masters)
{
  for (guint i = 0; i < LF_DEMO_N_CAMERAS; i++)
    {
      g_array_unref (masters->darks[i]);
      g_array_unref (masters->biases[i]);
    }
  for (guint i = 0; i < LF_DEMO_N_RIGS; i++)
    for (guint k = 0; k <= LF_DEMO_N_FILTERS; k++)
      g_array_unref (masters->flats[i][k]);
  g_free (masters);
}

static const LfDemoRun *
nth_run (const LfDemoPlan *plan,
         const GArray     *indices,
         guint             n)
{
  return &g_array_index (plan->runs, LfDemoRun, g_array_index (indices, guint, n));
}

/* Adds calibration frames nearest in time to a light, at least min_days away from it */
static void
take_nearest (LfDemoSession    *session,
              const LfDemoPlan *plan,
              const GArray     *runs,
              const LfDemoRun  *light,
              double            exposure,
              gint64            min_days,
              guint             wanted)
{
  guint above = 0;
  guint below;

  while (above < runs->len && nth_run (plan, runs, above)->night < light->night)
    above++;
  below = above;

  while (wanted > 0 && (below > 0 || above < runs->len))
    {
      gboolean up = below == 0 ||
                    (above < runs->len &&
                     nth_run (plan, runs, above)->night - light->night <=
                       light->night - nth_run (plan, runs, below - 1)->night);
      const LfDemoRun *run = nth_run (plan, runs, up ? above++ : --below);
      guint count = MIN (wanted, run->count);

      if ((exposure > 0.0 && ABS (run->exposure - exposure) > 0.5) ||
          ABS (run->start - light->start) < min_days * LF_DEMO_DAY)
        continue;

      for (guint i = 0; i < count; i++)
        {
          guint id = run->first + i;

          g_array_append_val (session->frames, id);
        }
      wanted -= count;
    }
}

/* What a session has been told to do without */
typedef struct
{
  gboolean no_darks;
  gboolean no_flats;
  gboolean no_biases;
  gboolean stale_flats;
} Omissions;

static Omissions
choose_omissions (guint number)
{
  /* By number and not at random, so that even small catalogs have one of each */
  gboolean raw = number % 17 == 11;

  return (Omissions) {
    .no_darks = raw || number % 9 == 4,
    .no_flats = raw || number % 11 == 6,
    .no_biases = raw || number % 8 == 3,
    .stale_flats = number % 13 == 5,
  };
}

/* The filters of a session's lights, counted from LF_DEMO_NO_FILTER */
static void
find_filters (const LfDemoSession *session,
              const LfDemoPlan    *plan,
              gboolean             used[LF_DEMO_N_FILTERS + 1])
{
  for (guint i = 0; i < session->n_lights; i++)
    {
      guint id = g_array_index (session->frames, guint, i);

      used[lf_demo_plan_find_run (plan, id)->filter + 1] = TRUE;
    }
}

static void
add_darks (LfDemoSession    *session,
           const LfDemoPlan *plan,
           const GArray     *darks,
           const LfDemoRun  *light,
           const gboolean   *used,
           guint             wanted)
{
  guint rig = lf_demo_plan_get_night (plan, light)->rig;
  double seen = 0.0;

  for (int filter = LF_DEMO_NO_FILTER; filter < LF_DEMO_N_FILTERS; filter++)
    {
      double exposure = lf_demo_gear_exposure (rig, filter);

      /* Filters stand in the order of their exposures */
      if (!used[filter + 1] || ABS (exposure - seen) < 0.5)
        continue;

      take_nearest (session, plan, darks, light, exposure, 0, wanted);
      seen = exposure;
    }
}

/**
 * lf_demo_masters_add: (skip)
 * @masters: calibration frames
 * @session: a session that has its lights, all of one rig, and no other frames
 * @plan: the plan that all are of
 * @budget: how many frames to add, more or less
 *
 * Adds calibration frames that fit a session's lights, but for what the session shall lack.
 */
void
lf_demo_masters_add (LfDemoMasters    *masters,
                     LfDemoSession    *session,
                     const LfDemoPlan *plan,
                     guint             budget)
{
  const LfDemoRun *light = lf_demo_plan_find_run (plan,
                                                  g_array_index (session->frames, guint, 0));
  guint rig = lf_demo_plan_get_night (plan, light)->rig;
  guint camera = lf_demo_gear_get_rig (rig)->camera;
  gboolean used[LF_DEMO_N_FILTERS + 1] = { FALSE };
  Omissions omit = choose_omissions (session->number);
  guint n_filters = 0;

  find_filters (session, plan, used);
  for (guint i = 0; i <= LF_DEMO_N_FILTERS; i++)
    n_filters += used[i] ? 1 : 0;

  if (!omit.no_darks)
    add_darks (session, plan, masters->darks[camera], light, used,
               MAX (2, (guint) (budget * DARK_SHARE)));
  for (guint i = 0; i <= LF_DEMO_N_FILTERS && !omit.no_flats; i++)
    if (used[i])
      take_nearest (session, plan, masters->flats[rig][i], light, 0.0,
                    omit.stale_flats ? STALE_DAYS : 0,
                    MAX (2, (guint) (budget * FLAT_SHARE) / n_filters));
  if (!omit.no_biases)
    take_nearest (session, plan, masters->biases[camera], light, 0.0, 0,
                  MAX (2, (guint) (budget * (1.0 - DARK_SHARE - FLAT_SHARE))));
}
