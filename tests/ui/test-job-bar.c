/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-job-bar.h"
#include "lf-test-ui.h"

typedef struct
{
  GMutex mutex;
  GCond  cond;
  guint  step;        /* up to which the work may go */
} Gate;

static void
wait_at (Gate  *gate,
         guint  step)
{
  g_mutex_lock (&gate->mutex);
  while (gate->step < step)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
let_go (Gate  *gate,
        guint  step)
{
  g_mutex_lock (&gate->mutex);
  gate->step = step;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static gpointer
work (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  static const double weights[] = { 1, 3 };
  Gate *gate = data;

  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, "First");
  wait_at (gate, 1);
  lf_job_begin_step (job, "Rebuilding fits_files");
  lf_job_report (job, 1.0 / 3, "8,428 of 25,285 rows");
  wait_at (gate, 2);
  if (lf_job_is_cancelled (job, error))
    return NULL;
  lf_job_set_finishing (job, TRUE);
  wait_at (gate, 3);
  return gate;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  lf_job_run_finish (LF_JOB (source), result, NULL);
  *(gboolean *) data = TRUE;
}

typedef struct
{
  Gate      gate;
  LfJob    *job;
  LfJobBar *bar;
  gboolean  done;
} Fixture;

static void
begin (Fixture *self)
{
  GtkWidget *window = gtk_window_new ();

  g_mutex_init (&self->gate.mutex);
  g_cond_init (&self->gate.cond);
  self->job = lf_job_new ("Repairing");
  self->bar = g_object_new (LF_TYPE_JOB_BAR, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (self->bar));
  gtk_window_present (GTK_WINDOW (window));
  lf_test_ui_until (gtk_widget_get_mapped (window));

  lf_job_bar_set_job (self->bar, self->job);
  lf_job_run_async (self->job, work, &self->gate, NULL, NULL, done_cb, &self->done);
}

static void
end (Fixture *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->bar)));

  let_go (&self->gate, 3);
  lf_test_ui_until (self->done);
  lf_job_bar_set_job (self->bar, NULL);
  lf_test_ui_until (!gtk_widget_get_visible (GTK_WIDGET (self->bar)));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (self->job);
  g_mutex_clear (&self->gate.mutex);
  g_cond_clear (&self->gate.cond);
}

static const char *
get_text (Fixture    *self,
          const char *id)
{
  return gtk_label_get_text (lf_test_ui_child (self->bar, id));
}

static double
get_fraction (Fixture *self)
{
  return gtk_progress_bar_get_fraction (lf_test_ui_child (self->bar, "progress"));
}

static const char *
get_button (Fixture *self)
{
  return gtk_button_get_label (lf_test_ui_child (self->bar, "cancel"));
}

static void
test_progress (LfTestUi      *ui,
               gconstpointer  data)
{
  Fixture fixture = { 0 };

  begin (&fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture.bar)));
  lf_test_ui_until (g_str_equal (get_text (&fixture, "title"), "First"));
  g_assert_cmpstr (get_text (&fixture, "step"), ==, "step 1 of 2");
  /* Only what takes longer than a moment is shown */
  lf_test_ui_until (gtk_widget_get_mapped (GTK_WIDGET (fixture.bar)));

  let_go (&fixture.gate, 1);
  lf_test_ui_until (g_str_equal (get_text (&fixture, "title"), "Rebuilding fits_files"));
  g_assert_cmpstr (get_text (&fixture, "step"), ==, "step 2 of 2");
  lf_test_ui_until (g_str_has_prefix (get_text (&fixture, "detail"), "8,428 of 25,285 rows"));
  g_assert_cmpfloat_with_epsilon (get_fraction (&fixture), 0.5, 0.001);
  g_assert_cmpstr (get_button (&fixture), ==, "_Cancel");
  g_assert_true (lf_test_ui_can (fixture.bar, "job.cancel"));

  let_go (&fixture.gate, 2);
  lf_test_ui_until (g_str_equal (get_button (&fixture), "Finishing…"));
  g_assert_false (lf_test_ui_can (fixture.bar, "job.cancel"));
  end (&fixture);
}

static void
test_cancel (LfTestUi      *ui,
             gconstpointer  data)
{
  Fixture fixture = { 0 };

  begin (&fixture);
  let_go (&fixture.gate, 1);
  lf_test_ui_until (g_str_equal (get_text (&fixture, "title"), "Rebuilding fits_files"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.bar), "job.cancel", NULL));
  lf_test_ui_until (g_str_equal (get_button (&fixture), "Cancelling…"));
  g_assert_false (lf_test_ui_can (fixture.bar, "job.cancel"));
  end (&fixture);
}

static void
assert_described (LfJobStatus *status,
                  const char  *expected)
{
  g_autofree char *text = lf_job_bar_describe (status);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_texts (LfTestUi      *ui,
            gconstpointer  data)
{
  LfJobStatus status = {
    .state = LF_JOB_RUNNING, .knows_fraction = TRUE, .seconds_left = 0.4, .n_steps = 1,
    .step_number = 1, .detail = (char *) "15,676 of 25,285 rows",
  };
  g_autofree char *step = lf_job_bar_describe_step (&status);

  g_assert_cmpstr (step, ==, "");
  assert_described (&status, "15,676 of 25,285 rows · about 1 s left");
  status.seconds_left = 59.5;
  assert_described (&status, "15,676 of 25,285 rows · about 1 min left");
  status.seconds_left = 3599;
  assert_described (&status, "15,676 of 25,285 rows · about 60 min left");
  status.seconds_left = 3700;
  assert_described (&status, "15,676 of 25,285 rows · about 1 h 01 min left");
  /* What cannot be known is not told */
  status.seconds_left = -1;
  assert_described (&status, "15,676 of 25,285 rows");
  status.seconds_left = 12;
  status.knows_fraction = FALSE;
  assert_described (&status, "15,676 of 25,285 rows");
  status.knows_fraction = TRUE;
  status.state = LF_JOB_CANCELLING;
  assert_described (&status, "15,676 of 25,285 rows");
  status.state = LF_JOB_RUNNING;
  status.detail = NULL;
  assert_described (&status, "about 12 s left");
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/job-bar/progress", test_progress, NULL);
  lf_test_ui_add ("/job-bar/cancel", test_cancel, NULL);
  lf_test_ui_add ("/job-bar/texts", test_texts, NULL);
  return g_test_run ();
}
