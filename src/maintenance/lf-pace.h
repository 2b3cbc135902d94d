/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_PACE_MAX_PHASES 8

/**
 * LfPace:
 *
 * Turns how far each phase of a piece of work is into how much of the time of the whole is over.
 * Phases are of different kinds, bytes of one file, rows of another, and how long they take beside
 * each other is only expected at first. What was measured meanwhile corrects it: all of them by the
 * speed so far, and the current one more and more by its own. A phase whose speed says nothing about
 * the others, such as reading from a disk that may be cold, stands apart.
 */
typedef struct
{
  guint  n_phases;
  guint  phase;
  guint  apart;
  double expected[LF_PACE_MAX_PHASES];
  double taken[LF_PACE_MAX_PHASES];
  double phase_start;
  double fraction;
} LfPace;

void   lf_pace_init      (LfPace       *self,
                          const double *expected,
                          guint         n_phases,
                          double        now);
void   lf_pace_set_apart (LfPace       *self,
                          guint         phase,
                          gboolean      apart);
void   lf_pace_expect    (LfPace       *self,
                          guint         phase,
                          double        seconds);
double lf_pace_report    (LfPace       *self,
                          guint         phase,
                          double        done,
                          double        now);

G_END_DECLS
