/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-repair.h"

G_BEGIN_DECLS

/* The steps of a repair and the findings it mends, as rows of lists */

GtkWidget  *lf_repair_rows_make_step      (guint               number,
                                           const LfRepairStep *step);
GtkWidget  *lf_repair_rows_make_finding   (LfFinding          *finding,
                                           gboolean            is_wanted);
gboolean    lf_repair_rows_can_choose     (LfFinding          *finding);
gboolean    lf_repair_rows_is_removal     (const char         *id);
const char *lf_repair_rows_get_id         (GtkWidget          *row);
gboolean    lf_repair_rows_is_wanted      (GtkWidget          *row);
char       *lf_repair_rows_describe_time  (double              seconds);

G_END_DECLS
