/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfCatalogChosenFunc:
 * @parent: the window that asked
 * @path: the file that was chosen
 */
typedef void (*LfCatalogChosenFunc) (GtkWindow  *parent,
                                     const char *path);

void lf_catalog_chooser_ask (GtkWindow           *parent,
                             const char          *title,
                             const char          *accept,
                             const char          *path,
                             LfCatalogChosenFunc  func);

G_END_DECLS
