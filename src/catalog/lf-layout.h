/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

gboolean lf_layout_adapt (sqlite3     *db,
                          const char  *path,
                          LfLayout    *layout,
                          GError     **error);

G_END_DECLS
