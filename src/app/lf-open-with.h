/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfOpenWith:
 *
 * A window that lets a program be chosen for a file. `chosen` is emitted with the GAppInfo; the
 * window closes.
 */
#define LF_TYPE_OPEN_WITH (lf_open_with_get_type ())
G_DECLARE_FINAL_TYPE (LfOpenWith, lf_open_with, LF, OPEN_WITH, GtkWindow)

LfOpenWith *lf_open_with_new (GtkWindow  *parent,
                              const char *path);

G_END_DECLS
