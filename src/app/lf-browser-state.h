/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lf_browser_state_restore_columns (GSettings     *settings,
                                       GtkColumnView *view);
void lf_browser_state_save_widths     (GSettings     *settings,
                                       GtkColumnView *view);
void lf_browser_state_save_sort       (GSettings     *settings,
                                       GtkColumnView *view);
int  lf_browser_state_load_status     (GSettings     *settings);
void lf_browser_state_save_status     (GSettings     *settings,
                                       int            status);
void lf_browser_state_resort          (GtkColumnView *view,
                                       const char    *column);
void lf_browser_state_scroll_to       (GtkColumnView *view,
                                       guint          position);

G_END_DECLS
