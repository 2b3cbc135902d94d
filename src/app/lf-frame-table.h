/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-frame-columns.h"
#include "catalog/lf-frame-model.h"

G_BEGIN_DECLS

/**
 * LfFrameTable:
 *
 * A table of frames of any length. It is sorted by what the titles of its columns say. `changed` is
 * emitted when it shows other frames, begins or ends to read them, or cannot; `selection-changed`
 * when other frames are selected; `activate` with the position of a frame.
 */
#define LF_TYPE_FRAME_TABLE (lf_frame_table_get_type ())
G_DECLARE_FINAL_TYPE (LfFrameTable, lf_frame_table, LF, FRAME_TABLE, GtkWidget)

void           lf_frame_table_set_catalog   (LfFrameTable        *self,
                                             LfCatalog           *catalog,
                                             GPtrArray           *columns);
void           lf_frame_table_set_query     (LfFrameTable        *self,
                                             const LfFrameQuery  *query);
void           lf_frame_table_show_columns  (LfFrameTable        *self,
                                             const char *const   *names);
void           lf_frame_table_show_last     (LfFrameTable        *self);
LfFrameModel  *lf_frame_table_get_model     (LfFrameTable        *self);
GtkColumnView *lf_frame_table_get_view      (LfFrameTable        *self);
gboolean       lf_frame_table_is_complete   (LfFrameTable        *self);
guint          lf_frame_table_get_n_selected (LfFrameTable       *self);
GArray        *lf_frame_table_dup_selected  (LfFrameTable        *self);
void           lf_frame_table_select        (LfFrameTable        *self,
                                             const gint64        *numbers,
                                             guint                n_numbers);
gboolean       lf_frame_table_get_pointed   (LfFrameTable        *self,
                                             guint               *position);
char          *lf_frame_table_dup_text      (LfFrameTable        *self,
                                             guint                position,
                                             const char          *name);
GStrv          lf_frame_table_dup_shown     (LfFrameTable        *self);

G_END_DECLS
