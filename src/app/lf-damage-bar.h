/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfDamageBar:
 *
 * Says, before anything is tried, that the catalog is too damaged for a change, and offers to repair
 * it. It is not there while there is no damage.
 */
#define LF_TYPE_DAMAGE_BAR (lf_damage_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfDamageBar, lf_damage_bar, LF, DAMAGE_BAR, GtkWidget)

void lf_damage_bar_set_damage (LfDamageBar  *self,
                               const GError *damage);

G_END_DECLS
