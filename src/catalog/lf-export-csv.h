/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-frame-query.h"

G_BEGIN_DECLS

gboolean lf_export_csv (LfConnection        *connection,
                        const LfFrameQuery  *query,
                        const char *const   *columns,
                        GOutputStream       *stream,
                        GError             **error);

G_END_DECLS
