/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <graphene.h>

#include "charts/lf-chart-scale.h"

G_BEGIN_DECLS

/* Before and after */
#define LF_RANGE_MAX_SERIES 2

/* The least width that a range chart can do with, in pixels */
#define LF_RANGE_LEAST_WIDTH 180.0f

/**
 * LfRangeMetrics:
 * @n_rows: how many rows there are
 * @n_series: how many bars a row has, 1 or 2
 * @line_height: of a line of text
 * @caption_height: of a line of small text
 * @label_width: of the widest label or sublabel
 * @value_widths: of the widest value of each series; 0 for none
 * @arrow_width: of the sign between two values
 * @verdict_width: of the widest verdict; 0 for none
 * @sublabels: whether rows have sublabels
 * @legend_height: of the legend with the gap below it; 0 for none
 * @marks: whether there are labels of thresholds
 *
 * What a range chart must have room for, in pixels.
 */
typedef struct
{
  guint    n_rows;
  guint    n_series;
  float    line_height;
  float    caption_height;
  float    legend_height;
  float    label_width;
  float    value_widths[LF_RANGE_MAX_SERIES];
  float    arrow_width;
  float    verdict_width;
  gboolean sublabels;
  gboolean marks;
} LfRangeMetrics;

/**
 * LfRangeLayout:
 * @width: of the chart
 * @height: of the chart
 * @stacked: whether texts stand above the bars, as there is no room beside them
 * @marks: the line of the thresholds' labels
 * @plot: where all bars are
 * @axis: the line of the axis' labels, as wide as the chart
 * @row_height: of a row; the first begins at the top of @plot
 * @bar_height: of a bar
 * @bars_height: of all bars of a row
 * @bars_top: where the first bar begins in its row
 * @label: where a label is, in the first row
 * @sublabel: where a sublabel is, in the first row
 * @values: where values are, in the first row; no width if there is no room for them
 * @arrow: between the values
 * @verdict: where a verdict is, in the first row
 *
 * Where the parts of a range chart are that is read from left to right.
 */
typedef struct
{
  float           width;
  float           height;
  gboolean        stacked;
  graphene_rect_t marks;
  graphene_rect_t plot;
  graphene_rect_t axis;
  float           row_height;
  float           bar_height;
  float           bars_height;
  float           bars_top;
  graphene_rect_t label;
  graphene_rect_t sublabel;
  graphene_rect_t values[LF_RANGE_MAX_SERIES];
  graphene_rect_t arrow;
  graphene_rect_t verdict;
} LfRangeLayout;

float           lf_range_geometry_get_natural_width (const LfRangeMetrics *metrics);
void            lf_range_geometry_lay_out           (const LfRangeMetrics *metrics,
                                                     float                 width,
                                                     LfRangeLayout        *layout);
graphene_rect_t lf_range_layout_get_row             (const LfRangeLayout  *self,
                                                     guint                 row);
graphene_rect_t lf_range_layout_get_bar             (const LfRangeLayout  *self,
                                                     guint                 row,
                                                     guint                 series,
                                                     const LfChartScale   *scale,
                                                     double                value);
gboolean        lf_range_layout_get_grid            (const LfRangeLayout  *self,
                                                     guint                 n_rows,
                                                     guint                 part,
                                                     graphene_rect_t      *grid);
float           lf_range_layout_get_x               (const LfRangeLayout  *self,
                                                     const LfChartScale   *scale,
                                                     double                value);
int             lf_range_layout_find_row            (const LfRangeLayout  *self,
                                                     guint                 n_rows,
                                                     float                 y);

G_END_DECLS
