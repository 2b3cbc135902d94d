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
  gboolean        is_begun;     /* in this frame, which has enough to do with that */
};

G_DEFINE_FINAL_TYPE (LfCardBox, lf_card_box, GTK_TYPE_WIDGET)

/* How long one frame may spend on making widgets; their styles and
 * places take about twice as long again in the same frame */
#define BUDGET_US 1000

static void
forget (LfCardBox *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->free_data != NULL)
    self->free_data (self->data);
  self->free_data = NULL;
  self->data = NULL;
  self->make = NULL;
}

/* Makes widgets until the budget is spent. Returns whether all are made. */
static gboolean
make_some (LfCardBox *self)
{
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  while (self->n_made < self->n_parts && g_get_monotonic_time () < end)
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

  gboolean is_begun = self->is_begun;

  self->is_begun = FALSE;
  if (is_begun || !make_some (self))
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
  self->is_begun = TRUE;
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
