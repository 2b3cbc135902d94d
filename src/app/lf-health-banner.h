/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfHealthBanner:
 *
 * Says in one sentence what is wrong with the catalog, offers to mend it, and can be put away.
 */
#define LF_TYPE_HEALTH_BANNER (lf_health_banner_get_type ())
G_DECLARE_FINAL_TYPE (LfHealthBanner, lf_health_banner, LF, HEALTH_BANNER, GtkWidget)

void lf_health_banner_set_message (LfHealthBanner *self,
                                   const char     *message);

G_END_DECLS
