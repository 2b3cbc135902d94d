/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/**
 * LfUndoStack:
 *
 * The changes that were made in a catalog since it was opened, and were not taken back. All writers
 * of a catalog share one, so that in each window the last change is the same. `changed` is emitted
 * when lf_undo_stack_can_undo() may say something else.
 */
#define LF_TYPE_UNDO_STACK (lf_undo_stack_get_type ())
G_DECLARE_FINAL_TYPE (LfUndoStack, lf_undo_stack, LF, UNDO_STACK, GObject)

LfUndoStack *lf_undo_stack_new      (void);
void         lf_undo_stack_push     (LfUndoStack *self,
                                     LfUndo      *undo);
LfUndo      *lf_undo_stack_pop      (LfUndoStack *self);
void         lf_undo_stack_begin    (LfUndoStack *self);
void         lf_undo_stack_end      (LfUndoStack *self);
gboolean     lf_undo_stack_is_busy  (LfUndoStack *self);
gboolean     lf_undo_stack_can_undo (LfUndoStack *self);

G_END_DECLS
