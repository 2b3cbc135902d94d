/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-frame-columns.h"

G_BEGIN_DECLS

/**
 * LfFrameChooser:
 *
 * A button that opens a list of all columns that frames can have besides the main ones. `changed`
 * is emitted when others are chosen.
 */
#define LF_TYPE_FRAME_CHOOSER (lf_frame_chooser_get_type ())
G_DECLARE_FINAL_TYPE (LfFrameChooser, lf_frame_chooser, LF, FRAME_CHOOSER, GtkWidget)

void  lf_frame_chooser_set_columns (LfFrameChooser     *self,
                                    GPtrArray          *columns,
                                    const char *const  *chosen);
GStrv lf_frame_chooser_dup_chosen  (LfFrameChooser     *self);

G_END_DECLS
