/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-private.h"

G_BEGIN_DECLS

char *lf_mend_describe_lost_column_rule (const char    *table,
                                         const char    *column,
                                         guint64        n_rows);
char *lf_mend_describe_lost_key         (const char    *table,
                                         const char    *columns,
                                         guint64        n_rows);
char *lf_mend_describe_lost_foreign_key (const char    *table,
                                         const char    *columns,
                                         const char    *parent);
char *lf_mend_describe_lost_unique      (const char    *table,
                                         const char    *columns,
                                         guint64        n_rows);
char *lf_mend_describe_kept_type        (const char    *table,
                                         const char    *column,
                                         const char    *type,
                                         guint64        n_rows);
char *lf_mend_describe_table            (LfMendTable   *table,
                                         gboolean       done);
char *lf_mend_describe_column           (LfMendTable   *table,
                                         LfMendColumn  *column,
                                         gboolean       done);
char *lf_mend_describe_orphans          (LfMendOrphans *orphans,
                                         guint64        n_rows,
                                         gboolean       done);
char *lf_mend_describe_index            (LfMendIndex   *index,
                                         gboolean       done);

G_END_DECLS
