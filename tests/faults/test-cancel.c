/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The user has thought better of it */

#include "lf-fault.h"

static void
cancel (LfFault  *place,
        gpointer  data)
{
  lf_job_cancel (place->job);
}

/* Wherever it is cancelled, it is undone or done to the end of a step, and that is what is said.
 * What is over before anybody looks is done. */
static void
test_cancel (LfFault *place)
{
  static const LfTestOperation operations[] = { LF_TEST_READ, LF_TEST_WRITE, LF_TEST_SYNC };
  guint n_trials = 0;
  guint n_cancelled = 0;

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr (GArray) moments = lf_fault_choose_moments (place, operations[i],
                                                            lf_fault_get_trials (0, 20));

      for (guint j = 0; j < moments->len; j++)
        {
          guint64 moment = g_array_index (moments, guint64, j);
          g_autofree char *message = NULL;
          g_autofree char *where = g_strdup_printf ("cancelled at %s %" G_GUINT64_FORMAT,
                                                    lf_test_operation_get_name (operations[i]),
                                                    moment);
          gboolean done = lf_fault_run_with (place, operations[i], moment, cancel, NULL, &message);

          lf_fault_assert_whole (place, place->path, where);
          lf_fault_assert_honest (place, place->path, done, message, where);
          n_trials++;
          n_cancelled += !done;
        }
    }
  g_assert_true (n_cancelled > 0 || n_trials < 4);
}

static void
add_tests (void)
{
  lf_fault_add_tests ("cancel", test_cancel, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  return lf_fault_main (argc, argv, add_tests);
}
