/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-frame-query.h"

G_BEGIN_DECLS

gboolean  lf_export_csv         (LfConnection        *connection,
                                 const LfFrameQuery  *query,
                                 const char *const   *columns,
                                 GOutputStream       *stream,
                                 GError             **error);
char     *lf_export_csv_to_text (LfConnection        *connection,
                                 const char          *session,
                                 const char *const   *columns,
                                 GError             **error);

G_END_DECLS
