/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfUndoKind:
 * @LF_UNDO_EDIT: what is said about a session was edited
 * @LF_UNDO_STATUS: the status of sessions was changed
 * @LF_UNDO_REMOVAL: an object was removed from a session
 * @LF_UNDO_ADDITION: frames were added to a session
 * @LF_UNDO_DELETION: sessions were deleted
 * @LF_UNDO_CREATION: a session was made
 * @LF_UNDO_UNDO: a change was taken back
 * @LF_UNDO_REDO: a change that had been taken back was made again
 *
 * What kind of change it was.
 */
typedef enum
{
  LF_UNDO_EDIT,
  LF_UNDO_STATUS,
  LF_UNDO_REMOVAL,
  LF_UNDO_ADDITION,
  LF_UNDO_DELETION,
  LF_UNDO_CREATION,
  LF_UNDO_UNDO,
  LF_UNDO_REDO,
} LfUndoKind;

#define LF_N_UNDO_KINDS (LF_UNDO_REDO + 1)

/**
 * LfUndo:
 *
 * A change that was made, and how to take it back. It holds what the catalog had and has since,
 * value for value, and may be kept after its connection is closed; the same is in the user's
 * #LfJournal.
 */
typedef struct _LfUndo LfUndo;

gint64      lf_undo_get_id        (LfUndo        *self);
gint64      lf_undo_get_undone_by (LfUndo        *self);
const char *lf_undo_get_title     (LfUndo        *self);
char       *lf_undo_describe      (LfUndo        *self);
char       *lf_undo_name_sessions (LfUndo        *self);
const char *lf_undo_get_remark    (LfUndo        *self);
gboolean    lf_undo_apply         (LfUndo        *self,
                                   LfConnection  *connection,
                                   GError       **error);
gboolean    lf_undo_check         (LfUndo        *self,
                                   LfConnection  *connection,
                                   GError       **error);
void        lf_undo_free          (LfUndo        *self);

const char *lf_undo_kind_get_name (LfUndoKind     kind);
char       *lf_undo_kind_describe (LfUndoKind     kind,
                                   const char    *title);
char       *lf_undo_list_sessions (const char    *first,
                                   guint          n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfUndo, lf_undo_free)

G_END_DECLS
