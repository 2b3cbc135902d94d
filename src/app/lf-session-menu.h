/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-session-browser.h"
#include "app/lf-write-check.h"

G_BEGIN_DECLS

/**
 * LfSessionMenu:
 *
 * The menu of the sessions that are selected in a list: a click with the secondary button on a row,
 * the Menu key, Shift+F10. What it offers are actions `sessions.…` of the list, see
 * #LfSessionActions. It belongs to its list, and is to be disposed of before that.
 */
#define LF_TYPE_SESSION_MENU (lf_session_menu_get_type ())
G_DECLARE_FINAL_TYPE (LfSessionMenu, lf_session_menu, LF, SESSION_MENU, GObject)

LfSessionMenu *lf_session_menu_new       (LfSessionBrowser   *browser);
void           lf_session_menu_set_check (LfSessionMenu      *self,
                                          const LfWriteCheck *check);
void           lf_session_menu_popup     (LfSessionMenu      *self);

G_END_DECLS
