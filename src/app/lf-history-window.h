/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfHistoryWindow:
 *
 * The runs of a catalog, or of all: what was done when, and what came out.
 */
#define LF_TYPE_HISTORY_WINDOW (lf_history_window_get_type ())
G_DECLARE_FINAL_TYPE (LfHistoryWindow, lf_history_window, LF, HISTORY_WINDOW, GtkWindow)

LfHistoryWindow *lf_history_window_show    (GtkWindow       *parent,
                                            const char      *catalog);
void             lf_history_window_open_cb (GtkWidget       *widget,
                                            const char      *name,
                                            GVariant        *parameter);
gboolean         lf_history_window_is_read (LfHistoryWindow *self);

G_END_DECLS
