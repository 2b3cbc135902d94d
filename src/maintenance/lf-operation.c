/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-operation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Nobody minds waiting so long for something to be completed that was cancelled */
#define MOMENT_SECONDS 0.1

static double
get_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static void
meter_cb (gpointer data)
{
  LfOperation *self = data;
  LfMeterCounts counts;

  if (self->measure == NULL)
    return;

  lf_meter_get_counts (self->meter, &counts);
  for (guint i = 0; i < LF_METER_N_FILES; i++)
    {
      counts.read[i] -= self->start.read[i];
      counts.written[i] -= self->start.written[i];
      counts.n_syncs[i] -= self->start.n_syncs[i];
    }
  self->measure (self, &counts, self->data);
}

static void
watch_cb (gboolean is_waiting,
          gpointer data)
{
  LfOperation *self = data;

  if (is_waiting)
    {
      lf_job_report (self->job, NAN, _("waiting for another program to finish"));
      return;
    }

  self->n_steps += LF_CONNECTION_STEPS;
  lf_meter_tell (self->meter);
}

/**
 * lf_operation_begin:
 * @self: (out caller-allocates): an operation
 * @connection: what it is done with
 * @meter: what that goes through
 * @job: what it is done for
 *
 * Begins to watch what the connection does. Nothing is reported until lf_operation_expect() says
 * what comes. End it with lf_operation_end().
 */
void
lf_operation_begin (LfOperation  *self,
                    LfConnection *connection,
                    LfMeter      *meter,
                    LfJob        *job)
{
  *self = (LfOperation) { .connection = connection, .meter = meter, .job = job };
  lf_connection_watch (connection, watch_cb, self);
  lf_meter_begin (meter, lf_job_get_cancellable (job), meter_cb, self);
}

/**
 * lf_operation_go_through:
 * @self: an operation
 *
 * Lets it go through with what comes, even if the job is cancelled.
 */
void
lf_operation_go_through (LfOperation *self)
{
  lf_meter_begin (self->meter, NULL, meter_cb, self);
}

/**
 * lf_operation_expect:
 * @self: an operation
 * @seconds: (array length=n_phases): how long its phases take beside each other
 * @n_phases: how many there are
 * @measure: looks how far it is, some hundred times a second
 * @data: for @measure
 *
 * Says what comes now: counts begin anew.
 */
void
lf_operation_expect (LfOperation     *self,
                     const double    *seconds,
                     guint            n_phases,
                     LfOperationFunc  measure,
                     gpointer         data)
{
  lf_pace_init (&self->pace, seconds, n_phases, get_now ());
  self->data = data;
  lf_operation_go_on (self, measure);
}

/**
 * lf_operation_go_on:
 * @self: an operation
 * @measure: looks how far it is from now on, with the same data
 *
 * Goes on with another phase: counts begin anew.
 */
void
lf_operation_go_on (LfOperation     *self,
                    LfOperationFunc  measure)
{
  lf_meter_get_counts (self->meter, &self->start);
  self->n_steps = 0;
  self->measure = measure;
}

/**
 * lf_operation_report:
 * @self: an operation
 * @phase: the phase it is in
 * @done: how much of it is done, 0 to 1
 * @detail: (nullable): that in words
 *
 * Tells the job how far it is.
 */
void
lf_operation_report (LfOperation *self,
                     guint        phase,
                     double       done,
                     const char  *detail)
{
  lf_job_report (self->job, lf_pace_report (&self->pace, phase, done, get_now ()), detail);
}

/**
 * lf_operation_get_seconds:
 * @self: an operation
 *
 * Returns: how long its current phase has taken until now
 */
double
lf_operation_get_seconds (LfOperation *self)
{
  return get_now () - self->pace.phase_start;
}

/**
 * lf_operation_report_fold:
 * @self: an operation that folds a WAL into the catalog
 * @phase: its phase
 * @bytes: how much of it is written
 * @all: how much there is
 *
 * Tells how far it is. What comes before is done already, so that after a cancel this is completed
 * where that takes but a moment, and put off otherwise.
 */
void
lf_operation_report_fold (LfOperation *self,
                          guint        phase,
                          guint64      bytes,
                          guint64      all)
{
  double done = MIN ((double) bytes / (double) MAX (all, 1), 1);
  /* Translators: such as “folded the log in: 12.3 MB of 46.8 MB” */
  g_autofree char *detail = lf_operation_describe_bytes (_("folded the log in: %s of %s"), bytes,
                                                         all);

  lf_operation_report (self, phase, done, detail);
  if (lf_job_is_cancelled (self->job, NULL) &&
      lf_operation_get_seconds (self) * (1 - done) > MOMENT_SECONDS * done)
    lf_meter_stop (self->meter);
}

/**
 * lf_operation_end:
 * @self: an operation
 *
 * Ends the watching.
 *
 * Returns: whether it was stopped by the meter: its connection should be closed then
 */
gboolean
lf_operation_end (LfOperation *self)
{
  lf_connection_watch (self->connection, NULL, NULL);
  return lf_meter_end (self->meter);
}

/**
 * lf_operation_describe_bytes:
 * @format: a format with two `%s`: bytes that are done, and all of them
 * @bytes: that are done; what is over @all is left out
 * @all: all of them, about
 *
 * Returns: (transfer full): such as “12.3 MB of 46.8 MB”
 */
char *
lf_operation_describe_bytes (const char *format,
                             guint64     bytes,
                             guint64     all)
{
  g_autofree char *done = g_format_size (MIN (bytes, all));
  g_autofree char *whole = g_format_size (all);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, done, whole);
#pragma GCC diagnostic pop
}
