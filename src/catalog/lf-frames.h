/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-frame-query.h"

G_BEGIN_DECLS

/**
 * LfFrameRow:
 *
 * What some columns of a frame have. Reference-counted, not changed once it is loaded.
 */
typedef struct _LfFrameRow LfFrameRow;

GArray      *lf_frame_index_load       (LfConnection        *connection,
                                        const LfFrameQuery  *query,
                                        GError             **error);
GPtrArray   *lf_frame_rows_load        (LfConnection        *connection,
                                        const gint64        *numbers,
                                        guint                n_numbers,
                                        const char *const   *columns,
                                        GError             **error);
LfFrameRow  *lf_frame_row_ref          (LfFrameRow          *self);
void         lf_frame_row_unref        (LfFrameRow          *self);
gint64       lf_frame_row_get_number   (LfFrameRow          *self);
gboolean     lf_frame_row_is_gone      (LfFrameRow          *self);
gboolean     lf_frame_row_is_bad       (LfFrameRow          *self);
gboolean     lf_frame_row_is_missing   (LfFrameRow          *self);
guint        lf_frame_row_get_n_columns (LfFrameRow         *self);
const char  *lf_frame_row_get_text     (LfFrameRow          *self,
                                        guint                column);
double       lf_frame_row_get_value    (LfFrameRow          *self,
                                        guint                column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFrameRow, lf_frame_row_unref)

G_END_DECLS
