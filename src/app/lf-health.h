/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-health-banner.h"
#include "app/lf-maintenance.h"

G_BEGIN_DECLS

/**
 * LfHealth:
 *
 * Looks after the health of the catalog that the main window shows: checks it in passing, says what
 * is wrong, and opens the Maintenance window.
 */
#define LF_TYPE_HEALTH (lf_health_get_type ())
G_DECLARE_FINAL_TYPE (LfHealth, lf_health, LF, HEALTH, GObject)

LfHealth      *lf_health_new         (GtkWindow      *window,
                                      LfHealthBanner *banner,
                                      GtkButton      *button,
                                      GtkLabel       *count);
void           lf_health_set_catalog (LfHealth       *self,
                                      const char     *path);
gboolean       lf_health_is_writing  (LfHealth       *self);
void           lf_health_show_cb     (GtkWidget      *widget,
                                      const char     *name,
                                      GVariant       *parameter);
void           lf_health_stop        (LfHealth       *self);
LfMaintenance *lf_health_find        (GtkApplication *application,
                                      const char     *path);

G_END_DECLS
