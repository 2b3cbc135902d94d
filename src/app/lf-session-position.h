/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session-detail.h"

G_BEGIN_DECLS

guint  lf_session_position_find     (GListModel *sessions,
                                     const char *id);
char  *lf_session_position_describe (const char *id,
                                     guint       position,
                                     guint       n_sessions);
char  *lf_session_position_measure  (const LfSessionDetail *detail);

G_END_DECLS
