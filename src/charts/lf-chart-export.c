/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-export.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "charts/lf-chart-picture.h"
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

  lf_chart_picture_draw (node, cr);
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

/* A picture that is drawn already, on a surface that remembers how, so that any thread can make a
 * file of it: an SVG document itself, which is written when it is finished, or a recording, from
 * which pixels are drawn. (A recording that is drawn into an SVG document is leaked by cairo
 * 1.16.) */
typedef struct
{
  LfChartFormat    format;
  int              width;
  int              height;
  int              scale;         /* device pixels a pixel */
  cairo_surface_t *drawing;
  GByteArray      *document;      /* the contents of the file */
  char            *words;         /* what a chart says, as elements of SVG; NULL for none */
  GFile           *file;          /* where it is to be written to, if it is */
} Picture;

static void
picture_free (Picture *self)
{
  cairo_surface_destroy (self->drawing);
  g_byte_array_unref (self->document);
  g_clear_object (&self->file);
  g_free (self->words);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

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

/* What stands at the beginning of an SVG document: it has letters as shapes only */
static char *
make_words (LfChart *chart)
{
  g_autofree char *summary = lf_chart_summarize (chart);
  const char *title = lf_chart_get_title (chart);

  return g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>",
                                  title != NULL ? title : "", summary);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_drawing (const Picture *self)
{
  cairo_surface_t *surface;

  if (self->format == LF_CHART_FORMAT_PNG)
    return cairo_recording_surface_create (
      CAIRO_CONTENT_COLOR_ALPHA, &(cairo_rectangle_t) { 0, 0, self->width, self->height });

  surface = cairo_svg_surface_create_for_stream (write_cb, self->document, self->width,
                                                 self->height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  return surface;
}

/* Main thread */
static Picture *
picture_new (GtkWidget      *widget,
             LfChartFormat   format,
             GError        **error)
{
  gboolean is_chart = LF_IS_CHART (widget);
  float margin = is_chart ? MARGIN : 0;
  Picture *self;
  cairo_t *cr;
  int width;
  int height;

  if (!is_chart && !gtk_widget_get_mapped (widget))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _("What is not shown cannot be exported."));
      return NULL;
    }

  get_size (widget, &width, &height);
  self = g_new0 (Picture, 1);
  self->format = format;
  self->width = width + (int) (2 * margin);
  self->height = height + (int) (2 * margin);
  self->scale = format == LF_CHART_FORMAT_PNG
                  ? MAX (gtk_widget_get_scale_factor (widget), LEAST_PNG_SCALE)
                  : 1;
  self->words = is_chart ? make_words (LF_CHART (widget)) : NULL;
  self->document = g_byte_array_new ();
  self->drawing = create_drawing (self);

  cr = cairo_create (self->drawing);
  draw_page (widget, cr, width, height, margin, (float) self->scale);
  cairo_destroy (cr);
  return self;
}

static void
add_words (GByteArray *document,
           const char *words)
{
  const char *start = (const char *) document->data;
  const char *root = g_strstr_len (start, document->len, "<svg");
  const char *end = root != NULL ? memchr (root, '>', document->len - (gsize) (root - start))
                                 : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (end == NULL)
    return;

  end++;
  g_string_append_len (text, start, end - start);
  g_string_append (text, words);
  g_string_append_len (text, end, (gssize) document->len - (end - start));
  g_byte_array_set_size (document, 0);
  g_byte_array_append (document, (const guint8 *) text->str, (guint) text->len);
}

static cairo_status_t
write_svg (Picture *self)
{
  cairo_status_t status;

  cairo_surface_finish (self->drawing);
  status = cairo_surface_status (self->drawing);
  if (status == CAIRO_STATUS_SUCCESS && self->words != NULL)
    add_words (self->document, self->words);
  return status;
}

static cairo_status_t
write_png (Picture *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, self->width * self->scale, self->height * self->scale);
  cairo_status_t status;
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  cr = cairo_create (surface);
  cairo_set_source_surface (cr, self->drawing, 0, 0);
  cairo_paint (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, self->document);
  cairo_surface_destroy (surface);
  return status;
}

/* Any thread, once */
static GBytes *
picture_write (Picture  *self,
               GError  **error)
{
  cairo_status_t status = self->format == LF_CHART_FORMAT_SVG ? write_svg (self)
                                                              : write_png (self);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be drawn: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_bytes_new (self->document->data, self->document->len);
}

static gboolean
save (GBytes  *bytes,
      GFile   *file,
      GError **error)
{
  return g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}

/**
 * lf_chart_render:
 * @widget: a chart, which need not be in a window, or any widget that is on the screen
 * @format: what to make of it
 * @error: return location for an error
 *
 * Makes a file of a widget in the size that it has, or would like to have, and in the colours of
 * the style of the moment. Main thread; for one chart it takes some milliseconds, for a long page a
 * second, see lf_chart_export_async().
 *
 * Returns: (transfer full): the contents of the file; %NULL with @error set if the widget is not on
 *   the screen or too large
 */
GBytes *
lf_chart_render (GtkWidget      *widget,
                 LfChartFormat   format,
                 GError        **error)
{
  g_autoptr (Picture) picture = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  picture = picture_new (widget, format, error);
  return picture != NULL ? picture_write (picture, error) : NULL;
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

  return bytes != NULL && save (bytes, file, error);
}

static void
export_on_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Picture *picture = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = picture_write (picture, &error);

  if (bytes != NULL && save (bytes, picture->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lf_chart_export_async:
 * @widget: a chart, which need not be in a window, or any widget that is on the screen
 * @file: the file to write; one that is there is replaced
 * @format: what to write
 * @callback: called in the main thread when it is done
 * @data: for @callback
 *
 * Saves a widget as it is now. Only what it looks like is noted at once, in some milliseconds; a
 * worker thread makes the file.
 */
void
lf_chart_export_async (GtkWidget           *widget,
                       GFile               *file,
                       LfChartFormat        format,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  /* As its source the widget could be let go of last, and so be disposed of, on the thread */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  GError *error = NULL;
  Picture *picture;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  picture = picture_new (widget, format, &error);
  if (picture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  picture->file = g_object_ref (file);
  g_task_set_task_data (task, picture, (GDestroyNotify) picture_free);
  g_task_run_in_thread (task, export_on_thread);
}

/**
 * lf_chart_export_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it was written; if not, @error is set and a file that was there is as it was
 */
gboolean
lf_chart_export_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
