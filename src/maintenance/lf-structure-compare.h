/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-structure.h"

G_BEGIN_DECLS

LfDifference     *lf_difference_new          (LfDifferenceKind  kind,
                                              LfSeverity        severity,
                                              const char       *name);
LfDifference     *lf_difference_new_own      (LfOwnKind         own,
                                              const char       *name);
LfTableStructure *lf_table_structure_new     (const char       *name);
LfTableStructure *lf_structure_compare_table (LfShape          *actual,
                                              LfShape          *reference,
                                              LfShapeTable     *wanted);
void              lf_row_problem_free        (LfRowProblem     *self);

G_END_DECLS
