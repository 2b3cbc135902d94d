/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-readout.h"

#include <math.h>
#include <string.h>

#include "charts/lf-chart-geometry.h"

/* What is said about the item that is pointed at. Drawn, not a widget: it changes with every move
 * of the pointer, and a widget would have the whole window measured anew each time. */

#define PADDING 10.0f
#define PADDING_Y 7.0f
#define RADIUS 6.0f
#define GAP 6.0f
#define MAX_WIDTH 340.0f
#define LEAST_TEXT 40.0f

static PangoLayout *
make_layout (LfChartCanvas *canvas,
             const char    *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (canvas->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  float room = MIN (MAX_WIDTH, canvas->width - 2 * PADDING);
  int width;

  /* The first line is the name of the item */
  bold->start_index = 0;
  bold->end_index = (guint) strcspn (text, "\n");
  pango_attr_list_insert (attributes, bold);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.93));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_size (layout, &width, NULL);
  if (width > (int) (MAX (room, LEAST_TEXT) * PANGO_SCALE))
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_width (layout, (int) (MAX (room, LEAST_TEXT) * PANGO_SCALE));
    }
  return layout;
}

/**
 * lf_chart_readout_draw:
 * @canvas: the canvas of a chart
 * @text: what is said; its first line is drawn bold
 * @item: what it is about
 *
 * Draws a field with a text beside an item.
 */
void
lf_chart_readout_draw (LfChartCanvas         *canvas,
                       const char            *text,
                       const graphene_rect_t *item)
{
  g_autoptr (PangoLayout) layout = make_layout (canvas, text);
  GdkRGBA color = lf_chart_canvas_get_color (canvas, "lf_fg");
  GdkRGBA shadow = lf_chart_canvas_get_color (canvas, "lf_shadow");
  graphene_size_t size;
  graphene_rect_t place;
  graphene_rect_t seen;
  GskRoundedRect shape;
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  graphene_size_init (&size, (float) width + 2 * PADDING, (float) height + 2 * PADDING_Y);
  place = lf_chart_geometry_place_readout (item, &size,
                                           &GRAPHENE_SIZE_INIT (canvas->width, canvas->height),
                                           GAP);
  graphene_rect_init (&place, roundf (place.origin.x), roundf (place.origin.y), size.width,
                      size.height);
  seen = canvas->mirrored ? lf_chart_geometry_mirror (&place, canvas->width) : place;

  gsk_rounded_rect_init_from_rect (&shape, &seen, RADIUS);
  gtk_snapshot_append_outset_shadow (canvas->snapshot, &shape, &shadow, 0, 1, 0, 4);
  lf_chart_canvas_fill (canvas, &place, RADIUS, "lf_bar");
  lf_chart_canvas_outline (canvas, &place, RADIUS, 1, "lf_border");
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot, &GRAPHENE_POINT_INIT (seen.origin.x + PADDING,
                                                                  seen.origin.y + PADDING_Y));
  gtk_snapshot_append_layout (canvas->snapshot, layout, &color);
  gtk_snapshot_restore (canvas->snapshot);
}
