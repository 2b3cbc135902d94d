/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-identity.h"

#include <sqlite3.h>
#include <stdlib.h>

#define IDENTITY "maintenance/identity"

/* Enough of a checksum that no two catalogs of a user are ever taken for one */
#define IDENTITY_LENGTH 32

static void
add_value (GChecksum    *checksum,
           sqlite3_stmt *stmt,
           int           column)
{
  const guchar *text = sqlite3_column_text (stmt, column);
  gssize length = sqlite3_column_bytes (stmt, column);
  char head[32];

  /* With its length in front, so that no two rows look alike */
  g_snprintf (head, sizeof head, "%d:%" G_GSSIZE_FORMAT ":", text != NULL, length);
  g_checksum_update (checksum, (const guchar *) head, -1);
  if (text != NULL)
    g_checksum_update (checksum, text, length);
}

static gboolean
add_facts (GChecksum     *checksum,
           LfConnection  *connection,
           guint         *n_facts,
           GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, IDENTITY, error);
  gboolean has_row = TRUE;

  *n_facts = 0;
  while (stmt != NULL)
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      (*n_facts)++;
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        add_value (checksum, stmt, i);
    }
  return FALSE;
}

/**
 * lf_identity_resolve_path:
 * @catalog: path of a catalog, which need not be there
 *
 * Gets the path under which what is known of a catalog is kept. Any thread.
 *
 * Returns: (transfer full): the path, absolute and, if the file is there, without symbolic links
 */
char *
lf_identity_resolve_path (const char *catalog)
{
  char *real = realpath (catalog, NULL);
  char *path;

  if (real == NULL)
    return g_canonicalize_filename (catalog, NULL);

  path = g_strdup (real);
  free (real);
  return path;
}

/**
 * lf_identity_read:
 * @connection: any connection
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Gets what a catalog is recognized by wherever it lies: a checksum of what is true of it since it
 * was made and stays true: when its first layout was set up, and its first frame. Neither moving
 * and copying nor a migration, a repair, VACUUM or a restore changes that; a copy has the same
 * identity as its original. Where somebody deletes the very first frame, the identity becomes
 * another: what belongs to a catalog is therefore found by path as well.
 *
 * Histories remember it, so it must come out the same in every version of Lightframe.
 *
 * A catalog in which nothing is yet is recognized by its path. Nothing is written to the catalog.
 * Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): 32 hexadecimal digits
 */
char *
lf_identity_read (LfConnection  *connection,
                  GError       **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n_facts;

  if (!add_facts (checksum, connection, &n_facts, error))
    return NULL;

  if (n_facts == 0)
    {
      g_autofree char *path = lf_identity_resolve_path (lf_connection_get_path (connection));

      g_checksum_update (checksum, (const guchar *) path, -1);
    }
  return g_strndup (g_checksum_get_string (checksum), IDENTITY_LENGTH);
}

/**
 * lf_identity_load:
 * @catalog: path of a catalog
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Opens a catalog for lf_identity_read(). Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): 32 hexadecimal digits
 */
char *
lf_identity_load (const char  *catalog,
                  GError     **error)
{
  g_autoptr (LfConnection) connection = lf_connection_open (catalog, NULL, error);

  return connection != NULL ? lf_identity_read (connection, error) : NULL;
}
