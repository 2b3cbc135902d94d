/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-structure.h"

G_BEGIN_DECLS

gboolean lf_check_rows (LfConnection      *connection,
                        LfShape           *actual,
                        LfShape           *reference,
                        LfTableStructure  *structure,
                        GError           **error);

G_END_DECLS
