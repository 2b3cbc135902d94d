/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/**
 * LfAddition:
 * @n_frames: frames that were linked to the session; those that it had already do not count
 * @n_staged: symbolic links that were made in its folder
 *
 * What came of adding frames to a session.
 */
typedef struct
{
  guint n_frames;
  guint n_staged;
} LfAddition;

gboolean lf_session_add_frames (LfConnection  *connection,
                                const char    *session,
                                const gint64  *frames,
                                guint          n_frames,
                                gboolean       stage,
                                LfAddition    *addition,
                                LfUndo       **undo,
                                GError       **error);

G_END_DECLS
