/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-slice.h"

struct _LfFrameSlice
{
  GObject       parent_instance;

  LfFrameModel *source;
  guint         n_source;
  guint         n;              /* rows; those from @n_source on are blank */

  GtkWidget    *widget;         /* whose frames it grows and shrinks by; not owned */
  guint         tick;
  gboolean      changed;        /* since the last frame, which has enough to do with that */
};

enum
{
  PROP_COMPLETE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Rows that come or go in one frame, and those that are there at once */
#define FIRST_ROWS 8
#define ADDED_ROWS 4
#define REMOVED_ROWS 12

/* As many rows as a view makes at most; the others cost nothing */
#define ROWS_OF_A_VIEW 208

static GType
lf_frame_slice_get_item_type (GListModel *list)
{
  return LF_TYPE_FRAME;
}

static guint
lf_frame_slice_get_n_items (GListModel *list)
{
  return LF_FRAME_SLICE (list)->n;
}

static gpointer
lf_frame_slice_get_item (GListModel *list,
                         guint       position)
{
  LfFrameSlice *self = LF_FRAME_SLICE (list);

  return position < self->n ? lf_frame_model_dup_frame (self->source, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lf_frame_slice_get_item_type;
  iface->get_n_items = lf_frame_slice_get_n_items;
  iface->get_item = lf_frame_slice_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LfFrameSlice, lf_frame_slice, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Has @n rows from now on */
static void
resize (LfFrameSlice *self,
        guint         n)
{
  guint before = self->n;

  self->n = n;
  if (n < before)
    g_list_model_items_changed (G_LIST_MODEL (self), n, before - n, 0);
  else if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
}

/* Comes closer to the source by as much as one frame allows */
static void
go_on (LfFrameSlice *self)
{
  if (self->n > self->n_source)
    resize (self, MAX (self->n_source, self->n - MIN (self->n, REMOVED_ROWS)));
  else if (self->n < MIN (self->n_source, ROWS_OF_A_VIEW))
    resize (self, MIN (self->n_source, MAX (self->n + ADDED_ROWS, FIRST_ROWS)));
  else
    resize (self, self->n_source);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  LfFrameSlice *self = data;

  /* Rows that are not seen can wait, and others are being made for what is */
  if (!gtk_widget_get_mapped (widget))
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }

  if (!self->changed)
    go_on (self);
  self->changed = FALSE;
  if (!lf_frame_slice_is_complete (self))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
  return G_SOURCE_REMOVE;
}

static void
start (LfFrameSlice *self)
{
  if (self->tick == 0 && self->widget != NULL && gtk_widget_get_mapped (self->widget) &&
      !lf_frame_slice_is_complete (self))
    self->tick = gtk_widget_add_tick_callback (self->widget, tick_cb, self, NULL);
}

/* Frames came or went at the end. Rows for those that went stay for a while, unless they are so far
 * behind that the view has none for them. */
static void
change_end (LfFrameSlice *self,
            guint         position)
{
  if (self->n > MAX (self->n_source, ROWS_OF_A_VIEW))
    resize (self, MAX (self->n_source, ROWS_OF_A_VIEW));
  if (self->n == position && self->n < self->n_source)
    go_on (self);
}

/* Frames came or went among others, which have moved */
static void
change_middle (LfFrameSlice *self,
               guint         position,
               guint         removed,
               guint         added,
               guint         n_before)
{
  guint n = self->n;

  if (n > n_before)
    resize (self, n = n_before);
  if (position >= n)
    return;

  self->n = n == n_before ? self->n_source : MIN (n, self->n_source);
  if (n == n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), position, n - position, self->n - position);
}

static void
source_changed_cb (LfFrameSlice *self,
                   guint         position,
                   guint         removed,
                   guint         added)
{
  guint n_before = self->n_source;

  self->n_source = n_before - removed + added;
  if (position + removed == n_before)
    change_end (self, position);
  else
    change_middle (self, position, removed, added, n_before);

  self->changed = TRUE;
  start (self);
}

static void
lf_frame_slice_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value, lf_frame_slice_is_complete (LF_FRAME_SLICE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lf_frame_slice_dispose (GObject *object)
{
  LfFrameSlice *self = LF_FRAME_SLICE (object);

  /* A widget that is gone took its ticks along */
  if (self->tick != 0 && self->widget != NULL)
    gtk_widget_remove_tick_callback (self->widget, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->widget);
  self->n = 0;

  G_OBJECT_CLASS (lf_frame_slice_parent_class)->dispose (object);
}

static void
lf_frame_slice_finalize (GObject *object)
{
  LfFrameSlice *self = LF_FRAME_SLICE (object);

  g_clear_object (&self->source);

  G_OBJECT_CLASS (lf_frame_slice_parent_class)->finalize (object);
}

static void
lf_frame_slice_class_init (LfFrameSliceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lf_frame_slice_dispose;
  object_class->finalize = lf_frame_slice_finalize;
  object_class->get_property = lf_frame_slice_get_property;

  /**
   * LfFrameSlice:complete:
   *
   * Whether there is a row for each frame, and no other.
   */
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_frame_slice_init (LfFrameSlice *self)
{
}

/**
 * lf_frame_slice_new:
 * @source: frames
 * @widget: the widget that shows them, by whose frames rows come and go as long as it is seen
 *
 * Returns: (transfer full): the frames, the first of them at once
 */
LfFrameSlice *
lf_frame_slice_new (LfFrameModel *source,
                    GtkWidget    *widget)
{
  LfFrameSlice *self = g_object_new (LF_TYPE_FRAME_SLICE, NULL);

  self->source = g_object_ref (source);
  g_set_weak_pointer (&self->widget, widget);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (source_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "map", G_CALLBACK (start), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  source_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (source)));
  return self;
}

/**
 * lf_frame_slice_is_complete:
 * @self: rows
 *
 * Returns: whether there is a row for each frame, and no other
 */
gboolean
lf_frame_slice_is_complete (LfFrameSlice *self)
{
  return self->n == self->n_source;
}
