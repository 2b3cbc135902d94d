/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-removal.h"
#include "lf-test-support.h"

typedef struct
{
  LfTestFolder  *folder;
  LfTestCatalog *catalog;
  char          *path;
  LfConnection  *connection;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = lf_test_folder_new ();
  self->catalog = lf_test_catalog_new (self->folder, "catalog.db", GPOINTER_TO_UINT (data), FALSE);
  self->path = g_strdup (self->catalog->path);
  lf_test_catalog_add_session (self->catalog, "S1", "One");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->connection, lf_connection_close);
  g_clear_pointer (&self->catalog, lf_test_catalog_close);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static LfConnection *
open_catalog (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  if (self->catalog != NULL)
    {
      g_clear_pointer (&self->catalog, lf_test_catalog_close);
      self->connection = lf_edit_open (self->path, NULL, &error);
      g_assert_no_error (error);
      sqlite3_exec (lf_connection_get_db (self->connection), "PRAGMA synchronous=OFF", NULL,
                    NULL, NULL);
    }
  return self->connection;
}

static gint64
add (Fixture    *self,
     const char *session,
     const char *type,
     const char *object,
     const char *changes)
{
  gint64 id = lf_test_catalog_add_frame (
    self->catalog, &(LfTestFrame) { session, type, object, "Ha", 300, "N1" });

  lf_test_catalog_exec (self->catalog,
                        "UPDATE fits_files SET camera = 'Cam', telescope = 'Tele' WHERE id = %lld",
                        id);
  if (changes != NULL)
    lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET %s WHERE id = %lld", changes, id);
  return id;
}

static void
add_many (Fixture    *self,
          guint       n,
          const char *type,
          const char *object,
          const char *changes)
{
  for (guint i = 0; i < n; i++)
    add (self, "S1", type, object, changes);
}

/* All that the two tables have that a removal changes, in a text */
static char *
dump (Fixture    *self,
      const char *session)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  GString *text = g_string_new (NULL);

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db,
                      "SELECT quote(id) || quote(processing_session_id) || quote(fits_file_id)"
                      " || quote(original_path) || quote(original_filename) || quote(staged_path)"
                      " || quote(staged_filename) || quote(subfolder) || quote(created_at)"
                      " || quote(file_size) || quote(frame_type)"
                      " FROM processing_session_files"
                      " WHERE ?1 IS NULL OR processing_session_id = ?1"
                      " UNION ALL SELECT 'P' || quote(id) || quote(objects) || quote(name)"
                      " FROM processing_sessions WHERE ?1 IS NULL OR id = ?1 ORDER BY 1",
                      -1, &stmt, NULL);
  if (session != NULL)
    sqlite3_bind_text (stmt, 1, session, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static LfRemoval *
preview (Fixture    *self,
         const char *object)
{
  g_autoptr (GError) error = NULL;
  LfRemoval *removal = lf_removal_new (open_catalog (self), "S1", object, &error);

  g_assert_no_error (error);
  return removal;
}

static LfUndo *
apply (Fixture   *self,
       LfRemoval *removal)
{
  g_autoptr (GError) error = NULL;
  LfUndo *undo = NULL;

  g_assert_true (lf_removal_apply (removal, self->connection, TRUE, &undo, &error));
  g_assert_no_error (error);
  g_assert_nonnull (undo);
  return undo;
}

static void
take_back (Fixture *self,
           LfUndo  *undo)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_undo_apply (undo, self->connection, &error));
  g_assert_no_error (error);
}

static void
assert_counts (const LfRemoval *removal,
               guint            lights,
               guint            darks,
               guint            flats,
               guint            biases,
               guint            others)
{
  g_assert_cmpuint (removal->counts[LF_FRAME_LIGHT], ==, lights);
  g_assert_cmpuint (removal->counts[LF_FRAME_DARK], ==, darks);
  g_assert_cmpuint (removal->counts[LF_FRAME_FLAT], ==, flats);
  g_assert_cmpuint (removal->counts[LF_FRAME_BIAS], ==, biases);
  g_assert_cmpuint (removal->counts[LF_FRAME_OTHER], ==, others);
  g_assert_cmpuint (removal->ids->len - removal->missing->len, ==,
                    lights + darks + flats + biases + others);
}

static void
test_calibration (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lf_test_catalog_exec (self->catalog,
                        "UPDATE processing_sessions SET objects = '[\"M 31\", \"M 33\", 5,"
                        " {\"a\": [1.50]}, true, null, \"\\u00e9\"]'");
  add_many (self, 5, "LIGHT", "M 31", NULL);
  add_many (self, 2, "light", "M 31", "filter = 'L', exposure = 60, telescope = 'Other'");
  add_many (self, 3, "LIGHT", "M 33", NULL);
  /* Needed by M 33, too */
  add_many (self, 4, "DARK", NULL, NULL);
  add_many (self, 4, "FLAT", NULL, "camera = ' cam '");
  add_many (self, 4, "BIAS", NULL, NULL);
  /* Needed by M 31 only, or by nobody */
  add_many (self, 6, "DARK", NULL, "exposure = 60");
  add_many (self, 1, "DARK", NULL, "camera = 'Other'");
  add_many (self, 7, "FLAT", NULL, "filter = 'L', telescope = 'Other'");
  add_many (self, 1, "FLAT", NULL, "telescope = 'Other'");
  add_many (self, 8, "BIAS", NULL, "camera = 'Other'");
  /* It cannot be told */
  add_many (self, 1, "DARK", NULL, "camera = NULL");
  add_many (self, 1, "DARK", NULL, "exposure = NULL");
  add_many (self, 1, "FLAT", NULL, "filter = 'UNKNOWN'");
  add_many (self, 1, "BIAS", NULL, "camera = 'None'");
  /* Something known says that it is not */
  add_many (self, 2, "DARK", NULL, "camera = NULL, exposure = 60");
  add_many (self, 2, "FLAT", NULL, "filter = NULL, telescope = 'Other'");
  add_many (self, 1, "FOCUS", NULL, NULL);
  lf_test_catalog_link (self->catalog, "S1", 999, "LIGHT");

  open_catalog (self);
  before = dump (self, NULL);
  removal = preview (self, "M 31");
  assert_counts (removal, 7, 9, 10, 8, 0);
  g_assert_false (removal->everything);
  g_assert_cmpfloat (removal->seconds, ==, 5 * 300 + 2 * 60);
  after = dump (self, NULL);
  g_assert_cmpstr (after, ==, before);

  undo = apply (self, removal);
  g_clear_pointer (&after, g_free);
  after = dump (self, NULL);
  g_assert_cmpstr (after, !=, before);
  g_assert_nonnull (strstr (after, "'[\"M 33\",5,{\"a\":[1.50]},true,null,\"\\u00e9\"]'"));
  take_back (self, undo);
  g_clear_pointer (&after, g_free);
  after = dump (self, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_everything (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lf_test_catalog_add_session (self->catalog, "S2", "Two");
  add_many (self, 2, "LIGHT", "M 31", NULL);
  add_many (self, 3, "DARK", NULL, "camera = NULL");
  add_many (self, 1, NULL, NULL, NULL);
  add_many (self, 1, "FOCUS", NULL, NULL);
  lf_test_catalog_link (self->catalog, "S1", 1, "LIGHT");
  lf_test_catalog_link (self->catalog, "S1", 998, "DARK");
  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                        " original_path, original_filename, staged_path, staged_filename,"
                        " subfolder, file_size) VALUES ('S1', NULL, '', X'00FF', '', '', '', 1)");
  add (self, "S2", "LIGHT", "M 31", NULL);

  open_catalog (self);
  before = dump (self, NULL);
  removal = preview (self, "M 31");
  assert_counts (removal, 3, 3, 0, 0, 2);
  g_assert_cmpuint (removal->missing->len, ==, 2);
  g_assert_true (removal->everything);
  undo = apply (self, removal);
  after = dump (self, "S1");
  g_assert_cmpstr (after, ==, "P'S1'NULL'One'\n");
  take_back (self, undo);
  g_clear_pointer (&after, g_free);
  after = dump (self, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_unknown_object (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfRemoval) other = NULL;

  add_many (self, 1, "LIGHT", NULL, NULL);
  add_many (self, 1, "LIGHT", "", NULL);
  add_many (self, 1, "LIGHT", "  ", NULL);
  add_many (self, 4, "LIGHT", "M 31", NULL);
  add_many (self, 2, "DARK", NULL, NULL);
  removal = preview (self, NULL);
  assert_counts (removal, 3, 0, 0, 0, 0);
  /* Lights without an object remain, and they need the darks */
  other = preview (self, "M 31");
  assert_counts (other, 4, 0, 0, 0, 0);
  g_assert_false (other->everything);
}

static void
test_lights_of_unknown (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (LfRemoval) removal = NULL;

  add_many (self, 1, "LIGHT", "M 31", NULL);
  /* A colour camera: neither lights nor flats have a filter */
  add_many (self, 1, "LIGHT", "M 33", "camera = 'Osc', filter = NULL");
  add_many (self, 2, "FLAT", NULL, "camera = 'Osc', filter = NULL");
  add_many (self, 3, "FLAT", NULL, "camera = 'Osc', filter = 'NONE'");
  add_many (self, 4, "FLAT", NULL, NULL);
  add_many (self, 1, "DARK", NULL, "camera = 'Osc'");
  removal = preview (self, "M 31");
  assert_counts (removal, 1, 0, 4, 0, 0);
}

static void
assert_preview_fails (Fixture    *self,
                      const char *session,
                      const char *object,
                      int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_removal_new (open_catalog (self), session, object, &error));
  g_assert_error (error, LF_CATALOG_ERROR, code);
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));
}

static void
test_not_found (Fixture       *self,
                gconstpointer  data)
{
  add_many (self, 1, "LIGHT", "M 31", NULL);
  add_many (self, 1, "DARK", "M 33", NULL);
  assert_preview_fails (self, "S1", "M 33", LF_CATALOG_ERROR_NOT_FOUND);
  assert_preview_fails (self, "S1", "m 31", LF_CATALOG_ERROR_NOT_FOUND);
  assert_preview_fails (self, "S1", NULL, LF_CATALOG_ERROR_NOT_FOUND);
  assert_preview_fails (self, "no such", "M 31", LF_CATALOG_ERROR_NOT_FOUND);
}

/* Frames without an id may be needed, and nobody knows */
static void
test_refuses (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfConnection) reader = NULL;
  g_autoptr (GError) error = NULL;

  add_many (self, 1, "LIGHT", "M 31", NULL);
  assert_preview_fails (self, "S1", "M 31", LF_CATALOG_ERROR_STRUCTURE);
  reader = lf_test_open (self->path);
  g_assert_null (lf_removal_new (reader, "S1", "M 31", &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_STRUCTURE);
  g_assert_nonnull (strstr (error->message, "lightframe-cli repair"));
}

static void
test_preview_by_reader (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (LfConnection) reader = NULL;
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  add_many (self, 2, "LIGHT", "M 31", NULL);
  open_catalog (self);
  reader = lf_test_open (self->path);
  removal = lf_removal_new (reader, "S1", "M 31", &error);
  g_assert_no_error (error);
  assert_counts (removal, 2, 0, 0, 0, 0);
  undo = apply (self, removal);
}

static void
assert_conflicts (Fixture    *self,
                  LfRemoval  *removal)
{
  g_autofree char *before = dump (self, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  LfUndo *undo = NULL;

  g_assert_false (lf_removal_apply (removal, self->connection, TRUE, &undo, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  g_assert_null (undo);
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));
  after = dump (self, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_conflict (Fixture       *self,
               gconstpointer  data)
{
  static const char *changes[] = {
    "UPDATE fits_files SET object = 'M 31' WHERE object = 'M 33'",
    "DELETE FROM processing_session_files WHERE id = 1",
    "UPDATE fits_files SET object = 'x' WHERE object = 'M 31'",
    "DELETE FROM processing_session_files",
  };

  add_many (self, 2, "LIGHT", "M 31", NULL);
  add_many (self, 2, "LIGHT", "M 33", "exposure = 60");
  add_many (self, 2, "DARK", NULL, NULL);
  open_catalog (self);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (LfRemoval) removal = NULL;

      /* Once the object is gone from all frames, that cannot be shown any more */
      if (i == 3)
        lf_test_exec (self->path, "UPDATE fits_files SET object = 'M 31' WHERE object = 'x'");
      removal = preview (self, "M 31");
      lf_test_exec (self->path, changes[i]);
      assert_conflicts (self, removal);
    }
}

static void
test_busy (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;
  LfUndo *undo = NULL;

  add_many (self, 2, "LIGHT", "M 31", NULL);
  removal = preview (self, "M 31");
  g_assert_cmpint (sqlite3_open (self->path, &other), ==, SQLITE_OK);
  sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  lf_connection_set_patience (self->connection, 50);
  g_assert_false (lf_removal_apply (removal, self->connection, TRUE, &undo, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (other);
}

/* What another program has done meanwhile is respected */
static void
test_undo_meanwhile (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  lf_test_catalog_exec (self->catalog,
                        "UPDATE processing_sessions SET objects = '[\"M 31\",\"M 33\"]'");
  add_many (self, 4, "LIGHT", "M 31", NULL);
  removal = preview (self, "M 31");
  undo = apply (self, removal);

  /* Frame 1 is gone, 2 is linked again, the id of 3 is taken, and the objects are others */
  lf_test_exec (self->path,
                "DELETE FROM fits_files WHERE id = 1;"
                "INSERT INTO processing_session_files (id, processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " VALUES (70, 'S1', 2, 'a', 'a', 'a', 'a', 'a'), (3, 'X', 9, '', '', '', '', '');"
                "UPDATE processing_sessions SET objects = '[\"new\"]'");
  take_back (self, undo);
  after = dump (self, NULL);
  g_assert_cmpstr (after, ==,
                   "3'X'9''''''''''NULLNULLNULL\n"
                   "4'S1'4''''''''''NULLNULL'LIGHT'\n"
                   "70'S1'2'a''a''a''a''a'NULLNULLNULL\n"
                   "71'S1'3''''''''''NULLNULL'LIGHT'\n"
                   "P'S1''[\"new\"]''One'\n");

  g_clear_pointer (&undo, lf_undo_free);
  g_clear_pointer (&removal, lf_removal_free);
  removal = preview (self, "M 31");
  undo = apply (self, removal);
  lf_test_exec (self->path, "DELETE FROM processing_sessions");
  g_assert_false (lf_undo_apply (undo, self->connection, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
}

/* Columns that a user added come back as well */
static void
test_own_columns (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  lf_test_catalog_exec (self->catalog,
                        "ALTER TABLE processing_session_files"
                        " ADD COLUMN \"my \"\"own\"\" %%\" BLOB");
  add_many (self, 2, "LIGHT", "M 31", NULL);
  lf_test_catalog_exec (self->catalog,
                        "UPDATE processing_session_files SET \"my \"\"own\"\" %%\" = X'00FF01'");
  removal = preview (self, "M 31");
  undo = apply (self, removal);
  take_back (self, undo);

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT count(*) FROM processing_session_files"
                          " WHERE \"my \"\"own\"\" %\" = X'00FF01'", -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 2);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer),
          gboolean    in_both)
{
  for (LfTestLayout layout = 0; layout < LF_TEST_MIGRATED; layout++)
    if (in_both || layout == LF_TEST_LAYOUT_2)
      {
        g_autofree char *path = g_strdup_printf ("/removal/%s/%s", name,
                                                 lf_test_layout_get_name (layout));

        g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
      }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("calibration", test_calibration, TRUE);
  add_test ("everything", test_everything, TRUE);
  add_test ("unknown-object", test_unknown_object, FALSE);
  add_test ("lights-of-unknown", test_lights_of_unknown, FALSE);
  add_test ("not-found", test_not_found, FALSE);
  g_test_add ("/removal/refuses", Fixture, GUINT_TO_POINTER (LF_TEST_MIGRATED), set_up,
              test_refuses, tear_down);
  add_test ("preview-by-reader", test_preview_by_reader, TRUE);
  add_test ("conflict", test_conflict, FALSE);
  add_test ("busy", test_busy, FALSE);
  add_test ("undo-meanwhile", test_undo_meanwhile, FALSE);
  add_test ("own-columns", test_own_columns, FALSE);

  return g_test_run ();
}
