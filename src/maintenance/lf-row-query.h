/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-shape.h"

G_BEGIN_DECLS

char *lf_row_query_values          (LfShapeTable      *table,
                                    const char        *counts);
char *lf_row_query_nulls           (const char        *column);
char *lf_row_query_list_nulls      (LfShapeTable      *table,
                                    const char        *column);
char *lf_row_query_taken           (LfShapeTable      *table,
                                    const char        *column);
char *lf_row_query_bad_ids         (const char        *column);
char *lf_row_query_list_bad_ids    (LfShapeTable      *table,
                                    const char        *column);
char *lf_row_query_lossy           (const char        *column,
                                    LfAffinity         affinity);
char *lf_row_query_count_lossy     (const char        *column,
                                    LfAffinity         affinity);
char *lf_row_query_list_lossy      (LfShapeTable      *table,
                                    const char        *column,
                                    LfAffinity         affinity);
char *lf_row_query_duplicates      (LfShapeTable      *table,
                                    GPtrArray         *columns);
char *lf_row_query_count_duplicates (const char       *table,
                                     GPtrArray        *columns);
char *lf_row_query_list_duplicates (LfShapeTable      *table,
                                    GPtrArray         *columns);
char *lf_row_query_orphans         (LfShape           *actual,
                                    LfShape           *reference,
                                    LfShapeTable      *table,
                                    LfShapeForeignKey *key);
char *lf_row_query_count_orphans   (LfShapeTable      *table,
                                    const char        *orphans);
char *lf_row_query_list_orphans    (LfShapeTable      *table,
                                    GPtrArray         *columns,
                                    const char        *orphans);

G_END_DECLS
