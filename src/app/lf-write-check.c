/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-write-check.h"

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"

/**
 * lf_write_check_run:
 * @connection: a connection
 * @data: not used
 * @error: not used; what is found is in the result
 *
 * Finds out what is in the way. Blocks: on the connection's thread.
 *
 * Returns: (transfer full): an #LfWriteCheck
 */
gpointer
lf_write_check_run (LfConnection  *connection,
                    gpointer       data,
                    GError       **error)
{
  LfWriteCheck *self = g_new0 (LfWriteCheck, 1);

  lf_edit_check (connection, LF_EDIT_SESSION, &self->session);
  lf_edit_check (connection, LF_EDIT_LINKS, &self->links);
  return self;
}

/**
 * lf_write_check_free:
 * @self: (transfer full): a check
 *
 * Any thread.
 */
void
lf_write_check_free (LfWriteCheck *self)
{
  g_clear_error (&self->session);
  g_clear_error (&self->links);
  g_free (self);
}

/**
 * lf_write_check_is_damage:
 * @obstacle: (nullable): what is in the way
 *
 * Returns: whether it is that the catalog's structure is damaged, which the Maintenance window tells
 *   more about
 */
gboolean
lf_write_check_is_damage (const GError *obstacle)
{
  return g_error_matches (obstacle, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE);
}
