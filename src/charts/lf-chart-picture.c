/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-picture.h"

#include <float.h>

/* What an SVG document cannot have, cairo puts into it as an image, with every text that is near. GTK
 * draws two things in such a way: symbolic icons, as images whose colours are changed in a group, and
 * borders whose sides differ, as meshes. Here icons become images before cairo sees them, and sides
 * become fields, so that all else stays lines and letters. */

/* Pixels of such an image for each of the page */
#define IMAGE_SCALE 4

static void
draw_as_image (GskRenderNode *node,
               cairo_t       *cr)
{
  graphene_rect_t bounds;
  cairo_surface_t *image;
  cairo_t *image_cr;

  gsk_render_node_get_bounds (node, &bounds);
  graphene_rect_round_extents (&bounds, &bounds);
  image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) bounds.size.width * IMAGE_SCALE,
                                      (int) bounds.size.height * IMAGE_SCALE);
  cairo_surface_set_device_scale (image, IMAGE_SCALE, IMAGE_SCALE);
  cairo_surface_set_device_offset (image, (double) -bounds.origin.x * IMAGE_SCALE,
                                   (double) -bounds.origin.y * IMAGE_SCALE);
  image_cr = cairo_create (image);
  gsk_render_node_draw (node, image_cr);
  cairo_destroy (image_cr);

  cairo_save (cr);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

static void
clip (cairo_t              *cr,
      const GskRoundedRect *rect)
{
  double x = (double) rect->bounds.origin.x;
  double y = (double) rect->bounds.origin.y;
  double right = x + (double) rect->bounds.size.width;
  double bottom = y + (double) rect->bounds.size.height;
  const struct { double x, y; float dx, dy; } centers[] = {
    { x, y, 1, 1 }, { right, y, -1, 1 }, { right, bottom, -1, -1 }, { x, bottom, 1, -1 },
  };

  cairo_new_path (cr);
  for (guint i = 0; i < G_N_ELEMENTS (centers); i++)
    {
      const graphene_size_t *corner = &rect->corner[i];

      cairo_save (cr);
      cairo_translate (cr, centers[i].x + (double) (centers[i].dx * corner->width),
                       centers[i].y + (double) (centers[i].dy * corner->height));
      if (corner->width > 0 && corner->height > 0)
        {
          cairo_scale (cr, (double) corner->width, (double) corner->height);
          cairo_arc (cr, 0, 0, 1, G_PI + i * G_PI_2, G_PI + (i + 1) * G_PI_2);
        }
      else
        cairo_line_to (cr, 0, 0);
      cairo_restore (cr);
    }
  cairo_close_path (cr);
  cairo_clip (cr);
}

static void
draw_transformed (GskRenderNode *node,
                  cairo_t       *cr)
{
  GskTransform *transform = gsk_transform_node_get_transform (node);
  float xx, yx, xy, yy, dx, dy;
  cairo_matrix_t matrix;

  if (gsk_transform_get_category (transform) < GSK_TRANSFORM_CATEGORY_2D)
    {
      gsk_render_node_draw (node, cr);
      return;
    }

  gsk_transform_to_2d (transform, &xx, &yx, &xy, &yy, &dx, &dy);
  cairo_matrix_init (&matrix, (double) xx, (double) yx, (double) xy, (double) yy, (double) dx,
                     (double) dy);
  cairo_save (cr);
  cairo_transform (cr, &matrix);
  lf_chart_picture_draw (gsk_transform_node_get_child (node), cr);
  cairo_restore (cr);
}

static void
draw_clipped (GskRenderNode *node,
              cairo_t       *cr)
{
  gboolean is_rounded = gsk_render_node_get_node_type (node) == GSK_ROUNDED_CLIP_NODE;
  GskRoundedRect rect;

  if (is_rounded)
    rect = *gsk_rounded_clip_node_get_clip (node);
  else
    gsk_rounded_rect_init_from_rect (&rect, gsk_clip_node_get_clip (node), 0);

  cairo_save (cr);
  clip (cr, &rect);
  lf_chart_picture_draw (is_rounded ? gsk_rounded_clip_node_get_child (node)
                                    : gsk_clip_node_get_child (node),
                         cr);
  cairo_restore (cr);
}

/* Whether a border has square corners and sides that differ */
static gboolean
is_uneven (const GskRoundedRect *outline,
           const float          *widths)
{
  gboolean is_even = TRUE;

  for (guint i = 0; i < 4; i++)
    {
      if (outline->corner[i].width > 0 || outline->corner[i].height > 0)
        return FALSE;
      is_even &= ABS (widths[i] - widths[0]) < FLT_EPSILON;
    }
  return !is_even;
}

static void
draw_border (GskRenderNode *node,
             cairo_t       *cr)
{
  const GskRoundedRect *outline = gsk_border_node_get_outline (node);
  const float *widths = gsk_border_node_get_widths (node);
  const GdkRGBA *colors = gsk_border_node_get_colors (node);
  const graphene_rect_t *area = &outline->bounds;
  float right = area->origin.x + area->size.width;
  float bottom = area->origin.y + area->size.height;
  const graphene_rect_t sides[] = {
    { area->origin, { area->size.width, widths[0] } },
    { { right - widths[1], area->origin.y }, { widths[1], area->size.height } },
    { { area->origin.x, bottom - widths[2] }, { area->size.width, widths[2] } },
    { area->origin, { widths[3], area->size.height } },
  };

  if (!is_uneven (outline, widths))
    {
      gsk_render_node_draw (node, cr);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (widths[i] > 0)
      {
        gdk_cairo_set_source_rgba (cr, &colors[i]);
        cairo_rectangle (cr, (double) sides[i].origin.x, (double) sides[i].origin.y,
                         (double) sides[i].size.width, (double) sides[i].size.height);
        cairo_fill (cr);
      }
}

/**
 * lf_chart_picture_draw:
 * @node: what a widget looks like
 * @cr: what to draw on, which may be a document
 *
 * Draws as gsk_render_node_draw() does, but in a form in which lines and letters stay such.
 */
void
lf_chart_picture_draw (GskRenderNode *node,
                       cairo_t       *cr)
{
  GskRenderNodeType type = gsk_render_node_get_node_type (node);

  if (type == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      lf_chart_picture_draw (gsk_container_node_get_child (node, i), cr);
  else if (type == GSK_TRANSFORM_NODE)
    draw_transformed (node, cr);
  else if (type == GSK_CLIP_NODE || type == GSK_ROUNDED_CLIP_NODE)
    draw_clipped (node, cr);
  else if (type == GSK_DEBUG_NODE)
    lf_chart_picture_draw (gsk_debug_node_get_child (node), cr);
  else if (type == GSK_COLOR_MATRIX_NODE)
    draw_as_image (node, cr);
  else if (type == GSK_BORDER_NODE)
    draw_border (node, cr);
  else
    gsk_render_node_draw (node, cr);
}
