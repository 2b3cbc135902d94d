/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-session-writer.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfNewSessionWindow:
 *
 * Asks for the name and the notes of a new session, and makes it. When it is made, the list of the
 * main window shows and selects it, by its action `sessions.reveal`.
 */
#define LF_TYPE_NEW_SESSION_WINDOW (lf_new_session_window_get_type ())
G_DECLARE_FINAL_TYPE (LfNewSessionWindow, lf_new_session_window, LF, NEW_SESSION_WINDOW, GtkWindow)

LfNewSessionWindow *lf_new_session_window_open (GtkWindow        *parent,
                                                LfCatalog        *catalog,
                                                LfSessionWriter  *writer,
                                                const gint64     *frames,
                                                guint             n_frames);

G_END_DECLS
