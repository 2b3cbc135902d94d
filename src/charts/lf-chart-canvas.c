/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-canvas.h"

#include <math.h>

#include "charts/lf-chart-geometry.h"

#define DASH 4.0f
#define DASH_GAP 3.0f
#define WHISKER_HEIGHT 7.0f
#define PILL_PADDING 9.0f
#define PILL_HEIGHT_PADDING 2.0f

/**
 * lf_chart_canvas_init:
 * @self: (out caller-allocates): a canvas
 * @widget: the chart; it must outlive the canvas
 * @snapshot: what to draw on; it must outlive the canvas
 * @width: of the chart
 * @height: of the chart
 * @scale: device pixels a pixel
 */
void
lf_chart_canvas_init (LfChartCanvas *self,
                      GtkWidget     *widget,
                      GtkSnapshot   *snapshot,
                      float          width,
                      float          height,
                      float          scale)
{
  *self = (LfChartCanvas) {
    .widget = widget,
    .snapshot = snapshot,
    .width = width,
    .height = height,
    .scale = scale,
    .mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .cap_height = lf_chart_text_get_cap_height (widget),
  };
}

/**
 * lf_chart_canvas_get_color:
 * @self: a canvas
 * @name: (nullable): a colour's name in the style sheet; %NULL for the widget's own
 *
 * Returns: the colour; grey if the style sheet has none of this name
 */
GdkRGBA
lf_chart_canvas_get_color (LfChartCanvas *self,
                           const char    *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (self->widget);
  GdkRGBA color = { 0.5f, 0.5f, 0.5f, 1 };

  if (name == NULL)
    gtk_style_context_get_color (context, &color);
  else
    gtk_style_context_lookup_color (context, name, &color);
  return color;
}

static graphene_rect_t
to_device (LfChartCanvas         *self,
           const graphene_rect_t *rect)
{
  graphene_rect_t place = self->mirrored ? lf_chart_geometry_mirror (rect, self->width) : *rect;

  return lf_chart_geometry_snap_rect (&place, self->scale);
}

/**
 * lf_chart_canvas_fill:
 * @self: a canvas
 * @rect: a rectangle
 * @radius: of its corners
 * @color: (nullable): a colour's name
 *
 * Fills a rectangle.
 */
void
lf_chart_canvas_fill (LfChartCanvas         *self,
                      const graphene_rect_t *rect,
                      float                  radius,
                      const char            *color)
{
  graphene_rect_t place = to_device (self, rect);
  GdkRGBA rgba = lf_chart_canvas_get_color (self, color);
  GskRoundedRect shape;

  if (place.size.width <= 0 || place.size.height <= 0)
    return;
  if (radius <= 0)
    {
      gtk_snapshot_append_color (self->snapshot, &rgba, &place);
      return;
    }

  radius = MIN (radius, MIN (place.size.width, place.size.height) / 2);
  gsk_rounded_rect_init_from_rect (&shape, &place, radius);
  gtk_snapshot_push_rounded_clip (self->snapshot, &shape);
  gtk_snapshot_append_color (self->snapshot, &rgba, &place);
  gtk_snapshot_pop (self->snapshot);
}

/**
 * lf_chart_canvas_outline:
 * @self: a canvas
 * @rect: a rectangle
 * @radius: of its corners
 * @thickness: of the line, which is inside
 * @color: (nullable): a colour's name
 *
 * Draws the edge of a rectangle.
 */
void
lf_chart_canvas_outline (LfChartCanvas         *self,
                         const graphene_rect_t *rect,
                         float                  radius,
                         float                  thickness,
                         const char            *color)
{
  graphene_rect_t place = to_device (self, rect);
  GdkRGBA rgba = lf_chart_canvas_get_color (self, color);
  float width = MAX (lf_chart_geometry_snap (thickness, self->scale), 1 / self->scale);
  GskRoundedRect shape;

  if (place.size.width <= 0 || place.size.height <= 0)
    return;

  radius = MIN (radius, MIN (place.size.width, place.size.height) / 2);
  gsk_rounded_rect_init_from_rect (&shape, &place, radius);
  gtk_snapshot_append_border (self->snapshot, &shape, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { rgba, rgba, rgba, rgba });
}

/**
 * lf_chart_canvas_vertical:
 * @self: a canvas
 * @x: its middle
 * @top: its top
 * @bottom: its bottom
 * @thickness: of the line
 * @color: (nullable): a colour's name
 *
 * Draws a vertical line.
 */
void
lf_chart_canvas_vertical (LfChartCanvas *self,
                          float          x,
                          float          top,
                          float          bottom,
                          float          thickness,
                          const char    *color)
{
  float left = lf_chart_geometry_snap (x - thickness / 2, self->scale);

  lf_chart_canvas_fill (self, &GRAPHENE_RECT_INIT (left, top, thickness, bottom - top), 0, color);
}

/**
 * lf_chart_canvas_horizontal:
 * @self: a canvas
 * @y: its middle
 * @start: its beginning
 * @end: its end
 * @thickness: of the line
 * @color: (nullable): a colour's name
 *
 * Draws a horizontal line.
 */
void
lf_chart_canvas_horizontal (LfChartCanvas *self,
                            float          y,
                            float          start,
                            float          end,
                            float          thickness,
                            const char    *color)
{
  float top = lf_chart_geometry_snap (y - thickness / 2, self->scale);

  lf_chart_canvas_fill (self, &GRAPHENE_RECT_INIT (start, top, end - start, thickness), 0, color);
}

/**
 * lf_chart_canvas_dashed:
 * @self: a canvas
 * @x: its middle
 * @top: its top
 * @bottom: its bottom
 * @color: (nullable): a colour's name
 *
 * Draws a vertical dashed line, one pixel wide.
 */
void
lf_chart_canvas_dashed (LfChartCanvas *self,
                        float          x,
                        float          top,
                        float          bottom,
                        const char    *color)
{
  for (float y = top; y < bottom; y += DASH + DASH_GAP)
    lf_chart_canvas_vertical (self, x, y, MIN (y + DASH, bottom), 1, color);
}

/**
 * lf_chart_canvas_whisker:
 * @self: a canvas
 * @y: its middle
 * @start: its beginning
 * @end: its end
 * @color: (nullable): a colour's name
 *
 * Draws an interval: a line with a stroke across at each end.
 */
void
lf_chart_canvas_whisker (LfChartCanvas *self,
                         float          y,
                         float          start,
                         float          end,
                         const char    *color)
{
  float top = y - WHISKER_HEIGHT / 2;
  float bottom = y + WHISKER_HEIGHT / 2;

  lf_chart_canvas_horizontal (self, y, start, end, 1, color);
  lf_chart_canvas_vertical (self, start, top, bottom, 1, color);
  lf_chart_canvas_vertical (self, end, top, bottom, 1, color);
}

/**
 * lf_chart_canvas_begin_cairo:
 * @self: a canvas
 * @rect: what is drawn on
 *
 * Begins to draw with cairo, which is for what is no rectangle.
 *
 * Returns: (transfer full): what to draw with; its coordinates are the canvas'
 */
cairo_t *
lf_chart_canvas_begin_cairo (LfChartCanvas         *self,
                             const graphene_rect_t *rect)
{
  graphene_rect_t place = self->mirrored ? lf_chart_geometry_mirror (rect, self->width) : *rect;
  cairo_t *cr = gtk_snapshot_append_cairo (self->snapshot, &place);

  if (self->mirrored)
    {
      cairo_translate (cr, (double) self->width, 0);
      cairo_scale (cr, -1, 1);
    }
  return cr;
}

/**
 * lf_chart_canvas_set_source:
 * @self: a canvas
 * @cr: what lf_chart_canvas_begin_cairo() returned
 * @color: (nullable): a colour's name
 * @alpha: how much of it, 0 to 1
 *
 * Sets the colour to draw with.
 */
void
lf_chart_canvas_set_source (LfChartCanvas *self,
                            cairo_t       *cr,
                            const char    *color,
                            double         alpha)
{
  GdkRGBA rgba = lf_chart_canvas_get_color (self, color);

  rgba.alpha *= (float) alpha;
  gdk_cairo_set_source_rgba (cr, &rgba);
}

/**
 * lf_chart_canvas_diamond:
 * @self: a canvas
 * @x: its middle
 * @y: its middle
 * @radius: from there to a corner
 * @color: (nullable): a colour's name
 *
 * Draws a square that stands on a corner.
 */
void
lf_chart_canvas_diamond (LfChartCanvas *self,
                         float          x,
                         float          y,
                         float          radius,
                         const char    *color)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius);
  cairo_t *cr = lf_chart_canvas_begin_cairo (self, &rect);

  cairo_move_to (cr, (double) (x - radius), (double) y);
  cairo_line_to (cr, (double) x, (double) (y - radius));
  cairo_line_to (cr, (double) (x + radius), (double) y);
  cairo_line_to (cr, (double) x, (double) (y + radius));
  lf_chart_canvas_set_source (self, cr, color, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/**
 * lf_chart_canvas_text:
 * @self: a canvas
 * @text: a text
 * @rect: where it is; it is cut if it is longer
 * @align: where it is in @rect if it is shorter
 * @color: (nullable): a colour's name
 *
 * Draws a text. Its height is the middle of @rect; texts of any size in equally high rectangles
 * share a baseline.
 */
void
lf_chart_canvas_text (LfChartCanvas         *self,
                      LfChartText           *text,
                      const graphene_rect_t *rect,
                      LfChartAlign           align,
                      const char            *color)
{
  GdkRGBA rgba = lf_chart_canvas_get_color (self, color);
  gboolean cut = text->width > rect->size.width + 0.5f;
  float width = cut ? rect->size.width : text->width;
  float free = rect->size.width - width;
  float x = rect->origin.x + (align == LF_CHART_ALIGN_CENTER ? free / 2
                              : align == LF_CHART_ALIGN_END  ? free
                                                             : 0);
  float middle = rect->origin.y + rect->size.height / 2;
  float baseline = lf_chart_geometry_snap (middle + self->cap_height / 2, self->scale);
  float y;

  if (rect->size.width <= 0)
    return;

  pango_layout_set_width (text->layout, cut ? (int) (width * PANGO_SCALE) : -1);
  y = baseline - (float) pango_layout_get_baseline (text->layout) / PANGO_SCALE;
  if (self->mirrored)
    x = self->width - x - width;
  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot,
                          &GRAPHENE_POINT_INIT (lf_chart_geometry_snap (x, self->scale), y));
  gtk_snapshot_append_layout (self->snapshot, text->layout, &rgba);
  gtk_snapshot_restore (self->snapshot);
}

/**
 * lf_chart_canvas_get_pill_width:
 * @text: a text
 *
 * Returns: the width of a pill with it
 */
float
lf_chart_canvas_get_pill_width (LfChartText *text)
{
  return ceilf (text->width) + 2 * PILL_PADDING;
}

/**
 * lf_chart_canvas_pill:
 * @self: a canvas
 * @text: a text
 * @rect: where it is; it is cut if it is longer
 * @align: where it is in @rect if it is shorter
 * @tone: what is to be thought of it
 *
 * Draws a text on a coloured field with round ends.
 */
void
lf_chart_canvas_pill (LfChartCanvas         *self,
                      LfChartText           *text,
                      const graphene_rect_t *rect,
                      LfChartAlign           align,
                      LfChartTone            tone)
{
  static const char *colors[][2] = {
    [LF_CHART_TONE_NEUTRAL] = { "lf_neutral_bg", "lf_neutral_fg" },
    [LF_CHART_TONE_GOOD] = { "lf_ok_bg", "lf_ok_fg" },
    [LF_CHART_TONE_WARNING] = { "lf_warn_bg", "lf_warn_fg" },
    [LF_CHART_TONE_BAD] = { "lf_error_bg", "lf_error_fg" },
  };
  float width = MIN (lf_chart_canvas_get_pill_width (text), rect->size.width);
  float height = roundf (text->height + 2 * PILL_HEIGHT_PADDING);
  float free = rect->size.width - width;
  float x = rect->origin.x + (align == LF_CHART_ALIGN_CENTER ? free / 2
                              : align == LF_CHART_ALIGN_END  ? free
                                                             : 0);
  float y = rect->origin.y + (rect->size.height - height) / 2;
  graphene_rect_t inner = GRAPHENE_RECT_INIT (x + PILL_PADDING, rect->origin.y,
                                              width - 2 * PILL_PADDING, rect->size.height);

  if (inner.size.width <= 0)
    return;

  lf_chart_canvas_fill (self, &GRAPHENE_RECT_INIT (x, y, width, height), height / 2,
                        colors[tone][0]);
  lf_chart_canvas_text (self, text, &inner, LF_CHART_ALIGN_CENTER, colors[tone][1]);
}
