/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-message-bar.h"
#include "app/lf-session-selection.h"
#include "catalog/lf-session-list.h"

G_BEGIN_DECLS

/**
 * LfSessionBrowser:
 *
 * The session list with its search, its filters and its footer. It keeps sort, filters, selection
 * and column widths in the settings. Emits `session-activated` with the #LfSession, and
 * `selection-changed`.
 */
#define LF_TYPE_SESSION_BROWSER (lf_session_browser_get_type ())
G_DECLARE_FINAL_TYPE (LfSessionBrowser, lf_session_browser, LF, SESSION_BROWSER, GtkWidget)

void        lf_session_browser_set_list        (LfSessionBrowser *self,
                                                LfSessionList    *list);
void        lf_session_browser_refresh         (LfSessionBrowser *self,
                                                LfSessionList    *list);
GListModel *lf_session_browser_get_sessions    (LfSessionBrowser *self);
void        lf_session_browser_tell_known      (LfSessionBrowser *self,
                                                const char       *column);
void        lf_session_browser_set_live        (LfSessionBrowser *self,
                                                gboolean          live);
void        lf_session_browser_set_warning     (LfSessionBrowser *self,
                                                const char       *warning);
GListModel *lf_session_browser_get_model       (LfSessionBrowser *self);
void        lf_session_browser_select          (LfSessionBrowser *self,
                                                LfSession        *session);
void        lf_session_browser_reveal          (LfSessionBrowser *self,
                                                const char       *id);
GtkColumnView *lf_session_browser_get_view     (LfSessionBrowser *self);
LfSessionSelection *lf_session_browser_get_selection (LfSessionBrowser *self);
LfMessageBar *lf_session_browser_get_message   (LfSessionBrowser *self);
void        lf_session_browser_focus_list      (LfSessionBrowser *self);
void        lf_session_browser_focus_search    (LfSessionBrowser *self);
void        lf_session_browser_save            (LfSessionBrowser *self);

G_END_DECLS
