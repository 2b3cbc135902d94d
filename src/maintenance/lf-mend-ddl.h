/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-private.h"

G_BEGIN_DECLS

char *lf_mend_ddl_compose_table  (LfMendTable   *table,
                                  const char    *name);
char *lf_mend_ddl_compose_column (LfMendTable   *table,
                                  LfMendColumn  *column);
char *lf_mend_ddl_compose_index  (LfShapeIndex  *index,
                                  const char    *name,
                                  const char    *table);

G_END_DECLS
