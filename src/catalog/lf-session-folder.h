/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

char *lf_session_folder_load (LfConnection  *connection,
                              const char    *session,
                              GError       **error);

G_END_DECLS
