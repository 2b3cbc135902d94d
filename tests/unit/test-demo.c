/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-resources.h"
#include "demo/lf-demo.h"

#define SMALL_FRAMES 1500
#define SMALL_SESSIONS 24

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lightframe-demo-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "catalog.db", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
make (const char  *path,
      LfDemoState  state,
      guint        n_frames,
      guint        n_sessions)
{
  g_autoptr (GError) error = NULL;
  const LfDemoOptions options = { state, n_frames, n_sessions };
  gboolean made = lf_demo_make (path, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (made);
}

/* "immutable" so that looking leaves nothing beside the file */
static sqlite3 *
open_catalog (const char *path)
{
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", path);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL), ==,
                   SQLITE_OK);
  return db;
}

static sqlite3 *
open_reference (const char *layout)
{
  g_autofree char *path = g_strdup_printf (LF_RESOURCE_PATH "/reference/%s.sql", layout);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, 0, NULL);
  sqlite3 *db = NULL;

  g_assert_nonnull (sql);
  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, g_bytes_get_data (sql, NULL), NULL, NULL, NULL), ==,
                   SQLITE_OK);
  return db;
}

/* All that a query finds, a row a line, columns separated by bars */
static char *
query (sqlite3    *db,
       const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "|" : text->len > 0 ? "\n" : "",
                                (const char *) sqlite3_column_text (stmt, i));
    }
  sqlite3_finalize (stmt);
  return g_string_free (text, FALSE);
}

static void
assert_query (sqlite3    *db,
              const char *sql,
              const char *expected)
{
  g_autofree char *found = query (db, sql);

  g_assert_cmpstr (found, ==, expected);
}

static gint64
query_number (sqlite3    *db,
              const char *sql)
{
  g_autofree char *found = query (db, sql);

  return g_ascii_strtoll (found, NULL, 10);
}

static void
assert_definitions (sqlite3    *db,
                    const char *layout)
{
  const char *sql = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name";
  sqlite3 *reference = open_reference (layout);
  g_autofree char *expected = query (reference, sql);

  assert_query (db, sql, expected);
  sqlite3_close (reference);
}

/* The objects of a session are those of its lights: no more, no fewer */
static void
assert_objects (sqlite3 *db)
{
  assert_query (db, "SELECT count(*) FROM processing_sessions"
                    " WHERE json_valid(objects) AND json_type(objects) = 'array'"
                    "   AND json_array_length(objects) > 0", "24");
  assert_query (db, "SELECT p.id, j.value FROM processing_sessions AS p, json_each(p.objects) AS j"
                    " EXCEPT"
                    " SELECT l.processing_session_id, f.object FROM processing_session_files AS l"
                    "   JOIN fits_files AS f ON f.id = l.fits_file_id"
                    "  WHERE f.frame_type = 'LIGHT'", "");
  assert_query (db, "SELECT l.processing_session_id, f.object FROM processing_session_files AS l"
                    "   JOIN fits_files AS f ON f.id = l.fits_file_id"
                    "  WHERE f.frame_type = 'LIGHT' AND f.object IS NOT NULL"
                    " EXCEPT"
                    " SELECT p.id, j.value FROM processing_sessions AS p,"
                    "        json_each(p.objects) AS j", "");
  assert_query (db, "SELECT count(*) FROM processing_sessions AS p WHERE NOT EXISTS"
                    " (SELECT 1 FROM json_each(p.objects) AS j WHERE j.value = p.primary_target)",
                "0");
}

static void
assert_contents (sqlite3 *db)
{
  assert_query (db, "PRAGMA integrity_check", "ok");
  assert_query (db, "SELECT count(*), count(DISTINCT md5sum), min(id), max(id) FROM fits_files",
                "1500|1500|1|1500");
  assert_query (db, "SELECT count(*), count(DISTINCT id) FROM processing_sessions", "24|24");
  assert_query (db, "SELECT count(*) FROM processing_session_files"
                    " WHERE fits_file_id NOT IN (SELECT id FROM fits_files)"
                    "    OR processing_session_id NOT IN (SELECT id FROM processing_sessions)",
                "0");
  assert_query (db, "SELECT count(*) FROM (SELECT 1 FROM processing_session_files"
                    " GROUP BY processing_session_id, fits_file_id HAVING count(*) > 1)", "0");
  assert_query (db, "SELECT count(*) FROM cameras", "4");
  assert_query (db, "SELECT count(*) FROM filter_mappings", "7");
  assert_query (db, "SELECT count(*) FROM processing_sessions"
                    " WHERE (status = 'not_started') IS NOT (processing_started IS NULL)"
                    "    OR (status = 'complete') IS NOT (processing_completed IS NOT NULL)"
                    "    OR id NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]_"
                    "[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'", "0");
  assert_objects (db);
}

static void
test_healthy (Fixture       *fixture,
              gconstpointer  data)
{
  sqlite3 *db;

  make (fixture->path, LF_DEMO_HEALTHY, SMALL_FRAMES, SMALL_SESSIONS);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  db = open_catalog (fixture->path);
  assert_definitions (db, "layout-2");
  assert_contents (db);
  assert_query (db, "PRAGMA foreign_key_check", "");
  assert_query (db, "PRAGMA freelist_count", "0");
  assert_query (db, "SELECT count(astrobin_id) FROM filter_mappings", "7");
  assert_query (db, "SELECT version FROM schema_version", "1");
  assert_query (db, "SELECT count(*) FROM fits_files WHERE width_pixels IS NULL"
                    " OR imaging_session_id NOT IN (SELECT id FROM imaging_sessions)", "0");
  sqlite3_close (db);
}

static void
test_legacy (Fixture       *fixture,
             gconstpointer  data)
{
  sqlite3 *db;

  make (fixture->path, LF_DEMO_LEGACY, SMALL_FRAMES, SMALL_SESSIONS);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  db = open_catalog (fixture->path);
  assert_definitions (db, "layout-1");
  assert_contents (db);
  assert_query (db, "PRAGMA foreign_key_check", "");
  assert_query (db, "SELECT count(*) FROM fits_files WHERE x IS NULL"
                    " OR session_id NOT IN (SELECT session_id FROM sessions)", "0");
  sqlite3_close (db);
}

static void
assert_foreign_keys_broken (sqlite3 *db)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA foreign_key_check", -1, &stmt, NULL), ==,
                   SQLITE_ERROR);
  g_assert_cmpstr (sqlite3_errmsg (db), ==,
                   "foreign key mismatch - \"processing_session_files\" referencing "
                   "\"fits_files\"");
  sqlite3_finalize (stmt);
}

static void
test_migrated (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *plan = NULL;
  sqlite3 *db;

  make (fixture->path, LF_DEMO_MIGRATED, SMALL_FRAMES, SMALL_SESSIONS);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  db = open_catalog (fixture->path);
  assert_definitions (db, "layout-2-migrated");
  assert_contents (db);
  assert_foreign_keys_broken (db);
  assert_query (db, "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'", "0");
  assert_query (db, "SELECT version FROM schema_version ORDER BY 1", "1\n2");
  assert_query (db, "SELECT max(pk) FROM pragma_table_info('fits_files')", "0");
  g_assert_cmpint (query_number (db, "SELECT 4 * freelist_count FROM pragma_freelist_count"), >,
                   query_number (db, "PRAGMA page_count"));

  /* The whole table is read for every frame of a session */
  plan = query (db, "EXPLAIN QUERY PLAN SELECT f.* FROM processing_session_files AS l"
                    " JOIN fits_files AS f ON f.id = l.fits_file_id"
                    " WHERE l.processing_session_id = ?1");
  g_assert_nonnull (strstr (plan, "SCAN f"));
  sqlite3_close (db);
}

/* What the file's header says: 2 for WAL, 1 for a rollback journal */
static int
read_journal_format (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 100);
  g_assert_cmpint (bytes[18], ==, bytes[19]);
  return bytes[18];
}

static void
test_journal (Fixture       *fixture,
              gconstpointer  data)
{
  make (fixture->path, LF_DEMO_HEALTHY, 200, 2);
  g_assert_cmpint (read_journal_format (fixture->path), ==, 2);
  make (fixture->path, LF_DEMO_LEGACY, 200, 2);
  g_assert_cmpint (read_journal_format (fixture->path), ==, 1);
  make (fixture->path, LF_DEMO_MIGRATED, 200, 2);
  g_assert_cmpint (read_journal_format (fixture->path), ==, 1);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_same_bytes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);

  for (guint state = LF_DEMO_HEALTHY; state <= LF_DEMO_LEGACY; state++)
    {
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      gsize first_length = 0;
      gsize second_length = 0;

      make (fixture->path, (LfDemoState) state, SMALL_FRAMES, SMALL_SESSIONS);
      make (other, (LfDemoState) state, SMALL_FRAMES, SMALL_SESSIONS);
      g_assert_true (g_file_get_contents (fixture->path, &first, &first_length, NULL));
      g_assert_true (g_file_get_contents (other, &second, &second_length, NULL));
      g_assert_cmpmem (first, first_length, second, second_length);
    }
}

static void
assert_calibration (sqlite3 *db)
{
  /* Darks fit: the camera and an exposure of the session's lights */
  assert_query (db, "SELECT count(*) FROM processing_session_files AS l"
                    " JOIN fits_files AS d ON d.id = l.fits_file_id"
                    " WHERE d.frame_type = 'DARK' AND NOT EXISTS"
                    " (SELECT 1 FROM processing_session_files AS m"
                    "    JOIN fits_files AS f ON f.id = m.fits_file_id"
                    "   WHERE m.processing_session_id = l.processing_session_id"
                    "     AND f.frame_type = 'LIGHT' AND f.camera = d.camera"
                    "     AND (f.exposure = d.exposure OR f.exposure IS NULL) LIMIT 1)", "0");
  g_assert_cmpint (query_number (db, "SELECT count(*) FROM processing_sessions AS p"
                                     " WHERE NOT EXISTS (SELECT 1 FROM processing_session_files"
                                     "  WHERE processing_session_id = p.id"
                                     "    AND frame_type <> 'LIGHT')"), >, 4);
}

static void
test_default_size (Fixture       *fixture,
                   gconstpointer  data)
{
  sqlite3 *db;
  gint64 n;

  make (fixture->path, LF_DEMO_HEALTHY, 0, 0);

  db = open_catalog (fixture->path);
  assert_query (db, "SELECT count(*) FROM fits_files", "25285");
  assert_query (db, "SELECT count(*) FROM processing_sessions", "210");
  g_assert_cmpint (query_number (db, "SELECT count(*) FROM processing_session_files"
                                     " GROUP BY processing_session_id"
                                     " ORDER BY 1 DESC LIMIT 1"), >, 1000);
  n = query_number (db, "SELECT count(*) FROM processing_session_files");
  g_assert_cmpint (n, >, 25285 * 37 / 100);
  g_assert_cmpint (n, <, 25285 * 43 / 100);
  n = query_number (db, "SELECT count(*) FROM imaging_sessions");
  g_assert_cmpint (n, >=, 160);
  g_assert_cmpint (n, <=, 190);
  n = query_number (db, "SELECT count(DISTINCT f.id) FROM fits_files AS f"
                        " JOIN processing_session_files AS l ON l.fits_file_id = f.id"
                        " WHERE f.frame_type = 'LIGHT'"
                        "   AND (f.object IS NULL OR f.exposure IS NULL)");
  g_assert_cmpint (n, >, 2);
  assert_calibration (db);
  sqlite3_close (db);
}

typedef struct
{
  GCancellable *cancellable;
  double        cancel_at;
  double        last;
  guint         n_calls;
} Watch;

static void
progress_cb (double   fraction,
             gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  watch->last = fraction;
  watch->n_calls++;
  if (fraction >= watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LfDemoOptions options = { LF_DEMO_MIGRATED, 4000, 30 };
  Watch watch = { cancellable, 2.0, 0.0, 0 };

  g_assert_true (lf_demo_make (fixture->path, &options, progress_cb, &watch, cancellable, NULL));
  g_assert_cmpfloat_with_epsilon (watch.last, 1.0, 1e-9);
  g_assert_cmpuint (watch.n_calls, >, 20);
  g_assert_cmpuint (watch.n_calls, <=, 202);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  static const double moments[] = { 0.01, 0.4, 0.7, 0.9 };

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;
      const LfDemoOptions options = { LF_DEMO_MIGRATED, 4000, 30 };
      Watch watch = { cancellable, moments[i], 0.0, 0 };

      g_assert_false (lf_demo_make (fixture->path, &options, progress_cb, &watch, cancellable,
                                    &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);
      g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, "before");
    }
}

static void
assert_fails (const char     *path,
              LfCatalogError  code)
{
  g_autoptr (GError) error = NULL;
  const LfDemoOptions options = { LF_DEMO_HEALTHY, 100, 1 };

  g_assert_false (lf_demo_make (path, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, (int) code);
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", "catalog.db", NULL);
  g_autofree char *inside = g_build_filename (fixture->path, "catalog.db", NULL);

  assert_fails (absent, LF_CATALOG_ERROR_NOT_FOUND);
  assert_fails (fixture->folder, LF_CATALOG_ERROR_FOLDER);

  g_assert_true (g_file_set_contents (fixture->path, "a file", -1, NULL));
  assert_fails (inside, LF_CATALOG_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  /* Permissions do not hold root back */
  if (geteuid () != 0)
    {
      g_chmod (fixture->folder, 0500);
      assert_fails (fixture->path, LF_CATALOG_ERROR_PERMISSION);
      g_chmod (fixture->folder, 0700);
    }
}

static void
test_in_use (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  make (fixture->path, LF_DEMO_HEALTHY, 100, 1);
  g_assert_true (g_file_set_contents (wal, "pages", -1, NULL));
  assert_fails (fixture->path, LF_CATALOG_ERROR_BUSY);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void
test_small (Fixture       *fixture,
            gconstpointer  data)
{
  static const guint frames[] = { 1, 2, 7, 61, 170 };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      sqlite3 *db;

      make (fixture->path, LF_DEMO_MIGRATED, frames[i], 3);
      db = open_catalog (fixture->path);
      g_assert_cmpint (query_number (db, "SELECT count(*) FROM fits_files"), ==, frames[i]);
      g_assert_cmpint (query_number (db, "SELECT count(*) FROM processing_sessions"), ==, 3);
      sqlite3_close (db);
    }
}

static void
test_state_names (void)
{
  LfDemoState state = LF_DEMO_HEALTHY;

  g_assert_true (lf_demo_state_from_string ("legacy", &state));
  g_assert_cmpint (state, ==, LF_DEMO_LEGACY);
  g_assert_true (lf_demo_state_from_string ("migrated", &state));
  g_assert_cmpint (state, ==, LF_DEMO_MIGRATED);
  g_assert_true (lf_demo_state_from_string ("healthy", &state));
  g_assert_cmpint (state, ==, LF_DEMO_HEALTHY);
  g_assert_false (lf_demo_state_from_string ("Healthy", &state));
  g_assert_false (lf_demo_state_from_string ("", &state));
}

/* main() gives the tests a cache folder of their own */
static void
test_ensure (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = lf_demo_ensure (NULL, NULL, NULL, &error);
  g_autofree char *second = NULL;
  g_autofree char *folder = NULL;
  GStatBuf before;
  GStatBuf after;

  g_assert_no_error (error);
  g_assert_nonnull (first);
  g_assert_true (g_str_has_prefix (first, g_get_user_cache_dir ()));
  g_assert_true (g_str_has_suffix (first, "/lightframe/demo/fits_catalog.db"));
  folder = g_path_get_dirname (first);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_cmpint (g_stat (folder, &before), ==, 0);
  g_assert_cmpint (before.st_mode & 0777, ==, 0700);

  g_assert_cmpint (g_stat (first, &before), ==, 0);
  second = lf_demo_ensure (NULL, NULL, NULL, &error);
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpint (g_stat (second, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

int
main (int   argc,
      char *argv[])
{
  /* Not G_TEST_OPTION_ISOLATE_DIRS: in GLib 2.74 it leaks, which a leak check would report */
  g_autofree char *cache = g_dir_make_tmp ("lightframe-cache-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  lf_catalog_register_resources ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/demo/healthy", test_healthy);
  ADD ("/demo/legacy", test_legacy);
  ADD ("/demo/migrated", test_migrated);
  ADD ("/demo/journal", test_journal);
  ADD ("/demo/same-bytes", test_same_bytes);
  ADD ("/demo/default-size", test_default_size);
  ADD ("/demo/progress", test_progress);
  ADD ("/demo/cancel", test_cancel);
  ADD ("/demo/unwritable", test_unwritable);
  ADD ("/demo/in-use", test_in_use);
  ADD ("/demo/small", test_small);
#undef ADD
  g_test_add_func ("/demo/state-names", test_state_names);
  g_test_add_func ("/demo/ensure", test_ensure);

  result = g_test_run ();
  remove_folder (cache);
  return result;
}
