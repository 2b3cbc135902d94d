/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-changes-window.h"
#include "app/lf-export-page.h"
#include "app/lf-removal-page.h"
#include "app/lf-session-position.h"
#include "app/lf-session-window-private.h"
#include "app/lf-status-change.h"
#include "app/lf-undo-key.h"

/* What can be done in the session dialog, beside what its pages offer */

static void
step (LfSessionWindow *self,
      int              by)
{
  guint position = lf_session_position_find (self->sessions,
                                             lf_session_get_id (self->session));
  g_autoptr (LfSession) session = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  session = g_list_model_get_item (self->sessions, position + (guint) by);
  if (session == NULL)
    return;

  lf_session_window_show_session (self, session);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  step (LF_SESSION_WINDOW (widget), -1);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  step (LF_SESSION_WINDOW (widget), 1);
}

static void
step_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lf_page_tabs_step (LF_SESSION_WINDOW (widget)->tabs, g_variant_get_int32 (parameter));
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (LF_SESSION_WINDOW (widget)->pages,
                                    g_variant_get_string (parameter, NULL));
}

/* Wherever the focus is, on the tabs for one */
static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (widget);

  gtk_stack_set_visible_child_name (self->pages, "frames");
  gtk_widget_activate_action (gtk_stack_get_visible_child (self->pages), "frames.search", NULL);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lf_session_writer_undo (LF_SESSION_WINDOW (widget)->writer);
}

static gboolean
undo_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (widget);

  return lf_undo_key_press (GTK_WINDOW (self), self->writer, self->message, "session.changes");
}

/* In the Changes window of the catalog, with those of this session before the eyes */
static void
changes_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL && self->session != NULL)
    lf_changes_window_show (parent, lf_catalog_get_path (self->catalog),
                            lf_session_get_id (self->session));
}

/* In the Maintenance window of the same catalog */
static void
repair_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.maintenance", NULL);
}

static void
status_set_cb (gpointer      owner,
               gpointer      data,
               const GError *error)
{
  if (error != NULL)
    lf_message_bar_show (LF_SESSION_WINDOW (owner)->message, error->message, TRUE);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (widget);
  int format = g_variant_get_int32 (parameter);

  lf_export_page_open (GTK_WINDOW (self), self->catalog, lf_session_get_id (self->session),
                       (LfSessionFormat) CLAMP (format, 0, LF_N_SESSION_FORMATS - 1));
}

static void
remove_object_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (widget);
  const char *object = NULL;

  g_variant_get (parameter, "m&s", &object);
  lf_removal_page_open (GTK_WINDOW (self), self->catalog, self->writer,
                        lf_session_get_id (self->session), object);
}

static void
set_status_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (widget);
  const char *ids[] = { lf_session_get_id (self->session), NULL };

  lf_status_change_run (self->writer, ids, NULL, g_variant_get_string (parameter, NULL), self,
                        status_set_cb);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (widget);

  lf_session_window_read (self);
}

/**
 * lf_session_window_install_actions:
 * @widget_class: the class of the session dialog
 *
 * Gives it its actions and their keys.
 */
void
lf_session_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "session.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "session.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "session.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "session.step-page", "i", step_page_action);
  gtk_widget_class_install_action (widget_class, "session.page", "s", page_action);
  gtk_widget_class_install_action (widget_class, "session.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "session.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "session.changes", NULL, changes_action);
  gtk_widget_class_install_action (widget_class, "session.remove-object", "ms",
                                   remove_object_action);
  gtk_widget_class_install_action (widget_class, "session.export", "i", export_action);
  gtk_widget_class_install_action (widget_class, "session.repair", NULL, repair_action);
  gtk_widget_class_install_action (widget_class, "session.set-status", "s", set_status_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "session.changes", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "session.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "session.step-page", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "session.step-page", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK,
                                       "session.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "session.next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}
