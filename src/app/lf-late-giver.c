/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-late-giver.h"

struct _LfLateGiver
{
  GListModel  *sessions;
  LfGiveFunc   give;
  LfGivenFunc  given;
  gpointer     data;
  GHashTable  *figures;         /* being given */
  guint        n_given;
  guint        source;
};

/* How long one iteration may spend on it */
#define BUDGET_US 3000

static gboolean
give_cb (gpointer data)
{
  LfLateGiver *self = data;
  guint n = g_list_model_get_n_items (self->sessions);
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  while (self->n_given < n && g_get_monotonic_time () < end)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (self->sessions, self->n_given++);

      self->give (self->figures, session);
    }
  if (self->n_given < n)
    return G_SOURCE_CONTINUE;

  self->source = 0;
  g_clear_pointer (&self->figures, g_hash_table_unref);
  self->given (self->data);
  return G_SOURCE_REMOVE;
}

/**
 * lf_late_giver_new:
 * @sessions: (element-type LfSession): a list
 * @give: gives one session its figures
 * @given: called when all have them
 * @data: for @given
 *
 * Returns: (transfer full): a giver with nothing to give
 */
LfLateGiver *
lf_late_giver_new (GListModel  *sessions,
                   LfGiveFunc   give,
                   LfGivenFunc  given,
                   gpointer     data)
{
  LfLateGiver *self = g_new0 (LfLateGiver, 1);

  self->sessions = g_object_ref (sessions);
  self->give = give;
  self->given = given;
  self->data = data;
  return self;
}

/**
 * lf_late_giver_run:
 * @self: a giver
 * @figures: (transfer full): figures by session id
 *
 * Begins to give. What was being given before is given up.
 */
void
lf_late_giver_run (LfLateGiver *self,
                   GHashTable  *figures)
{
  lf_late_giver_stop (self);
  self->figures = figures;
  self->n_given = 0;
  self->source = g_idle_add (give_cb, self);
}

/**
 * lf_late_giver_stop:
 * @self: a giver
 *
 * Gives up what is being given.
 */
void
lf_late_giver_stop (LfLateGiver *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->figures, g_hash_table_unref);
}

/**
 * lf_late_giver_free:
 * @self: (transfer full): a giver
 *
 * Stops and frees it.
 */
void
lf_late_giver_free (LfLateGiver *self)
{
  lf_late_giver_stop (self);
  g_object_unref (self->sessions);
  g_free (self);
}
