/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-catalog-chooser.h"

#include <glib/gi18n-lib.h>

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) catalogs = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (catalogs, _("Catalogs"));
  gtk_file_filter_add_suffix (catalogs, "db");
  gtk_file_filter_add_suffix (catalogs, "sqlite");
  gtk_file_filter_add_suffix (catalogs, "sqlite3");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, catalogs);
  gtk_file_chooser_add_filter (chooser, all);
}

/**
 * lf_catalog_chooser_new:
 * @parent: the window that asks
 * @title: what is asked for
 * @accept: label of the button that accepts
 * @path: (nullable): a catalog whose folder is shown first, if it is there
 *
 * Returns: (transfer full): a modal file dialog for catalogs, not shown yet
 */
GtkFileChooserNative *
lf_catalog_chooser_new (GtkWindow  *parent,
                        const char *title,
                        const char *accept,
                        const char *path)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, accept, NULL);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL);
    }
  return chooser;
}

/**
 * lf_catalog_chooser_dup_path:
 * @chooser: a file dialog
 * @response: how it ended
 *
 * Returns: (transfer full) (nullable): the file that was chosen; %NULL for none
 */
char *
lf_catalog_chooser_dup_path (GtkFileChooserNative *chooser,
                             int                   response)
{
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return NULL;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  return file != NULL ? g_file_get_path (file) : NULL;
}
