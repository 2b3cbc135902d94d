/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-finding.h"

G_BEGIN_DECLS

/**
 * LfStateIcon:
 *
 * How something is, as a small coloured sign with a shape of its own for each severity, so that it
 * can be told without colours, and with a name for those who do not see it. A dot stands for what
 * was not looked at.
 */
#define LF_TYPE_STATE_ICON (lf_state_icon_get_type ())
G_DECLARE_FINAL_TYPE (LfStateIcon, lf_state_icon, LF, STATE_ICON, GtkWidget)

GtkWidget  *lf_state_icon_new     (LfSeverity   state);
void        lf_state_icon_set     (LfStateIcon *self,
                                   LfSeverity   state);
void        lf_state_icon_clear   (LfStateIcon *self);

G_END_DECLS
