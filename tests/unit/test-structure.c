/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-error.h"
#include "demo/lf-demo.h"
#include "lf-test-support.h"
#include "maintenance/lf-check-structure.h"

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

typedef struct
{
  const char   *name;
  LfTestLayout  layout;
  const char   *sql;            /* what is done to a healthy catalog, or to a migrated one */
  const char   *expected;       /* ids and severities, in order */
} Damage;

#define MIGRATED \
  "structure.imaging_sessions.not-null=warning structure.imaging_sessions.types=info" \
  " structure.fits_files.primary-key=error" \
  " structure.fits_files.foreign-key.imaging_session_id=warning" \
  " structure.fits_files.not-null=warning structure.fits_files.types=info"

#define DEMO_MIGRATED "structure.filter_mappings.column.astrobin_id=warning " MIGRATED

static const Damage damages[] = {
  { "none", LF_TEST_LAYOUT_2, "SELECT 1", "" },
  { "none-1", LF_TEST_LAYOUT_1, "SELECT 1", "" },
  { "migrated", LF_TEST_MIGRATED, "SELECT 1", DEMO_MIGRATED },
  { "unique", LF_TEST_LAYOUT_2,
    "DROP TABLE cameras;"
    "CREATE TABLE cameras (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL,"
    " x_pixels INTEGER NOT NULL, y_pixels INTEGER NOT NULL, pixel_size FLOAT,"
    " binning_support VARCHAR(20), notes TEXT, active BOOLEAN, PRIMARY KEY (id));",
    "structure.cameras.unique.name=warning" },
  { "unique-index", LF_TEST_LAYOUT_2, "DROP INDEX ix_fits_files_md5sum",
    "structure.fits_files.unique.md5sum=warning" },
  { "unique-of-another-name", LF_TEST_LAYOUT_2,
    "DROP INDEX ix_fits_files_md5sum; CREATE UNIQUE INDEX \"md5 again\" ON fits_files (MD5SUM)",
    "" },
  { "unique-partial", LF_TEST_LAYOUT_2,
    "DROP INDEX ix_fits_files_md5sum;"
    "CREATE UNIQUE INDEX half ON fits_files (md5sum) WHERE bad = 0",
    "structure.fits_files.unique.md5sum=warning" },
  { "duplicate-values", LF_TEST_LAYOUT_2,
    "DROP INDEX ix_fits_files_md5sum; UPDATE fits_files SET md5sum = 'same' WHERE id <= 3",
    "structure.fits_files.unique.md5sum=warning rows.fits_files.duplicate.md5sum=warning" },
  { "foreign-key-action", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "REFERENCES fits_files (id) ON DELETE CASCADE",
              "REFERENCES fits_files ON DELETE SET NULL"),
    "structure.processing_session_files.foreign-key.fits_file_id=warning" },
  { "foreign-key-implicit", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "REFERENCES fits_files (id)",
              "REFERENCES Fits_Files"),
    "" },
  { "foreign-key-elsewhere", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "REFERENCES fits_files", "REFERENCES fits_files_old"),
    "structure.processing_session_files.foreign-key.fits_file_id=warning" },
  { "foreign-key-own", LF_TEST_LAYOUT_2,
    REDEFINE ("processed_files", "notes TEXT", "notes TEXT REFERENCES cameras (name)"),
    "structure.own.constraints=info" },
  { "not-null", LF_TEST_LAYOUT_2,
    REDEFINE ("processing_session_files", "path VARCHAR(500) NOT NULL", "path VARCHAR(500)"),
    "structure.processing_session_files.not-null=warning" },
  { "not-null-broken", LF_TEST_LAYOUT_2,
    REDEFINE ("fits_files", "folder VARCHAR(500) NOT NULL", "folder VARCHAR(500)")
    "UPDATE fits_files SET folder = NULL WHERE id = 2",
    "structure.fits_files.not-null=warning rows.fits_files.null-value.folder=warning" },
  { "not-null-of-number", LF_TEST_LAYOUT_2,
    REDEFINE ("fits_files", "id INTEGER NOT NULL", "id INTEGER"), "" },
  { "affinity", LF_TEST_LAYOUT_2,
    REDEFINE ("fits_files", "exposure FLOAT", "exposure TEXT"),
    "structure.fits_files.affinity=warning" },
  { "affinity-lossy", LF_TEST_LAYOUT_2,
    REDEFINE ("fits_files", "iso_speed INTEGER", "iso_speed TEXT")
    "UPDATE fits_files SET iso_speed = '007' WHERE id = 1;"
    "UPDATE fits_files SET iso_speed = '800' WHERE id = 2;",
    "structure.fits_files.affinity=warning rows.fits_files.type.iso_speed=info" },
  { "words", LF_TEST_LAYOUT_2, REDEFINE ("fits_files", "exposure FLOAT", "exposure REAL"),
    "structure.fits_files.types=info" },
  { "without-rowid", LF_TEST_LAYOUT_2,
    "DROP TABLE telescopes;"
    "CREATE TABLE telescopes (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL,"
    " focal_length FLOAT NOT NULL, aperture FLOAT, telescope_type VARCHAR(20), notes TEXT,"
    " active BOOLEAN, PRIMARY KEY (id), UNIQUE (name)) WITHOUT ROWID;"
    "INSERT INTO telescopes (id, name, focal_length) VALUES (1, 'a', 1)",
    "structure.telescopes.primary-key=error" },
  { "no-key", LF_TEST_LAYOUT_2,
    "DROP TABLE system_settings;"
    "CREATE TABLE system_settings (\"key\" VARCHAR(50), value VARCHAR(255) NOT NULL,"
    " updated_at DATETIME);"
    "INSERT INTO system_settings VALUES (NULL, 1, 1), (1, 1, 1), (1, 1, 1)",
    "structure.system_settings.primary-key=warning structure.system_settings.not-null=warning"
    " rows.system_settings.null-id=error rows.system_settings.duplicate-id=error" },
  { "missing-table", LF_TEST_LAYOUT_2, "DROP TABLE process_log",
    "structure.process_log.missing=warning" },
  { "view-in-place-of-table", LF_TEST_LAYOUT_2,
    "DROP TABLE process_log; CREATE VIEW process_log AS SELECT 1",
    "structure.process_log.missing=warning structure.own.views=info" },
  { "id-beside-another-number", LF_TEST_LAYOUT_2,
    "DROP TABLE cameras;"
    "CREATE TABLE cameras (n INTEGER PRIMARY KEY, id INT, name VARCHAR(50) NOT NULL UNIQUE,"
    " x_pixels INTEGER NOT NULL, y_pixels INTEGER NOT NULL, pixel_size FLOAT,"
    " binning_support VARCHAR(20), notes TEXT, active BOOLEAN);"
    "INSERT INTO cameras (id, name, x_pixels, y_pixels) VALUES (NULL, 1, 1, 1)",
    "structure.cameras.primary-key=error structure.cameras.types=info rows.cameras.null-id=error"
    " structure.own.columns=info" },
  { "missing-parent", LF_TEST_LAYOUT_2, "DROP TABLE imaging_sessions",
    "structure.imaging_sessions.missing=warning"
    " rows.fits_files.orphan.imaging_session_id=warning" },
  { "missing-column", LF_TEST_LAYOUT_2, "ALTER TABLE filter_mappings DROP COLUMN astrobin_id",
    "structure.filter_mappings.column.astrobin_id=warning" },
  { "own", LF_TEST_LAYOUT_2,
    "CREATE TABLE \"my \"\"odd\"\" table’s\" (\"a b\" TEXT PRIMARY KEY, \"\" REFERENCES nowhere)"
    " WITHOUT ROWID;"
    "CREATE TABLE \"\" (x);"
    "ALTER TABLE fits_files ADD COLUMN \"rating, my \"\"own\"\"\" TEXT;"
    "CREATE VIEW broken AS SELECT * FROM nowhere;"
    "CREATE TRIGGER \"a trigger\" AFTER INSERT ON fits_files BEGIN SELECT 1; END;",
    "structure.own.tables=info structure.own.columns=info structure.own.views=info"
    " structure.own.triggers=info" },
  { "orphans", LF_TEST_LAYOUT_2,
    LINK ("'S1'", "99") LINK ("'gone'", "1") LINK ("NULL", "NULL") LINK ("'gone'", "100"),
    "rows.processing_session_files.orphan.processing_session_id=warning"
    " rows.processing_session_files.orphan.fits_file_id=warning" },
  { "null-ids", LF_TEST_MIGRATED,
    "INSERT INTO fits_files (file, folder) VALUES ('a', 'b'), ('c', 'd');" LINK ("'S1'", "7"),
    DEMO_MIGRATED " rows.fits_files.null-id=error" },
  { "rowid-is-a-column", LF_TEST_MIGRATED,
    "ALTER TABLE fits_files ADD COLUMN rowid;"
    "INSERT INTO fits_files (file, folder) VALUES ('a', 'b');" LINK ("'S1'", "7"),
    DEMO_MIGRATED " rows.fits_files.null-id=error structure.own.columns=info" },
  { "ids", LF_TEST_MIGRATED,
    "UPDATE fits_files SET id = 1 WHERE id = 2; UPDATE fits_files SET id = 'x' WHERE id = 3;",
    DEMO_MIGRATED " rows.fits_files.duplicate-id=error rows.fits_files.bad-id=error"
    " rows.processing_session_files.orphan.fits_file_id=warning" },
  { "key-with-index", LF_TEST_MIGRATED, "CREATE INDEX on_id ON fits_files (id)", DEMO_MIGRATED },
};

static char *
describe (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);

      g_assert_true (g_str_is_ascii (lf_finding_get_id (finding)));
      g_assert_null (strpbrk (lf_finding_get_id (finding), " ,\""));
      g_assert_true (g_utf8_validate (lf_finding_get_message (finding), -1, NULL));
      g_assert_cmpint (lf_finding_get_check (finding), ==, LF_CHECK_STRUCTURE);
      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", lf_finding_get_id (finding),
                              lf_severity_get_name (lf_finding_get_severity (finding)));
    }
  return g_string_free (text, FALSE);
}

static LfStructureReport *
check (const char  *path,
       GPtrArray  **findings)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GError) error = NULL;
  LfStructureReport *report = lf_check_structure (connection, NULL, &error);

  g_assert_no_error (error);
  *findings = g_ptr_array_new_with_free_func (g_object_unref);
  lf_structure_report_add_findings (report, *findings);
  return report;
}

static LfFinding *
find (GPtrArray  *findings,
      const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (lf_finding_get_id (g_ptr_array_index (findings, i)), id))
      return g_ptr_array_index (findings, i);
  g_assert_not_reached ();
}

static LfRowProblem *
find_problem (LfStructureReport *report,
              const char        *table,
              LfRowProblemKind   kind)
{
  LfTableStructure *structure = lf_structure_report_find_table (report, table);

  for (guint i = 0; i < structure->problems->len; i++)
    {
      LfRowProblem *problem = g_ptr_array_index (structure->problems, i);

      if (problem->kind == kind)
        return problem;
    }
  g_assert_not_reached ();
}

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

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, damage->layout, damage->sql);
  g_autofree char *before = lf_test_hash_file (path);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfStructureReport) report = check (path, &findings);
  g_autofree char *found = describe (findings);
  g_autofree char *after = lf_test_hash_file (path);

  g_assert_cmpstr (found, ==, damage->expected);
  g_assert_cmpstr (after, ==, before);
}

static void
test_demo (gconstpointer data)
{
  static const char *expected[] = { "", DEMO_MIGRATED, "" };
  LfDemoOptions options = { GPOINTER_TO_INT (data), 500, 20 };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "demo.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfStructureReport) report = NULL;
  g_autoptr (GError) error = NULL;

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  before = lf_test_hash_file (path);
  report = check (path, &findings);
  found = describe (findings);
  after = lf_test_hash_file (path);
  g_assert_cmpstr (found, ==, expected[options.state]);
  g_assert_cmpstr (after, ==, before);

  if (options.state == LF_DEMO_MIGRATED)
    g_assert_cmpstr (lf_finding_get_message (find (findings,
                                                   "structure.fits_files.primary-key")), ==,
                     "Every session reads all 500 frames because fits_files lost its primary "
                     "key.");
}

/* With an index on its ids the frames are not all read, and that is not said */
static void
test_sentences (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                "CREATE INDEX on_id ON fits_files (id);"
                                "INSERT INTO fits_files (file, folder) VALUES ('a', 'b')");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfStructureReport) report = check (path, &findings);

  g_assert_cmpstr (lf_finding_get_message (find (findings, "structure.fits_files.primary-key")),
                   ==, "fits_files lost its primary key id, which its 7 rows need.");
  g_assert_cmpstr (lf_finding_get_message (find (findings, "rows.fits_files.null-id")), ==,
                   "1 frame has no id, so no session can find it.");
  g_assert_nonnull (lf_finding_get_repair (find (findings, "rows.fits_files.null-id")));
  g_assert_null (lf_finding_get_repair (find (findings, "structure.fits_files.types")));
}

/* What rows keep from being repaired does not promise it */
static void
test_repairs (void)
{
  static const struct
  {
    LfTestLayout  layout;
    const char   *sql;
    const char   *id;
    gboolean      repairable;
  } samples[] = {
    { LF_TEST_LAYOUT_2,
      REDEFINE ("fits_files", "iso_speed INTEGER", "iso_speed TEXT")
      "UPDATE fits_files SET iso_speed = '800'",
      "structure.fits_files.affinity", TRUE },
    { LF_TEST_LAYOUT_2,
      REDEFINE ("fits_files", "iso_speed INTEGER", "iso_speed TEXT")
      "UPDATE fits_files SET iso_speed = '007' WHERE id = 1",
      "structure.fits_files.affinity", FALSE },
    { LF_TEST_LAYOUT_2, "DROP TABLE process_log", "structure.process_log.missing", TRUE },
    { LF_TEST_LAYOUT_2, "DROP TABLE process_log; CREATE VIEW process_log AS SELECT 1",
      "structure.process_log.missing", FALSE },
    { LF_TEST_MIGRATED, "UPDATE fits_files SET id = 'x' WHERE id = 1", "rows.fits_files.bad-id",
      TRUE },
    { LF_TEST_MIGRATED,
      "UPDATE fits_files SET id = 'x' WHERE id = 1; ALTER TABLE fits_files ADD COLUMN rowid;"
      "ALTER TABLE fits_files ADD COLUMN oid; ALTER TABLE fits_files ADD COLUMN _rowid_",
      "rows.fits_files.bad-id", FALSE },
    { LF_TEST_MIGRATED,
      "DROP TABLE imaging_sessions; CREATE TABLE imaging_sessions AS SELECT 'N1' AS id",
      "structure.fits_files.foreign-key.imaging_session_id", TRUE },
    { LF_TEST_MIGRATED,
      "DROP TABLE imaging_sessions;"
      "CREATE TABLE imaging_sessions AS SELECT 'N1' AS id UNION ALL SELECT 'N1'",
      "structure.fits_files.foreign-key.imaging_session_id", FALSE },
    { LF_TEST_MIGRATED,
      "DROP TABLE imaging_sessions;"
      "CREATE TABLE imaging_sessions AS SELECT 'N1' AS id UNION ALL SELECT 'N1'",
      "structure.imaging_sessions.primary-key", FALSE },
    { LF_TEST_MIGRATED,
      "DROP TABLE imaging_sessions; CREATE TABLE imaging_sessions AS SELECT NULL AS id",
      "structure.imaging_sessions.primary-key", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
      g_autofree char *path = make (folder, samples[i].layout, samples[i].sql);
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (LfStructureReport) report = check (path, &findings);
      LfFinding *finding = find (findings, samples[i].id);

      if ((lf_finding_get_repair (finding) != NULL) != samples[i].repairable)
        g_error ("%s: %s", samples[i].id, lf_finding_get_repair (finding));
    }
}

static void
test_differences (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED, "SELECT 1");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfStructureReport) report = check (path, &findings);
  LfTableStructure *frames = lf_structure_report_find_table (report, "fits_files");
  LfDifference *key = g_ptr_array_index (frames->differences, 0);
  LfDifference *foreign_key = g_ptr_array_index (frames->differences, 1);

  g_assert_cmpint (report->layout, ==, LF_LAYOUT_2);
  g_assert_cmpint (frames->state, ==, LF_SEVERITY_ERROR);
  g_assert_cmpuint (frames->n_rows, ==, 6);
  g_assert_true (frames->holds_frames);
  g_assert_true (frames->reads_all);
  g_assert_cmpint (key->kind, ==, LF_DIFFERENCE_PRIMARY_KEY);
  g_assert_null (key->declared);
  g_assert_cmpstr (key->should_be, ==, "INTEGER PRIMARY KEY (id)");
  g_assert_cmpint (foreign_key->kind, ==, LF_DIFFERENCE_FOREIGN_KEY);
  g_assert_cmpstr (foreign_key->name, ==, "imaging_session_id");
  g_assert_null (foreign_key->declared);
  g_assert_cmpstr (foreign_key->should_be, ==, "REFERENCES imaging_sessions (id)");
}

/* Of three frames without id one has a number that is another frame's id */
static void
test_null_ids (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_MIGRATED,
                                "INSERT INTO fits_files (file, folder) VALUES"
                                " ('a', 'b'), ('c', 'd'), ('e', 'f');"
                                "UPDATE fits_files SET id = 8 WHERE id = 6;"
                                LINK ("'S1'", "7") LINK ("'S1'", "9") LINK ("'S1'", "10"));
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfStructureReport) report = check (path, &findings);
  LfRowProblem *null_ids = find_problem (report, "fits_files", LF_ROW_NULL_ID);
  LfRowProblem *orphans = find_problem (report, "processing_session_files", LF_ROW_ORPHAN);

  g_assert_cmpuint (null_ids->count, ==, 3);
  g_assert_cmpuint (null_ids->taken, ==, 1);
  g_assert_cmpuint (null_ids->examples->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (null_ids->examples, 0), ==, "7");

  /* Links by the number of a row without id are no orphans */
  g_assert_cmpuint (orphans->count, ==, 2);
  g_assert_cmpuint (orphans->examples->len, ==, 2);
  g_assert_cmpstr (orphans->parent, ==, "fits_files");
  g_assert_true (orphans->cascades);
  g_assert_cmpstr (g_ptr_array_index (orphans->examples, 0), ==, "6");
  g_assert_cmpstr (g_ptr_array_index (orphans->examples, 1), ==, "10");
}

static void
test_examples (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_LAYOUT_2,
                                "DROP INDEX ix_fits_files_md5sum;"
                                "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
                                " WHERE i < 19)"
                                "INSERT INTO fits_files (file, folder, md5sum)"
                                " SELECT i, i, CAST(x'ff' AS TEXT) || (i / 2) FROM n;");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfStructureReport) report = check (path, &findings);
  LfRowProblem *problem = find_problem (report, "fits_files", LF_ROW_DUPLICATE_VALUE);

  g_assert_cmpuint (problem->count, ==, 10);
  g_assert_cmpstr (problem->column, ==, "md5sum");
  g_assert_cmpuint (problem->examples->len, ==, LF_MAX_EXAMPLES);
  for (guint i = 0; i < problem->examples->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (problem->examples, i), -1, NULL));
  g_assert_null (lf_finding_get_repair (find (findings, "structure.fits_files.unique.md5sum")));
}

static void
test_cancelled (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, LF_TEST_LAYOUT_2, "SELECT 1");
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (LfJob) job = lf_job_new ("Check");
  g_autoptr (GError) error = NULL;

  lf_job_cancel (job);
  lf_connection_begin (connection, lf_job_get_cancellable (job));
  g_assert_null (lf_check_structure (connection, job, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strdup_printf ("/structure/damage/%s", damages[i].name);

      g_test_add_data_func (name, &damages[i], test_damage);
    }
  g_test_add_data_func ("/structure/demo/healthy", GINT_TO_POINTER (LF_DEMO_HEALTHY), test_demo);
  g_test_add_data_func ("/structure/demo/migrated", GINT_TO_POINTER (LF_DEMO_MIGRATED),
                        test_demo);
  g_test_add_data_func ("/structure/demo/legacy", GINT_TO_POINTER (LF_DEMO_LEGACY), test_demo);
  g_test_add_func ("/structure/sentences", test_sentences);
  g_test_add_func ("/structure/repairs", test_repairs);
  g_test_add_func ("/structure/differences", test_differences);
  g_test_add_func ("/structure/null-ids", test_null_ids);
  g_test_add_func ("/structure/examples", test_examples);
  g_test_add_func ("/structure/cancelled", test_cancelled);
  return g_test_run ();
}
