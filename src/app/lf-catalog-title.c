/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-catalog-title.h"

#include <glib/gi18n-lib.h>

#include "app/lf-open-menu.h"
#include "app/lf-text.h"

/**
 * lf_catalog_title_show:
 * @window: a window
 * @title: the first line of its header bar
 * @subtitle: the second one
 * @catalog: (nullable): what it shows
 * @n_frames: (nullable): how many frames that has, if it is known
 *
 * Says in a window which catalog it shows, where that is and what it is like.
 */
void
lf_catalog_title_show (GtkWindow     *window,
                       GtkLabel      *title,
                       GtkLabel      *subtitle,
                       LfCatalog     *catalog,
                       const guint64 *n_frames)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *window_title = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (subtitle), catalog != NULL);
  if (catalog == NULL)
    {
      gtk_label_set_text (title, _("Lightframe"));
      gtk_window_set_title (window, _("Lightframe"));
      return;
    }

  name = g_path_get_basename (lf_catalog_get_path (catalog));
  shown = g_filename_display_name (name);
  /* Translators: the title of the window, with the name of a catalog file */
  window_title = g_strdup_printf (_("%s – Lightframe"), shown);
  gtk_label_set_text (title, shown);
  gtk_window_set_title (window, window_title);

  folder = g_path_get_dirname (lf_catalog_get_path (catalog));
  place = lf_open_menu_shorten (folder);
  text = lf_text_catalog (place, n_frames, lf_catalog_is_wal (catalog),
                          lf_catalog_get_layout (catalog));
  gtk_label_set_text (subtitle, text);
}
