/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lf_format_count       (guint64     count);
char *lf_format_integration (double      seconds);
char *lf_format_exposure    (double      seconds);
char *lf_format_elapsed     (gint64      microseconds);
char *lf_format_ms          (double      ms);
char *lf_format_date        (const char *timestamp);
char *lf_format_timestamp   (const char *timestamp);
char *lf_format_one_line    (const char *text);
char *lf_format_plain       (const char *text);

G_END_DECLS
