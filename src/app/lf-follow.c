/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-follow.h"

#include "app/lf-main-window.h"

/**
 * lf_follow_find_main_window:
 * @application: (nullable): the application
 *
 * Returns: (transfer none) (nullable): its main window
 */
GtkWindow *
lf_follow_find_main_window (GtkApplication *application)
{
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    if (LF_IS_MAIN_WINDOW (l->data))
      return l->data;
  return NULL;
}

/**
 * lf_follow_main_window:
 * @window: a window
 * @parent: the window it is opened from
 *
 * Makes it a window of the application that stays when @parent is closed, but not longer than the
 * main window.
 */
void
lf_follow_main_window (GtkWindow *window,
                       GtkWindow *parent)
{
  GtkApplication *application = gtk_window_get_application (parent);
  GtkWindow *main_window = lf_follow_find_main_window (application);

  gtk_window_set_application (window, application);
  if (main_window != NULL)
    g_signal_connect_object (main_window, "destroy", G_CALLBACK (gtk_window_destroy), window,
                             G_CONNECT_SWAPPED);
}
