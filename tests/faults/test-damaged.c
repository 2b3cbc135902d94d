/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The catalog is damaged already */

#include <string.h>

#include "lf-fault.h"
#include "maintenance/lf-check-run.h"

static char *
check_integrity (const char *path)
{
  g_autoptr (LfJob) job = lf_job_new ("Check");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCheckReport) report = lf_check_run (path, LF_CHECK_QUICK, job, &error);

  if (report == NULL)
    return g_strdup (error->message);
  return report->integrity->lines->len > 0
           ? g_strdup (g_ptr_array_index (report->integrity->lines, 0))
           : NULL;
}

/* With a rollback journal and with a WAL these make fifty */
#define REPAIRS 26
#define OTHERS 8

/* Whatever is damaged, nothing crashes, and whoever says that it is done has left pages that are
 * whole. Another digit in a text, which nobody can see, stays, and so may what is wrong in an index
 * and right in its table: a backup has it, too. */
static void
test_damaged (LfFault *place)
{
  gboolean is_repair = g_str_equal (place->work->name, "repair");
  guint n_trials = lf_fault_get_trials (is_repair ? REPAIRS : OTHERS, 50);
  guint n_done = 0;

  for (guint i = 0; i < n_trials; i++)
    {
      LfTestDamage damage = i % LF_TEST_N_DAMAGES;
      guint32 seed = (guint32) g_test_rand_int ();
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *message = NULL;
      gboolean done;

      lf_fault_reset (place);
      lf_test_damage_file (place->path, damage, seed);
      before = check_integrity (place->path);
      done = lf_fault_run (place, &message);
      after = check_integrity (place->path);
      if (done && after != NULL)
        g_error ("%s: done after %s %u, which is: %s; %s", place->work->name,
                 lf_test_damage_get_name (damage), seed, before, after);
      if (!done && (message == NULL || *message == '\0'))
        g_error ("%s: said nothing after %s %u", place->work->name,
                 lf_test_damage_get_name (damage), seed);
      n_done += done;
    }
  g_test_message ("%u of %u done", n_done, n_trials);
}

static void
add_tests (void)
{
  lf_fault_add_tests ("damaged", test_damaged, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  return lf_fault_main (argc, argv, add_tests);
}
