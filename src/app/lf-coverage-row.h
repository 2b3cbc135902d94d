/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-calibration.h"

G_BEGIN_DECLS

GtkWidget *lf_coverage_row_new        (const LfLightGroup *group,
                                       guint               number,
                                       gboolean            can_add);
GtkWidget *lf_coverage_row_new_titles (void);

G_END_DECLS
