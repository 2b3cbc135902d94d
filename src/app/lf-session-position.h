/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint  lf_session_position_find     (GListModel *sessions,
                                     const char *id);
char  *lf_session_position_describe (const char *id,
                                     guint       position,
                                     guint       n_sessions);

G_END_DECLS
