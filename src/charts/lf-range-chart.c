/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-range-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/lf-range-drawing.h"

/* Measured values as horizontal bars with the interval that they spread over; one or two in a row.
 * This file has the data, lf-range-drawing.c draws it. */

struct _LfRangeChart
{
  LfChart            parent_instance;

  LfRangeData        data;
  LfRangeDrawing    *drawing;     /* NULL before it is measured or drawn */
};

G_DEFINE_FINAL_TYPE (LfRangeChart, lf_range_chart, LF_TYPE_CHART)

/* A summary names no more rows than anybody would listen to */
#define MAX_TOLD_ROWS 12

#define EMPTY_HEIGHT 96

static const LfRangeRow *
get_row (LfRangeChart *self,
         guint         row)
{
  return g_ptr_array_index (self->data.rows, row);
}

static LfRangeDrawing *
get_drawing (LfRangeChart *self)
{
  if (self->drawing == NULL)
    self->drawing = lf_range_drawing_new (GTK_WIDGET (self), &self->data);
  return self->drawing;
}

static int
compare_thresholds_cb (gconstpointer a,
                       gconstpointer b)
{
  const LfRangeThreshold *first = a;
  const LfRangeThreshold *second = b;

  return (first->value > second->value) - (first->value < second->value);
}

static guint
lf_range_chart_get_n_items (LfChart *chart)
{
  return LF_RANGE_CHART (chart)->data.rows->len;
}

static void
lf_range_chart_forget_texts (LfChart *chart)
{
  g_clear_pointer (&LF_RANGE_CHART (chart)->drawing, lf_range_drawing_free);
}

static void
lf_range_chart_lay_out (LfChart *chart,
                        float    width,
                        float    height)
{
  lf_range_drawing_lay_out (get_drawing (LF_RANGE_CHART (chart)), width);
}

static void
lf_range_chart_draw_frame (LfChart       *chart,
                           LfChartCanvas *canvas)
{
  lf_range_drawing_draw_frame (LF_RANGE_CHART (chart)->drawing, canvas);
}

static void
lf_range_chart_draw_marks (LfChart       *chart,
                           LfChartCanvas *canvas,
                           float          progress)
{
  lf_range_drawing_draw_marks (LF_RANGE_CHART (chart)->drawing, canvas, progress);
}

static int
lf_range_chart_find_item (LfChart *chart,
                          float    x,
                          float    y)
{
  LfRangeChart *self = LF_RANGE_CHART (chart);

  return lf_range_layout_find_row (lf_range_drawing_get_layout (self->drawing),
                                   self->data.rows->len, y);
}

static void
lf_range_chart_get_item_area (LfChart          *chart,
                              guint             item,
                              graphene_rect_t  *area,
                              graphene_point_t *point)
{
  LfRangeChart *self = LF_RANGE_CHART (chart);
  const LfRangeLayout *layout = lf_range_drawing_get_layout (self->drawing);

  *area = lf_range_layout_get_row (layout, item);
  graphene_point_init (point, layout->plot.origin.x + layout->plot.size.width / 2,
                       area->origin.y + area->size.height / 2);
}

static void
add_value (LfRangeChart *self,
           GString      *text,
           guint         series,
           LfRangeValue  value,
           gboolean      interval)
{
  g_autofree char *median = lf_range_data_format_median (&self->data, &value);
  g_autofree char *low = lf_range_data_format (&self->data, value.low);
  g_autofree char *high = lf_range_data_format (&self->data, value.high);
  const char *name = self->data.series[series];

  if (name != NULL)
    /* Translators: the name of a series of measurements and a value, such as “Before: 5.41 ms” */
    g_string_append_printf (text, _("%s: "), name);
  g_string_append (text, isnan (value.median) ? _("not measured") : median);
  if (interval && !isnan (value.median) && !isnan (value.low) && !isnan (value.high))
    /* Translators: the interval that measured values spread over, as “ (5.3 ms to 5.8 ms)” */
    g_string_append_printf (text, _(" (%s to %s)"), low, high);
}

static char *
lf_range_chart_describe_item (LfChart *chart,
                              guint    item)
{
  LfRangeChart *self = LF_RANGE_CHART (chart);
  const LfRangeRow *row = get_row (self, item);
  GString *text = g_string_new (row->label);

  if (row->sublabel != NULL)
    g_string_append_printf (text, " · %s", row->sublabel);
  for (guint i = 0; i < self->data.n_series; i++)
    {
      g_string_append_c (text, '\n');
      add_value (self, text, i, row->values[i], TRUE);
    }
  if (row->verdict != NULL)
    g_string_append_printf (text, "\n%s", row->verdict);
  return g_string_free (text, FALSE);
}

static char *
lf_range_chart_summarize (LfChart *chart)
{
  LfRangeChart *self = LF_RANGE_CHART (chart);
  guint n = self->data.rows->len;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MAX_TOLD_ROWS); i++)
    {
      const LfRangeRow *row = get_row (self, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", row->label);
      if (row->sublabel != NULL)
        g_string_append_printf (text, " · %s", row->sublabel);
      for (guint j = 0; j < self->data.n_series; j++)
        {
          g_string_append (text, j == 0 ? " – " : ", ");
          add_value (self, text, j, row->values[j], FALSE);
        }
      if (row->verdict != NULL)
        g_string_append_printf (text, ", %s", row->verdict);
    }
  if (n > MAX_TOLD_ROWS)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more",
                                         n - MAX_TOLD_ROWS),
                            n - MAX_TOLD_ROWS);
  return g_string_free (text, FALSE);
}

static GtkSizeRequestMode
lf_range_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lf_range_chart_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  LfRangeChart *self = LF_RANGE_CHART (widget);

  *minimum = *natural = EMPTY_HEIGHT;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) LF_RANGE_LEAST_WIDTH;
      *natural = MAX (lf_range_drawing_get_natural_width (get_drawing (self)), *minimum);
    }
  else if (self->data.rows->len > 0)
    *minimum = *natural = lf_range_drawing_get_height (get_drawing (self), (float) for_size);
}

static void
lf_range_chart_finalize (GObject *object)
{
  LfRangeChart *self = LF_RANGE_CHART (object);

  g_clear_pointer (&self->drawing, lf_range_drawing_free);
  lf_range_data_clear (&self->data);

  G_OBJECT_CLASS (lf_range_chart_parent_class)->finalize (object);
}

static void
lf_range_chart_class_init (LfRangeChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LfChartClass *chart_class = LF_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_range_chart_finalize;
  widget_class->get_request_mode = lf_range_chart_get_request_mode;
  widget_class->measure = lf_range_chart_measure;
  chart_class->animated = TRUE;
  chart_class->get_n_items = lf_range_chart_get_n_items;
  chart_class->forget_texts = lf_range_chart_forget_texts;
  chart_class->lay_out = lf_range_chart_lay_out;
  chart_class->draw_frame = lf_range_chart_draw_frame;
  chart_class->draw_marks = lf_range_chart_draw_marks;
  chart_class->find_item = lf_range_chart_find_item;
  chart_class->get_item_area = lf_range_chart_get_item_area;
  chart_class->describe_item = lf_range_chart_describe_item;
  chart_class->summarize = lf_range_chart_summarize;
}

static void
lf_range_chart_init (LfRangeChart *self)
{
  lf_range_data_init (&self->data);
}

/**
 * lf_range_chart_new:
 *
 * Returns: (transfer floating): a chart without rows, of one series, in milliseconds, linear
 */
GtkWidget *
lf_range_chart_new (void)
{
  return g_object_new (LF_TYPE_RANGE_CHART, NULL);
}

/**
 * lf_range_chart_set_rows:
 * @self: a chart
 * @rows: (element-type LfRangeRow): the rows, from top to bottom; the chart keeps the array, and
 *   nobody may change it any more
 */
void
lf_range_chart_set_rows (LfRangeChart *self,
                         GPtrArray    *rows)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));
  g_return_if_fail (rows != NULL);

  g_ptr_array_ref (rows);
  g_ptr_array_unref (self->data.rows);
  self->data.rows = rows;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_set_series:
 * @self: a chart
 * @first: (nullable): the name of the first series, such as “Before”
 * @second: (nullable): the name of the second, such as “After”; %NULL if a row has one bar only
 *
 * Sets how many bars a row has, and what they are called.
 */
void
lf_range_chart_set_series (LfRangeChart *self,
                           const char   *first,
                           const char   *second)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));

  g_free (self->data.series[0]);
  g_free (self->data.series[1]);
  self->data.series[0] = g_strdup (first);
  self->data.series[1] = g_strdup (second);
  self->data.n_series = second != NULL ? 2 : 1;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_set_scale:
 * @self: a chart
 * @scale: how values are spaced
 */
void
lf_range_chart_set_scale (LfRangeChart     *self,
                          LfChartScaleKind  scale)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));

  if (self->data.scale == scale)
    return;

  self->data.scale = scale;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_get_scale:
 * @self: a chart
 *
 * Returns: how values are spaced
 */
LfChartScaleKind
lf_range_chart_get_scale (LfRangeChart *self)
{
  g_return_val_if_fail (LF_IS_RANGE_CHART (self), LF_CHART_SCALE_LINEAR);

  return self->data.scale;
}

/**
 * lf_range_chart_set_unit:
 * @self: a chart
 * @unit: what the values are
 */
void
lf_range_chart_set_unit (LfRangeChart *self,
                         LfChartUnit   unit)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));

  if (self->data.unit == unit)
    return;

  self->data.unit = unit;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_set_formatter:
 * @self: a chart
 * @func: (nullable): formats values, on the axis too; %NULL to format them by their unit
 * @data: for @func
 * @destroy: (nullable): frees @data
 */
void
lf_range_chart_set_formatter (LfRangeChart      *self,
                              LfChartFormatFunc  func,
                              gpointer           data,
                              GDestroyNotify     destroy)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));

  if (self->data.destroy != NULL)
    self->data.destroy (self->data.format_data);
  self->data.format = func;
  self->data.format_data = data;
  self->data.destroy = destroy;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_set_interval_text:
 * @self: a chart
 * @text: (nullable): what the intervals are, for the legend, such as “5th to 95th percentile”
 */
void
lf_range_chart_set_interval_text (LfRangeChart *self,
                                  const char   *text)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));

  g_free (self->data.interval_text);
  self->data.interval_text = g_strdup (text);
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_set_show_values:
 * @self: a chart
 * @show: whether values are written beside the bars, if there is room; they are by default
 */
void
lf_range_chart_set_show_values (LfRangeChart *self,
                                gboolean      show)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));

  self->data.show_values = show;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_add_threshold:
 * @self: a chart
 * @value: where a line is to be drawn
 * @label: (nullable): what it means, such as “slow”
 * @tone: what is to be thought of values beyond it
 *
 * Adds a line across the chart, which is drawn if the values come near it.
 */
void
lf_range_chart_add_threshold (LfRangeChart *self,
                              double        value,
                              const char   *label,
                              LfChartTone   tone)
{
  LfRangeThreshold threshold = { value, NULL, tone };

  g_return_if_fail (LF_IS_RANGE_CHART (self));
  g_return_if_fail (isfinite (value));

  threshold.label = lf_chart_one_line (label);
  g_array_append_val (self->data.thresholds, threshold);
  g_array_sort (self->data.thresholds, compare_thresholds_cb);
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_range_chart_clear_thresholds:
 * @self: a chart
 *
 * Removes all lines that were added.
 */
void
lf_range_chart_clear_thresholds (LfRangeChart *self)
{
  g_return_if_fail (LF_IS_RANGE_CHART (self));

  g_array_set_size (self->data.thresholds, 0);
  lf_chart_changed (LF_CHART (self));
}
