/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-health.h"
#include "app/lf-session-browser.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfLive:
 *
 * Keeps what the windows show of a catalog up to date: the list, what is read after it and the
 * session dialogs, when a session was changed here or another program writes to the catalog. Selection,
 * scroll position and what is being edited stay. While this program repairs the catalog it is left
 * alone. LfLive::counted tells when it is known how many frames there are.
 */
#define LF_TYPE_LIVE (lf_live_get_type ())
G_DECLARE_FINAL_TYPE (LfLive, lf_live, LF, LIVE, GObject)

LfLive        *lf_live_new       (GtkWindow        *window,
                                  LfSessionBrowser *browser,
                                  LfHealth         *health,
                                  LfCatalog        *catalog);
const guint64 *lf_live_get_count (LfLive           *self);
gboolean       lf_live_is_idle   (LfLive           *self);
void           lf_live_start     (LfLive           *self);
void           lf_live_reload    (LfLive           *self);
void           lf_live_stop      (LfLive           *self);

G_END_DECLS
