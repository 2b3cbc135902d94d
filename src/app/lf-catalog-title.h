/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

void lf_catalog_title_show (GtkWindow     *window,
                            GtkLabel      *title,
                            GtkLabel      *subtitle,
                            LfCatalog     *catalog,
                            const guint64 *n_frames);

G_END_DECLS
