/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-writer.h"

G_BEGIN_DECLS

/* What the files that make up the writer's operations share */

gboolean lf_writer_prepare (LfWriter  *self,
                            GError   **error);
gboolean lf_writer_finish  (LfWriter  *self,
                            int        result,
                            GError   **error);

G_END_DECLS
