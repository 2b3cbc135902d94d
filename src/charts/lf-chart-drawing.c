/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "charts/lf-chart-private.h"
#include "charts/lf-chart-readout.h"

/* How a chart is drawn: nodes that are kept as long as data, size and style stay the same, and over
 * them what follows the pointer. */

#define GROW_MICROSECONDS 240000

/* How far the field behind an item goes beyond it */
#define HIGHLIGHT_MARGIN 6.0f
#define HIGHLIGHT_RADIUS 6.0f

/* In items that are larger than this a readout is where the pointer is */
#define LARGE_WIDTH 120.0f
#define LARGE_HEIGHT 60.0f
#define POINTER_SIZE 16.0f

/**
 * lf_chart_forget_nodes: (skip)
 */
void
lf_chart_forget_nodes (LfChart *self)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  g_clear_pointer (&priv->frame, gsk_render_node_unref);
  g_clear_pointer (&priv->marks, gsk_render_node_unref);
  graphene_size_init (&priv->laid_out, 0, 0);
}

static void
lay_out (LfChart *self,
         float    width,
         float    height)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  if (priv->laid_out.width == width && priv->laid_out.height == height)
    return;

  LF_CHART_GET_CLASS (self)->lay_out (self, width, height);
  graphene_size_init (&priv->laid_out, width, height);
}

/* The item that is pointed at: by the pointer if it is there, else by the keyboard */
static int
get_current (LfChart *self)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  if (priv->hovered >= 0)
    return priv->hovered;
  return priv->by_keyboard && gtk_widget_has_focus (GTK_WIDGET (self)) ? priv->item : -1;
}

static void
draw_empty (LfChart       *self,
            LfChartCanvas *canvas)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  if (priv->empty == NULL)
    priv->empty = lf_chart_text_new (canvas->widget, lf_chart_get_empty_text (self),
                                     LF_CHART_TEXT_NORMAL);
  lf_chart_canvas_text (canvas, priv->empty,
                        &GRAPHENE_RECT_INIT (0, 0, canvas->width, canvas->height),
                        LF_CHART_ALIGN_CENTER, "lf_dim");
}

static void
draw_frame (LfChart       *self,
            LfChartCanvas *canvas)
{
  if (lf_chart_get_n_items (self) == 0)
    draw_empty (self, canvas);
  else
    LF_CHART_GET_CLASS (self)->draw_frame (self, canvas);
}

static void
draw_marks (LfChart       *self,
            LfChartCanvas *canvas,
            float          progress)
{
  if (lf_chart_get_n_items (self) > 0)
    LF_CHART_GET_CLASS (self)->draw_marks (self, canvas, progress);
}

/* Draws through a snapshot of its own, so that the node can be kept */
static GskRenderNode *
keep (LfChart             *self,
      const LfChartCanvas *canvas,
      gboolean             marks)
{
  LfChartPrivate *priv = lf_chart_get_private (self);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  LfChartCanvas own = *canvas;
  GskRenderNode *node;

  own.snapshot = snapshot;
  if (marks)
    draw_marks (self, &own, priv->progress);
  else
    draw_frame (self, &own);
  node = gtk_snapshot_free_to_node (snapshot);
  /* Nothing to draw is worth remembering too */
  return node != NULL ? node : gsk_container_node_new (NULL, 0);
}

/* Where a readout points to, as if read from left to right */
static graphene_rect_t
get_readout_anchor (LfChart *self,
                    int      item)
{
  LfChartPrivate *priv = lf_chart_get_private (self);
  float width = priv->laid_out.width;
  gboolean mirrored = lf_chart_is_mirrored (self);
  graphene_rect_t area;
  graphene_point_t point;

  LF_CHART_GET_CLASS (self)->get_item_area (self, (guint) item, &area, &point);
  if (priv->hovered >= 0)
    graphene_point_init (&point, mirrored ? width - priv->pointer.x : priv->pointer.x,
                         priv->pointer.y);

  if (area.size.width > LARGE_WIDTH)
    {
      area.origin.x = point.x;
      area.size.width = 0;
    }
  if (area.size.height > LARGE_HEIGHT)
    {
      area.origin.y = point.y - POINTER_SIZE / 2;
      area.size.height = POINTER_SIZE;
    }
  return area;
}

/**
 * lf_chart_real_draw_highlight: (skip)
 */
void
lf_chart_real_draw_highlight (LfChart       *self,
                              LfChartCanvas *canvas,
                              guint          item)
{
  graphene_rect_t area;
  graphene_point_t point;

  LF_CHART_GET_CLASS (self)->get_item_area (self, item, &area, &point);
  graphene_rect_inset (&area, -HIGHLIGHT_MARGIN, 0);
  lf_chart_canvas_fill (canvas, &area, HIGHLIGHT_RADIUS, "lf_hover");
}

/**
 * lf_chart_snapshot: (skip)
 */
void
lf_chart_snapshot (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  LfChart *self = LF_CHART (widget);
  LfChartClass *klass = LF_CHART_GET_CLASS (self);
  LfChartPrivate *priv = lf_chart_get_private (self);
  gboolean laid_out = lf_chart_lay_out_widget (self);
  int current = laid_out ? get_current (self) : -1;
  LfChartCanvas canvas;

  if (gtk_widget_get_width (widget) <= 0 || gtk_widget_get_height (widget) <= 0)
    return;

  lf_chart_canvas_init (&canvas, widget, snapshot, (float) gtk_widget_get_width (widget),
                        (float) gtk_widget_get_height (widget),
                        (float) gtk_widget_get_scale_factor (widget));
  if (priv->frame == NULL)
    priv->frame = keep (self, &canvas, FALSE);
  if (priv->marks == NULL)
    priv->marks = keep (self, &canvas, TRUE);

  if (current >= 0 && !klass->highlight_above)
    klass->draw_highlight (self, &canvas, (guint) current);
  gtk_snapshot_append_node (snapshot, priv->frame);
  gtk_snapshot_append_node (snapshot, priv->marks);
  if (current >= 0 && klass->highlight_above)
    klass->draw_highlight (self, &canvas, (guint) current);
  if (current >= 0)
    {
      g_autofree char *text = lf_chart_dup_readout (self);
      graphene_rect_t anchor = get_readout_anchor (self, current);

      lf_chart_readout_draw (&canvas, text, &anchor);
    }
}

static gboolean
grow_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  LfChartPrivate *priv = lf_chart_get_private (LF_CHART (widget));
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  float left;

  if (priv->started == 0)
    priv->started = now;
  left = 1 - MIN ((float) (now - priv->started) / GROW_MICROSECONDS, 1);
  /* Fast at first, slow at the end */
  priv->progress = 1 - left * left * left;
  g_clear_pointer (&priv->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (widget);
  if (left > 0)
    return G_SOURCE_CONTINUE;

  priv->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * lf_chart_stop_growing: (skip)
 */
void
lf_chart_stop_growing (LfChart *self)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  if (priv->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), priv->tick_id);
  priv->tick_id = 0;
  priv->progress = 1;
}

/**
 * lf_chart_start_growing: (skip)
 *
 * Only if the desktop wants things to move, and only what is seen.
 */
void
lf_chart_start_growing (LfChart *self)
{
  LfChartPrivate *priv = lf_chart_get_private (self);
  gboolean enabled = FALSE;

  lf_chart_stop_growing (self);
  if (!LF_CHART_GET_CLASS (self)->animated || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled,
                NULL);
  if (!enabled)
    return;

  priv->progress = 0;
  priv->started = 0;
  priv->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

/**
 * lf_chart_lay_out_widget: (skip)
 */
gboolean
lf_chart_lay_out_widget (LfChart *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (width <= 0 || height <= 0 || lf_chart_get_n_items (self) == 0)
    return FALSE;

  lay_out (self, (float) width, (float) height);
  return TRUE;
}

/**
 * lf_chart_dup_readout:
 * @self: a chart
 *
 * Returns: (transfer full) (nullable): what is said at the moment about the item that the pointer
 *   or the keyboard is at
 */
char *
lf_chart_dup_readout (LfChart *self)
{
  int current;

  g_return_val_if_fail (LF_IS_CHART (self), NULL);

  current = get_current (self);
  return current >= 0 ? lf_chart_describe_item (self, (guint) current) : NULL;
}

/**
 * lf_chart_draw:
 * @self: a chart, which need not be in a window
 * @snapshot: what to draw on
 * @width: the size to draw it in
 * @height: the size to draw it in
 * @scale: device pixels a pixel
 *
 * Draws a chart as it is when nobody points at it.
 */
void
lf_chart_draw (LfChart     *self,
               GtkSnapshot *snapshot,
               float        width,
               float        height,
               float        scale)
{
  LfChartPrivate *priv;
  LfChartCanvas canvas;

  g_return_if_fail (LF_IS_CHART (self));
  g_return_if_fail (width > 0 && height > 0 && scale > 0);

  priv = lf_chart_get_private (self);
  if (lf_chart_get_n_items (self) > 0)
    LF_CHART_GET_CLASS (self)->lay_out (self, width, height);
  lf_chart_canvas_init (&canvas, GTK_WIDGET (self), snapshot, width, height, scale);
  draw_frame (self, &canvas);
  draw_marks (self, &canvas, 1);

  /* The widget may have another size, and must be laid out again for that */
  graphene_size_init (&priv->laid_out, 0, 0);
}
