/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart-canvas.h"
#include "charts/lf-range-chart.h"

G_BEGIN_DECLS

/**
 * LfRangeThreshold:
 * @value: where a line is drawn
 * @label: (owned): what it means
 * @tone: what is to be thought of values beyond it
 */
typedef struct
{
  double       value;
  char        *label;
  LfChartTone  tone;
} LfRangeThreshold;

/**
 * LfRangeData:
 * @rows: (owned) (element-type LfRangeRow): the rows
 * @n_series: how many bars a row has
 * @series: (owned): their names, or %NULL
 * @scale: how values are spaced
 * @unit: what values are
 * @format: (nullable): formats them instead
 * @format_data: for @format
 * @destroy: (nullable): frees @format_data
 * @interval_text: (owned) (nullable): what intervals are
 * @show_values: whether values are written
 * @thresholds: (owned) (element-type LfRangeThreshold): lines across the chart
 *
 * What a range chart shows.
 */
typedef struct
{
  GPtrArray         *rows;
  guint              n_series;
  char              *series[LF_RANGE_MAX_SERIES];
  LfChartScaleKind   scale;
  LfChartUnit        unit;
  LfChartFormatFunc  format;
  gpointer           format_data;
  GDestroyNotify     destroy;
  char              *interval_text;
  gboolean           show_values;
  GArray            *thresholds;
} LfRangeData;

/**
 * LfRangeDrawing:
 *
 * The texts of a range chart in its font, and where they are.
 */
typedef struct _LfRangeDrawing LfRangeDrawing;

void                 lf_range_data_init                 (LfRangeData       *self);
void                 lf_range_data_clear                (LfRangeData       *self);
char                *lf_range_data_format               (const LfRangeData *self,
                                                         double             value);
char                *lf_range_data_format_median        (const LfRangeData  *self,
                                                         const LfRangeValue *value);

LfRangeDrawing      *lf_range_drawing_new               (GtkWidget         *widget,
                                                         const LfRangeData *data);
void                 lf_range_drawing_free              (LfRangeDrawing    *self);
int                  lf_range_drawing_get_natural_width (LfRangeDrawing    *self);
int                  lf_range_drawing_get_height        (LfRangeDrawing    *self,
                                                         float              width);
void                 lf_range_drawing_lay_out           (LfRangeDrawing    *self,
                                                         float              width);
const LfRangeLayout *lf_range_drawing_get_layout        (LfRangeDrawing    *self);
void                 lf_range_drawing_draw_frame        (LfRangeDrawing    *self,
                                                         LfChartCanvas     *canvas);
void                 lf_range_drawing_draw_marks        (LfRangeDrawing    *self,
                                                         LfChartCanvas     *canvas,
                                                         float              progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRangeDrawing, lf_range_drawing_free)

G_END_DECLS
