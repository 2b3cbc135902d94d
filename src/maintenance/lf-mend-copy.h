/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-ids.h"

G_BEGIN_DECLS

gboolean lf_mend_copy_rows (LfWriter     *writer,
                            LfMendTable  *table,
                            LfMendIds    *ids,
                            guint64      *n_rows,
                            GError      **error);

G_END_DECLS
