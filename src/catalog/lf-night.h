/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day as a number, as GDate counts them: 1 is 1 January of the year 1 */
typedef guint32 LfNight;

#define LF_NIGHT_UNKNOWN 0

LfNight  lf_night_from_text     (const char *text);
LfNight  lf_night_get_tonight   (void);
char    *lf_night_to_text       (LfNight     night);
int      lf_night_get_distance  (LfNight     a,
                                 LfNight     b);

G_END_DECLS
