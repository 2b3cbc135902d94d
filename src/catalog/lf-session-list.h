/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfSessionList:
 * @sessions: (element-type LfSession): newest first
 * @elapsed_us: from the query to finished objects, in microseconds
 */
typedef struct
{
  GPtrArray *sessions;
  gint64     elapsed_us;
} LfSessionList;

LfSessionList *lf_session_list_load (LfConnection   *connection,
                                     GError        **error);
void           lf_session_list_free (LfSessionList  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSessionList, lf_session_list_free)

G_END_DECLS
