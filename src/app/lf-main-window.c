/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-main-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/lf-catalog-title.h"
#include "app/lf-demo-task.h"
#include "app/lf-hold.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-open-menu.h"
#include "app/lf-settings.h"
#include "app/lf-status-page.h"
#include "catalog/lf-resources.h"

enum
{
  PAINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfMainWindow, lf_main_window, GTK_TYPE_APPLICATION_WINDOW)

/* How long the window stays away for a list, so that it comes up with its rows and not empty */
#define PRESENT_PATIENCE_MS 150

/* What is quicker than this shows no spinner, which would only flicker */
#define SPINNER_DELAY_MS 200

static void
update_title (LfMainWindow *self)
{
  lf_catalog_title_show (GTK_WINDOW (self), self->title, self->subtitle, self->catalog,
                         self->live != NULL ? lf_live_get_count (self->live) : NULL);
}

static gboolean
present_cb (gpointer data)
{
  LfMainWindow *self = data;

  self->present_source = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
show_page (LfMainWindow *self,
           const char   *page)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search",
                                 g_str_equal (page, "sessions"));
  if (self->present_source != 0)
    {
      g_clear_handle_id (&self->present_source, g_source_remove);
      gtk_window_present (GTK_WINDOW (self));
    }
}

/* Whether an answer comes too late: another catalog was asked for since, or the window is gone */
static gboolean
is_stale (LfMainWindow *self,
          GCancellable *cancellable)
{
  return self->stack == NULL || cancellable != self->cancellable;
}

static void
finish_opening (LfMainWindow *self)
{
  g_clear_object (&self->cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", FALSE);
}

/**
 * lf_main_window_go_back: (skip)
 * @self: a window
 *
 * Shows the catalog that is open, or how to open one.
 */
void
lf_main_window_go_back (LfMainWindow *self)
{
  show_page (self, self->catalog != NULL ? "sessions" : "welcome");
}

static void
show_error (LfMainWindow *self,
            const GError *error)
{
  const char *back = self->catalog != NULL ? lf_catalog_get_path (self->catalog) : NULL;

  finish_opening (self);
  lf_error_page_set_error (self->error_page, error, back);
  if (g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    lf_main_window_go_back (self);
  else
    show_page (self, "error");
}

/* Whoever opened a catalog wants to go on in its list, not in the header bar */
static void
focus_list (LfMainWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->browser)))
    lf_session_browser_focus_list (self->browser);
}

/* What is dearer than the list comes when that is on the screen */
static void
read_late (LfMainWindow *self)
{
  lf_live_start (self->live);
  lf_health_set_catalog (self->health, lf_catalog_get_path (self->catalog));
}

static void
painted_cb (GdkFrameClock *clock,
            LfMainWindow  *self)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  self->painted = TRUE;
  if (self->catalog != NULL)
    read_late (self);
  g_signal_emit (self, signals[PAINTED], 0);
}

/* Takes the catalog over whose list has been read */
static void
accept_catalog (LfMainWindow  *self,
                LfCatalog     *catalog,
                LfSessionList *list)
{
  gboolean again = self->catalog != NULL && g_str_equal (lf_catalog_get_path (self->catalog),
                                                         lf_catalog_get_path (catalog));

  g_set_object (&self->catalog, catalog);
  finish_opening (self);
  if (self->live != NULL)
    lf_live_stop (self->live);
  g_clear_object (&self->live);
  self->live = lf_live_new (GTK_WINDOW (self), self->browser, self->health, catalog);
  g_signal_connect_object (self->live, "counted", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live, "reopened", G_CALLBACK (lf_session_actions_check),
                           self->actions, G_CONNECT_SWAPPED);

  lf_session_actions_set_catalog (self->actions, catalog);

  /* The demonstration does not take the place of the user's own catalog */
  if (g_strcmp0 (lf_catalog_get_path (self->catalog), self->demo_path) != 0)
    lf_settings_add_recent (self->settings, lf_catalog_get_path (self->catalog));
  /* The same catalog again keeps its place */
  if (again)
    lf_session_browser_refresh (self->browser, list);
  else
    lf_session_browser_set_list (self->browser, list);
  update_title (self);
  show_page (self, "sessions");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reload", TRUE);
  focus_list (self);
  if (self->painted)
    read_late (self);
}

static void
opening_finished_cb (LfOpening    *opening,
                     LfMainWindow *self)
{
  if (is_stale (self, lf_opening_get_cancellable (opening)))
    return;

  if (lf_opening_get_catalog (opening) != NULL)
    accept_catalog (self, lf_opening_get_catalog (opening), lf_opening_get_list (opening));
  else
    show_error (self, lf_opening_get_error (opening));
}

static gboolean
show_loading_cb (gpointer data)
{
  LfMainWindow *self = data;

  self->loading_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
begin_loading (LfMainWindow *self,
               const char   *text,
               GCancellable *cancellable)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  finish_opening (self);
  self->cancellable = g_object_ref (cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", TRUE);
  lf_loading_page_set_text (self->loading_page, text);
  if (self->catalog == NULL)
    show_page (self, "blank");
  g_clear_handle_id (&self->loading_source, g_source_remove);
  self->loading_source = g_timeout_add (SPINNER_DELAY_MS, show_loading_cb, self);
}

static void
demo_progress_cb (double   fraction,
                  gpointer data)
{
  LfMainWindow *self = data;

  if (self->loading_page != NULL)
    lf_loading_page_set_fraction (self->loading_page, fraction);
}

static void
demo_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (LfMainWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lf_demo_task_finish (result, &error);

  lf_release ();
  if (is_stale (self, g_task_get_cancellable (G_TASK (result))))
    return;

  if (path != NULL)
    {
      g_free (self->demo_path);
      self->demo_path = g_strdup (path);
      lf_main_window_open (self, path);
    }
  else
    show_error (self, error);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         LfMainWindow  *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;

  lf_main_window_open (self, path);
  return TRUE;
}

static void
sessions_changed_cb (LfMainWindow *self)
{
  lf_live_reload (self->live);
}

/* Asks whether what is being written is to be cancelled */
static void
ask (LfMainWindow *self)
{
  if (self->question == NULL)
    {
      g_set_weak_pointer (&self->question, lf_question_new (
        GTK_WINDOW (self), _("Quit while a catalog is being repaired?"),
        _("The repair is cancelled: the catalog is then as it was before, or as it is after the "
          "last step that is done, never in between. A backup that was made stays."),
        _("_Keep Repairing"), _("_Cancel and Quit")));
      g_signal_connect_object (self->question, "confirmed", G_CALLBACK (lf_main_window_quit), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->question));
}

static gboolean
lf_main_window_close_request (GtkWindow *window)
{
  LfMainWindow *self = LF_MAIN_WINDOW (window);

  if (!self->is_sure &&
      lf_maintenance_window_find (gtk_window_get_application (window), NULL) != NULL)
    {
      ask (self);
      return TRUE;
    }

  if (!self->is_sure && !lf_session_actions_may_close (self->actions))
    return TRUE;

  lf_settings_save_size (self->settings, window, "window");
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  lf_session_browser_save (self->browser);
  lf_main_window_stop (self);
  return GTK_WINDOW_CLASS (lf_main_window_parent_class)->close_request (window);
}

static void
lf_main_window_realize (GtkWidget *widget)
{
  LfMainWindow *self = LF_MAIN_WINDOW (widget);

  GTK_WIDGET_CLASS (lf_main_window_parent_class)->realize (widget);

  if (!self->painted)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (painted_cb), self, 0);
}

static void
lf_main_window_dispose (GObject *object)
{
  LfMainWindow *self = LF_MAIN_WINDOW (object);

  lf_main_window_stop (self);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_handle_id (&self->present_source, g_source_remove);
  if (self->actions != NULL)
    g_object_run_dispose (G_OBJECT (self->actions));
  g_clear_object (&self->actions);
  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question));
  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->health);
  /* Disposing of the template takes bound children out behind the back of GtkWindow */
  gtk_window_set_child (GTK_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_MAIN_WINDOW);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->live);
  g_clear_object (&self->catalog);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->opening_path, g_free);
  g_clear_pointer (&self->demo_path, g_free);

  G_OBJECT_CLASS (lf_main_window_parent_class)->dispose (object);
}

static void
lf_main_window_class_init (LfMainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_main_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lf_main_window_close_request;
  widget_class->realize = lf_main_window_realize;

  /**
   * LfMainWindow::painted:
   * @self: a window
   *
   * It can be seen for the first time, with its rows if it has some.
   */
  signals[PAINTED] = g_signal_new ("painted", LF_TYPE_MAIN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  /* The template's drop target names it, and not every display has made it known by then */
  g_type_ensure (GDK_TYPE_FILE_LIST);
  g_type_ensure (LF_TYPE_ERROR_PAGE);
  g_type_ensure (LF_TYPE_LOADING_PAGE);
  g_type_ensure (LF_TYPE_STATUS_PAGE);
  g_type_ensure (LF_TYPE_HEALTH_BANNER);
  g_type_ensure (LF_TYPE_SESSION_BROWSER);
  lf_main_window_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-main-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, maintenance_button);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, maintenance_count);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, health_banner);
  gtk_widget_class_bind_template_child (widget_class, LfMainWindow, browser);
  gtk_widget_class_bind_template_callback (widget_class, focus_list);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
lf_main_window_init (LfMainWindow *self)
{
  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reload", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", FALSE);
  self->health = lf_health_new (GTK_WINDOW (self), self->health_banner, self->maintenance_button,
                                self->maintenance_count);

  self->actions = lf_session_actions_new (GTK_WINDOW (self), self->browser);
  g_signal_connect_object (self->actions, "changed", G_CALLBACK (sessions_changed_cb), self,
                           G_CONNECT_SWAPPED);

  lf_settings_restore_size (self->settings, GTK_WINDOW (self), "window");
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  lf_open_menu_set_up (self->open_button, self->settings);
  lf_open_menu_set_later (self->menu_button, self->main_menu);
  update_title (self);
}

/**
 * lf_main_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window without a catalog
 */
LfMainWindow *
lf_main_window_new (GtkApplication *application)
{
  return g_object_new (LF_TYPE_MAIN_WINDOW, "application", application, NULL);
}

/**
 * lf_main_window_open:
 * @self: a window
 * @path: a file
 *
 * Opens a catalog. Until its list is there, and if that fails, the one that was open stays.
 */
void
lf_main_window_open (LfMainWindow *self,
                     const char   *path)
{
  g_autoptr (LfOpening) opening = lf_opening_new (path);

  lf_main_window_take (self, opening);
}

/**
 * lf_main_window_take:
 * @self: a window
 * @opening: what was begun before there was a window
 *
 * Opens a catalog as lf_main_window_open() does.
 */
void
lf_main_window_take (LfMainWindow *self,
                     LfOpening    *opening)
{
  const char *path = lf_opening_get_path (opening);
  g_autofree char *shown = g_filename_display_name (path);
  /* Translators: the path of a catalog that is being opened */
  g_autofree char *text = g_strdup_printf (_("Opening %s…"), shown);

  begin_loading (self, text, lf_opening_get_cancellable (opening));
  g_free (self->opening_path);
  self->opening_path = g_strdup (path);
  if (lf_opening_is_running (opening))
    g_signal_connect_data (opening, "finished", G_CALLBACK (opening_finished_cb),
                           g_object_ref (self), (GClosureNotify) g_object_unref, 0);
  else
    opening_finished_cb (opening, self);
}

/**
 * lf_main_window_open_demo:
 * @self: a window
 *
 * Opens the demonstration catalog, which is made on first use.
 */
void
lf_main_window_open_demo (LfMainWindow *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  begin_loading (self, _("Making the demonstration catalog…"), cancellable);
  g_clear_pointer (&self->opening_path, g_free);
  lf_hold ();
  lf_demo_task_run (self->cancellable, demo_progress_cb, self, demo_cb, g_object_ref (self));
}

/**
 * lf_main_window_present:
 * @self: a window
 *
 * Brings the window up. If it is new and a catalog is being opened, it may take a moment for it to
 * come up with its rows at once.
 */
void
lf_main_window_present (LfMainWindow *self)
{
  if (self->cancellable == NULL || gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_present (GTK_WINDOW (self));
  else if (self->present_source == 0)
    self->present_source = g_timeout_add (PRESENT_PATIENCE_MS, present_cb, self);
}

/**
 * lf_main_window_stop:
 * @self: a window
 *
 * Cancels all that is being read; what still answers is ignored. For a window that goes: those who
 * wait for an answer hold it, so it is not disposed of before.
 */
void
lf_main_window_stop (LfMainWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->live != NULL)
    lf_live_stop (self->live);
  if (self->health != NULL)
    lf_health_stop (self->health);
}

/**
 * lf_main_window_quit:
 * @self: a window
 *
 * Closes the window without a question, whatever is being done; that is cancelled.
 */
void
lf_main_window_quit (LfMainWindow *self)
{
  self->is_sure = TRUE;
  /* A window that is not on the screen yet cannot be closed, and has nothing to keep */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_window_destroy (GTK_WINDOW (self));
}
