/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-frame-model.h"

G_BEGIN_DECLS

/**
 * LfFrameSlice:
 *
 * What a list view gets to know of an #LfFrameModel. A list view in GTK 4.8 makes up to 200 rows at
 * once, each with a dozen cells, and frees as many, which takes long enough to see; so rows come and
 * go by the few in every frame. Where the frames have become fewer, the rows behind the last of them
 * are blank until they are gone.
 */
#define LF_TYPE_FRAME_SLICE (lf_frame_slice_get_type ())
G_DECLARE_FINAL_TYPE (LfFrameSlice, lf_frame_slice, LF, FRAME_SLICE, GObject)

LfFrameSlice *lf_frame_slice_new         (LfFrameModel  *source,
                                          GtkWidget     *widget);
gboolean      lf_frame_slice_is_complete (LfFrameSlice  *self);

G_END_DECLS
