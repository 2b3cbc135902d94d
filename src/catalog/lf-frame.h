/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "catalog/lf-frames.h"

G_BEGIN_DECLS

/**
 * LfFrame:
 *
 * A frame in an #LfFrameModel. It has no row until its page is read; then `notify::row` is emitted,
 * and again when it gets another one.
 */
#define LF_TYPE_FRAME (lf_frame_get_type ())
G_DECLARE_FINAL_TYPE (LfFrame, lf_frame, LF, FRAME, GObject)

LfFrame    *lf_frame_new        (gint64       number);
gint64      lf_frame_get_number (LfFrame     *self);
LfFrameRow *lf_frame_get_row    (LfFrame     *self);
void        lf_frame_set_number (LfFrame     *self,
                                 gint64       number);
void        lf_frame_set_row    (LfFrame     *self,
                                 LfFrameRow  *row);

G_END_DECLS
