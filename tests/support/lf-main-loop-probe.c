/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-main-loop-probe.h"

#include <stdio.h>
#include <time.h>

/* A poll function gets no data of its own, so what it needs must be global */
static struct
{
  LfMainLoopProbe *probe;
  GPollFunc        poll;
  gint64           wall;        /* when the iteration began */
  gint64           cpu;
} running;

static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint
poll_cb (GPollFD *fds,
         guint    n_fds,
         gint     timeout)
{
  gint64 wall = g_get_monotonic_time () - running.wall;
  gint64 cpu = get_cpu_time () - running.cpu;
  gint result;

  g_array_append_val (running.probe->wall_us, wall);
  g_array_append_val (running.probe->cpu_us, cpu);

  result = running.poll (fds, n_fds, timeout);
  running.wall = g_get_monotonic_time ();
  running.cpu = get_cpu_time ();
  return result;
}

/**
 * lf_main_loop_probe_start:
 * @self: a probe
 *
 * Begins to measure. What is done from now on until the next time the main loop waits counts as an
 * iteration, as it would in a handler. One probe at a time, on the main thread.
 */
void
lf_main_loop_probe_start (LfMainLoopProbe *self)
{
  g_assert (running.probe == NULL);

  self->wall_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cpu_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  running.probe = self;
  running.wall = g_get_monotonic_time ();
  running.cpu = get_cpu_time ();
  running.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
}

/**
 * lf_main_loop_probe_stop:
 * @self: the probe that measures
 *
 * Ends measuring.
 */
void
lf_main_loop_probe_stop (LfMainLoopProbe *self)
{
  g_assert (running.probe == self);

  g_main_context_set_poll_func (NULL, running.poll);
  running.probe = NULL;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static double
get_quantile (GArray *times,
              double  quantile)
{
  guint last = times->len - 1;

  return (double) g_array_index (times, gint64, (guint) (quantile * last + 0.5)) / 1000;
}

/**
 * lf_main_loop_probe_report:
 * @self: a probe that was stopped
 * @name: what was measured
 *
 * Prints what it measured, and forgets it.
 *
 * Returns: whether no iteration took longer than %LF_FRAME_BUDGET_US
 */
gboolean
lf_main_loop_probe_report (LfMainLoopProbe *self,
                           const char      *name)
{
  guint n = self->wall_us->len;
  guint n_over = 0;

  if (n == 0)
    {
      printf ("%s iterations 0\n", name);
    }
  else
    {
      for (guint i = 0; i < n; i++)
        n_over += g_array_index (self->wall_us, gint64, i) > LF_FRAME_BUDGET_US;
      g_array_sort (self->wall_us, compare_times);
      g_array_sort (self->cpu_us, compare_times);
      printf ("%s iterations %u p50 %.2f p99 %.2f max %.2f (cpu %.2f) over 16 ms: %u%s\n", name, n,
              get_quantile (self->wall_us, 0.5), get_quantile (self->wall_us, 0.99),
              get_quantile (self->wall_us, 1), get_quantile (self->cpu_us, 1), n_over,
              n_over > 0 ? " TOO LONG" : "");
    }

  g_clear_pointer (&self->wall_us, g_array_unref);
  g_clear_pointer (&self->cpu_us, g_array_unref);
  return n_over == 0;
}
