/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-export.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "charts/lf-chart.h"

/* Charts as files. A chart draws itself anew, so it need not be on the screen and nobody points at
 * it; of any other widget it is what was drawn last. */

#define LEAST_PNG_SCALE 2

/* Around a chart, so that nothing touches the edge of the picture */
#define MARGIN 16.0f

static GskRenderNode *
make_chart_node (LfChart *chart,
                 float    width,
                 float    height,
                 float    scale)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  lf_chart_draw (chart, snapshot, width, height, scale);
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
make_widget_node (GtkWidget *widget,
                  float      width,
                  float      height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, (double) width, (double) height);
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * lf_chart_draw_cairo:
 * @widget: a chart, which need not be in a window, or any widget that is on the screen
 * @cr: what to draw on
 * @width: the size to draw it in
 * @height: the size to draw it in
 * @scale: device pixels a unit of @cr
 *
 * Draws a widget with cairo, on what is there already.
 */
void
lf_chart_draw_cairo (GtkWidget *widget,
                     cairo_t   *cr,
                     float      width,
                     float      height,
                     float      scale)
{
  GskRenderNode *node;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (width > 0 && height > 0 && scale > 0);

  if (LF_IS_CHART (widget))
    node = make_chart_node (LF_CHART (widget), width, height, scale);
  else
    node = make_widget_node (widget, width, height);
  if (node == NULL)
    return;

  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
}

/* The size that it has, or would like to have */
static void
get_size (GtkWidget *widget,
          int       *width,
          int       *height)
{
  *width = gtk_widget_get_width (widget);
  *height = gtk_widget_get_height (widget);
  if (*width > 0 && *height > 0)
    return;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, *width, NULL, height, NULL, NULL);
}

static void
draw_page (GtkWidget *widget,
           cairo_t   *cr,
           int        width,
           int        height,
           float      margin,
           float      scale)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA background = { 1, 1, 1, 1 };

  /* Charts are on cards, everything else is on the window */
  gtk_style_context_lookup_color (context, LF_IS_CHART (widget) ? "lf_view" : "lf_bg",
                                  &background);
  gdk_cairo_set_source_rgba (cr, &background);
  cairo_paint (cr);
  cairo_translate (cr, (double) margin, (double) margin);
  lf_chart_draw_cairo (widget, cr, (float) width, (float) height, scale);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The words of the chart at the beginning of an SVG document: it has letters as shapes only */
static void
add_words (GtkWidget  *widget,
           GByteArray *document)
{
  LfChart *chart = LF_IS_CHART (widget) ? LF_CHART (widget) : NULL;
  g_autofree char *summary = chart != NULL ? lf_chart_summarize (chart) : NULL;
  const char *title = chart != NULL ? lf_chart_get_title (chart) : NULL;
  const char *root = g_strstr_len ((const char *) document->data, document->len, "<svg");
  const char *end = root != NULL ? memchr (root, '>', document->len -
                                           (gsize) (root - (const char *) document->data))
                                 : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;

  if (end == NULL || chart == NULL)
    return;

  words = g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>",
                                   title != NULL ? title : "", summary);
  end++;
  g_string_append_len (text, (const char *) document->data,
                       end - (const char *) document->data);
  g_string_append (text, words);
  g_string_append_len (text, end,
                       (gssize) document->len - (end - (const char *) document->data));
  g_byte_array_set_size (document, 0);
  g_byte_array_append (document, (const guint8 *) text->str, (guint) text->len);
}

static cairo_surface_t *
create_surface (LfChartFormat  format,
                int            width,
                int            height,
                int            scale,
                GByteArray    *document)
{
  cairo_surface_t *surface;

  if (format == LF_CHART_FORMAT_SVG)
    {
      surface = cairo_svg_surface_create_for_stream (write_cb, document, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

/**
 * lf_chart_render:
 * @widget: a chart, which need not be in a window, or any widget that is on the screen
 * @format: what to make of it
 * @error: return location for an error
 *
 * Makes a file of a widget in the size that it has, or would like to have, and in the colours of
 * the style of the moment. Main thread; for an ordinary page it takes some milliseconds, so that
 * the bytes may be written later by g_file_replace_contents_bytes_async().
 *
 * Returns: (transfer full): the contents of the file; %NULL with @error set if the widget is not on
 *   the screen or too large
 */
GBytes *
lf_chart_render (GtkWidget      *widget,
                 LfChartFormat   format,
                 GError        **error)
{
  gboolean is_chart = LF_IS_CHART (widget);
  float margin = is_chart ? MARGIN : 0;
  int scale = format == LF_CHART_FORMAT_PNG
                ? MAX (gtk_widget_get_scale_factor (widget), LEAST_PNG_SCALE)
                : 1;
  g_autoptr (GByteArray) document = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  int width;
  int height;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  if (!is_chart && !gtk_widget_get_mapped (widget))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _("What is not shown cannot be exported."));
      return NULL;
    }

  get_size (widget, &width, &height);
  surface = create_surface (format, width + (int) (2 * margin), height + (int) (2 * margin), scale,
                            document);
  cr = cairo_create (surface);
  draw_page (widget, cr, width, height, margin, (float) scale);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == LF_CHART_FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, write_cb, document);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be drawn: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  if (format == LF_CHART_FORMAT_SVG)
    add_words (widget, document);
  return g_byte_array_free_to_bytes (g_steal_pointer (&document));
}

/**
 * lf_chart_export:
 * @widget: a chart, which need not be in a window, or any widget that is on the screen
 * @file: the file to write; one that is there is replaced
 * @format: what to write
 * @error: return location for an error
 *
 * Saves a widget as a picture. Blocks while it writes.
 *
 * Returns: whether it was written; if not, @error is set and a file that was there is as it was
 */
gboolean
lf_chart_export (GtkWidget      *widget,
                 GFile          *file,
                 LfChartFormat   format,
                 GError        **error)
{
  g_autoptr (GBytes) bytes = lf_chart_render (widget, format, error);

  if (bytes == NULL)
    return FALSE;

  return g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}
