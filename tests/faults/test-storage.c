/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of a catalog, and of what is said about it, when the disk, the power or somebody else
 * interferes with what is done to it: with repairing it, with backing it up, with restoring it */

#include <glib/gstdio.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "lf-fault.h"
#include "lf-fault-works.h"

static char *
describe (const LfTestFault *fault)
{
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " with %d",
                          lf_test_operation_get_name (fault->operation), fault->first, fault->n,
                          fault->code);
}

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

/* Half of the trials at a random operation on a file, the others at a random moment */
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
      where = i % 2 == 0 ? describe (&fault)
                         : g_strdup_printf ("killed after %" G_GUINT64_FORMAT " µs", moment);
      lf_fault_reset (place);
      n_killed += lf_fault_run_killed (place, i % 2 == 0 ? &fault : NULL, moment);
      lf_fault_assert_whole (place, place->path, where);
    }
  g_test_message ("%u of %u killed", n_killed, n_trials);
  g_assert_cmpuint (n_killed, >=, n_trials / 4);
}

static void
try_fault (LfFault           *place,
           const LfTestFault *fault)
{
  g_autofree char *where = describe (fault);
  g_autofree char *message = NULL;
  gboolean done;

  lf_fault_reset (place);
  lf_test_faulty_vfs_start (fault, NULL, NULL);
  done = lf_fault_run (place, &message);
  lf_test_faulty_vfs_stop ();
  lf_fault_assert_whole (place, place->path, where);
  lf_fault_assert_honest (place, place->path, done, message, where);
}

/* In each step the first, the last and some between */
static void
try_faults (LfFault         *place,
            LfTestOperation  operation,
            int              code,
            guint            n_between)
{
  GArray *phases = place->phases[operation];

  for (guint i = 0; i < phases->len; i++)
    {
      guint64 first = g_array_index (phases, guint64, i);
      guint64 end = i + 1 < phases->len ? g_array_index (phases, guint64, i + 1)
                                        : place->counts[operation] + 1;

      for (guint j = 0; j < n_between + 2; j++)
        {
          LfTestFault fault = { operation, first, g_test_rand_bit () ? 1 : 0, code };

          if (j == 1)
            fault.first = end - 1;
          else if (j > 1)
            fault.first += (guint64) g_test_rand_int_range (0, (gint32) (end - first));
          if (j == 0 || end - first > 1)
            try_fault (place, &fault);
        }
    }
}

static void
test_errors (LfFault *place)
{
  static const struct { LfTestOperation operation; int code; } errors[] = {
    { LF_TEST_OPEN, SQLITE_CANTOPEN },       { LF_TEST_READ, SQLITE_IOERR_READ },
    { LF_TEST_WRITE, SQLITE_IOERR_WRITE },   { LF_TEST_WRITE, SQLITE_FULL },
    { LF_TEST_SYNC, SQLITE_IOERR_FSYNC },    { LF_TEST_TRUNCATE, SQLITE_IOERR_TRUNCATE },
    { LF_TEST_DELETE, SQLITE_IOERR_DELETE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    try_faults (place, errors[i].operation, errors[i].code, lf_fault_get_trials (0, 20));
}

typedef void (*TestFunc) (LfFault *place);

typedef struct
{
  TestFunc           func;
  const LfFaultWork *work;
  gboolean           wal;
} Test;

static void
run_test (gconstpointer data)
{
  const Test *test = data;
  g_autoptr (LfFault) place = lf_fault_new (test->work, test->wal);

  test->func (place);
}

static void
add_tests (const char *name,
           TestFunc    func)
{
  for (guint i = 0; i < 2 * lf_fault_n_works; i++)
    {
      Test *test = g_new0 (Test, 1);
      g_autofree char *path = NULL;

      test->func = func;
      test->work = lf_fault_works[i / 2];
      test->wal = i % 2 == 1;
      path = g_strdup_printf ("/storage/%s/%s%s", test->work->name, name, test->wal ? "-wal" : "");
      g_test_add_data_func_full (path, test, run_test, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_fault_init (&argc, &argv);

  add_tests ("kill", test_kill);
  add_tests ("errors", test_errors);
  return g_test_run ();
}
