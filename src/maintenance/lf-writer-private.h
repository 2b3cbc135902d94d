/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-operation.h"
#include "maintenance/lf-writer.h"

G_BEGIN_DECLS

/* What the files that make up the writer's operations share */

gboolean lf_writer_start (LfWriter     *self,
                          LfOperation  *operation,
                          int           cache_kib,
                          GError      **error);
gboolean lf_writer_stop  (LfWriter     *self,
                          LfOperation  *operation,
                          int           result,
                          GError      **error);
gboolean lf_writer_give_up (LfWriter     *self,
                            LfOperation  *operation,
                            GError      **error);
void     lf_writer_fold_wal (LfWriter     *self,
                             LfOperation  *operation,
                             gboolean      wait);

G_END_DECLS
