/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk becomes full */

#include "lf-fault.h"

#define LARGE (256 * 1024 * 1024)

/* What is left when it happens: less than any work needs, and enough to tell from none at all */
#define LEFT (16 * 1024)

static void
fill (LfFault  *place,
      gpointer  data)
{
  lf_test_disk_resize (place->disk, lf_test_disk_get_used (place->disk) + LEFT);
}

static void
test_meanwhile (LfFault *place)
{
  g_autoptr (GArray) moments = lf_fault_choose_moments (place, LF_TEST_WRITE,
                                                        lf_fault_get_trials (1, 20));
  guint n_failed = 0;

  for (guint i = 0; i < moments->len; i++)
    {
      guint64 moment = g_array_index (moments, guint64, i);
      g_autofree char *message = NULL;
      g_autofree char *where = g_strdup_printf ("full at write %" G_GUINT64_FORMAT, moment);
      gboolean done = lf_fault_run_with (place, LF_TEST_WRITE, moment, fill, NULL, &message);

      lf_test_disk_resize (place->disk, LARGE);
      lf_fault_assert_whole (place, place->path, where);
      lf_fault_assert_honest (place, place->path, done, message, where);
      n_failed += !done;
    }
  g_assert_true (n_failed > 0 || moments->len < 4);
}

/* Where there is too little room from the beginning it should be said, and what for */
static void
test_before (LfFault *place)
{
  guint n_trials = lf_fault_get_trials (6, 60);

  for (guint i = 0; i < n_trials; i++)
    {
      g_autofree char *message = NULL;
      g_autofree char *where = g_strdup_printf ("room for %u of %u", i, n_trials);
      guint64 used;
      gboolean done;

      lf_fault_reset (place);
      used = lf_test_disk_get_used (place->disk);
      lf_test_disk_resize (place->disk, used + LEFT + used * i / n_trials);
      done = lf_fault_run (place, &message);
      lf_test_disk_resize (place->disk, LARGE);
      lf_fault_assert_whole (place, place->path, where);
      lf_fault_assert_honest (place, place->path, done, message, where);
      g_assert_true (i > 0 || !done);
    }
}

static void
add_tests (void)
{
  lf_fault_add_tests ("disk-full/meanwhile", test_meanwhile, TRUE);
  lf_fault_add_tests ("disk-full/before", test_before, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  return lf_fault_main (argc, argv, add_tests);
}
