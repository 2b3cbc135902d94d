/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-actions.h"

#include <glib/gi18n-lib.h>

#include "app/lf-batch-export-window.h"
#include "app/lf-deletion-change.h"
#include "app/lf-deletion-window.h"
#include "app/lf-export-page.h"
#include "app/lf-folder-opener.h"
#include "app/lf-hold.h"
#include "app/lf-new-session-window.h"
#include "app/lf-session-menu.h"
#include "app/lf-session-window.h"
#include "app/lf-session-writer.h"
#include "app/lf-status-change.h"
#include "app/lf-write-check.h"

struct _LfSessionActions
{
  GObject             parent_instance;

  GtkWindow          *window;           /* borrowed, as its list and what belongs to that */
  LfSessionBrowser   *browser;
  LfSessionSelection *selection;
  LfMessageBar       *message;
  GSimpleActionGroup *group;
  LfSessionMenu      *menu;
  GtkEventController *list_keys;
  GtkEventController *keys;

  LfCatalog          *catalog;          /* NULL for none */
  LfSessionWriter    *writer;           /* of @catalog */
  LfWriteCheck       *check;            /* NULL until it is known */
  GCancellable       *cancellable;      /* of what is read of @catalog */
  LfSessionWindow    *dialog;           /* weak */
  GtkWindow          *question;         /* weak: what asks before sessions are deleted */
  char               *remark;           /* on what is told next; NULL for none */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSessionActions, lf_session_actions, G_TYPE_OBJECT)

static void
tell (LfSessionActions *self,
      const char       *text,
      gboolean          is_failure)
{
  /* There is no list any more */
  if (self->message == NULL)
    return;

  lf_message_bar_show (self->message, text, is_failure);
}

/* Whether nobody waits for what was read: there is another catalog, or none any more */
static gboolean
is_stale (LfSessionActions *self,
          GAsyncResult     *result)
{
  return g_task_get_cancellable (G_TASK (result)) != self->cancellable;
}

static void
set_enabled (LfSessionActions *self,
             const char       *name,
             gboolean          enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* The status that all of them have; empty if they differ, or it is none of the three */
static const char *
find_status (GPtrArray *sessions)
{
  static const char *const words[] = {
    [LF_STATUS_NOT_STARTED] = "not_started",
    [LF_STATUS_IN_PROGRESS] = "in_progress",
    [LF_STATUS_COMPLETE] = "complete",
    [LF_STATUS_UNKNOWN] = "",
  };
  LfStatus status = LF_STATUS_UNKNOWN;

  for (guint i = 0; i < sessions->len; i++)
    {
      LfStatus other = lf_session_get_status (g_ptr_array_index (sessions, i));

      if (i > 0 && other != status)
        return words[LF_STATUS_UNKNOWN];
      status = other;
    }
  return words[status];
}

static void
update (LfSessionActions *self)
{
  g_autoptr (GPtrArray) sessions = lf_session_selection_dup_sessions (self->selection);
  GAction *status = g_action_map_lookup_action (G_ACTION_MAP (self->group), "set-status");
  gboolean any = self->catalog != NULL && sessions->len > 0;
  gboolean one = any && sessions->len == 1;
  gboolean may_write = self->check == NULL || self->check->session == NULL;
  gboolean may_link = self->check == NULL || self->check->links == NULL;

  set_enabled (self, "open", one);
  set_enabled (self, "open-folder", one);
  set_enabled (self, "export", any);
  set_enabled (self, "copy-id", any);
  set_enabled (self, "copy-name", any);
  set_enabled (self, "set-status", any && may_write);
  set_enabled (self, "delete", any && may_write && may_link);
  set_enabled (self, "new", self->catalog != NULL && may_write);
  set_enabled (self, "undo", self->writer != NULL && lf_session_writer_can_undo (self->writer));
  g_simple_action_set_state (G_SIMPLE_ACTION (status),
                             g_variant_new_string (find_status (sessions)));
}

static void
changed_cb (LfSessionActions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (LfSessionActions *self,
              LfSession        *session)
{
  if (self->dialog == NULL)
    {
      g_set_weak_pointer (&self->dialog,
                          lf_session_window_new (self->window, self->catalog,
                                                 lf_session_browser_get_model (self->browser)));
      g_signal_connect_object (self->dialog, "session-shown",
                               G_CALLBACK (lf_session_browser_select), self->browser,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->dialog, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  lf_session_window_show_session (self->dialog, session);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

static void
close_dialog (LfSessionActions *self)
{
  if (self->question != NULL)
    gtk_window_destroy (self->question);
  g_clear_weak_pointer (&self->question);
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  g_clear_weak_pointer (&self->dialog);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  LfSessionActions *self = data;
  g_autoptr (GPtrArray) sessions = lf_session_selection_dup_sessions (self->selection);

  activated_cb (self, g_ptr_array_index (sessions, 0));
}

static void
failed_cb (gpointer      owner,
           gpointer      data,
           const GError *error)
{
  if (error != NULL)
    tell (LF_SESSION_ACTIONS (owner), error->message, TRUE);
}

/* As the list shows them; none at all is what has not been started */
static GStrv
dup_statuses (LfSessionActions *self)
{
  g_autoptr (GPtrArray) sessions = lf_session_selection_dup_sessions (self->selection);
  GStrv statuses = g_new0 (char *, sessions->len + 1);

  for (guint i = 0; i < sessions->len; i++)
    {
      const char *text = lf_session_get_status_text (g_ptr_array_index (sessions, i));

      statuses[i] = g_strdup (text != NULL ? text : "not_started");
    }
  return statuses;
}

static void
set_status_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  LfSessionActions *self = data;
  g_auto (GStrv) ids = lf_session_selection_dup_ids (self->selection);
  g_auto (GStrv) known = dup_statuses (self);

  lf_status_change_run (self->writer, (const char *const *) ids, (const char *const *) known,
                        g_variant_get_string (parameter, NULL), self, failed_cb);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  LfSessionActions *self = data;

  lf_new_session_window_open (self->window, self->catalog, self->writer, NULL, 0);
}

static void
reveal_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  lf_session_browser_reveal (LF_SESSION_ACTIONS (data)->browser,
                             g_variant_get_string (parameter, NULL));
}

static void
deleted_cb (gpointer      owner,
            gpointer      data,
            const GError *error)
{
  LfSessionActions *self = owner;

  failed_cb (owner, data, error);
  g_free (self->remark);
  self->remark = error == NULL
                   ? lf_deletion_window_describe_folders (lf_deletion_change_peek (data))
                   : NULL;
}

static void
delete_confirmed_cb (LfDeletionWindow *window,
                     gboolean          trash,
                     LfSessionActions *self)
{
  lf_deletion_change_run (self->writer, lf_deletion_window_take (window), trash, self,
                          deleted_cb);
}

static void
deletion_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (LfSessionActions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDeletion) deletion = lf_catalog_read_finish (result, &error);

  lf_release ();
  if (is_stale (self, result) || self->question != NULL)
    return;

  if (deletion == NULL)
    {
      tell (self, error->message, TRUE);
      return;
    }

  g_set_weak_pointer (&self->question,
                      GTK_WINDOW (lf_deletion_window_new (self->window,
                                                          g_steal_pointer (&deletion))));
  g_signal_connect_object (self->question, "confirmed", G_CALLBACK (delete_confirmed_cb), self, 0);
  gtk_window_present (self->question);
}

static void
delete_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  LfSessionActions *self = data;

  lf_hold ();
  lf_catalog_read_async (self->catalog, FALSE, lf_deletion_change_read,
                         lf_session_selection_dup_ids (self->selection),
                         (GDestroyNotify) g_strfreev, (GDestroyNotify) lf_deletion_free,
                         self->cancellable, deletion_cb, g_object_ref (self));
}

static void
exported_cb (LfBatchExportWindow *window,
             const char          *text,
             gboolean             is_failure,
             LfSessionActions    *self)
{
  tell (self, text, is_failure);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  LfSessionActions *self = data;
  g_auto (GStrv) ids = lf_session_selection_dup_ids (self->selection);
  int format = CLAMP (g_variant_get_int32 (parameter), 0, LF_N_SESSION_FORMATS - 1);
  LfBatchExportWindow *window;

  if (ids[1] == NULL)
    {
      lf_export_page_open (self->window, self->catalog, ids[0], (LfSessionFormat) format);
      return;
    }

  window = lf_batch_export_window_open (self->window, self->catalog, (const char *const *) ids,
                                        (LfSessionFormat) format);
  g_signal_connect_object (window, "done", G_CALLBACK (exported_cb), self, 0);
}

/* One a line, if there are several */
static void
copy (LfSessionActions *self,
      const char     *(*get) (LfSession *session))
{
  g_autoptr (GPtrArray) sessions = lf_session_selection_dup_sessions (self->selection);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sessions->len; i++)
    {
      const char *line = get (g_ptr_array_index (sessions, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line != NULL ? line : "");
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), text->str);
  tell (self, _("Copied to the clipboard."), FALSE);
}

static void
copy_id_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  copy (data, lf_session_get_id);
}

static void
copy_name_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  copy (data, lf_session_get_name);
}

static void
not_opened_cb (GtkWidget    *widget,
               const GError *error)
{
  lf_message_bar_show (lf_session_browser_get_message (LF_SESSION_BROWSER (widget)),
                       error->message, TRUE);
}

static void
open_folder_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  LfSessionActions *self = data;
  g_auto (GStrv) ids = lf_session_selection_dup_ids (self->selection);

  lf_folder_opener_open (GTK_WIDGET (self->browser), self->catalog, ids[0], self->cancellable,
                         not_opened_cb);
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  lf_session_writer_undo (LF_SESSION_ACTIONS (data)->writer);
}

static void
menu_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  lf_session_menu_popup (LF_SESSION_ACTIONS (data)->menu);
}

static void
written_cb (LfSessionActions *self,
            const char       *title,
            gboolean          can_undo)
{
  g_autofree char *remark = g_steal_pointer (&self->remark);
  g_autofree char *text = remark != NULL ? g_strdup_printf ("%s. %s", title, remark) : NULL;

  update (self);
  tell (self, text != NULL ? text : title, FALSE);
  if (can_undo)
    lf_message_bar_set_action (self->message, _("_Undo"), "sessions.undo");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
write_failed_cb (LfSessionActions *self,
                 const char       *text)
{
  update (self);
  tell (self, text, TRUE);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (LfSessionActions) self = data;
  LfWriteCheck *check = lf_catalog_read_finish (result, NULL);

  lf_release ();
  if (check == NULL)
    return;

  if (is_stale (self, result))
    {
      lf_write_check_free (check);
      return;
    }

  g_clear_pointer (&self->check, lf_write_check_free);
  self->check = check;
  lf_session_menu_set_check (self->menu, check);
  update (self);
}

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
      tell (self, obstacle->message, TRUE);
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

static void
stop (LfSessionActions *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
lf_session_actions_dispose (GObject *object)
{
  LfSessionActions *self = LF_SESSION_ACTIONS (object);

  stop (self);
  close_dialog (self);
  self->message = NULL;
  if (self->list_keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (lf_session_browser_get_view (self->browser)),
                                  self->list_keys);
  self->list_keys = NULL;
  if (self->keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self->window), self->keys);
  self->keys = NULL;
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));
  g_clear_object (&self->menu);
  if (self->group != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self->window), "sessions", NULL);
  g_clear_object (&self->group);
  g_clear_object (&self->catalog);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->check, lf_write_check_free);
  g_clear_pointer (&self->remark, g_free);

  G_OBJECT_CLASS (lf_session_actions_parent_class)->dispose (object);
}

static void
lf_session_actions_class_init (LfSessionActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_session_actions_dispose;

  /**
   * LfSessionActions::changed:
   * @self: the actions
   *
   * Sessions were changed.
   */
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_SESSION_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
lf_session_actions_init (LfSessionActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_action },
    { .name = "set-status", .activate = set_status_action, .parameter_type = "s", .state = "''" },
    { .name = "export", .activate = export_action, .parameter_type = "i" },
    { .name = "copy-id", .activate = copy_id_action },
    { .name = "copy-name", .activate = copy_name_action },
    { .name = "open-folder", .activate = open_folder_action },
    { .name = "delete", .activate = delete_action },
    { .name = "new", .activate = new_action },
    { .name = "reveal", .activate = reveal_action, .parameter_type = "s" },
    { .name = "undo", .activate = undo_action },
    { .name = "menu", .activate = menu_action },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * lf_session_actions_new:
 * @window: the window of @browser; it disposes of the actions before it goes
 * @browser: a list of sessions
 *
 * Returns: (transfer full): what can be done with them
 */
LfSessionActions *
lf_session_actions_new (GtkWindow        *window,
                        LfSessionBrowser *browser)
{
  LfSessionActions *self = g_object_new (LF_TYPE_SESSION_ACTIONS, NULL);

  self->window = window;
  self->browser = browser;
  self->selection = lf_session_browser_get_selection (browser);
  self->message = lf_session_browser_get_message (browser);
  self->menu = lf_session_menu_new (browser);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "sessions", G_ACTION_GROUP (self->group));

  self->list_keys = gtk_shortcut_controller_new ();
  add_keys (self->list_keys, GDK_KEY_Menu, 0, "sessions.menu");
  add_keys (self->list_keys, GDK_KEY_F10, GDK_SHIFT_MASK, "sessions.menu");
  add_keys (self->list_keys, GDK_KEY_c, GDK_CONTROL_MASK, "sessions.copy-name");
  add_shortcut (self->list_keys, GDK_KEY_Delete, 0,
                gtk_callback_action_new (delete_key_cb, self, NULL));
  add_shortcut (self->list_keys, GDK_KEY_KP_Delete, 0,
                gtk_callback_action_new (delete_key_cb, self, NULL));
  gtk_widget_add_controller (GTK_WIDGET (lf_session_browser_get_view (browser)), self->list_keys);

  self->keys = gtk_shortcut_controller_new ();
  add_keys (self->keys, GDK_KEY_z, GDK_CONTROL_MASK, "sessions.undo");
  add_shortcut (self->keys, GDK_KEY_n, GDK_CONTROL_MASK,
                gtk_callback_action_new (new_key_cb, self, NULL));
  gtk_widget_add_controller (GTK_WIDGET (window), self->keys);

  g_signal_connect_object (browser, "session-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (browser, "selection-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * lf_session_actions_set_catalog:
 * @self: actions
 * @catalog: the catalog whose sessions the list shows
 *
 * From now on it is this catalog that is changed.
 */
void
lf_session_actions_set_catalog (LfSessionActions *self,
                                LfCatalog        *catalog)
{
  gboolean is_other = self->catalog == NULL ||
                      g_strcmp0 (lf_catalog_get_path (catalog),
                                 lf_catalog_get_path (self->catalog)) != 0;

  stop (self);
  g_set_object (&self->catalog, catalog);
  self->cancellable = g_cancellable_new ();

  /* Nothing that is being edited is lost by reading the same one again */
  if (is_other)
    close_dialog (self);
  else if (self->dialog != NULL)
    lf_session_window_refresh (self->dialog, catalog);

  /* What was done before a catalog is read again can be taken back afterwards, too */
  if (is_other)
    {
      g_clear_object (&self->writer);
      self->writer = lf_session_writer_new (lf_catalog_get_path (catalog));
      g_signal_connect_object (self->writer, "changed", G_CALLBACK (written_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->writer, "failed", G_CALLBACK (write_failed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
  lf_session_actions_check (self);
}

/**
 * lf_session_actions_check:
 * @self: actions
 *
 * Finds out again what is in the way of changes. Does not block.
 */
void
lf_session_actions_check (LfSessionActions *self)
{
  if (self->catalog == NULL)
    return;

  lf_hold ();
  lf_catalog_read_async (self->catalog, TRUE, lf_write_check_run, NULL, NULL,
                         (GDestroyNotify) lf_write_check_free, self->cancellable, checked_cb,
                         g_object_ref (self));
}

/**
 * lf_session_actions_may_close:
 * @self: actions
 *
 * Asks before something is lost that is not saved in the session dialog.
 *
 * Returns: whether the window can be closed now
 */
gboolean
lf_session_actions_may_close (LfSessionActions *self)
{
  return self->dialog == NULL || lf_session_window_may_close (self->dialog);
}
