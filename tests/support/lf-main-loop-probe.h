/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A frame at 60 Hz: an iteration that takes longer can be seen */
#define LF_FRAME_BUDGET_US 16000

/**
 * LfMainLoopProbe:
 * @wall_us: (element-type gint64): for each iteration, from the end of waiting to the next waiting
 * @cpu_us: (element-type gint64): of that, what the main thread ran; the rest other programs had
 *
 * Measures how long the iterations of the default main context keep it from the next event.
 */
typedef struct
{
  GArray *wall_us;
  GArray *cpu_us;
} LfMainLoopProbe;

void     lf_main_loop_probe_start   (LfMainLoopProbe *self);
void     lf_main_loop_probe_stop    (LfMainLoopProbe *self);
gboolean lf_main_loop_probe_report  (LfMainLoopProbe *self,
                                     const char      *name);

G_END_DECLS
