/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfPageTabs:
 *
 * Switches between the pages of a GtkStack, and tells how much there is on each of them: a count
 * beside the title, and a badge for what wants to be looked at.
 */
#define LF_TYPE_PAGE_TABS (lf_page_tabs_get_type ())
G_DECLARE_FINAL_TYPE (LfPageTabs, lf_page_tabs, LF, PAGE_TABS, GtkWidget)

void lf_page_tabs_set_stack (LfPageTabs  *self,
                             GtkStack    *stack);
void lf_page_tabs_set_count (LfPageTabs  *self,
                             const char  *page,
                             const guint *count);
void lf_page_tabs_set_badge (LfPageTabs  *self,
                             const char  *page,
                             const char  *text,
                             const char  *tooltip);
void lf_page_tabs_step      (LfPageTabs  *self,
                             int          by);

G_END_DECLS
