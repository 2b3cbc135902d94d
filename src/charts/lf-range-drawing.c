/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-range-drawing.h"

#include <math.h>

#include "charts/lf-chart-legend.h"

typedef struct
{
  LfChartText *label;
  LfChartText *sublabel;
  LfChartText *values[LF_RANGE_MAX_SERIES];
  LfChartText *verdict;
} RowTexts;

typedef struct
{
  double       value;
  LfChartText *text;
  LfChartTone  tone;      /* of thresholds */
} Tick;

struct _LfRangeDrawing
{
  GtkWidget         *widget;
  const LfRangeData *data;
  LfChartScale       scale;
  gboolean           has_values;

  RowTexts          *rows;
  LfChartText       *arrow;
  LfChartLegend     *legend;
  GArray            *thresholds;    /* of Tick; those that are on the scale */
  LfRangeMetrics     metrics;

  LfRangeLayout      layout;
  GArray            *ticks;         /* of Tick, for the width of the layout */
};

#define BAR_RADIUS 3.0f
#define TICK_GAP 28.0f
#define MAX_TICKS 12
#define LABEL_GAP 6.0f
#define LEAST_WHISKER 3.0f

/* A line this much beyond the largest value is still worth showing on a logarithmic scale */
#define NEAR_RATIO 10.0

static const char *series_colors[] = { "lf_chart_before", "lf_chart_after" };

static void
clear_tick (gpointer data)
{
  Tick *tick = data;

  g_clear_pointer (&tick->text, lf_chart_text_free);
}

static GArray *
new_ticks (void)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (Tick));

  g_array_set_clear_func (ticks, clear_tick);
  return ticks;
}

static const LfRangeRow *
get_row (LfRangeDrawing *self,
         guint           row)
{
  return g_ptr_array_index (self->data->rows, row);
}

static void
include (double  value,
         double  floor,
         double *low,
         double *high)
{
  if (!isfinite (value) || value <= floor)
    return;

  *low = isnan (*low) ? value : MIN (*low, value);
  *high = isnan (*high) ? value : MAX (*high, value);
}

/* From the least to the largest value; a linear one begins at 0, as bars are compared by length */
static void
make_scale (LfRangeDrawing *self)
{
  gboolean log = self->data->scale == LF_CHART_SCALE_LOG;
  double floor = log ? 0 : -INFINITY;
  double low = NAN;
  double high = NAN;

  for (guint i = 0; i < self->data->rows->len; i++)
    for (guint j = 0; j < self->data->n_series; j++)
      {
        const LfRangeValue *value = &get_row (self, i)->values[j];

        if (isnan (value->median))
          continue;
        include (value->median, floor, &low, &high);
        include (value->low, floor, &low, &high);
        include (value->high, floor, &low, &high);
      }

  self->has_values = !isnan (low);
  for (guint i = 0; i < self->data->thresholds->len && log && self->has_values; i++)
    {
      double value = g_array_index (self->data->thresholds, LfRangeThreshold, i).value;

      if (value > high && value <= high * NEAR_RATIO)
        high = value;
    }
  if (!log && self->has_values)
    low = MIN (low, 0);
  lf_chart_scale_init (&self->scale, self->data->scale, low, high);
}

static LfChartText *
make_text (LfRangeDrawing   *self,
           const char       *text,
           LfChartTextStyle  style,
           float            *widest)
{
  LfChartText *made = lf_chart_text_new (self->widget, text, style);

  *widest = MAX (*widest, ceilf (made->width));
  return made;
}

static void
make_row (LfRangeDrawing   *self,
          const LfRangeRow *row,
          RowTexts         *texts)
{
  LfRangeMetrics *metrics = &self->metrics;
  guint n_series = self->data->n_series;

  texts->label = make_text (self, row->label, LF_CHART_TEXT_NORMAL, &metrics->label_width);
  metrics->line_height = MAX (metrics->line_height, ceilf (texts->label->height));
  if (row->sublabel != NULL)
    {
      texts->sublabel = make_text (self, row->sublabel, LF_CHART_TEXT_SMALL,
                                   &metrics->label_width);
      metrics->sublabels = TRUE;
    }

  for (guint i = 0; i < n_series && self->data->show_values; i++)
    {
      g_autofree char *value = lf_range_data_format_median (self->data, &row->values[i]);

      /* The last is the one that counts */
      texts->values[i] = make_text (self, value, i > 0 ? LF_CHART_TEXT_BOLD : LF_CHART_TEXT_NORMAL,
                                    &metrics->value_widths[i]);
    }

  if (row->verdict != NULL)
    {
      texts->verdict = lf_chart_text_new (self->widget, row->verdict,
                                          LF_CHART_TEXT_SMALL | LF_CHART_TEXT_BOLD);
      metrics->verdict_width = MAX (metrics->verdict_width,
                                    lf_chart_canvas_get_pill_width (texts->verdict));
    }
}

static void
make_thresholds (LfRangeDrawing *self)
{
  for (guint i = 0; i < self->data->thresholds->len && self->has_values; i++)
    {
      const LfRangeThreshold *threshold =
        &g_array_index (self->data->thresholds, LfRangeThreshold, i);
      Tick tick = { threshold->value, NULL, threshold->tone };

      if (threshold->value <= self->scale.min || threshold->value > self->scale.max)
        continue;
      tick.text = lf_chart_text_new (self->widget, threshold->label, LF_CHART_TEXT_SMALL);
      g_array_append_val (self->thresholds, tick);
      if (*threshold->label != '\0')
        self->metrics.marks = TRUE;
    }
}

static void
make_legend (LfRangeDrawing *self)
{
  const LfRangeData *data = self->data;
  gboolean mirrored = gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL;

  self->legend = lf_chart_legend_new (self->widget);
  for (guint i = 0; i < data->n_series; i++)
    if (data->n_series > 1 && data->series[i] != NULL)
      lf_chart_legend_add (self->legend, LF_CHART_SIGN_BOX, series_colors[i], data->series[i]);
  if (data->interval_text != NULL)
    lf_chart_legend_add (self->legend, LF_CHART_SIGN_WHISKER, "lf_chart_whisker",
                         data->interval_text);
  self->metrics.legend_height = lf_chart_legend_get_height (self->legend);
  if (data->n_series > 1)
    self->arrow = make_text (self, mirrored ? "←" : "→", LF_CHART_TEXT_NORMAL,
                             &self->metrics.arrow_width);
}

/* Labels as many as there is room for; how wide they are is known once they are made */
static void
make_ticks (LfRangeDrawing *self)
{
  float width = self->layout.plot.size.width;
  guint max_ticks = MAX_TICKS;

  g_array_set_size (self->ticks, 0);
  if (!self->has_values)
    return;

  for (;;)
    {
      g_autoptr (GArray) values =
        lf_chart_scale_get_ticks (&self->scale, max_ticks,
                                  lf_chart_get_least_step (self->data->unit));
      float widest = 0;
      float taken;

      g_array_set_size (self->ticks, 0);
      for (guint i = 0; i < values->len; i++)
        {
          Tick tick = { .value = g_array_index (values, double, i) };
          g_autofree char *text =
            self->data->format != NULL ? self->data->format (tick.value, self->data->format_data)
                                       : lf_chart_format_tick (self->data->unit, tick.value);

          tick.text = make_text (self, text, LF_CHART_TEXT_SMALL, &widest);
          g_array_append_val (self->ticks, tick);
        }

      taken = (widest + TICK_GAP) * (float) (values->len > 0 ? values->len - 1 : 0);
      if (taken <= width || values->len <= 2)
        return;
      max_ticks = values->len - 1;
    }
}

/**
 * lf_range_drawing_new:
 * @widget: the chart
 * @data: what it shows; it must not change as long as there is the drawing
 *
 * Makes the texts of a chart.
 *
 * Returns: (transfer full): a drawing
 */
LfRangeDrawing *
lf_range_drawing_new (GtkWidget         *widget,
                      const LfRangeData *data)
{
  LfRangeDrawing *self = g_new0 (LfRangeDrawing, 1);
  g_autoptr (LfChartText) small = lf_chart_text_new (widget, "0", LF_CHART_TEXT_SMALL);

  self->widget = widget;
  self->data = data;
  self->rows = g_new0 (RowTexts, MAX (data->rows->len, 1));
  self->thresholds = new_ticks ();
  self->ticks = new_ticks ();
  self->metrics.n_rows = data->rows->len;
  self->metrics.n_series = data->n_series;
  self->metrics.caption_height = ceilf (small->height);

  make_scale (self);
  for (guint i = 0; i < data->rows->len; i++)
    make_row (self, get_row (self, i), &self->rows[i]);
  make_thresholds (self);
  make_legend (self);
  return self;
}

/**
 * lf_range_drawing_free:
 * @self: (transfer full): a drawing
 */
void
lf_range_drawing_free (LfRangeDrawing *self)
{
  for (guint i = 0; i < self->metrics.n_rows; i++)
    {
      RowTexts *row = &self->rows[i];

      g_clear_pointer (&row->label, lf_chart_text_free);
      g_clear_pointer (&row->sublabel, lf_chart_text_free);
      g_clear_pointer (&row->verdict, lf_chart_text_free);
      for (guint j = 0; j < LF_RANGE_MAX_SERIES; j++)
        g_clear_pointer (&row->values[j], lf_chart_text_free);
    }
  g_clear_pointer (&self->arrow, lf_chart_text_free);
  g_clear_pointer (&self->legend, lf_chart_legend_free);
  g_array_unref (self->thresholds);
  g_array_unref (self->ticks);
  g_free (self->rows);
  g_free (self);
}

/**
 * lf_range_drawing_get_natural_width:
 * @self: a drawing
 *
 * Returns: a width in which no text need be cut
 */
int
lf_range_drawing_get_natural_width (LfRangeDrawing *self)
{
  return (int) ceilf (lf_range_geometry_get_natural_width (&self->metrics));
}

/**
 * lf_range_drawing_get_height:
 * @self: a drawing
 * @width: a width; less than 0 for the natural one
 *
 * Returns: the height that the chart has in this width
 */
int
lf_range_drawing_get_height (LfRangeDrawing *self,
                             float           width)
{
  LfRangeLayout layout;

  if (width < 0)
    width = lf_range_geometry_get_natural_width (&self->metrics);
  lf_range_geometry_lay_out (&self->metrics, width, &layout);
  return (int) ceilf (layout.height);
}

/**
 * lf_range_drawing_lay_out:
 * @self: a drawing
 * @width: the width of the chart
 *
 * Computes where everything is.
 */
void
lf_range_drawing_lay_out (LfRangeDrawing *self,
                          float           width)
{
  lf_range_geometry_lay_out (&self->metrics, width, &self->layout);
  make_ticks (self);
}

/**
 * lf_range_drawing_get_layout:
 * @self: a drawing that is laid out
 *
 * Returns: (transfer none): where everything is
 */
const LfRangeLayout *
lf_range_drawing_get_layout (LfRangeDrawing *self)
{
  return &self->layout;
}

static void
draw_tick_text (LfChartCanvas         *canvas,
                LfChartText           *text,
                const graphene_rect_t *line,
                float                  start)
{
  graphene_rect_t rect = *line;

  rect.origin.x = start;
  rect.size.width = text->width;
  lf_chart_canvas_text (canvas, text, &rect, LF_CHART_ALIGN_START, "lf_dim");
}

static void
draw_tick_labels (LfRangeDrawing *self,
                  LfChartCanvas  *canvas,
                  const float    *centers)
{
  guint n = self->ticks->len;
  g_autofree float *widths = g_new (float, MAX (n, 1));
  g_autofree float *starts = g_new (float, MAX (n, 1));
  g_autofree int *lanes = g_new (int, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    widths[i] = g_array_index (self->ticks, Tick, i).text->width;
  lf_chart_geometry_place_labels (centers, widths, n, canvas->width, 1, LABEL_GAP, starts, lanes);

  for (guint i = 0; i < n; i++)
    if (lanes[i] == 0)
      draw_tick_text (canvas, g_array_index (self->ticks, Tick, i).text, &self->layout.axis,
                      starts[i]);
}

/* A label that would cover the one before it is moved aside: a line must not be without */
static void
draw_threshold_labels (LfRangeDrawing *self,
                       LfChartCanvas  *canvas,
                       const float    *centers)
{
  float end = -INFINITY;

  for (guint i = 0; i < self->thresholds->len; i++)
    {
      LfChartText *text = g_array_index (self->thresholds, Tick, i).text;
      float start = MAX (centers[i] - text->width / 2, end + LABEL_GAP);

      start = MIN (start, canvas->width - text->width);
      if (start < end)
        continue;
      draw_tick_text (canvas, text, &self->layout.marks, start);
      end = start + text->width;
    }
}

static float *
get_centers (LfRangeDrawing *self,
             GArray         *ticks)
{
  float *centers = g_new (float, MAX (ticks->len, 1));

  for (guint i = 0; i < ticks->len; i++)
    centers[i] = lf_range_layout_get_x (&self->layout, &self->scale,
                                        g_array_index (ticks, Tick, i).value);
  return centers;
}

static const char *
get_threshold_color (LfRangeDrawing *self,
                     guint           i)
{
  switch (g_array_index (self->thresholds, Tick, i).tone)
    {
    case LF_CHART_TONE_BAD:
      return "lf_chart_bad";
    case LF_CHART_TONE_WARNING:
      return "lf_chart_warn";
    case LF_CHART_TONE_GOOD:
      return "lf_chart_after";
    case LF_CHART_TONE_NEUTRAL:
    default:
      return "lf_dim";
    }
}

static void
draw_axis (LfRangeDrawing *self,
           LfChartCanvas  *canvas)
{
  g_autofree float *at = get_centers (self, self->ticks);
  g_autofree float *marks = get_centers (self, self->thresholds);
  graphene_rect_t grid;

  for (guint part = 0; lf_range_layout_get_grid (&self->layout, self->metrics.n_rows, part, &grid);
       part++)
    {
      float bottom = grid.origin.y + grid.size.height;

      for (guint i = 0; i < self->ticks->len; i++)
        lf_chart_canvas_vertical (canvas, at[i], grid.origin.y, bottom, 1, "lf_line");
      for (guint i = 0; i < self->thresholds->len; i++)
        lf_chart_canvas_dashed (canvas, marks[i], grid.origin.y, bottom,
                                get_threshold_color (self, i));
    }
  draw_tick_labels (self, canvas, at);
  draw_threshold_labels (self, canvas, marks);
}

static graphene_rect_t
in_row (LfRangeDrawing        *self,
        const graphene_rect_t *rect,
        guint                  row)
{
  graphene_rect_t moved = *rect;

  moved.origin.y += self->layout.row_height * (float) row;
  return moved;
}

static void
draw_row_texts (LfRangeDrawing *self,
                LfChartCanvas  *canvas,
                guint           i)
{
  const LfRangeLayout *layout = &self->layout;
  const RowTexts *texts = &self->rows[i];
  graphene_rect_t rect = in_row (self, &layout->label, i);

  lf_chart_canvas_text (canvas, texts->label, &rect, LF_CHART_ALIGN_START, NULL);
  if (texts->sublabel != NULL)
    {
      rect = in_row (self, &layout->sublabel, i);
      lf_chart_canvas_text (canvas, texts->sublabel, &rect, LF_CHART_ALIGN_START, "lf_dim");
    }
  for (guint j = 0; j < self->data->n_series; j++)
    if (texts->values[j] != NULL)
      {
        gboolean missing = isnan (get_row (self, i)->values[j].median);

        rect = in_row (self, &layout->values[j], i);
        lf_chart_canvas_text (canvas, texts->values[j], &rect, LF_CHART_ALIGN_END,
                              missing ? "lf_dim" : NULL);
      }
  if (self->arrow != NULL && texts->values[0] != NULL)
    {
      rect = in_row (self, &layout->arrow, i);
      lf_chart_canvas_text (canvas, self->arrow, &rect, LF_CHART_ALIGN_CENTER, "lf_dim");
    }
  if (texts->verdict != NULL)
    {
      rect = in_row (self, &layout->verdict, i);
      lf_chart_canvas_pill (canvas, texts->verdict, &rect, LF_CHART_ALIGN_END,
                            get_row (self, i)->tone);
    }
}

/**
 * lf_range_drawing_draw_frame:
 * @self: a drawing that is laid out
 * @canvas: what to draw on
 *
 * Draws everything but the bars.
 */
void
lf_range_drawing_draw_frame (LfRangeDrawing *self,
                             LfChartCanvas  *canvas)
{
  draw_axis (self, canvas);
  lf_chart_legend_draw (self->legend, canvas);
  for (guint i = 0; i < self->metrics.n_rows; i++)
    draw_row_texts (self, canvas, i);
}

static void
draw_bar (LfRangeDrawing *self,
          LfChartCanvas  *canvas,
          guint           i,
          guint           series,
          float           progress)
{
  const LfRangeRow *row = get_row (self, i);
  const LfRangeValue *value = &row->values[series];
  gboolean last = series + 1 == self->data->n_series;
  graphene_rect_t bar = lf_range_layout_get_bar (&self->layout, i, series, &self->scale,
                                                 value->median);
  float left = self->layout.plot.origin.x;
  float start;
  float end;

  bar.size.width *= progress;
  lf_chart_canvas_fill (canvas, &bar, BAR_RADIUS,
                        last && row->color != NULL     ? row->color
                        : self->data->n_series == 1 ? "lf_chart_single"
                                                    : series_colors[series]);
  if (isnan (value->median) || isnan (value->low) || isnan (value->high))
    return;

  start = lf_range_layout_get_x (&self->layout, &self->scale, value->low);
  end = lf_range_layout_get_x (&self->layout, &self->scale, value->high);
  if (end - start >= LEAST_WHISKER)
    lf_chart_canvas_whisker (canvas, bar.origin.y + bar.size.height / 2,
                             left + (start - left) * progress, left + (end - left) * progress,
                             "lf_chart_whisker");
}

/**
 * lf_range_drawing_draw_marks:
 * @self: a drawing that is laid out
 * @canvas: what to draw on
 * @progress: how much of their length bars have, 0 to 1
 *
 * Draws the bars and their intervals.
 */
void
lf_range_drawing_draw_marks (LfRangeDrawing *self,
                             LfChartCanvas  *canvas,
                             float           progress)
{
  graphene_rect_t grid;

  for (guint i = 0; i < self->metrics.n_rows; i++)
    for (guint j = 0; j < self->data->n_series; j++)
      draw_bar (self, canvas, i, j, progress);
  for (guint part = 0; lf_range_layout_get_grid (&self->layout, self->metrics.n_rows, part, &grid);
       part++)
    lf_chart_canvas_vertical (canvas, grid.origin.x, grid.origin.y,
                              grid.origin.y + grid.size.height, 1, "lf_border");
}
