/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-main-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/lf-catalog-chooser.h"
#include "app/lf-changes-window.h"
#include "app/lf-history-window.h"
#include "app/lf-settings.h"

/* What can be done in the main window, beside what is done with its sessions */

static void
open_path (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  lf_main_window_open (LF_MAIN_WINDOW (widget), g_variant_get_bytestring (parameter));
}

static void
chosen_cb (GtkWindow  *window,
           const char *path)
{
  lf_main_window_open (LF_MAIN_WINDOW (window), path);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfMainWindow *self = LF_MAIN_WINDOW (widget);
  g_autofree char *path = self->catalog != NULL ? g_strdup (lf_catalog_get_path (self->catalog))
                                                : lf_settings_dup_default (self->settings);

  lf_catalog_chooser_ask (GTK_WINDOW (self), _("Open a Catalog"), _("_Open"), path, chosen_cb);
}

static void
open_demo_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lf_main_window_open_demo (LF_MAIN_WINDOW (widget));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LfMainWindow *self = LF_MAIN_WINDOW (widget);

  if (self->opening_path != NULL)
    lf_main_window_open (self, self->opening_path);
  else
    lf_main_window_open_demo (self);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lf_main_window_go_back (LF_MAIN_WINDOW (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_cancellable_cancel (LF_MAIN_WINDOW (widget)->cancellable);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfMainWindow *self = LF_MAIN_WINDOW (widget);

  if (self->catalog != NULL)
    lf_main_window_open (self, lf_catalog_get_path (self->catalog));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lf_session_browser_focus_search (LF_MAIN_WINDOW (widget)->browser);
}

static void
sessions_changed_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  lf_live_reload (LF_MAIN_WINDOW (widget)->live);
}

/**
 * lf_main_window_install_actions: (skip)
 * @widget_class: the class of the main window
 *
 * Gives it its actions and their keys.
 */
void
lf_main_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.open-path", "ay", open_path);
  gtk_widget_class_install_action (widget_class, "win.open-demo", NULL, open_demo_action);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.maintenance", NULL, lf_health_show_cb);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, lf_history_window_open_cb);
  gtk_widget_class_install_action (widget_class, "win.changes", NULL, lf_changes_window_open_cb);
  gtk_widget_class_install_action (widget_class, "win.sessions-changed", NULL,
                                   sessions_changed_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "win.maintenance",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "win.history",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.changes", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.reload",
                                       NULL);
}
