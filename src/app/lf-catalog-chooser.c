/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-catalog-chooser.h"

#include <glib/gi18n-lib.h>

#include "app/lf-chooser.h"

/* Of the window that asks, and of the dialog */
#define CHOOSER "lf-catalog-chooser"
#define FUNC "lf-catalog-chosen"

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

static char *
dup_path (GtkFileChooserNative *chooser,
          int                   response)
{
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return NULL;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
response_cb (GtkFileChooserNative *chooser,
             int                   response,
             GtkWindow            *parent)
{
  g_autofree char *path = dup_path (chooser, response);
  LfCatalogChosenFunc func = g_object_get_data (G_OBJECT (chooser), FUNC);

  g_object_set_data (G_OBJECT (parent), CHOOSER, NULL);
  if (path != NULL)
    func (parent, path);
}

/**
 * lf_catalog_chooser_ask:
 * @parent: the window that asks
 * @title: what is asked for
 * @accept: label of the button that accepts
 * @path: (nullable): a catalog whose folder is shown first, if it is there
 * @func: (scope async): told the file that was chosen, and not called if none was
 *
 * Shows a modal file dialog for catalogs, unless @parent shows one already. It goes with @parent.
 */
void
lf_catalog_chooser_ask (GtkWindow           *parent,
                        const char          *title,
                        const char          *accept,
                        const char          *path,
                        LfCatalogChosenFunc  func)
{
  GtkFileChooserNative *chooser;
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (g_object_get_data (G_OBJECT (parent), CHOOSER) != NULL)
    return;

  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, accept, NULL);
  g_object_set_data_full (G_OBJECT (parent), CHOOSER, chooser, g_object_unref);
  g_object_set_data (G_OBJECT (chooser), FUNC, func);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL);
    }
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), parent, 0);
  lf_chooser_show (chooser);
}
