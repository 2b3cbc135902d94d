/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-catalog-look.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "catalog/lf-error.h"
#include "catalog/lf-file-probe.h"

/* Nobody waits for a look: while another program has the catalog locked, it is taken later. But one
 * that writes and writes has it locked most of the time, and is to be followed, too. */
#define LOOK_PATIENCE_MS 100

static gboolean
read_pragma (LfConnection  *connection,
             const char    *sql,
             gint64        *number,
             gboolean      *is_wal,
             GError       **error)
{
  g_autoptr (LfStatement) stmt = lf_connection_prepare_text (connection, sql, error);
  const char *text;
  gboolean has_row;

  if (stmt == NULL || !lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  text = has_row ? (const char *) sqlite3_column_text (stmt, 0) : NULL;
  if (is_wal != NULL)
    *is_wal = g_strcmp0 (text, "wal") == 0;
  else
    *number = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

static gboolean
read_versions (LfCatalogLook  *self,
               LfConnection   *connection,
               GError        **error)
{
  /* The first of these looks into the file; what the others say is of the same moment or later */
  return read_pragma (connection, "PRAGMA main.data_version", &self->data_version, NULL, error) &&
         read_pragma (connection, "PRAGMA main.schema_version", &self->schema_version, NULL,
                      error) &&
         read_pragma (connection, "PRAGMA main.journal_mode", NULL, &self->uses_wal,
                      error);
}

/* The path may be a link that leads elsewhere now, or another file may have been put in its place */
static void
look_at_file (LfCatalogLook *self,
              LfConnection  *connection)
{
  sqlite3 *db = lf_connection_get_db (connection);
  const char *open_path = sqlite3_db_filename (db, "main");
  g_autofree char *real = realpath (lf_connection_get_path (connection), NULL);
  struct stat st;
  int has_moved = 0;

  sqlite3_file_control (db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (has_moved || g_strcmp0 (real, open_path) != 0 || stat (open_path, &st) != 0)
    {
      self->moved = TRUE;
      return;
    }

  self->device = (guint64) st.st_dev;
  self->inode = (guint64) st.st_ino;

  /* SQLite takes such a file for one that nobody writes, and never looks whether somebody does */
  if (sqlite3_uri_boolean (open_path, "immutable", 0))
    self->modified_us = (gint64) st.st_mtim.tv_sec * G_USEC_PER_SEC + st.st_mtim.tv_nsec / 1000;
}

/**
 * lf_catalog_look:
 * @connection: a connection
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Looks whether a catalog is what it was. Costs some ten microseconds, and writes nothing. Hardly
 * waits for another program's lock but fails with %LF_CATALOG_ERROR_BUSY; fails with what
 * lf_file_probe() says if the file is no more there. On the connection's thread.
 *
 * Returns: (transfer full) (nullable): what was seen; free with g_free()
 */
LfCatalogLook *
lf_catalog_look (LfConnection  *connection,
                 GError       **error)
{
  g_autofree LfCatalogLook *self = g_new0 (LfCatalogLook, 1);
  guint patience = lf_connection_get_patience (connection);
  LfFileProbe probe;
  gboolean ok;

  self->layout = lf_connection_get_layout (connection);
  self->wal = lf_connection_is_wal (connection);
  look_at_file (self, connection);
  if (self->moved)
    return lf_file_probe (lf_connection_get_path (connection), &probe, error)
             ? g_steal_pointer (&self)
             : NULL;

  lf_connection_set_patience (connection, LOOK_PATIENCE_MS);
  ok = read_versions (self, connection, error);
  lf_connection_set_patience (connection, patience);
  return ok ? g_steal_pointer (&self) : NULL;
}

/**
 * lf_catalog_look_is_same:
 * @self: a look
 * @other: another one through the same connection
 *
 * Returns: whether nothing was written between the two
 */
gboolean
lf_catalog_look_is_same (const LfCatalogLook *self,
                         const LfCatalogLook *other)
{
  return self->data_version == other->data_version &&
         !lf_catalog_look_is_other_file (self, other);
}

/**
 * lf_catalog_look_is_other_file:
 * @self: a look
 * @other: a later one through the same connection
 *
 * Returns: whether the catalog must be opened anew: it is another file, or has other tables
 */
gboolean
lf_catalog_look_is_other_file (const LfCatalogLook *self,
                               const LfCatalogLook *other)
{
  return other->moved || self->device != other->device || self->inode != other->inode ||
         self->modified_us != other->modified_us || self->uses_wal != other->uses_wal ||
         self->schema_version != other->schema_version;
}
