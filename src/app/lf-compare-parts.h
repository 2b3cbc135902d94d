/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfCompareParts:
 *
 * The cards of a comparison in parts that are quickly made, for an #LfCardBox: cards, and lines of
 * the card that was made last.
 */
typedef struct _LfCompareParts LfCompareParts;

LfCompareParts *lf_compare_parts_new     (LfCompare      *compare);
void            lf_compare_parts_free    (LfCompareParts *self);
guint           lf_compare_parts_get_n   (LfCompareParts *self);
GtkWidget      *lf_compare_parts_make    (guint           position,
                                          gpointer        data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCompareParts, lf_compare_parts_free)

G_END_DECLS
