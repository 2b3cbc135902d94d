/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-scatter-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/lf-chart-legend.h"
#include "charts/lf-time-axis.h"
#include "charts/lf-time-geometry.h"
#include "charts/lf-time-plot.h"

/* Single values over time, such as frames over a night, with their mean and what is within three
 * standard deviations of it. */

struct _LfScatterChart
{
  LfChart        parent_instance;

  GArray        *points;        /* of LfScatterPoint, by time */
  double         mean;          /* NaN for none */
  double         sigma;
  LfChartUnit    unit;
  char          *point_text;
  char          *outlier_text;

  LfTimePlot    *plot;          /* NULL before it is drawn */
  LfChartLegend *legend;
  LfChartText   *limit_texts[3];
  float         *xs;
  float         *ys;
};

G_DEFINE_FINAL_TYPE (LfScatterChart, lf_scatter_chart, LF_TYPE_CHART)

#define LEAST_WIDTH 220
#define NATURAL_WIDTH 640
#define LEAST_HEIGHT 140
#define NATURAL_HEIGHT 260

#define N_SIGMAS 3
#define DOT 2.5f
#define DIAMOND 4.5f
#define RING 3.0f
#define FARTHEST 24.0f
#define TEXT_GAP 6.0f
#define DOT_ALPHA 0.75
#define MANY_POINTS 2000

#define POINT_COLOR "lf_chart_single"
#define OUTLIER_COLOR "lf_chart_bad"

static const LfScatterPoint *
get_point (LfScatterChart *self,
           guint           point)
{
  return &g_array_index (self->points, LfScatterPoint, point);
}

static int
compare_points_cb (gconstpointer a,
                   gconstpointer b)
{
  const LfScatterPoint *first = a;
  const LfScatterPoint *second = b;

  return (first->time > second->time) - (first->time < second->time);
}

static double
get_limit (LfScatterChart *self,
           int             limit)
{
  return self->mean + limit * N_SIGMAS * self->sigma;
}

static guint
lf_scatter_chart_get_n_items (LfChart *chart)
{
  return LF_SCATTER_CHART (chart)->points->len;
}

static void
lf_scatter_chart_forget_texts (LfChart *chart)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);

  g_clear_pointer (&self->plot, lf_time_plot_free);
  g_clear_pointer (&self->legend, lf_chart_legend_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->limit_texts); i++)
    g_clear_pointer (&self->limit_texts[i], lf_chart_text_free);
  g_clear_pointer (&self->xs, g_free);
  g_clear_pointer (&self->ys, g_free);
}

static LfTimePlot *
make_plot (LfScatterChart *self)
{
  guint n = self->points->len;
  gint64 from = get_point (self, 0)->time;
  gint64 to = get_point (self, n - 1)->time;
  double low = isnan (self->mean) ? NAN : get_limit (self, -1);
  double high = isnan (self->mean) ? NAN : get_limit (self, 1);
  LfChartScale scale;

  for (guint i = 0; i < n; i++)
    {
      double value = get_point (self, i)->value;

      if (!isfinite (value))
        continue;
      low = isnan (low) ? value : MIN (low, value);
      high = isnan (high) ? value : MAX (high, value);
    }
  lf_chart_scale_init (&scale, LF_CHART_SCALE_LINEAR, low, high);
  lf_time_geometry_widen (&from, &to);
  return lf_time_plot_new (GTK_WIDGET (self), &scale, self->unit, from, to);
}

static void
make_texts (LfScatterChart *self)
{
  /* Translators: lines in a chart: three standard deviations below the mean, the mean, above it */
  const char *limits[] = { _("−3 σ"), _("mean"), _("+3 σ") };

  self->plot = make_plot (self);
  self->legend = lf_chart_legend_new (GTK_WIDGET (self));
  if (self->point_text != NULL)
    lf_chart_legend_add (self->legend, LF_CHART_SIGN_DOT, POINT_COLOR, self->point_text);
  if (self->outlier_text != NULL)
    lf_chart_legend_add (self->legend, LF_CHART_SIGN_DIAMOND, OUTLIER_COLOR, self->outlier_text);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    self->limit_texts[i] = lf_chart_text_new (GTK_WIDGET (self), limits[i], LF_CHART_TEXT_SMALL);
  self->xs = g_new (float, self->points->len);
  self->ys = g_new (float, self->points->len);
}

static void
lf_scatter_chart_lay_out (LfChart *chart,
                          float    width,
                          float    height)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);
  float end = 0;

  if (self->plot == NULL)
    make_texts (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->limit_texts) && !isnan (self->mean); i++)
    end = MAX (end, ceilf (self->limit_texts[i]->width) + TEXT_GAP);
  lf_time_plot_lay_out (self->plot, width, height, lf_chart_legend_get_height (self->legend), end);
  for (guint i = 0; i < self->points->len; i++)
    {
      self->xs[i] = lf_time_plot_get_x (self->plot, get_point (self, i)->time);
      self->ys[i] = lf_time_plot_get_y (self->plot, get_point (self, i)->value);
    }
}

/* A line across and its name after it */
static void
draw_limit (LfScatterChart *self,
            LfChartCanvas  *canvas,
            int             limit)
{
  const graphene_rect_t *area = lf_time_plot_get_area (self->plot);
  LfChartText *text = self->limit_texts[limit + 1];
  float y = lf_time_plot_get_y (self->plot, get_limit (self, limit));
  float end = area->origin.x + area->size.width;

  lf_chart_canvas_horizontal (canvas, y, area->origin.x, end, 1,
                              limit == 0 ? "lf_dim" : "lf_chart_warn");
  lf_chart_canvas_text (canvas, text,
                        &GRAPHENE_RECT_INIT (end + TEXT_GAP, y - text->height / 2,
                                             ceilf (text->width), text->height),
                        LF_CHART_ALIGN_START, "lf_dim");
}

static void
lf_scatter_chart_draw_frame (LfChart       *chart,
                             LfChartCanvas *canvas)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);

  lf_chart_legend_draw (self->legend, canvas);
  lf_time_plot_draw (self->plot, canvas);
  for (int limit = -1; limit <= 1 && !isnan (self->mean); limit++)
    draw_limit (self, canvas, limit);
}

static void
add_diamond (cairo_t *cr,
             double   x,
             double   y)
{
  const double radius = (double) DIAMOND;

  cairo_move_to (cr, x - radius, y);
  cairo_line_to (cr, x, y - radius);
  cairo_line_to (cr, x + radius, y);
  cairo_line_to (cr, x, y + radius);
  cairo_close_path (cr);
}

static gboolean
is_drawn (LfScatterChart *self,
          guint           point,
          gboolean        outlier)
{
  return isfinite (self->ys[point]) && (get_point (self, point)->outlier != 0) == outlier;
}

static void
add_marks (LfScatterChart *self,
           cairo_t        *cr,
           gboolean        outliers)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      double x = (double) self->xs[i];
      double y = (double) self->ys[i];

      if (!is_drawn (self, i, outliers))
        continue;
      if (outliers)
        add_diamond (cr, x, y);
      else
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, x, y, (double) DOT, 0, 2 * G_PI);
        }
    }
}

/* A picture of dots, as coverage */
typedef struct
{
  cairo_surface_t *surface;
  guchar          *data;
  int              width;
  int              height;
  int              stride;
} DotMask;

/* Puts a dot around a pixel. Dots that overlap are one shape, as if they were one path. */
static void
stamp (DotMask      *mask,
       const guchar *dot,
       int           reach,
       int           x,
       int           y)
{
  int size = 2 * reach + 1;

  for (int j = MAX (0, reach - y); j < size && y + j - reach < mask->height; j++)
    for (int i = MAX (0, reach - x); i < size && x + i - reach < mask->width; i++)
      {
        guchar *pixel = &mask->data[(y + j - reach) * mask->stride + x + i - reach];

        *pixel = MAX (*pixel, dot[j * size + i]);
      }
}

static guchar *
make_dot (double radius,
          int    reach)
{
  int size = 2 * reach + 1;
  guchar *dot = g_new (guchar, size * size);

  for (int j = 0; j < size; j++)
    for (int i = 0; i < size; i++)
      {
        double distance = hypot (i - reach, j - reach);

        dot[j * size + i] = (guchar) (255 * CLAMP (radius + 0.5 - distance, 0, 1));
      }
  return dot;
}

/* A path of a hundred thousand dots would take seconds to fill; so each is put on a pixel, once */
static void
stamp_dots (LfScatterChart        *self,
            DotMask               *mask,
            const graphene_rect_t *area,
            double                 scale)
{
  double radius = (double) DOT * scale;
  int reach = (int) ceil (radius);
  g_autofree guchar *dot = make_dot (radius, reach);
  g_autofree guchar *stamped = g_new0 (guchar, (gsize) mask->width * (gsize) mask->height);

  for (guint i = 0; i < self->points->len; i++)
    {
      int x;
      int y;

      if (!is_drawn (self, i, FALSE))
        continue;

      x = (int) (((double) (self->xs[i] - area->origin.x)) * scale);
      y = (int) (((double) (self->ys[i] - area->origin.y)) * scale);
      if (x < 0 || y < 0 || x >= mask->width || y >= mask->height ||
          stamped[y * mask->width + x] != 0)
        continue;

      stamped[y * mask->width + x] = 1;
      stamp (mask, dot, reach, x, y);
    }
}

static void
draw_many_dots (LfScatterChart        *self,
                LfChartCanvas         *canvas,
                cairo_t               *cr,
                const graphene_rect_t *area)
{
  double scale = (double) canvas->scale;
  DotMask mask = { .width = (int) ceil ((double) area->size.width * scale),
                   .height = (int) ceil ((double) area->size.height * scale) };

  mask.surface = cairo_image_surface_create (CAIRO_FORMAT_A8, mask.width, mask.height);
  if (cairo_surface_status (mask.surface) == CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_flush (mask.surface);
      mask.data = cairo_image_surface_get_data (mask.surface);
      mask.stride = cairo_image_surface_get_stride (mask.surface);
      stamp_dots (self, &mask, area, scale);
      cairo_surface_mark_dirty (mask.surface);
      cairo_surface_set_device_scale (mask.surface, scale, scale);
      cairo_mask_surface (cr, mask.surface, (double) area->origin.x, (double) area->origin.y);
    }
  cairo_surface_destroy (mask.surface);
}

/* All at once: there may be thousands. Outliers come last, so that nothing covers them. */
static void
lf_scatter_chart_draw_marks (LfChart       *chart,
                             LfChartCanvas *canvas,
                             float          progress)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);
  graphene_rect_t area = *lf_time_plot_get_area (self->plot);
  cairo_t *cr;

  graphene_rect_inset (&area, -DIAMOND, -DIAMOND);
  cr = lf_chart_canvas_begin_cairo (canvas, &area);
  lf_chart_canvas_set_source (canvas, cr, POINT_COLOR, DOT_ALPHA);
  if (self->points->len > MANY_POINTS)
    draw_many_dots (self, canvas, cr, &area);
  else
    {
      add_marks (self, cr, FALSE);
      cairo_fill (cr);
    }

  add_marks (self, cr, TRUE);
  lf_chart_canvas_set_source (canvas, cr, OUTLIER_COLOR, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
lf_scatter_chart_draw_highlight (LfChart       *chart,
                                 LfChartCanvas *canvas,
                                 guint          item)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);
  const graphene_rect_t *area = lf_time_plot_get_area (self->plot);
  float radius = DIAMOND + RING;

  if (isnan (self->ys[item]))
    lf_chart_canvas_vertical (canvas, self->xs[item], area->origin.y,
                              area->origin.y + area->size.height, 1, "lf_dim");
  else
    lf_chart_canvas_outline (canvas,
                             &GRAPHENE_RECT_INIT (self->xs[item] - radius, self->ys[item] - radius,
                                                  2 * radius, 2 * radius),
                             radius, 2, "lf_fg");
}

static int
lf_scatter_chart_find_item (LfChart *chart,
                            float    x,
                            float    y)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);

  return lf_time_geometry_find (self->xs, self->ys, self->points->len, x, y, 1, FARTHEST);
}

static void
lf_scatter_chart_get_item_area (LfChart          *chart,
                                guint             item,
                                graphene_rect_t  *area,
                                graphene_point_t *point)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);
  float y = isnan (self->ys[item]) ? lf_time_plot_get_area (self->plot)->origin.y : self->ys[item];

  graphene_point_init (point, self->xs[item], y);
  graphene_rect_init (area, point->x - DIAMOND, point->y - DIAMOND, 2 * DIAMOND, 2 * DIAMOND);
}

static char *
lf_scatter_chart_describe_item (LfChart *chart,
                                guint    item)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);
  const LfScatterPoint *point = get_point (self, item);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *time = lf_time_axis_format (point->time, zone);
  g_autofree char *value = lf_chart_format_value (self->unit, point->value);

  return g_strconcat (time, "\n", isnan (point->value) ? _("not measured") : value,
                      point->outlier ? "\n" : NULL, _("outlier"), NULL);
}

static char *
lf_scatter_chart_summarize (LfChart *chart)
{
  LfScatterChart *self = LF_SCATTER_CHART (chart);
  guint n = self->points->len;
  guint n_outliers = 0;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *from = lf_time_axis_format (get_point (self, 0)->time, zone);
  g_autofree char *to = lf_time_axis_format (get_point (self, n - 1)->time, zone);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    n_outliers += get_point (self, i)->outlier ? 1 : 0;

  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u value from %s to %s",
                                       "%u values from %s to %s", n),
                          n, from, to);
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "\n%u outlier", "\n%u outliers",
                                       n_outliers),
                          n_outliers);
  if (!isnan (self->mean))
    {
      g_autofree char *mean = lf_chart_format_value (self->unit, self->mean);
      g_autofree char *sigma = lf_chart_format_value (self->unit, self->sigma);

      /* Translators: the mean of values and their standard deviation */
      g_string_append_printf (text, _("\nmean %s, σ %s"), mean, sigma);
    }
  return g_string_free (text, FALSE);
}

static void
lf_scatter_chart_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = horizontal ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
lf_scatter_chart_finalize (GObject *object)
{
  LfScatterChart *self = LF_SCATTER_CHART (object);

  lf_scatter_chart_forget_texts (LF_CHART (self));
  g_array_unref (self->points);
  g_free (self->point_text);
  g_free (self->outlier_text);

  G_OBJECT_CLASS (lf_scatter_chart_parent_class)->finalize (object);
}

static void
lf_scatter_chart_class_init (LfScatterChartClass *klass)
{
  LfChartClass *chart_class = LF_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_scatter_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = lf_scatter_chart_measure;
  chart_class->highlight_above = TRUE;
  chart_class->get_n_items = lf_scatter_chart_get_n_items;
  chart_class->forget_texts = lf_scatter_chart_forget_texts;
  chart_class->lay_out = lf_scatter_chart_lay_out;
  chart_class->draw_frame = lf_scatter_chart_draw_frame;
  chart_class->draw_marks = lf_scatter_chart_draw_marks;
  chart_class->draw_highlight = lf_scatter_chart_draw_highlight;
  chart_class->find_item = lf_scatter_chart_find_item;
  chart_class->get_item_area = lf_scatter_chart_get_item_area;
  chart_class->describe_item = lf_scatter_chart_describe_item;
  chart_class->summarize = lf_scatter_chart_summarize;
}

static void
lf_scatter_chart_init (LfScatterChart *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (LfScatterPoint));
  self->mean = NAN;
  self->sigma = NAN;
}

/**
 * lf_scatter_chart_new:
 *
 * Returns: (transfer floating): a chart without points, of numbers without a unit
 */
GtkWidget *
lf_scatter_chart_new (void)
{
  return g_object_new (LF_TYPE_SCATTER_CHART, NULL);
}

/**
 * lf_scatter_chart_set_points:
 * @self: a chart
 * @points: (array length=n_points): the points; their items are numbered in the order of time
 * @n_points: how many there are
 */
void
lf_scatter_chart_set_points (LfScatterChart       *self,
                             const LfScatterPoint *points,
                             guint                 n_points)
{
  g_return_if_fail (LF_IS_SCATTER_CHART (self));
  g_return_if_fail (points != NULL || n_points == 0);

  g_array_set_size (self->points, 0);
  if (n_points > 0)
    g_array_append_vals (self->points, points, n_points);
  g_array_sort (self->points, compare_points_cb);
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_scatter_chart_set_limits:
 * @self: a chart
 * @mean: the mean of the values; NaN for none
 * @sigma: their standard deviation
 *
 * Draws lines at the mean and three standard deviations from it. lf_time_geometry_measure()
 * computes both.
 */
void
lf_scatter_chart_set_limits (LfScatterChart *self,
                             double          mean,
                             double          sigma)
{
  g_return_if_fail (LF_IS_SCATTER_CHART (self));

  self->mean = isfinite (sigma) ? mean : NAN;
  self->sigma = sigma;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_scatter_chart_set_unit:
 * @self: a chart
 * @unit: what the values are
 */
void
lf_scatter_chart_set_unit (LfScatterChart *self,
                           LfChartUnit     unit)
{
  g_return_if_fail (LF_IS_SCATTER_CHART (self));

  if (self->unit == unit)
    return;

  self->unit = unit;
  lf_chart_changed (LF_CHART (self));
}

/**
 * lf_scatter_chart_set_legend:
 * @self: a chart
 * @points: (nullable): what points are, such as “Frames”
 * @outliers: (nullable): what outliers are
 */
void
lf_scatter_chart_set_legend (LfScatterChart *self,
                             const char     *points,
                             const char     *outliers)
{
  g_return_if_fail (LF_IS_SCATTER_CHART (self));

  g_free (self->point_text);
  g_free (self->outlier_text);
  self->point_text = g_strdup (points);
  self->outlier_text = g_strdup (outliers);
  lf_chart_changed (LF_CHART (self));
}
