/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-private.h"

/* The pointer and the keyboard on a chart */

/**
 * lf_chart_scroll_to_item:
 * @self: a chart
 * @item: the number of an item
 *
 * Lets the page that the chart is on scroll to an item.
 */
void
lf_chart_scroll_to_item (LfChart *self,
                         guint    item)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkWidget *page = viewport != NULL ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;
  GtkAdjustment *adjustment;
  graphene_rect_t area;
  graphene_point_t point;
  double x;
  double y;

  g_return_if_fail (item < lf_chart_get_n_items (self));

  if (page == NULL || !lf_chart_lay_out_widget (self))
    return;

  LF_CHART_GET_CLASS (self)->get_item_area (self, item, &area, &point);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self), page, 0, (double) area.origin.y, &x,
                                         &y))
    return;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  gtk_adjustment_clamp_page (adjustment, y, y + (double) area.size.height);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  LfChart *self = LF_CHART (widget);
  LfChartPrivate *priv = lf_chart_get_private (self);
  LfChartMove move = (LfChartMove) g_variant_get_int32 (arguments);
  int next;

  if (!lf_chart_lay_out_widget (self))
    return FALSE;

  if (lf_chart_is_mirrored (self) && move == LF_CHART_MOVE_LEFT)
    move = LF_CHART_MOVE_RIGHT;
  else if (lf_chart_is_mirrored (self) && move == LF_CHART_MOVE_RIGHT)
    move = LF_CHART_MOVE_LEFT;

  next = LF_CHART_GET_CLASS (self)->move (self, priv->item, move);
  if (next < 0)
    return FALSE;

  /* From now on it is the keyboard that points */
  priv->hovered = -1;
  priv->by_keyboard = TRUE;
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (widget)), TRUE);
  lf_chart_set_item (self, next);
  lf_chart_scroll_to_item (self, (guint) next);
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  LfChartPrivate *priv = lf_chart_get_private (LF_CHART (widget));

  if (!priv->activatable || priv->item < 0)
    return FALSE;

  lf_chart_activate (LF_CHART (widget), (guint) priv->item);
  return TRUE;
}

static gboolean
leave_item_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  LfChartPrivate *priv = lf_chart_get_private (LF_CHART (widget));

  if (priv->item < 0)
    return FALSE;

  lf_chart_set_item (LF_CHART (widget), -1);
  return TRUE;
}

static int
find_item (LfChart *self,
           double   x,
           double   y)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  if (!lf_chart_lay_out_widget (self))
    return -1;

  if (lf_chart_is_mirrored (self))
    x = (double) priv->laid_out.width - x;
  return LF_CHART_GET_CLASS (self)->find_item (self, (float) x, (float) y);
}

static void
point_at (LfChart *self,
          int      item)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  if (item < 0 && priv->hovered < 0)
    return;

  if (item != priv->hovered && priv->activatable)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), item >= 0 ? "pointer" : NULL);
  priv->hovered = item;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (LfChart *self,
           double   x,
           double   y)
{
  LfChartPrivate *priv = lf_chart_get_private (self);

  graphene_point_init (&priv->pointer, (float) x, (float) y);
  point_at (self, find_item (self, x, y));
}

static void
leave_cb (LfChart *self)
{
  point_at (self, -1);
}

static void
released_cb (LfChart *self,
             int      n_press,
             double   x,
             double   y)
{
  LfChartPrivate *priv = lf_chart_get_private (self);
  int item = find_item (self, x, y);

  priv->by_keyboard = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (item < 0)
    return;

  lf_chart_set_item (self, item);
  if (priv->activatable)
    lf_chart_activate (self, (guint) item);
}

/**
 * lf_chart_input_class_init: (skip)
 */
void
lf_chart_input_class_init (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint       keys[2];
    LfChartMove move;
  } moves[] = {
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, LF_CHART_MOVE_LEFT },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, LF_CHART_MOVE_RIGHT },
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, LF_CHART_MOVE_UP },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, LF_CHART_MOVE_DOWN },
    { { GDK_KEY_Home, GDK_KEY_KP_Home }, LF_CHART_MOVE_FIRST },
    { { GDK_KEY_End, GDK_KEY_KP_End }, LF_CHART_MOVE_LAST },
  };
  static const guint activating[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter,
                                      GDK_KEY_space, GDK_KEY_KP_Space };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    for (guint j = 0; j < 2; j++)
      gtk_widget_class_add_binding (widget_class, moves[i].keys[j], 0, move_cb, "i",
                                    (int) moves[i].move);
  for (guint i = 0; i < G_N_ELEMENTS (activating); i++)
    gtk_widget_class_add_binding (widget_class, activating[i], 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_item_cb, NULL);
}

/**
 * lf_chart_input_init: (skip)
 */
void
lf_chart_input_init (LfChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
