/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-catalog.h"
#include "catalog/lf-frame.h"

G_BEGIN_DECLS

/**
 * LfFrameModel:
 *
 * A list of #LfFrame of any length for a view: it knows the number of each, reads the pages that
 * are looked at, and forgets those that are not. All calls and signals are on the main thread, and
 * none blocks.
 */
#define LF_TYPE_FRAME_MODEL (lf_frame_model_get_type ())
G_DECLARE_FINAL_TYPE (LfFrameModel, lf_frame_model, LF, FRAME_MODEL, GObject)

LfFrameModel  *lf_frame_model_new          (LfCatalog           *catalog,
                                            const char *const   *columns);
void           lf_frame_model_set_catalog  (LfFrameModel        *self,
                                            LfCatalog           *catalog);
void           lf_frame_model_set_query    (LfFrameModel        *self,
                                            const LfFrameQuery  *query);
void           lf_frame_model_set_columns  (LfFrameModel        *self,
                                            const char *const   *columns);
gboolean       lf_frame_model_is_loading   (LfFrameModel        *self);
const GError  *lf_frame_model_get_error    (LfFrameModel        *self);
LfFrame       *lf_frame_model_dup_frame    (LfFrameModel        *self,
                                            guint                position);
gint64         lf_frame_model_get_number   (LfFrameModel        *self,
                                            guint                position);
guint          lf_frame_model_get_n_pages  (LfFrameModel        *self);

G_END_DECLS
