/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfTimeTick:
 * @time: when, in microseconds since 1970 UTC
 * @label: (owned): the time in short, such as “18:00”, “23 Nov”, “Nov” or “2025”
 * @context: (owned) (nullable): what the label leaves out, such as the date, where it begins; for a
 *   second line
 *
 * A mark on an axis of time.
 */
typedef struct
{
  gint64  time;
  char   *label;
  char   *context;
} LfTimeTick;

void       lf_time_tick_free      (LfTimeTick *self);
GPtrArray *lf_time_axis_get_ticks (gint64      from,
                                   gint64      to,
                                   GTimeZone  *zone,
                                   guint       max_ticks);
char      *lf_time_axis_format    (gint64      time,
                                   GTimeZone  *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTimeTick, lf_time_tick_free)

G_END_DECLS
