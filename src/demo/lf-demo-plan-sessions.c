/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-plan.h"

#include <math.h>

#include "demo/lf-demo-masters.h"
#include "demo/lf-demo-text.h"

/* The links of all sessions, as a share of the frames in the catalog */
#define LINKED_SHARE 0.40

/* Sizes fall with the rank of a session to this power: one giant, many small ones */
#define RANK_EXPONENT 0.88

/* Of a session's frames, those that are lights; the others calibrate them */
#define LIGHT_SHARE 0.62

/* Sessions with no more lights than this may be of two objects no further apart than that */
#define SMALL_SESSION 100
#define PAIR_DEGREES 8.0

/* Lights through other filters are as good as lights so many degrees away */
#define OTHER_PALETTE 1000.0

/* Takes lights of a project, an equal number through each filter, going on where the last
 * session that used the project stopped. Returns how many were taken. */
static guint
take_lights (LfDemoSession *session,
             LfDemoProject *project,
             guint          wanted)
{
  const LfDemoPalette *palette = lf_demo_gear_get_palette (project->palette);
  guint before = session->frames->len;

  for (guint i = 0; i < palette->n_filters; i++)
    {
      const GArray *lights = project->lights[i];
      guint taken = session->frames->len - before;
      guint left = palette->n_filters - i;
      guint count = wanted > taken ? (wanted - taken + left - 1) / left : 0;

      count = MIN (count, lights->len);
      for (guint k = 0; k < count; k++)
        {
          guint id = g_array_index (lights, guint, (project->cursors[i] + k) % lights->len);

          g_array_append_val (session->frames, id);
        }
      if (lights->len > 0)
        project->cursors[i] = (project->cursors[i] + count) % lights->len;
    }

  project->taken_by = session->number;
  return session->frames->len - before;
}

/* The angle between two objects in degrees; near enough where it is small, which is all that
 * counts here */
static double
separation (guint first,
            guint second)
{
  const LfDemoObject *a = lf_demo_sky_get (first);
  const LfDemoObject *b = lf_demo_sky_get (second);
  double ra = (fmod (a->ra - b->ra + 36.0, 24.0) - 12.0) * 15.0;

  return hypot (ra * cos (a->dec * G_PI / 180.0), a->dec - b->dec);
}

/* Finds what to go on with after a project: of the same rig, the same palette if there is any,
 * and as near in the sky as can be, as the parts of a mosaic are. Only lights within the limit
 * are good enough, in degrees. */
static LfDemoProject *
next_project (const LfDemoPlan    *plan,
              const LfDemoSession *session,
              const LfDemoProject *like,
              double               lower_limit,
              double               upper_limit)
{
  LfDemoProject *best = NULL;
  double best_score = OTHER_PALETTE + upper_limit;

  for (guint i = 0; i < plan->projects->len; i++)
    {
      LfDemoProject *project = plan->projects->pdata[i];
      double angle;
      double score;

      if (project->rig != like->rig || project->taken_by == session->number ||
          project->lights[0]->len == 0)
        continue;

      angle = separation (project->object, like->object);
      score = angle + (project->palette != like->palette ? OTHER_PALETTE : 0.0);
      if (angle >= lower_limit && angle <= upper_limit && score < best_score)
        {
          best = project;
          best_score = score;
        }
    }

  return best;
}

/* The project that a session begins with. 7 spreads neighbours in rank over the years. The last
 * project of a catalog may have been cut off before its first light. */
static LfDemoProject *
first_project (const LfDemoPlan *plan,
               guint             number)
{
  LfDemoProject *project = plan->projects->pdata[number * 7 % plan->projects->len];

  return project->lights[0]->len > 0 ? project : plan->projects->pdata[0];
}

static void
choose_lights (LfDemoPlan    *plan,
               LfDemoSession *session,
               guint          wanted)
{
  LfDemoProject *project = first_project (plan, session->number);
  LfDemoProject *other = NULL;

  session->object = project->object;
  session->palette = project->palette;
  project->taken_by = session->number;

  /* Some small sessions are of two objects that fit into a picture, or nearly so */
  if (wanted >= 8 && wanted <= SMALL_SESSION && lf_demo_random_one_in (&plan->random, 2))
    other = next_project (plan, session, project, 0.01, PAIR_DEGREES);
  if (other != NULL && other->palette == project->palette)
    wanted -= take_lights (session, other, wanted / 2);

  wanted -= take_lights (session, project, wanted);
  while (wanted > 0 && (project = next_project (plan, session, project, 0.0, 360.0)) != NULL)
    wanted -= take_lights (session, project, wanted);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return (first > second) - (first < second);
}

static LfDemoSession *
plan_session (LfDemoPlan    *plan,
              LfDemoMasters *masters,
              guint          number,
              guint          size)
{
  LfDemoSession *session = g_new0 (LfDemoSession, 1);
  LfDemoRandom *random = &plan->random;
  const LfDemoRun *last;

  session->number = number;
  session->frames = g_array_new (FALSE, FALSE, sizeof (guint));
  choose_lights (plan, session, MAX (1, (guint) (size * LIGHT_SHARE)));

  g_array_sort (session->frames, compare_ids);
  session->n_lights = session->frames->len;
  lf_demo_masters_add (masters, session, plan,
                       (guint) (session->n_lights * (1.0 / LIGHT_SHARE - 1.0)));

  last = lf_demo_plan_find_run (plan, g_array_index (session->frames, guint,
                                                     session->n_lights - 1));
  session->created = lf_demo_plan_get_night (plan, last)->date
                     + LF_DEMO_DAY * (1 + (gint64) lf_demo_random_below (random, 30))
                     + 3600 * (gint64) lf_demo_random_below (random, 24)
                     + 17 * (gint64) lf_demo_random_below (random, 200);
  return session;
}

static int
compare_created (gconstpointer a,
                 gconstpointer b)
{
  const LfDemoSession *first = *(LfDemoSession *const *) a;
  const LfDemoSession *second = *(LfDemoSession *const *) b;

  if (first->created != second->created)
    return first->created < second->created ? -1 : 1;
  return first->number < second->number ? -1 : 1;
}

/* Chooses a few lights that are in sessions to lack something, as headers written by hand or by
 * old drivers do. Only in sessions large enough that nothing else depends on one frame. */
static void
choose_lacks (LfDemoPlan *plan)
{
  guint lack = LF_DEMO_LACKS_OBJECT;
  guint left = 12;

  for (guint i = 0; i < plan->sessions->len && left > 0; i++)
    {
      const LfDemoSession *session = plan->sessions->pdata[i];
      guint id;

      if (session->n_lights < 16 || (lack == LF_DEMO_LACKS_FILTER &&
                                     lf_demo_gear_get_palette (session->palette)->n_filters == 1))
        continue;

      id = g_array_index (session->frames, guint, session->n_lights / 3);
      g_hash_table_insert (plan->lacks, GUINT_TO_POINTER (id), GUINT_TO_POINTER (lack));
      lack = lack % LF_DEMO_LACKS_EXPOSURE + 1;
      left--;
    }
}

/**
 * lf_demo_plan_add_sessions: (skip)
 * @plan: a plan with all its nights
 *
 * Decides which frames the processing sessions link, the part of lf_demo_plan_new() that has a
 * file of its own.
 */
void
lf_demo_plan_add_sessions (LfDemoPlan *plan)
{
  g_autoptr (LfDemoMasters) masters = lf_demo_masters_new (plan);
  double sum = 0.0;

  for (guint i = 1; i <= plan->n_sessions; i++)
    sum += pow (i, -RANK_EXPONENT);

  for (guint i = 1; i <= plan->n_sessions; i++)
    {
      double size = plan->n_frames * LINKED_SHARE * pow (i, -RANK_EXPONENT) / sum;
      LfDemoSession *session = plan_session (plan, masters, i, MAX (1, (guint) size));

      plan->n_links += session->frames->len;
      g_ptr_array_add (plan->sessions, session);
    }

  g_ptr_array_sort (plan->sessions, compare_created);
  for (guint i = 0; i < plan->sessions->len; i++)
    {
      LfDemoSession *session = plan->sessions->pdata[i];

      lf_demo_text_session_id (session->id, session->created, i);
    }
  choose_lacks (plan);
}

/**
 * lf_demo_session_free: (skip)
 * @session: (transfer full): a session
 */
void
lf_demo_session_free (LfDemoSession *session)
{
  g_array_unref (session->frames);
  g_free (session);
}
