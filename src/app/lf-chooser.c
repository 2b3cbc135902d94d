/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-chooser.h"

#include <glib/gi18n-lib.h>

#include "app/lf-question.h"

/* A file dialog opens the files of a folder to find out what they are. As soon as a process closes a
 * file, the system takes away all of its locks on it, those of SQLite too (fcntl(2), “Record
 * locking”), so that another program could write to a catalog in the midst of a repair. */
#define KEY "lf-n-writing"

static guint
get_n_writing (GtkApplication *application)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (application), KEY));
}

static void
set_n_writing (GtkApplication *application,
               guint           n)
{
  g_object_set_data (G_OBJECT (application), KEY, GUINT_TO_POINTER (n));
}

/**
 * lf_chooser_show:
 * @chooser: a file dialog of a window
 *
 * Shows it, unless a catalog is being written to: then that is said, and it is cancelled.
 */
void
lf_chooser_show (GtkFileChooserNative *chooser)
{
  GApplication *application = g_application_get_default ();

  if (!GTK_IS_APPLICATION (application) || get_n_writing (GTK_APPLICATION (application)) == 0)
    {
      gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
      return;
    }

  gtk_window_present (GTK_WINDOW (lf_question_new (
    gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (chooser)), _("Not while it is repaired"),
    _("A catalog is being written to. A dialog for files would look into it and take away the locks "
      "that keep other programs from writing, so it is not shown until the repair is over."),
    _("_Close"), NULL)));
  g_signal_emit_by_name (chooser, "response", GTK_RESPONSE_CANCEL);
}

/**
 * lf_chooser_forbid:
 * @application: the application
 *
 * Lets no file dialog be shown, and cancels those that are, until lf_chooser_allow() is called as
 * often as this.
 */
void
lf_chooser_forbid (GtkApplication *application)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  set_n_writing (application, get_n_writing (application) + 1);
  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      gtk_window_close (l->data);
}

/**
 * lf_chooser_allow:
 * @application: the application
 *
 * Ends what lf_chooser_forbid() began.
 */
void
lf_chooser_allow (GtkApplication *application)
{
  set_n_writing (application, get_n_writing (application) - 1);
}
