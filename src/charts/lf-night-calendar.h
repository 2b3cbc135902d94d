/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart.h"

G_BEGIN_DECLS

/**
 * LfCalendarNight:
 * @day: when, as GDate counts days: 1 is 1 January of the year 1
 * @lights: whether lights were taken
 * @calibration: whether calibration frames were taken
 * @text: (nullable): what is said about it below its date
 *
 * A night of a calendar.
 */
typedef struct
{
  guint32   day;
  gboolean  lights;
  gboolean  calibration;
  char     *text;
} LfCalendarNight;

/**
 * LfCalendarMoonFunc:
 * @day: a day, as in LfCalendarNight
 *
 * Returns: the lit part of the moon in that night, 0 to 1; NaN if it is not known
 */
typedef double (*LfCalendarMoonFunc) (guint32 day);

#define LF_TYPE_NIGHT_CALENDAR (lf_night_calendar_get_type ())
G_DECLARE_FINAL_TYPE (LfNightCalendar, lf_night_calendar, LF, NIGHT_CALENDAR, LfChart)

GtkWidget *lf_night_calendar_new          (void);
void       lf_night_calendar_set_nights   (LfNightCalendar       *self,
                                           const LfCalendarNight *nights,
                                           guint                  n_nights);
void       lf_night_calendar_set_moon     (LfNightCalendar       *self,
                                           LfCalendarMoonFunc     func);
void       lf_night_calendar_set_selected (LfNightCalendar       *self,
                                           guint32                day);
guint32    lf_night_calendar_get_selected (LfNightCalendar       *self);
guint32    lf_night_calendar_get_day      (LfNightCalendar       *self,
                                           guint                  item);

G_END_DECLS
