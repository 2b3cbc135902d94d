/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lf-test-support.h"

#define N_LATE_FRAMES "200"

static char *
hash_beside (const char *path,
             const char *suffix)
{
  g_autofree char *file = g_strconcat (path, suffix, NULL);

  return lf_test_hash_file (file);
}

static gboolean
exists_beside (const char *path,
               const char *suffix)
{
  g_autofree char *file = g_strconcat (path, suffix, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* Looks at a catalog; afterwards its folder is as it was */
static gboolean
browse_leaves_no_trace (gpointer path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *before = lf_test_folder_describe (folder);
  g_autofree char *after = NULL;

  lf_test_browse (path);
  after = lf_test_folder_describe (folder);
  g_assert_cmpstr (before, ==, after);
  return TRUE;
}

static void
test_no_trace (gconstpointer data)
{
  LfTestLayout layout = GPOINTER_TO_UINT (data);
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *rollback = lf_test_make_catalog (folder, "rollback.db", layout, FALSE);
  g_autofree char *wal = lf_test_make_catalog (folder, "wal.db", layout, TRUE);

  browse_leaves_no_trace (rollback);
  browse_leaves_no_trace (wal);
}

/* As one who may only read: the file, the folder, or both */
static void
test_without_permission_to_write (void)
{
  static const int modes[][2] = { { 0644, 0755 }, { 0444, 0777 }, { 0666, 0555 } };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    for (gboolean wal = FALSE; wal <= TRUE; wal++)
      {
        g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
        g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, wal);

        g_test_message ("file %o, folder %o, %s", (guint) modes[i][0], (guint) modes[i][1],
                        wal ? "WAL" : "rollback journal");
        g_assert_cmpint (g_chmod (path, modes[i][0]), ==, 0);
        g_assert_cmpint (g_chmod (folder, modes[i][1]), ==, 0);
        g_assert_true (lf_test_as_user (browse_leaves_no_trace, path));
      }
}

/* Writes frames that stay in the -wal, and keeps the catalog open */
static gboolean
write_to_wal (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db,
                       "PRAGMA wal_autocheckpoint=0;"
                       "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                       " WHERE i < " N_LATE_FRAMES ")"
                       " INSERT INTO fits_files (id, file, folder, frame_type, exposure)"
                       " SELECT i + 1000, i, '/astro', 'LIGHT', 60 FROM n;"
                       "INSERT INTO processing_session_files (processing_session_id,"
                       " fits_file_id, original_path, original_filename, staged_path,"
                       " staged_filename, subfolder, frame_type)"
                       " SELECT 'S2', id, '', '', '', '', '', 'LIGHT' FROM fits_files"
                       " WHERE id > 1000",
                       NULL, NULL, NULL) == SQLITE_OK;
}

/* What is in the -wal is seen, and neither it nor the file is changed */
static void
assert_wal_is_read_and_kept (const char *path)
{
  g_autofree char *before = lf_test_hash_file (path);
  g_autofree char *wal_before = hash_beside (path, "-wal");
  g_autofree char *after = NULL;
  g_autofree char *wal_after = NULL;
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSessionDetail) detail = lf_session_detail_load (connection, "S2", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (detail->n_frames, ==, (guint) atoi (N_LATE_FRAMES));
  g_clear_pointer (&connection, lf_connection_close);
  lf_test_browse (path);

  after = lf_test_hash_file (path);
  wal_after = hash_beside (path, "-wal");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (wal_before, ==, wal_after);
}

static void
test_wal_of_a_running_program (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, TRUE);
  g_autoptr (LfTestChild) child = lf_test_child_start (write_to_wal, path);

  assert_wal_is_read_and_kept (path);
}

static void
test_wal_of_a_killed_program (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, TRUE);

  lf_test_child_end (lf_test_child_start (write_to_wal, path));
  assert_wal_is_read_and_kept (path);
}

/* Copied with its -wal, but without its -shm */
static void
test_wal_without_shm (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, TRUE);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  lf_test_child_end (lf_test_child_start (write_to_wal, path));
  g_assert_cmpint (g_remove (shm), ==, 0);
  assert_wal_is_read_and_kept (path);
}

/* SQLite's files are beside the file itself */
static void
test_wal_behind_a_link (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfTestFolder) links = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, TRUE);
  g_autofree char *link = g_build_filename (links, "link.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *wal_before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *wal_after = NULL;

  g_assert_cmpint (symlink (path, link), ==, 0);
  browse_leaves_no_trace (link);
  g_assert_false (exists_beside (path, "-wal"));
  g_assert_false (exists_beside (path, "-shm"));

  lf_test_child_end (lf_test_child_start (write_to_wal, path));
  before = lf_test_hash_file (path);
  wal_before = hash_beside (path, "-wal");
  lf_test_browse (link);
  after = lf_test_hash_file (path);
  wal_after = hash_beside (path, "-wal");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (wal_before, ==, wal_after);
}

/* A folder that is a link, left by "..": the kernel's answer counts, not the text's */
static void
test_dots_behind_a_link (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfTestFolder) links = lf_test_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *link = g_build_filename (links, "link", NULL);
  g_autofree char *dotted = g_build_filename (link, "..", "a.db", NULL);

  g_assert_cmpint (g_mkdir (inner, 0755), ==, 0);
  g_assert_cmpint (symlink (inner, link), ==, 0);
  lf_test_browse (dotted);
}

static void
test_cannot_write (gconstpointer data)
{
  static const char *statements[] = {
    "INSERT INTO processing_sessions (id, name) VALUES ('X', 'X')",
    "UPDATE main.fits_files SET exposure = 1",
    "DELETE FROM processing_session_files",
    "DROP TABLE processing_session_files",
    "CREATE TABLE mine (a)",
    "CREATE INDEX mine ON fits_files (exposure)",
    "ALTER TABLE main.fits_files ADD COLUMN mine",
    "PRAGMA user_version=5",
    "PRAGMA application_id=5",
    "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema",
    "REINDEX",
    "ANALYZE",
    "VACUUM",
    "ATTACH ':memory:' AS other",
    "SELECT load_extension('libm.so.6')",
  };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_1,
                                                GPOINTER_TO_INT (data));
  g_autofree char *before = lf_test_folder_describe (folder);
  g_autofree char *after = NULL;
  g_autoptr (LfConnection) connection = lf_test_open (path);
  sqlite3 *db = lf_connection_get_db (connection);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      int result = sqlite3_exec (db, statements[i], NULL, NULL, NULL);

      g_test_message ("%s: %s", statements[i], sqlite3_errmsg (db));
      g_assert_cmpint (result, !=, SQLITE_OK);
    }
  g_assert_cmpint (sqlite3_load_extension (db, "libm.so.6", NULL, NULL), !=, SQLITE_OK);
  g_assert_true (sqlite3_get_autocommit (db));

  g_clear_pointer (&connection, lf_connection_close);
  after = lf_test_folder_describe (folder);
  g_assert_cmpstr (before, ==, after);
}

/* Many at once, as a window with two threads has them */
static void
test_two_at_once (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, TRUE);
  g_autofree char *before = lf_test_folder_describe (folder);
  g_autofree char *after = NULL;
  g_autoptr (LfConnection) first = lf_test_open (path);
  g_autoptr (LfConnection) second = lf_test_open (path);

  lf_test_browse (path);
  g_clear_pointer (&second, lf_connection_close);
  g_clear_pointer (&first, lf_connection_close);
  after = lf_test_folder_describe (folder);
  g_assert_cmpstr (before, ==, after);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      g_autofree char *name = g_strdup_printf ("/open-reads-only/no-trace/%s",
                                               lf_test_layout_get_name (layout));

      g_test_add_data_func (name, GUINT_TO_POINTER (layout), test_no_trace);
    }
  g_test_add_func ("/open-reads-only/without-permission-to-write",
                   test_without_permission_to_write);
  g_test_add_func ("/open-reads-only/wal-of-a-running-program", test_wal_of_a_running_program);
  g_test_add_func ("/open-reads-only/wal-of-a-killed-program", test_wal_of_a_killed_program);
  g_test_add_func ("/open-reads-only/wal-without-shm", test_wal_without_shm);
  g_test_add_func ("/open-reads-only/wal-behind-a-link", test_wal_behind_a_link);
  g_test_add_func ("/open-reads-only/dots-behind-a-link", test_dots_behind_a_link);
  g_test_add_func ("/open-reads-only/two-at-once", test_two_at_once);
  g_test_add_data_func ("/open-reads-only/cannot-write/rollback", GINT_TO_POINTER (FALSE),
                        test_cannot_write);
  g_test_add_data_func ("/open-reads-only/cannot-write/wal", GINT_TO_POINTER (TRUE),
                        test_cannot_write);

  return g_test_run ();
}
