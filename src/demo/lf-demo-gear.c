/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-gear.h"

enum
{
  FILTER_L,
  FILTER_R,
  FILTER_G,
  FILTER_B,
  FILTER_HA,
  FILTER_OIII,
  FILTER_SII,
};

enum
{
  PALETTE_LRGB,
  PALETTE_SHO,
  PALETTE_HOO,
  PALETTE_OSC,
};

static const LfDemoCamera cameras[LF_DEMO_N_CAMERAS] = {
  { "ZWO ASI2600MM Pro", "ZWO_ASI2600MM_Pro", 6248, 4176, 3.76, NULL, 100, 50, 0.25, "High Gain" },
  { "QHY268M", "QHY268M", 6280, 4210, 3.76, NULL, 56, 25, 0.41, "High Gain Mode" },
  { "ZWO ASI1600MM", "ZWO_ASI1600MM", 4656, 3520, 3.8, NULL, 139, 21, 0.99, "Normal" },
  { "ZWO ASI533MC Pro", "ZWO_ASI533MC_Pro", 3008, 3008, 3.76, "RGGB", 101, 70, 0.24, "Normal" },
};

static const LfDemoTelescope telescopes[LF_DEMO_N_TELESCOPES] = {
  { "Esprit 100ED", "Refractor", 550, 100, 180, 300 },
  { "RASA 8", "Astrograph", 400, 203, 60, 180 },
  { "RedCat 51", "Refractor", 250, 51, 120, 300 },
  { "EdgeHD 925", "SCT", 2350, 235, 180, 600 },
};

static const LfDemoFilter filters[LF_DEMO_N_FILTERS] = {
  [FILTER_L] = { "L", "Luminance", "Broadband", "400-700nm", 2906, 1.5 },
  [FILTER_R] = { "R", "Red", "Broadband", "600-700nm", 2907, 2.5 },
  [FILTER_G] = { "G", "Green", "Broadband", "500-600nm", 2908, 2.5 },
  [FILTER_B] = { "B", "Blue", "Broadband", "400-500nm", 2909, 2.5 },
  [FILTER_HA] = { "Ha", "H-alpha", "Narrowband", "3nm", 4663, 6.0 },
  [FILTER_OIII] = { "OIII", "O3", "Narrowband", "3nm", 4664, 6.0 },
  [FILTER_SII] = { "SII", "S2", "Narrowband", "3nm", 4665, 6.0 },
};

static const LfDemoSite sites[LF_DEMO_N_SITES] = {
  { "Dark site", 38.2, -2.5, 1650, 21.5 },
  { "Backyard", 47.38, 8.54, 470, 19.4 },
};

/* Four rigs with a camera each, then the same cameras on other telescopes: rigs that work in the
 * same night are taken from the same four */
static const LfDemoRig rigs[LF_DEMO_N_RIGS] = {
  { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 2 },
  { 0, 3 }, { 3, 1 }, { 1, 0 }, { 2, 3 },
};

static const LfDemoPalette palettes[] = {
  [PALETTE_LRGB] = { "LRGB", 4, { FILTER_L, FILTER_R, FILTER_G, FILTER_B } },
  [PALETTE_SHO] = { "SHO", 3, { FILTER_SII, FILTER_HA, FILTER_OIII } },
  [PALETTE_HOO] = { "HOO", 2, { FILTER_HA, FILTER_OIII } },
  [PALETTE_OSC] = { "OSC", 1, { LF_DEMO_NO_FILTER } },
};

/**
 * lf_demo_gear_get_camera: (skip)
 * @index: less than %LF_DEMO_N_CAMERAS
 *
 * Returns: (transfer none): a camera
 */
const LfDemoCamera *
lf_demo_gear_get_camera (guint index)
{
  g_assert (index < G_N_ELEMENTS (cameras));

  return &cameras[index];
}

/**
 * lf_demo_gear_get_telescope: (skip)
 * @index: less than %LF_DEMO_N_TELESCOPES
 *
 * Returns: (transfer none): a telescope
 */
const LfDemoTelescope *
lf_demo_gear_get_telescope (guint index)
{
  g_assert (index < G_N_ELEMENTS (telescopes));

  return &telescopes[index];
}

/**
 * lf_demo_gear_get_filter: (skip)
 * @index: less than %LF_DEMO_N_FILTERS
 *
 * Returns: (transfer none): a filter
 */
const LfDemoFilter *
lf_demo_gear_get_filter (guint index)
{
  g_assert (index < G_N_ELEMENTS (filters));

  return &filters[index];
}

/**
 * lf_demo_gear_get_site: (skip)
 * @index: less than %LF_DEMO_N_SITES
 *
 * Returns: (transfer none): a site
 */
const LfDemoSite *
lf_demo_gear_get_site (guint index)
{
  g_assert (index < G_N_ELEMENTS (sites));

  return &sites[index];
}

/**
 * lf_demo_gear_get_rig: (skip)
 * @index: less than %LF_DEMO_N_RIGS
 *
 * Returns: (transfer none): a rig
 */
const LfDemoRig *
lf_demo_gear_get_rig (guint index)
{
  g_assert (index < G_N_ELEMENTS (rigs));

  return &rigs[index];
}

/**
 * lf_demo_gear_get_palette: (skip)
 * @index: from lf_demo_gear_pick_palette()
 *
 * Returns: (transfer none): a palette
 */
const LfDemoPalette *
lf_demo_gear_get_palette (guint index)
{
  g_assert (index < G_N_ELEMENTS (palettes));

  return &palettes[index];
}

/**
 * lf_demo_gear_filter_name: (skip)
 * @filter: a filter, or %LF_DEMO_NO_FILTER
 *
 * Returns: (transfer none) (nullable): what stands in a frame's filter column
 */
const char *
lf_demo_gear_filter_name (int filter)
{
  return filter == LF_DEMO_NO_FILTER ? NULL : lf_demo_gear_get_filter ((guint) filter)->name;
}

/**
 * lf_demo_gear_pick_palette: (skip)
 * @random: a generator
 * @rig: a rig
 * @type: what shall be imaged
 *
 * Picks filters that suit an object: narrow ones for what glows in lines, none in front of a
 * colour camera.
 *
 * Returns: the index of a palette
 */
guint
lf_demo_gear_pick_palette (LfDemoRandom     *random,
                           guint             rig,
                           LfDemoObjectType  type)
{
  if (cameras[lf_demo_gear_get_rig (rig)->camera].bayer != NULL)
    return PALETTE_OSC;

  switch (type)
    {
    case LF_DEMO_EMISSION_NEBULA:
    case LF_DEMO_SUPERNOVA_REMNANT:
      return lf_demo_random_one_in (random, 2) ? PALETTE_SHO : PALETTE_HOO;
    case LF_DEMO_PLANETARY_NEBULA:
      return PALETTE_HOO;
    case LF_DEMO_REFLECTION_NEBULA:
    case LF_DEMO_GALAXY:
    case LF_DEMO_GLOBULAR_CLUSTER:
    case LF_DEMO_OPEN_CLUSTER:
    case LF_DEMO_ASTERISM:
      return PALETTE_LRGB;
    default:
      g_assert_not_reached ();
    }
}

/**
 * lf_demo_gear_exposure: (skip)
 * @rig: a rig
 * @filter: a filter, or %LF_DEMO_NO_FILTER
 *
 * Returns: how long one light is exposed, in seconds
 */
double
lf_demo_gear_exposure (guint rig,
                       int   filter)
{
  const LfDemoTelescope *telescope = &telescopes[lf_demo_gear_get_rig (rig)->telescope];

  if (filter == FILTER_L)
    return telescope->broadband > 60.0 ? telescope->broadband - 60.0 : 60.0;
  return filter >= FILTER_HA ? telescope->narrowband : telescope->broadband;
}
