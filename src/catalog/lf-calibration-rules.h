/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-calibration.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfFrameSet:
 * @type: what the frames are
 * @setup: how they were taken
 * @night: when
 * @night_id: (nullable): an imaging session they are from
 * @frames: how many
 * @usable: how many of them are neither bad nor missing
 * @ids: (nullable): ids of those, separated by commas; only where they may be offered
 *
 * Frames of one night that were taken alike.
 */
typedef struct
{
  LfFrameType   type;
  LfFrameSetup  setup;
  LfNight       night;
  char         *night_id;
  guint         frames;
  guint         usable;
  char         *ids;
} LfFrameSet;

void        lf_frame_set_clear         (LfFrameSet    *self);
GPtrArray  *lf_light_groups_new        (GArray        *sets);
LfCoverage  lf_light_groups_cover      (GPtrArray     *groups,
                                        GArray        *sets);
void        lf_light_groups_add_offers (GPtrArray     *groups,
                                        GArray        *sets);

G_END_DECLS
