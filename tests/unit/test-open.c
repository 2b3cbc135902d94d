/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lf-test-support.h"

#define GARBAGE_SIZE 8192
#define SHORT_PATIENCE_MS 100
#define RELEASE_AFTER_US (300 * 1000)

static void
set_up (LfTestFolder  **folder,
        gconstpointer   data)
{
  *folder = lf_test_folder_new ();
}

static void
tear_down (LfTestFolder  **folder,
           gconstpointer   data)
{
  lf_test_folder_free (*folder);
}

/* What every message has: the name of the file, whole sentences, text that can be shown */
static void
check_message (const GError *error,
               const char   *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, shown));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static char *
assert_refused (const char     *path,
                LfCatalogError  code)
{
  g_autoptr (GError) error = NULL;
  LfConnection *connection = lf_connection_open (path, NULL, &error);

  g_assert_null (connection);
  g_assert_error (error, LF_CATALOG_ERROR, (int) code);
  check_message (error, path);
  return g_strdup (error->message);
}

/* Refused, and nothing in the folder is different afterwards */
static void
assert_refused_untouched (const char     *path,
                          LfCatalogError  code)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *before = lf_test_folder_describe (folder);
  g_autofree char *message = assert_refused (path, code);
  g_autofree char *after = lf_test_folder_describe (folder);

  g_assert_cmpstr (before, ==, after);
}

static void
assert_bytes_refused (const char     *folder,
                      gconstpointer   bytes,
                      gsize           size,
                      LfCatalogError  code)
{
  g_autofree char *path = g_build_filename (folder, "some file.db", NULL);

  lf_test_write_file (path, bytes, size);
  assert_refused_untouched (path, code);
}

static void
test_not_sqlite (LfTestFolder  **folder,
                 gconstpointer   data)
{
  static const char text[] = "Dear diary,\ntonight it was cloudy again.\n";
  static const char magic_only[] = "SQLite format 4 is none that there is, and this is no header.";
  static const guint8 png[64] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13,
                                  'I', 'H', 'D', 'R', 0, 0, 4, 0, 0, 0, 4, 0, 8, 2 };
  static const guint8 zeros[GARBAGE_SIZE] = { 0 };
  static const guint8 one[1] = { 'S' };

  assert_bytes_refused (*folder, text, strlen (text), LF_CATALOG_ERROR_NOT_SQLITE);
  assert_bytes_refused (*folder, magic_only, strlen (magic_only), LF_CATALOG_ERROR_NOT_SQLITE);
  assert_bytes_refused (*folder, png, sizeof png, LF_CATALOG_ERROR_NOT_SQLITE);
  assert_bytes_refused (*folder, zeros, sizeof zeros, LF_CATALOG_ERROR_NOT_SQLITE);
  assert_bytes_refused (*folder, one, sizeof one, LF_CATALOG_ERROR_NOT_SQLITE);
}

static void
test_no_catalog (LfTestFolder  **folder,
                 gconstpointer   data)
{
  g_autofree char *path = g_build_filename (*folder, "places.sqlite", NULL);

  lf_test_exec (path, "CREATE TABLE places (id INTEGER PRIMARY KEY, url TEXT)");
  assert_refused_untouched (path, LF_CATALOG_ERROR_NOT_A_CATALOG);
  lf_test_exec (path, "PRAGMA journal_mode=WAL");
  assert_refused_untouched (path, LF_CATALOG_ERROR_NOT_A_CATALOG);
}

static void
test_empty (LfTestFolder  **folder,
            gconstpointer   data)
{
  assert_bytes_refused (*folder, "", 0, LF_CATALOG_ERROR_EMPTY);
}

static void
test_garbage (LfTestFolder  **folder,
              gconstpointer   data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint8 bytes[GARBAGE_SIZE];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) g_rand_int (rand);
  assert_bytes_refused (*folder, bytes, sizeof bytes, LF_CATALOG_ERROR_ENCRYPTED);

  /* Some ciphers leave the first sixteen bytes as they are */
  memcpy (bytes, "SQLite format 3", sizeof "SQLite format 3");
  memset (bytes + 24, 0, 8);
  memset (bytes + 92, 0, 4);
  assert_bytes_refused (*folder, bytes, sizeof bytes, LF_CATALOG_ERROR_ENCRYPTED);
}

static void
test_truncated (LfTestFolder  **folder,
                gconstpointer   data)
{
  static const goffset sizes[] = { -1, 20000, 4096, 200, 100, 50, 17 };
  g_autofree char *path = lf_test_make_catalog (*folder, "cut.db", LF_TEST_LAYOUT_2, FALSE);
  GStatBuf st;

  g_assert_cmpint (g_stat (path, &st), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      goffset size = sizes[i] < 0 ? st.st_size + sizes[i] : sizes[i];

      g_assert_cmpint (truncate (path, size), ==, 0);
      assert_refused_untouched (path, LF_CATALOG_ERROR_TRUNCATED);
    }
}

static void
test_folder (LfTestFolder  **folder,
             gconstpointer   data)
{
  g_autofree char *message = assert_refused (*folder, LF_CATALOG_ERROR_FOLDER);
  g_autofree char *path = lf_test_make_catalog (*folder, "fits_catalog.db", LF_TEST_LAYOUT_2,
                                                FALSE);
  g_autofree char *hint = assert_refused (*folder, LF_CATALOG_ERROR_FOLDER);

  g_assert_cmpstr (message, !=, hint);
  g_assert_nonnull (strstr (hint, "fits_catalog.db"));
}

static void
test_not_found (LfTestFolder  **folder,
                gconstpointer   data)
{
  g_autofree char *missing = g_build_filename (*folder, "missing.db", NULL);
  g_autofree char *file = lf_test_make_catalog (*folder, "file.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *below = g_build_filename (file, "below.db", NULL);
  g_autofree char *dangling = g_build_filename (*folder, "dangling.db", NULL);

  assert_refused_untouched (missing, LF_CATALOG_ERROR_NOT_FOUND);
  g_free (assert_refused (below, LF_CATALOG_ERROR_NOT_FOUND));
  g_assert_cmpint (symlink ("nowhere.db", dangling), ==, 0);
  assert_refused_untouched (dangling, LF_CATALOG_ERROR_NOT_FOUND);
  g_free (assert_refused ("/no/such/folder/at-all.db", LF_CATALOG_ERROR_NOT_FOUND));
}

static void
test_pipe_and_device (LfTestFolder  **folder,
                      gconstpointer   data)
{
  g_autofree char *path = g_build_filename (*folder, "pipe.db", NULL);

  g_assert_cmpint (mkfifo (path, 0644), ==, 0);
  assert_refused_untouched (path, LF_CATALOG_ERROR_NOT_SQLITE);
  g_free (assert_refused ("/dev/null", LF_CATALOG_ERROR_NOT_SQLITE));
}

/* In a process without privileges: no permission to read what @data is the path of */
static gboolean
is_not_permitted (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (data);
  LfConnection *connection = lf_connection_open (data, NULL, &error);

  return connection == NULL &&
         g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION) &&
         strstr (error->message, name) != NULL;
}

static void
test_no_permission (LfTestFolder  **folder,
                    gconstpointer   data)
{
  g_autofree char *inner = g_build_filename (*folder, "inner", NULL);
  g_autofree char *file = lf_test_make_catalog (*folder, "secret.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *path = NULL;

  g_assert_cmpint (g_mkdir (inner, 0755), ==, 0);
  path = lf_test_make_catalog (inner, "inside.db", LF_TEST_LAYOUT_2, FALSE);
  g_assert_cmpint (g_chmod (file, 0), ==, 0);
  g_assert_cmpint (g_chmod (inner, 0), ==, 0);

  g_assert_true (lf_test_as_user (is_not_permitted, file));
  g_assert_true (lf_test_as_user (is_not_permitted, path));
}

/* Locks a catalog and keeps it locked */
static gboolean
lock (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) == SQLITE_OK;
}

static void
test_locked (LfTestFolder  **folder,
             gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "busy.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfTestChild) child = lf_test_child_start (lock, path);
  g_autofree char *holder = g_strdup_printf ("test-open (process %d)",
                                             lf_test_child_get_id (child));
  g_autofree char *message = NULL;

  lf_test_set_patience (SHORT_PATIENCE_MS);
  message = assert_refused (path, LF_CATALOG_ERROR_BUSY);
  lf_test_set_patience (0);
  g_assert_nonnull (strstr (message, holder));
}

static void
test_locked_while_open (LfTestFolder  **folder,
                        gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "busy.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (LfTestChild) child = lf_test_child_start (lock, path);
  g_autoptr (LfSessionList) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  LfSessionList *list;

  lf_connection_set_patience (connection, SHORT_PATIENCE_MS);
  list = lf_session_list_load (connection, &error);
  g_assert_null (list);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  check_message (error, path);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, SHORT_PATIENCE_MS * 1000);
  g_clear_error (&error);

  g_clear_pointer (&child, lf_test_child_end);
  after = lf_session_list_load (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->sessions->len, ==, 2);
}

/* Whether another process has the lock of somebody who reads, at the offsets that SQLite documents */
static gboolean
is_held (gpointer path)
{
  struct flock lock = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510
  };
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  return fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type == F_RDLCK;
}

/* Whoever closes a file loses all of the process's locks on it: opening a catalog a second time must
 * not let others write into what is being read, or written, through the first */
static void
test_locks_stay (LfTestFolder  **folder,
                 gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "read.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfConnection) connection = lf_test_open (path);
  sqlite3 *db = lf_connection_get_db (connection);

  g_assert_cmpint (sqlite3_exec (db, "BEGIN; SELECT * FROM fits_files", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LfTestChild) child = lf_test_child_start (is_held, path);
      g_autoptr (LfConnection) other = lf_test_open (path);
    }
}

static gpointer
end_child_later (gpointer child)
{
  g_usleep (RELEASE_AFTER_US);
  lf_test_child_end (child);
  return NULL;
}

static void
test_locked_for_a_moment (LfTestFolder  **folder,
                          gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "busy.db", LF_TEST_LAYOUT_2, FALSE);
  LfTestChild *child = lf_test_child_start (lock, path);
  GThread *thread = g_thread_new ("release", end_child_later, child);
  g_autoptr (LfConnection) connection = lf_test_open (path);

  g_assert_nonnull (connection);
  g_thread_join (thread);
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (RELEASE_AFTER_US);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled_while_locked (LfTestFolder  **folder,
                             gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "busy.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfTestChild) child = lf_test_child_start (lock, path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);
  gint64 start = g_get_monotonic_time ();
  LfConnection *connection = lf_connection_open (path, cancellable, &error);

  g_thread_join (thread);
  g_assert_null (connection);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * G_USEC_PER_SEC);
}

static goffset
find_page (const char *path,
           const char *table)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  goffset offset;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT (rootpage - 1) * page_size FROM sqlite_schema,"
                                       " pragma_page_size WHERE name = ?1",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, table, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  offset = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return offset;
}

static void
damage (const char *path,
        goffset     offset)
{
  guint8 garbage[1024];

  memset (garbage, 0xa5, sizeof garbage);
  lf_test_patch_file (path, offset, garbage, sizeof garbage);
}

static void
test_corrupt_page (LfTestFolder  **folder,
                   gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "hurt.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) integration = NULL;
  LfSessionDetail *detail;

  damage (path, find_page (path, "processing_sessions"));
  connection = lf_test_open (path);
  g_assert_null (lf_session_list_load (connection, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT);
  check_message (error, path);
  g_clear_error (&error);

  detail = lf_session_detail_load (connection, "S1", &error);
  g_assert_null (detail);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT);
  g_clear_error (&error);

  /* What does not lie on that page can still be read */
  integration = lf_integration_load (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (integration), ==, 1);
}

static void
test_corrupt_schema (LfTestFolder  **folder,
                     gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "hurt.db", LF_TEST_LAYOUT_2, FALSE);

  damage (path, 100);
  assert_refused_untouched (path, LF_CATALOG_ERROR_CORRUPT);
}

static void
test_zeros_behind_header (LfTestFolder  **folder,
                          gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "zeros.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree guint8 *zeros = NULL;
  GStatBuf st;

  g_assert_cmpint (g_stat (path, &st), ==, 0);
  zeros = g_malloc0 ((gsize) st.st_size);
  lf_test_patch_file (path, 100, zeros, (gsize) st.st_size - 100);
  assert_refused_untouched (path, LF_CATALOG_ERROR_CORRUPT);
}

/* Begins a change so large that it reaches the file, and does not end it */
static gboolean
write_and_hang (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db,
                       "PRAGMA cache_size=2; PRAGMA cache_spill=1; BEGIN;"
                       "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n"
                       " WHERE i < 3000) INSERT INTO fits_files (id, file, folder, object)"
                       " SELECT i, i, '/astro', printf('%.100c', 'x') FROM n;"
                       "UPDATE fits_files SET object = 'changed'",
                       NULL, NULL, NULL) == SQLITE_OK;
}

static void
test_hot_journal (LfTestFolder  **folder,
                  gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "hot.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  LfTestChild *child = lf_test_child_start (write_and_hang, path);

  lf_test_child_end (child);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  assert_refused_untouched (path, LF_CATALOG_ERROR_RECOVERY);

  /* Once the cataloger has rolled it back, it is as before */
  lf_test_exec (path, "SELECT count(*) FROM fits_files");
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  lf_test_browse (path);
}

/* The first page, which tells the new length, is written before the new pages are */
static void
test_hot_journal_of_growing_file (LfTestFolder  **folder,
                                  gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "hot.db", LF_TEST_LAYOUT_2, FALSE);
  LfTestChild *child = lf_test_child_start (write_and_hang, path);
  static const guint8 many_pages[] = { 0, 1, 0, 0 };
  guint8 counter[4];
  g_autofree char *bytes = NULL;

  lf_test_child_end (child);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  memcpy (counter, bytes + 92, sizeof counter);
  lf_test_patch_file (path, 24, counter, sizeof counter);
  lf_test_patch_file (path, 28, many_pages, sizeof many_pages);
  assert_refused_untouched (path, LF_CATALOG_ERROR_RECOVERY);
}

static void
test_names (LfTestFolder  **folder,
            gconstpointer   data)
{
  static const char *names[] = {
    "a b.db",  "what?.db",  "a#b.db",         "100%.db",   "%41%00.db", "a&mode=rwc.db",
    "a=b.db",  "\"a'.db",   "new\nline.db",   "-a.db",     ":memory:",  "file:a.db",
    "Gr\xc3\xbc\xc3\x9f" "e.db", "\xff\xfe invalid.db", "no-extension", "back\\slash.db",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (gboolean wal = FALSE; wal <= TRUE; wal++)
      {
        g_autofree char *inner = g_build_filename (*folder, wal ? "wal" : "rollback", names[i],
                                                   NULL);
        g_autofree char *made = NULL;
        g_autofree char *path = g_build_filename (inner, names[i], NULL);
        g_autoptr (LfConnection) connection = NULL;

        g_assert_cmpint (g_mkdir_with_parents (inner, 0755), ==, 0);
        made = lf_test_make_catalog (inner, "made.db", LF_TEST_LAYOUT_2, wal);
        g_assert_cmpint (g_rename (made, path), ==, 0);
        connection = lf_test_open (path);
        g_assert_cmpstr (lf_connection_get_path (connection), ==, path);
        g_assert_cmpint (lf_connection_is_wal (connection), ==, wal);
        g_assert_cmpint (g_remove (path), ==, 0);
        g_clear_pointer (&connection, lf_connection_close);
        g_free (assert_refused (path, LF_CATALOG_ERROR_NOT_FOUND));
      }
}

static gboolean
open_relative (gpointer folder)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfConnection) dotted = NULL;

  if (g_chdir (folder) != 0)
    return FALSE;
  connection = lf_connection_open ("relative.db", NULL, NULL);
  dotted = lf_connection_open ("../../nothing/.././relative.db", NULL, NULL);
  return connection != NULL && dotted == NULL;
}

static void
test_relative (LfTestFolder  **folder,
               gconstpointer   data)
{
  g_autofree char *path = lf_test_make_catalog (*folder, "relative.db", LF_TEST_LAYOUT_2, FALSE);

  g_assert_true (lf_test_as_user (open_relative, *folder));
}

static void
test_titles (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (LfCatalogError code = 0; code <= LF_CATALOG_ERROR_CANCELLED; code++)
    {
      const char *title = lf_catalog_error_get_title (code);

      g_assert_nonnull (title);
      g_assert_cmpstr (title, !=, "");
      g_assert_true (g_hash_table_add (titles, (gpointer) title));
    }
}

static void
add_test (const char *path,
          void      (*func) (LfTestFolder **, gconstpointer))
{
  g_test_add (path, LfTestFolder *, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/open/titles", test_titles);
  add_test ("/open/not-sqlite", test_not_sqlite);
  add_test ("/open/no-catalog", test_no_catalog);
  add_test ("/open/empty", test_empty);
  add_test ("/open/garbage", test_garbage);
  add_test ("/open/truncated", test_truncated);
  add_test ("/open/folder", test_folder);
  add_test ("/open/not-found", test_not_found);
  add_test ("/open/pipe-and-device", test_pipe_and_device);
  add_test ("/open/no-permission", test_no_permission);
  add_test ("/open/locked", test_locked);
  add_test ("/open/locked-while-open", test_locked_while_open);
  add_test ("/open/locks-stay", test_locks_stay);
  add_test ("/open/locked-for-a-moment", test_locked_for_a_moment);
  add_test ("/open/cancelled-while-locked", test_cancelled_while_locked);
  add_test ("/open/corrupt-page", test_corrupt_page);
  add_test ("/open/corrupt-schema", test_corrupt_schema);
  add_test ("/open/zeros-behind-header", test_zeros_behind_header);
  add_test ("/open/hot-journal", test_hot_journal);
  add_test ("/open/hot-journal-of-growing-file", test_hot_journal_of_growing_file);
  add_test ("/open/names", test_names);
  add_test ("/open/relative", test_relative);

  return g_test_run ();
}
