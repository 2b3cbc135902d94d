/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-frame-cell.h"
#include "catalog/lf-frame-columns.h"

G_BEGIN_DECLS

LfFrameCellKind lf_frame_view_columns_get_kind  (const LfFrameColumn  *column);
void            lf_frame_view_columns_append    (GtkColumnView        *view,
                                                 const LfFrameColumn  *column,
                                                 guint                 index);
const char     *lf_frame_view_columns_get_name  (GtkColumnViewColumn  *column);
void            lf_frame_view_columns_keep      (GtkColumnView        *view,
                                                 const char *const    *names);
void            lf_frame_view_columns_keep_same (GtkColumnView        *view,
                                                 GPtrArray            *columns);
GStrv           lf_frame_view_columns_dup_names (GtkColumnView        *view);

G_END_DECLS
