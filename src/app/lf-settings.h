/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LF_APP_ID "org.lightframe.Lightframe"

GSettings *lf_settings_new          (void);
GStrv      lf_settings_get_recent   (GSettings  *settings);
void       lf_settings_add_recent   (GSettings  *settings,
                                     const char *path);
char      *lf_settings_dup_default  (GSettings  *settings);
void       lf_settings_restore_size (GSettings  *settings,
                                     GtkWindow  *window,
                                     const char *name);
void       lf_settings_save_size    (GSettings  *settings,
                                     GtkWindow  *window,
                                     const char *name);

G_END_DECLS
