/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo.h"
#include "lf-test-support.h"
#include "maintenance/lf-check-indexes.h"

typedef struct
{
  const char   *name;
  LfTestLayout  layout;
  const char   *sql;
  const char   *expected;       /* ids and severities, in order */
} Case;

#define NO_OBJECT "DROP INDEX idx_object_date;"
#define MISSING_OBJECT "indexes.missing.fits_files.object=warning"

/* The index that the reference has on two columns, where only the first is needed */
#define CATALOGER "indexes.cataloger=info"

static const Case cases[] = {
  { "healthy", LF_TEST_LAYOUT_2, "SELECT 1", "" },
  { "legacy", LF_TEST_LAYOUT_1, "SELECT 1", "" },
  { "migrated", LF_TEST_MIGRATED, "SELECT 1",
    "indexes.missing.fits_files.telescope_camera=warning " CATALOGER },
  { "missing", LF_TEST_LAYOUT_2,
    "DROP INDEX idx_processing_file_session; DROP INDEX idx_session_telescope_camera",
    "indexes.missing.processing_session_files.processing_session_id=warning"
    " indexes.missing.imaging_sessions.telescope_camera=warning" },
  { "missing-in-old-names", LF_TEST_LAYOUT_1, "DROP INDEX idx_session; DROP INDEX idx_session_date",
    "indexes.missing.fits_files.session_id=warning"
    " indexes.missing.sessions.session_date=warning" },
  { "other-order", LF_TEST_LAYOUT_2,
    "DROP INDEX idx_session_telescope_camera;"
    "CREATE INDEX \"other way\" ON imaging_sessions (CAMERA, telescope, notes)",
    "" },
  { "one-of-two", LF_TEST_LAYOUT_2,
    "DROP INDEX idx_session_telescope_camera;"
    "CREATE INDEX one ON imaging_sessions (telescope, notes, camera)",
    "indexes.missing.imaging_sessions.telescope_camera=warning" },
  { "unique-covers", LF_TEST_LAYOUT_2,
    NO_OBJECT "CREATE UNIQUE INDEX u ON fits_files (object, id)", CATALOGER },
  { "partial", LF_TEST_LAYOUT_2,
    NO_OBJECT "CREATE INDEX p ON fits_files (object, obs_date) WHERE object IS NOT NULL",
    MISSING_OBJECT " " CATALOGER },
  { "collation", LF_TEST_LAYOUT_2,
    NO_OBJECT "CREATE INDEX c ON fits_files (object COLLATE NOCASE, obs_date)",
    MISSING_OBJECT " " CATALOGER },
  { "descending", LF_TEST_LAYOUT_2,
    NO_OBJECT "CREATE INDEX d ON fits_files (object DESC, obs_date)",
    MISSING_OBJECT " " CATALOGER },
  { "expression", LF_TEST_LAYOUT_2,
    NO_OBJECT "CREATE INDEX e ON fits_files (upper(object), obs_date)",
    MISSING_OBJECT " " CATALOGER },
  { "cataloger", LF_TEST_LAYOUT_2, "DROP INDEX idx_observer; DROP INDEX idx_location", CATALOGER },
  { "duplicate", LF_TEST_LAYOUT_2,
    "CREATE INDEX idx_fits_imaging_session ON fits_files (imaging_session_id)",
    "indexes.duplicate.idx_fits_imaging_session=warning" },
  { "own-name-stays", LF_TEST_LAYOUT_2,
    "DROP INDEX idx_imaging_session;"
    "CREATE INDEX idx_fits_imaging_session ON fits_files (imaging_session_id);"
    "CREATE INDEX idx_imaging_session ON fits_files (Imaging_Session_Id)",
    "indexes.duplicate.idx_fits_imaging_session=warning" },
  { "older-stays", LF_TEST_LAYOUT_2,
    "CREATE INDEX \"zwei, ä\" ON fits_files (filter); CREATE INDEX eins ON fits_files (filter);"
    "CREATE INDEX drei ON fits_files (filter)",
    "indexes.duplicate.eins=warning indexes.duplicate.drei=warning" },
  { "weird-name", LF_TEST_LAYOUT_2,
    "CREATE INDEX \"a \"\"b, ä\" ON fits_files (observer)",
    "indexes.duplicate.a%20%22b%2C%20%C3%A4=warning" },
  { "constraint-stays", LF_TEST_LAYOUT_2, "CREATE UNIQUE INDEX again ON cameras (name)",
    "indexes.duplicate.again=warning" },
  { "same-condition", LF_TEST_LAYOUT_2,
    "CREATE INDEX p1 ON fits_files (filter) WHERE bad = 1;"
    "CREATE INDEX p2 ON fits_files (filter) WHERE bad = 1;"
    "CREATE INDEX p3 ON fits_files (filter) WHERE bad = 0;",
    "indexes.duplicate.p2=warning" },
  { "not-the-same", LF_TEST_LAYOUT_2,
    "CREATE INDEX d ON fits_files (observer DESC);"
    "CREATE INDEX c ON fits_files (observer COLLATE NOCASE);"
    "CREATE INDEX p ON fits_files (observer) WHERE observer > 'a';"
    "CREATE INDEX e1 ON fits_files (upper(observer));"
    "CREATE INDEX e2 ON fits_files (upper(observer));",
    "" },
  { "prefix", LF_TEST_LAYOUT_2, "CREATE INDEX idx_fits_object ON fits_files (object)",
    "indexes.prefix.idx_fits_object=info" },
  { "prefix-of-unique", LF_TEST_LAYOUT_2,
    "CREATE INDEX plain ON fits_files (md5sum); CREATE INDEX by_name ON cameras (name);"
    "CREATE INDEX by_id ON fits_files (id)",
    "indexes.prefix.by_name=info indexes.prefix.plain=info indexes.prefix.by_id=info" },
  { "unique-is-no-prefix", LF_TEST_LAYOUT_2,
    "CREATE UNIQUE INDEX one ON process_log (session_name);"
    "CREATE INDEX two ON process_log (session_name, object)",
    "" },
  { "own-table", LF_TEST_LAYOUT_2,
    "CREATE TABLE mine (a); CREATE INDEX m1 ON mine (a); CREATE INDEX m2 ON mine (a)", "" },
  { "missing-table", LF_TEST_LAYOUT_2, "DROP TABLE imaging_sessions", "" },
};

static char *
describe (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);

      g_assert_true (g_str_is_ascii (lf_finding_get_id (finding)));
      g_assert_cmpint (lf_finding_get_check (finding), ==, LF_CHECK_INDEXES);
      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", lf_finding_get_id (finding),
                              lf_severity_get_name (lf_finding_get_severity (finding)));
    }
  return g_string_free (text, FALSE);
}

static LfIndexReport *
check (const char  *path,
       GPtrArray  **findings)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GError) error = NULL;
  LfIndexReport *report = lf_check_indexes (connection, NULL, &error);

  g_assert_no_error (error);
  *findings = g_ptr_array_new_with_free_func (g_object_unref);
  lf_index_report_add_findings (report, *findings);
  return report;
}

static LfIndexNeed *
find_need (LfIndexReport *report,
           const char    *table,
           const char    *columns)
{
  for (guint i = 0; i < report->needs->len; i++)
    {
      LfIndexNeed *need = g_ptr_array_index (report->needs, i);

      if (g_str_equal (need->table, table) && g_str_equal (need->columns, columns))
        return need;
    }
  g_assert_not_reached ();
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "catalog.db", self->layout, FALSE);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfIndexReport) report = NULL;

  lf_test_exec (path, self->sql);
  before = lf_test_hash_file (path);
  report = check (path, &findings);
  found = describe (findings);
  after = lf_test_hash_file (path);
  g_assert_cmpstr (found, ==, self->expected);
  g_assert_cmpstr (after, ==, before);
}

static void
test_demo (gconstpointer data)
{
  static const char *expected[] = {
    "", "indexes.missing.fits_files.telescope_camera=warning " CATALOGER, "",
  };
  LfDemoOptions options = { GPOINTER_TO_INT (data), 500, 20 };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "demo.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfIndexReport) report = NULL;
  g_autoptr (GError) error = NULL;

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  before = lf_test_hash_file (path);
  report = check (path, &findings);
  found = describe (findings);
  after = lf_test_hash_file (path);
  g_assert_cmpstr (found, ==, expected[options.state]);
  g_assert_cmpstr (after, ==, before);
}

static void
test_report (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "catalog.db", LF_TEST_MIGRATED, FALSE);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfIndexReport) report = check (path, &findings);
  LfIndexNeed *equipment = find_need (report, "fits_files", "telescope, camera");
  LfIndexNeed *night = find_need (report, "fits_files", "imaging_session_id");
  LfIndexNeed *frame = find_need (report, "fits_files", "id");
  LfIndexNeed *observer = find_need (report, "fits_files", "observer");

  g_assert_true (lf_index_need_is_missing (equipment));
  g_assert_cmpuint (equipment->n_rows, ==, 6);
  g_assert_cmpstr (equipment->like, ==, "idx_camera_telescope");
  g_assert_cmpstr (equipment->needed_for, ==, "frames by telescope and camera");

  g_assert_false (lf_index_need_is_missing (night));
  g_assert_cmpstr (g_ptr_array_index (night->covered_by, 0), ==, "idx_fits_imaging_session");
  g_assert_cmpuint (night->bytes, >=, 512);

  g_assert_true (lf_index_need_is_missing (frame));
  g_assert_true (frame->is_key);
  g_assert_true (lf_index_need_is_missing (observer));
  g_assert_null (observer->needed_for);
}

static void
test_spares (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "catalog.db", LF_TEST_LAYOUT_2, TRUE);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfIndexReport) report = NULL;
  LfIndexNeed *frame;
  LfSpareIndex *spare;

  lf_test_exec (path, "CREATE INDEX idx_processing_session_id"
                      " ON processing_session_files (processing_session_id)");
  report = check (path, &findings);
  frame = find_need (report, "fits_files", "id");
  g_assert_true (frame->by_primary_key);

  g_assert_cmpuint (report->spares->len, ==, 1);
  spare = g_ptr_array_index (report->spares, 0);
  g_assert_true (spare->is_duplicate);
  g_assert_cmpstr (spare->table, ==, "processing_session_files");
  g_assert_cmpstr (spare->columns, ==, "processing_session_id");
  g_assert_cmpstr (spare->name, ==, "idx_processing_session_id");
  g_assert_cmpstr (spare->kept, ==, "idx_processing_file_session");
  g_assert_cmpuint (spare->bytes, >=, 512);
  g_assert_cmpuint (spare->kept_bytes, >=, 512);
}

/* Every need can be told, and every reference meets it */
static void
test_needed (void)
{
  for (LfLayout layout = LF_LAYOUT_1; layout <= LF_LAYOUT_2; layout++)
    {
      g_autoptr (GPtrArray) needed = lf_shape_load_needed_indexes (layout);
      g_autoptr (LfShape) reference = lf_shape_load_reference (layout);

      g_assert_cmpuint (needed->len, >=, 10);
      for (guint i = 0; i < needed->len; i++)
        {
          LfNeededIndex *index = g_ptr_array_index (needed, i);
          LfShapeTable *table = lf_shape_find_table (reference, index->table);

          g_assert_nonnull (table);
          g_assert_nonnull (lf_needed_for_get_text (index->needed_for));
          for (guint j = 0; index->columns[j] != NULL; j++)
            g_assert_nonnull (lf_shape_table_find_column (table, index->columns[j]));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/indexes/%s", cases[i].name);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_data_func ("/indexes/demo/healthy", GINT_TO_POINTER (LF_DEMO_HEALTHY), test_demo);
  g_test_add_data_func ("/indexes/demo/migrated", GINT_TO_POINTER (LF_DEMO_MIGRATED), test_demo);
  g_test_add_data_func ("/indexes/demo/legacy", GINT_TO_POINTER (LF_DEMO_LEGACY), test_demo);
  g_test_add_func ("/indexes/report", test_report);
  g_test_add_func ("/indexes/spares", test_spares);
  g_test_add_func ("/indexes/needed", test_needed);
  return g_test_run ();
}
