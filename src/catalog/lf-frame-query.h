/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

/* All types of frames; others are made of 1 << #LfFrameType */
#define LF_FRAME_TYPES_ALL 0

/**
 * LfFrameQuery:
 * @session: (nullable): the session whose frames are meant; %NULL for those of the whole catalog
 * @search: (nullable): words that all must be found in a frame's texts; case and spaces do not
 *   matter
 * @types: the types that are meant, as bits `1 << LfFrameType`, or %LF_FRAME_TYPES_ALL
 * @only_flawed: whether only frames are meant that are bad or whose files are missing
 * @sort: (nullable): the column to sort by, by its name in layout 2; %NULL for the catalog's order
 * @descending: whether the largest come first; frames without a value come last in any case
 *
 * Which frames are meant, and in which order.
 */
typedef struct
{
  char     *session;
  char     *search;
  guint     types;
  gboolean  only_flawed;
  char     *sort;
  gboolean  descending;
} LfFrameQuery;

LfFrameQuery *lf_frame_query_copy           (const LfFrameQuery  *self);
void          lf_frame_query_free           (LfFrameQuery        *self);
gboolean      lf_frame_query_equal          (const LfFrameQuery  *a,
                                             const LfFrameQuery  *b);
LfStatement  *lf_frame_query_prepare_index  (const LfFrameQuery  *self,
                                             LfConnection        *connection,
                                             GError             **error);
LfStatement  *lf_frame_query_prepare_rows   (const char *const   *columns,
                                             LfConnection        *connection,
                                             GError             **error);
LfStatement  *lf_frame_query_prepare_series (const LfFrameQuery  *self,
                                             const char          *column,
                                             LfConnection        *connection,
                                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFrameQuery, lf_frame_query_free)

G_END_DECLS
