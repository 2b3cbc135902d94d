/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-calibration.h"

G_BEGIN_DECLS

/**
 * LfAcquisition:
 * @night: when
 * @night_text: (nullable): the same as the catalog has it, which need be no date
 * @setup: how the lights were taken; unlike elsewhere its exposure is whatever number there is
 * @binning_x: (nan if not known): whatever number the catalog has
 * @binning_y: likewise
 * @astrobin_id: (nan if not known): the number of the filter at AstroBin
 * @iso: (nan if not known): of a camera that has no gain
 * @focal_ratio: (nan if not known): the telescope's focal length over its aperture
 * @sky_quality: (nan if not known): mean, in magnitudes a square arc second
 * @seeing: (nan if not known): mean, in arc seconds
 * @ambient: (nan if not known): mean, in °C
 * @frames: how many lights
 * @calibration: how many darks, flats and bias frames of the session fit
 *
 * Lights of one night that were taken alike.
 */
typedef struct
{
  LfNight       night;
  char         *night_text;
  LfFrameSetup  setup;
  double        binning_x;
  double        binning_y;
  double        astrobin_id;
  double        iso;
  double        focal_ratio;
  double        sky_quality;
  double        seeing;
  double        ambient;
  guint         frames;
  guint         calibration[LF_N_CALIBRATION_TYPES];
} LfAcquisition;

GPtrArray *lf_acquisitions_load (LfConnection   *connection,
                                 const char     *session,
                                 GError        **error);

G_END_DECLS
