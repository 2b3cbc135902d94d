/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-progress.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "cli/lf-cli-terminal.h"

/* What is over sooner shows no progress, in microseconds */
#define DELAY_US 300000

#define BAR_WIDTH 20
#define CLEAR_LINE "\r\033[K"

struct _LfCliProgress
{
  LfJob         *job;
  LfCliTerminal  terminal;
  gint64         started;
  gulong         handler;
  gboolean       is_utf8;
  gboolean       is_drawn;
};

static void
write_line (const char *line)
{
  gssize written = write (STDERR_FILENO, line, strlen (line));

  /* A progress line that cannot be shown is no reason to stop */
  (void) written;
}

static void
append_bar (LfCliProgress *self,
            GString       *line,
            double         fraction)
{
  guint filled = (guint) lround (fraction * BAR_WIDTH);
  g_autoptr (GString) bar = g_string_new (NULL);

  for (guint i = 0; i < BAR_WIDTH; i++)
    {
      if (i < filled)
        g_string_append (bar, self->is_utf8 ? "█" : "#");
      else
        g_string_append (bar, self->is_utf8 ? "░" : ".");
    }
  lf_cli_terminal_append (&self->terminal, line, LF_CLI_STYLE_GOOD, bar->str);
}

static char *
format_left (double seconds)
{
  guint whole = (guint) ceil (CLAMP (seconds, 0, 1e6));

  if (whole < 60)
    /* Translators: seconds that a job still takes */
    return g_strdup_printf (_("%u s left"), whole);
  /* Translators: minutes and seconds that a job still takes */
  return g_strdup_printf (_("%u m %02u s left"), whole / 60, whole % 60);
}

static char *
describe (LfJob             *job,
          const LfJobStatus *status)
{
  GString *text = g_string_new (NULL);

  if (status->n_steps > 1 && status->step_number > 0)
    g_string_append_printf (text, "%u/%u ", status->step_number, status->n_steps);

  if (status->state == LF_JOB_CANCELLING)
    g_string_append (text, _("Cancelling…"));
  else if (status->state == LF_JOB_FINISHING)
    g_string_append (text, _("Finishing…"));
  else
    g_string_append (text, status->step != NULL ? status->step : lf_job_get_title (job));

  if (status->detail != NULL)
    g_string_append_printf (text, " · %s", status->detail);
  if (status->seconds_left >= 0 && status->state == LF_JOB_RUNNING)
    {
      g_autofree char *left = format_left (status->seconds_left);

      g_string_append_printf (text, " · %s", left);
    }
  return g_string_free (text, FALSE);
}

static void
draw (LfCliProgress     *self,
      const LfJobStatus *status)
{
  g_autoptr (GString) line = g_string_new (CLEAR_LINE);
  g_autofree char *text = describe (self->job, status);
  g_autofree char *clean = lf_cli_text_clean (text);
  g_autofree char *percent = NULL;
  g_autofree char *cut = NULL;
  guint before = BAR_WIDTH + 7;

  append_bar (self, line, status->fraction);
  /* Rounded down, so that 100 % is the end */
  percent = g_strdup_printf (" %3d %% ", (int) floor (status->fraction * 100));
  g_string_append (line, percent);
  if (self->terminal.columns > before + 1)
    {
      cut = lf_cli_text_ellipsize (clean, self->terminal.columns - before - 1);
      g_string_append (line, cut);
    }
  write_line (line->str);
  self->is_drawn = TRUE;
}

static void
changed_cb (LfJob    *job,
            gpointer  data)
{
  LfCliProgress *self = data;
  g_auto (LfJobStatus) status = { 0 };

  if (g_get_monotonic_time () - self->started < DELAY_US)
    return;

  lf_job_get_status (job, &status);
  if (status.state != LF_JOB_DONE)
    draw (self, &status);
}

/**
 * lf_cli_progress_new:
 * @job: a job that has not begun
 *
 * Returns: (transfer full): what shows its progress from now on
 */
LfCliProgress *
lf_cli_progress_new (LfJob *job)
{
  LfCliProgress *self = g_new0 (LfCliProgress, 1);

  self->job = g_object_ref (job);
  self->started = g_get_monotonic_time ();
  self->is_utf8 = g_get_charset (NULL);
  lf_cli_terminal_init (&self->terminal, STDERR_FILENO);
  if (self->terminal.can_rewrite)
    self->handler = g_signal_connect (job, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

/**
 * lf_cli_progress_free:
 * @self: (transfer full): a progress
 *
 * Wipes the line away.
 */
void
lf_cli_progress_free (LfCliProgress *self)
{
  g_clear_signal_handler (&self->handler, self->job);
  if (self->is_drawn)
    write_line (CLEAR_LINE);
  g_object_unref (self->job);
  g_free (self);
}
