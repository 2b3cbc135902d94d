/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-bar.h"

#include "charts/lf-bar-geometry.h"

/* A flat bar of coloured segments. Its height is the style sheet's min-height; the colours are
 * named there too, so that they follow light, dark and night vision. */

struct _LfBar
{
  GtkWidget      parent_instance;

  GArray        *segments;      /* of LfBarSegment */
  double         maximum;
  GskRenderNode *node;          /* what was drawn last, NULL if it must be drawn anew */
};

G_DEFINE_FINAL_TYPE (LfBar, lf_bar, GTK_TYPE_WIDGET)

#define LEAST_LENGTH 2.0f
#define TRACK_COLOR "lf_track"

static void
forget_node (LfBar *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static GdkRGBA
find_color (LfBar      *self,
            const char *name,
            float       alpha)
{
  GdkRGBA color = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &color);
  color.alpha *= alpha;
  return color;
}

static void
draw (LfBar       *self,
      GtkSnapshot *snapshot,
      float        width,
      float        height)
{
  guint n = self->segments->len;
  g_autofree double *values = g_new (double, n);
  g_autofree float *lengths = g_new (float, n);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GskRoundedRect shape;
  GdkRGBA track = find_color (self, TRACK_COLOR, 1);
  float x = 0;

  for (guint i = 0; i < n; i++)
    values[i] = g_array_index (self->segments, LfBarSegment, i).value;
  lf_bar_geometry_place (values, n, self->maximum, width, LEAST_LENGTH, lengths);

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &track, &shape.bounds);
  for (guint i = 0; i < n; i++)
    {
      const LfBarSegment *segment = &g_array_index (self->segments, LfBarSegment, i);
      GdkRGBA color = find_color (self, segment->color, segment->alpha);
      float left = mirrored ? width - x - lengths[i] : x;

      if (lengths[i] > 0)
        gtk_snapshot_append_color (snapshot, &color,
                                   &GRAPHENE_RECT_INIT (left, 0, lengths[i], height));
      x += lengths[i];
    }
  gtk_snapshot_pop (snapshot);
}

static void
lf_bar_snapshot (GtkWidget   *widget,
                 GtkSnapshot *snapshot)
{
  LfBar *self = LF_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);

  if (width <= 0 || height <= 0)
    return;

  if (self->node == NULL)
    {
      GtkSnapshot *drawing = gtk_snapshot_new ();

      draw (self, drawing, width, height);
      self->node = gtk_snapshot_free_to_node (drawing);
    }

  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
lf_bar_size_allocate (GtkWidget *widget,
                      int        width,
                      int        height,
                      int        baseline)
{
  forget_node (LF_BAR (widget));
}

static void
lf_bar_css_changed (GtkWidget         *widget,
                    GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lf_bar_parent_class)->css_changed (widget, change);
  forget_node (LF_BAR (widget));
  gtk_widget_queue_draw (widget);
}

static void
lf_bar_direction_changed (GtkWidget        *widget,
                          GtkTextDirection  previous)
{
  GTK_WIDGET_CLASS (lf_bar_parent_class)->direction_changed (widget, previous);
  forget_node (LF_BAR (widget));
}

static void
lf_bar_finalize (GObject *object)
{
  LfBar *self = LF_BAR (object);

  forget_node (self);
  g_array_unref (self->segments);

  G_OBJECT_CLASS (lf_bar_parent_class)->finalize (object);
}

static void
lf_bar_class_init (LfBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_bar_finalize;
  widget_class->snapshot = lf_bar_snapshot;
  widget_class->size_allocate = lf_bar_size_allocate;
  widget_class->css_changed = lf_bar_css_changed;
  widget_class->direction_changed = lf_bar_direction_changed;

  gtk_widget_class_set_css_name (widget_class, "lfbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lf_bar_init (LfBar *self)
{
  self->segments = g_array_new (FALSE, FALSE, sizeof (LfBarSegment));
}

/**
 * lf_bar_new:
 *
 * Returns: (transfer floating): an empty bar
 */
GtkWidget *
lf_bar_new (void)
{
  return g_object_new (LF_TYPE_BAR, NULL);
}

/**
 * lf_bar_set_segments:
 * @self: a bar
 * @segments: (array length=n_segments): its segments, in order
 * @n_segments: how many there are
 * @maximum: the value of the whole width; 0 if the segments fill it
 *
 * Sets what the bar shows. Its accessible label is for the caller to set, who knows what it means.
 */
void
lf_bar_set_segments (LfBar              *self,
                     const LfBarSegment *segments,
                     guint               n_segments,
                     double              maximum)
{
  g_return_if_fail (LF_IS_BAR (self));

  g_array_set_size (self->segments, 0);
  if (n_segments > 0)
    g_array_append_vals (self->segments, segments, n_segments);
  self->maximum = maximum;
  forget_node (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
