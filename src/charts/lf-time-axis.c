/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-time-axis.h"

#include <glib/gi18n-lib.h>

/* Ticks stand at round times of the local calendar: full hours, midnights, Mondays, firsts of
 * months. Each kind of step counts its ticks from a beginning of its own: seconds and days from the
 * first day of year 1 as the clock on the wall shows them, months and years from year 0. So clocks
 * that are put forward or back do not shift what follows. */

#define SECOND G_GINT64_CONSTANT (1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define SECONDS_A_DAY 86400

/* GLib's times end there, and no chart goes on after */
#define MAX_YEAR 9998

typedef enum
{
  UNIT_SECOND,
  UNIT_DAY,
  UNIT_MONTH,
  UNIT_YEAR,
} Unit;

typedef struct
{
  Unit   unit;
  guint  n_units;
  gint64 length;        /* about, in microseconds */
} Step;

static const Step steps[] = {
  { UNIT_SECOND, 1, SECOND },
  { UNIT_SECOND, 5, 5 * SECOND },
  { UNIT_SECOND, 15, 15 * SECOND },
  { UNIT_SECOND, 30, 30 * SECOND },
  { UNIT_SECOND, 60, MINUTE },
  { UNIT_SECOND, 5 * 60, 5 * MINUTE },
  { UNIT_SECOND, 15 * 60, 15 * MINUTE },
  { UNIT_SECOND, 30 * 60, 30 * MINUTE },
  { UNIT_SECOND, 3600, HOUR },
  { UNIT_SECOND, 3 * 3600, 3 * HOUR },
  { UNIT_SECOND, 6 * 3600, 6 * HOUR },
  { UNIT_SECOND, 12 * 3600, 12 * HOUR },
  { UNIT_DAY, 1, DAY },
  { UNIT_DAY, 2, 2 * DAY },
  { UNIT_DAY, 7, 7 * DAY },
  { UNIT_DAY, 14, 14 * DAY },
  { UNIT_MONTH, 1, 30 * DAY },
  { UNIT_MONTH, 3, 91 * DAY },
  { UNIT_MONTH, 6, 182 * DAY },
  { UNIT_YEAR, 1, 365 * DAY },
  { UNIT_YEAR, 2, 730 * DAY },
  { UNIT_YEAR, 5, 1826 * DAY },
  { UNIT_YEAR, 10, 3652 * DAY },
  { UNIT_YEAR, 20, 7305 * DAY },
  { UNIT_YEAR, 50, 18262 * DAY },
  { UNIT_YEAR, 100, 36524 * DAY },
  { UNIT_YEAR, 1000, 365242 * DAY },
};

/**
 * lf_time_tick_free:
 * @self: (transfer full): a tick
 */
void
lf_time_tick_free (LfTimeTick *self)
{
  g_free (self->label);
  g_free (self->context);
  g_free (self);
}

static GDateTime *
make_time (gint64     time,
           GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / SECOND);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

static gint64
get_julian (GDateTime *when)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (when),
                  (GDateMonth) g_date_time_get_month (when),
                  (GDateYear) g_date_time_get_year (when));
  /* Day 1 is a Monday */
  return (gint64) g_date_get_julian (&date) - 1;
}

/* The number of the last tick that is not after @when */
static gint64
get_number (const Step *step,
            GDateTime  *when)
{
  gint64 n = step->n_units;

  switch (step->unit)
    {
    case UNIT_SECOND:
      return (get_julian (when) * SECONDS_A_DAY + g_date_time_get_hour (when) * 3600 +
              g_date_time_get_minute (when) * 60 + g_date_time_get_second (when)) / n;
    case UNIT_DAY:
      return get_julian (when) / n;
    case UNIT_MONTH:
      return (g_date_time_get_year (when) * 12 + g_date_time_get_month (when) - 1) / n;
    case UNIT_YEAR:
    default:
      return g_date_time_get_year (when) / n;
    }
}

static GDateTime *
make_day (gint64     julian,
          guint      seconds,
          GTimeZone *zone)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (julian + 1));
  return g_date_time_new (zone, g_date_get_year (&date), (int) g_date_get_month (&date),
                          g_date_get_day (&date), (int) (seconds / 3600),
                          (int) (seconds / 60 % 60), seconds % 60);
}

/* The time of a tick; NULL where the calendar ends */
static GDateTime *
make_tick_time (const Step *step,
                gint64      number,
                GTimeZone  *zone)
{
  gint64 n = number * step->n_units;

  switch (step->unit)
    {
    case UNIT_SECOND:
      return make_day (n / SECONDS_A_DAY, (guint) (n % SECONDS_A_DAY), zone);
    case UNIT_DAY:
      return make_day (n, 0, zone);
    case UNIT_MONTH:
      return g_date_time_new (zone, (int) (n / 12), (int) (n % 12) + 1, 1, 0, 0, 0);
    case UNIT_YEAR:
    default:
      return n > 0 && n <= MAX_YEAR ? g_date_time_new (zone, (int) n, 1, 1, 0, 0, 0) : NULL;
    }
}

static char *
format_label (const Step *step,
              GDateTime  *when)
{
  switch (step->unit)
    {
    case UNIT_SECOND:
      /* Translators: times on an axis, as g_date_time_format() has them */
      return g_date_time_format (when, step->n_units < 60 ? C_("axis", "%H:%M:%S")
                                                          : C_("axis", "%H:%M"));
    case UNIT_DAY:
      /* Translators: a day without its year on an axis, as g_date_time_format() has it */
      return g_date_time_format (when, C_("axis", "%-d %b"));
    case UNIT_MONTH:
      /* Translators: a month without its year on an axis, as g_date_time_format() has it */
      return g_date_time_format (when, C_("axis", "%b"));
    case UNIT_YEAR:
    default:
      return g_date_time_format (when, "%Y");
    }
}

/* What the labels of a step leave out */
static char *
format_context (const Step *step,
                GDateTime  *when)
{
  switch (step->unit)
    {
    case UNIT_SECOND:
      /* Translators: a day on an axis, as g_date_time_format() has it */
      return g_date_time_format (when, C_("axis", "%-d %b %Y"));
    case UNIT_DAY:
    case UNIT_MONTH:
      return g_date_time_format (when, "%Y");
    case UNIT_YEAR:
    default:
      return NULL;
    }
}

static const Step *
choose_step (gint64 span,
             guint  max_ticks)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (span / steps[i].length < max_ticks)
      return &steps[i];
  return &steps[G_N_ELEMENTS (steps) - 1];
}

static void
add_tick (GPtrArray  *ticks,
          const Step *step,
          GDateTime  *when,
          char      **context)
{
  LfTimeTick *tick = g_new0 (LfTimeTick, 1);
  g_autofree char *now = format_context (step, when);

  tick->time = g_date_time_to_unix (when) * SECOND;
  tick->label = format_label (step, when);
  if (g_strcmp0 (now, *context) != 0)
    {
      tick->context = g_strdup (now);
      g_free (*context);
      *context = g_steal_pointer (&now);
    }
  g_ptr_array_add (ticks, tick);
}

/**
 * lf_time_axis_get_ticks:
 * @from: the beginning of the axis, in microseconds since 1970 UTC
 * @to: its end
 * @zone: the time zone that people read it in
 * @max_ticks: how many there is room for
 *
 * Finds round times to label an axis with, from seconds to centuries apart. Any thread.
 *
 * Returns: (transfer full) (element-type LfTimeTick): the ticks, ascending; none if the axis has no
 *   length or no calendar
 */
GPtrArray *
lf_time_axis_get_ticks (gint64     from,
                        gint64     to,
                        GTimeZone *zone,
                        guint      max_ticks)
{
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_time_tick_free);
  g_autoptr (GDateTime) first = make_time (from, zone);
  g_autofree char *context = NULL;
  const Step *step;
  gint64 last = G_MININT64;

  if (first == NULL || to <= from || max_ticks == 0)
    return ticks;

  step = choose_step (to - from, max_ticks);
  for (gint64 i = get_number (step, first); ticks->len < max_ticks; i++)
    {
      g_autoptr (GDateTime) when = make_tick_time (step, i, zone);
      gint64 time = when != NULL ? g_date_time_to_unix (when) * SECOND : G_MAXINT64;

      if (time > to)
        break;
      /* An hour that clocks skip or have twice would be marked twice */
      if (time >= from && time > last)
        add_tick (ticks, step, when, &context);
      last = MAX (last, time);
    }
  return ticks;
}

/**
 * lf_time_axis_format:
 * @time: a time, in microseconds since 1970 UTC
 * @zone: the time zone that people read it in
 *
 * Any thread.
 *
 * Returns: (transfer full): the date and the time to the minute
 */
char *
lf_time_axis_format (gint64     time,
                     GTimeZone *zone)
{
  g_autoptr (GDateTime) when = make_time (time, zone);
  char *text = NULL;

  if (when != NULL)
    /* Translators: a date with a time, as g_date_time_format() has it */
    text = g_date_time_format (when, C_("axis", "%-d %b %Y, %H:%M"));
  return text != NULL ? text : g_strdup ("");
}
