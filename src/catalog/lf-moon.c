/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-moon.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Jean Meeus, Astronomical Algorithms, second edition, 1998: the mean elements of the moon and the
 * sun from chapter 47, the phase angle by the approximation of chapter 48 (48.4). Universal time is
 * taken for dynamical time: the minute or so between them moves the moon by a hundredth of a
 * degree. The lit part is right to about 0.003. */

#define RADIANS (G_PI / 180)

/* What the moon goes in a day, more or less: so near to a quarter it is one. In degrees. */
#define NEAR_A_QUARTER 12.0

/* Julian dates */
#define JULIAN_1970 2440587.5
#define JULIAN_2000 2451545.0
#define DAYS_OF_CENTURY 36525.0
#define SECONDS_OF_DAY 86400.0

/* 1 January 1970 as an LfNight */
#define NIGHT_1970 719163

static double
turn (double degrees)
{
  double rest = fmod (degrees, 360);

  return rest < 0 ? rest + 360 : rest;
}

/* Even phases are new, full and the quarters, 90° from one to the next */
static LfMoonPhase
get_phase (double elongation)
{
  double quarters = elongation / 90;
  double nearest = round (quarters);

  if (fabs (quarters - nearest) * 90 <= NEAR_A_QUARTER)
    return (LfMoonPhase) ((int) nearest * 2 % 8);
  return (LfMoonPhase) ((int) floor (quarters) * 2 + 1);
}

/**
 * lf_moon_at_time:
 * @time: seconds since 1970, UTC
 * @moon: (out caller-allocates): the moon
 *
 * Computes the phase of the moon. Any thread.
 */
void
lf_moon_at_time (double  time,
                 LfMoon *moon)
{
  double t = (time / SECONDS_OF_DAY + JULIAN_1970 - JULIAN_2000) / DAYS_OF_CENTURY;
  /* Mean elongation of the moon, mean anomaly of the sun, and of the moon: 47.2 to 47.4 */
  double d = 297.8501921 + 445267.1114034 * t - 0.0018819 * t * t + t * t * t / 545868 -
             t * t * t * t / 113065000;
  double m = 357.5291092 + 35999.0502909 * t - 0.0001536 * t * t + t * t * t / 24490000;
  double n = 134.9633964 + 477198.8675055 * t + 0.0087414 * t * t + t * t * t / 69699 -
             t * t * t * t / 14712000;
  double dr = turn (d) * RADIANS;
  double mr = turn (m) * RADIANS;
  double nr = turn (n) * RADIANS;
  double correction = 6.289 * sin (nr) - 2.100 * sin (mr) + 1.274 * sin (2 * dr - nr) +
                      0.658 * sin (2 * dr) + 0.214 * sin (2 * nr) + 0.110 * sin (dr);
  /* How far the moon is ahead of the sun; 180° less that is the phase angle */
  double elongation = turn (d + correction);

  moon->illuminated = (1 - cos (elongation * RADIANS)) / 2;
  moon->phase = get_phase (elongation);
}

/**
 * lf_moon_at_night:
 * @night: a night, by the date of its evening
 * @longitude: of the place, in degrees, positive east; NaN for that of Greenwich
 * @moon: (out caller-allocates): the moon in the middle of the night
 *
 * Computes the phase of the moon at local midnight. Any thread.
 *
 * Returns: %FALSE if the night is not known
 */
gboolean
lf_moon_at_night (LfNight  night,
                  double   longitude,
                  LfMoon  *moon)
{
  double midnight;

  if (night == LF_NIGHT_UNKNOWN)
    return FALSE;

  midnight = ((double) night + 1 - NIGHT_1970) * SECONDS_OF_DAY;
  if (isfinite (longitude))
    midnight -= longitude / 360 * SECONDS_OF_DAY;
  lf_moon_at_time (midnight, moon);
  return TRUE;
}

/**
 * lf_moon_phase_get_title:
 * @phase: a phase
 *
 * Any thread.
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
lf_moon_phase_get_title (LfMoonPhase phase)
{
  switch (phase)
    {
    case LF_MOON_WAXING_CRESCENT:
      return _("Waxing crescent");
    case LF_MOON_FIRST_QUARTER:
      return _("First quarter");
    case LF_MOON_WAXING_GIBBOUS:
      return _("Waxing gibbous");
    case LF_MOON_FULL:
      return _("Full moon");
    case LF_MOON_WANING_GIBBOUS:
      return _("Waning gibbous");
    case LF_MOON_LAST_QUARTER:
      return _("Last quarter");
    case LF_MOON_WANING_CRESCENT:
      return _("Waning crescent");
    case LF_MOON_NEW:
    default:
      return _("New moon");
    }
}
