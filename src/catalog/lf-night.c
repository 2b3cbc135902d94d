/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-night.h"

#include <string.h>

#define DATE_LENGTH 10

/**
 * lf_night_from_text:
 * @text: (nullable): a text that begins with a date, `YYYY-MM-DD`
 *
 * Reads the date of a night. Any thread.
 *
 * Returns: the night, or %LF_NIGHT_UNKNOWN for what is no valid date
 */
LfNight
lf_night_from_text (const char *text)
{
  GDate date;
  guint year;
  guint month;
  guint day;

  if (text == NULL || strlen (text) < DATE_LENGTH)
    return LF_NIGHT_UNKNOWN;

  for (guint i = 0; i < DATE_LENGTH; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return LF_NIGHT_UNKNOWN;

  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return LF_NIGHT_UNKNOWN;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/**
 * lf_night_get_tonight:
 *
 * Any thread.
 *
 * Returns: the night of today, where the user is
 */
LfNight
lf_night_get_tonight (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%d");

  return lf_night_from_text (text);
}

/**
 * lf_night_to_text:
 * @night: a night
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): such as “2025-01-13”; %NULL for %LF_NIGHT_UNKNOWN
 */
char *
lf_night_to_text (LfNight night)
{
  GDate date;

  if (night == LF_NIGHT_UNKNOWN || !g_date_valid_julian (night))
    return NULL;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, night);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date),
                          (guint) g_date_get_month (&date), g_date_get_day (&date));
}

/**
 * lf_night_get_distance:
 * @a: a night that is known
 * @b: another
 *
 * Any thread.
 *
 * Returns: how many days they are apart
 */
int
lf_night_get_distance (LfNight a,
                       LfNight b)
{
  return ABS ((int) a - (int) b);
}
