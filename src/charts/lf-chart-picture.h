/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lf_chart_picture_draw (GskRenderNode *node,
                            cairo_t       *cr);

G_END_DECLS
