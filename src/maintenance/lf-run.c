/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-run.h"

#include "catalog/lf-identity.h"

static void
step_free (LfRunStep *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

static void
change_free (LfChange *self)
{
  g_free (self->table);
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

/**
 * lf_run_new:
 * @kind: what it will be
 * @catalog: path of the catalog
 *
 * Begins the record of a run, now. Any thread.
 *
 * Returns: (transfer full): a record without steps, of an outcome that is still to be said
 */
LfRun *
lf_run_new (LfRunKind   kind,
            const char *catalog)
{
  LfRun *self = g_new0 (LfRun, 1);

  g_return_val_if_fail (catalog != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->catalog = lf_identity_resolve_path (catalog);
  self->layout = LF_LAYOUT_2;
  self->started = g_get_real_time ();
  self->outcome = LF_RUN_FAILED;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  self->before = lf_run_state_new ();
  return self;
}

/**
 * lf_run_ref:
 * @self: a record
 *
 * Any thread. A record that several keep must not be changed any more.
 *
 * Returns: (transfer full): the same record
 */
LfRun *
lf_run_ref (LfRun *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * lf_run_unref:
 * @self: (transfer full): a record
 *
 * Gives a record up; the last to do so frees it. Any thread.
 */
void
lf_run_unref (LfRun *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->catalog);
  g_free (self->identity);
  g_free (self->message);
  g_free (self->backup);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->changes);
  g_clear_pointer (&self->before, lf_run_state_free);
  g_clear_pointer (&self->after, lf_run_state_free);
  g_free (self);
}

/**
 * lf_run_add_step:
 * @self: a record
 * @id: the step's stable name
 * @title: what it does, translated
 *
 * Adds a step. Until its outcome is set it counts as skipped.
 *
 * Returns: (transfer none): the step, to be completed when it is over
 */
LfRunStep *
lf_run_add_step (LfRun      *self,
                 const char *id,
                 const char *title)
{
  LfRunStep *step = g_new0 (LfRunStep, 1);

  step->id = g_strdup (id);
  step->title = g_strdup (title);
  step->outcome = LF_STEP_SKIPPED;
  g_ptr_array_add (self->steps, step);
  return step;
}

/**
 * lf_run_add_change:
 * @self: a record
 * @kind: what was done
 * @table: the table it is about
 * @name: (nullable): the index, column or constraint
 * @count: rows it is about; 0 if that makes no sense
 * @text: one translated sentence with its figures
 *
 * Adds something that was changed, or could not be.
 */
void
lf_run_add_change (LfRun        *self,
                   LfChangeKind  kind,
                   const char   *table,
                   const char   *name,
                   guint64       count,
                   const char   *text)
{
  LfChange *change = g_new0 (LfChange, 1);

  change->kind = kind;
  change->table = g_strdup (table);
  change->name = g_strdup (name);
  change->count = count;
  change->text = g_strdup (text);
  g_ptr_array_add (self->changes, change);
}

/**
 * lf_run_is_worth_keeping:
 * @self: a record
 *
 * Tells whether a run belongs into the history: every one of a catalog does, also one that found
 * nothing to do, was refused or cancelled before anything was written. What was no catalog, or could
 * not be read, has no history. Any thread.
 *
 * Returns: whether it does
 */
gboolean
lf_run_is_worth_keeping (LfRun *self)
{
  return self->identity != NULL || self->backup != NULL;
}
