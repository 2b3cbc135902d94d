/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-error.h"
#include "lf-test-mend.h"
#include "lf-test-support.h"

/* Changes the definition of a table without touching its rows */
#define REDEFINE(table, from, to) \
  "PRAGMA writable_schema=ON;" \
  "UPDATE sqlite_schema SET sql = replace(sql, '" from "', '" to "')" \
  " WHERE type = 'table' AND name = '" table "';" \
  "PRAGMA writable_schema=RESET;"

#define LINK(session, frame) \
  "INSERT INTO processing_session_files (processing_session_id, fits_file_id, original_path," \
  " original_filename, staged_path, staged_filename, subfolder)" \
  " VALUES (" session ", " frame ", '', '', '', '', '');"

#define CAMERAS \
  "CREATE TABLE cameras (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL," \
  " x_pixels INTEGER NOT NULL, y_pixels INTEGER NOT NULL, pixel_size FLOAT," \
  " binning_support VARCHAR(20), notes TEXT, active BOOLEAN"

#define MIGRATED_CHANGES \
  "created filter_mappings astrobin_id; rebuilt imaging_sessions; rebuilt fits_files"
#define MIGRATED_INDEX "; created fits_files idx_camera_telescope"

typedef struct
{
  const char   *name;
  LfTestLayout  layout;
  const char   *sql;            /* what is done to the catalog */
  const char   *changes;        /* what is told */
  const char   *left;           /* the findings that stay */
  const char   *table;          /* which must hold the same afterwards in the columns that it had */
  const char   *query;          /* asked afterwards */
  const char   *answer;
} Damage;

static const Damage damages[] = {
  { "none", LF_TEST_LAYOUT_2, "SELECT 1", "", "", "fits_files", NULL, NULL },
  { "none-1", LF_TEST_LAYOUT_1, "SELECT 1", "", "", "fits_files", NULL, NULL },
  { "migrated", LF_TEST_MIGRATED, "SELECT 1", MIGRATED_CHANGES MIGRATED_INDEX, "", "fits_files",
    "PRAGMA foreign_key_check", "" },
  { "missing-table", LF_TEST_LAYOUT_2, "DROP TABLE process_log", "created process_log", "", NULL,
    "SELECT count(*) FROM process_log", "0" },
  { "missing-table-with-indexes", LF_TEST_LAYOUT_2,
    "DROP TABLE imaging_sessions; CREATE INDEX idx_session_date ON cameras (notes)",
    "created imaging_sessions",
    "integrity.foreign-key.fits_files.imaging_sessions rows.fits_files.orphan.imaging_session_id",
    "fits_files",
    "SELECT name FROM pragma_index_list('imaging_sessions') ORDER BY 1",
    "idx_session_date_2\nidx_session_telescope_camera\nsqlite_autoindex_imaging_sessions_1" },
  { "view-in-place-of-table", LF_TEST_LAYOUT_2,
    "DROP TABLE process_log; CREATE VIEW process_log AS SELECT 1 AS id", "",
    "structure.process_log.missing", NULL, "SELECT * FROM process_log", "1" },
  { "missing-column", LF_TEST_LAYOUT_2,
    "INSERT INTO filter_mappings (raw_name, standard_name) VALUES ('a', 'b');"
    "ALTER TABLE filter_mappings DROP COLUMN astrobin_id",
    "created filter_mappings astrobin_id", "", "filter_mappings",
    "SELECT * FROM filter_mappings", "1|a|b|NULL|NULL|NULL|NULL" },
  { "missing-column-not-null", LF_TEST_LAYOUT_2,
    "INSERT INTO telescopes (name, focal_length) VALUES ('a', 1);"
    "ALTER TABLE telescopes DROP COLUMN focal_length",
    "created telescopes focal_length; not-restorable telescopes focal_length (1)",
    "structure.telescopes.not-null rows.telescopes.null-value.focal_length", "telescopes",
    "SELECT name, focal_length FROM telescopes", "a|NULL" },
  { "missing-column-with-index", LF_TEST_LAYOUT_2,
    "DROP INDEX idx_session_telescope_camera; ALTER TABLE imaging_sessions DROP COLUMN camera;",
    "created imaging_sessions camera; created imaging_sessions idx_session_telescope_camera", "",
    "imaging_sessions", NULL, NULL },
  { "missing-key-column", LF_TEST_LAYOUT_2,
    "DROP TABLE cameras;"
    "CREATE TABLE cameras (name VARCHAR(50) NOT NULL, x_pixels INTEGER NOT NULL,"
    " y_pixels INTEGER NOT NULL);"
    "INSERT INTO cameras (rowid, name, x_pixels, y_pixels) VALUES (3, 'a', 1, 2), (5, 'b', 3, 4)",
    "renumbered cameras (2); rebuilt cameras", "", "cameras",
    "SELECT id, name, x_pixels, pixel_size FROM cameras", "3|a|1|NULL\n5|b|3|NULL" },
  { "unique", LF_TEST_LAYOUT_2,
    "DROP TABLE cameras;" CAMERAS ", PRIMARY KEY (id));"
    "INSERT INTO cameras (name, x_pixels, y_pixels) VALUES ('a', 1, 2)",
    "rebuilt cameras", "", "cameras",
    "SELECT origin FROM pragma_index_list('cameras')", "u" },
  { "unique-broken", LF_TEST_LAYOUT_2,
    "DROP TABLE cameras;" CAMERAS ");"
    "INSERT INTO cameras (id, name, x_pixels, y_pixels) VALUES (1, 'a', 1, 2), (2, 'a', 1, 2)",
    "rebuilt cameras; not-restorable cameras name (1)",
    "structure.cameras.unique.name rows.cameras.duplicate.name", "cameras",
    "SELECT name, pk FROM pragma_table_info('cameras') WHERE pk", "id|1" },
  { "unique-index", LF_TEST_LAYOUT_2, "DROP INDEX ix_fits_files_md5sum",
    "created fits_files ix_fits_files_md5sum", "", "fits_files", NULL, NULL },
  { "unique-index-broken", LF_TEST_LAYOUT_2,
    "DROP INDEX ix_fits_files_md5sum; UPDATE fits_files SET md5sum = 'same' WHERE id <= 3", "",
    "structure.fits_files.unique.md5sum rows.fits_files.duplicate.md5sum", "fits_files", NULL,
    NULL },
  { "unique-index-broken-and-more", LF_TEST_MIGRATED,
    "DROP INDEX idx_fits_md5; UPDATE fits_files SET md5sum = 'same' WHERE id <= 3",
    MIGRATED_CHANGES "; not-restorable fits_files md5sum (2)" MIGRATED_INDEX,
    "structure.fits_files.unique.md5sum rows.fits_files.duplicate.md5sum", "fits_files", NULL,
    NULL },
  { "unique-by-own-index", LF_TEST_LAYOUT_2,
    "DROP TABLE cameras;" CAMERAS "); CREATE UNIQUE INDEX mine ON cameras (name)",
    "rebuilt cameras", "", "cameras",
    "SELECT name, origin FROM pragma_index_list('cameras')", "mine|c" },
  { "foreign-key-action", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "REFERENCES fits_files (id) ON DELETE CASCADE",
              "REFERENCES fits_files ON DELETE SET NULL"),
    "rebuilt processing_session_files", "", "processing_session_files",
    "SELECT \"table\", \"from\", \"to\", on_delete"
    " FROM pragma_foreign_key_list('processing_session_files') ORDER BY 1",
    "fits_files|fits_file_id|id|CASCADE\nprocessing_sessions|processing_session_id|id|CASCADE" },
  { "foreign-key-elsewhere", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "REFERENCES fits_files", "REFERENCES fits_files_old"),
    "rebuilt processing_session_files", "", "processing_session_files",
    "SELECT count(*) FROM pragma_foreign_key_list('processing_session_files')", "2" },
  { "foreign-key-own", LF_TEST_LAYOUT_2,
    REDEFINE ("processed_files", "notes TEXT", "notes TEXT REFERENCES cameras (name)")
      REDEFINE ("processed_files", "subfolder VARCHAR(50)", "subfolder INT"),
    "rebuilt processed_files", "", "processed_files",
    "SELECT \"table\", \"from\" FROM pragma_foreign_key_list('processed_files') ORDER BY 1",
    "cameras|notes\nprocessing_sessions|processing_session_id" },
  { "foreign-key-deferred", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "REFERENCES fits_files (id) ON DELETE CASCADE",
              "REFERENCES fits_files (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED")
      REDEFINE ("processing_session_files", "file_size INTEGER", "file_size TEXT"),
    "rebuilt processing_session_files", "", "processing_session_files",
    "SELECT sql LIKE '%DEFERRABLE INITIALLY DEFERRED%' FROM sqlite_schema"
    " WHERE name = 'processing_session_files'", "1" },
  { "foreign-key-without-parent", LF_TEST_LAYOUT_2,
    "DROP TABLE imaging_sessions; CREATE VIEW imaging_sessions AS SELECT 'N1' AS id;"
    REDEFINE ("fits_files", "FOREIGN KEY(imaging_session_id) REFERENCES imaging_sessions (id)",
              "CHECK (1)")
    REDEFINE ("fits_files", "folder VARCHAR(500) NOT NULL", "folder VARCHAR(500)"),
    "rebuilt fits_files; not-restorable fits_files imaging_session_id",
    "structure.imaging_sessions.missing structure.fits_files.foreign-key.imaging_session_id"
    " rows.fits_files.orphan.imaging_session_id", "fits_files",
    "PRAGMA foreign_key_check", "" },
  { "not-null", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "path VARCHAR(500) NOT NULL", "path VARCHAR(500) NULL"),
    "rebuilt processing_session_files", "", "processing_session_files", NULL, NULL },
  { "not-null-broken", LF_TEST_MIGRATED, "UPDATE fits_files SET folder = NULL WHERE id = 2",
    MIGRATED_CHANGES "; not-restorable fits_files folder (1)" MIGRATED_INDEX,
    "structure.fits_files.not-null rows.fits_files.null-value.folder", "fits_files",
    "SELECT name FROM pragma_table_info('fits_files') WHERE \"notnull\"", "id\nfile" },
  { "affinity", LF_TEST_LAYOUT_2,
    REDEFINE ("fits_files", "exposure FLOAT", "exposure TEXT")
      REDEFINE ("fits_files", "gain INTEGER", "gain")
    "UPDATE fits_files SET exposure = 0.5, gain = 12 WHERE id = 1;"
    "UPDATE fits_files SET exposure = '1e', gain = '13' WHERE id = 2;"
    "UPDATE fits_files SET exposure = x'00', gain = 1.0 WHERE id = 3;"
    "UPDATE fits_files SET exposure = 300, gain = 1.5 WHERE id = 4;",
    "rebuilt fits_files", "", NULL,
    "SELECT quote(exposure), quote(gain) FROM fits_files WHERE id <= 4",
    "0.5|12\n'1e'|13\nX'00'|1\n300.0|1.5" },
  { "affinity-lossy", LF_TEST_MIGRATED,
    REDEFINE ("fits_files", "iso_speed INT", "iso_speed TEXT")
      REDEFINE ("fits_files", "object TEXT", "object REAL")
    "UPDATE fits_files SET iso_speed = '007', object = 0.30000000000000004 WHERE id = 2",
    MIGRATED_CHANGES "; not-restorable fits_files object (1);"
                     " not-restorable fits_files iso_speed (1)" MIGRATED_INDEX,
    "structure.fits_files.affinity", "fits_files",
    "SELECT name, type FROM pragma_table_info('fits_files') WHERE name IN ('object', 'iso_speed')",
    "object|REAL\niso_speed|TEXT" },
  { "without-rowid", LF_TEST_LAYOUT_2,
    "DROP TABLE telescopes;"
    "CREATE TABLE telescopes (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL,"
    " focal_length FLOAT NOT NULL, aperture FLOAT, telescope_type VARCHAR(20), notes TEXT,"
    " active BOOLEAN, PRIMARY KEY (id), UNIQUE (name)) WITHOUT ROWID;"
    "INSERT INTO telescopes (id, name, focal_length) VALUES (4, 'a', 1), (2, 'b', 2)",
    "rebuilt telescopes", "", "telescopes", "SELECT rowid, name FROM telescopes ORDER BY 1",
    "2|b\n4|a" },
  { "without-rowid-stays", LF_TEST_LAYOUT_2,
    "DROP TABLE system_settings;"
    "CREATE TABLE system_settings (\"key\" VARCHAR(50) NOT NULL, value TEXT,"
    " updated_at DATETIME, PRIMARY KEY (\"key\")) WITHOUT ROWID;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
    " INSERT INTO system_settings SELECT 'k' || i, i, NULL FROM n",
    "rebuilt system_settings", "", "system_settings",
    "SELECT sql LIKE '%WITHOUT ROWID' FROM sqlite_schema WHERE name = 'system_settings'", "1" },
  { "without-rowid-stuck", LF_TEST_LAYOUT_2,
    "DROP TABLE telescopes;"
    "CREATE TABLE telescopes (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL,"
    " focal_length FLOAT NOT NULL, aperture FLOAT, telescope_type VARCHAR(20), notes TEXT,"
    " active BOOLEAN, PRIMARY KEY (id), UNIQUE (name)) WITHOUT ROWID;"
    "INSERT INTO telescopes (id, name, focal_length) VALUES ('x', 'a', 1)",
    "", "structure.telescopes.primary-key rows.telescopes.bad-id", "telescopes", NULL, NULL },
  { "strict", LF_TEST_LAYOUT_2,
    "DROP TABLE system_settings;"
    "CREATE TABLE system_settings (\"key\" TEXT, value TEXT NOT NULL, updated_at TEXT) STRICT;"
    "INSERT INTO system_settings VALUES ('a', 'b', '2025-01-01')",
    "rebuilt system_settings; not-restorable system_settings updated_at",
    "structure.system_settings.affinity", "system_settings",
    "SELECT sql LIKE '% STRICT', (SELECT group_concat(type) FROM"
    " pragma_table_info('system_settings')) FROM sqlite_schema WHERE name = 'system_settings'",
    "1|TEXT,TEXT,TEXT" },
  { "autoincrement", LF_TEST_LAYOUT_2,
    "DROP TABLE cameras;"
    "CREATE TABLE cameras (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(50) NOT NULL,"
    " x_pixels INTEGER NOT NULL, y_pixels INTEGER, pixel_size FLOAT,"
    " binning_support VARCHAR(20), notes TEXT, active BOOLEAN, UNIQUE (name));"
    "INSERT INTO cameras (id, name, x_pixels, y_pixels) VALUES (4, 'a', 1, 2), (90, 'b', 1, 2);"
    "DELETE FROM cameras WHERE id = 90",
    "rebuilt cameras", "", "cameras", "SELECT * FROM sqlite_sequence", "cameras|90" },
  { "text-key-without-not-null", LF_TEST_LAYOUT_2,
    "DROP TABLE system_settings;"
    "CREATE TABLE system_settings (\"key\" VARCHAR(50), value VARCHAR(255) NOT NULL,"
    " updated_at DATETIME);"
    "INSERT INTO system_settings VALUES (NULL, 1, 1), (NULL, 1, 1), ('a', 1, 1)",
    "rebuilt system_settings; not-restorable system_settings key (2)",
    "structure.system_settings.not-null rows.system_settings.null-id", "system_settings",
    "SELECT pk, \"notnull\" FROM pragma_table_info('system_settings') WHERE name = 'key'",
    "1|0" },
  { "text-key-twice", LF_TEST_MIGRATED,
    "DROP TABLE imaging_sessions;"
    "CREATE TABLE imaging_sessions AS SELECT 'N1' AS id, '2025-01-12' AS date UNION ALL"
    " SELECT 'N1', '2025-01-13' UNION ALL SELECT 'N2', '2025-01-13';"
    "CREATE INDEX idx_session_date ON imaging_sessions (date)",
    "created filter_mappings astrobin_id; rebuilt imaging_sessions;"
    " not-restorable imaging_sessions id (1); rebuilt fits_files;"
    " not-restorable fits_files imaging_session_id"
    "; created fits_files idx_camera_telescope"
    "; created imaging_sessions idx_session_telescope_camera",
    "structure.imaging_sessions.primary-key rows.imaging_sessions.duplicate-id"
    " structure.fits_files.foreign-key.imaging_session_id",
    "imaging_sessions", "PRAGMA foreign_key_check", "" },
  { "text-key-by-own-index", LF_TEST_LAYOUT_2,
    "DROP TABLE system_settings;"
    "CREATE TABLE system_settings (\"key\" VARCHAR(50), value VARCHAR(255) NOT NULL,"
    " updated_at DATETIME);"
    "CREATE UNIQUE INDEX my_key ON system_settings (key)",
    "rebuilt system_settings; dropped system_settings my_key", "", "system_settings",
    "SELECT origin FROM pragma_index_list('system_settings')", "pk" },
  { "another-key", LF_TEST_MIGRATED,
    "DROP TABLE cameras;"
    "CREATE TABLE cameras (n INTEGER PRIMARY KEY, id INT, name VARCHAR(50) NOT NULL,"
    " x_pixels INTEGER NOT NULL, y_pixels INTEGER NOT NULL, pixel_size FLOAT,"
    " binning_support VARCHAR(20), notes TEXT, active BOOLEAN, UNIQUE (name));"
    "INSERT INTO cameras (n, id, name, x_pixels, y_pixels)"
    " VALUES (4, 2, 'a', 1, 2), (5, NULL, 'b', 1, 2)",
    "renumbered cameras (1); rebuilt cameras; " MIGRATED_CHANGES MIGRATED_INDEX, "", NULL,
    "SELECT id, n, name FROM cameras", "2|4|a\n5|5|b" },
  { "rowid-is-a-column", LF_TEST_MIGRATED,
    "ALTER TABLE fits_files ADD COLUMN rowid; ALTER TABLE fits_files ADD COLUMN \"OID\";"
    "UPDATE fits_files SET rowid = 'mine', oid = 'too';"
    "INSERT INTO fits_files (file, folder) VALUES ('a', 'b');" LINK ("'S1'", "7"),
    "renumbered fits_files (1); " MIGRATED_CHANGES MIGRATED_INDEX, "", NULL,
    "SELECT id, file, rowid FROM fits_files WHERE id > 5", "6|6.fits|mine\n7|a|NULL" },
  { "rowid-is-hidden", LF_TEST_MIGRATED,
    "ALTER TABLE fits_files ADD COLUMN rowid; ALTER TABLE fits_files ADD COLUMN oid;"
    "ALTER TABLE fits_files ADD COLUMN _rowid_;",
    MIGRATED_CHANGES MIGRATED_INDEX, "", "fits_files", NULL, NULL },
  { "virtual-table-of-unknown-module", LF_TEST_MIGRATED,
    "PRAGMA writable_schema=ON;"
    "INSERT INTO sqlite_schema VALUES ('table', 'odd', 'odd', 0,"
    " 'CREATE VIRTUAL TABLE odd USING nowhere (a)')",
    MIGRATED_CHANGES MIGRATED_INDEX, "", "fits_files", "PRAGMA foreign_key_check(fits_files)",
    "" },
  { "orphans-stay", LF_TEST_MIGRATED, LINK ("'S1'", "99") LINK ("'gone'", "1"),
    MIGRATED_CHANGES MIGRATED_INDEX,
    "integrity.foreign-key.processing_session_files.fits_files"
    " integrity.foreign-key.processing_session_files.processing_sessions"
    " rows.processing_session_files.orphan.processing_session_id!"
    " rows.processing_session_files.orphan.fits_file_id!",
    "processing_session_files", "SELECT count(*) FROM processing_session_files", "8" },
};

/* A catalog whose every link leads somewhere, then @sql */
static char *
make (const char   *folder,
      LfTestLayout  layout,
      const char   *sql)
{
  char *path = lf_test_make_catalog (folder, "catalog.db", layout, FALSE);

  if (layout == LF_TEST_LAYOUT_1)
    lf_test_exec (path, "INSERT INTO sessions (session_id, session_date)"
                        " VALUES ('N1', '2025-01-12'), ('N2', '2025-01-13')");
  else
    lf_test_exec (path, "INSERT INTO imaging_sessions (id, date)"
                        " VALUES ('N1', '2025-01-12'), ('N2', '2025-01-13')");
  lf_test_exec (path, sql);
  return path;
}

/* The columns that the table had are dumped, and no others */
static char *
dump_columns (const char *path,
              const char *table,
              const char *like)
{
  g_auto (GStrv) lines = g_strsplit (like, "\n", 2);
  g_auto (GStrv) names = g_strsplit (lines[0], ",", -1);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *sql = NULL;
  g_autofree char *rows = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (values, "%squote(\"%s\")", i > 0 ? " || ',' || " : "", names[i]);
  sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY 1", values->str, table);
  rows = lf_test_query (path, sql);
  return g_strconcat (lines[0], "\n", rows, NULL);
}

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, damage->layout, damage->sql);
  g_autofree char *before = damage->table != NULL ? lf_test_dump (path, damage->table, NULL) : NULL;
  g_autoptr (LfTestMended) mended = lf_test_mend (path, NULL);
  g_autofree char *changes = lf_test_mended_describe (mended);
  g_autofree char *left = lf_test_describe (mended->after);
  g_autoptr (LfTestMended) again = NULL;

  g_assert_cmpstr (changes, ==, damage->changes);
  g_assert_cmpstr (left, ==, damage->left);
  if (damage->table != NULL)
    {
      g_autofree char *after = dump_columns (path, damage->table, before);

      g_assert_cmpstr (after, ==, before);
    }
  if (damage->query != NULL)
    {
      g_autofree char *answer = lf_test_query (path, damage->query);

      g_assert_cmpstr (answer, ==, damage->answer);
    }

  again = lf_test_mend (path, NULL);
  g_assert_false (again->did_anything);
}

/* What a user may have added to a catalog */
#define OWN \
  "CREATE TABLE \"my notes\" (frame REFERENCES fits_files (id), text TEXT DEFAULT 'a, (b');" \
  "INSERT INTO \"my notes\" (frame) VALUES (1), (2);" \
  "ALTER TABLE fits_files ADD COLUMN \"my, \"\"rating\"\"\" INT DEFAULT 3 CHECK" \
  " (\"my, \"\"rating\"\"\" BETWEEN 0 AND 5);" \
  "ALTER TABLE fits_files ADD COLUMN tag TEXT COLLATE NOCASE;" \
  "ALTER TABLE fits_files ADD COLUMN camera_used TEXT REFERENCES cameras (name);" \
  "ALTER TABLE fits_files ADD COLUMN path TEXT AS (folder || '/' || file) VIRTUAL;" \
  "ALTER TABLE fits_files ADD COLUMN anything;" \
  "UPDATE fits_files SET \"my, \"\"rating\"\"\" = id % 6, tag = 'Tag' || id," \
  " anything = CASE id WHEN 1 THEN 1 WHEN 2 THEN '1' WHEN 3 THEN 1.0 WHEN 4 THEN x'31' END;" \
  "CREATE INDEX by_path ON fits_files (path, tag DESC);" \
  "CREATE INDEX some ON fits_files (lower(object)) WHERE exposure > 1;" \
  "CREATE VIEW broken AS SELECT * FROM nowhere;" \
  "CREATE VIEW lights AS SELECT * FROM fits_files WHERE frame_type = \"LIGHT\";" \
  "CREATE TRIGGER one AFTER INSERT ON fits_files WHEN new.tag IS NULL" \
  " BEGIN UPDATE fits_files SET tag = 'new' WHERE id = new.id; END;" \
  "CREATE TRIGGER [two] BEFORE DELETE ON Fits_Files BEGIN SELECT RAISE (ABORT, 'no'); END;" \
  "CREATE TRIGGER three AFTER UPDATE ON cameras BEGIN DELETE FROM fits_files; END;" \
  "CREATE TRIGGER four INSTEAD OF DELETE ON lights BEGIN SELECT 1; END;"

#define OBJECTS \
  "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL" \
  " AND name <> 'idx_camera_telescope' ORDER BY type, name"

static void
test_own (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED, OWN);
  g_autofree char *objects = lf_test_query (path, OBJECTS);
  g_autofree char *notes = lf_test_dump (path, "my notes", NULL);
  g_autofree char *frames = lf_test_dump (path, "fits_files", NULL);
  g_autofree char *lights = lf_test_query (path, "SELECT id, tag, path FROM lights");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, NULL);
  g_autofree char *objects_after = lf_test_query (path, OBJECTS);
  g_autofree char *notes_after = lf_test_dump (path, "my notes", NULL);
  g_autofree char *frames_after = lf_test_dump (path, "fits_files", NULL);
  g_autofree char *lights_after = lf_test_query (path, "SELECT id, tag, path FROM lights");
  g_autofree char *left = lf_test_describe (mended->after);
  g_autofree char *columns = lf_test_query (
    path, "SELECT name, type, \"notnull\", dflt_value, hidden FROM pragma_table_xinfo('fits_files')"
          " WHERE cid >= 74");
  g_autofree char *keys = lf_test_query (
    path, "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('fits_files')"
          " ORDER BY 1");

  g_assert_cmpstr (left, ==, "");
  g_assert_cmpstr (objects_after, ==, objects);
  g_assert_cmpstr (notes_after, ==, notes);
  g_assert_cmpstr (frames_after, ==, frames);
  g_assert_cmpstr (lights_after, ==, lights);
  g_assert_cmpstr (columns, ==,
                   "my, \"rating\"|INT|0|3|0\ntag|TEXT|0|NULL|0\ncamera_used|TEXT|0|NULL|0\n"
                   "path|TEXT|0|NULL|2\nanything||0|NULL|0");
  g_assert_cmpstr (keys, ==, "camera_used|cameras|name\nimaging_session_id|imaging_sessions|id");

  /* The rules and the triggers of the user work */
  lf_test_exec (path, "INSERT INTO fits_files (id, file, folder) VALUES (70, 'x', 'y')");
  g_clear_pointer (&columns, g_free);
  columns = lf_test_query (path, "SELECT \"my, \"\"rating\"\"\", tag, path FROM fits_files"
                                 " WHERE id = 70 AND tag = 'NEW'");
  g_assert_cmpstr (columns, ==, "3|new|y/x");
}

/* Rows that break a rule of the user's, as an importer may leave them, are there afterwards */
static void
test_own_rule_broken (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                "ALTER TABLE fits_files ADD COLUMN rating INT CHECK (rating > 0);"
                                "PRAGMA ignore_check_constraints = ON;"
                                "UPDATE fits_files SET rating = -id");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, NULL);
  g_autofree char *left = lf_test_query (path, "SELECT sum(rating) FROM fits_files");

  g_assert_cmpstr (left, ==, "-21");
}

/* What is made is word for word what is expected */
static void
test_definition (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (
    folder, LF_TEST_LAYOUT_2,
    "DROP TABLE telescopes;"
    "CREATE TABLE \"telescopes\" (-- mine\n  stars INT, -- how many\n"
    "  name VARCHAR(50) CONSTRAINT named NOT NULL COLLATE NOCASE, id,\n"
    "  focal_length REAL CHECK (focal_length > 0), aperture FLOAT DEFAULT 80,\n"
    "  telescope_type VARCHAR(20), notes TEXT UNIQUE, active BOOLEAN, \"a \"\"b\"\"\" /* last */,\n"
    "  CONSTRAINT own CHECK (stars < 9) PRIMARY KEY (name, active), UNIQUE (name))");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, NULL);
  g_autofree char *sql = lf_test_query (path, "SELECT sql FROM sqlite_schema"
                                              " WHERE name = 'telescopes'");
  g_autofree char *left = lf_test_describe (mended->after);

  g_assert_cmpstr (left, ==, "");
  g_assert_cmpstr (sql, ==,
                   "CREATE TABLE \"telescopes\" (\n"
                   "  id INTEGER NOT NULL,\n"
                   "  name VARCHAR(50) CONSTRAINT named NOT NULL COLLATE NOCASE,\n"
                   "  focal_length FLOAT CHECK (focal_length > 0) NOT NULL,\n"
                   "  aperture FLOAT DEFAULT 80,\n"
                   "  telescope_type VARCHAR(20),\n"
                   "  notes TEXT UNIQUE,\n"
                   "  active BOOLEAN,\n"
                   "  -- mine\n  stars INT\n,\n"
                   "  \"a \"\"b\"\"\" /* last */,\n"
                   "  PRIMARY KEY (id),\n"
                   "  CONSTRAINT own CHECK (stars < 9),\n"
                   "  UNIQUE (name, active),\n"
                   "  UNIQUE (name)\n)");
}

/* Rows are removed if that is asked for by name, and then nothing else is done */
static void
test_orphans (void)
{
  static const char *const only[] = { "rows.processing_session_files.orphan.fits_file_id",
                                      "no.such.finding", NULL };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                LINK ("'S1'", "99") LINK ("'gone'", "1") LINK ("'S1'", "NULL")
                                LINK ("'S1'", "8") LINK ("'S2'", "8")
                                "INSERT INTO fits_files (rowid, file, folder) VALUES (8, 1, 1)");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, only);
  g_autofree char *changes = lf_test_mended_describe (mended);
  g_autofree char *links = lf_test_query (
    path, "SELECT processing_session_id, fits_file_id FROM processing_session_files WHERE id > 6");
  g_autofree char *definition = lf_test_query (
    path, "SELECT sql LIKE '%id INT,%' FROM sqlite_schema WHERE name = 'fits_files'");

  g_assert_cmpstr (changes, ==, "removed processing_session_files fits_file_id (1)");
  g_assert_cmpstr (links, ==, "gone|1\nS1|NULL\nS1|8\nS2|8");
  g_assert_cmpstr (definition, ==, "1");
}

/* Removed together with all that is mended, and rows whose links follow are counted right */
static void
test_orphans_and_all (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                LINK ("'S1'", "'x'") LINK ("'S1'", "99")
                                "UPDATE fits_files SET id = 'x' WHERE id = 6;"
                                REDEFINE ("processing_session_files", "file_size INTEGER",
                                          "file_size TEXT"));
  g_autoptr (LfTestMended) first = lf_test_mend (path, NULL);
  g_autofree char *left = lf_test_describe (first->after);
  g_auto (GStrv) only = g_strsplit ("rows.processing_session_files.orphan.fits_file_id", " ", -1);
  g_autoptr (LfTestMended) second = lf_test_mend (path, (const char *const *) only);
  g_autofree char *changes = lf_test_mended_describe (first);
  g_autofree char *removed = lf_test_mended_describe (second);
  g_autofree char *links = lf_test_query (
    path, "SELECT psf.fits_file_id, f.file FROM processing_session_files psf"
          " JOIN fits_files f ON f.id = psf.fits_file_id WHERE psf.id > 5");

  /* The last frame was linked by 6, which is no more, and by what it is now */
  g_assert_cmpstr (changes, ==,
                   "renumbered fits_files (1); created filter_mappings astrobin_id;"
                   " rebuilt imaging_sessions; rebuilt fits_files;"
                   " rebuilt processing_session_files; created fits_files idx_camera_telescope");
  g_assert_cmpstr (left, ==,
                   "integrity.foreign-key.processing_session_files.fits_files"
                   " rows.processing_session_files.orphan.fits_file_id!");
  g_assert_cmpstr (removed, ==, "removed processing_session_files fits_file_id (2)");
  g_assert_cmpstr (links, ==, "100|6.fits");
}

/* One finding of a table repairs the table, and no other */
static void
test_only (void)
{
  static const char *const only[] = { "structure.fits_files.not-null", NULL };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED, "SELECT 1");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, only);
  g_autofree char *changes = lf_test_mended_describe (mended);
  g_autofree char *left = lf_test_describe (mended->after);

  g_assert_cmpstr (changes, ==, "rebuilt fits_files");
  g_assert_cmpstr (left, ==,
                   "structure.filter_mappings.column.astrobin_id!"
                   " structure.imaging_sessions.not-null!"
                   " indexes.missing.fits_files.telescope_camera!");
}

/* What the other table lacks is not referred to, as long as it is not chosen */
static void
test_only_child (void)
{
  static const char *const child[] = { "structure.fits_files.primary-key", NULL };
  static const char *const parent[] = { "structure.imaging_sessions.primary-key", NULL };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                "ALTER TABLE imaging_sessions RENAME TO old;"
                                "CREATE TABLE imaging_sessions AS SELECT * FROM old;"
                                "DROP TABLE old");
  g_autoptr (LfTestMended) first = lf_test_mend (path, child);
  g_autofree char *changes = lf_test_mended_describe (first);
  g_autoptr (LfTestMended) second = lf_test_mend (path, parent);
  g_autoptr (LfTestMended) third = lf_test_mend (path, NULL);
  g_autofree char *left = lf_test_describe (third->after);

  g_assert_cmpstr (changes, ==,
                   "rebuilt fits_files; not-restorable fits_files imaging_session_id");
  g_assert_cmpstr (left, ==, "");
}

static LfWriter *
open_writer (const char *path,
             LfJob      *job)
{
  g_autoptr (GError) error = NULL;
  LfWriter *writer = lf_writer_open (path, job, &error);

  g_assert_no_error (error);
  return writer;
}

static void
assert_unchanged (const char *path,
                  const char *before)
{
  g_autofree char *after = lf_test_dump (path, "sqlite_schema", NULL);
  g_autofree char *temporary = lf_test_query (path, "SELECT count(*) FROM sqlite_schema"
                                                    " WHERE name LIKE 'new%'");

  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (temporary, ==, "0");
}

/* Another program's change between check and repair is seen, and nothing is done */
static void
test_changed_meanwhile (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED, "SELECT 1");
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, path);
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  g_autoptr (LfWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  lf_test_exec (path, "ALTER TABLE fits_files ADD COLUMN mine");
  before = lf_test_dump (path, "sqlite_schema", NULL);
  writer = open_writer (path, job);
  g_assert_false (lf_mend_tables (plan, writer, run, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  g_assert_cmpuint (run->changes->len, ==, 0);
  assert_unchanged (path, before);
}

/* A row that no rule expected ends the repair, and all is as it was */
static void
test_failure (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED, "SELECT 1");
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, path);
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  g_autoptr (LfWriter) writer = open_writer (path, job);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = lf_test_dump (path, "sqlite_schema", NULL);

  lf_test_exec (path, "UPDATE fits_files SET folder = NULL WHERE id = 3");
  g_assert_false (lf_mend_tables (plan, writer, run, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  g_assert_cmpuint (run->changes->len, ==, 0);
  assert_unchanged (path, before);

  /* The writer can be used again */
  g_clear_error (&error);
  lf_test_exec (path, "UPDATE fits_files SET folder = '/astro' WHERE id = 3");
  g_assert_true (lf_mend_tables (plan, writer, run, &error));
  g_assert_no_error (error);
}

/* A row that loses its id meanwhile must not get one by chance */
static void
test_id_lost_meanwhile (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED, "SELECT 1");
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, path);
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  g_autoptr (LfWriter) writer = open_writer (path, job);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = lf_test_dump (path, "sqlite_schema", NULL);

  lf_test_exec (path, "UPDATE fits_files SET id = NULL WHERE id = 6");
  g_assert_false (lf_mend_tables (plan, writer, run, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  assert_unchanged (path, before);
}

static void
changed_cb (LfJob    *job,
            gpointer  data)
{
  guint *left = data;

  if (*left > 0 && --*left == 0)
    lf_job_cancel (job);
}

typedef struct
{
  const char *path;
  guint       cancel_at;        /* which “changed” cancels the job; 0 for none */
} Work;

/* Runs on the test's own thread, so that “changed” comes in the middle of it */
static gpointer
mend_func (LfJob     *job,
           gpointer   data,
           GError   **error)
{
  static const double weights[] = { 1 };
  Work *work = data;
  const char *path = work->path;
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, path);
  g_autoptr (LfWriter) writer = open_writer (path, job);
  gboolean done;

  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, "Tables");
  g_signal_connect (job, "changed", G_CALLBACK (changed_cb), &work->cancel_at);
  done = lf_mend_tables (plan, writer, run, error);
  g_assert_cmpuint (run->changes->len > 0, ==, done);
  return GINT_TO_POINTER (done);
}

static void
test_cancelled (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (
    folder, LF_TEST_MIGRATED,
    "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 90000)"
    " INSERT INTO fits_files (id, file, folder, md5sum) SELECT i, i, '/astro', i FROM n");
  g_autofree char *before = lf_test_dump (path, "sqlite_schema", NULL);
  guint n_cancelled = 0;

  for (guint i = 1; i <= 4; i++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Mend");
      g_autoptr (GError) error = NULL;
      Work work = { path, i };

      if (lf_job_run (job, mend_func, &work, &error) != NULL)
        break;
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
      assert_unchanged (path, before);
      n_cancelled++;
    }
  g_assert_cmpuint (n_cancelled, >, 0);
}

/* Progress goes from 0 to 1, in rows */
static void
test_progress (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED, "SELECT 1");
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  g_autoptr (GError) error = NULL;
  g_auto (LfJobStatus) status = { 0 };
  Work work = { path, 0 };

  g_assert_nonnull (lf_job_run (job, mend_func, &work, &error));
  lf_job_get_status (job, &status);
  g_assert_cmpfloat (status.fraction, >, 0.9);
}

static void
test_described (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                "DROP TABLE process_log;"
                                "UPDATE fits_files SET id = NULL WHERE id > 4");
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (GPtrArray) tables = lf_mend_plan_describe (plan, TRUE);
  g_autoptr (GPtrArray) indexes = lf_mend_plan_describe (plan, FALSE);
  static const char *expected[] = {
    "The table process_log is made, without rows.",
    "The column astrobin_id is added to filter_mappings, without values in its 0 rows.",
    "imaging_sessions is rebuilt as the cataloger makes it, with all of its 2 rows.",
    "fits_files is rebuilt as the cataloger makes it, with all of its 6 rows.",
    "2 rows of fits_files get whole numbers of their own for ids.",
  };

  g_assert_cmpuint (tables->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < tables->len; i++)
    g_assert_cmpstr (g_ptr_array_index (tables, i), ==, expected[i]);
  g_assert_cmpuint (indexes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (indexes, 0), ==,
                   "The index idx_camera_telescope of fits_files (camera, telescope) is made, for "
                   "6 rows.");
  g_assert_cmpuint (lf_mend_plan_get_rows (plan), ==, 8);
  g_assert_cmpuint (lf_mend_plan_get_bytes (plan), >, 0);
}

/* A catalog that lost something after its repair is told from one that did not */
static void
test_verification (void)
{
  static const struct
  {
    const char *sql;
    gboolean    differs;
  } changes[] = {
    { "UPDATE fits_files SET exposure = 300.5 WHERE id = 1", TRUE },
    { "UPDATE fits_files SET exposure = 300 WHERE id = 1", FALSE },
    { "DELETE FROM fits_files WHERE id = 1", TRUE },
    { "UPDATE fits_files SET id = 99 WHERE id = 5", TRUE },
    { "UPDATE filter_mappings SET filter_type = 1", TRUE },
    { "DELETE FROM processing_session_files WHERE id = 1", TRUE },
    { "DROP TABLE object_processing_log", TRUE },
    { "CREATE TABLE mine (x)", TRUE },
    { "INSERT INTO process_log (session_name) VALUES ('x')", TRUE },
    { "REINDEX", FALSE },
  };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                "INSERT INTO filter_mappings (raw_name, standard_name) VALUES"
                                " (1, 2); UPDATE fits_files SET id = 'x' WHERE id = 6;"
                                "DROP TABLE process_log");
  g_autofree char *copy = g_build_filename (folder, "copy.db", NULL);
  g_autoptr (LfMendPlan) plan = lf_test_mend_plan (path, NULL);
  g_autoptr (LfConnection) old = lf_test_open (path);
  g_autoptr (LfContent) before = lf_content_read (old, NULL, NULL);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, path);
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  LfWriter *writer = open_writer (path, job);

  g_assert_true (lf_mend_tables (plan, writer, run, NULL));
  lf_writer_close (writer);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (LfConnection) connection = NULL;
      g_autoptr (LfContent) after = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *difference = NULL;

      lf_test_copy_file (path, copy);
      lf_test_exec (copy, changes[i].sql);
      connection = lf_test_open (copy);
      after = lf_content_read (connection, NULL, NULL);
      if (lf_mend_verify_content (plan, connection, before, after, &difference, &error) ==
          changes[i].differs)
        g_error ("%s: %s", changes[i].sql, difference);
      g_assert_no_error (error);
      g_assert_cmpint (difference != NULL, ==, changes[i].differs);
    }
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strdup_printf ("/mend-tables/damage/%s", damages[i].name);

      g_test_add_data_func (name, &damages[i], test_damage);
    }
  g_test_add_func ("/mend-tables/own", test_own);
  g_test_add_func ("/mend-tables/own-rule-broken", test_own_rule_broken);
  g_test_add_func ("/mend-tables/definition", test_definition);
  g_test_add_func ("/mend-tables/orphans", test_orphans);
  g_test_add_func ("/mend-tables/orphans-and-all", test_orphans_and_all);
  g_test_add_func ("/mend-tables/only", test_only);
  g_test_add_func ("/mend-tables/only-child", test_only_child);
  g_test_add_func ("/mend-tables/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/mend-tables/failure", test_failure);
  g_test_add_func ("/mend-tables/id-lost-meanwhile", test_id_lost_meanwhile);
  g_test_add_func ("/mend-tables/cancelled", test_cancelled);
  g_test_add_func ("/mend-tables/progress", test_progress);
  g_test_add_func ("/mend-tables/described", test_described);
  g_test_add_func ("/mend-tables/verification", test_verification);
  return g_test_run ();
}
