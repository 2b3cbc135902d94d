/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-status-change.h"

#include "catalog/lf-session-edit.h"

typedef struct
{
  GStrv  ids;
  char  *status;
} StatusChange;

static void
status_change_free (StatusChange *change)
{
  g_strfreev (change->ids);
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

  return lf_sessions_set_status (connection, (const char *const *) change->ids, change->status,
                                 undo, error);
}

/**
 * lf_status_change_run:
 * @writer: what makes the change
 * @sessions: ids of sessions, and %NULL
 * @status: `not_started`, `in_progress` or `complete`
 * @owner: the object for whom it is
 * @done: called when it is done
 *
 * Changes the status of sessions. Does not block.
 */
void
lf_status_change_run (LfSessionWriter   *writer,
                      const char *const *sessions,
                      const char        *status,
                      gpointer           owner,
                      LfWrittenFunc      done)
{
  StatusChange *change = g_new0 (StatusChange, 1);

  change->ids = g_strdupv ((GStrv) sessions);
  change->status = g_strdup (status);
  lf_session_writer_run (writer, do_set_status, change, (GDestroyNotify) status_change_free, owner,
                         done);
}
