/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart.h"

#include <glib/gi18n-lib.h>

#include "charts/lf-chart-private.h"

/* What all charts have in common: nodes that are drawn once and kept, an item that the pointer or
 * the keyboard is at, and words for it. A kind of chart computes as if it were read from left to
 * right; everything that comes from outside is mirrored here. */

enum
{
  PROP_TITLE = 1,
  PROP_EMPTY_TEXT,
  PROP_ACTIVATABLE,
  N_PROPS,
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LfChart, lf_chart, GTK_TYPE_WIDGET)

static LfChartPrivate *
get_private (LfChart *self)
{
  return lf_chart_get_instance_private (self);
}

static void
update_description (LfChart *self)
{
  LfChartPrivate *priv = get_private (self);
  g_autofree char *text = NULL;

  if (priv->item >= 0)
    text = lf_chart_describe_item (self, (guint) priv->item);
  else
    text = lf_chart_summarize (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
lf_chart_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  LfChartPrivate *priv = get_private (LF_CHART (widget));

  if (priv->laid_out.width != (float) width || priv->laid_out.height != (float) height)
    lf_chart_forget_nodes (LF_CHART (widget));
}

static void
forget_texts (LfChart *self)
{
  LfChartPrivate *priv = get_private (self);

  g_clear_pointer (&priv->empty, lf_chart_text_free);
  LF_CHART_GET_CLASS (self)->forget_texts (self);
  lf_chart_forget_nodes (self);
}

static void
lf_chart_css_changed (GtkWidget         *widget,
                      GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lf_chart_parent_class)->css_changed (widget, change);
  forget_texts (LF_CHART (widget));
  gtk_widget_queue_draw (widget);
}

static void
lf_chart_direction_changed (GtkWidget        *widget,
                            GtkTextDirection  previous)
{
  GTK_WIDGET_CLASS (lf_chart_parent_class)->direction_changed (widget, previous);
  forget_texts (LF_CHART (widget));
}

static void
lf_chart_unmap (GtkWidget *widget)
{
  LfChartPrivate *priv = get_private (LF_CHART (widget));

  lf_chart_stop_growing (LF_CHART (widget));
  g_clear_pointer (&priv->marks, gsk_render_node_unref);
  priv->hovered = -1;

  GTK_WIDGET_CLASS (lf_chart_parent_class)->unmap (widget);
}

static int
lf_chart_real_move (LfChart     *self,
                    int          from,
                    LfChartMove  move)
{
  int last = (int) lf_chart_get_n_items (self) - 1;

  switch (move)
    {
    case LF_CHART_MOVE_FIRST:
      return 0;
    case LF_CHART_MOVE_LAST:
      return last;
    case LF_CHART_MOVE_LEFT:
    case LF_CHART_MOVE_UP:
      return MAX (from - 1, 0);
    case LF_CHART_MOVE_RIGHT:
    case LF_CHART_MOVE_DOWN:
    default:
      return MIN (from + 1, last);
    }
}

static void
lf_chart_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  LfChart *self = LF_CHART (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, lf_chart_get_title (self));
      break;
    case PROP_EMPTY_TEXT:
      g_value_set_string (value, lf_chart_get_empty_text (self));
      break;
    case PROP_ACTIVATABLE:
      g_value_set_boolean (value, lf_chart_get_activatable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lf_chart_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  LfChart *self = LF_CHART (object);

  switch (id)
    {
    case PROP_TITLE:
      lf_chart_set_title (self, g_value_get_string (value));
      break;
    case PROP_EMPTY_TEXT:
      lf_chart_set_empty_text (self, g_value_get_string (value));
      break;
    case PROP_ACTIVATABLE:
      lf_chart_set_activatable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Also what has no data yet says so */
static void
lf_chart_constructed (GObject *object)
{
  G_OBJECT_CLASS (lf_chart_parent_class)->constructed (object);
  update_description (LF_CHART (object));
}

static void
lf_chart_finalize (GObject *object)
{
  LfChart *self = LF_CHART (object);
  LfChartPrivate *priv = get_private (self);

  lf_chart_forget_nodes (self);
  g_clear_pointer (&priv->empty, lf_chart_text_free);
  g_free (priv->title);
  g_free (priv->empty_text);

  G_OBJECT_CLASS (lf_chart_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  properties[PROP_ACTIVATABLE] = g_param_spec_boolean ("activatable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_chart_class_init (LfChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lf_chart_get_property;
  object_class->set_property = lf_chart_set_property;
  object_class->constructed = lf_chart_constructed;
  object_class->finalize = lf_chart_finalize;
  widget_class->snapshot = lf_chart_snapshot;
  widget_class->size_allocate = lf_chart_size_allocate;
  widget_class->css_changed = lf_chart_css_changed;
  widget_class->direction_changed = lf_chart_direction_changed;
  widget_class->unmap = lf_chart_unmap;
  klass->draw_highlight = lf_chart_real_draw_highlight;
  klass->move = lf_chart_real_move;

  install_properties (object_class);
  /**
   * LfChart::activated:
   * @self: a chart
   * @item: the number of an item
   *
   * An item was clicked, or chosen with Return. Only if the chart is activatable.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  lf_chart_input_class_init (widget_class);
  gtk_widget_class_set_css_name (widget_class, "lfchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lf_chart_init (LfChart *self)
{
  LfChartPrivate *priv = get_private (self);

  priv->item = -1;
  priv->hovered = -1;
  priv->progress = 1;

  lf_chart_input_init (self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (lf_chart_forget_nodes), NULL);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * lf_chart_get_private: (skip)
 */
LfChartPrivate *
lf_chart_get_private (LfChart *self)
{
  return get_private (self);
}

/**
 * lf_chart_is_mirrored: (skip)
 */
gboolean
lf_chart_is_mirrored (LfChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/**
 * lf_chart_activate: (skip)
 */
void
lf_chart_activate (LfChart *self,
                   guint    item)
{
  g_signal_emit (self, signals[ACTIVATED], 0, item);
}

/**
 * lf_chart_changed:
 * @self: a chart
 *
 * Tells that the data of a chart changed. For kinds of charts.
 */
void
lf_chart_changed (LfChart *self)
{
  LfChartPrivate *priv;

  g_return_if_fail (LF_IS_CHART (self));

  priv = get_private (self);
  priv->hovered = -1;
  priv->item = -1;
  forget_texts (self);
  lf_chart_start_growing (self);
  update_description (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * lf_chart_marks_changed:
 * @self: a chart
 *
 * Tells that marks look different now, where and what they are being the same. For kinds of charts.
 */
void
lf_chart_marks_changed (LfChart *self)
{
  g_return_if_fail (LF_IS_CHART (self));

  g_clear_pointer (&get_private (self)->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lf_chart_set_title:
 * @self: a chart
 * @title: (nullable): what it shows, such as “Timings”
 *
 * Sets what screen readers call the chart. It is not drawn.
 */
void
lf_chart_set_title (LfChart    *self,
                    const char *title)
{
  LfChartPrivate *priv;

  g_return_if_fail (LF_IS_CHART (self));

  priv = get_private (self);
  if (g_strcmp0 (priv->title, title) == 0)
    return;

  g_free (priv->title);
  priv->title = g_strdup (title);
  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * lf_chart_get_title:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): what screen readers call it
 */
const char *
lf_chart_get_title (LfChart *self)
{
  g_return_val_if_fail (LF_IS_CHART (self), NULL);

  return get_private (self)->title;
}

/**
 * lf_chart_set_empty_text:
 * @self: a chart
 * @text: (nullable): what it says when there is nothing to show; %NULL for the usual
 */
void
lf_chart_set_empty_text (LfChart    *self,
                         const char *text)
{
  LfChartPrivate *priv;

  g_return_if_fail (LF_IS_CHART (self));

  priv = get_private (self);
  if (g_strcmp0 (priv->empty_text, text) == 0)
    return;

  g_free (priv->empty_text);
  priv->empty_text = g_strdup (text);
  forget_texts (self);
  if (lf_chart_get_n_items (self) == 0)
    update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY_TEXT]);
}

/**
 * lf_chart_get_empty_text:
 * @self: a chart
 *
 * Returns: (transfer none): what it says when there is nothing to show
 */
const char *
lf_chart_get_empty_text (LfChart *self)
{
  LfChartPrivate *priv;

  g_return_val_if_fail (LF_IS_CHART (self), NULL);

  priv = get_private (self);
  return priv->empty_text != NULL ? priv->empty_text : _("Nothing has been measured yet.");
}

/**
 * lf_chart_set_activatable:
 * @self: a chart
 * @activatable: whether an item can be clicked
 */
void
lf_chart_set_activatable (LfChart  *self,
                          gboolean  activatable)
{
  LfChartPrivate *priv;

  g_return_if_fail (LF_IS_CHART (self));

  priv = get_private (self);
  if (priv->activatable == !!activatable)
    return;

  priv->activatable = !!activatable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVATABLE]);
}

/**
 * lf_chart_get_activatable:
 * @self: a chart
 *
 * Returns: whether an item can be clicked
 */
gboolean
lf_chart_get_activatable (LfChart *self)
{
  g_return_val_if_fail (LF_IS_CHART (self), FALSE);

  return get_private (self)->activatable;
}

/**
 * lf_chart_get_n_items:
 * @self: a chart
 *
 * Returns: how many things there are that one can point at
 */
guint
lf_chart_get_n_items (LfChart *self)
{
  g_return_val_if_fail (LF_IS_CHART (self), 0);

  return LF_CHART_GET_CLASS (self)->get_n_items (self);
}

/**
 * lf_chart_describe_item:
 * @self: a chart
 * @item: the number of an item
 *
 * Returns: (transfer full): the item in words; its first line is its name
 */
char *
lf_chart_describe_item (LfChart *self,
                        guint    item)
{
  g_return_val_if_fail (LF_IS_CHART (self), NULL);
  g_return_val_if_fail (item < lf_chart_get_n_items (self), NULL);

  return LF_CHART_GET_CLASS (self)->describe_item (self, item);
}

/**
 * lf_chart_summarize:
 * @self: a chart
 *
 * Returns: (transfer full): all that the chart shows in words, as far as it is not too long
 */
char *
lf_chart_summarize (LfChart *self)
{
  g_return_val_if_fail (LF_IS_CHART (self), NULL);

  if (lf_chart_get_n_items (self) == 0)
    return g_strdup (lf_chart_get_empty_text (self));
  return LF_CHART_GET_CLASS (self)->summarize (self);
}

/**
 * lf_chart_get_item:
 * @self: a chart
 *
 * Returns: the item that the keyboard is at; -1 for none
 */
int
lf_chart_get_item (LfChart *self)
{
  g_return_val_if_fail (LF_IS_CHART (self), -1);

  return get_private (self)->item;
}

/**
 * lf_chart_set_item:
 * @self: a chart
 * @item: the number of an item; -1 for none
 *
 * Sets the item that the keyboard is at.
 */
void
lf_chart_set_item (LfChart *self,
                   int      item)
{
  LfChartPrivate *priv;

  g_return_if_fail (LF_IS_CHART (self));
  g_return_if_fail (item < (int) lf_chart_get_n_items (self));

  priv = get_private (self);
  item = MAX (item, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (item == priv->item)
    return;

  priv->item = item;
  update_description (self);
}
