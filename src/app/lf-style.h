/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfStyle:
 *
 * Keeps the look of all windows to the setting: as the system has it, light, dark, or night vision
 * (red on black).
 */
#define LF_TYPE_STYLE (lf_style_get_type ())
G_DECLARE_FINAL_TYPE (LfStyle, lf_style, LF, STYLE, GObject)

LfStyle *lf_style_new (GdkDisplay *display,
                       GSettings  *settings);

G_END_DECLS
