/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-undo-stack.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfSessionWindow:
 *
 * The session dialog. It steps through the sessions of a list; `session-shown` is emitted with the
 * #LfSession it goes to, `changed` when a session was changed in the catalog.
 */
#define LF_TYPE_SESSION_WINDOW (lf_session_window_get_type ())
G_DECLARE_FINAL_TYPE (LfSessionWindow, lf_session_window, LF, SESSION_WINDOW, GtkWindow)

LfSessionWindow *lf_session_window_new          (GtkWindow       *parent,
                                                 LfCatalog       *catalog,
                                                 GListModel      *sessions,
                                                 LfUndoStack     *stack);
void             lf_session_window_show_session (LfSessionWindow *self,
                                                 LfSession       *session);

void             lf_session_window_refresh (LfSessionWindow *self,
                                            LfCatalog       *catalog);
gboolean         lf_session_window_may_close    (LfSessionWindow *self);
void             lf_session_window_stop         (LfSessionWindow *self);

G_END_DECLS
