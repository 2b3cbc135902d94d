/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

gboolean lf_compose_count_rows (LfConnection  *connection,
                                const char    *table,
                                guint64       *n_rows,
                                GError       **error);
gboolean lf_compose_read_pragma (LfConnection  *connection,
                                 const char    *pragma,
                                 gint64        *value,
                                 GError       **error);
gboolean lf_compose_read_definition (LfConnection  *connection,
                                     const char    *type,
                                     const char    *name,
                                     char         **sql,
                                     GError       **error);

G_END_DECLS
