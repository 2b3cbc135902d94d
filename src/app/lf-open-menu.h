/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  lf_open_menu_set_up    (GtkMenuButton *button,
                              GSettings     *settings);
void  lf_open_menu_set_later (GtkMenuButton *button,
                              GMenuModel    *menu);
char *lf_open_menu_shorten   (const char    *path);

G_END_DECLS
