/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-session-list.h"

#include <string.h>

#include "catalog/lf-query.h"

enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_STATUS,
  COLUMN_OBJECTS,
  COLUMN_TARGET,
  COLUMN_NOTES,
  COLUMN_CREATED,
  COLUMN_COUNTS,
};

/* session-list.sql sets the unit separator between names */
#define OBJECT_SEPARATOR "\x1f"

static GStrv
split_objects (char *text)
{
  g_autofree char *owned = text;
  GStrv objects;

  if (owned == NULL)
    return NULL;

  if (strchr (owned, OBJECT_SEPARATOR[0]) != NULL)
    return g_strsplit (owned, OBJECT_SEPARATOR, -1);

  objects = g_new0 (char *, 2);
  objects[0] = g_steal_pointer (&owned);
  return objects;
}

static LfSession *
read_session (sqlite3_stmt *stmt)
{
  LfSessionRow row = {
    .id = lf_column_dup_text (stmt, COLUMN_ID),
    .name = lf_column_dup_text (stmt, COLUMN_NAME),
    .status = lf_column_dup_text (stmt, COLUMN_STATUS),
    .objects = split_objects (lf_column_dup_text (stmt, COLUMN_OBJECTS)),
    .target = lf_column_dup_text (stmt, COLUMN_TARGET),
    .notes = lf_column_dup_text (stmt, COLUMN_NOTES),
    .created = lf_column_dup_text (stmt, COLUMN_CREATED),
  };

  for (int i = 0; i < LF_N_FRAME_TYPES; i++)
    row.counts[i] = lf_column_get_count (stmt, COLUMN_COUNTS + i);

  return lf_session_new (&row);
}

/**
 * lf_session_list_load:
 * @connection: a connection
 * @error: where to put an error
 *
 * Reads every processing session with its counts by frame type, in one query. Blocks: on the
 * connection's thread.
 *
 * Returns: (transfer full) (nullable): the list
 */
LfSessionList *
lf_session_list_load (LfConnection  *connection,
                      GError       **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (LfSessionList) self = g_new0 (LfSessionList, 1);
  g_autoptr (LfRead) stmt = NULL;
  gboolean has_row;

  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);

  stmt = lf_connection_prepare (connection, LF_QUERY_SESSION_LIST, error);
  if (stmt == NULL)
    return NULL;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (self->sessions, read_session (stmt));
    }
  while (has_row);

  self->elapsed_us = g_get_monotonic_time () - start;
  return g_steal_pointer (&self);
}

/**
 * lf_session_list_free:
 * @self: (transfer full): a list
 *
 * Frees it, on any thread.
 */
void
lf_session_list_free (LfSessionList *self)
{
  g_ptr_array_unref (self->sessions);
  g_free (self);
}
