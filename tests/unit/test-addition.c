/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <unistd.h>

#include "catalog/lf-addition.h"
#include "catalog/lf-calibration.h"
#include "catalog/lf-edit.h"
#include "lf-test-support.h"

typedef struct
{
  LfTestFolder *root;
  char         *session;        /* its folder */
  char         *library;
  char         *path;
  LfConnection *connection;
} Fixture;

/* A session of a light, and three darks that it has not; one's file is not there */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  LfTestCatalog *catalog;
  g_autoptr (GError) error = NULL;

  self->root = lf_test_folder_new ();
  self->session = g_build_filename (self->root, "20240101_ABCDEF01", NULL);
  self->library = g_build_filename (self->root, "library", NULL);
  g_assert_cmpint (g_mkdir (self->library, 0755), ==, 0);

  catalog = lf_test_catalog_new (self->root, "a.db", GPOINTER_TO_UINT (data), FALSE);
  self->path = g_strdup (catalog->path);
  lf_test_catalog_add_session (catalog, "S1", "One");
  lf_test_catalog_add_session (catalog, "S2", "Two");
  lf_test_catalog_add_frame (catalog,
                             &(LfTestFrame) { "S1", "LIGHT", "M 31", "Ha", 300, NULL });
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *file = g_strdup_printf ("%s/same\n%u.fits", self->library, i);

      lf_test_catalog_add_frame (catalog, &(LfTestFrame) { NULL, "dark", NULL, NULL, 300, NULL });
      lf_test_catalog_exec (catalog, "UPDATE fits_files SET folder = '%q/', file = 'same%c%u.fits'"
                                     " WHERE id = %u", self->library, '\n', i, i + 2);
      if (i < 2)
        lf_test_write_file (file, "x", 1);
    }
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET camera = 'Cam', obs_date = '2024-01-10'");
  lf_test_catalog_exec (catalog,
                        "UPDATE processing_sessions SET folder_path = %Q || '/',"
                        " updated_at = 'then'", self->session);
  lf_test_catalog_close (catalog);

  self->connection = lf_edit_open (self->path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  lf_connection_close (self->connection);
  g_free (self->path);
  g_free (self->session);
  g_free (self->library);
  lf_test_folder_free (self->root);
}

static char *
query (Fixture    *self,
       const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  char *value = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

static void
assert_query (Fixture    *self,
              const char *sql,
              const char *expected)
{
  g_autofree char *value = query (self, sql);

  g_assert_cmpstr (value, ==, expected);
}

static LfUndo *
add (Fixture      *self,
     gboolean      stage,
     LfAddition   *addition)
{
  static const gint64 ids[] = { 2, 3, 4, 1, 999, 2 };
  g_autoptr (GError) error = NULL;
  LfUndo *undo = NULL;

  g_assert_true (lf_session_add_frames (self->connection, "S1", ids, G_N_ELEMENTS (ids), stage,
                                        addition, &undo, &error));
  g_assert_no_error (error);
  return undo;
}

static char *
get_staged (Fixture *self,
            guint    id)
{
  return g_strdup_printf ("%s/raw/calibration/darks/%u_same\n%u.fits", self->session, id, id - 2);
}

static void
assert_staged (Fixture  *self,
               guint     id,
               gboolean  is_staged)
{
  g_autofree char *path = get_staged (self, id);
  g_autofree char *target = g_file_read_link (path, NULL);
  g_autofree char *expected = g_strdup_printf ("%s/same\n%u.fits", self->library, id - 2);

  g_assert_cmpstr (target, ==, is_staged ? expected : NULL);
}

static void
test_adds (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *staged = get_staged (self, 3);
  g_autofree char *stored = NULL;
  LfAddition addition;

  g_assert_cmpint (g_mkdir (self->session, 0755), ==, 0);
  undo = add (self, TRUE, &addition);
  g_assert_cmpuint (addition.n_frames, ==, 3);
  g_assert_cmpuint (addition.n_staged, ==, 2);
  g_assert_nonnull (strstr (lf_undo_get_remark (undo), "2 of the 3"));
  assert_query (self, "SELECT group_concat(fits_file_id || frame_type || subfolder) FROM (SELECT *"
                      " FROM processing_session_files WHERE processing_session_id = 'S1'"
                      " ORDER BY fits_file_id LIMIT 3 OFFSET 1)",
                "2DARKraw/calibration/darks,3DARKraw/calibration/darks,"
                "4DARKraw/calibration/darks");
  stored = query (self, "SELECT staged_path FROM processing_session_files"
                        " WHERE fits_file_id = 3");
  g_assert_cmpstr (stored, ==, staged);
  assert_query (self, "SELECT count(*) FROM processing_sessions WHERE updated_at <> 'then'", "1");
  assert_staged (self, 2, TRUE);
  assert_staged (self, 3, TRUE);
  assert_staged (self, 4, FALSE);

  /* Those that it has are not added again */
  g_assert_null (add (self, TRUE, &addition));
  g_assert_cmpuint (addition.n_frames, ==, 0);

  g_assert_true (lf_undo_apply (undo, self->connection, &error));
  g_assert_no_error (error);
  assert_query (self, "SELECT count(*) FROM processing_session_files", "1");
  assert_staged (self, 2, FALSE);
  assert_staged (self, 3, FALSE);
}

/* Nothing is staged unless it is asked for and the folder is there */
static void
test_folder (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LfUndo) first = NULL;
  g_autoptr (LfUndo) second = NULL;
  g_autoptr (GError) error = NULL;
  LfAddition addition;

  first = add (self, TRUE, &addition);
  g_assert_cmpuint (addition.n_frames, ==, 3);
  g_assert_cmpuint (addition.n_staged, ==, 0);
  g_assert_true (g_str_has_prefix (lf_undo_get_remark (first), "No links were made"));
  g_assert_false (g_file_test (self->session, G_FILE_TEST_EXISTS));
  g_assert_true (lf_undo_apply (first, self->connection, &error));

  g_assert_cmpint (g_mkdir (self->session, 0755), ==, 0);
  second = add (self, FALSE, &addition);
  g_assert_cmpuint (addition.n_staged, ==, 0);
  g_assert_null (lf_undo_get_remark (second));
  assert_staged (self, 2, FALSE);
}

/* A folder on the way that leads out is not entered, and what is there is left alone */
static void
test_attacks (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *outside = g_build_filename (self->root, "outside", NULL);
  g_autofree char *raw = g_build_filename (self->session, "raw", NULL);
  g_autofree char *through = g_build_filename (outside, "calibration", NULL);
  g_autoptr (LfUndo) undo = NULL;
  LfAddition addition;

  g_assert_cmpint (g_mkdir (self->session, 0755), ==, 0);
  g_assert_cmpint (g_mkdir (outside, 0755), ==, 0);
  g_assert_cmpint (symlink (outside, raw), ==, 0);
  undo = add (self, TRUE, &addition);
  g_assert_cmpuint (addition.n_frames, ==, 3);
  g_assert_cmpuint (addition.n_staged, ==, 0);
  g_assert_false (g_file_test (through, G_FILE_TEST_EXISTS));
}

static void
test_file_in_the_way (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (self->session, "raw/calibration/darks", NULL);
  g_autofree char *file = get_staged (self, 2);
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  LfAddition addition;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  lf_test_write_file (file, "precious", 8);
  undo = add (self, TRUE, &addition);
  g_assert_cmpuint (addition.n_staged, ==, 1);
  g_assert_true (lf_undo_apply (undo, self->connection, &error));
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

/* What the calibration offers is what can be added */
static void
test_offer (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LfConnection) reader = lf_test_open (self->path);
  g_autoptr (LfCalibration) before = NULL;
  g_autoptr (LfCalibration) after = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  const LfLightGroup *group;
  const LfCalibrationOffer *offer;
  LfAddition addition;

  before = lf_calibration_load (reader, "S1", &error);
  lf_calibration_add_offers (before, reader, "S1", &error);
  g_assert_no_error (error);
  group = g_ptr_array_index (before->groups, 0);
  g_assert_cmpint (group->cells[LF_CALIBRATION_DARK].coverage, ==, LF_COVERAGE_MISSING);
  offer = group->cells[LF_CALIBRATION_DARK].offer;
  g_assert_cmpuint (offer->ids->len, ==, offer->frames);

  g_assert_true (lf_session_add_frames (self->connection, "S1",
                                        (const gint64 *) offer->ids->data, offer->ids->len, FALSE,
                                        &addition, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (addition.n_frames, ==, 3);
  after = lf_calibration_load (reader, "S1", &error);
  group = g_ptr_array_index (after->groups, 0);
  g_assert_cmpint (group->cells[LF_CALIBRATION_DARK].coverage, ==, LF_COVERAGE_GOOD);
  g_assert_cmpuint (group->cells[LF_CALIBRATION_DARK].frames, ==, 3);
}

static void
assert_fails (Fixture    *self,
              const char *session,
              int         code)
{
  static const gint64 ids[] = { 2 };
  g_autoptr (GError) error = NULL;
  LfUndo *undo = NULL;
  LfAddition addition;

  g_assert_false (lf_session_add_frames (self->connection, session, ids, 1, TRUE, &addition,
                                         &undo, &error));
  g_assert_error (error, LF_CATALOG_ERROR, code);
  g_assert_null (undo);
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));
  assert_query (self, "SELECT count(*) FROM processing_session_files", "1");
}

static void
test_not_found (Fixture       *self,
                gconstpointer  data)
{
  assert_fails (self, "no such", LF_CATALOG_ERROR_NOT_FOUND);
}

static void
test_refuses (Fixture       *self,
              gconstpointer  data)
{
  assert_fails (self, "S1", LF_CATALOG_ERROR_STRUCTURE);
}

/* Another program has removed some meanwhile */
static void
test_undo_meanwhile (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  LfAddition addition;

  undo = add (self, FALSE, &addition);
  lf_test_exec (self->path, "DELETE FROM processing_session_files WHERE fits_file_id = 3;"
                            "UPDATE processing_session_files SET processing_session_id = 'S2'"
                            " WHERE fits_file_id = 4");
  g_assert_true (lf_undo_apply (undo, self->connection, &error));
  g_assert_no_error (error);
  assert_query (self, "SELECT group_concat(processing_session_id || fits_file_id)"
                      " FROM processing_session_files", "S11,S24");
}

static void
add_test (const char   *name,
          LfTestLayout  layout,
          void          (*func) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/addition/%s/%s", name,
                                           lf_test_layout_get_name (layout));

  g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("adds", LF_TEST_LAYOUT_1, test_adds);
  add_test ("adds", LF_TEST_LAYOUT_2, test_adds);
  add_test ("folder", LF_TEST_LAYOUT_2, test_folder);
  add_test ("attacks", LF_TEST_LAYOUT_2, test_attacks);
  add_test ("file-in-the-way", LF_TEST_LAYOUT_2, test_file_in_the_way);
  add_test ("offer", LF_TEST_LAYOUT_1, test_offer);
  add_test ("offer", LF_TEST_LAYOUT_2, test_offer);
  add_test ("not-found", LF_TEST_LAYOUT_2, test_not_found);
  add_test ("refuses", LF_TEST_MIGRATED, test_refuses);
  add_test ("undo-meanwhile", LF_TEST_LAYOUT_2, test_undo_meanwhile);

  return g_test_run ();
}
