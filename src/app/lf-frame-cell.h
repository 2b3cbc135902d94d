/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-frame.h"

G_BEGIN_DECLS

/**
 * LfFrameCellKind:
 * @LF_FRAME_CELL_TEXT: a text
 * @LF_FRAME_CELL_NUMBER: a figure
 * @LF_FRAME_CELL_EXPOSURE: seconds
 * @LF_FRAME_CELL_FILE: the name of the file, with marks for frames that are bad or missing
 * @LF_FRAME_CELL_FOLDER: the folder, whose end tells more than its beginning
 *
 * How a cell looks.
 */
typedef enum
{
  LF_FRAME_CELL_TEXT,
  LF_FRAME_CELL_NUMBER,
  LF_FRAME_CELL_EXPOSURE,
  LF_FRAME_CELL_FILE,
  LF_FRAME_CELL_FOLDER,
} LfFrameCellKind;

/**
 * LfFrameCell:
 *
 * What one column has of an #LfFrame. It is empty until the frame's row is read.
 */
#define LF_TYPE_FRAME_CELL (lf_frame_cell_get_type ())
G_DECLARE_FINAL_TYPE (LfFrameCell, lf_frame_cell, LF, FRAME_CELL, GtkWidget)

GtkWidget *lf_frame_cell_new          (LfFrameCellKind  kind,
                                       guint            column,
                                       GtkListItem     *item);
void       lf_frame_cell_bind         (LfFrameCell     *self);
void       lf_frame_cell_unbind       (LfFrameCell     *self);
guint      lf_frame_cell_get_position (LfFrameCell     *self);
char      *lf_frame_cell_format       (LfFrameCellKind  kind,
                                       LfFrameRow      *row,
                                       guint            column);

G_END_DECLS
