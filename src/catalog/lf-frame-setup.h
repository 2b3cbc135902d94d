/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfFrameSetup:
 * @camera: (nullable): its name; %NULL if it is not known, and so for the other texts
 * @telescope: (nullable): its name
 * @filter: (nullable): its name
 * @exposure: seconds; NaN if it is not known, and so for the other numbers
 * @gain: the camera's gain
 * @offset: the camera's offset
 * @binning_x: pixels that became one; 0 if it is not known
 * @binning_y: likewise, from top to bottom
 * @temperature: of the sensor, in °C
 *
 * How frames were taken: what decides which calibration frames fit which lights.
 */
typedef struct
{
  char   *camera;
  char   *telescope;
  char   *filter;
  double  exposure;
  double  gain;
  double  offset;
  guint   binning_x;
  guint   binning_y;
  double  temperature;
} LfFrameSetup;

/**
 * LfSetupField:
 *
 * What of a setup must agree: beside what decides whether frames match at all, and, from
 * %LF_SETUP_CAMERA on, that too. A set of flags.
 */
typedef enum
{
  LF_SETUP_GAIN = 1 << 0,
  LF_SETUP_OFFSET = 1 << 1,
  LF_SETUP_BINNING = 1 << 2,
  LF_SETUP_TEMPERATURE = 1 << 3,
  LF_SETUP_CAMERA = 1 << 4,
  LF_SETUP_TELESCOPE = 1 << 5,
  LF_SETUP_FILTER = 1 << 6,
  LF_SETUP_EXPOSURE = 1 << 7,
  LF_SETUP_NIGHT = 1 << 8,
} LfSetupField;

void         lf_frame_setup_copy      (const LfFrameSetup *from,
                                       LfFrameSetup       *to);
void         lf_frame_setup_clear     (LfFrameSetup       *self);
gboolean     lf_frame_setup_is_same   (const LfFrameSetup *a,
                                       const LfFrameSetup *b);
void         lf_frame_setup_compare   (const LfFrameSetup *light,
                                       const LfFrameSetup *calibration,
                                       LfSetupField        fields,
                                       LfSetupField       *differing,
                                       LfSetupField       *unknown);
char        *lf_frame_setup_to_text   (const LfFrameSetup *self);
char        *lf_setup_field_to_text   (LfSetupField        set);
gboolean     lf_setup_is_same_name    (const char         *a,
                                       const char         *b);
gboolean     lf_setup_is_same_exposure (double             a,
                                        double             b);

G_END_DECLS
