/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <graphene.h>

G_BEGIN_DECLS

#define LF_CALENDAR_DAYS 31

/**
 * LfCalendarMonth:
 * @year: its year
 * @month: its month
 * @first: the first of its nights
 * @n: how many it has
 * @is_apart: whether there are months before it that are left out
 * @y: where its line is, once it is laid out
 *
 * A line of a calendar.
 */
typedef struct
{
  GDateYear  year;
  GDateMonth month;
  guint      first;
  guint      n;
  gboolean   is_apart;
  float      y;
} LfCalendarMonth;

/**
 * LfCalendarMetrics:
 * @line_height: of a line, and of that with the numbers of the days
 * @label_width: of the names of months
 * @months_gap: above a month that is apart
 * @least_cell: the least width of a day
 * @most_cell: the largest one
 *
 * What a calendar needs to be laid out.
 */
typedef struct
{
  float line_height;
  float label_width;
  float months_gap;
  float least_cell;
  float most_cell;
} LfCalendarMetrics;

/**
 * LfCalendarGeometry:
 * @days: (element-type guint32): the days of the nights, as Julian numbers
 * @months: (element-type LfCalendarMonth): those that have nights
 * @metrics: what it was laid out with
 * @header_y: where the line with the numbers of the days is
 * @cell_width: the width of a day
 *
 * Where the nights of a calendar are whose lines are months and whose columns are days. Months
 * without a night are left out.
 */
typedef struct
{
  GArray            *days;
  GArray            *months;
  LfCalendarMetrics  metrics;
  float              header_y;
  float              cell_width;
} LfCalendarGeometry;

void            lf_calendar_geometry_init       (LfCalendarGeometry       *self);
void            lf_calendar_geometry_clear      (LfCalendarGeometry       *self);
void            lf_calendar_geometry_set_days   (LfCalendarGeometry       *self,
                                                 const guint32            *days,
                                                 guint                     n_days);
float           lf_calendar_geometry_measure    (const LfCalendarGeometry *self,
                                                 const LfCalendarMetrics  *metrics);
void            lf_calendar_geometry_lay_out    (LfCalendarGeometry       *self,
                                                 const LfCalendarMetrics  *metrics,
                                                 float                     width,
                                                 float                     top);
const LfCalendarMonth *
                lf_calendar_geometry_get_month  (const LfCalendarGeometry *self,
                                                 guint                     month);
guint           lf_calendar_geometry_get_day_of_month (const LfCalendarGeometry *self,
                                                       guint                     night);
graphene_rect_t lf_calendar_geometry_get_cell   (const LfCalendarGeometry *self,
                                                 const LfCalendarMonth    *month,
                                                 guint                     day_of_month);
graphene_rect_t lf_calendar_geometry_get_night  (const LfCalendarGeometry *self,
                                                 guint                     night);
int             lf_calendar_geometry_find_night (const LfCalendarGeometry *self,
                                                 float                     x,
                                                 float                     y);
guint           lf_calendar_geometry_step       (const LfCalendarGeometry *self,
                                                 guint                     night,
                                                 int                       months);

G_END_DECLS
