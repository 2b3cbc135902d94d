/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-catalog.h"

#include <gio/gio.h>
#include <math.h>

#include "catalog/lf-resources.h"

#define BUSY_TIMEOUT_MS 10000

static void
check_sqlite (sqlite3    *db,
              int         result,
              const char *sql)
{
  if (result != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
}

/**
 * lf_test_layout_get_name:
 * @layout: a layout
 *
 * Returns: (transfer none): the name of its reference
 */
const char *
lf_test_layout_get_name (LfTestLayout layout)
{
  static const char *names[] = { "layout-1", "layout-2", "layout-2-migrated" };

  return names[layout];
}

/**
 * lf_test_catalog_new:
 * @folder: a folder
 * @name: the name of the file to be made in it
 * @layout: its layout
 * @wal: whether it shall be in WAL mode
 *
 * Makes an empty catalog from a reference layout.
 *
 * Returns: (transfer full): the catalog
 */
LfTestCatalog *
lf_test_catalog_new (const char   *folder,
                     const char   *name,
                     LfTestLayout  layout,
                     gboolean      wal)
{
  LfTestCatalog *self = g_new0 (LfTestCatalog, 1);
  g_autofree char *reference = g_strdup_printf (LF_RESOURCE_PATH "/reference/%s.sql",
                                                lf_test_layout_get_name (layout));
  g_autoptr (GBytes) ddl = g_resources_lookup_data (reference, 0, NULL);

  g_assert_nonnull (ddl);
  self->layout = layout;
  self->path = g_build_filename (folder, name, NULL);
  check_sqlite (self->db, sqlite3_open (self->path, &self->db), self->path);
  lf_test_catalog_exec (self, "PRAGMA synchronous=OFF");
  lf_test_catalog_exec (self, wal ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode=DELETE");
  lf_test_catalog_exec (self, "BEGIN");
  check_sqlite (self->db,
                sqlite3_exec (self->db, g_bytes_get_data (ddl, NULL), NULL, NULL, NULL),
                reference);
  return self;
}

/**
 * lf_test_catalog_close:
 * @self: (transfer full): a catalog
 *
 * Completes it: nothing but the file itself is left in its folder.
 */
void
lf_test_catalog_close (LfTestCatalog *self)
{
  if (!sqlite3_get_autocommit (self->db))
    lf_test_catalog_exec (self, "COMMIT");
  check_sqlite (self->db, sqlite3_close (self->db), self->path);
  g_free (self->path);
  g_free (self);
}

/**
 * lf_test_catalog_exec:
 * @self: a catalog
 * @format: SQL for sqlite3_mprintf(): `%Q` quotes a text or writes NULL
 *
 * Runs SQL that must succeed.
 */
void
lf_test_catalog_exec (LfTestCatalog *self,
                      const char    *format,
                      ...)
{
  va_list args;
  char *sql;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  check_sqlite (self->db, sqlite3_exec (self->db, sql, NULL, NULL, NULL), sql);
  sqlite3_free (sql);
}

/**
 * lf_test_catalog_add_session:
 * @self: a catalog
 * @id: an id
 * @name: a name
 *
 * Adds a processing session; the others of its columns are for lf_test_catalog_exec().
 */
void
lf_test_catalog_add_session (LfTestCatalog *self,
                             const char    *id,
                             const char    *name)
{
  lf_test_catalog_exec (self, "INSERT INTO processing_sessions (id, name) VALUES (%Q, %Q)", id,
                        name);
}

/**
 * lf_test_catalog_add_frame:
 * @self: a catalog
 * @frame: what to add
 *
 * Adds a frame, and links it to its session if it has one.
 *
 * Returns: its id
 */
gint64
lf_test_catalog_add_frame (LfTestCatalog     *self,
                           const LfTestFrame *frame)
{
  char exposure[G_ASCII_DTOSTR_BUF_SIZE] = "NULL";
  const char *night = self->layout == LF_TEST_LAYOUT_1 ? "session_id" : "imaging_session_id";

  if (!isnan (frame->exposure))
    g_ascii_dtostr (exposure, sizeof exposure, frame->exposure);

  self->n_frames++;
  lf_test_catalog_exec (self,
                        "INSERT INTO fits_files"
                        " (id, file, folder, md5sum, frame_type, object, filter, exposure, %s)"
                        " VALUES (%lld, '%lld.fits', '/astro', '%lld', %Q, %Q, %Q, %s, %Q)",
                        night, self->n_frames, self->n_frames, self->n_frames, frame->type,
                        frame->object, frame->filter, exposure, frame->night);
  if (frame->session != NULL)
    lf_test_catalog_link (self, frame->session, self->n_frames, frame->type);
  return self->n_frames;
}

/**
 * lf_test_catalog_link:
 * @self: a catalog
 * @session: the id of a processing session
 * @frame: the id of a frame, which need not be there
 * @type: (nullable): the frame's type
 *
 * Links a frame to a processing session.
 */
void
lf_test_catalog_link (LfTestCatalog *self,
                      const char    *session,
                      gint64         frame,
                      const char    *type)
{
  lf_test_catalog_exec (self,
                        "INSERT INTO processing_session_files (processing_session_id,"
                        " fits_file_id, original_path, original_filename, staged_path,"
                        " staged_filename, subfolder, frame_type)"
                        " VALUES (%Q, %lld, '', '', '', '', '', %Q)",
                        session, frame, type);
}

/**
 * lf_test_catalog_fill:
 * @self: an empty catalog
 *
 * Adds the sessions `S1`, with 6 frames of 4 types from two nights, 630 s of them light, and `S2`,
 * with none.
 */
void
lf_test_catalog_fill (LfTestCatalog *self)
{
  static const LfTestFrame frames[] = {
    { "S1", "LIGHT", "M 31", "Ha", 300, "N1" }, { "S1", "LIGHT", "M 31", "Ha", 300, "N2" },
    { "S1", "LIGHT", "M 31", NULL, 30, "N2" },  { "S1", "DARK", NULL, NULL, 300, "N1" },
    { "S1", "FLAT", NULL, "Ha", 1.5, "N2" },    { "S1", "BIAS", NULL, NULL, 0, "N2" },
  };

  lf_test_catalog_add_session (self, "S1", "Andromeda");
  lf_test_catalog_add_session (self, "S2", "Nothing yet");
  lf_test_catalog_exec (self,
                        "UPDATE processing_sessions SET objects = '[\"M 31\"]',"
                        " created_at = '2025-01-13 04:00:00.000000', status = 'in_progress'"
                        " WHERE id = 'S1'");
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    lf_test_catalog_add_frame (self, &frames[i]);
}

/**
 * lf_test_make_catalog:
 * @folder: a folder
 * @name: the name of the file to be made in it
 * @layout: its layout
 * @wal: whether it shall be in WAL mode
 *
 * Makes a catalog with a few rows, see lf_test_catalog_fill().
 *
 * Returns: (transfer full): its path
 */
char *
lf_test_make_catalog (const char   *folder,
                      const char   *name,
                      LfTestLayout  layout,
                      gboolean      wal)
{
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (folder, name, layout, wal);

  lf_test_catalog_fill (catalog);
  return g_strdup (catalog->path);
}

/**
 * lf_test_exec:
 * @path: an SQLite file, made if it is not there
 * @sql: SQL that must succeed
 *
 * Changes a catalog that is closed.
 */
void
lf_test_exec (const char *path,
              const char *sql)
{
  sqlite3 *db = NULL;

  check_sqlite (db, sqlite3_open (path, &db), path);
  /* As other programs do, it waits for those who read */
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  check_sqlite (db, sqlite3_exec (db, sql, NULL, NULL, NULL), sql);
  check_sqlite (db, sqlite3_close (db), path);
}
