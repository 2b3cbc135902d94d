/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfLoadingPage:
 *
 * A page that says what is being loaded, how far that is if it is known, and offers to cancel it.
 * Its spinner only turns while it is seen.
 */
#define LF_TYPE_LOADING_PAGE (lf_loading_page_get_type ())
G_DECLARE_FINAL_TYPE (LfLoadingPage, lf_loading_page, LF, LOADING_PAGE, GtkWidget)

void lf_loading_page_set_text     (LfLoadingPage *self,
                                   const char    *text);
void lf_loading_page_set_fraction (LfLoadingPage *self,
                                   double         fraction);

G_END_DECLS
