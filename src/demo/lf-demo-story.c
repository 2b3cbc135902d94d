/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-story.h"

#include "demo/lf-demo-text.h"

/* More objects than this are not named, but called a survey */
#define NAMED_OBJECTS 2
#define MOSAIC_OBJECTS 3

/* A stream of random numbers apart from those of frames and of the plan */
#define STREAM (G_GUINT64_CONSTANT (1) << 40)

static gboolean
contains (const GArray *objects,
          guint         object)
{
  for (guint i = 0; i < objects->len; i++)
    if (g_array_index (objects, guint, i) == object)
      return TRUE;
  return FALSE;
}

/* Goes through the lights as whoever reads the catalog will: what a row lacks is not there.
 * Returns the objects, in the order of their lights. */
static GArray *
read_lights (LfDemoStory         *story,
             const LfDemoPlan    *plan,
             const LfDemoSession *session)
{
  GArray *objects = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < session->n_lights; i++)
    {
      guint id = g_array_index (session->frames, guint, i);
      const LfDemoRun *run = lf_demo_plan_find_run (plan, id);
      LfDemoLack lack = lf_demo_plan_get_lack (plan, id);
      gint64 start = run->start + (id - run->first) * run->step;
      guint object = (guint) run->object;

      if (lack != LF_DEMO_LACKS_OBJECT && !contains (objects, object))
        g_array_append_val (objects, object);
      if (lack != LF_DEMO_LACKS_EXPOSURE)
        story->integration += run->exposure;
      if (i == 0)
        story->first_light = start;
      story->last_light = start;
    }

  return objects;
}

static char *
make_array (const GArray *objects)
{
  GString *json = g_string_new ("[");

  /* Names of objects have nothing in them that JSON would want escaped */
  for (guint i = 0; i < objects->len; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? ", " : "",
                            lf_demo_sky_get (g_array_index (objects, guint, i))->name);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static char *
make_name (const LfDemoSession *session,
           const GArray        *objects,
           guint                target,
           LfDemoRandom        *random)
{
  GString *name = g_string_new (lf_demo_sky_get (target)->name);
  const char *suffix = lf_demo_gear_get_palette (session->palette)->name;
  guint named = 1;

  for (guint i = 0; i < objects->len && named < NAMED_OBJECTS; i++)
    if (g_array_index (objects, guint, i) != target)
      {
        g_string_append_printf (name, " + %s",
                                lf_demo_sky_get (g_array_index (objects, guint, i))->name);
        named++;
      }

  if (objects->len > MOSAIC_OBJECTS)
    suffix = "survey";
  else if (objects->len > NAMED_OBJECTS)
    suffix = "mosaic";
  else if (lf_demo_random_one_in (random, 12))
    suffix = "first light";

  g_string_append_printf (name, " %s", suffix);
  return g_string_free (name, FALSE);
}

static const char *
choose_notes (LfDemoRandom *random)
{
  static const char *const notes[] = {
    "Stacked with drizzle 2x",
    "Gradient from the neighbours' lamp in the last two hours",
    "Needs more OIII",
    "Reprocess with the new flats",
    "Best seeing so far; keep the sharpest half for luminance",
    "Tilt in the lower left corner",
    "Thin clouds after midnight, weights by signal",
    "Stars from a separate RGB stack",
  };

  if (!lf_demo_random_one_in (random, 3))
    return NULL;
  return notes[lf_demo_random_below (random, G_N_ELEMENTS (notes))];
}

static void
make_code (LfDemoRandom *random,
           char         *text,
           guint         length)
{
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

  for (guint i = 0; i < length; i++)
    text[i] = digits[lf_demo_random_below (random, sizeof digits - 1)];
  text[length] = '\0';
}

static void
publish (LfDemoStory  *story,
         LfDemoRandom *random)
{
  char code[12];

  if (lf_demo_random_one_in (random, 2))
    {
      make_code (random, code, 6);
      story->astrobin_url = g_strdup_printf ("https://www.astrobin.com/%s/", code);
    }
  if (lf_demo_random_one_in (random, 6))
    {
      make_code (random, code, 11);
      story->social_urls = g_strdup_printf ("[\"https://www.instagram.com/p/%s/\", "
                                            "\"https://www.reddit.com/r/astrophotography/"
                                            "comments/%.6s/\"]",
                                            code, code);
    }
}

/**
 * lf_demo_story_new: (skip)
 * @plan: a plan
 * @session: a session of it
 *
 * Works out what the row of a processing session says. The same session gives the same story.
 *
 * Returns: (transfer full): a story
 */
LfDemoStory *
lf_demo_story_new (const LfDemoPlan    *plan,
                   const LfDemoSession *session)
{
  LfDemoStory *story = g_new0 (LfDemoStory, 1);
  g_autoptr (GArray) objects = read_lights (story, plan, session);
  LfDemoRandom random;
  guint dice;

  lf_demo_random_init (&random, LF_DEMO_SEED, STREAM + session->number);
  dice = lf_demo_random_below (&random, 100);
  story->status = dice < 36 ? LF_DEMO_COMPLETE
                  : dice < 71 ? LF_DEMO_IN_PROGRESS : LF_DEMO_NOT_STARTED;
  story->target = session->object;
  story->objects = make_array (objects);
  story->name = make_name (session, objects, story->target, &random);
  story->folder = g_strdup_printf (LF_DEMO_PROCESSING "/%s", session->id);
  story->notes = choose_notes (&random);
  story->started = session->created + 60 * (20 + (gint64) lf_demo_random_below (&random, 4000));
  story->completed = story->started + 60 * (90 + (gint64) lf_demo_random_below (&random, 20000));
  if (story->status == LF_DEMO_COMPLETE)
    publish (story, &random);

  return story;
}

/**
 * lf_demo_story_free: (skip)
 * @story: (transfer full): a story
 */
void
lf_demo_story_free (LfDemoStory *story)
{
  g_free (story->name);
  g_free (story->folder);
  g_free (story->objects);
  g_free (story->astrobin_url);
  g_free (story->social_urls);
  g_free (story);
}

/**
 * lf_demo_status_name: (skip)
 * @status: a status
 *
 * Returns: (transfer none): what stands in the status column
 */
const char *
lf_demo_status_name (LfDemoStatus status)
{
  static const char *const names[] = {
    [LF_DEMO_NOT_STARTED] = "not_started",
    [LF_DEMO_IN_PROGRESS] = "in_progress",
    [LF_DEMO_COMPLETE] = "complete",
  };

  g_assert ((guint) status < G_N_ELEMENTS (names));

  return names[status];
}
