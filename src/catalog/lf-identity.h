/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

char *lf_identity_read         (LfConnection  *connection,
                                GError       **error);
char *lf_identity_load         (const char    *catalog,
                                GError       **error);
char *lf_identity_resolve_path (const char    *catalog);

G_END_DECLS
