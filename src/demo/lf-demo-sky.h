/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "demo/lf-demo-random.h"

G_BEGIN_DECLS

/* What an object is; decides which filters suit it */
typedef enum
{
  LF_DEMO_EMISSION_NEBULA,
  LF_DEMO_REFLECTION_NEBULA,
  LF_DEMO_PLANETARY_NEBULA,
  LF_DEMO_SUPERNOVA_REMNANT,
  LF_DEMO_GALAXY,
  LF_DEMO_GLOBULAR_CLUSTER,
  LF_DEMO_OPEN_CLUSTER,
  LF_DEMO_ASTERISM,
} LfDemoObjectType;

/* A deep-sky object: right ascension in hours, declination in degrees, both J2000 */
typedef struct
{
  const char       *name;
  LfDemoObjectType  type;
  double            ra;
  double            dec;
} LfDemoObject;

const LfDemoObject *lf_demo_sky_get       (guint            index);
guint               lf_demo_sky_pick      (LfDemoRandom    *random,
                                           gint64           date);
const char         *lf_demo_sky_type_name (LfDemoObjectType type);

G_END_DECLS
