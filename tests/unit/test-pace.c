/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "lf-test-support.h"
#include "maintenance/lf-pace.h"

/* The largest difference between what is told and the time, if phases take as long as given */
static double
simulate (LfPace       *pace,
          const double *actual,
          guint         n_phases)
{
  const guint n_looks = 200;
  double whole = 0;
  double start = 0;
  double largest = 0;
  double last = 0;

  for (guint i = 0; i < n_phases; i++)
    whole += actual[i];

  for (guint i = 0; i < n_phases; i++)
    {
      for (guint look = 0; look <= n_looks; look++)
        {
          double done = (double) look / n_looks;
          double now = start + done * actual[i];
          double told = lf_pace_report (pace, i, done, now);

          g_assert_cmpfloat (told, >=, last);
          g_assert_cmpfloat (told, <=, 1);
          largest = MAX (largest, fabs (told - now / whole));
          last = told;
        }
      start += actual[i];
    }
  g_assert_cmpfloat_with_epsilon (last, 1, 1e-6);
  return largest;
}

/* As expected, however fast the machine is */
static void
test_expected (void)
{
  static const double expected[] = { 1, 2, 3 };

  for (double speed = 0.01; speed < 1000; speed *= 10)
    {
      const double actual[] = { 1 * speed, 2 * speed, 3 * speed };
      LfPace pace;

      lf_pace_init (&pace, expected, 3, 0);
      g_assert_cmpfloat (simulate (&pace, actual, 3), <, 1e-6);
    }
}

/* A phase that takes longer than expected is found out while it lasts */
static void
test_corrected (void)
{
  static const double expected[] = { 1, 1, 1 };
  static const double actual[] = { 1, 1, 1.6 };
  static const double short_phase[] = { 1, 0.4, 1 };
  LfPace pace;

  lf_pace_init (&pace, expected, 3, 0);
  g_assert_cmpfloat (simulate (&pace, actual, 3), <, 0.12);
  lf_pace_init (&pace, expected, 3, 0);
  g_assert_cmpfloat (simulate (&pace, short_phase, 3), <, 0.12);
}

/* A cold disk says nothing about how long the work will take that comes then */
static void
test_apart (void)
{
  static const double expected[] = { 0.1, 2, 3 };

  for (double reading = 0.01; reading < 20; reading *= 3)
    {
      const double actual[] = { reading, 2, 3 };
      LfPace pace;

      lf_pace_init (&pace, expected, 3, 0);
      lf_pace_set_apart (&pace, 0, TRUE);
      g_assert_cmpfloat (simulate (&pace, actual, 3), <, 0.05);
    }
}

static void
test_phases (void)
{
  static const double expected[] = { 1, 1 };
  LfPace pace;

  lf_pace_init (&pace, expected, 2, 100);
  g_assert_cmpfloat (lf_pace_report (&pace, 0, 0, 100), ==, 0);
  g_assert_cmpfloat_with_epsilon (lf_pace_report (&pace, 0, 0.5, 101), 0.25, 1e-6);
  /* What is over all at once */
  g_assert_cmpfloat_with_epsilon (lf_pace_report (&pace, 1, 0, 102), 0.5, 1e-6);
  /* What is said late of an earlier phase, or twice, changes nothing */
  g_assert_cmpfloat_with_epsilon (lf_pace_report (&pace, 0, 1, 103), 0.5, 1e-6);
  g_assert_cmpfloat (lf_pace_report (&pace, 1, 7, 104), <=, 1);

  /* What was expected can be corrected before it comes */
  lf_pace_init (&pace, expected, 2, 0);
  lf_pace_report (&pace, 0, 0.5, 0.5);
  lf_pace_expect (&pace, 1, 3);
  g_assert_cmpfloat_with_epsilon (lf_pace_report (&pace, 0, 1, 1), 0.25, 1e-6);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/pace/expected", test_expected);
  g_test_add_func ("/pace/corrected", test_corrected);
  g_test_add_func ("/pace/apart", test_apart);
  g_test_add_func ("/pace/phases", test_phases);
  return g_test_run ();
}
