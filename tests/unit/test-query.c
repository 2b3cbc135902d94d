/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-query.h"
#include "catalog/lf-resources.h"
#include "lf-test-support.h"

/* The names in a query's header: words separated by commas, without what stands in parentheses.
 * A field goes on in lines that begin with two spaces. */
static GStrv
list_columns_of_header (const char *name)
{
  g_auto (GStrv) lines = g_strsplit (lf_query_get_sql (name), "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRegex) remark = g_regex_new ("\\([^)]*\\)| in [a-z]+", 0, 0, NULL);
  g_autofree char *bare = NULL;
  gboolean inside = FALSE;
  GStrv names;

  for (guint i = 0; g_str_has_prefix (lines[i], "--"); i++)
    {
      inside = g_str_has_prefix (lines[i], "-- columns: ") ||
               (inside && g_str_has_prefix (lines[i], "--   "));
      if (inside)
        g_string_append_printf (text, " %s", lines[i] + strlen ("-- "));
    }

  bare = g_regex_replace_literal (remark, text->str, -1, 0, "", 0, NULL);
  names = g_strsplit (bare + strlen (" columns: "), ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    g_strstrip (names[i]);
  return names;
}

/* Queries in folders of their own, which the Maintenance window does not time; those that write are
 * not among them */
static const char *const folders[] = { "calibration", "export", "frames", "session" };

static GPtrArray *
list_names_in_folders (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_strdup_printf (LF_RESOURCE_PATH "/sql/%s/", folders[i]);
      g_auto (GStrv) files = g_resources_enumerate_children (path, 0, NULL);

      g_assert_nonnull (files);
      for (guint j = 0; files[j] != NULL; j++)
        g_ptr_array_add (names, g_strdup_printf ("%s/%.*s", folders[i],
                                                 (int) (strlen (files[j]) - strlen (".sql")),
                                                 files[j]));
    }
  return names;
}

static void
check_columns (const char   *name,
               sqlite3_stmt *stmt)
{
  g_auto (GStrv) expected = list_columns_of_header (name);

  g_assert_cmpint (sqlite3_column_count (stmt), ==, (int) g_strv_length (expected));
  for (int i = 0; i < sqlite3_column_count (stmt); i++)
    g_assert_cmpstr (sqlite3_column_name (stmt, i), ==, expected[i]);
}

static int
run (sqlite3_stmt *stmt)
{
  int n_rows = 0;
  int result;

  if (sqlite3_bind_parameter_count (stmt) > 0)
    sqlite3_bind_text (stmt, 1, "S1", -1, SQLITE_STATIC);
  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    n_rows++;

  g_assert_cmpint (result, ==, SQLITE_DONE);
  return n_rows;
}

static void
run_all_on (const char *path)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_auto (GStrv) names = lf_query_list_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfRead) stmt = lf_connection_prepare (connection, names[i], &error);

      g_test_message ("%s on %s", names[i], path);
      g_assert_no_error (error);
      check_columns (names[i], stmt);
      g_assert_true (sqlite3_stmt_readonly (stmt));
      g_assert_cmpint (run (stmt), >, 0);
    }
}

static void
run_folders_on (const char *path)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GPtrArray) names = list_names_in_folders ();

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfRead) stmt = lf_connection_prepare (connection, name, &error);
      g_autofree char *title = lf_query_get_header (name, "title");
      g_autofree char *purpose = lf_query_get_header (name, "purpose");
      g_autofree char *parameters = lf_query_get_header (name, "parameters");

      g_test_message ("%s on %s", name, path);
      g_assert_no_error (error);
      g_assert_true (title != NULL && purpose != NULL && parameters != NULL);
      g_assert_cmpint (sqlite3_bind_parameter_count (stmt) == 0, ==,
                       g_str_equal (parameters, "none"));
      check_columns (name, stmt);
      g_assert_true (sqlite3_stmt_readonly (stmt));
      run (stmt);
    }
}

/* What edits do is prepared on the tables themselves, as they are in the file */
static void
test_edits (gconstpointer data)
{
  LfTestLayout layout = GPOINTER_TO_UINT (data);
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "catalog.db", layout, FALSE);
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) files = g_resources_enumerate_children (LF_RESOURCE_PATH "/sql/edit/", 0, NULL);

  connection = lf_edit_open (path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("edit/%.*s",
                                               (int) (strlen (files[i]) - strlen (".sql")),
                                               files[i]);
      g_autofree char *title = lf_query_get_header (name, "title");
      g_autofree char *purpose = lf_query_get_header (name, "purpose");
      g_autofree char *columns = lf_query_get_header (name, "columns");
      sqlite3_stmt *stmt = lf_connection_prepare (connection, name, &error);

      g_test_message ("%s", name);
      g_assert_no_error (error);
      g_assert_true (title != NULL && purpose != NULL);
      /* What keeps whole rows for an undo has whatever columns there are */
      if (sqlite3_stmt_readonly (stmt) && g_strcmp0 (columns, "all that the table has") != 0)
        check_columns (name, stmt);
    }
}

static void
test_folders (gconstpointer data)
{
  LfTestLayout layout = GPOINTER_TO_UINT (data);
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "catalog.db", layout, FALSE);

  run_folders_on (path);
}

static void
test_runs (gconstpointer data)
{
  LfTestLayout layout = GPOINTER_TO_UINT (data);
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *rollback = lf_test_make_catalog (folder, "rollback.db", layout, FALSE);
  g_autofree char *wal = lf_test_make_catalog (folder, "wal.db", layout, TRUE);

  run_all_on (rollback);
  run_all_on (wal);
}

static void
test_runs_on_nothing (gconstpointer data)
{
  LfTestLayout layout = GPOINTER_TO_UINT (data);
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (folder, "empty.db", layout, FALSE);
  g_autofree char *path = g_strdup (catalog->path);

  lf_test_catalog_close (g_steal_pointer (&catalog));
  lf_test_browse (path);
}

static void
test_same_answer (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();

  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      g_autofree char *path = lf_test_make_catalog (folder, lf_test_layout_get_name (layout),
                                                    layout, FALSE);
      g_autoptr (LfConnection) connection = lf_test_open (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfSessionDetail) detail = lf_session_detail_load (connection, "S1", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (detail->counts[LF_FRAME_LIGHT], ==, 3);
      g_assert_cmpuint (detail->nights[LF_FRAME_LIGHT], ==, 2);
      g_assert_cmpuint (detail->n_frames, ==, 6);
      g_assert_cmpfloat (detail->seconds, ==, 630);
    }
}

static void
test_headers (void)
{
  static const char *fields[] = { "title", "purpose", "parameters", "columns" };
  g_auto (GStrv) names = lf_query_list_names ();
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (g_strv_length (names), >=, 6);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *none = lf_query_get_header (names[i], "colour");
      char *title = lf_query_get_header (names[i], "title");

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          g_autofree char *text = lf_query_get_header (names[i], fields[j]);

          g_test_message ("%s: %s", names[i], fields[j]);
          g_assert_nonnull (text);
          g_assert_cmpstr (g_strstrip (text), !=, "");
        }

      g_assert_null (none);
      /* It names the query in the window, so no two may be alike */
      g_assert_true (g_hash_table_add (titles, title));
      if (i > 0)
        g_assert_cmpstr (names[i - 1], <, names[i]);
    }
}

static void
test_names (void)
{
  static const char *constants[] = {
    LF_QUERY_FRAME_COUNT,         LF_QUERY_SESSION_DETAILS, LF_QUERY_SESSION_FRAME_TYPES,
    LF_QUERY_SESSION_INTEGRATION, LF_QUERY_SESSION_LIST,    LF_QUERY_SESSION_RECORD,
  };
  g_auto (GStrv) names = lf_query_list_names ();

  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    {
      g_assert_true (g_strv_contains ((const char *const *) names, constants[i]));
      g_assert_nonnull (strstr (lf_query_get_sql (constants[i]), "SELECT"));
    }
}

/* Somebody copies a query into the sqlite3 shell: no Lightframe, and no views of it, are there */
static void
test_by_hand (gconstpointer data)
{
  LfTestLayout layout = GPOINTER_TO_UINT (data);
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (folder, "hand.db", layout, FALSE);
  g_auto (GStrv) names = lf_query_list_names ();

  lf_test_catalog_fill (catalog);
  for (guint i = 0; names[i] != NULL; i++)
    {
      sqlite3_stmt *stmt = NULL;
      const char *rest = NULL;
      int result;

      g_test_message ("%s", names[i]);
      result = sqlite3_prepare_v2 (catalog->db, lf_query_get_sql (names[i]), -1, &stmt, &rest);
      g_assert_cmpint (result, ==, SQLITE_OK);
      g_assert_cmpstr (rest, ==, "\n");
      check_columns (names[i], stmt);
      g_assert_cmpint (run (stmt), >, 0);
      sqlite3_finalize (stmt);
    }
}

/* ?1 is said in the header, and only where there is one */
static void
test_parameters (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_2, FALSE);
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_auto (GStrv) names = lf_query_list_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      sqlite3_stmt *stmt = lf_connection_prepare (connection, names[i], NULL);
      g_autofree char *text = lf_query_get_header (names[i], "parameters");
      int n = sqlite3_bind_parameter_count (stmt);

      g_test_message ("%s", names[i]);
      if (n == 0)
        g_assert_cmpstr (text, ==, "none");
      for (int j = 1; j <= n; j++)
        {
          g_autofree char *sign = g_strdup_printf ("?%d ", j);

          g_assert_nonnull (strstr (text, sign));
        }
    }
}

static void
add_for_layout (const char    *name,
                LfTestLayout   layout,
                GTestDataFunc  func)
{
  g_autofree char *path = g_strdup_printf ("/query/%s/%s", name, lf_test_layout_get_name (layout));

  g_test_add_data_func (path, GUINT_TO_POINTER (layout), func);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/query/names", test_names);
  g_test_add_func ("/query/headers", test_headers);
  g_test_add_func ("/query/parameters", test_parameters);
  g_test_add_func ("/query/same-answer", test_same_answer);
  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      add_for_layout ("runs", layout, test_runs);
      add_for_layout ("folders", layout, test_folders);
      add_for_layout ("edits", layout, test_edits);
      add_for_layout ("runs-on-nothing", layout, test_runs_on_nothing);
    }
  add_for_layout ("by-hand", LF_TEST_LAYOUT_2, test_by_hand);
  add_for_layout ("by-hand", LF_TEST_MIGRATED, test_by_hand);

  return g_test_run ();
}
