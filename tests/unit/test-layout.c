/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-query.h"
#include "lf-test-support.h"

/* What a catalog of a test is opened for: a connection, and the folder it is in */
typedef struct
{
  LfTestFolder *folder;
  char         *path;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "catalog.db", GPOINTER_TO_UINT (data), FALSE);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

/* The first column of the first row, as text */
static char *
ask (LfConnection *connection,
     const char   *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;
  int result = sqlite3_prepare_v2 (lf_connection_get_db (connection), sql, -1, &stmt, NULL);

  if (result != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (lf_connection_get_db (connection)), sql);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text;
}

static void
assert_answer (LfConnection *connection,
               const char   *sql,
               const char   *expected)
{
  g_autofree char *text = ask (connection, sql);

  g_assert_cmpstr (text, ==, expected);
}

static LfSessionDetail *
load_detail (LfConnection *connection)
{
  g_autoptr (GError) error = NULL;
  LfSessionDetail *detail = lf_session_detail_load (connection, "S1", &error);

  g_assert_no_error (error);
  return detail;
}

/* The frames that lf_test_catalog_fill() made are all there */
static void
assert_whole (const char *path)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (LfSessionDetail) detail = load_detail (connection);

  g_assert_cmpuint (detail->n_frames, ==, 6);
  g_assert_cmpuint (detail->counts[LF_FRAME_LIGHT], ==, 3);
  g_assert_cmpuint (detail->nights[LF_FRAME_LIGHT], ==, 2);
  g_assert_cmpfloat (detail->seconds, ==, 630);
  lf_test_browse (path);
}

static void
assert_refused (const char     *path,
                LfCatalogError  code)
{
  g_autoptr (GError) error = NULL;
  LfConnection *connection = lf_connection_open (path, NULL, &error);

  g_assert_null (connection);
  g_assert_error (error, LF_CATALOG_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "catalog.db"));
}

static void
test_recognised (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfConnection) connection = lf_test_open (self->path);
  LfTestLayout layout = GPOINTER_TO_UINT (data);

  g_assert_cmpint (lf_connection_get_layout (connection), ==,
                   layout == LF_TEST_LAYOUT_1 ? LF_LAYOUT_1 : LF_LAYOUT_2);
  g_assert_cmpstr (lf_connection_get_path (connection), ==, self->path);
  g_assert_cmpuint (lf_connection_get_size (connection), >, 0);
  g_assert_false (lf_connection_is_wal (connection));
  assert_whole (self->path);
}

static void
test_no_views_where_none_are_needed (Fixture       *self,
                                     gconstpointer  data)
{
  g_autoptr (LfConnection) connection = lf_test_open (self->path);

  assert_answer (connection,
                 "SELECT group_concat(name) FROM sqlite_temp_schema"
                 " WHERE name IN ('fits_files', 'processing_sessions', 'processing_session_files',"
                 " 'imaging_sessions')",
                 NULL);
}

static void
test_names_of_layout_2 (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (LfConnection) connection = NULL;

  lf_test_exec (self->path, "UPDATE fits_files SET x = 6248, y = 4176;"
                            "INSERT INTO sessions (session_id, session_date, telescope)"
                            " VALUES ('N1', '2025-01-12', 'FRA400')");
  connection = lf_test_open (self->path);

  assert_answer (connection,
                 "SELECT width_pixels || '×' || height_pixels || ' ' || imaging_session_id"
                 " FROM fits_files WHERE id = 1",
                 "6248×4176 N1");
  assert_answer (connection, "SELECT id || ' ' || date || ' ' || telescope FROM imaging_sessions",
                 "N1 2025-01-12 FRA400");
  assert_answer (connection, "SELECT count(astrobin_id) FROM filter_mappings", "0");
}

/* EXPLAIN QUERY PLAN's line for the frames, by whatever name it calls them */
static char *
explain_frames (LfConnection *connection,
                const char   *query)
{
  static const char *const names[] = { "f", "main.fits_files", "frames", NULL };
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", lf_query_get_sql (query), NULL);
  sqlite3_stmt *stmt = NULL;
  char *detail = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (lf_connection_get_db (connection), sql, -1, &stmt, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (stmt, 3);
      g_auto (GStrv) words = g_strsplit (text, " ", 3);

      if (g_strv_length (words) > 1 && g_strv_contains (names, words[1]))
        {
          g_assert_null (detail);
          detail = g_strdup (text);
        }
    }
  sqlite3_finalize (stmt);
  g_assert_nonnull (detail);
  return detail;
}

static void
test_plans (Fixture       *self,
            gconstpointer  data)
{
  static const char *queries[] = { LF_QUERY_SESSION_DETAILS, LF_QUERY_SESSION_FRAME_TYPES,
                                   LF_QUERY_SESSION_INTEGRATION };
  /* With six frames, reading all of them would be right */
  static const char *add_frames =
    "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
    " INSERT INTO fits_files (id, file, folder, md5sum, frame_type, filter)"
    " SELECT i, i, '/astro', i, 'LIGHT', 'Ha' FROM n;"
    "ANALYZE";
  LfTestLayout layout = GPOINTER_TO_UINT (data);

  for (guint analyzed = 0; analyzed <= 1; analyzed++)
    {
      g_autoptr (LfConnection) connection = NULL;

      if (analyzed)
        lf_test_exec (self->path, add_frames);
      connection = lf_test_open (self->path);
      for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
        {
          g_autofree char *detail = explain_frames (connection, queries[i]);

          g_test_message ("%s: %s", queries[i], detail);
          if (layout != LF_TEST_MIGRATED)
            g_assert_true (g_str_has_suffix (detail, " USING INTEGER PRIMARY KEY (rowid=?)"));
          else
            g_assert_null (strstr (detail, "PRIMARY KEY"));
        }
    }
}

static void
test_missing_columns (Fixture       *self,
                      gconstpointer  data)
{
  static const char *dropped[] = { "astrobin_url", "social_urls",  "notes",      "folder_path",
                                   "target_type",  "image_type",   "version",
                                   "processing_started", "processing_completed" };
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfSessionDetail) detail = NULL;

  lf_test_exec (self->path, "DROP INDEX idx_processing_primary_target;"
                            "ALTER TABLE processing_sessions DROP COLUMN primary_target;"
                            "DROP INDEX idx_processing_objects;"
                            "ALTER TABLE processing_sessions DROP COLUMN objects");
  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    {
      g_autofree char *sql = g_strconcat ("ALTER TABLE processing_sessions DROP COLUMN ",
                                          dropped[i], NULL);

      lf_test_exec (self->path, sql);
    }

  assert_whole (self->path);
  connection = lf_test_open (self->path);
  detail = load_detail (connection);
  g_assert_null (detail->astrobin_url);
  g_assert_null (detail->target);
  g_assert_cmpuint (g_strv_length (detail->social_urls), ==, 0);
  g_assert_cmpstr (detail->created, ==, "2025-01-13 04:00:00.000000");
}

static void
test_missing_frame_columns (Fixture       *self,
                            gconstpointer  data)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfSessionDetail) detail = NULL;
  LfObjectDetail *object;

  lf_test_exec (self->path, "PRAGMA legacy_alter_table=ON; DROP TABLE fits_files;"
                            "CREATE TABLE fits_files (id INTEGER PRIMARY KEY, frame_type TEXT);"
                            "INSERT INTO fits_files VALUES (1, 'LIGHT'), (2, 'LIGHT')");
  connection = lf_test_open (self->path);
  detail = load_detail (connection);

  g_assert_cmpuint (detail->n_frames, ==, 2);
  g_assert_cmpuint (detail->n_missing, ==, 4);
  g_assert_cmpuint (detail->nights[LF_FRAME_LIGHT], ==, 0);
  g_assert_cmpuint (detail->without_exposure, ==, 2);
  g_assert_cmpuint (detail->objects->len, ==, 1);
  object = g_ptr_array_index (detail->objects, 0);
  g_assert_null (object->object);
  lf_test_browse (self->path);
}

static void
test_missing_tables (Fixture       *self,
                     gconstpointer  data)
{
  lf_test_exec (self->path, "DROP TABLE processed_files; DROP TABLE cameras;"
                            "DROP TABLE telescopes; DROP TABLE filter_mappings;"
                            "DROP TABLE process_log; DROP TABLE object_processing_log;"
                            "DROP TABLE system_settings; DROP TABLE schema_version");
  lf_test_exec (self->path, GPOINTER_TO_UINT (data) == LF_TEST_LAYOUT_1
                              ? "DROP TABLE sessions"
                              : "DROP TABLE imaging_sessions");
  assert_whole (self->path);
}

static void
test_missing_links (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfSessionDetail) detail = NULL;

  lf_test_exec (self->path, "DROP TABLE processing_session_files");
  connection = lf_test_open (self->path);
  detail = load_detail (connection);

  g_assert_cmpstr (detail->name, ==, "Andromeda");
  g_assert_cmpuint (detail->n_frames, ==, 0);
  g_assert_cmpuint (detail->n_missing, ==, 0);
  lf_test_browse (self->path);
}

static void
test_extras (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LfConnection) connection = NULL;

  lf_test_exec (self->path,
                "ALTER TABLE fits_files ADD COLUMN \"my \"\"own\"\" column\" TEXT DEFAULT 'mine';"
                "ALTER TABLE processing_sessions ADD COLUMN stars INTEGER DEFAULT 5;"
                "ALTER TABLE processing_session_files ADD COLUMN \"order\" INTEGER;"
                "CREATE TABLE \"table; DROP TABLE fits_files\" (a);"
                "CREATE TABLE other (a PRIMARY KEY, b) WITHOUT ROWID;"
                "CREATE VIEW bright AS SELECT * FROM fits_files WHERE exposure > 100;"
                "CREATE VIEW broken AS SELECT a FROM nowhere;"
                "CREATE TRIGGER t AFTER INSERT ON fits_files BEGIN SELECT 1; END");
  assert_whole (self->path);

  connection = lf_test_open (self->path);
  assert_answer (connection, "SELECT \"my \"\"own\"\" column\" FROM fits_files WHERE id = 1",
                 "mine");
  assert_answer (connection, "SELECT stars FROM processing_sessions WHERE id = 'S1'", "5");
}

static void
test_odd_case (Fixture       *self,
               gconstpointer  data)
{
  lf_test_exec (self->path,
                "PRAGMA writable_schema=ON;"
                "UPDATE sqlite_schema SET name = 'Fits_Files', tbl_name = 'Fits_Files',"
                " sql = replace(replace(replace(sql, 'fits_files', 'Fits_Files'),"
                "                       'exposure FLOAT', '\"EXPOSURE\" FLOAT'),"
                "               'session_id VARCHAR', 'Session_Id VARCHAR')"
                " WHERE name = 'fits_files';"
                "UPDATE sqlite_schema SET tbl_name = 'Fits_Files' WHERE tbl_name = 'fits_files'");
  assert_whole (self->path);
}

static void
test_frames_are_a_view (Fixture       *self,
                        gconstpointer  data)
{
  LfTestLayout layout = GPOINTER_TO_UINT (data);
  g_autoptr (LfConnection) connection = NULL;
  g_autofree char *detail = NULL;

  lf_test_exec (self->path,
                "PRAGMA legacy_alter_table=ON;"
                "ALTER TABLE fits_files RENAME TO frames;"
                "CREATE VIEW fits_files AS SELECT * FROM frames");
  assert_whole (self->path);

  connection = lf_test_open (self->path);
  detail = explain_frames (connection, LF_QUERY_SESSION_DETAILS);
  g_test_message ("%s", detail);
  if (layout != LF_TEST_MIGRATED)
    g_assert_true (g_str_has_suffix (detail, " USING INTEGER PRIMARY KEY (rowid=?)"));
}

static void
test_not_a_catalog (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "catalog.db", NULL);

  lf_test_exec (path, "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, url TEXT)");
  assert_refused (path, LF_CATALOG_ERROR_NOT_A_CATALOG);
}

static void
test_no_tables (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "catalog.db", NULL);

  lf_test_exec (path, "CREATE TABLE a (b); DROP TABLE a");
  assert_refused (path, LF_CATALOG_ERROR_NOT_A_CATALOG);
}

static void
test_too_old (Fixture       *self,
              gconstpointer  data)
{
  lf_test_exec (self->path, "DROP TABLE processing_session_files;"
                            "DROP TABLE processing_sessions");
  assert_refused (self->path, LF_CATALOG_ERROR_TOO_OLD);
}

static void
test_too_new (Fixture       *self,
              gconstpointer  data)
{
  lf_test_exec (self->path, "PRAGMA legacy_alter_table=ON;"
                            "ALTER TABLE processing_sessions RENAME COLUMN name TO title");
  assert_refused (self->path, LF_CATALOG_ERROR_TOO_NEW);
}

static void
test_too_new_frames (Fixture       *self,
                     gconstpointer  data)
{
  lf_test_exec (self->path, "PRAGMA legacy_alter_table=ON;"
                            "ALTER TABLE fits_files RENAME COLUMN id TO uuid");
  assert_refused (self->path, LF_CATALOG_ERROR_TOO_NEW);
}

static void
add_test (const char   *name,
          LfTestLayout  layout,
          void        (*func) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/layout/%s/%s", name, lf_test_layout_get_name (layout));

  g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      add_test ("recognised", layout, test_recognised);
      add_test ("plans", layout, test_plans);
      add_test ("missing-columns", layout, test_missing_columns);
      add_test ("missing-frame-columns", layout, test_missing_frame_columns);
      add_test ("missing-tables", layout, test_missing_tables);
      add_test ("missing-links", layout, test_missing_links);
      add_test ("extras", layout, test_extras);
      add_test ("odd-case", layout, test_odd_case);
      add_test ("frames-are-a-view", layout, test_frames_are_a_view);
      add_test ("too-old", layout, test_too_old);
      add_test ("too-new", layout, test_too_new);
      add_test ("too-new-frames", layout, test_too_new_frames);
    }
  add_test ("no-views", LF_TEST_LAYOUT_2, test_no_views_where_none_are_needed);
  add_test ("names-of-layout-2", LF_TEST_LAYOUT_1, test_names_of_layout_2);
  g_test_add_func ("/layout/not-a-catalog", test_not_a_catalog);
  g_test_add_func ("/layout/no-tables", test_no_tables);

  return g_test_run ();
}
