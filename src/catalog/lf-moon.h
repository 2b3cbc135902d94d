/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-night.h"

G_BEGIN_DECLS

/**
 * LfMoonPhase:
 *
 * What the moon's phase is called: new, full and the quarters within a day of their time, what lies
 * between them otherwise.
 */
typedef enum
{
  LF_MOON_NEW,
  LF_MOON_WAXING_CRESCENT,
  LF_MOON_FIRST_QUARTER,
  LF_MOON_WAXING_GIBBOUS,
  LF_MOON_FULL,
  LF_MOON_WANING_GIBBOUS,
  LF_MOON_LAST_QUARTER,
  LF_MOON_WANING_CRESCENT,
} LfMoonPhase;

/**
 * LfMoon:
 * @illuminated: the lit part of the disk, 0 to 1
 * @phase: where it is on its way
 */
typedef struct
{
  double      illuminated;
  LfMoonPhase phase;
} LfMoon;

void        lf_moon_at_time         (double       time,
                                     LfMoon      *moon);
gboolean    lf_moon_at_night        (LfNight      night,
                                     double       longitude,
                                     LfMoon      *moon);
const char *lf_moon_phase_get_title (LfMoonPhase  phase);

G_END_DECLS
