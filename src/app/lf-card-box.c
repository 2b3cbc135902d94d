/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-card-box.h"

struct _LfCardBox
{
  GtkWidget       parent_instance;

  char           *signature;
  guint           n_made;
  guint           n_parts;
  LfCardFunc      make;
  gpointer        data;
  GDestroyNotify  free_data;
  guint           tick;

  GdkFrameClock  *clock;        /* while it ticks */
  guint           n_a_frame;    /* widgets or parts of them */
  gint64          begun_us;     /* when this frame began to make some; 0 if it made none */
};

G_DEFINE_FINAL_TYPE (LfCardBox, lf_card_box, GTK_TYPE_WIDGET)

/* How long a frame may take with the widgets it makes. Their styles, places and pictures, for which
 * GTK takes longer than it takes to make them, are known only afterwards: the next frame makes more
 * or fewer accordingly. */
#define BUDGET_US 8000

static void
after_paint_cb (GdkFrameClock *clock,
                LfCardBox     *self)
{
  gint64 elapsed_us = g_get_monotonic_time () - self->begun_us;

  if (self->begun_us == 0)
    return;

  self->begun_us = 0;
  if (elapsed_us > BUDGET_US)
    self->n_a_frame = MAX (self->n_a_frame / 2, 1);
  else if (elapsed_us * (self->n_a_frame + 1) < BUDGET_US * self->n_a_frame)
    self->n_a_frame++;
}

static void
forget (LfCardBox *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  /* A clock that has stopped for good has no handlers any more */
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_func (self->clock, after_paint_cb, self);
  g_clear_object (&self->clock);
  if (self->free_data != NULL)
    self->free_data (self->data);
  self->free_data = NULL;
  self->data = NULL;
  self->make = NULL;
}

/* Makes as many as a frame has time for. Returns whether all are made. */
static gboolean
make_some (LfCardBox *self)
{
  guint end = MIN (self->n_made + self->n_a_frame, self->n_parts);

  self->begun_us = g_get_monotonic_time ();
  while (self->n_made < end)
    {
      GtkWidget *widget = self->make (self->n_made++, self->data);

      if (widget != NULL)
        gtk_widget_set_parent (widget, GTK_WIDGET (self));
    }
  return self->n_made == self->n_parts;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  LfCardBox *self = LF_CARD_BOX (widget);

  if (self->clock == NULL)
    {
      /* The first ones are in this frame, which has enough to do with that */
      self->clock = g_object_ref (clock);
      g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
      return G_SOURCE_CONTINUE;
    }

  if (!make_some (self))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  forget (self);
  return G_SOURCE_REMOVE;
}

static void
clear (LfCardBox *self)
{
  GtkWidget *child;

  forget (self);
  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
lf_card_box_dispose (GObject *object)
{
  LfCardBox *self = LF_CARD_BOX (object);

  clear (self);
  g_clear_pointer (&self->signature, g_free);

  G_OBJECT_CLASS (lf_card_box_parent_class)->dispose (object);
}

static void
lf_card_box_class_init (LfCardBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_card_box_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cardbox");
}

static void
lf_card_box_init (LfCardBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/**
 * lf_card_box_fill:
 * @self: a box
 * @signature: (nullable): a text that differs if what is to be shown differs; %NULL if it does
 * @n_parts: how often to call @make
 * @make: makes them, one after the other
 * @data: for @make
 * @free_data: (nullable): frees @data when it is not needed any more
 *
 * Shows widgets in the place of others. If the same are shown already they stay, so that nothing
 * flickers.
 */
void
lf_card_box_fill (LfCardBox      *self,
                  const char     *signature,
                  guint           n_parts,
                  LfCardFunc      make,
                  gpointer        data,
                  GDestroyNotify  free_data)
{
  if (signature != NULL && g_strcmp0 (signature, self->signature) == 0 && self->tick == 0)
    {
      if (free_data != NULL)
        free_data (data);
      return;
    }

  clear (self);
  g_free (self->signature);
  self->signature = g_strdup (signature);
  self->n_made = 0;
  self->n_parts = n_parts;
  self->make = make;
  self->data = data;
  self->free_data = free_data;
  self->n_a_frame = 1;
  if (make_some (self))
    forget (self);
  else
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/**
 * lf_card_box_is_filled:
 * @self: a box
 *
 * Returns: whether all of its widgets are made
 */
gboolean
lf_card_box_is_filled (LfCardBox *self)
{
  return self->tick == 0;
}
