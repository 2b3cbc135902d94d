/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-status-change.h"

#include "catalog/lf-session-edit.h"

typedef struct
{
  char *id;
  char *status;
} StatusChange;

static void
status_change_free (StatusChange *change)
{
  g_free (change->id);
  g_free (change->status);
  g_free (change);
}

static gboolean
do_set_status (LfConnection  *connection,
               gpointer       data,
               LfUndo       **undo,
               GError       **error)
{
  StatusChange *change = data;
  const char *ids[] = { change->id, NULL };

  return lf_sessions_set_status (connection, ids, change->status, undo, error);
}

/**
 * lf_status_change_run:
 * @writer: what makes the change
 * @session: a session's id
 * @status: `not_started`, `in_progress` or `complete`
 * @owner: the object for whom it is
 * @done: called when it is done
 *
 * Changes the status of a session. Does not block.
 */
void
lf_status_change_run (LfSessionWriter *writer,
                      const char      *session,
                      const char      *status,
                      gpointer         owner,
                      LfWrittenFunc    done)
{
  StatusChange *change = g_new0 (StatusChange, 1);

  change->id = g_strdup (session);
  change->status = g_strdup (status);
  lf_session_writer_run (writer, do_set_status, change, (GDestroyNotify) status_change_free, owner,
                         done);
}
