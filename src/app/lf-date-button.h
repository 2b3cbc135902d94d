/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfDateButton:
 *
 * Chooses a range of days. Its #LfDateButton:range is how the choice is kept in the settings: empty,
 * `month`, `this-year`, `last-year`, or two days with `..` between, each of which may be missing.
 */
#define LF_TYPE_DATE_BUTTON (lf_date_button_get_type ())
G_DECLARE_FINAL_TYPE (LfDateButton, lf_date_button, LF, DATE_BUTTON, GtkWidget)

char *lf_date_button_dup_range (LfDateButton  *self);
void  lf_date_button_set_range (LfDateButton  *self,
                                const char    *range);
void  lf_date_button_get_days  (LfDateButton  *self,
                                char         **from,
                                char         **to);

G_END_DECLS
