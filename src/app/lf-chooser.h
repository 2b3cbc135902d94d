/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lf_chooser_show   (GtkFileChooserNative *chooser);
void lf_chooser_forbid (GtkApplication       *application);
void lf_chooser_allow  (GtkApplication       *application);

G_END_DECLS
