/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-column-cell.h"

/* In 1024ths of a dot per inch, as in the settings */
#define USUAL_DPI (96 * 1024)

/**
 * lf_column_cell_set_child:
 * @item: a cell of a column view
 * @child: (transfer floating): what it shows
 *
 * Gives a cell what it shows, and leaves clicks to its row. In GTK 4.8 both the cell and the row
 * take them: a click with Ctrl would select a row and unselect it again.
 */
void
lf_column_cell_set_child (GtkListItem *item,
                          GtkWidget   *child)
{
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, child);
}

/**
 * lf_column_cell_scale:
 * @width: of a column, in pixels, for letters of the usual size
 *
 * Returns: the width for whoever reads larger letters; never less than @width
 */
int
lf_column_cell_scale (int width)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = USUAL_DPI;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > USUAL_DPI ? (int) ((gint64) width * dpi / USUAL_DPI) : width;
}
