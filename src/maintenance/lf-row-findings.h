/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-structure.h"

G_BEGIN_DECLS

void lf_row_findings_add (LfStructureReport *report,
                          LfTableStructure  *table,
                          GPtrArray         *findings);

G_END_DECLS
