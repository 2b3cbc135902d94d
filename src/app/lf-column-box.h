/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfColumnBox:
 *
 * A widget that sets its children in columns of the same width: all beside each other where there
 * is room, else in half as many columns, and so on down to one. So no line is left half empty, as a
 * GtkFlowBox leaves three and one of four.
 */
#define LF_TYPE_COLUMN_BOX (lf_column_box_get_type ())
G_DECLARE_FINAL_TYPE (LfColumnBox, lf_column_box, LF, COLUMN_BOX, GtkWidget)

void lf_column_box_append (LfColumnBox *self,
                           GtkWidget   *child);
void lf_column_box_clear  (LfColumnBox *self);

G_END_DECLS
