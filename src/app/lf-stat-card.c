/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-stat-card.h"

#include "catalog/lf-resources.h"

struct _LfStatCard
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *title;
  GtkLabel  *figure;
  GtkLabel  *line;
  LfBar     *bar;
};

G_DEFINE_FINAL_TYPE (LfStatCard, lf_stat_card, GTK_TYPE_WIDGET)

static void
lf_stat_card_dispose (GObject *object)
{
  LfStatCard *self = LF_STAT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_stat_card_parent_class)->dispose (object);
}

static void
lf_stat_card_class_init (LfStatCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_stat_card_dispose;

  g_type_ensure (LF_TYPE_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-stat-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LfStatCard, box);
  gtk_widget_class_bind_template_child (widget_class, LfStatCard, title);
  gtk_widget_class_bind_template_child (widget_class, LfStatCard, figure);
  gtk_widget_class_bind_template_child (widget_class, LfStatCard, line);
  gtk_widget_class_bind_template_child (widget_class, LfStatCard, bar);
}

static void
lf_stat_card_init (LfStatCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_stat_card_set_texts:
 * @self: a card
 * @title: what the figure is
 * @figure: the figure
 * @line: (nullable): what stands below it
 *
 * Sets what the card says.
 */
void
lf_stat_card_set_texts (LfStatCard *self,
                        const char *title,
                        const char *figure,
                        const char *line)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", title, figure);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->figure, figure);
  gtk_label_set_text (self->line, line != NULL ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->line), line != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * lf_stat_card_set_bar:
 * @self: a card
 * @segments: (array length=n_segments): the segments of a bar
 * @n_segments: how many there are
 * @text: the same in words, for the tooltip and for screen readers
 *
 * Sets a bar below the figure.
 */
void
lf_stat_card_set_bar (LfStatCard         *self,
                      const LfBarSegment *segments,
                      guint               n_segments,
                      const char         *text)
{
  lf_bar_set_segments (self->bar, segments, n_segments, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}
