/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfCompareSizes:
 *
 * A card of a comparison: what the file and its tables and indexes take up before and after, as a
 * chart and as a table.
 */
#define LF_TYPE_COMPARE_SIZES (lf_compare_sizes_get_type ())
G_DECLARE_FINAL_TYPE (LfCompareSizes, lf_compare_sizes, LF, COMPARE_SIZES, GtkWidget)

GtkWidget *lf_compare_sizes_new (LfCompare *compare);

G_END_DECLS
