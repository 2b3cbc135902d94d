/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <sqlite3.h>

#include "maintenance/lf-run.h"

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
 * lf_run_identify_catalog:
 * @catalog: path of a catalog
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Gets what a catalog is recognized by wherever it lies: a checksum of what is true of it since it
 * was made and stays true: when its first layout was set up, and its first frame. Neither moving
 * and copying nor a migration, a repair, VACUUM or a restore changes that; a copy has the same
 * identity as its original. Where somebody deletes the very first frame, the identity becomes
 * another: runs are therefore found by path as well.
 *
 * Histories remember it, so it must come out the same in every version of Lightframe.
 *
 * A catalog in which nothing is yet is recognized by its path. Nothing is written to the catalog.
 * Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): 32 hexadecimal digits
 */
char *
lf_run_identify_catalog (const char  *catalog,
                         GError     **error)
{
  g_autoptr (LfConnection) connection = lf_connection_open (catalog, NULL, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n_facts;

  if (connection == NULL || !add_facts (checksum, connection, &n_facts, error))
    return NULL;

  if (n_facts == 0)
    {
      g_autofree char *path = lf_run_resolve_path (catalog);

      g_checksum_update (checksum, (const guchar *) path, -1);
    }
  return g_strndup (g_checksum_get_string (checksum), IDENTITY_LENGTH);
}
