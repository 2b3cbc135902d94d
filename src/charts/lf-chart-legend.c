/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-legend.h"

#include <math.h>

typedef struct
{
  LfChartSign  sign;
  const char  *color;
  LfChartText *text;
} Entry;

struct _LfChartLegend
{
  GtkWidget *widget;
  GArray    *entries;     /* of Entry */
  float      height;
};

#define SWATCH 10.0f
#define WIDE_SWATCH 18.0f
#define RADIUS 2.0f
#define TEXT_GAP 6.0f
#define ENTRY_GAP 18.0f
#define BOTTOM_GAP 8.0f
#define LEAST_TEXT 40.0f
#define BAND_ALPHA 0.2

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  lf_chart_text_free (entry->text);
}

/**
 * lf_chart_legend_new:
 * @widget: the chart
 *
 * Returns: (transfer full): a legend that tells nothing
 */
LfChartLegend *
lf_chart_legend_new (GtkWidget *widget)
{
  LfChartLegend *self = g_new0 (LfChartLegend, 1);

  self->widget = widget;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

/**
 * lf_chart_legend_free:
 * @self: (transfer full): a legend
 */
void
lf_chart_legend_free (LfChartLegend *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * lf_chart_legend_add:
 * @self: a legend
 * @sign: what stands before the text
 * @color: its colour; it must live as long as the legend
 * @text: what it means
 */
void
lf_chart_legend_add (LfChartLegend *self,
                     LfChartSign    sign,
                     const char    *color,
                     const char    *text)
{
  Entry entry = { sign, color, lf_chart_text_new (self->widget, text, LF_CHART_TEXT_SMALL) };

  g_array_append_val (self->entries, entry);
  self->height = MAX (self->height, ceilf (entry.text->height));
}

/**
 * lf_chart_legend_get_height:
 * @self: a legend
 *
 * Returns: its height with a gap below it; 0 if it tells nothing
 */
float
lf_chart_legend_get_height (LfChartLegend *self)
{
  return self->height > 0 ? self->height + BOTTOM_GAP : 0;
}

static float
get_sign_width (LfChartSign sign)
{
  return sign == LF_CHART_SIGN_WHISKER || sign == LF_CHART_SIGN_LINE || sign == LF_CHART_SIGN_BAND
           ? WIDE_SWATCH
           : SWATCH;
}

static void
draw_band (LfChartCanvas         *canvas,
           const graphene_rect_t *rect,
           const char            *color)
{
  cairo_t *cr = lf_chart_canvas_begin_cairo (canvas, rect);

  lf_chart_canvas_set_source (canvas, cr, color, BAND_ALPHA);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
draw_sign (LfChartCanvas *canvas,
           const Entry   *entry,
           float          x,
           float          middle)
{
  float width = get_sign_width (entry->sign);
  graphene_rect_t box = GRAPHENE_RECT_INIT (x, middle - SWATCH / 2, width, SWATCH);

  switch (entry->sign)
    {
    case LF_CHART_SIGN_WHISKER:
      lf_chart_canvas_whisker (canvas, middle, x + 0.5f, x + width - 0.5f, entry->color);
      break;
    case LF_CHART_SIGN_LINE:
      lf_chart_canvas_horizontal (canvas, middle, x, x + width, 2, entry->color);
      break;
    case LF_CHART_SIGN_BAND:
      draw_band (canvas, &box, entry->color);
      break;
    case LF_CHART_SIGN_DOT:
      graphene_rect_inset (&box, 2, 2);
      lf_chart_canvas_fill (canvas, &box, SWATCH, entry->color);
      break;
    case LF_CHART_SIGN_DIAMOND:
      lf_chart_canvas_diamond (canvas, x + width / 2, middle, SWATCH / 2, entry->color);
      break;
    case LF_CHART_SIGN_OUTLINE:
      lf_chart_canvas_outline (canvas, &box, RADIUS, 2, entry->color);
      break;
    case LF_CHART_SIGN_BOX:
    case LF_CHART_SIGN_FRAME:
    default:
      lf_chart_canvas_fill (canvas, &box, RADIUS, entry->color);
      if (entry->sign == LF_CHART_SIGN_FRAME)
        lf_chart_canvas_outline (canvas, &box, RADIUS, 1, "lf_border");
    }
}

/**
 * lf_chart_legend_draw:
 * @self: a legend
 * @canvas: what to draw on
 *
 * Draws the legend at the top of the chart. What there is no room for is left out.
 */
void
lf_chart_legend_draw (LfChartLegend *self,
                      LfChartCanvas *canvas)
{
  float x = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      float start = x + get_sign_width (entry->sign) + TEXT_GAP;
      float width = ceilf (entry->text->width);

      if (canvas->width - start < MIN (width, LEAST_TEXT))
        break;
      width = MIN (width, canvas->width - start);
      draw_sign (canvas, entry, x, self->height / 2);
      lf_chart_canvas_text (canvas, entry->text,
                            &GRAPHENE_RECT_INIT (start, 0, width, self->height),
                            LF_CHART_ALIGN_START, "lf_dim");
      x = start + width + ENTRY_GAP;
    }
}
