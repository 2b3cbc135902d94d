/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-sample-sessions.h"

#define SESSIONS_BY_SIZE "maintenance/sessions-by-size"

static void
session_clear (LfSampleSession *self)
{
  g_clear_pointer (&self->id, g_free);
}

static LfSampleSession
dup_session (GArray *sessions,
             guint   position)
{
  LfSampleSession *session = &g_array_index (sessions, LfSampleSession, position);

  return (LfSampleSession) { g_strdup (session->id), session->n_links };
}

/**
 * lf_sample_sessions_choose:
 * @connection: a connection
 * @error: where to put an error
 *
 * Chooses the sessions to show plans and timings for. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the sessions
 */
LfSampleSessions *
lf_sample_sessions_choose (LfConnection  *connection,
                           GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, SESSIONS_BY_SIZE, error);
  g_autoptr (GArray) sessions = g_array_new (FALSE, TRUE, sizeof (LfSampleSession));
  LfSampleSessions *self;
  gboolean has_row;

  g_array_set_clear_func (sessions, (GDestroyNotify) session_clear);
  if (stmt == NULL)
    return NULL;

  do
    {
      LfSampleSession session;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      session.id = lf_column_dup_text (stmt, 0);
      session.n_links = lf_column_get_count (stmt, 1);
      g_array_append_val (sessions, session);
    }
  while (has_row);

  self = g_new0 (LfSampleSessions, 1);
  if (sessions->len > 0)
    {
      self->largest = dup_session (sessions, sessions->len - 1);
      self->typical = dup_session (sessions, sessions->len / 2);
    }
  return self;
}

/**
 * lf_sample_sessions_free:
 * @self: (transfer full): the sessions
 *
 * Frees them.
 */
void
lf_sample_sessions_free (LfSampleSessions *self)
{
  session_clear (&self->largest);
  session_clear (&self->typical);
  g_free (self);
}
