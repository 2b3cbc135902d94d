/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfErrorPage:
 *
 * Says why a catalog could not be opened, and offers to try again, to open another one and to go
 * back to the one that was open before.
 */
#define LF_TYPE_ERROR_PAGE (lf_error_page_get_type ())
G_DECLARE_FINAL_TYPE (LfErrorPage, lf_error_page, LF, ERROR_PAGE, GtkWidget)

void lf_error_page_set_error (LfErrorPage  *self,
                              const GError *error,
                              const char   *back_path);

G_END_DECLS
