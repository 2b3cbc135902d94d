/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <sqlite3.h>

#include "maintenance/lf-writer-private.h"

/* The file of a catalog in WAL mode is only as small as it can be once the WAL is folded into it */
static void
fold_wal (LfWriter *self)
{
  sqlite3_wal_checkpoint_v2 (lf_writer_get_db (self), "main", SQLITE_CHECKPOINT_TRUNCATE, NULL,
                             NULL);
}

/**
 * lf_writer_vacuum:
 * @self: a writer that is in no transaction
 * @error: where to put an error
 *
 * Gives the free pages of the catalog back and puts its tables in order. Journal mode, page size,
 * auto_vacuum, encoding, user_version and application_id stay.
 *
 * Returns: whether it is done
 */
gboolean
lf_writer_vacuum (LfWriter  *self,
                  GError   **error)
{
  lf_job_report (lf_writer_get_job (self), NAN, NULL);
  if (!lf_writer_exec (self, "VACUUM main", error))
    return FALSE;

  fold_wal (self);
  lf_job_report (lf_writer_get_job (self), 1, NULL);
  return TRUE;
}
