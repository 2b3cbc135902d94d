/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWindow *lf_follow_find_main_window (GtkApplication *application);
void       lf_follow_main_window      (GtkWindow      *window,
                                       GtkWindow      *parent);

G_END_DECLS
