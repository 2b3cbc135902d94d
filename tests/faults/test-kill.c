/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program is killed */

#include "lf-fault.h"

/* One of all operations, each as likely as the other */
static LfTestOperation
choose_operation (LfFault *place,
                  guint64 *first)
{
  guint64 sum = 0;
  guint64 chosen;
  guint i;

  /* Between two reads nothing has changed */
  for (i = 0; i < LF_TEST_N_OPERATIONS; i++)
    sum += i != LF_TEST_READ ? place->counts[i] : 0;
  chosen = (guint64) g_test_rand_int_range (0, (gint32) sum);
  for (i = 0; i == LF_TEST_READ || chosen >= place->counts[i]; i++)
    chosen -= i != LF_TEST_READ ? place->counts[i] : 0;
  *first = chosen + 1;
  return i;
}

/* Whoever does it again succeeds, without having opened the catalog with anything else before */
static void
assert_repeatable (LfFault    *place,
                   const char *where)
{
  g_autofree char *message = NULL;
  gboolean done = lf_fault_run (place, &message);

  if (!done)
    g_error ("%s again, %s: %s", place->work->name, where, message);
  lf_fault_assert_honest (place, place->path, done, message, where);
}

/* Half of the trials at a random operation on a file, of which it leaves half if it is a write, the
 * others at a random moment */
static void
test_kill (LfFault *place)
{
  guint n_trials = lf_fault_get_trials (24, 200);
  guint n_killed = 0;

  for (guint i = 0; i < n_trials; i++)
    {
      LfTestFault fault = { .n = 1, .code = LF_TEST_KILL };
      guint64 moment = (guint64) (g_test_rand_double () * 1.05 * (double) place->microseconds);
      g_autofree char *where = NULL;

      fault.operation = choose_operation (place, &fault.first);
      where = i % 2 == 0 ? g_strdup_printf ("killed at %s %" G_GUINT64_FORMAT,
                                            lf_test_operation_get_name (fault.operation),
                                            fault.first)
                         : g_strdup_printf ("killed after %" G_GUINT64_FORMAT " µs", moment);
      lf_fault_reset (place);
      n_killed += lf_fault_run_killed (place, i % 2 == 0 ? &fault : NULL, moment);
      if (i % 4 == 3)
        assert_repeatable (place, where);
      lf_fault_assert_whole (place, place->path, where);
    }
  g_test_message ("%u of %u killed", n_killed, n_trials);
  g_assert_cmpuint (n_killed, >=, n_trials / 4);
}

static void
add_tests (void)
{
  lf_fault_add_tests ("kill", test_kill, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  return lf_fault_main (argc, argv, add_tests);
}
