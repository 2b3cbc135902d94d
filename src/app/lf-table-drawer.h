/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-data-table.h"

G_BEGIN_DECLS

/**
 * LfTableDrawer:
 *
 * The figures of a chart as a table, for those who want to read them one by one. It is made when it
 * is opened.
 */
#define LF_TYPE_TABLE_DRAWER (lf_table_drawer_get_type ())
G_DECLARE_FINAL_TYPE (LfTableDrawer, lf_table_drawer, LF, TABLE_DRAWER, GtkWidget)

G_END_DECLS
