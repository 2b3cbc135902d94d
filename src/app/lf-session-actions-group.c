/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-actions-private.h"

#include <glib/gi18n-lib.h>

#include "app/lf-batch-export-window.h"
#include "app/lf-deletion-change.h"
#include "app/lf-deletion-window.h"
#include "app/lf-export-page.h"
#include "app/lf-folder-opener.h"
#include "app/lf-hold.h"
#include "app/lf-new-session-window.h"
#include "app/lf-status-change.h"

/* What each action does with the sessions that are selected */

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  LfSessionActions *self = data;
  g_autoptr (GPtrArray) sessions = lf_session_selection_dup_sessions (self->selection);

  lf_session_actions_open (self, g_ptr_array_index (sessions, 0));
}

static void
failed_cb (gpointer      owner,
           gpointer      data,
           const GError *error)
{
  if (error != NULL)
    lf_session_actions_tell (LF_SESSION_ACTIONS (owner), error->message, TRUE);
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
  if (lf_session_actions_is_stale (self, result) || self->question != NULL)
    return;

  if (deletion == NULL)
    {
      lf_session_actions_tell (self, error->message, TRUE);
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
  lf_session_actions_tell (self, text, is_failure);
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
  lf_session_actions_tell (self, _("Copied to the clipboard."), FALSE);
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

/**
 * lf_session_actions_make_group:
 * @self: actions
 *
 * Makes the group of its actions.
 */
void
lf_session_actions_make_group (LfSessionActions *self)
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
