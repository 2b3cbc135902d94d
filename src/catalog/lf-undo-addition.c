/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-undo-private.h"

#include <sqlite3.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-query.h"

/**
 * lf_undo_addition_new: (skip)
 * @session: a session's id
 *
 * Returns: (transfer full): a record of what will be added to it
 */
LfUndoAddition *
lf_undo_addition_new (const char *session)
{
  LfUndoAddition *self = g_new0 (LfUndoAddition, 1);

  self->session = g_strdup (session);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_staged_link_free);
  return self;
}

/**
 * lf_undo_addition_free: (skip)
 * @self: (transfer full): what was added
 */
void
lf_undo_addition_free (LfUndoAddition *self)
{
  g_free (self->session);
  g_free (self->folder);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->links);
  g_free (self);
}

static char *
to_json (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* Another program may have removed some of them, and given their ids to links of other sessions:
 * only those of this session go */
static gboolean
delete_links (LfUndoAddition  *self,
              LfConnection    *connection,
              GError         **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_DELETE_LINKS, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, to_json (self->ids), -1, g_free);
  return lf_connection_step (connection, stmt, &has_row, error) &&
         lf_edit_touch_session (connection, self->session, error);
}

static void
remove_staged (LfUndoAddition *self)
{
  g_autoptr (LfStaging) staging = lf_staging_open (self->folder);

  for (guint i = 0; i < self->links->len && staging != NULL; i++)
    {
      const LfStagedLink *link = g_ptr_array_index (self->links, i);

      if (link->state == LF_STAGED_LINK)
        lf_staging_remove (staging, link->path);
    }
}

/**
 * lf_undo_addition_apply: (skip)
 * @self: what was added
 * @connection: a connection of lf_edit_open()
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Removes what was added to a session, in the catalog and then from its folder.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_undo_addition_apply (LfUndoAddition  *self,
                        LfConnection    *connection,
                        GError         **error)
{
  if (!lf_edit_begin (connection, LF_EDIT_LINKS, error))
    return FALSE;

  if (!delete_links (self, connection, error))
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (!lf_edit_commit (connection, error))
    return FALSE;

  remove_staged (self);
  return TRUE;
}
