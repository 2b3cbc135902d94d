/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfChartFormat:
 * @LF_CHART_FORMAT_PNG: a picture, in two pixels for each of the screen's at least
 * @LF_CHART_FORMAT_SVG: a drawing that can be scaled, with the chart in words for screen readers
 *
 * What a chart can be saved as.
 */
typedef enum
{
  LF_CHART_FORMAT_PNG,
  LF_CHART_FORMAT_SVG,
} LfChartFormat;

void      lf_chart_draw_cairo    (GtkWidget            *widget,
                                  cairo_t              *cr,
                                  float                 width,
                                  float                 height,
                                  float                 scale);
GBytes   *lf_chart_render        (GtkWidget            *widget,
                                  LfChartFormat         format,
                                  GError              **error);
gboolean  lf_chart_export        (GtkWidget            *widget,
                                  GFile                *file,
                                  LfChartFormat         format,
                                  GError              **error);
void      lf_chart_export_async  (GtkWidget            *widget,
                                  GFile                *file,
                                  LfChartFormat         format,
                                  GAsyncReadyCallback   callback,
                                  gpointer              data);
gboolean  lf_chart_export_finish (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
