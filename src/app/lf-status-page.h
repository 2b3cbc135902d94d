/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfStatusPage:
 *
 * A page that has nothing to show and says why and what to do: an icon, a title, a text, and
 * below them what its .ui file puts in (buttons).
 */
#define LF_TYPE_STATUS_PAGE (lf_status_page_get_type ())
G_DECLARE_FINAL_TYPE (LfStatusPage, lf_status_page, LF, STATUS_PAGE, GtkWidget)

void lf_status_page_set_texts (LfStatusPage *self,
                               const char   *icon_name,
                               const char   *title,
                               const char   *description);
void lf_status_page_append    (LfStatusPage *self,
                               GtkWidget    *child);

G_END_DECLS
