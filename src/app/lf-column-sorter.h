/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session.h"

G_BEGIN_DECLS

typedef int (*LfSessionCompare) (LfSession *a,
                                 LfSession *b);

/**
 * LfColumnSorter:
 *
 * The sorter of one column of the session list.
 */
#define LF_TYPE_COLUMN_SORTER (lf_column_sorter_get_type ())
G_DECLARE_FINAL_TYPE (LfColumnSorter, lf_column_sorter, LF, COLUMN_SORTER, GtkSorter)

GtkSorter           *lf_column_sorter_new          (LfSessionCompare     compare);
GtkColumnViewColumn *lf_column_sorter_find_primary (GtkColumnView       *view,
                                                    GtkSortType         *order);

G_END_DECLS
