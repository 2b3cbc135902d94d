/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileChooserNative *lf_catalog_chooser_new      (GtkWindow            *parent,
                                                   const char           *title,
                                                   const char           *accept,
                                                   const char           *path);
char                 *lf_catalog_chooser_dup_path (GtkFileChooserNative *chooser,
                                                   int                   response);

G_END_DECLS
