/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-actions-private.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"
#include "app/lf-undo-key.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSessionActions, lf_session_actions, G_TYPE_OBJECT)

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
  g_simple_action_set_state (G_SIMPLE_ACTION (status),
                             g_variant_new_string (find_status (sessions)));
}

static void
update_undo (LfSessionActions *self)
{
  set_enabled (self, "undo", self->stack != NULL && lf_undo_stack_can_undo (self->stack));
}

static void
changed_cb (LfSessionActions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
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
written_cb (LfSessionActions *self,
            const char       *title,
            gboolean          can_undo)
{
  g_autofree char *remark = g_steal_pointer (&self->remark);
  g_autofree char *text = remark != NULL ? g_strdup_printf ("%s. %s", title, remark) : NULL;

  lf_session_actions_tell (self, text != NULL ? text : title, FALSE);
  if (can_undo)
    lf_message_bar_set_action (self->message, _("_Undo"), "sessions.undo");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
write_failed_cb (LfSessionActions *self,
                 const char       *text)
{
  if (self->message != NULL)
    lf_undo_key_failed (self->message, text, "win.changes");
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

  if (lf_session_actions_is_stale (self, result))
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
  lf_session_actions_remove_keys (self);
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));
  g_clear_object (&self->menu);
  if (self->group != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self->window), "sessions", NULL);
  g_clear_object (&self->group);
  g_clear_object (&self->catalog);
  g_clear_object (&self->writer);
  g_clear_object (&self->stack);
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
  lf_session_actions_make_group (self);
}

/**
 * lf_session_actions_tell: (skip)
 * @self: actions
 * @text: what came of something
 * @is_failure: whether it could not be done
 *
 * Tells it below the list, if there is one any more.
 */
void
lf_session_actions_tell (LfSessionActions *self,
                         const char       *text,
                         gboolean          is_failure)
{
  /* There is no list any more */
  if (self->message == NULL)
    return;

  lf_message_bar_show (self->message, text, is_failure);
}

/**
 * lf_session_actions_is_stale: (skip)
 * @self: actions
 * @result: what was read with their cancellable
 *
 * Returns: whether nobody waits for what was read: there is another catalog, or none any more
 */
gboolean
lf_session_actions_is_stale (LfSessionActions *self,
                             GAsyncResult     *result)
{
  return g_task_get_cancellable (G_TASK (result)) != self->cancellable;
}

/**
 * lf_session_actions_open: (skip)
 * @self: actions
 * @session: a session of the list
 *
 * Opens its dialog.
 */
void
lf_session_actions_open (LfSessionActions *self,
                         LfSession        *session)
{
  if (self->dialog == NULL)
    {
      g_set_weak_pointer (&self->dialog,
                          lf_session_window_new (self->window, self->catalog,
                                                 lf_session_browser_get_model (self->browser),
                                                 self->stack));
      g_signal_connect_object (self->dialog, "session-shown",
                               G_CALLBACK (lf_session_browser_select), self->browser,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->dialog, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  lf_session_window_show_session (self->dialog, session);
  gtk_window_present (GTK_WINDOW (self->dialog));
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
  lf_session_actions_add_keys (self);
  g_signal_connect_object (browser, "session-activated", G_CALLBACK (lf_session_actions_open),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (browser, "selection-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  update_undo (self);
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
      g_clear_object (&self->stack);
      self->stack = lf_undo_stack_new ();
      self->writer = lf_session_writer_new (lf_catalog_get_path (catalog), self->stack);
      g_signal_connect_object (self->stack, "changed", G_CALLBACK (update_undo), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->writer, "changed", G_CALLBACK (written_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->writer, "failed", G_CALLBACK (write_failed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
  update_undo (self);
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
