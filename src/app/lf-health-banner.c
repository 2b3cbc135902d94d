/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-health-banner.h"

#include "catalog/lf-resources.h"

struct _LfHealthBanner
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *message;
};

enum
{
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfHealthBanner, lf_health_banner, GTK_TYPE_WIDGET)

static void
dismiss_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[DISMISSED], 0);
}

static void
lf_health_banner_dispose (GObject *object)
{
  LfHealthBanner *self = LF_HEALTH_BANNER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_health_banner_parent_class)->dispose (object);
}

static void
lf_health_banner_class_init (LfHealthBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_health_banner_dispose;

  /**
   * LfHealthBanner::dismissed:
   * @self: the banner
   *
   * The user does not want to be told of it any more.
   */
  signals[DISMISSED] =
    g_signal_new ("dismissed", LF_TYPE_HEALTH_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "health.dismiss", NULL, dismiss_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "healthbanner");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-health-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, LfHealthBanner, box);
  gtk_widget_class_bind_template_child (widget_class, LfHealthBanner, message);
}

static void
lf_health_banner_init (LfHealthBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * lf_health_banner_set_message:
 * @self: a banner
 * @message: (nullable): what is wrong, in one sentence; %NULL hides the banner
 *
 * Sets what the banner says.
 */
void
lf_health_banner_set_message (LfHealthBanner *self,
                              const char     *message)
{
  if (message != NULL)
    gtk_label_set_text (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
}
