/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-sky.h"

#include <math.h>

/* Objects lower than this do not rise far enough above the demonstration's observatories */
#define SOUTHERNMOST -33.0

/* How far from the meridian at midnight an object may be to be worth a night, in hours */
#define MERIDIAN_HOURS 3.5

#define OBJECT(name, type, hours, minutes, dec) \
  { name, LF_DEMO_##type, (hours) + (minutes) / 60.0, dec },

static const LfDemoObject objects[] = {
#include "demo/lf-demo-sky-table.h"
};

#undef OBJECT

/**
 * lf_demo_sky_get: (skip)
 * @index: which object, from lf_demo_sky_pick()
 *
 * Returns: (transfer none): the object
 */
const LfDemoObject *
lf_demo_sky_get (guint index)
{
  g_assert (index < G_N_ELEMENTS (objects));

  return &objects[index];
}

/* Right ascension, in hours, that crosses the meridian at midnight: 0 h at the September equinox,
 * 24 h more in a year */
static double
midnight_right_ascension (gint64 date)
{
  const double year = 365.2422;
  double days = (double) (date / 86400) - 264.0;

  return fmod (days, year) / year * 24.0;
}

/**
 * lf_demo_sky_pick: (skip)
 * @random: a generator
 * @date: the night, as seconds since 1970 of its 0 h UTC
 *
 * Picks an object that is high in the sky around midnight of a night, so that the objects of a
 * demonstration catalog come in the seasons in which one would image them.
 *
 * Returns: the index of an object
 */
guint
lf_demo_sky_pick (LfDemoRandom *random,
                  gint64        date)
{
  double meridian = midnight_right_ascension (date);
  guint start = lf_demo_random_below (random, G_N_ELEMENTS (objects));

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      /* A step prime to the length visits all of them, and does not favour neighbours */
      guint index = (start + i * 59) % G_N_ELEMENTS (objects);
      double distance = fabs (fmod (objects[index].ra - meridian + 36.0, 24.0) - 12.0);

      if (distance <= MERIDIAN_HOURS && objects[index].dec > SOUTHERNMOST)
        return index;
    }

  return start;
}

/**
 * lf_demo_sky_type_name: (skip)
 * @type: a type
 *
 * Returns: (transfer none): the type in words, as it stands in a catalog; not translated
 */
const char *
lf_demo_sky_type_name (LfDemoObjectType type)
{
  static const char *const names[] = {
    [LF_DEMO_EMISSION_NEBULA] = "Emission nebula",
    [LF_DEMO_REFLECTION_NEBULA] = "Reflection nebula",
    [LF_DEMO_PLANETARY_NEBULA] = "Planetary nebula",
    [LF_DEMO_SUPERNOVA_REMNANT] = "Supernova remnant",
    [LF_DEMO_GALAXY] = "Galaxy",
    [LF_DEMO_GLOBULAR_CLUSTER] = "Globular cluster",
    [LF_DEMO_OPEN_CLUSTER] = "Open cluster",
    [LF_DEMO_ASTERISM] = "Asterism",
  };

  g_assert ((guint) type < G_N_ELEMENTS (names));

  return names[type];
}
