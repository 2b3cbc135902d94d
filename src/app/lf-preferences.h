/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfPreferences:
 *
 * The window with the preferences. They take effect as they are changed.
 */
#define LF_TYPE_PREFERENCES (lf_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LfPreferences, lf_preferences, LF, PREFERENCES, GtkWindow)

LfPreferences *lf_preferences_new (GtkWindow *parent);

G_END_DECLS
