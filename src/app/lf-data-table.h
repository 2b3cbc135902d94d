/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-data-row.h"

G_BEGIN_DECLS

/**
 * LfDataKind:
 * @LF_DATA_STATE: a sign for the state of the row; it takes no cell of the row
 * @LF_DATA_TEXT: a text
 * @LF_DATA_WIDE: a text that takes the width that the others leave
 * @LF_DATA_NAME: what something is called in the catalog
 * @LF_DATA_NUMBER: a figure
 * @LF_DATA_NOTE: a text beside the others, which may take several lines
 * @LF_DATA_BAR: a bar
 * @LF_DATA_OLD: what is and should not be; “none” if it is empty
 * @LF_DATA_NEW: what should be; “none” if it is empty
 * @LF_DATA_ACTION: a button for `maintenance.repair-finding`, if the row has one
 *
 * How a column looks.
 */
typedef enum
{
  LF_DATA_STATE,
  LF_DATA_TEXT,
  LF_DATA_WIDE,
  LF_DATA_NAME,
  LF_DATA_NUMBER,
  LF_DATA_NOTE,
  LF_DATA_BAR,
  LF_DATA_OLD,
  LF_DATA_NEW,
  LF_DATA_ACTION,
} LfDataKind;

/**
 * LfDataTable:
 *
 * A table that is read, not edited. Its rows are made little by little. It scrolls, unless
 * `scrolls` is %FALSE, and has the frame of a card, unless `flat` is %TRUE. A row can be selected
 * if `selectable` is %TRUE; `selected` is emitted with its position, or %GTK_INVALID_LIST_POSITION
 * if it is none any more.
 */
#define LF_TYPE_DATA_TABLE (lf_data_table_get_type ())
G_DECLARE_FINAL_TYPE (LfDataTable, lf_data_table, LF, DATA_TABLE, GtkWidget)

void       lf_data_table_set_name   (LfDataTable *self,
                                     const char  *name);
void       lf_data_table_add_column (LfDataTable *self,
                                     LfDataKind   kind,
                                     const char  *title);
void       lf_data_table_fill       (LfDataTable *self,
                                     GPtrArray   *rows);
gboolean   lf_data_table_is_filled  (LfDataTable *self);
void       lf_data_table_select     (LfDataTable *self,
                                     guint        position);
guint      lf_data_table_get_selected (LfDataTable *self);

G_END_DECLS
