/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfFilterNumbers:
 *
 * Fields for the numbers that filters have at AstroBin. Enter in one of them activates
 * `export.filters`.
 */
#define LF_TYPE_FILTER_NUMBERS (lf_filter_numbers_get_type ())
G_DECLARE_FINAL_TYPE (LfFilterNumbers, lf_filter_numbers, LF, FILTER_NUMBERS, GtkWidget)

void      lf_filter_numbers_show (LfFilterNumbers  *self,
                                  GPtrArray        *unmapped,
                                  GPtrArray        *given,
                                  GVariant         *numbers);
GVariant *lf_filter_numbers_read (LfFilterNumbers  *self,
                                  GVariant         *numbers,
                                  char            **wrong);

G_END_DECLS
