/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

char *lf_cli_find_session (LfConnection  *connection,
                           const char    *word,
                           GError       **error);

G_END_DECLS
