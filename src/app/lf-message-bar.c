/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-message-bar.h"

#include "app/lf-state-icon.h"
#include "catalog/lf-resources.h"

struct _LfMessageBar
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  LfStateIcon *icon;
  GtkLabel    *text;
  GtkButton   *action;

  guint        hide_source;
};

G_DEFINE_FINAL_TYPE (LfMessageBar, lf_message_bar, GTK_TYPE_WIDGET)

/* Long enough to be read */
#define SHOWN_SECONDS 8

static void
hide (LfMessageBar *self)
{
  g_clear_handle_id (&self->hide_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static gboolean
hide_cb (gpointer data)
{
  LfMessageBar *self = data;

  self->hide_source = 0;
  hide (self);
  return G_SOURCE_REMOVE;
}

/* Once it is out of sight it takes no room, not even the space between it and others */
static void
revealed_cb (LfMessageBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_revealer_get_reveal_child (self->revealer) ||
                            gtk_revealer_get_child_revealed (self->revealer));
}

static void
dismiss_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  hide (LF_MESSAGE_BAR (widget));
}

static void
lf_message_bar_dispose (GObject *object)
{
  LfMessageBar *self = LF_MESSAGE_BAR (object);

  g_clear_handle_id (&self->hide_source, g_source_remove);
  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (lf_message_bar_parent_class)->dispose (object);
}

static void
lf_message_bar_class_init (LfMessageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_message_bar_dispose;

  g_type_ensure (LF_TYPE_STATE_ICON);
  gtk_widget_class_install_action (widget_class, "message.dismiss", NULL, dismiss_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "messagebar");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LfMessageBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, LfMessageBar, icon);
  gtk_widget_class_bind_template_child (widget_class, LfMessageBar, text);
  gtk_widget_class_bind_template_child (widget_class, LfMessageBar, action);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
lf_message_bar_init (LfMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show (LfMessageBar *self,
      const char   *text,
      LfSeverity    severity)
{
  g_clear_handle_id (&self->hide_source, g_source_remove);
  lf_state_icon_set (self->icon, severity);
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->action), FALSE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (severity != LF_SEVERITY_ERROR)
    self->hide_source = g_timeout_add_seconds (SHOWN_SECONDS, hide_cb, self);
}

/**
 * lf_message_bar_show:
 * @self: a bar
 * @text: what to tell
 * @is_failure: whether something could not be done
 *
 * Shows a message in the place of the last one.
 */
void
lf_message_bar_show (LfMessageBar *self,
                     const char   *text,
                     gboolean      is_failure)
{
  show (self, text, is_failure ? LF_SEVERITY_ERROR : LF_SEVERITY_OK);
}

/**
 * lf_message_bar_hint:
 * @self: a bar
 * @text: what to tell
 *
 * Shows why nothing was done, where nothing is wrong.
 */
void
lf_message_bar_hint (LfMessageBar *self,
                     const char   *text)
{
  show (self, text, LF_SEVERITY_INFO);
}

/**
 * lf_message_bar_set_action:
 * @self: a bar that shows a message
 * @label: what a button says, with a mnemonic
 * @action: the action that it activates
 *
 * Adds a button to the message, such as “Undo”. The next message does not have it.
 */
void
lf_message_bar_set_action (LfMessageBar *self,
                           const char   *label,
                           const char   *action)
{
  gtk_button_set_label (self->action, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), action);
  gtk_widget_set_visible (GTK_WIDGET (self->action), TRUE);
}

/**
 * lf_message_bar_get_text:
 * @self: a bar
 *
 * Returns: (transfer none): what it tells, or told last
 */
const char *
lf_message_bar_get_text (LfMessageBar *self)
{
  return gtk_label_get_text (self->text);
}
