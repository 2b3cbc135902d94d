/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfIntegration:
 *
 * The integration by filter of all processing sessions: session id → #GArray of #LfFilterTotal.
 */
typedef GHashTable LfIntegration;

LfIntegration *lf_integration_load  (LfConnection   *connection,
                                     GError        **error);
void           lf_integration_apply (LfIntegration  *self,
                                     LfSession      *session);

G_END_DECLS
