/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-session-browser.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfSessionActions:
 *
 * What can be done with the sessions of a list: actions `sessions.…` of its window, with their menu
 * and their keys, and the dialog of the session that is opened. `changed` is emitted when the
 * catalog was changed.
 */
#define LF_TYPE_SESSION_ACTIONS (lf_session_actions_get_type ())
G_DECLARE_FINAL_TYPE (LfSessionActions, lf_session_actions, LF, SESSION_ACTIONS, GObject)

LfSessionActions *lf_session_actions_new         (GtkWindow         *window,
                                                  LfSessionBrowser  *browser);
void              lf_session_actions_set_catalog (LfSessionActions  *self,
                                                  LfCatalog         *catalog);
void              lf_session_actions_check       (LfSessionActions  *self);
gboolean          lf_session_actions_may_close   (LfSessionActions  *self);

G_END_DECLS
