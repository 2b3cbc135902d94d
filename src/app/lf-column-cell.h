/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lf_column_cell_set_child (GtkListItem *item,
                               GtkWidget   *child);
int  lf_column_cell_scale     (int          width);

G_END_DECLS
