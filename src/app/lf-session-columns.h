/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void                 lf_session_columns_add    (GtkColumnView       *view);
GtkColumnViewColumn *lf_session_columns_find   (GtkColumnView       *view,
                                                const char          *id);
const char          *lf_session_columns_get_id (GtkColumnViewColumn *column);
int                  lf_session_columns_get_width  (GtkColumnViewColumn *column);
void                 lf_session_columns_set_width  (GtkColumnViewColumn *column,
                                                    int                  width);
gboolean             lf_session_columns_is_resized (GtkColumnViewColumn *column);

G_END_DECLS
