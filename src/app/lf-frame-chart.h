/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-frame-columns.h"
#include "catalog/lf-frame-series.h"

G_BEGIN_DECLS

/**
 * LfFrameChart:
 *
 * A number of frames over time, with those marked that stand out. `column-changed` is emitted when
 * another one is chosen, `frame-activated` with the number of a frame that was clicked.
 */
#define LF_TYPE_FRAME_CHART (lf_frame_chart_get_type ())
G_DECLARE_FINAL_TYPE (LfFrameChart, lf_frame_chart, LF, FRAME_CHART, GtkWidget)

void        lf_frame_chart_set_columns   (LfFrameChart   *self,
                                          GPtrArray      *columns,
                                          const char     *chosen);
const char *lf_frame_chart_get_column    (LfFrameChart   *self);
void        lf_frame_chart_show          (LfFrameChart   *self,
                                          LfFrameSeries  *series);
void        lf_frame_chart_show_error    (LfFrameChart   *self,
                                          const char     *text);
GArray     *lf_frame_chart_dup_outliers  (LfFrameChart   *self);

G_END_DECLS
