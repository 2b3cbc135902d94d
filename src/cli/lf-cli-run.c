/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-run.h"

#include <glib-unix.h>
#include <signal.h>

#include "cli/lf-cli-output.h"
#include "cli/lf-cli-progress.h"

/* What asks the program to end. Each cancels the job; a second one ends the program at once. */
static const int signal_numbers[] = { SIGINT, SIGTERM, SIGHUP };

typedef struct
{
  LfJob        *job;
  GAsyncResult *result;         /* NULL until the job is over */
  guint         sources[G_N_ELEMENTS (signal_numbers)];
  int           received;       /* the signal that cancelled the job, or 0 */
} Run;

static gboolean
received (Run   *run,
          guint  i)
{
  run->received = signal_numbers[i];
  /* With its source gone, the signal has its usual effect again */
  run->sources[i] = 0;
  lf_job_cancel (run->job);
  return G_SOURCE_REMOVE;
}

static gboolean
interrupt_cb (gpointer data)
{
  return received (data, 0);
}

static gboolean
terminate_cb (gpointer data)
{
  return received (data, 1);
}

static gboolean
hang_up_cb (gpointer data)
{
  return received (data, 2);
}

static void
watch_signals (Run *run)
{
  static const GSourceFunc callbacks[] = { interrupt_cb, terminate_cb, hang_up_cb };

  for (guint i = 0; i < G_N_ELEMENTS (signal_numbers); i++)
    {
      struct sigaction action;

      /* Whoever started the program may have wanted it ignored, as “nohup” does */
      if (sigaction (signal_numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        run->sources[i] = g_unix_signal_add (signal_numbers[i], callbacks[i], run);
    }
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Run *run = data;

  run->result = g_object_ref (result);
}

/**
 * lf_cli_run_job:
 * @command: the command
 * @title: what the job does, translated
 * @func: the work, on a worker thread
 * @data: for @func
 * @status: (out): the exit status, if it fails
 *
 * Does the work of a command until it is over or a signal has cancelled it, with its progress on
 * standard error if that is a terminal; tells what went wrong.
 *
 * Returns: (transfer full) (nullable): the result of @func
 */
gpointer
lf_cli_run_job (const LfCliCommand *command,
                const char         *title,
                LfJobFunc           func,
                gpointer            data,
                int                *status)
{
  g_autoptr (LfJob) job = lf_job_new (title);
  g_autoptr (LfCliProgress) progress = lf_cli_progress_new (job);
  g_autoptr (GError) error = NULL;
  Run run = { .job = job };
  gpointer result;

  watch_signals (&run);
  lf_job_run_async (job, func, data, NULL, NULL, done_cb, &run);
  while (run.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < G_N_ELEMENTS (run.sources); i++)
    g_clear_handle_id (&run.sources[i], g_source_remove);

  result = lf_job_run_finish (job, run.result, &error);
  g_object_unref (run.result);
  /* The line must be gone before anything else is written */
  g_clear_pointer (&progress, lf_cli_progress_free);
  if (error != NULL)
    *status = lf_cli_fail (command, error, run.received);
  return result;
}
