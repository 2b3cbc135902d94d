/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "demo/lf-demo-random.h"
#include "demo/lf-demo-sky.h"

G_BEGIN_DECLS

#define LF_DEMO_N_CAMERAS 4
#define LF_DEMO_N_TELESCOPES 4
#define LF_DEMO_N_FILTERS 7
#define LF_DEMO_N_RIGS 8
#define LF_DEMO_N_SITES 2
#define LF_DEMO_MAX_PALETTE 4

/* In place of a filter: light reached the sensor unfiltered */
#define LF_DEMO_NO_FILTER -1

/* A camera: sensor in pixels, pixel size in micrometres; @bayer is %NULL for monochrome ones */
typedef struct
{
  const char *name;
  const char *folder;
  guint       width;
  guint       height;
  double      pixel_size;
  const char *bayer;
  guint       gain;
  guint       offset;
  double      egain;
  const char *readout_mode;
} LfDemoCamera;

/* A telescope: lengths in millimetres, exposures in seconds */
typedef struct
{
  const char *name;
  const char *type;
  double      focal_length;
  double      aperture;
  double      broadband;
  double      narrowband;
} LfDemoTelescope;

/* A filter, and what it is called where */
typedef struct
{
  const char *name;
  const char *raw_name;
  const char *type;
  const char *bandpass;
  guint       astrobin_id;
  double      flat_exposure;
} LfDemoFilter;

/* Degrees north, degrees east, metres */
typedef struct
{
  const char *name;
  double      latitude;
  double      longitude;
  double      elevation;
  double      sky_quality;
} LfDemoSite;

/* A camera on a telescope */
typedef struct
{
  guint camera;
  guint telescope;
} LfDemoRig;

/* A set of filters that make one picture together */
typedef struct
{
  const char *name;
  guint       n_filters;
  int         filters[LF_DEMO_MAX_PALETTE];
} LfDemoPalette;

const LfDemoCamera    *lf_demo_gear_get_camera    (guint             index);
const LfDemoTelescope *lf_demo_gear_get_telescope (guint             index);
const LfDemoFilter    *lf_demo_gear_get_filter    (guint             index);
const LfDemoSite      *lf_demo_gear_get_site      (guint             index);
const LfDemoRig       *lf_demo_gear_get_rig       (guint             index);
const LfDemoPalette   *lf_demo_gear_get_palette   (guint             index);
const char            *lf_demo_gear_filter_name   (int               filter);
guint                  lf_demo_gear_pick_palette  (LfDemoRandom     *random,
                                                   guint             rig,
                                                   LfDemoObjectType  type);
double                 lf_demo_gear_exposure      (guint             rig,
                                                   int               filter);

G_END_DECLS
