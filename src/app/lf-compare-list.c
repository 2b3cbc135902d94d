/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-list.h"

#include "catalog/lf-resources.h"

struct _LfCompareList
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *heading;
  GtkLabel  *caption;
  GtkBox    *lines;
};

G_DEFINE_FINAL_TYPE (LfCompareList, lf_compare_list, GTK_TYPE_WIDGET)

static void
lf_compare_list_dispose (GObject *object)
{
  LfCompareList *self = LF_COMPARE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_compare_list_parent_class)->dispose (object);
}

static void
lf_compare_list_class_init (LfCompareListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_compare_list_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparelist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-compare-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCompareList, box);
  gtk_widget_class_bind_template_child (widget_class, LfCompareList, heading);
  gtk_widget_class_bind_template_child (widget_class, LfCompareList, caption);
  gtk_widget_class_bind_template_child (widget_class, LfCompareList, lines);
}

static void
lf_compare_list_init (LfCompareList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_compare_list_new:
 * @heading: what it is a list of
 * @caption: (nullable): more about that
 *
 * Returns: (transfer floating): a card without lines
 */
GtkWidget *
lf_compare_list_new (const char *heading,
                     const char *caption)
{
  LfCompareList *self = g_object_new (LF_TYPE_COMPARE_LIST, NULL);

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->caption, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * lf_compare_list_add:
 * @self: a list
 * @line: a line; it is not needed any more afterwards
 *
 * Adds a line.
 */
void
lf_compare_list_add (LfCompareList       *self,
                     const LfCompareLine *line)
{
  gtk_box_append (self->lines, lf_compare_line_make (line));
  gtk_widget_set_visible (GTK_WIDGET (self->lines), TRUE);
}
