/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-structure.h"
#include "maintenance/lf-mend-private.h"

G_BEGIN_DECLS

LfMendTable *lf_mend_table_new            (LfShapeTable       *wanted,
                                           LfShapeTable       *actual);
void         lf_mend_table_free           (LfMendTable        *self);
void         lf_mend_decide_key           (LfMendTable        *self,
                                           LfTableStructure   *structure);
void         lf_mend_decide_columns       (LfMendTable        *self,
                                           LfTableStructure   *structure);
void         lf_mend_decide_added_column  (LfMendTable        *self,
                                           LfShapeColumn      *wanted,
                                           LfTableStructure   *structure);
void         lf_mend_decide_foreign_keys  (LfMendPlan         *plan,
                                           LfMendTable        *self,
                                           LfStructureReport  *report);
void         lf_mend_decide_uniques       (LfMendTable        *self,
                                           LfTableStructure   *structure);
void         lf_mend_decide_followers     (LfMendPlan         *plan,
                                           LfMendTable        *self);

G_END_DECLS
