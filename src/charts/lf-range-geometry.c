/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-range-geometry.h"

#include <math.h>

/* All in pixels */
#define SINGLE_BAR_HEIGHT 12.0f
#define BAR_HEIGHT 11.0f
#define BAR_GAP 3.0f
#define LEAST_BAR 2.0f
#define ROW_PADDING 5.0f
#define STACKED_PADDING 7.0f
#define COLUMN_GAP 14.0f
#define VALUE_GAP 6.0f
#define STACK_GAP 4.0f
#define AXIS_GAP 4.0f
#define GRID_MARGIN 3.0f

/* A plot that is narrower goes below the texts */
#define LEAST_PLOT 140.0f
#define NATURAL_PLOT 320.0f
#define LEAST_LABEL 90.0f

/* What labels may take of the whole width when bars stand beside them */
#define LABEL_SHARE 0.32f

static float
get_values_width (const LfRangeMetrics *metrics)
{
  float width = 0;

  for (guint i = 0; i < metrics->n_series; i++)
    width += metrics->value_widths[i];
  if (width > 0 && metrics->n_series > 1)
    width += metrics->arrow_width + 2 * VALUE_GAP;
  return width;
}

static float
get_bars_height (const LfRangeMetrics *metrics)
{
  if (metrics->n_series < 2)
    return SINGLE_BAR_HEIGHT;
  return (float) metrics->n_series * (BAR_HEIGHT + BAR_GAP) - BAR_GAP;
}

/**
 * lf_range_geometry_get_natural_width:
 * @metrics: what there must be room for
 *
 * Any thread.
 *
 * Returns: a width in which no text need be cut
 */
float
lf_range_geometry_get_natural_width (const LfRangeMetrics *metrics)
{
  float values = get_values_width (metrics);
  float others = NATURAL_PLOT + COLUMN_GAP;

  if (values > 0)
    others += values + COLUMN_GAP;
  if (metrics->verdict_width > 0)
    others += metrics->verdict_width + COLUMN_GAP;
  return MAX (others + metrics->label_width, others / (1 - LABEL_SHARE));
}

/* Values and verdicts, from right to left; returns where they begin */
static float
place_right (const LfRangeMetrics *metrics,
             float                 verdict_width,
             gboolean              values,
             LfRangeLayout        *layout)
{
  float x = layout->width;

  layout->verdict.size.width = verdict_width;
  layout->verdict.origin.x = x - verdict_width;
  if (verdict_width > 0)
    x -= verdict_width + COLUMN_GAP;
  if (!values)
    return x;

  for (guint i = metrics->n_series; i-- > 0;)
    {
      layout->values[i].size.width = metrics->value_widths[i];
      x -= metrics->value_widths[i];
      layout->values[i].origin.x = x;
      if (i > 0)
        {
          x -= VALUE_GAP + metrics->arrow_width;
          layout->arrow.origin.x = x;
          layout->arrow.size.width = metrics->arrow_width;
          x -= VALUE_GAP;
        }
    }
  return x - COLUMN_GAP;
}

/* The columns, and whether there is room for bars beside the texts */
static void
place_columns (const LfRangeMetrics *metrics,
               LfRangeLayout        *layout)
{
  gboolean values = get_values_width (metrics) > 0;
  float label = MIN (metrics->label_width, layout->width * LABEL_SHARE);
  float left = label > 0 ? label + COLUMN_GAP : 0;
  float right = place_right (metrics, metrics->verdict_width, values, layout);

  layout->label.size.width = label;
  layout->plot.origin.x = left;
  layout->plot.size.width = right - left;
  if (layout->plot.size.width >= LEAST_PLOT)
    return;

  layout->stacked = TRUE;
  layout->plot.origin.x = 0;
  layout->plot.size.width = layout->width;
  if (right < LEAST_LABEL)
    {
      for (guint i = 0; i < LF_RANGE_MAX_SERIES; i++)
        layout->values[i].size.width = 0;
      layout->arrow.size.width = 0;
      right = place_right (metrics,
                           MIN (metrics->verdict_width,
                                MAX (layout->width - LEAST_LABEL - COLUMN_GAP, 0)),
                           FALSE, layout);
    }
  layout->label.size.width = MAX (right, 0);
}

/* Heights in the first row, from its top */
static void
place_lines (const LfRangeMetrics *metrics,
             LfRangeLayout        *layout)
{
  float bars = get_bars_height (metrics);
  float text = metrics->line_height + (metrics->sublabels ? metrics->caption_height : 0);
  float inner = layout->stacked ? text + STACK_GAP + bars : MAX (text, bars);
  float padding = layout->stacked ? STACKED_PADDING : ROW_PADDING;
  float top = padding + (layout->stacked ? 0 : (inner - text) / 2);

  layout->row_height = ceilf (inner + 2 * padding);
  layout->bar_height = metrics->n_series < 2 ? SINGLE_BAR_HEIGHT : BAR_HEIGHT;
  layout->bars_height = bars;
  layout->bars_top = layout->stacked ? padding + text + STACK_GAP
                                     : roundf ((layout->row_height - bars) / 2);

  layout->label.origin.y = top;
  layout->label.size.height = metrics->line_height;
  layout->sublabel = layout->label;
  layout->sublabel.origin.y = top + metrics->line_height;
  layout->sublabel.size.height = metrics->sublabels ? metrics->caption_height : 0;

  /* Beside the bars they stand in the middle, above them on the label's line */
  layout->verdict.origin.y = layout->stacked ? top : 0;
  layout->verdict.size.height = layout->stacked ? metrics->line_height : layout->row_height;
  layout->arrow.origin.y = layout->verdict.origin.y;
  layout->arrow.size.height = layout->verdict.size.height;
  for (guint i = 0; i < LF_RANGE_MAX_SERIES; i++)
    {
      layout->values[i].origin.y = layout->verdict.origin.y;
      layout->values[i].size.height = layout->verdict.size.height;
    }
}

static void
shift (graphene_rect_t *rect,
       float            y)
{
  rect->origin.y += y;
}

/**
 * lf_range_geometry_lay_out:
 * @metrics: what there must be room for
 * @width: of the chart
 * @layout: (out caller-allocates): where the parts are
 *
 * Places the parts of a range chart: labels, bars, values and verdicts beside each other if there
 * is room, else the texts above the bars. Any thread.
 */
void
lf_range_geometry_lay_out (const LfRangeMetrics *metrics,
                           float                 width,
                           LfRangeLayout        *layout)
{
  float y = metrics->legend_height;

  *layout = (LfRangeLayout) { .width = width };
  place_columns (metrics, layout);
  place_lines (metrics, layout);

  if (metrics->marks)
    {
      graphene_rect_init (&layout->marks, layout->plot.origin.x, y, layout->plot.size.width,
                          ceilf (metrics->caption_height));
      y += layout->marks.size.height;
    }

  layout->plot.origin.y = y;
  layout->plot.size.height = layout->row_height * (float) metrics->n_rows;
  shift (&layout->label, y);
  shift (&layout->sublabel, y);
  shift (&layout->arrow, y);
  shift (&layout->verdict, y);
  for (guint i = 0; i < LF_RANGE_MAX_SERIES; i++)
    shift (&layout->values[i], y);

  y += layout->plot.size.height + AXIS_GAP;
  graphene_rect_init (&layout->axis, 0, y, width, ceilf (metrics->caption_height));
  layout->height = y + layout->axis.size.height;
}

/**
 * lf_range_layout_get_row:
 * @self: a layout
 * @row: the number of a row
 *
 * Any thread.
 *
 * Returns: the whole row
 */
graphene_rect_t
lf_range_layout_get_row (const LfRangeLayout *self,
                         guint                row)
{
  return GRAPHENE_RECT_INIT (0, self->plot.origin.y + self->row_height * (float) row, self->width,
                             self->row_height);
}

/**
 * lf_range_layout_get_grid:
 * @self: a layout
 * @n_rows: how many rows there are
 * @part: a number from 0
 * @grid: (out caller-allocates): where lines of the grid are
 *
 * Finds where the grid is: in one part from the first row to the last, or, if texts stand above the
 * bars, in a part for the bars of each row, as lines through texts make them hard to read. Any
 * thread.
 *
 * Returns: whether there is such a part
 */
gboolean
lf_range_layout_get_grid (const LfRangeLayout *self,
                          guint                n_rows,
                          guint                part,
                          graphene_rect_t     *grid)
{
  *grid = self->plot;
  if (!self->stacked)
    return part == 0;

  grid->origin.y += self->row_height * (float) part + self->bars_top - GRID_MARGIN;
  grid->size.height = self->bars_height + 2 * GRID_MARGIN;
  return part < n_rows;
}

/**
 * lf_range_layout_get_x:
 * @self: a layout
 * @scale: its scale
 * @value: a value that is not NaN
 *
 * Any thread.
 *
 * Returns: where the value is
 */
float
lf_range_layout_get_x (const LfRangeLayout *self,
                       const LfChartScale  *scale,
                       double               value)
{
  return self->plot.origin.x + (float) lf_chart_scale_place (scale, value) * self->plot.size.width;
}

/**
 * lf_range_layout_get_bar:
 * @self: a layout
 * @row: the number of a row
 * @series: the number of a bar in it
 * @scale: the scale
 * @value: the bar's value; NaN if it is missing
 *
 * Any thread.
 *
 * Returns: the bar; a short one for 0, none for a value that is missing
 */
graphene_rect_t
lf_range_layout_get_bar (const LfRangeLayout *self,
                         guint                row,
                         guint                series,
                         const LfChartScale  *scale,
                         double               value)
{
  float y = self->plot.origin.y + self->row_height * (float) row + self->bars_top +
            (self->bar_height + BAR_GAP) * (float) series;
  float length = 0;

  if (!isnan (value))
    length = MAX (lf_range_layout_get_x (self, scale, value) - self->plot.origin.x, LEAST_BAR);
  return GRAPHENE_RECT_INIT (self->plot.origin.x, y, length, self->bar_height);
}

/**
 * lf_range_layout_find_row:
 * @self: a layout
 * @n_rows: how many rows there are
 * @y: a height
 *
 * Any thread.
 *
 * Returns: the number of the row that is there; -1 for none
 */
int
lf_range_layout_find_row (const LfRangeLayout *self,
                          guint                n_rows,
                          float                y)
{
  float row = floorf ((y - self->plot.origin.y) / self->row_height);

  return row >= 0 && row < (float) n_rows ? (int) row : -1;
}
