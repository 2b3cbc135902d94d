/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "maintenance/lf-writer-private.h"

/**
 * lf_writer_create_index:
 * @self: a writer
 * @table: the table it is on
 * @sql: CREATE INDEX
 * @error: where to put an error
 *
 * Makes an index, in a transaction of its own or in the one that is open.
 *
 * Returns: whether it is there
 */
gboolean
lf_writer_create_index (LfWriter    *self,
                        const char  *table,
                        const char  *sql,
                        GError     **error)
{
  lf_job_report (lf_writer_get_job (self), NAN, NULL);
  return lf_writer_exec (self, sql, error);
}
