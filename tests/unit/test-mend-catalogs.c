/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo.h"
#include "lf-test-mend.h"
#include "lf-test-support.h"

/* Whole catalogs as users have them */

#define N_FRAMES 3000
#define N_SESSIONS 12

/* Frames that were cataloged after the migration: the program that inserted them took the numbers
 * of their rows for ids, and linked them so */
#define LATE \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)" \
  " INSERT INTO fits_files (file, folder, md5sum, frame_type, exposure)" \
  " SELECT 'late-' || i, '/astro', 'late-' || i, 'LIGHT', i FROM n;" \
  "INSERT INTO processing_session_files (processing_session_id, fits_file_id, original_path," \
  " original_filename, staged_path, staged_filename, subfolder)" \
  " SELECT (SELECT min(id) FROM processing_sessions), rowid, '', file, '', '', ''" \
  " FROM fits_files WHERE id IS NULL;"

#define OWN \
  "ALTER TABLE fits_files ADD COLUMN rating INTEGER DEFAULT 3 CHECK (rating >= 0);" \
  "UPDATE fits_files SET rating = rowid % 5;" \
  "CREATE TABLE notes (frame INTEGER REFERENCES fits_files (id), text);" \
  "INSERT INTO notes SELECT id, 'note ' || id FROM fits_files WHERE id % 7 = 0;" \
  "CREATE VIEW best AS SELECT id, file FROM fits_files WHERE rating = 4;" \
  "CREATE TRIGGER rated AFTER UPDATE OF rating ON fits_files BEGIN" \
  " INSERT INTO notes VALUES (new.id, 'rated'); END;"

#define LINKS_OF_LATE \
  "SELECT count(*) FROM processing_session_files psf" \
  " JOIN fits_files f ON f.id = psf.fits_file_id" \
  " WHERE psf.original_filename LIKE 'late-%' AND f.file = psf.original_filename"

typedef struct
{
  const char  *name;
  LfDemoState  state;
  const char  *sql;
  const char  *changes;
  gboolean     late;
} Variant;

#define CHANGES \
  "created filter_mappings astrobin_id; rebuilt imaging_sessions; rebuilt fits_files;" \
  " created fits_files idx_camera_telescope"

static const Variant variants[] = {
  { "healthy", LF_DEMO_HEALTHY, "SELECT 1", "", FALSE },
  { "legacy", LF_DEMO_LEGACY, "SELECT 1", "", FALSE },
  { "migrated", LF_DEMO_MIGRATED, "SELECT 1", CHANGES, FALSE },
  { "wal", LF_DEMO_MIGRATED, "PRAGMA journal_mode = WAL", CHANGES, FALSE },
  { "small-pages", LF_DEMO_MIGRATED, "PRAGMA page_size = 1024; VACUUM", CHANGES, FALSE },
  { "own", LF_DEMO_MIGRATED, OWN, CHANGES, FALSE },
  { "late", LF_DEMO_MIGRATED, LATE, "renumbered fits_files (500); " CHANGES, TRUE },
  { "late-own-wal", LF_DEMO_MIGRATED, LATE OWN "PRAGMA journal_mode = WAL",
    "renumbered fits_files (500); " CHANGES, TRUE },
  { "legacy-without-key", LF_DEMO_LEGACY,
    "ALTER TABLE fits_files RENAME TO old;"
    "CREATE TABLE fits_files AS SELECT * FROM old; DROP TABLE old;" LATE,
    "renumbered fits_files (500); rebuilt fits_files; rebuilt processing_session_files; created "
    "fits_files ", TRUE },
};

static char *
make (const char    *folder,
      const Variant *variant)
{
  LfDemoOptions options = { variant->state, N_FRAMES, N_SESSIONS };
  char *path = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  lf_test_exec (path, variant->sql);
  return path;
}

static void
assert_plan (const char *path)
{
  g_autofree char *plan = NULL;

  lf_test_exec (path, "ANALYZE");
  plan = lf_test_query (path, "EXPLAIN QUERY PLAN SELECT f.file, f.exposure"
                              " FROM processing_session_files psf"
                              " JOIN fits_files f ON f.id = psf.fits_file_id"
                              " WHERE psf.processing_session_id = 'x'");
  g_assert_nonnull (strstr (plan, "|SEARCH psf USING INDEX idx_processing_file_session"
                                  " (processing_session_id=?)\n"));
  g_assert_nonnull (strstr (plan, "|SEARCH f USING INTEGER PRIMARY KEY (rowid=?)"));
}

#define TABLES "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"

static GPtrArray *
dump_all (const char *path,
          GStrv       tables)
{
  GPtrArray *dumps = g_ptr_array_new_with_free_func (g_free);

  /* Ids are looked at apart, where some were missing */
  for (guint i = 0; tables[i] != NULL; i++)
    g_ptr_array_add (dumps, lf_test_dump (path, tables[i], g_str_equal (tables[i], "fits_files")
                                                             ? "id"
                                                           : g_str_equal (tables[i],
                                                                          "filter_mappings")
                                                             ? "astrobin_id"
                                                             : NULL));
  return dumps;
}

/* Foreign keys and keys of every table, as SQLite understands them */
#define KEYS \
  "SELECT s.name, k.\"from\", k.\"table\", k.\"to\", k.on_update, k.on_delete" \
  " FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS k WHERE s.type = 'table'" \
  " AND s.name <> 'notes' ORDER BY 1, 2"
#define COLUMNS \
  "SELECT s.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk" \
  " FROM sqlite_schema AS s, pragma_table_info(s.name) AS c WHERE s.type = 'table'" \
  " AND s.name NOT IN ('notes', 'sqlite_stat1', 'sqlite_stat4', 'filter_mappings')" \
  " AND c.name <> 'rating' ORDER BY 1, c.cid"

static void
assert_like_reference (const char *folder,
                       const char *path,
                       gboolean    legacy)
{
  static const char *queries[] = { KEYS, COLUMNS };
  g_autofree char *reference = g_build_filename (folder, "reference.db", NULL);
  LfTestCatalog *catalog = lf_test_catalog_new (folder, "reference.db",
                                                legacy ? LF_TEST_LAYOUT_1 : LF_TEST_LAYOUT_2,
                                                FALSE);

  lf_test_catalog_close (catalog);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *found = lf_test_query (path, queries[i]);
      g_autofree char *expected = lf_test_query (reference, queries[i]);

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_variant (gconstpointer data)
{
  const Variant *variant = data;
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, variant);
  g_autofree char *names = lf_test_query (path, TABLES);
  g_auto (GStrv) tables = g_strsplit (names, "\n", -1);
  g_autoptr (GPtrArray) before = dump_all (path, tables);
  g_autofree char *ids = lf_test_query (path, "SELECT coalesce(id, rowid), file FROM fits_files"
                                              " ORDER BY 1");
  g_autofree char *settings = lf_test_query (path, "SELECT * FROM pragma_journal_mode,"
                                                   " pragma_page_size, pragma_encoding,"
                                                   " pragma_user_version");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, NULL);
  g_autoptr (GPtrArray) after = dump_all (path, tables);
  g_autofree char *ids_after = lf_test_query (path, "SELECT id, file FROM fits_files ORDER BY 1");
  g_autofree char *settings_after = lf_test_query (path, "SELECT * FROM pragma_journal_mode,"
                                                         " pragma_page_size, pragma_encoding,"
                                                         " pragma_user_version");
  g_autofree char *changes = lf_test_mended_describe (mended);
  g_autofree char *left = lf_test_describe (mended->after);
  g_autofree char *orphans = lf_test_query (path, "PRAGMA foreign_key_check");
  g_autoptr (LfTestMended) again = NULL;

  g_assert_true (g_str_has_prefix (changes, variant->changes));
  g_assert_cmpstr (left, ==, "");
  g_assert_cmpstr (orphans, ==, "");
  g_assert_cmpstr (ids_after, ==, ids);
  g_assert_cmpstr (settings_after, ==, settings);
  for (guint i = 0; i < before->len; i++)
    g_assert_cmpstr (g_ptr_array_index (after, i), ==, g_ptr_array_index (before, i));
  assert_like_reference (folder, path, variant->state == LF_DEMO_LEGACY);
  if (variant->late)
    {
      g_autofree char *links = lf_test_query (path, LINKS_OF_LATE);

      g_assert_cmpstr (links, ==, "500");
    }
  assert_plan (path);

  again = lf_test_mend (path, NULL);
  g_assert_false (again->did_anything);
}

/* An encoding is chosen before the first table is made */
static void
test_utf16 (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "catalog.db", NULL);
  g_autoptr (LfTestMended) mended = NULL;
  g_autofree char *left = NULL;
  g_autofree char *frames = NULL;
  g_autofree char *encoding = NULL;
  LfTestCatalog *catalog;

  lf_test_exec (path, "PRAGMA encoding = 'UTF-16le'; CREATE TABLE x (y); DROP TABLE x");
  catalog = lf_test_catalog_new (folder, "catalog.db", LF_TEST_MIGRATED, FALSE);
  lf_test_catalog_fill (catalog);
  lf_test_catalog_exec (catalog, "INSERT INTO imaging_sessions (id, date) VALUES ('N1', '2025'),"
                                 " ('N2', '2025')");
  lf_test_catalog_exec (catalog, "ALTER TABLE fits_files ADD COLUMN \"größe 😀\" TEXT"
                                 " CHECK (\"größe 😀\" <> '–')");
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET \"größe 😀\" = 'ß' || id,"
                                 " object = 'M 31 ☄'");
  lf_test_catalog_close (catalog);

  mended = lf_test_mend (path, NULL);
  left = lf_test_describe (mended->after);
  frames = lf_test_query (path, "SELECT DISTINCT object, substr(\"größe 😀\", 1, 1)"
                                " FROM fits_files");
  encoding = lf_test_query (path, "PRAGMA encoding");
  g_assert_cmpstr (left, ==, "");
  g_assert_cmpstr (frames, ==, "M 31 ☄|ß");
  g_assert_cmpstr (encoding, ==, "UTF-16le");
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *name = g_strdup_printf ("/mend-catalogs/%s", variants[i].name);

      g_test_add_data_func (name, &variants[i], test_variant);
    }
  g_test_add_func ("/mend-catalogs/utf16", test_utf16);
  return g_test_run ();
}
