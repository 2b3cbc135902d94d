/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-structure.h"

G_BEGIN_DECLS

/* What the check of the structure says, as the rows of tables; each function tells the cells of its
 * rows */

GPtrArray *lf_structure_rows_list_differences (LfTableStructure  *table,
                                               gboolean           worded);
GPtrArray *lf_structure_rows_list_problems    (LfTableStructure  *table);
GPtrArray *lf_structure_rows_list_in_order    (LfStructureReport *report);
GPtrArray *lf_structure_rows_list_own         (LfStructureReport *report);
gboolean   lf_structure_rows_is_in_order      (LfTableStructure  *table);

G_END_DECLS
