/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *lf_dismissals_filter (GSettings  *settings,
                                 const char *path,
                                 GPtrArray  *findings);
void       lf_dismissals_add    (GSettings  *settings,
                                 const char *path,
                                 GPtrArray  *findings);
void       lf_dismissals_forget (GSettings  *settings,
                                 const char *path,
                                 GPtrArray  *findings);

G_END_DECLS
