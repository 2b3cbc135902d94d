/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-undo-private.h"

G_BEGIN_DECLS

#define LF_UNDO_SESSIONS "processing_sessions"

/**
 * LfUndoWork:
 * @undo: the change that is taken back
 * @reverse: (nullable): what is done meanwhile; %NULL if nothing is, only looked
 * @connection: a connection, with a change that was begun if something is done
 * @n_left: rows that another program has changed, and that were left alone
 * @n_gone: rows that were not put back because their frames are gone
 * @has_put_back: whether rows were put back, which need their session
 * @whole: ids of sessions whose own rows come or go
 *
 * A change that is taken back.
 */
typedef struct
{
  LfUndo       *undo;
  LfUndo       *reverse;
  LfConnection *connection;
  guint         n_left;
  guint         n_gone;
  gboolean      has_put_back;
  GHashTable   *whole;
} LfUndoWork;

gboolean lf_undo_take_back_table (LfUndoWork         *work,
                                  const LfUndoTable  *table,
                                  GError            **error);
gboolean lf_undo_look_at_table   (LfUndoWork         *work,
                                  const LfUndoTable  *table,
                                  LfUndoLook         *look,
                                  GError            **error);

G_END_DECLS
