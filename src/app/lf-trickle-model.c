/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-trickle-model.h"

struct _LfTrickleModel
{
  GObject     parent_instance;

  GListModel *source;
  guint       shown;
  guint       step;
  guint       enough;
};

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
lf_trickle_model_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (LF_TRICKLE_MODEL (list)->source);
}

static guint
lf_trickle_model_get_n_items (GListModel *list)
{
  return LF_TRICKLE_MODEL (list)->shown;
}

static gpointer
lf_trickle_model_get_item (GListModel *list,
                           guint       position)
{
  LfTrickleModel *self = LF_TRICKLE_MODEL (list);

  return position < self->shown ? g_list_model_get_item (self->source, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lf_trickle_model_get_item_type;
  iface->get_n_items = lf_trickle_model_get_n_items;
  iface->get_item = lf_trickle_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LfTrickleModel, lf_trickle_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
source_changed_cb (GListModel     *source,
                   guint           position,
                   guint           removed,
                   guint           added,
                   LfTrickleModel *self)
{
  guint before = self->shown;
  guint all = g_list_model_get_n_items (source);
  guint was_complete = before + added == all + removed;

  if (added <= self->step && position + removed <= before)
    {
      /* A small change among what is shown is passed on as it is */
      self->shown = before - removed + added;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    }
  else if (position >= before && !was_complete)
    ; /* It is among what is not shown yet */
  else
    {
      self->shown = MIN (all, self->step);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->shown);
    }

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

static void
lf_trickle_model_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value, lf_trickle_model_is_complete (LF_TRICKLE_MODEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_trickle_model_dispose (GObject *object)
{
  LfTrickleModel *self = LF_TRICKLE_MODEL (object);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, source_changed_cb, self);
  g_clear_object (&self->source);
  self->shown = 0;

  G_OBJECT_CLASS (lf_trickle_model_parent_class)->dispose (object);
}

static void
lf_trickle_model_class_init (LfTrickleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lf_trickle_model_dispose;
  object_class->get_property = lf_trickle_model_get_property;

  /**
   * LfTrickleModel:complete:
   *
   * Whether all of the source is shown. While it is not, call lf_trickle_model_grow() every frame.
   */
  props[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lf_trickle_model_init (LfTrickleModel *self)
{
}

/**
 * lf_trickle_model_new:
 * @source: (transfer full): the model to show
 * @step: items that one lf_trickle_model_grow() adds
 * @enough: items after which the rest is added at once, because the view makes no more rows
 *
 * Returns: (transfer full): a model that shows the first @step items
 */
LfTrickleModel *
lf_trickle_model_new (GListModel *source,
                      guint       step,
                      guint       enough)
{
  LfTrickleModel *self = g_object_new (LF_TYPE_TRICKLE_MODEL, NULL);

  self->source = source;
  self->step = step;
  self->enough = enough;
  self->shown = MIN (g_list_model_get_n_items (source), step);
  g_signal_connect (source, "items-changed", G_CALLBACK (source_changed_cb), self);
  return self;
}

/**
 * lf_trickle_model_is_complete:
 * @self: a model
 *
 * Returns: whether all of the source is shown
 */
gboolean
lf_trickle_model_is_complete (LfTrickleModel *self)
{
  return self->source == NULL || self->shown == g_list_model_get_n_items (self->source);
}

/**
 * lf_trickle_model_grow:
 * @self: a model
 *
 * Shows a few more items.
 */
void
lf_trickle_model_grow (LfTrickleModel *self)
{
  guint before = self->shown;
  guint all = g_list_model_get_n_items (self->source);

  if (before == all)
    return;

  self->shown = before >= self->enough ? all : MIN (all, before + self->step);
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->shown - before);
  if (self->shown == all)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}
