/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-compare-line.h"

G_BEGIN_DECLS

/**
 * LfCompareList:
 *
 * A card of a comparison with a heading and lines below it.
 */
#define LF_TYPE_COMPARE_LIST (lf_compare_list_get_type ())
G_DECLARE_FINAL_TYPE (LfCompareList, lf_compare_list, LF, COMPARE_LIST, GtkWidget)

GtkWidget *lf_compare_list_new (const char          *heading,
                                const char          *caption);
void       lf_compare_list_add (LfCompareList       *self,
                                const LfCompareLine *line);

G_END_DECLS
