/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfChangesWindow:
 *
 * What Lightframe has changed in a catalog, newest first, and the way back.
 */
#define LF_TYPE_CHANGES_WINDOW (lf_changes_window_get_type ())
G_DECLARE_FINAL_TYPE (LfChangesWindow, lf_changes_window, LF, CHANGES_WINDOW, GtkWindow)

LfChangesWindow *lf_changes_window_show    (GtkWindow       *parent,
                                            const char      *catalog,
                                            const char      *session);
void             lf_changes_window_open_cb (GtkWidget       *widget,
                                            const char      *name,
                                            GVariant        *parameter);
gboolean         lf_changes_window_is_read (LfChangesWindow *self);

G_END_DECLS
