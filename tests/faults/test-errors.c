/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk fails */

#include "lf-fault.h"

static void
try_fault (LfFault           *place,
           const LfTestFault *fault)
{
  g_autofree char *where = g_strdup_printf ("%s %s %" G_GUINT64_FORMAT " with %d",
                                            fault->n == 0 ? "from" : "at",
                                            lf_test_operation_get_name (fault->operation),
                                            fault->first, fault->code);
  g_autofree char *message = NULL;
  gboolean done;

  lf_fault_reset (place);
  lf_test_faulty_vfs_start (fault, NULL, NULL);
  done = lf_fault_run (place, &message);
  lf_test_faulty_vfs_stop ();
  lf_fault_assert_whole (place, place->path, where);
  lf_fault_assert_honest (place, place->path, done, message, where);
}

/* Once, and from then on */
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
    {
      g_autoptr (GArray) moments = lf_fault_choose_moments (place, errors[i].operation,
                                                            lf_fault_get_trials (0, 10));

      for (guint j = 0; j < moments->len; j++)
        {
          LfTestFault fault = { errors[i].operation, g_array_index (moments, guint64, j),
                                g_test_rand_bit () ? 1 : 0, errors[i].code };

          try_fault (place, &fault);
        }
    }
}

static void
add_tests (void)
{
  lf_fault_add_tests ("errors", test_errors, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  return lf_fault_main (argc, argv, add_tests);
}
