/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfBarCell:
 *
 * A cell of the session list: a bar and a line of text below it, of the frames or the integration.
 */
#define LF_TYPE_BAR_CELL (lf_bar_cell_get_type ())
G_DECLARE_FINAL_TYPE (LfBarCell, lf_bar_cell, LF, BAR_CELL, GtkWidget)

GtkWidget *lf_bar_cell_new              (void);
void       lf_bar_cell_show_frames      (LfBarCell *self,
                                         LfSession *session);
void       lf_bar_cell_show_integration (LfBarCell *self,
                                         LfSession *session);
void       lf_bar_cell_clear            (LfBarCell *self);

G_END_DECLS
