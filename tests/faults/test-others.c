/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody else works with the same file */

#include <glib/gstdio.h>
#include <string.h>

#include "lf-fault.h"
#include "lf-test-locker.h"

/* Shorter than anybody's patience */
#define A_MOMENT_MS 200

/* That of those who wait for what does not end */
#define SHORT_PATIENCE_MS 300

typedef struct
{
  LfTestLocker *locker;
  LfTestLock    lock;
  guint         milliseconds;
  gboolean      locked;
} Other;

static void
lock (LfFault  *place,
      gpointer  data)
{
  Other *other = data;

  other->locked = lf_test_locker_lock (other->locker, other->lock, other->milliseconds);
}

/* Returns whether it was locked, and it was not done */
static gboolean
try_locked (LfFault *place,
            Other   *other,
            guint64  moment)
{
  g_autofree char *message = NULL;
  g_autofree char *where = g_strdup_printf ("locked for %s %s at read %" G_GUINT64_FORMAT,
                                            other->lock == LF_TEST_LOCK_READ ? "reading"
                                                                             : "writing",
                                            other->milliseconds > 0 ? "a moment" : "long", moment);
  gboolean done;

  other->locked = FALSE;
  done = lf_fault_run_with (place, LF_TEST_READ, moment, lock, other, &message);
  lf_test_locker_release (other->locker);
  lf_fault_assert_whole (place, place->path, where);
  lf_fault_assert_honest (place, place->path, done, message, where);
  return other->locked && !done;
}

/* For a moment, which is waited for. Somebody who writes may have his way between two steps, and a
 * step that finds him there waits as well. */
static void
test_for_a_moment (LfFault *place)
{
  g_autoptr (LfTestLocker) locker = lf_test_locker_new (place->path, place->wal);
  g_autoptr (GArray) moments = lf_fault_choose_moments (place, LF_TEST_READ,
                                                        lf_fault_get_trials (0, 10));

  for (guint i = 0; i < 2 * moments->len; i++)
    {
      Other other = { locker, i % 2 == 0 ? LF_TEST_LOCK_READ : LF_TEST_LOCK_WRITE, A_MOMENT_MS };

      g_assert_false (try_locked (place, &other, g_array_index (moments, guint64, i / 2)));
    }
}

/* As long as it takes to run out of patience */
static void
test_long (LfFault *place)
{
  g_autoptr (LfTestLocker) locker = lf_test_locker_new (place->path, place->wal);
  g_autoptr (GArray) moments = lf_fault_choose_moments (place, LF_TEST_READ, 0);
  guint n_trials = lf_fault_get_trials (1, 2 * moments->len);

  lf_test_set_patience (SHORT_PATIENCE_MS);
  for (guint i = 0; i < n_trials; i++)
    {
      guint chosen = n_trials == 1 ? (guint) g_test_rand_int_range (0, (gint32) (2 * moments->len))
                                   : i;
      Other other = { locker, chosen % 2 == 0 ? LF_TEST_LOCK_READ : LF_TEST_LOCK_WRITE, 0 };

      try_locked (place, &other, g_array_index (moments, guint64, chosen / 2));
    }
  lf_test_set_patience (0);
}

static void
replace (LfFault  *place,
         gpointer  data)
{
  const char *with = data;

  if (with == NULL)
    g_unlink (place->path);
  else
    g_assert_cmpint (g_rename (with, place->path), ==, 0);
}

/* Somebody puts another catalog in its place, which must not suffer, and is not what is done */
static void
test_replaced (LfFault *place)
{
  g_autoptr (GArray) moments = lf_fault_choose_moments (place, LF_TEST_READ, 0);
  g_autofree char *with = g_build_filename (place->folder, "new.db", NULL);

  /* But for the last moments, when all has been looked at */
  for (guint i = 0; i + 2 < moments->len; i++)
    {
      guint64 moment = g_array_index (moments, guint64, i);
      g_autofree char *message = NULL;
      g_autofree char *where = g_strdup_printf ("replaced at read %" G_GUINT64_FORMAT, moment);
      gboolean done;

      lf_test_copy_file (place->original, with);
      done = lf_fault_run_with (place, LF_TEST_READ, moment, replace, with, &message);
      lf_fault_assert_whole (place, place->path, where);
      lf_fault_assert_honest (place, place->path, done, message, where);
    }
}

/* What is gone stays gone, or comes back whole */
static void
test_deleted (LfFault *place)
{
  g_autoptr (GArray) moments = lf_fault_choose_moments (place, LF_TEST_READ, 0);

  for (guint i = 0; i < moments->len; i++)
    {
      guint64 moment = g_array_index (moments, guint64, i);
      g_autofree char *message = NULL;
      g_autofree char *where = g_strdup_printf ("deleted at read %" G_GUINT64_FORMAT, moment);
      gboolean done = lf_fault_run_with (place, LF_TEST_READ, moment, replace, NULL, &message);

      if (g_file_test (place->path, G_FILE_TEST_EXISTS))
        lf_fault_assert_whole (place, place->path, where);
      g_assert_true (done || (message != NULL && *message != '\0'));
    }
}

static void
add_tests (void)
{
  lf_fault_add_tests ("others/locked-for-a-moment", test_for_a_moment, FALSE);
  lf_fault_add_tests ("others/locked-long", test_long, FALSE);
  lf_fault_add_tests ("others/replaced", test_replaced, FALSE);
  lf_fault_add_tests ("others/deleted", test_deleted, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  return lf_fault_main (argc, argv, add_tests);
}
