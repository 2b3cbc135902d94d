/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-deletion-folder.h"
#include "catalog/lf-deletion.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-session-id.h"
#include "demo/lf-demo.h"
#include "lf-test-journal.h"
#include "lf-test-mend.h"
#include "lf-test-support.h"

#define FIRST "20250101_0000000A"
#define SECOND "20250102_0000000B"
#define THIRD "20250103_0000000C"

static const char *const tables[] = { "processing_sessions", "processing_session_files",
                                      "processed_files", "fits_files" };

/* All that the catalog has in the tables that sessions are in, and in that of frames */
static char *
dump (const char *path)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *rows = lf_test_dump (path, tables[i], NULL);

      g_string_append_printf (text, "%s:\n%s\n", tables[i], rows);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Three sessions, of which the second has nothing */
static char *
make_catalog (const char   *folder,
              LfTestLayout  layout)
{
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (folder, "some.db", layout, FALSE);
  static const char *const ids[] = { FIRST, SECOND, THIRD };
  gint64 shared;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    lf_test_catalog_add_session (catalog, ids[i], ids[i]);
  for (guint i = 0; i < 5; i++)
    lf_test_catalog_add_frame (catalog, &(LfTestFrame) { FIRST, i < 3 ? "LIGHT" : "DARK", "M 31",
                                                         "Ha", 300, "N1" });
  shared = lf_test_catalog_add_frame (catalog, &(LfTestFrame) { THIRD, "LIGHT", "M 33", "L", 60,
                                                                "N1" });
  lf_test_catalog_link (catalog, FIRST, shared, "LIGHT");
  /* Twice, to no frame, and to one that is gone */
  lf_test_catalog_link (catalog, FIRST, shared, "LIGHT");
  lf_test_catalog_link (catalog, FIRST, 987654, "LIGHT");
  lf_test_catalog_exec (catalog,
                        "INSERT INTO processing_session_files (processing_session_id,"
                        " fits_file_id, original_path, original_filename, staged_path,"
                        " staged_filename, subfolder, file_size)"
                        " VALUES (%Q, NULL, '/a', x'00ff', '', 1.5, '', 12.25)", FIRST);
  for (guint i = 0; i < 3; i++)
    lf_test_catalog_exec (catalog,
                          "INSERT INTO processed_files (processing_session_id, file_path,"
                          " filename, file_type) VALUES (%Q, '/r/%u', 'r%u', 'xisf')",
                          i < 2 ? FIRST : THIRD, i, i);
  return g_strdup (catalog->path);
}

static LfConnection *
open_to_edit (const char *path)
{
  g_autoptr (GError) error = NULL;
  LfConnection *connection = lf_edit_open (path, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static LfDeletion *
preview (LfConnection      *connection,
         const char *const *ids)
{
  g_autoptr (GError) error = NULL;
  LfDeletion *deletion = lf_deletion_new (connection, ids, &error);

  g_assert_no_error (error);
  return deletion;
}

static LfUndo *
apply (LfConnection *connection,
       LfDeletion   *deletion,
       gboolean      trash)
{
  g_autoptr (GError) error = NULL;
  LfUndo *undo = NULL;

  lf_deletion_apply (deletion, connection, trash, &undo, &error);
  g_assert_no_error (error);
  g_assert_nonnull (undo);
  return undo;
}

static void
take_back (LfConnection *connection,
           LfUndo       *undo)
{
  g_autoptr (GError) error = NULL;

  lf_undo_apply (undo, connection, &error);
  g_assert_no_error (error);
}

static void
assert_count (const char *path,
              const char *sql,
              const char *expected)
{
  g_autofree char *text = lf_test_query (path, sql);

  g_assert_cmpstr (g_strstrip (text), ==, expected);
}

/* What was taken back tells whose it was, though they were not there to be asked */
static void
assert_newest_names (const char *path,
                     const char *name)
{
  g_autoptr (GPtrArray) entries = lf_test_journal_list_at (path);
  const LfJournalEntry *newest = g_ptr_array_index (entries, 0);
  const LfJournalSession *session = g_ptr_array_index (newest->sessions, 0);

  g_assert_cmpint (newest->kind, ==, LF_UNDO_UNDO);
  g_assert_cmpstr (session->name, ==, name);
}

static void
test_delete (gconstpointer data)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make_catalog (folder, GPOINTER_TO_UINT (data));
  g_autofree char *before = dump (path);
  g_autofree char *after = NULL;
  const char *ids[] = { FIRST, SECOND, NULL };
  g_autoptr (LfConnection) connection = open_to_edit (path);
  g_autoptr (LfDeletion) deletion = preview (connection, ids);
  g_autoptr (LfUndo) undo = NULL;
  const LfDeletedSession *first = g_ptr_array_index (deletion->sessions, 0);

  g_assert_cmpuint (deletion->sessions->len, ==, 2);
  g_assert_cmpstr (first->id, ==, FIRST);
  g_assert_cmpuint (first->n_links, ==, 9);
  g_assert_cmpuint (deletion->n_links, ==, 9);
  g_assert_cmpuint (deletion->n_results, ==, 2);
  g_assert_cmpuint (deletion->n_folders, ==, 0);

  undo = apply (connection, deletion, FALSE);
  g_assert_cmpstr (lf_undo_get_title (undo), ==, "2 sessions deleted");
  assert_count (path, "SELECT group_concat(id) FROM processing_sessions", THIRD);
  assert_count (path, "SELECT DISTINCT processing_session_id FROM processing_session_files",
                THIRD);
  assert_count (path, "SELECT filename FROM processed_files", "r2");
  assert_count (path, "SELECT count(*) FROM fits_files", "6");

  take_back (connection, undo);
  after = dump (path);
  g_assert_cmpstr (after, ==, before);
  assert_newest_names (path, FIRST);
}

/* On catalogs as the cataloger makes them; also from what is left when nothing is held in memory */
static void
test_demo (gconstpointer data)
{
  LfDemoOptions options = { GPOINTER_TO_INT (data), 2000, 12 };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) ids = NULL;
  g_autoptr (LfConnection) connection = NULL;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  before = dump (path);
  list = lf_test_query (path, "SELECT group_concat(id, ' ') FROM processing_sessions");
  ids = g_strsplit (g_strstrip (list), " ", -1);
  connection = open_to_edit (path);
  for (guint n = 1; n <= g_strv_length (ids); n += 5)
    {
      g_autofree char **some = g_new0 (char *, n + 1);
      g_autoptr (LfDeletion) deletion = NULL;
      g_autoptr (LfUndo) undo = NULL;

      memcpy (some, ids, n * sizeof (char *));
      deletion = preview (connection, (const char *const *) some);
      g_assert_cmpuint (deletion->sessions->len, ==, n);
      undo = apply (connection, deletion, FALSE);
      take_back (connection, undo);
      g_free (after);
      after = dump (path);
      g_assert_cmpstr (after, ==, before);
    }
}

/* Ids are any text */
static void
test_odd_ids (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  static const char *const ids[] = { "it's \"so\"", "a,b\\", "100 %", "[\"M 31\"]", "zwei\nZeilen",
                                     "é😀", "' OR 1 --", "" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("odd-%u.db", i);
      LfTestCatalog *catalog = lf_test_catalog_new (folder, name, LF_TEST_LAYOUT_2, FALSE);
      g_autofree char *path = g_strdup (catalog->path);
      const char *wanted[] = { ids[i], NULL };
      g_autoptr (LfConnection) connection = NULL;
      g_autoptr (LfDeletion) deletion = NULL;
      g_autoptr (LfUndo) undo = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      lf_test_catalog_add_session (catalog, ids[i], "Odd");
      lf_test_catalog_add_session (catalog, SECOND, "Stays");
      lf_test_catalog_add_frame (catalog, &(LfTestFrame) { ids[i], "LIGHT", "M 31", "L", 1, "N" });
      lf_test_catalog_close (catalog);
      before = dump (path);
      connection = open_to_edit (path);
      deletion = preview (connection, wanted);
      g_assert_cmpuint (deletion->n_links, ==, 1);
      undo = apply (connection, deletion, FALSE);
      assert_count (path, "SELECT group_concat(id) FROM processing_sessions", SECOND);
      take_back (connection, undo);
      after = dump (path);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
assert_refused (const char *path,
                LfCatalogError code,
                const char *part)
{
  const char *ids[] = { FIRST, NULL };
  g_autoptr (LfConnection) connection = open_to_edit (path);
  g_autofree char *before = dump (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDeletion) deletion = lf_deletion_new (connection, ids, &error);

  g_assert_null (deletion);
  g_assert_error (error, LF_CATALOG_ERROR, (int) code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” is not in “%s”", part, error->message);
  after = dump (path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_obstacles (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make_catalog (folder, LF_TEST_LAYOUT_2);
  const char *ids[] = { FIRST, NULL };

  /* Another program's table stands in the way as soon as it has something to do with it */
  lf_test_exec (path, "CREATE TABLE \"it's\" (\"a b\" TEXT REFERENCES processing_sessions (id))");
  {
    g_autoptr (LfConnection) connection = open_to_edit (path);
    g_autoptr (LfDeletion) deletion = preview (connection, ids);

    g_assert_nonnull (deletion);
  }
  lf_test_exec (path, "INSERT INTO \"it's\" VALUES ('" FIRST "')");
  assert_refused (path, LF_CATALOG_ERROR_STRUCTURE, "“it's”");
  lf_test_exec (path, "DROP TABLE \"it's\"");

  lf_test_exec (path, "CREATE TRIGGER watch AFTER DELETE ON processed_files BEGIN SELECT 1; END");
  assert_refused (path, LF_CATALOG_ERROR_STRUCTURE, "watch");
  lf_test_exec (path, "DROP TRIGGER watch; CREATE TABLE x AS SELECT * FROM processed_files;"
                " DROP TABLE processed_files; ALTER TABLE x RENAME TO processed_files");
  assert_refused (path, LF_CATALOG_ERROR_STRUCTURE, "primary key");

  lf_test_exec (path, "DELETE FROM processing_sessions WHERE id = '" FIRST "'");
  lf_test_exec (path, "DROP TABLE processed_files; CREATE TABLE processed_files (id INTEGER NOT"
                " NULL PRIMARY KEY, processing_session_id TEXT)");
  assert_refused (path, LF_CATALOG_ERROR_NOT_FOUND, FIRST);
}

/* Something else would go than was shown */
static void
test_conflict (void)
{
  static const char *const changes[] = {
    "DELETE FROM processing_session_files WHERE fits_file_id IS NULL",
    "INSERT INTO processed_files (processing_session_id, file_path, filename, file_type)"
    " VALUES ('" FIRST "', '/new', 'new', 'jpg')",
    "DELETE FROM processing_sessions WHERE id = '" FIRST "'",
    "UPDATE processing_sessions SET name = 'Mine' WHERE id = '" FIRST "'",
  };
  const char *ids[] = { FIRST, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
      g_autofree char *path = make_catalog (folder, LF_TEST_LAYOUT_2);
      g_autoptr (LfConnection) connection = open_to_edit (path);
      g_autoptr (LfDeletion) deletion = preview (connection, ids);
      g_autoptr (LfUndo) undo = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      lf_test_exec (path, changes[i]);
      before = dump (path);
      g_assert_false (lf_deletion_apply (deletion, connection, FALSE, &undo, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
      g_assert_null (undo);
      after = dump (path);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
}

static void
assert_state (const char    *id,
              const char    *path,
              GPtrArray     *others,
              const char    *catalog,
              LfFolderState  expected)
{
  LfFolderState state = lf_deletion_folder_look (id, path, catalog, others);

  if (state != expected)
    g_error ("the folder “%s” is %d and not %d", path != NULL ? path : "", state, expected);
}

static void
test_folders (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *catalog = g_build_filename (folder, "some.db", NULL);
  g_autofree char *own = g_build_filename (folder, "staging", FIRST, NULL);
  g_autofree char *slashes = g_strconcat (own, "//", NULL);
  g_autofree char *up = g_strconcat (own, "/../" FIRST, NULL);
  g_autofree char *other = g_build_filename (folder, "staging", "other", NULL);
  g_autofree char *link = g_build_filename (folder, "links", FIRST, NULL);
  g_autofree char *link_slash = g_strconcat (link, "/", NULL);
  g_autofree char *links = g_build_filename (folder, "links", NULL);
  g_autofree char *missing = g_build_filename (folder, "none", FIRST, NULL);
  g_autofree char *inner = g_build_filename (own, "x", SECOND, NULL);
  g_autofree char *inner_catalog = g_build_filename (own, "some.db", NULL);
  g_autofree char *file = g_build_filename (folder, SECOND, NULL);

  make_folder (own);
  make_folder (other);
  make_folder (g_get_home_dir ());
  make_folder (links);
  lf_test_write_file (file, "x", 1);
  g_assert_cmpint (symlink (own, link), ==, 0);

  assert_state (FIRST, own, others, catalog, LF_FOLDER_OWN);
  assert_state (FIRST, slashes, others, catalog, LF_FOLDER_OWN);
  assert_state (FIRST, NULL, others, catalog, LF_FOLDER_NONE);
  assert_state (FIRST, "", others, catalog, LF_FOLDER_NONE);
  assert_state (FIRST, missing, others, catalog, LF_FOLDER_MISSING);

  /* What leads elsewhere, or has another name */
  assert_state (FIRST, "relative/" FIRST, others, catalog, LF_FOLDER_FOREIGN);
  assert_state (FIRST, "/", others, catalog, LF_FOLDER_FOREIGN);
  assert_state (FIRST, g_get_home_dir (), others, catalog, LF_FOLDER_FOREIGN);
  assert_state (FIRST, up, others, catalog, LF_FOLDER_FOREIGN);
  assert_state (FIRST, link, others, catalog, LF_FOLDER_FOREIGN);
  assert_state (FIRST, link_slash, others, catalog, LF_FOLDER_FOREIGN);
  assert_state (FIRST, other, others, catalog, LF_FOLDER_FOREIGN);
  assert_state ("other", other, others, catalog, LF_FOLDER_FOREIGN);
  assert_state (SECOND, file, others, catalog, LF_FOLDER_FOREIGN);

  /* What is still needed */
  assert_state (FIRST, own, others, inner_catalog, LF_FOLDER_FOREIGN);
  g_ptr_array_add (others, g_strdup (other));
  assert_state (FIRST, own, others, catalog, LF_FOLDER_OWN);
  g_ptr_array_add (others, g_strdup (inner));
  assert_state (FIRST, own, others, catalog, LF_FOLDER_FOREIGN);
  g_ptr_array_set_size (others, 0);
  g_ptr_array_add (others, g_strdup (link));
  assert_state (FIRST, own, others, catalog, LF_FOLDER_FOREIGN);
}

/* Wherever a link in the folder leads, what is there stays */
static void
test_trash (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make_catalog (folder, LF_TEST_LAYOUT_2);
  g_autofree char *own = g_build_filename (folder, "staging", FIRST, NULL);
  g_autofree char *raw = g_build_filename (own, "raw", NULL);
  g_autofree char *outside = g_build_filename (folder, "library", NULL);
  g_autofree char *frame = g_build_filename (outside, "frame.fits", NULL);
  g_autofree char *link = g_build_filename (own, "raw", "lights", NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE processing_sessions SET folder_path = '%s'"
                                          " WHERE id = '" FIRST "'", own);
  const char *ids[] = { FIRST, SECOND, NULL };
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfDeletion) deletion = NULL;
  g_autoptr (LfUndo) undo = NULL;
  const LfDeletedSession *first;

  make_folder (g_get_home_dir ());
  make_folder (g_get_user_data_dir ());
  make_folder (raw);
  make_folder (outside);
  lf_test_write_file (frame, "x", 1);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  lf_test_exec (path, sql);

  connection = open_to_edit (path);
  deletion = preview (connection, ids);
  g_assert_cmpuint (deletion->n_folders, ==, 1);
  first = g_ptr_array_index (deletion->sessions, 0);
  g_assert_cmpint (first->state, ==, LF_FOLDER_OWN);
  undo = apply (connection, deletion, FALSE);
  g_assert_true (g_file_test (link, G_FILE_TEST_EXISTS));
  take_back (connection, undo);
  g_clear_pointer (&undo, lf_undo_free);

  g_clear_pointer (&deletion, lf_deletion_free);
  deletion = preview (connection, ids);
  first = g_ptr_array_index (deletion->sessions, 0);
  undo = apply (connection, deletion, TRUE);
  /* Not every disk has a trash */
  if (first->state == LF_FOLDER_FAILED)
    g_assert_nonnull (first->failure);
  else
    g_assert_cmpint (first->state, ==, LF_FOLDER_TRASHED);
  g_assert_true (g_file_test (own, G_FILE_TEST_IS_DIR) == (first->state == LF_FOLDER_FAILED));
  g_assert_true (g_file_test (frame, G_FILE_TEST_EXISTS));
  g_assert_cmpint (((LfDeletedSession *) g_ptr_array_index (deletion->sessions, 1))->state, ==,
                   LF_FOLDER_NONE);
  g_test_message ("the folder is %s", first->failure != NULL ? first->failure : "in the trash");
}

static void
test_ids (void)
{
  static const char *const wrong[] = { "", "S1", "20250101", "20250101_0000000", "20250101-0000000A",
                                       "2025010a_0000000A", "20250101_0000000G",
                                       "20250101_0000000A0", "../50101_0000000A" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%Y%m%d");

  g_assert_true (lf_session_id_is_valid (FIRST));
  g_assert_true (lf_session_id_is_valid ("20250603_b1d10e7b"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (lf_session_id_is_valid (wrong[i]));
  for (guint i = 0; i < 100; i++)
    {
      char *id = lf_session_id_make ();

      g_assert_true (lf_session_id_is_valid (id));
      g_assert_cmpint (strncmp (id, day, 6), ==, 0);
      g_assert_true (g_hash_table_add (seen, id));
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);
  g_test_add_data_func ("/deletion/layout-1", GUINT_TO_POINTER (LF_TEST_LAYOUT_1), test_delete);
  g_test_add_data_func ("/deletion/layout-2", GUINT_TO_POINTER (LF_TEST_LAYOUT_2), test_delete);
  g_test_add_data_func ("/deletion/demo/healthy", GINT_TO_POINTER (LF_DEMO_HEALTHY), test_demo);
  g_test_add_data_func ("/deletion/demo/legacy", GINT_TO_POINTER (LF_DEMO_LEGACY), test_demo);
  g_test_add_func ("/deletion/odd-ids", test_odd_ids);
  g_test_add_func ("/deletion/obstacles", test_obstacles);
  g_test_add_func ("/deletion/conflict", test_conflict);
  g_test_add_func ("/deletion/folders", test_folders);
  g_test_add_func ("/deletion/trash", test_trash);
  g_test_add_func ("/deletion/ids", test_ids);
  return g_test_run ();
}
