/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-calibration.h"

G_BEGIN_DECLS

/**
 * LfShot:
 * @type: what is wanted
 * @setup: how it must be taken; what does not matter for @type is not known here
 * @coverage: what the lights have now
 * @lights: how many lights want it
 * @days: how far they would be from the lights if they were taken tonight; -1 if that is not known
 * @offer: (nullable): what the catalog has instead, if that is at least acceptable; it belongs to
 *   the #LfCalibration
 *
 * Calibration frames that a session lacks.
 */
typedef struct
{
  LfCalibrationType         type;
  LfFrameSetup              setup;
  LfCoverage                coverage;
  guint                     lights;
  int                       days;
  const LfCalibrationOffer *offer;
} LfShot;

GPtrArray  *lf_shot_list_new           (LfCalibration     *calibration,
                                        LfNight            tonight);
char       *lf_shot_list_to_text       (GPtrArray         *shots);
const char *lf_calibration_type_get_title (LfCalibrationType type);

G_END_DECLS
