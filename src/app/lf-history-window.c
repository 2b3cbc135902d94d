/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-history-window.h"

#include <glib/gi18n-lib.h>

#include "app/lf-compare-window.h"
#include "app/lf-follow.h"
#include "app/lf-health.h"
#include "app/lf-history-chart.h"
#include "app/lf-history-task.h"
#include "app/lf-history-view.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-message-bar.h"
#include "app/lf-question.h"
#include "app/lf-rereading.h"
#include "app/lf-run-export.h"
#include "app/lf-settings.h"
#include "app/lf-status-page.h"
#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "catalog/lf-resources.h"
#include "maintenance/lf-report-words.h"

struct _LfHistoryWindow
{
  GtkWindow       parent_instance;

  GtkLabel       *subtitle;
  GtkDropDown    *scope;
  GtkStack       *stack;
  LfStatusPage   *empty_page;
  GtkWidget      *maintenance_button;
  LfHistoryChart *chart;
  LfHistoryView  *view;
  LfMessageBar   *message;
  GtkLabel       *selection;
  GtkWidget      *report_button;

  GSettings      *settings;
  char           *catalog;         /* NULL if none is open */
  LfRereading    *reading;         /* of the list */
  GCancellable   *cancellable;     /* of everything else */
  LfRunExport    *export;
  LfExportKind    kind;            /* of the report that is wanted */
  LfQuestion     *question;        /* weak */
};

G_DEFINE_FINAL_TYPE (LfHistoryWindow, lf_history_window, GTK_TYPE_WINDOW)

/* The entries of the drop-down */
#define SCOPE_CATALOG 0
#define SCOPE_ALL 1

/* How often at most a file that is being written is read again */
#define CHANGE_LIMIT_MS 200

static gboolean
is_all (LfHistoryWindow *self)
{
  return self->catalog == NULL || gtk_drop_down_get_selected (self->scope) == SCOPE_ALL;
}

static void
tell (LfHistoryWindow *self,
      const GError    *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lf_message_bar_show (self->message, error->message, TRUE);
}

static void
update_subtitle (LfHistoryWindow *self)
{
  g_autofree char *name = self->catalog != NULL ? g_path_get_basename (self->catalog) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  const char *subtitle = is_all (self) ? _("All catalogs") : shown;
  /* Translators: the title of the window, with the name of a catalog */
  g_autofree char *title = g_strdup_printf (_("History – %s"), subtitle);

  gtk_label_set_text (self->subtitle, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* What the buttons can do depends on how many runs are selected */
static void
selection_cb (LfHistoryWindow *self)
{
  g_autoptr (GArray) chosen = lf_history_view_list_chosen (self->view);
  g_autofree char *all = lf_report_describe_count (lf_history_view_get_n_items (self->view),
                                                   LF_PLURAL ("%s run", "%s runs"));
  g_autofree char *count = lf_format_count (chosen->len);
  g_autofree char *text = NULL;

  if (chosen->len > 1)
    /* Translators: “12 runs”, and how many of them */
    text = g_strdup_printf (_("%s, %s selected"), all, count);
  else if (lf_history_view_get_n_items (self->view) > 1)
    /* Translators: “12 runs” */
    text = g_strdup_printf (_("%s. Select two to compare them."), all);
  gtk_label_set_text (self->selection, text != NULL ? text : all);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.open", chosen->len == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.report", chosen->len == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.copy", chosen->len == 1);
  gtk_widget_set_sensitive (self->report_button, chosen->len == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.compare", chosen->len == 2);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.delete", chosen->len > 0);
}

/* The Maintenance window of the catalog, or the main window if that can show it */
static GtkWindow *
find_maintenance (LfHistoryWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  LfMaintenance *shown = lf_health_find (application, NULL);
  LfMaintenanceWindow *window;

  if (self->catalog == NULL)
    return NULL;

  window = lf_maintenance_window_find (application, self->catalog);
  if (window != NULL)
    return GTK_WINDOW (window);
  if (shown == NULL || !g_str_equal (lf_maintenance_get_path (shown), self->catalog))
    return NULL;
  return lf_follow_find_main_window (application);
}

/* Says what to do where there is nothing to see */
static void
update_empty_page (LfHistoryWindow *self)
{
  gboolean has_catalog = find_maintenance (self) != NULL;

  gtk_widget_set_visible (self->maintenance_button, has_catalog);
  lf_status_page_set_texts (
    self->empty_page, "document-open-recent-symbolic",
    is_all (self) ? _("No Runs Yet") : _("No Runs of This Catalog Yet"),
    has_catalog
      ? _("Repairs, trials on a copy and restored backups are kept here with what they came to. "
          "Open Maintenance and choose “Repair Everything”, or “Try on a Copy”, which leaves the "
          "catalog as it is.")
      : _("Repairs, trials on a copy and restored backups are kept here with what they came to. "
          "Open a catalog first, then Maintenance."));
}

static void
show_list (LfHistoryWindow *self,
           LfHistoryList   *list)
{
  gboolean is_first = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "reading") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->chart), !is_all (self));
  if (!is_all (self))
    lf_history_chart_show (self->chart, self->catalog, list->entries);

  update_empty_page (self);
  gtk_stack_set_visible_child_name (self->stack, list->entries->len > 0 ? "runs" : "empty");
  lf_history_view_fill (self->view, list->entries, is_all (self) || list->is_elsewhere);
  if (is_first)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (list->notice != NULL)
    lf_message_bar_show (self->message, list->notice, TRUE);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (LfHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfHistoryList) list = lf_history_task_list_finish (result, &error);

  if (!lf_rereading_take (self->reading, result))
    return;

  if (list != NULL)
    show_list (self, list);
  else
    tell (self, error);
  lf_rereading_go_on (self->reading);
}

static void
read_cb (GtkWindow    *window,
         GCancellable *cancellable)
{
  LfHistoryWindow *self = LF_HISTORY_WINDOW (window);

  update_subtitle (self);
  lf_history_task_list (is_all (self) ? NULL : self->catalog, cancellable, list_cb,
                        g_object_ref (self));
}

static void
scope_cb (LfHistoryWindow *self)
{
  if (self->reading != NULL)
    lf_rereading_start (self->reading);
}

/* Where files cannot be watched, what was done meanwhile is there when one comes back */
static void
active_cb (LfHistoryWindow *self)
{
  if (self->reading != NULL && gtk_window_is_active (GTK_WINDOW (self)) &&
      !lf_rereading_is_busy (self->reading))
    lf_rereading_start (self->reading);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lf_rereading_start (LF_HISTORY_WINDOW (widget)->reading);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = lf_history_task_load_finish (result, &error);

  if (runs == NULL)
    {
      if (self->message != NULL)
        tell (self, error);
      return;
    }

  if (runs->len == 1)
    lf_compare_window_show_run (GTK_WINDOW (self), lf_run_ref (g_ptr_array_index (runs, 0)));
  else
    lf_compare_window_show_pair (GTK_WINDOW (self), lf_run_ref (g_ptr_array_index (runs, 0)),
                                 lf_run_ref (g_ptr_array_index (runs, 1)));
}

static void
activated_cb (LfHistoryWindow *self,
              gint64           id)
{
  lf_history_task_load (&id, 1, self->cancellable, opened_cb, g_object_ref (self));
}

/* Of one run, or of two */
static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfHistoryWindow *self = LF_HISTORY_WINDOW (widget);
  g_autoptr (GArray) chosen = lf_history_view_list_chosen (self->view);

  lf_history_task_load ((const gint64 *) chosen->data, chosen->len, self->cancellable, opened_cb,
                        g_object_ref (self));
}

static void
report_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = lf_history_task_load_finish (result, &error);
  g_autoptr (LfCompare) compare = NULL;

  if (runs == NULL)
    {
      if (self->message != NULL)
        tell (self, error);
      return;
    }

  compare = lf_compare_new (lf_run_ref (g_ptr_array_index (runs, 0)));
  lf_run_export_ask (self->export, self->kind, compare, NULL);
}

static void
report_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfHistoryWindow *self = LF_HISTORY_WINDOW (widget);
  g_autoptr (GArray) chosen = lf_history_view_list_chosen (self->view);

  if (lf_export_kind_from_name (g_variant_get_string (parameter, NULL), &self->kind))
    lf_history_task_load ((const gint64 *) chosen->data, chosen->len, self->cancellable, report_cb,
                          g_object_ref (self));
}

/* Short and plain, for a forum */
static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = lf_history_task_load_finish (result, &error);
  g_autofree char *text = NULL;

  if (self->message == NULL)
    return;
  if (runs == NULL)
    {
      tell (self, error);
      return;
    }

  text = lf_report_write (g_ptr_array_index (runs, 0), LF_REPORT_TEXT);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  lf_message_bar_show (self->message, _("Copied. Paste it into a forum post or a message."), FALSE);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfHistoryWindow *self = LF_HISTORY_WINDOW (widget);
  g_autoptr (GArray) chosen = lf_history_view_list_chosen (self->view);

  lf_history_task_load ((const gint64 *) chosen->data, chosen->len, self->cancellable, copied_cb,
                        g_object_ref (self));
}

static void
exported_cb (LfHistoryWindow *self,
             gboolean         is_saved,
             const char      *message)
{
  if (self->message != NULL)
    lf_message_bar_show (self->message, message, !is_saved);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (LfHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_history_task_delete_finish (result, &error);

  if (self->message == NULL)
    return;

  if (!is_done)
    tell (self, error);
  lf_rereading_start (self->reading);
}

static void
confirmed_cb (LfHistoryWindow *self)
{
  g_autoptr (GArray) chosen = lf_history_view_list_chosen (self->view);

  lf_history_task_delete ((const gint64 *) chosen->data, chosen->len, NULL, deleted_cb,
                          g_object_ref (self));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfHistoryWindow *self = LF_HISTORY_WINDOW (widget);
  g_autoptr (GArray) chosen = lf_history_view_list_chosen (self->view);
  g_autofree char *title =
    lf_report_describe_count (chosen->len, LF_PLURAL ("Delete %s Run from the History?",
                                                      "Delete %s Runs from the History?"));

  if (chosen->len == 0 || self->question != NULL)
    return;

  g_set_weak_pointer (&self->question,
                      lf_question_new (GTK_WINDOW (self), title,
                                       _("What was measured and found then is forgotten. The "
                                         "catalog is not touched, and backups stay where they "
                                         "are."),
                                       _("_Keep"), _("_Delete")));
  g_signal_connect_object (self->question, "confirmed", G_CALLBACK (confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->question));
}

static void
maintenance_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GtkWindow *window = find_maintenance (LF_HISTORY_WINDOW (widget));

  if (LF_IS_MAINTENANCE_WINDOW (window))
    gtk_window_present (window);
  else if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.maintenance", NULL);
}

static gboolean
lf_history_window_close_request (GtkWindow *window)
{
  lf_settings_save_size (LF_HISTORY_WINDOW (window)->settings, window, "history");
  return GTK_WINDOW_CLASS (lf_history_window_parent_class)->close_request (window);
}

static void
lf_history_window_dispose (GObject *object)
{
  LfHistoryWindow *self = LF_HISTORY_WINDOW (object);

  g_clear_object (&self->reading);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question));
  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->export);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_HISTORY_WINDOW);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->catalog, g_free);

  G_OBJECT_CLASS (lf_history_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "history.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "history.compare", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "history.report", "s", report_action);
  gtk_widget_class_install_action (widget_class, "history.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "history.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "history.maintenance", NULL, maintenance_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "history.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "history.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "history.open",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "history.compare", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "history.report",
                                       "s", "html");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "history.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "history.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
lf_history_window_class_init (LfHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_history_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lf_history_window_close_request;

  g_type_ensure (LF_TYPE_HISTORY_CHART);
  g_type_ensure (LF_TYPE_HISTORY_VIEW);
  g_type_ensure (LF_TYPE_MESSAGE_BAR);
  g_type_ensure (LF_TYPE_STATUS_PAGE);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, scope);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, maintenance_button);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, chart);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, view);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, message);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, selection);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryWindow, report_button);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
lf_history_window_init (LfHistoryWindow *self)
{
  g_autofree char *path = lf_history_get_path ();
  const char *paths[] = { path, NULL };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = lf_settings_new ();
  lf_settings_restore_size (self->settings, GTK_WINDOW (self), "history");
  self->export = lf_run_export_new (GTK_WINDOW (self));
  g_signal_connect_object (self->export, "done", G_CALLBACK (exported_cb), self,
                           G_CONNECT_SWAPPED);
  selection_cb (self);
  self->reading = lf_rereading_new (GTK_WINDOW (self), CHANGE_LIMIT_MS, read_cb);
  lf_rereading_watch (self->reading, paths);
}

static LfHistoryWindow *
find_window (GtkApplication *application)
{
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    if (LF_IS_HISTORY_WINDOW (l->data))
      return l->data;
  return NULL;
}

/**
 * lf_history_window_show:
 * @parent: the window it is opened from
 * @catalog: (nullable): the catalog whose runs are to be shown; %NULL for those of all
 *
 * Shows the history; there is one window of it.
 *
 * Returns: (transfer none): the window
 */
LfHistoryWindow *
lf_history_window_show (GtkWindow  *parent,
                        const char *catalog)
{
  LfHistoryWindow *self = find_window (gtk_window_get_application (parent));

  if (self == NULL)
    {
      self = g_object_new (LF_TYPE_HISTORY_WINDOW, NULL);
      lf_follow_main_window (GTK_WINDOW (self), parent);
    }

  g_free (self->catalog);
  self->catalog = g_strdup (catalog);
  gtk_widget_set_visible (GTK_WIDGET (self->scope), catalog != NULL);
  lf_rereading_start (self->reading);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * lf_history_window_open_cb:
 * @widget: the main window or a Maintenance window
 * @name: an action
 * @parameter: (nullable): not used
 *
 * Shows the history of the catalog of a window; for gtk_widget_class_install_action().
 */
void
lf_history_window_open_cb (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));
  LfMaintenance *maintenance =
    LF_IS_MAINTENANCE_WINDOW (widget)
      ? lf_maintenance_window_get_maintenance (LF_MAINTENANCE_WINDOW (widget))
      : lf_health_find (application, NULL);

  lf_history_window_show (GTK_WINDOW (widget),
                          maintenance != NULL ? lf_maintenance_get_path (maintenance) : NULL);
}

/**
 * lf_history_window_is_read:
 * @self: a window
 *
 * Returns: whether all of the history that it shows was read
 */
gboolean
lf_history_window_is_read (LfHistoryWindow *self)
{
  return !lf_rereading_is_busy (self->reading) && lf_history_chart_is_read (self->chart) &&
         lf_history_view_is_filled (self->view);
}
