/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-actions-private.h"

#include <glib/gi18n-lib.h>

#include "app/lf-undo-key.h"

/* The keys of the actions, in the list and in its window */

static void
add_shortcut (GtkEventController *keys,
              guint               keyval,
              GdkModifierType     modifiers,
              GtkShortcutAction  *action)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers), action));
}

static void
add_keys (GtkEventController *keys,
          guint               keyval,
          GdkModifierType     modifiers,
          const char         *action)
{
  add_shortcut (keys, keyval, modifiers, gtk_named_action_new (action));
}

/* A key that can do nothing says why, for it has no menu beside it that does */
static gboolean
try (LfSessionActions *self,
     const char       *name,
     const GError     *obstacle)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  if (g_action_get_enabled (action))
    g_action_activate (action, NULL);
  else if (obstacle != NULL)
    {
      lf_session_actions_tell (self, obstacle->message, TRUE);
      if (lf_write_check_is_damage (obstacle))
        lf_message_bar_set_action (self->message, _("_Repair…"), "win.maintenance");
    }
  return TRUE;
}

static gboolean
delete_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  LfSessionActions *self = data;
  const GError *obstacle = NULL;

  if (self->check != NULL)
    obstacle = self->check->session != NULL ? self->check->session : self->check->links;
  return try (self, "delete", obstacle);
}

static gboolean
new_key_cb (GtkWidget *widget,
            GVariant  *arguments,
            gpointer   data)
{
  LfSessionActions *self = data;

  return try (self, "new", self->check != NULL ? self->check->session : NULL);
}

static gboolean
undo_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  LfSessionActions *self = data;

  return lf_undo_key_press (self->window, self->writer, self->message, "win.changes");
}

/**
 * lf_session_actions_add_keys:
 * @self: actions
 *
 * Gives the list and its window the keys of the actions.
 */
void
lf_session_actions_add_keys (LfSessionActions *self)
{
  GtkWidget *view = GTK_WIDGET (lf_session_browser_get_view (self->browser));

  self->list_keys = gtk_shortcut_controller_new ();
  add_keys (self->list_keys, GDK_KEY_Menu, 0, "sessions.menu");
  add_keys (self->list_keys, GDK_KEY_F10, GDK_SHIFT_MASK, "sessions.menu");
  add_keys (self->list_keys, GDK_KEY_c, GDK_CONTROL_MASK, "sessions.copy-name");
  add_shortcut (self->list_keys, GDK_KEY_Delete, 0,
                gtk_callback_action_new (delete_key_cb, self, NULL));
  add_shortcut (self->list_keys, GDK_KEY_KP_Delete, 0,
                gtk_callback_action_new (delete_key_cb, self, NULL));
  gtk_widget_add_controller (view, self->list_keys);

  self->keys = gtk_shortcut_controller_new ();
  add_shortcut (self->keys, GDK_KEY_z, GDK_CONTROL_MASK,
                gtk_callback_action_new (undo_key_cb, self, NULL));
  add_shortcut (self->keys, GDK_KEY_n, GDK_CONTROL_MASK,
                gtk_callback_action_new (new_key_cb, self, NULL));
  gtk_widget_add_controller (GTK_WIDGET (self->window), self->keys);
}

/**
 * lf_session_actions_remove_keys:
 * @self: actions
 *
 * Takes the keys away again.
 */
void
lf_session_actions_remove_keys (LfSessionActions *self)
{
  if (self->list_keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (lf_session_browser_get_view (self->browser)),
                                  self->list_keys);
  self->list_keys = NULL;
  if (self->keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self->window), self->keys);
  self->keys = NULL;
}
