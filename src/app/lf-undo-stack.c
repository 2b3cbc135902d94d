/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-undo-stack.h"

struct _LfUndoStack
{
  GObject    parent_instance;

  GPtrArray *undos;             /* of LfUndo, the last change last */
  guint      n_running;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfUndoStack, lf_undo_stack, G_TYPE_OBJECT)

static void
lf_undo_stack_finalize (GObject *object)
{
  g_ptr_array_unref (LF_UNDO_STACK (object)->undos);

  G_OBJECT_CLASS (lf_undo_stack_parent_class)->finalize (object);
}

static void
lf_undo_stack_class_init (LfUndoStackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_undo_stack_finalize;

  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_UNDO_STACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lf_undo_stack_init (LfUndoStack *self)
{
  self->undos = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_undo_free);
}

/**
 * lf_undo_stack_new:
 *
 * Returns: (transfer full): a stack without changes
 */
LfUndoStack *
lf_undo_stack_new (void)
{
  return g_object_new (LF_TYPE_UNDO_STACK, NULL);
}

/**
 * lf_undo_stack_push:
 * @self: a stack
 * @undo: (transfer full): a change that was made
 *
 * Adds the last change.
 */
void
lf_undo_stack_push (LfUndoStack *self,
                    LfUndo      *undo)
{
  g_ptr_array_add (self->undos, undo);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lf_undo_stack_pop:
 * @self: a stack
 *
 * Removes the last change, to take it back.
 *
 * Returns: (transfer full) (nullable): the change
 */
LfUndo *
lf_undo_stack_pop (LfUndoStack *self)
{
  LfUndo *undo;

  if (self->undos->len == 0)
    return NULL;

  undo = g_ptr_array_steal_index (self->undos, self->undos->len - 1);
  g_signal_emit (self, signals[CHANGED], 0);
  return undo;
}

/**
 * lf_undo_stack_begin:
 * @self: a stack
 *
 * A change is being made.
 */
void
lf_undo_stack_begin (LfUndoStack *self)
{
  self->n_running++;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lf_undo_stack_end:
 * @self: a stack
 *
 * A change of lf_undo_stack_begin() was made, or could not be made.
 */
void
lf_undo_stack_end (LfUndoStack *self)
{
  g_return_if_fail (self->n_running > 0);

  self->n_running--;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lf_undo_stack_is_busy:
 * @self: a stack
 *
 * Returns: whether a change is being made
 */
gboolean
lf_undo_stack_is_busy (LfUndoStack *self)
{
  return self->n_running > 0;
}

/**
 * lf_undo_stack_can_undo:
 * @self: a stack
 *
 * Returns: whether there is a change to take back, and none being made
 */
gboolean
lf_undo_stack_can_undo (LfUndoStack *self)
{
  return self->undos->len > 0 && self->n_running == 0;
}
