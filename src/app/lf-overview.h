/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session-detail.h"

G_BEGIN_DECLS

/**
 * LfOverview:
 *
 * The Overview page of the session dialog.
 */
#define LF_TYPE_OVERVIEW (lf_overview_get_type ())
G_DECLARE_FINAL_TYPE (LfOverview, lf_overview, LF, OVERVIEW, GtkWidget)

void lf_overview_show (LfOverview      *self,
                       LfSessionDetail *detail);

G_END_DECLS
