/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <math.h>

#include "catalog/lf-format.h"
#include "catalog/lf-url.h"
#include "lf-test-support.h"

#define HUGE_TEXT 10000

static void
test_count (void)
{
  static const struct
  {
    guint64     count;
    const char *text;
  } cases[] = {
    { 0, "0" },           { 7, "7" },
    { 999, "999" },       { 1000, "1,000" },
    { 25285, "25,285" },  { 999999, "999,999" },
    { 1000000, "1,000,000" },
    { G_MAXUINT64, "18,446,744,073,709,551,615" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_count (cases[i].count);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_count_in_locales (void)
{
  static const char *names[] = { "en_US.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "de_CH.UTF-8",
                                 "pl_PL.UTF-8", "en_GB.UTF-8" };
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  guint n_tested = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *separator;
      g_autofree char *text = NULL;
      g_autofree char *expected = NULL;

      if (setlocale (LC_NUMERIC, names[i]) == NULL)
        continue;

      separator = localeconv ()->thousands_sep;
      expected = g_strdup_printf ("1%s234%s567", *separator != '\0' ? separator : ",",
                                  *separator != '\0' ? separator : ",");
      text = lf_format_count (1234567);
      g_assert_cmpstr (text, ==, expected);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      n_tested++;
    }

  setlocale (LC_NUMERIC, before);
  if (n_tested == 0)
    g_test_skip ("this system has no locale that separates thousands");
}

static void
test_integration (void)
{
  static const struct
  {
    double      seconds;
    const char *text;
  } cases[] = {
    { 0, "0 s" },
    { -1, "0 s" },
    { -INFINITY, "0 s" },
    { INFINITY, "0 s" },
    { NAN, "0 s" },
    { 0.001, "0.001 s" },
    { 0.5, "0.5 s" },
    { 1, "1 s" },
    { 1.5, "2 s" },
    { 30, "30 s" },
    { 59.4, "59 s" },
    { 59.5, "1 m" },
    { 59.6, "1 m" },
    { 60, "1 m" },
    { 89, "1 m" },
    { 90, "2 m" },
    { 2520, "42 m" },
    { 3569, "59 m" },
    { 3570, "1 h 00 m" },
    { 3599, "1 h 00 m" },
    { 3600, "1 h 00 m" },
    { 3629, "1 h 00 m" },
    { 3630, "1 h 01 m" },
    { 138000, "38 h 20 m" },
    { 7199, "2 h 00 m" },
    { 3600 * 1234.0, "1,234 h 00 m" },
    { 1e300, "277,777,777 h 47 m" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_integration (cases[i].seconds);

      g_test_message ("%g", cases[i].seconds);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_exposure (void)
{
  static const struct
  {
    double      seconds;
    const char *text;
  } cases[] = {
    { 600, "600 s" },          { 2.5, "2.5 s" },         { 0.001, "0.001 s" },
    { 0, "0 s" },              { 100, "100 s" },         { 1000, "1000 s" },
    { 0.0001, "0.0001 s" },    { 0.00001, "0 s" },       { 0.99996, "1 s" },
    { 59.99999, "60 s" },      { 1.23456, "1.2346 s" },  { -5, "-5 s" },
    { -0.0, "0 s" },           { -0.00001, "0 s" },      { NAN, "no exposure" },
    { INFINITY, "no exposure" }, { 1e300, "1000000000000 s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_exposure (cases[i].seconds);

      g_test_message ("%g", cases[i].seconds);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_elapsed (void)
{
  static const struct
  {
    gint64      microseconds;
    const char *text;
  } cases[] = {
    { -5, "0.00 ms" },     { 0, "0.00 ms" },        { 18, "0.02 ms" },
    { 994, "0.99 ms" },    { 995, "1.0 ms" },       { 999, "1.0 ms" },
    { 1000, "1.0 ms" },    { 2099, "2.1 ms" },      { 9949, "9.9 ms" },
    { 9950, "10 ms" },     { 9999, "10 ms" },       { 10000, "10 ms" },
    { 32400, "32 ms" },    { 999499, "999 ms" },    { 999500, "1.00 s" },
    { 999999, "1.00 s" },  { 1000000, "1.00 s" },   { 3754000, "3.75 s" },
    { 3600 * (gint64) G_USEC_PER_SEC, "3600.00 s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_elapsed (cases[i].microseconds);

      g_test_message ("%" G_GINT64_FORMAT, cases[i].microseconds);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_ms (void)
{
  static const struct
  {
    double      ms;
    const char *text;
  } cases[] = {
    { -1, "0.0 µs" },       { 0, "0.0 µs" },        { 0.0042, "4.2 µs" },  { 0.0099, "9.9 µs" },
    { 0.00996, "0.010 ms" }, { 0.0364, "0.036 ms" }, { 0.0994, "0.099 ms" }, { 0.0996, "0.10 ms" },
    { 0.82, "0.82 ms" },    { 5.41, "5.4 ms" },     { 3755.1, "3.76 s" },  { NAN, "not measured" },
    { INFINITY, "not measured" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_ms (cases[i].ms);

      g_test_message ("%g", cases[i].ms);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_plain (void)
{
  static const char *const cases[][2] = {
    { "M 31", "M 31" },
    { "a\n\tb\033[31m", "a b [31m" },
    { "caf\xe9", "caf\357\277\275" },
    { "a\342\200\256b\342\201\246c", "abc" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_plain (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_date (void)
{
  static const struct
  {
    const char *timestamp;
    const char *text;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "2025-01-13 04:00:00.000000", "2025-01-13" },
    { "2025-01-13", "2025-01-13" },
    { "2025-01-13T04:00:00", "2025-01-13" },
    { "2024-02-29", "2024-02-29" },
    { "2025-02-29", "2025-02-29" },
    { "2025-02-30", "2025-02-30" },
    { "2025-13-01", "2025-13-01" },
    { "2025-00-10", "2025-00-10" },
    { "0000-01-01", "0000-01-01" },
    { "2025/01/13", "2025/01/13" },
    { "13.1.2025", "13.1.2025" },
    { "last\twinter\n", "last winter" },
    { "2025-02-30\nor so", "2025-02-30 or so" },
    /* The tenth byte is within a character */
    { "2025-01-1\xc3\xbc", "2025-01-1\xc3\xbc" },
    { "\xf0\x9f\x8c\x8c\xf0\x9f\x8c\x8c\xf0\x9f\x8c\x8c",
      "\xf0\x9f\x8c\x8c\xf0\x9f\x8c\x8c\xf0\x9f\x8c\x8c" },
    { "2025-01-\xd9\xa1\xd9\xa3", "2025-01-\xd9\xa1\xd9\xa3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_date (cases[i].timestamp);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_timestamp (void)
{
  static const struct
  {
    const char *timestamp;
    const char *text;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "2025-01-13 04:00:00.000000", "2025-01-13 04:00 UTC" },
    { "2025-01-13 04:00:59", "2025-01-13 04:00 UTC" },
    { "2025-01-13 04:00", "2025-01-13 04:00 UTC" },
    { "2025-01-13T23:59:00", "2025-01-13 23:59 UTC" },
    { "2025-01-13T23:59:00Z", "2025-01-13 23:59 UTC" },
    /* A zone of its own: saying UTC would be wrong */
    { "2025-01-13T23:59:00+02:00", "2025-01-13T23:59:00+02:00" },
    { "2025-01-13 23:59:00 CET", "2025-01-13 23:59:00 CET" },
    { "2025-01-13", "2025-01-13" },
    { "2025-01-13 ", "2025-01-13" },
    { "2025-01-13 24:00", "2025-01-13 24:00" },
    { "2025-01-13 12:60", "2025-01-13 12:60" },
    { "2025-01-13 about noon", "2025-01-13 about noon" },
    { "2025-02-30 04:00:00", "2025-02-30 04:00:00" },
    { "2025-01-13 0\xc3\xbc:00", "2025-01-13 0\xc3\xbc:00" },
    { "2025-01-13 04:0\xc3\xbc", "2025-01-13 04:0\xc3\xbc" },
    { "2025-01-13\xc3\xbc", "2025-01-13\xc3\xbc" },
    { "<b>soon</b>", "<b>soon</b>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_timestamp (cases[i].timestamp);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_one_line (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } cases[] = {
    { "", "" },
    { "M 31", "M 31" },
    { "  M \t\n 31  ", "M 31" },
    { "\n\n", "" },
    { "a\r\nb\vc\fd", "a b c d" },
    { "a\xc2\xa0" "b\xe2\x80\xa8" "c", "a b c" },
    { "a\x01\x1f" "b\x7f" "c", "a b c" },
    { "<b>&amp;", "<b>&amp;" },
    { "\xc3\xbc\n\xf0\x9f\x8c\x8c", "\xc3\xbc \xf0\x9f\x8c\x8c" },
  };
  g_autofree char *large = g_strnfill (HUGE_TEXT, '\n');
  g_autofree char *line = lf_format_one_line (large);

  g_assert_cmpstr (line, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_format_one_line (cases[i].text);

      g_assert_cmpstr (text, ==, cases[i].line);
    }
}

static void
test_url (void)
{
  static const struct
  {
    const char *url;
    gboolean    safe;
  } cases[] = {
    { "https://www.astrobin.com/abc123/", TRUE },
    { "http://example.org", TRUE },
    { "HTTPS://EXAMPLE.ORG/a", TRUE },
    { "https://example.org:8443/a?b=c&d=%20#e", TRUE },
    { "https://[2001:db8::1]/", TRUE },
    { NULL, FALSE },
    { "", FALSE },
    { " ", FALSE },
    { "example.org", FALSE },
    { "//example.org", FALSE },
    { "/etc/passwd", FALSE },
    { "javascript:alert(1)", FALSE },
    { "JavaScript:alert(1)", FALSE },
    { "data:text/html,<script>", FALSE },
    { "file:///etc/passwd", FALSE },
    { "ftp://example.org/", FALSE },
    { "mailto:a@example.org", FALSE },
    { "https:example.org", FALSE },
    { "https://", FALSE },
    { "https:///path", FALSE },
    { "https://www.astrobin.com@evil.example/", FALSE },
    { "https://user:secret@example.org/", FALSE },
    { "https://www.astrobin.com\\@evil.example/", FALSE },
    { " https://example.org", FALSE },
    { "https ://example.org", FALSE },
    { "https://exa mple.org/", FALSE },
    { "https://example.org/\njavascript:alert(1)", FALSE },
    { "https://example.org/a b", FALSE },
    { "https://example.org:port/", FALSE },
    { "x-https://example.org/", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].url != NULL ? cases[i].url : "none");
      g_assert_cmpint (lf_url_is_safe (cases[i].url), ==, cases[i].safe);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/format/count", test_count);
  g_test_add_func ("/format/count-in-locales", test_count_in_locales);
  g_test_add_func ("/format/integration", test_integration);
  g_test_add_func ("/format/exposure", test_exposure);
  g_test_add_func ("/format/elapsed", test_elapsed);
  g_test_add_func ("/format/ms", test_ms);
  g_test_add_func ("/format/plain", test_plain);
  g_test_add_func ("/format/date", test_date);
  g_test_add_func ("/format/timestamp", test_timestamp);
  g_test_add_func ("/format/one-line", test_one_line);
  g_test_add_func ("/url", test_url);

  return g_test_run ();
}
