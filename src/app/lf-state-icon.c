/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-state-icon.h"

#include <glib/gi18n-lib.h>

#include "app/lf-check-text.h"

struct _LfStateIcon
{
  GtkWidget   parent_instance;

  GtkWidget  *image;
  const char *css_class;        /* of the state; NULL for none */
  const char *name;             /* of the state, for people */
};

G_DEFINE_FINAL_TYPE (LfStateIcon, lf_state_icon, GTK_TYPE_WIDGET)

static void
show (LfStateIcon *self,
      const char  *icon_name,
      const char  *css_class,
      const char  *name)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = css_class;
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  self->name = name;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* To set a tooltip asks the display where the pointer is, and waits for the answer; a list has many
 * of these */
static gboolean
lf_state_icon_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard_tooltip,
                             GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, LF_STATE_ICON (widget)->name);
  return TRUE;
}

static void
lf_state_icon_dispose (GObject *object)
{
  LfStateIcon *self = LF_STATE_ICON (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_state_icon_parent_class)->dispose (object);
}

static void
lf_state_icon_class_init (LfStateIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_state_icon_dispose;
  widget_class->query_tooltip = lf_state_icon_query_tooltip;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stateicon");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lf_state_icon_init (LfStateIcon *self)
{
  self->image = g_object_new (GTK_TYPE_IMAGE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              "pixel-size", 12,
                              NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  lf_state_icon_clear (self);
}

/**
 * lf_state_icon_new:
 * @state: how something is
 *
 * Returns: (transfer floating): a sign for it
 */
GtkWidget *
lf_state_icon_new (LfSeverity state)
{
  LfStateIcon *self = g_object_new (LF_TYPE_STATE_ICON, NULL);

  lf_state_icon_set (self, state);
  return GTK_WIDGET (self);
}

/**
 * lf_state_icon_set:
 * @self: a sign
 * @state: how something is
 *
 * Shows a state.
 */
void
lf_state_icon_set (LfStateIcon *self,
                   LfSeverity   state)
{
  static const struct { const char *icon_name, *css_class; } looks[] = {
    [LF_SEVERITY_OK] = { "lightframe-ok-symbolic", "ok" },
    [LF_SEVERITY_INFO] = { "lightframe-info-symbolic", "info" },
    [LF_SEVERITY_WARNING] = { "lightframe-warning-symbolic", "warning" },
    [LF_SEVERITY_ERROR] = { "lightframe-error-symbolic", "error" },
  };

  show (self, looks[state].icon_name, looks[state].css_class, lf_check_text_get_severity (state));
}

/**
 * lf_state_icon_clear:
 * @self: a sign
 *
 * Shows that nobody looked yet.
 */
void
lf_state_icon_clear (LfStateIcon *self)
{
  show (self, "lightframe-unknown-symbolic", "unknown", C_("severity", "not checked"));
}
