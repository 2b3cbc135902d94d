/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-format.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DATE_LENGTH 10
#define MAX_SECONDS 1e12

/* What four decimals show as zero, with or without a sign */
#define NO_SECONDS 0.00005

/**
 * lf_format_count:
 * @count: a number of things
 *
 * Formats a count with its thousands set apart as the locale does, or by commas where it does not
 * say. Any thread.
 *
 * Returns: (transfer full): such as “25,285”
 */
char *
lf_format_count (guint64 count)
{
  const char *separator = localeconv ()->thousands_sep;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  GString *text = g_string_new (NULL);
  gsize n = strlen (digits);

  if (separator == NULL || *separator == '\0' || !g_utf8_validate (separator, -1, NULL))
    separator = ",";

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * lf_format_integration:
 * @seconds: a summed exposure
 *
 * Formats an integration in hours and minutes; under a minute in seconds. Rounds to what it shows.
 * Any thread.
 *
 * Returns: (transfer full): such as “38 h 20 m”, “42 m” or “30 s”
 */
char *
lf_format_integration (double seconds)
{
  guint64 minutes;
  g_autofree char *hours = NULL;

  if (!isfinite (seconds) || seconds <= 0)
    return g_strdup (_("0 s"));

  seconds = MIN (seconds, MAX_SECONDS);
  if (seconds < 59.5)
    return lf_format_exposure (seconds < 1 ? seconds : round (seconds));

  minutes = (guint64) llround (seconds / 60);
  if (minutes < 60)
    /* Translators: minutes */
    return g_strdup_printf (_("%u m"), (guint) minutes);

  hours = lf_format_count (minutes / 60);
  /* Translators: hours and minutes */
  return g_strdup_printf (_("%s h %02u m"), hours, (guint) (minutes % 60));
}

/**
 * lf_format_exposure:
 * @seconds: the exposure of one frame; NaN for none
 *
 * Formats an exposure with as many decimals as it needs, at most four. Any thread.
 *
 * Returns: (transfer full): such as “600 s”, “2.5 s” or “0.001 s”
 */
char *
lf_format_exposure (double seconds)
{
  char number[64];

  if (!isfinite (seconds))
    return g_strdup (_("no exposure"));

  if (fabs (seconds) < NO_SECONDS)
    seconds = 0;

  g_snprintf (number, sizeof number, "%.4f", CLAMP (seconds, -MAX_SECONDS, MAX_SECONDS));
  for (char *end = number + strlen (number) - 1; *end == '0'; end--)
    *end = '\0';
  if (!g_ascii_isdigit (number[strlen (number) - 1]))
    {
      /* Nothing is left behind the decimal point, which the locale may write as several bytes */
      char *end = number + strlen (number);

      while (end > number && !g_ascii_isdigit (end[-1]))
        *--end = '\0';
    }
  /* Translators: seconds */
  return g_strdup_printf (_("%s s"), number);
}

/**
 * lf_format_elapsed:
 * @microseconds: a measured time
 *
 * Formats a measured time with two or three significant figures. Any thread.
 *
 * Returns: (transfer full): such as “0.02 ms”, “2.1 ms”, “32 ms” or “3.75 s”
 */
char *
lf_format_elapsed (gint64 microseconds)
{
  double ms = (double) MAX (microseconds, 0) / 1000;

  /* Each limit is where rounding would add a figure */
  if (microseconds >= 999500)
    /* Translators: a measured time in seconds */
    return g_strdup_printf (_("%.2f s"), ms / 1000);
  if (microseconds >= 9950)
    /* Translators: a measured time in milliseconds */
    return g_strdup_printf (_("%.0f ms"), ms);
  if (microseconds >= 995)
    return g_strdup_printf (_("%.1f ms"), ms);
  return g_strdup_printf (_("%.2f ms"), ms);
}

/**
 * lf_format_ms:
 * @ms: a measured time in milliseconds, as a median is; NaN for none
 *
 * Formats a measured time with two or three significant figures, however short it is. Any thread.
 *
 * Returns: (transfer full): such as “4.2 µs”, “0.036 ms”, “0.82 ms”, “32 ms” or “3.75 s”
 */
char *
lf_format_ms (double ms)
{
  if (!isfinite (ms))
    return g_strdup (_("not measured"));

  /* Each limit is where rounding would add a figure */
  if (ms < 0.00995)
    /* Translators: a measured time in microseconds */
    return g_strdup_printf (_("%.1f µs"), MAX (ms, 0) * 1000);
  if (ms < 0.0995)
    /* Translators: a measured time in milliseconds */
    return g_strdup_printf (_("%.3f ms"), ms);
  return lf_format_elapsed ((gint64) round (MIN (ms, MAX_SECONDS) * 1000));
}

static gboolean
is_date (const char *text)
{
  guint year = 0;
  guint month = 0;
  guint day = 0;

  for (guint i = 0; i < DATE_LENGTH; i++)
    {
      gboolean dash = i == 4 || i == 7;

      if (dash ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return FALSE;
    }

  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* A date, a space or T, HH:MM, perhaps seconds, and no zone but UTC's */
static gboolean
is_timestamp (const char *text)
{
  const char *time = text + DATE_LENGTH + 1;
  const char *rest;

  if (strlen (text) < DATE_LENGTH + 6 || !is_date (text) || (time[-1] != ' ' && time[-1] != 'T') ||
      !g_ascii_isdigit (time[0]) || !g_ascii_isdigit (time[1]) || time[2] != ':' ||
      !g_ascii_isdigit (time[3]) || !g_ascii_isdigit (time[4]))
    return FALSE;

  rest = time + 5 + strspn (time + 5, ":.0123456789");
  return strtol (time, NULL, 10) < 24 && strtol (time + 3, NULL, 10) < 60 &&
         (*rest == '\0' || strcmp (rest, "Z") == 0);
}

/**
 * lf_format_date:
 * @timestamp: (nullable): a time as the catalog has it: UTC, `YYYY-MM-DD HH:MM:SS.ffffff`
 *
 * Takes the date of a time. A text that begins with no valid date is returned as it is, on one
 * line. Any thread.
 *
 * Returns: (transfer full): such as “2025-01-13”; empty for %NULL
 */
char *
lf_format_date (const char *timestamp)
{
  if (timestamp == NULL)
    return g_strdup ("");

  if (strlen (timestamp) >= DATE_LENGTH && is_date (timestamp))
    return g_strndup (timestamp, DATE_LENGTH);
  return lf_format_one_line (timestamp);
}

/**
 * lf_format_timestamp:
 * @timestamp: (nullable): a time as the catalog has it
 *
 * Formats a time to the minute. A text that is no time in UTC is returned as it is, on one line. Any
 * thread.
 *
 * Returns: (transfer full): such as “2025-01-13 04:00 UTC”; empty for %NULL
 */
char *
lf_format_timestamp (const char *timestamp)
{
  if (timestamp != NULL && is_timestamp (timestamp))
    return g_strdup_printf ("%.*s %.5s UTC", DATE_LENGTH, timestamp, timestamp + DATE_LENGTH + 1);

  return lf_format_one_line (timestamp != NULL ? timestamp : "");
}

/**
 * lf_format_one_line:
 * @text: valid UTF-8
 *
 * Makes a text fit for one line: every run of white space and control characters becomes a space.
 * Any thread.
 *
 * Returns: (transfer full): the text
 */
char *
lf_format_one_line (const char *text)
{
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (g_unichar_isspace (u) || g_unichar_iscntrl (u))
        space = TRUE;
      else
        {
          if (space && line->len > 0)
            g_string_append_c (line, ' ');
          space = FALSE;
          g_string_append_unichar (line, u);
        }
    }
  return g_string_free (line, FALSE);
}

/* What changes the direction of the text around it, and so could make a line read otherwise */
static gboolean
is_direction (gunichar u)
{
  return u == 0x200e || u == 0x200f || u == 0x061c || (u >= 0x202a && u <= 0x202e) ||
         (u >= 0x2066 && u <= 0x2069);
}

/**
 * lf_format_plain:
 * @text: a text from anywhere
 *
 * Makes a text safe where it stands among others, on a terminal or in a report: valid UTF-8 on one
 * line, without control characters and without what changes the direction of writing. Any thread.
 *
 * Returns: (transfer full): the text
 */
char *
lf_format_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = lf_format_one_line (valid);
  GString *plain = g_string_new (NULL);

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    if (!is_direction (g_utf8_get_char (c)))
      g_string_append_unichar (plain, g_utf8_get_char (c));
  return g_string_free (plain, FALSE);
}
