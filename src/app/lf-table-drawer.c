/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-table-drawer.h"

#include <glib/gi18n-lib.h>

struct _LfTableDrawer
{
  GtkWidget    parent_instance;

  GtkExpander *expander;
  LfDataTable *table;           /* NULL until it is first opened */
};

enum
{
  FILL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfTableDrawer, lf_table_drawer, GTK_TYPE_WIDGET)

static void
expanded_cb (LfTableDrawer *self)
{
  if (self->table != NULL || !gtk_expander_get_expanded (self->expander))
    return;

  self->table = g_object_new (LF_TYPE_DATA_TABLE, "scrolls", FALSE, "flat", TRUE, NULL);
  g_signal_emit (self, signals[FILL], 0, self->table);
  gtk_expander_set_child (self->expander, GTK_WIDGET (self->table));
}

static void
lf_table_drawer_dispose (GObject *object)
{
  LfTableDrawer *self = LF_TABLE_DRAWER (object);

  self->table = NULL;
  if (self->expander != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->expander));
  self->expander = NULL;

  G_OBJECT_CLASS (lf_table_drawer_parent_class)->dispose (object);
}

static void
lf_table_drawer_class_init (LfTableDrawerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_table_drawer_dispose;

  /**
   * LfTableDrawer::fill:
   * @self: the drawer
   * @table: a table without columns
   *
   * The table is wanted: give it columns and rows.
   */
  signals[FILL] = g_signal_new ("fill", LF_TYPE_TABLE_DRAWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, LF_TYPE_DATA_TABLE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tabledrawer");
}

static void
lf_table_drawer_init (LfTableDrawer *self)
{
  self->expander = GTK_EXPANDER (gtk_expander_new (_("As a table")));
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
}
