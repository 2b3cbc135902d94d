/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "catalog/lf-error.h"
#include "lf-test-support.h"
#include "maintenance/lf-aside.h"

static const double weights[] = { 1, 3 };

typedef struct
{
  double fractions[6];
  guint  n;
} Fractions;

static void
note (LfJob     *job,
      Fractions *fractions)
{
  g_auto (LfJobStatus) status = { 0 };

  lf_job_get_status (job, &status);
  fractions->fractions[fractions->n++] = status.fraction;
}

static gpointer
two_steps (LfJob    *job,
           gpointer  data,
           GError  **error)
{
  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, "one");
  lf_job_report (job, 0.5, "half");
  note (job, data);
  lf_job_report (job, 0.25, NULL);
  note (job, data);
  lf_job_begin_step (job, "two");
  note (job, data);
  lf_job_report (job, NAN, NULL);
  note (job, data);
  lf_job_report (job, 7, NULL);
  note (job, data);
  lf_job_log (job, "%s", "done");
  return g_strdup ("result");
}

/* Steps weigh what they take, and nothing ever goes back */
static void
test_fraction (void)
{
  g_autoptr (LfJob) job = lf_job_new ("Two steps");
  g_autoptr (GError) error = NULL;
  g_auto (LfJobStatus) status = { 0 };
  g_auto (GStrv) log = NULL;
  Fractions fractions = { 0 };
  g_autofree char *result = lf_job_run (job, two_steps, &fractions, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, "result");
  g_assert_cmpfloat (fractions.fractions[0], ==, 0.125);
  g_assert_cmpfloat (fractions.fractions[1], ==, 0.125);
  g_assert_cmpfloat (fractions.fractions[2], ==, 0.25);
  g_assert_cmpfloat (fractions.fractions[3], ==, 0.25);
  g_assert_cmpfloat (fractions.fractions[4], ==, 1);

  lf_job_get_status (job, &status);
  g_assert_cmpint (status.state, ==, LF_JOB_DONE);
  g_assert_cmpint (status.outcome, ==, LF_JOB_SUCCEEDED);
  g_assert_cmpuint (status.step_number, ==, 2);
  log = lf_job_dup_log (job);
  g_assert_cmpstr (log[2], ==, "done");
}

static gpointer
parts_of_a_step (LfJob    *job,
                 gpointer  data,
                 GError  **error)
{
  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, "one");
  lf_job_set_span (job, 0.5, 1);
  lf_job_report (job, 0, NULL);
  note (job, data);
  lf_job_report (job, 0.5, NULL);
  note (job, data);
  lf_job_set_span (job, 0.25, 0.75);
  lf_job_report (job, 1, NULL);
  note (job, data);
  lf_job_begin_step (job, "two");
  lf_job_report (job, 1, NULL);
  note (job, data);
  return g_strdup ("result");
}

/* A part of a step reports as if it were all; the next step is whole again */
static void
test_span (void)
{
  g_autoptr (LfJob) job = lf_job_new ("Parts");
  g_autoptr (GError) error = NULL;
  Fractions fractions = { 0 };
  g_autofree char *result = lf_job_run (job, parts_of_a_step, &fractions, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpfloat (fractions.fractions[0], ==, 0.125);
  g_assert_cmpfloat (fractions.fractions[1], ==, 0.1875);
  g_assert_cmpfloat (fractions.fractions[2], ==, 0.1875);
  g_assert_cmpfloat (fractions.fractions[3], ==, 1);
}

static LfJobState
get_state (LfJob *job)
{
  g_auto (LfJobStatus) status = { 0 };

  lf_job_get_status (job, &status);
  return status.state;
}

static gpointer
finish (LfJob    *job,
        gpointer  data,
        GError  **error)
{
  gboolean goes_on = GPOINTER_TO_INT (data);

  g_assert_true (lf_job_set_finishing (job, TRUE));
  g_assert_cmpint (get_state (job), ==, LF_JOB_FINISHING);
  lf_job_cancel (job);
  g_assert_cmpint (get_state (job), ==, LF_JOB_FINISHING);
  g_assert_false (lf_job_is_cancelled (job, NULL));
  g_assert_false (g_cancellable_is_cancelled (lf_job_get_cancellable (job)));
  if (!goes_on)
    return g_strdup ("result");

  /* There is more to come, and that can be cancelled */
  g_assert_false (lf_job_set_finishing (job, FALSE));
  g_assert_cmpint (get_state (job), ==, LF_JOB_CANCELLING);
  g_assert_false (lf_job_set_finishing (job, TRUE));
  g_assert_cmpint (get_state (job), ==, LF_JOB_CANCELLING);
  g_assert_true (lf_job_is_cancelled (job, error));
  return NULL;
}

/* What comes too late to cancel is not cancelled, and what comes after it is */
static void
test_finishing (void)
{
  for (int goes_on = FALSE; goes_on <= TRUE; goes_on++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Finishes");
      g_autoptr (GError) error = NULL;
      g_auto (LfJobStatus) status = { 0 };
      g_autofree char *result = lf_job_run (job, finish, GINT_TO_POINTER (goes_on), &error);

      lf_job_get_status (job, &status);
      g_assert_cmpint (status.state, ==, LF_JOB_DONE);
      g_assert_cmpint (status.outcome, ==, goes_on ? LF_JOB_CANCELLED : LF_JOB_SUCCEEDED);
    }
}

static gpointer
fail (LfJob    *job,
      gpointer  data,
      GError  **error)
{
  g_set_error_literal (error, LF_CATALOG_ERROR, GPOINTER_TO_INT (data), "no");
  return NULL;
}

static void
test_outcome (void)
{
  static const struct { LfCatalogError code; LfJobOutcome outcome; } cases[] = {
    { LF_CATALOG_ERROR_CANCELLED, LF_JOB_CANCELLED },
    { LF_CATALOG_ERROR_DISK_FULL, LF_JOB_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Fails");
      g_autoptr (GError) error = NULL;
      g_auto (LfJobStatus) status = { 0 };

      g_assert_null (lf_job_run (job, fail, GINT_TO_POINTER (cases[i].code), &error));
      g_assert_error (error, LF_CATALOG_ERROR, (int) cases[i].code);
      lf_job_get_status (job, &status);
      g_assert_cmpint (status.outcome, ==, cases[i].outcome);
    }
}

typedef struct
{
  GThread *main_thread;
  guint    n_changes;
  gboolean done;
} Watch;

static gpointer
report_much (LfJob    *job,
             gpointer  data,
             GError  **error)
{
  static const double weight[] = { 1 };

  lf_job_set_steps (job, weight, 1);
  lf_job_begin_step (job, "busy");
  for (guint i = 0; !lf_job_is_cancelled (job, error); i++)
    lf_job_report (job, 1 - 1.0 / (i + 1), NULL);
  return NULL;
}

static void
changed_cb (LfJob *job,
            Watch *watch)
{
  g_assert_true (g_thread_self () == watch->main_thread);
  if (++watch->n_changes == 5)
    lf_job_cancel (job);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Watch *watch = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_job_run_finish (LF_JOB (source), result, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  watch->done = TRUE;
}

/* However much is reported, the main thread hears of it twenty times a second */
static void
test_changes (void)
{
  g_autoptr (LfJob) job = lf_job_new ("Busy");
  Watch watch = { g_thread_self (), 0, FALSE };
  gint64 start = g_get_monotonic_time ();
  double seconds;

  g_signal_connect (job, "changed", G_CALLBACK (changed_cb), &watch);
  lf_job_run_async (job, report_much, NULL, NULL, NULL, done_cb, &watch);
  while (!watch.done)
    g_main_context_iteration (NULL, TRUE);

  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_assert_cmpuint (watch.n_changes, >=, 5);
  g_assert_cmpfloat (watch.n_changes, <=, 20 * seconds + 2);
}

/* Work with steps of its own inside a step of another */
static void
test_part (void)
{
  g_autoptr (LfJob) whole = lf_job_new ("whole");
  g_autoptr (LfJob) part = NULL;
  g_auto (LfJobStatus) status = { 0 };
  g_auto (GStrv) log = NULL;

  lf_job_set_steps (whole, (double[]) { 1, 3 }, 2);
  lf_job_begin_step (whole, "one");
  part = lf_job_new_part (whole);
  lf_job_report (part, 0.5, "half");
  lf_job_get_status (whole, &status);
  g_assert_cmpfloat (status.fraction, ==, 0.125);
  g_assert_cmpstr (status.detail, ==, "half");
  lf_job_status_clear (&status);

  lf_job_begin_step (whole, "two");
  g_object_unref (part);
  part = lf_job_new_part (whole);
  lf_job_set_steps (part, (double[]) { 1, 2 }, 2);
  lf_job_begin_step (part, "two and a half");
  lf_job_begin_step (part, "nearly three");
  lf_job_report (part, 0.5, NULL);
  lf_job_log (part, "said");
  lf_job_get_status (whole, &status);
  g_assert_cmpfloat_with_epsilon (status.fraction, (1 + 3 * 2.0 / 3) / 4, 1e-12);
  g_assert_cmpstr (status.step, ==, "two");
  g_assert_cmpstr (status.detail, ==, "nearly three");
  g_assert_cmpuint (status.step_number, ==, 2);
  log = lf_job_dup_log (whole);
  g_assert_cmpstr (log[g_strv_length (log) - 1], ==, "said");

  lf_job_report (part, NAN, NULL);
  lf_job_status_clear (&status);
  lf_job_get_status (whole, &status);
  g_assert_false (status.knows_fraction);

  g_assert_false (lf_job_is_cancelled (part, NULL));
  lf_job_cancel (whole);
  g_assert_true (lf_job_is_cancelled (part, NULL));
  g_assert_false (lf_job_set_finishing (part, TRUE));
}

static gpointer
work_aside (LfJob     *job,
            gpointer   data,
            GError   **error)
{
  lf_job_report (job, 0.9, "aside");
  while (GPOINTER_TO_INT (data) && !lf_job_is_cancelled (job, error))
    g_usleep (1000);
  return GPOINTER_TO_INT (data) ? NULL : g_strdup ("done");
}

static void
test_aside (void)
{
  g_autoptr (LfJob) whole = lf_job_new ("whole");
  g_autofree char *result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (LfJobStatus) status = { 0 };
  LfAside *aside;

  lf_job_set_steps (whole, (double[]) { 1 }, 1);
  lf_job_begin_step (whole, "one");
  aside = lf_aside_start (whole, work_aside, GINT_TO_POINTER (FALSE));
  lf_job_report (whole, 0.5, "in front");
  result = lf_aside_finish (aside, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, "done");
  lf_job_get_status (whole, &status);
  g_assert_cmpfloat (status.fraction, ==, 0.5);
  g_assert_cmpstr (status.detail, ==, "in front");

  aside = lf_aside_start (whole, work_aside, GINT_TO_POINTER (TRUE));
  lf_job_cancel (whole);
  g_assert_null (lf_aside_finish (aside, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/job/fraction", test_fraction);
  g_test_add_func ("/job/span", test_span);
  g_test_add_func ("/job/finishing", test_finishing);
  g_test_add_func ("/job/outcome", test_outcome);
  g_test_add_func ("/job/changes", test_changes);
  g_test_add_func ("/job/part", test_part);
  g_test_add_func ("/job/aside", test_aside);

  return g_test_run ();
}
