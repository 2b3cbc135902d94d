/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-status-change.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "catalog/lf-session-edit.h"
#include "catalog/lf-session.h"

typedef struct
{
  GStrv  ids;
  GStrv  known;                 /* what their status was; NULL: it does not matter */
  char  *status;
} StatusChange;

static void
status_change_free (StatusChange *change)
{
  g_strfreev (change->ids);
  g_strfreev (change->known);
  g_free (change->status);
  g_free (change);
}

/* Whoever chose a status for what was not started does not mean what is complete since */
static gboolean
check_is_as_known (StatusChange  *change,
                   LfConnection  *connection,
                   GError       **error)
{
  for (guint i = 0; change->ids[i] != NULL; i++)
    {
      g_autoptr (LfSessionRecord) record = lf_session_record_load (connection, change->ids[i],
                                                                   error);

      if (record == NULL)
        return FALSE;
      if (lf_status_from_text (record->status) != lf_status_from_text (change->known[i]))
        {
          g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                       _("Another program has changed the status of the session %s meanwhile. "
                         "Nothing was changed. Look at it again."),
                       change->ids[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
do_set_status (LfConnection  *connection,
               gpointer       data,
               LfUndo       **undo,
               GError       **error)
{
  StatusChange *change = data;

  if (change->known != NULL && !check_is_as_known (change, connection, error))
    return FALSE;
  return lf_sessions_set_status (connection, (const char *const *) change->ids, change->status,
                                 undo, error);
}

/**
 * lf_status_change_run:
 * @writer: what makes the change
 * @sessions: ids of sessions, and %NULL
 * @known: (nullable): the status of each as it was shown, empty for none, and %NULL; if it is another
 *   by now nothing is changed
 * @status: `not_started`, `in_progress` or `complete`
 * @owner: the object for whom it is
 * @done: called when it is done
 *
 * Changes the status of sessions. Does not block.
 */
void
lf_status_change_run (LfSessionWriter   *writer,
                      const char *const *sessions,
                      const char *const *known,
                      const char        *status,
                      gpointer           owner,
                      LfWrittenFunc      done)
{
  StatusChange *change = g_new0 (StatusChange, 1);

  change->ids = g_strdupv ((GStrv) sessions);
  change->known = g_strdupv ((GStrv) known);
  change->status = g_strdup (status);
  lf_session_writer_run (writer, do_set_status, change, (GDestroyNotify) status_change_free, owner,
                         done);
}
