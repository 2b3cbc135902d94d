/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfComparePage:
 *
 * All that a comparison tells, from the headline figures to the steps, one card below the other.
 * The first is there at once, the others follow frame by frame.
 */
#define LF_TYPE_COMPARE_PAGE (lf_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (LfComparePage, lf_compare_page, LF, COMPARE_PAGE, GtkWidget)

void       lf_compare_page_show        (LfComparePage *self,
                                        LfCompare     *compare);
void       lf_compare_page_set_notice  (LfComparePage *self,
                                        LfSeverity     severity,
                                        const char    *title,
                                        const char    *text);
GtkWidget *lf_compare_page_get_content (LfComparePage *self);
gboolean   lf_compare_page_is_filled   (LfComparePage *self);

G_END_DECLS
