/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-text.h"

#define SMALL_SCALE 0.85

/* Height of capital letters and digits, in sizes of a font: nearly the same in all of them */
#define CAP_HEIGHT 0.72f

static PangoAttrList *
make_attributes (LfChartTextStyle style)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if ((style & LF_CHART_TEXT_SMALL) != 0)
    pango_attr_list_insert (attributes, pango_attr_scale_new (SMALL_SCALE));
  if ((style & LF_CHART_TEXT_BOLD) != 0)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  return attributes;
}

/**
 * lf_chart_text_new:
 * @widget: the chart, whose font is taken
 * @text: valid UTF-8; no markup
 * @style: how it looks
 *
 * Returns: (transfer full): a text to be drawn
 */
LfChartText *
lf_chart_text_new (GtkWidget        *widget,
                   const char       *text,
                   LfChartTextStyle  style)
{
  LfChartText *self = g_new0 (LfChartText, 1);
  g_autoptr (PangoAttrList) attributes = make_attributes (style);
  int width;
  int height;

  self->layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_ellipsize (self->layout, (style & LF_CHART_TEXT_BOTH_ENDS) != 0
                                              ? PANGO_ELLIPSIZE_MIDDLE
                                              : PANGO_ELLIPSIZE_END);
  pango_layout_get_size (self->layout, &width, &height);
  self->width = (float) width / PANGO_SCALE;
  self->height = (float) height / PANGO_SCALE;
  return self;
}

/**
 * lf_chart_text_free:
 * @self: (transfer full): a text
 */
void
lf_chart_text_free (LfChartText *self)
{
  g_object_unref (self->layout);
  g_free (self);
}

/**
 * lf_chart_text_get_cap_height:
 * @widget: a widget
 *
 * Returns: the height of capital letters in its font, in pixels
 */
float
lf_chart_text_get_cap_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  float size = (float) pango_font_description_get_size (font) / PANGO_SCALE;

  /* A size that is not absolute is in points */
  if (!pango_font_description_get_size_is_absolute (font))
    size *= (float) pango_cairo_context_get_resolution (context) / 72;
  return size * CAP_HEIGHT;
}
