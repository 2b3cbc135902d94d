/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfSampleSession:
 * @id: (nullable): a session; %NULL if the catalog has none with frames
 * @n_links: how many frames are linked to it
 */
typedef struct
{
  char  *id;
  guint  n_links;
} LfSampleSession;

/**
 * LfSampleSessions:
 * @largest: the session with the most frames
 * @typical: the one in the middle when they are ordered by their frames
 *
 * The sessions that plans and timings are shown for.
 */
typedef struct
{
  LfSampleSession largest;
  LfSampleSession typical;
} LfSampleSessions;

LfSampleSessions *lf_sample_sessions_choose (LfConnection      *connection,
                                             GError           **error);
void              lf_sample_sessions_free   (LfSampleSessions  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSampleSessions, lf_sample_sessions_free)

G_END_DECLS
