/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-trickle-model.h"

struct _LfTrickleModel
{
  GObject     parent_instance;

  GListModel *source;
  GHashTable *wanted;           /* the items of the source */
  GPtrArray  *items;            /* what is shown */
  GHashTable *shown;            /* the same as a set */
  guint       done;             /* as many are shown as the source has them */
  guint       n_unwanted;       /* as many of @items the source has no more */
  guint       step;
  guint       enough;

  GtkWidget  *widget;           /* whose frames it grows by; not owned */
  guint       tick;
  gboolean    changed;          /* since the last frame, which has enough to do with that */
};

/* Rows cost less to take out than to put in */
#define REMOVALS_FOR_AN_ADDITION 4

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
  return LF_TRICKLE_MODEL (list)->items->len;
}

static gpointer
lf_trickle_model_get_item (GListModel *list,
                           guint       position)
{
  LfTrickleModel *self = LF_TRICKLE_MODEL (list);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
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

static guint
count_all (LfTrickleModel *self)
{
  return self->source != NULL ? g_list_model_get_n_items (self->source) : 0;
}

static gpointer
peek_source (LfTrickleModel *self,
             guint           position)
{
  gpointer item = g_list_model_get_item (self->source, position);

  /* The source keeps it */
  g_object_unref (item);
  return item;
}

static gboolean
is_shown (LfTrickleModel *self,
          guint           position)
{
  return g_hash_table_contains (self->shown, peek_source (self, position));
}

static gboolean
is_wanted (LfTrickleModel *self,
           guint           position)
{
  return g_hash_table_contains (self->wanted, g_ptr_array_index (self->items, position));
}

static void
skip_done (LfTrickleModel *self)
{
  guint end = MIN (self->items->len, count_all (self));

  while (self->done < end &&
         g_ptr_array_index (self->items, self->done) == peek_source (self, self->done))
    self->done++;
}

/* How many items that are to be added next belong together */
static guint
count_new (LfTrickleModel *self)
{
  guint all = count_all (self);
  guint most = self->done >= self->enough ? all : self->step;
  guint n = 0;

  while (n < most && self->done + n < all && !is_shown (self, self->done + n))
    n++;
  return n;
}

static void
change (LfTrickleModel *self,
        guint           position,
        guint           removed,
        guint           added)
{
  for (guint i = 0; i < removed; i++)
    g_hash_table_remove (self->shown, g_ptr_array_index (self->items, position + i));
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);

  for (guint i = 0; i < added; i++)
    {
      gpointer item = g_list_model_get_item (self->source, position + i);

      g_ptr_array_insert (self->items, (int) (position + i), item);
      g_hash_table_add (self->shown, item);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Finds the first or the last items that the source has no more and that belong together. Returns
 * how many there are. */
static guint
find_unwanted (LfTrickleModel *self,
               gboolean        last,
               guint          *first)
{
  guint most = self->step * REMOVALS_FOR_AN_ADDITION;
  guint n = 0;

  if (last)
    {
      guint end = self->items->len;

      while (is_wanted (self, end - 1))
        end--;
      while (end - n > self->done && n < most && !is_wanted (self, end - n - 1))
        n++;
      *first = end - n;
      return n;
    }

  *first = self->done;
  while (is_wanted (self, *first))
    (*first)++;
  while (*first + n < self->items->len && n < most && !is_wanted (self, *first + n))
    n++;
  return n;
}

/* Takes out what the source has no more: from above if a row that stays shall move up, else from
 * below, which costs a view less. The last ones give way to the first new ones, so that no empty
 * list is seen between. */
static void
take_out (LfTrickleModel *self,
          guint           n_new)
{
  gboolean from_below = n_new > 0 || self->done == count_all (self);
  guint first;
  guint n = find_unwanted (self, from_below, &first);

  self->n_unwanted -= n;
  change (self, first, n, first == self->done && first + n == self->items->len ? n_new : 0);
}

/* Puts what is shown in the order of the source; a view keeps its rows for that. The items are the
 * same ones, so no reference changes hands. */
static void
put_in_order (LfTrickleModel *self)
{
  guint position = self->done;
  guint n = self->items->len - position;
  guint all = count_all (self);

  for (guint i = position, next = position; i < all && next < self->items->len; i++)
    if (is_shown (self, i))
      self->items->pdata[next++] = peek_source (self, i);

  g_list_model_items_changed (G_LIST_MODEL (self), position, n, n);
}

/* Makes what is shown more like the source, by as much as one frame allows */
static void
go_on (LfTrickleModel *self)
{
  guint n;

  skip_done (self);
  if (lf_trickle_model_is_complete (self))
    return;

  n = count_new (self);
  if (self->n_unwanted > 0)
    take_out (self, n);
  else if (n > 0)
    change (self, self->done, 0, n);
  else
    put_in_order (self);

  skip_done (self);
}

/* Rows that a view has not made cost nothing */
static void
cut_end (LfTrickleModel *self)
{
  if (self->items->len <= self->enough)
    return;

  self->done = MIN (self->done, self->enough);
  for (guint i = self->enough; i < self->items->len; i++)
    self->n_unwanted -= is_wanted (self, i) ? 0 : 1;
  change (self, self->enough, self->items->len - self->enough, 0);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  LfTrickleModel *self = data;

  if (!self->changed)
    lf_trickle_model_grow (self);
  self->changed = FALSE;
  if (!lf_trickle_model_is_complete (self))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_to_grow (LfTrickleModel *self)
{
  self->changed = TRUE;
  if (self->widget != NULL && self->tick == 0 && !lf_trickle_model_is_complete (self))
    self->tick = gtk_widget_add_tick_callback (self->widget, tick_cb, self, NULL);
}

static void
stop_to_grow (LfTrickleModel *self)
{
  /* A widget that is gone took its ticks along */
  if (self->tick != 0 && self->widget != NULL)
    gtk_widget_remove_tick_callback (self->widget, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->widget);
}

static void
source_changed_cb (GListModel     *source,
                   guint           position,
                   guint           removed,
                   guint           added,
                   LfTrickleModel *self)
{
  guint all = count_all (self);

  g_hash_table_remove_all (self->wanted);
  for (guint i = 0; i < all; i++)
    g_hash_table_add (self->wanted, peek_source (self, i));

  self->n_unwanted = 0;
  for (guint i = 0; i < self->items->len; i++)
    self->n_unwanted += is_wanted (self, i) ? 0 : 1;

  self->done = MIN (self->done, position);
  if (self->n_unwanted > 0)
    cut_end (self);
  go_on (self);
  start_to_grow (self);
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

  stop_to_grow (self);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, source_changed_cb, self);
  g_clear_object (&self->source);
  g_ptr_array_set_size (self->items, 0);
  g_hash_table_remove_all (self->shown);
  self->done = 0;

  G_OBJECT_CLASS (lf_trickle_model_parent_class)->dispose (object);
}

static void
lf_trickle_model_finalize (GObject *object)
{
  LfTrickleModel *self = LF_TRICKLE_MODEL (object);

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->wanted);

  G_OBJECT_CLASS (lf_trickle_model_parent_class)->finalize (object);
}

static void
lf_trickle_model_class_init (LfTrickleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lf_trickle_model_dispose;
  object_class->finalize = lf_trickle_model_finalize;
  object_class->get_property = lf_trickle_model_get_property;

  /**
   * LfTrickleModel:complete:
   *
   * Whether all of the source is shown.
   */
  props[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lf_trickle_model_init (LfTrickleModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_hash_table_new (NULL, NULL);
  self->wanted = g_hash_table_new (NULL, NULL);
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
  source_changed_cb (source, 0, 0, count_all (self), self);
  g_signal_connect (source, "items-changed", G_CALLBACK (source_changed_cb), self);
  return self;
}

/**
 * lf_trickle_model_grow_with:
 * @self: a model
 * @widget: the widget that shows it
 *
 * From now on the model grows by a step in each frame of @widget, until all of the source is
 * shown. The first step, which comes with the change of the source, has a frame to itself.
 */
void
lf_trickle_model_grow_with (LfTrickleModel *self,
                            GtkWidget      *widget)
{
  stop_to_grow (self);
  g_set_weak_pointer (&self->widget, widget);
  start_to_grow (self);
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
  guint all = count_all (self);

  return self->done == all && self->items->len == all;
}

/**
 * lf_trickle_model_grow:
 * @self: a model
 *
 * Makes what is shown a bit more like the source.
 */
void
lf_trickle_model_grow (LfTrickleModel *self)
{
  if (lf_trickle_model_is_complete (self))
    return;

  go_on (self);
  if (lf_trickle_model_is_complete (self))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}
