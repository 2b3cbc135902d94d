/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-changes-window.h"

#include <glib/gi18n-lib.h>

#include "app/lf-changes-task.h"
#include "app/lf-data-table.h"
#include "app/lf-follow.h"
#include "app/lf-health.h"
#include "app/lf-message-bar.h"
#include "app/lf-rereading.h"
#include "app/lf-settings.h"
#include "app/lf-status-page.h"
#include "catalog/lf-resources.h"

struct _LfChangesWindow
{
  GtkWindow      parent_instance;

  GtkLabel      *subtitle;
  GtkStack      *stack;
  LfDataTable   *table;
  GtkLabel      *detail;
  LfMessageBar  *message;

  GSettings     *settings;
  char          *catalog;
  LfChangesList *list;          /* NULL until it is read */
  gint64         chosen;        /* the number of a change; 0: none */
  char          *wanted;        /* the id of a session, one of whose changes is to be chosen */
  gboolean       is_filling;
  LfRereading   *reading;       /* of the list, from the history and the catalog */
  gboolean       is_undoing;
};

G_DEFINE_FINAL_TYPE (LfChangesWindow, lf_changes_window, GTK_TYPE_WINDOW)

/* How often at most files that are being written are looked at */
#define CHANGE_LIMIT_MS 500

static const LfChangesItem *
find_chosen (LfChangesWindow *self,
             guint           *position)
{
  for (guint i = 0; self->list != NULL && i < self->list->items->len; i++)
    {
      const LfChangesItem *item = g_ptr_array_index (self->list->items, i);

      if (item->entry->id == self->chosen)
        {
          if (position != NULL)
            *position = i;
          return item;
        }
    }
  return NULL;
}

/* What becomes of the chosen one, or why nothing can */
static void
update_chosen (LfChangesWindow *self)
{
  const LfChangesItem *item = find_chosen (self, NULL);
  gboolean can_undo = item != NULL && item->state == LF_JOURNAL_CAN_UNDO && !self->is_undoing;
  const char *text;

  if (item == NULL)
    text = _("Select a change to undo it. What other programs have changed is not listed.");
  else if (item->state == LF_JOURNAL_UNDONE)
    text = _("This change was undone. To make it again, undo what undid it.");
  else if (item->state == LF_JOURNAL_CAN_UNDO)
    text = _("What it changed is still as it left it.");
  else
    text = item->reason;
  gtk_label_set_text (self->detail, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.undo", can_undo);
}

static void
selected_cb (LfChangesWindow *self,
             guint            position)
{
  const LfChangesItem *item;

  if (self->is_filling || self->list == NULL)
    return;

  item = position < self->list->items->len ? g_ptr_array_index (self->list->items, position)
                                           : NULL;
  self->chosen = item != NULL ? item->entry->id : 0;
  update_chosen (self);
}

static char *
describe_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static char *
name_sessions (const LfJournalEntry *entry)
{
  const LfJournalSession *first;

  if (entry->sessions->len == 0)
    return g_strdup ("");

  first = g_ptr_array_index (entry->sessions, 0);
  return lf_undo_list_sessions (first->name != NULL ? first->name : first->id,
                                entry->sessions->len);
}

static const char *
get_state_text (LfJournalState state)
{
  switch (state)
    {
    case LF_JOURNAL_CAN_UNDO:
      return C_("change", "can be undone");
    case LF_JOURNAL_UNDONE:
      return C_("change", "undone");
    case LF_JOURNAL_CANNOT_UNDO:
      return C_("change", "cannot be undone");
    case LF_JOURNAL_NOT_MADE:
      return C_("change", "was not made");
    }
  g_assert_not_reached ();
}

static LfDataRow *
make_row (const LfChangesItem *item)
{
  LfDataRow *row = lf_data_row_new (LF_SEVERITY_OK);

  lf_data_row_take_text (row, describe_time (item->entry->made_at));
  lf_data_row_take_text (row, lf_undo_kind_describe (item->entry->kind, item->entry->title));
  lf_data_row_take_text (row, name_sessions (item->entry));
  lf_data_row_add_text (row, get_state_text (item->state));
  return row;
}

/* The newest that can be undone is what somebody comes for */
static void
choose_first (LfChangesWindow *self)
{
  for (guint i = 0; i < self->list->items->len && self->chosen == 0; i++)
    {
      const LfChangesItem *item = g_ptr_array_index (self->list->items, i);

      if (item->state == LF_JOURNAL_CAN_UNDO && item->entry->kind != LF_UNDO_UNDO &&
          (self->wanted == NULL || lf_journal_entry_is_of (item->entry, self->wanted)))
        self->chosen = item->entry->id;
    }
}

/* If none can be undone, what there is of the session is shown all the same, and never what is of
 * another: that is not what was asked for */
static void
choose_wanted (LfChangesWindow *self)
{
  self->chosen = 0;
  choose_first (self);
  for (guint i = 0; i < self->list->items->len && self->chosen == 0; i++)
    {
      const LfChangesItem *item = g_ptr_array_index (self->list->items, i);

      if (lf_journal_entry_is_of (item->entry, self->wanted))
        self->chosen = item->entry->id;
    }

  if (self->chosen == 0 && self->list->items->len > 0)
    lf_message_bar_hint (self->message, _("This session was not changed yet."));
  g_clear_pointer (&self->wanted, g_free);
}

static void
show_list (LfChangesWindow *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->wanted != NULL)
    choose_wanted (self);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "reading") == 0)
    choose_first (self);
  for (guint i = 0; i < self->list->items->len; i++)
    g_ptr_array_add (rows, make_row (g_ptr_array_index (self->list->items, i)));

  self->is_filling = TRUE;
  lf_data_table_fill (self->table, rows);
  find_chosen (self, &position);
  lf_data_table_select (self->table, position);
  self->is_filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "changes" : "empty");
  update_chosen (self);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (LfChangesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChangesList) list = lf_changes_task_list_finish (result, &error);

  if (!lf_rereading_take (self->reading, result))
    return;

  if (list != NULL)
    {
      g_clear_pointer (&self->list, lf_changes_list_free);
      self->list = g_steal_pointer (&list);
      show_list (self);
      if (self->list->notice != NULL)
        lf_message_bar_show (self->message, self->list->notice, TRUE);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lf_message_bar_show (self->message, error->message, TRUE);
  lf_rereading_go_on (self->reading);
}

static void
read_cb (GtkWindow    *window,
         GCancellable *cancellable)
{
  LfChangesWindow *self = LF_CHANGES_WINDOW (window);

  lf_changes_task_list (self->catalog, cancellable, list_cb, g_object_ref (self));
}

/* Where files cannot be watched, what was done meanwhile is there when one comes back */
static void
active_cb (LfChangesWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->catalog != NULL &&
      !lf_rereading_is_busy (self->reading))
    lf_rereading_start (self->reading);
}

static void
watch (LfChangesWindow *self)
{
  g_autofree char *history = lf_journal_get_path ();
  const char *paths[] = { history, self->catalog, NULL };

  lf_rereading_watch (self->reading, paths);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfChangesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = lf_changes_task_undo_finish (result, &error);
  GtkWindow *main_window;

  self->is_undoing = FALSE;
  if (self->message == NULL)
    return;

  lf_message_bar_show (self->message, text != NULL ? text : error->message, text == NULL);
  main_window = lf_follow_find_main_window (gtk_window_get_application (GTK_WINDOW (self)));
  if (text != NULL && main_window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (main_window), "win.sessions-changed", NULL);
  lf_rereading_start (self->reading);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfChangesWindow *self = LF_CHANGES_WINDOW (widget);
  const LfChangesItem *item = find_chosen (self, NULL);

  if (item == NULL || item->state != LF_JOURNAL_CAN_UNDO || self->is_undoing)
    return;

  self->is_undoing = TRUE;
  update_chosen (self);
  lf_changes_task_undo (self->catalog, item->entry->id, undone_cb, g_object_ref (self));
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lf_rereading_start (LF_CHANGES_WINDOW (widget)->reading);
}

static gboolean
lf_changes_window_close_request (GtkWindow *window)
{
  lf_settings_save_size (LF_CHANGES_WINDOW (window)->settings, window, "changes");
  return GTK_WINDOW_CLASS (lf_changes_window_parent_class)->close_request (window);
}

static void
lf_changes_window_dispose (GObject *object)
{
  LfChangesWindow *self = LF_CHANGES_WINDOW (object);

  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_CHANGES_WINDOW);
  g_clear_pointer (&self->list, lf_changes_list_free);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->catalog, g_free);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (lf_changes_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "changes.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "changes.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "changes.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "changes.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "changes.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
lf_changes_window_class_init (LfChangesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_changes_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lf_changes_window_close_request;

  g_type_ensure (LF_TYPE_DATA_TABLE);
  g_type_ensure (LF_TYPE_MESSAGE_BAR);
  g_type_ensure (LF_TYPE_STATUS_PAGE);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-changes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfChangesWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfChangesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LfChangesWindow, table);
  gtk_widget_class_bind_template_child (widget_class, LfChangesWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, LfChangesWindow, message);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
lf_changes_window_init (LfChangesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reading = lf_rereading_new (GTK_WINDOW (self), CHANGE_LIMIT_MS, read_cb);
  self->settings = lf_settings_new ();
  lf_settings_restore_size (self->settings, GTK_WINDOW (self), "changes");
  lf_data_table_set_name (self->table, _("Changes"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("When"));
  lf_data_table_add_column (self->table, LF_DATA_WIDE, _("What"));
  lf_data_table_add_column (self->table, LF_DATA_WIDE, _("Session"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("State"));
  update_chosen (self);
}

static LfChangesWindow *
find_window (GtkApplication *application)
{
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    if (LF_IS_CHANGES_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
set_catalog (LfChangesWindow *self,
             const char      *catalog)
{
  g_autofree char *name = g_path_get_basename (catalog);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: the title of the window, with the name of a catalog */
  g_autofree char *title = g_strdup_printf (_("Changes – %s"), shown);

  if (g_strcmp0 (self->catalog, catalog) != 0)
    {
      g_free (self->catalog);
      self->catalog = g_strdup (catalog);
      self->chosen = 0;
      gtk_stack_set_visible_child_name (self->stack, "reading");
      watch (self);
    }
  gtk_label_set_text (self->subtitle, shown);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/**
 * lf_changes_window_show:
 * @parent: the window it is opened from
 * @catalog: the catalog whose changes are to be shown
 * @session: (nullable): the id of a session, of whose changes the newest is to be selected; %NULL for
 *   any
 *
 * Shows the changes of a catalog; there is one window of it.
 *
 * Returns: (transfer none): the window
 */
LfChangesWindow *
lf_changes_window_show (GtkWindow  *parent,
                        const char *catalog,
                        const char *session)
{
  LfChangesWindow *self = find_window (gtk_window_get_application (parent));

  if (self == NULL)
    {
      self = g_object_new (LF_TYPE_CHANGES_WINDOW, NULL);
      lf_follow_main_window (GTK_WINDOW (self), parent);
    }
  set_catalog (self, catalog);
  g_free (self->wanted);
  self->wanted = g_strdup (session);
  lf_rereading_start (self->reading);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * lf_changes_window_open_cb:
 * @widget: the main window
 * @name: an action
 * @parameter: (nullable): not used
 *
 * Shows the changes of the catalog that is open, if one is; for gtk_widget_class_install_action().
 */
void
lf_changes_window_open_cb (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  LfMaintenance *maintenance =
    lf_health_find (gtk_window_get_application (GTK_WINDOW (widget)), NULL);

  if (maintenance != NULL)
    lf_changes_window_show (GTK_WINDOW (widget), lf_maintenance_get_path (maintenance), NULL);
}

/**
 * lf_changes_window_is_read:
 * @self: a window
 *
 * Returns: whether all that it shows was read, and nothing is being undone
 */
gboolean
lf_changes_window_is_read (LfChangesWindow *self)
{
  return !lf_rereading_is_busy (self->reading) && !self->is_undoing && self->list != NULL &&
         lf_data_table_is_filled (self->table);
}
