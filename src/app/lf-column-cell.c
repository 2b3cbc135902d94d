/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-column-cell.h"

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
