/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-format.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define MAX_DECIMALS 9
#define MAX_BYTES 1e18
#define MINUS "−"

/* Whole numbers with their thousands set apart as the locale does */
static char *
format_whole (double value)
{
  const char *separator = localeconv ()->thousands_sep;
  g_autofree char *digits = g_strdup_printf ("%.0f", fabs (value));
  GString *text = g_string_new (round (value) < 0 ? MINUS : "");
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

static char *
format_decimals (double value,
                 int    decimals)
{
  g_autofree char *number = g_strdup_printf ("%.*f", decimals, fabs (value));

  return g_strconcat (value < 0 ? MINUS : "", number, NULL);
}

/* With as many decimals as a round number needs */
static char *
format_round (double value)
{
  double power = 1;
  int decimals = 0;

  while (decimals < MAX_DECIMALS &&
         fabs (round (value * power) - value * power) > 1e-6 * fabs (value * power))
    {
      power *= 10;
      decimals++;
    }
  return decimals == 0 ? format_whole (value) : format_decimals (value, decimals);
}

/* Three figures, but no more than two decimals */
static char *
format_figures (double value)
{
  double size = fabs (value);

  /* Each limit is where rounding would add a figure */
  if (size >= 99.95)
    return format_whole (value);
  return format_decimals (value, size >= 9.995 ? 1 : 2);
}

static char *
format_milliseconds (double value)
{
  g_autofree char *number = NULL;

  if (fabs (value) >= 999.5)
    {
      number = format_figures (value / 1000);
      /* Translators: a measured time in seconds */
      return g_strdup_printf (_("%s s"), number);
    }

  if (value != 0 && fabs (value) < 0.00995)
    {
      number = format_decimals (value * 1000, 1);
      /* Translators: a measured time in microseconds */
      return g_strdup_printf (_("%s µs"), number);
    }

  if (value == 0)
    number = g_strdup ("0");
  else if (fabs (value) < 0.0995)
    number = format_decimals (value, 3);
  else
    number = format_figures (value);
  /* Translators: a measured time in milliseconds */
  return g_strdup_printf (_("%s ms"), number);
}

static char *
format_bytes_tick (double value)
{
  g_autofree char *number = NULL;
  guint thousands = 0;

  if (value == 0)
    return g_strdup ("0");

  for (; fabs (value) >= 1000 && thousands < 4; thousands++)
    value /= 1000;
  number = format_round (value);
  switch (thousands)
    {
    /* Translators: sizes of files in units of 1, 1,000, 1,000,000… bytes */
    case 0:
      return g_strdup_printf (_("%s bytes"), number);
    case 1:
      return g_strdup_printf (_("%s kB"), number);
    case 2:
      return g_strdup_printf (_("%s MB"), number);
    case 3:
      return g_strdup_printf (_("%s GB"), number);
    default:
      return g_strdup_printf (_("%s TB"), number);
    }
}

/**
 * lf_chart_format_value:
 * @unit: what the value is
 * @value: a value
 *
 * Formats a measured value with as many figures as make sense. Any thread.
 *
 * Returns: (transfer full): such as “5.41 ms”, “302,114” or “44.7 MB”; a dash for a value that is
 *   missing (NaN)
 */
char *
lf_chart_format_value (LfChartUnit unit,
                       double      value)
{
  if (!isfinite (value))
    return g_strdup ("–");

  switch (unit)
    {
    case LF_CHART_UNIT_MILLISECONDS:
      return format_milliseconds (value);
    case LF_CHART_UNIT_COUNT:
      return format_whole (value);
    case LF_CHART_UNIT_BYTES:
      return g_format_size ((guint64) CLAMP (value, 0, MAX_BYTES));
    case LF_CHART_UNIT_NONE:
    default:
      return value == round (value) ? format_whole (value) : format_figures (value);
    }
}

/**
 * lf_chart_format_tick:
 * @unit: what the value is
 * @value: a round number
 *
 * Formats a value for an axis: exactly, and with no more figures than that needs. Any thread.
 *
 * Returns: (transfer full): such as “0.5 ms”, “1 s” or “10 MB”
 */
char *
lf_chart_format_tick (LfChartUnit unit,
                      double      value)
{
  g_autofree char *number = NULL;

  switch (unit)
    {
    case LF_CHART_UNIT_MILLISECONDS:
      if (fabs (value) >= 1000)
        {
          number = format_round (value / 1000);
          return g_strdup_printf (_("%s s"), number);
        }
      number = format_round (value);
      return g_strdup_printf (_("%s ms"), number);
    case LF_CHART_UNIT_BYTES:
      return format_bytes_tick (value);
    case LF_CHART_UNIT_COUNT:
    case LF_CHART_UNIT_NONE:
    default:
      return format_round (value);
    }
}

/**
 * lf_chart_get_least_step:
 * @unit: what values are
 *
 * Any thread.
 *
 * Returns: the least difference between two ticks that makes sense; 0 for any
 */
double
lf_chart_get_least_step (LfChartUnit unit)
{
  return unit == LF_CHART_UNIT_COUNT || unit == LF_CHART_UNIT_BYTES ? 1 : 0;
}

/**
 * lf_chart_one_line:
 * @text: (nullable): any text
 *
 * Makes a text fit for one line: what is not UTF-8 is replaced, every run of white space and
 * control characters becomes a space. Any thread.
 *
 * Returns: (transfer full): the text, perhaps empty
 */
char *
lf_chart_one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (g_unichar_isspace (u) || g_unichar_iscntrl (u))
        {
          space = line->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (line, ' ');
      space = FALSE;
      g_string_append_unichar (line, u);
    }
  return g_string_free (line, FALSE);
}
