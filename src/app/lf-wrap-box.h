/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfWrapLayout:
 *
 * Sets children one after another at their natural width, and breaks into further lines where the
 * width ends. A GtkFlowBox sets them in columns, which short facts do not want.
 */
#define LF_TYPE_WRAP_LAYOUT (lf_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (LfWrapLayout, lf_wrap_layout, LF, WRAP_LAYOUT, GtkLayoutManager)

/**
 * LfWrapBox:
 *
 * A widget with an #LfWrapLayout.
 */
#define LF_TYPE_WRAP_BOX (lf_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (LfWrapBox, lf_wrap_box, LF, WRAP_BOX, GtkWidget)

void lf_wrap_box_append (LfWrapBox *self,
                         GtkWidget *child);
void lf_wrap_box_clear  (LfWrapBox *self);

G_END_DECLS
