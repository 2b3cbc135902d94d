/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfApplication:
 *
 * The application: command line, windows that are not a catalog's, settings.
 */
#define LF_TYPE_APPLICATION (lf_application_get_type ())
G_DECLARE_FINAL_TYPE (LfApplication, lf_application, LF, APPLICATION, GtkApplication)

LfApplication *lf_application_new                (void);
void           lf_application_register_resources (void);

G_END_DECLS
