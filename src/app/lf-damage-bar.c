/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-damage-bar.h"

#include "catalog/lf-resources.h"

struct _LfDamageBar
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *text;
};

G_DEFINE_FINAL_TYPE (LfDamageBar, lf_damage_bar, GTK_TYPE_WIDGET)

static void
lf_damage_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LF_TYPE_DAMAGE_BAR);

  G_OBJECT_CLASS (lf_damage_bar_parent_class)->dispose (object);
}

static void
lf_damage_bar_class_init (LfDamageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_damage_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "damagebar");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-damage-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LfDamageBar, box);
  gtk_widget_class_bind_template_child (widget_class, LfDamageBar, text);
}

static void
lf_damage_bar_init (LfDamageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * lf_damage_bar_set_damage:
 * @self: a bar
 * @damage: (nullable): why no change can be made; %NULL if it can
 *
 * Shows or hides the bar.
 */
void
lf_damage_bar_set_damage (LfDamageBar  *self,
                          const GError *damage)
{
  gtk_label_set_text (self->text, damage != NULL ? damage->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self), damage != NULL);
}
