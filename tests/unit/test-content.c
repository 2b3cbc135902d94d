/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <demo/lf-demo.h>
#include <math.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "lf-test-catalog.h"
#include "lf-test-folder.h"
#include "lf-test-support.h"
#include "maintenance/lf-content.h"

typedef struct
{
  LfTestFolder *folder;
  char         *path;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  layout)
{
  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "catalog.db", GPOINTER_TO_INT (layout), FALSE);
}

static void
tear_down (Fixture       *self,
           gconstpointer  layout)
{
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static LfContent *
read_content (const char *path)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GError) error = NULL;
  LfContent *content = lf_content_read (connection, NULL, &error);

  g_assert_no_error (error);
  return content;
}

static void
assert_difference (LfContent  *before,
                   const char *path,
                   const char *expected)
{
  g_autoptr (LfContent) after = read_content (path);
  g_autofree char *difference = lf_content_describe_difference (before, after);

  g_assert_cmpstr (difference, ==, expected);
}

/* What does not touch the data does not touch the content */
static void
test_same (Fixture       *self,
           gconstpointer  layout)
{
  static const char *harmless[] = {
    "ANALYZE",
    "REINDEX",
    "VACUUM",
    "PRAGMA journal_mode=WAL",
    "PRAGMA page_size=1024; VACUUM",
    "CREATE INDEX mine ON fits_files (file, folder, md5sum)",
    "CREATE VIEW seen AS SELECT * FROM fits_files",
    "CREATE TABLE copy AS SELECT * FROM fits_files ORDER BY md5sum DESC;"
    "PRAGMA foreign_keys=OFF; DELETE FROM fits_files;"
    "INSERT INTO fits_files SELECT * FROM copy ORDER BY id DESC; DROP TABLE copy",
  };
  g_autoptr (LfContent) before = read_content (self->path);

  g_assert_cmpuint (lf_content_find_table (before, "FITS_files")->n_rows, ==, 6);
  g_assert_cmpuint (lf_content_count_rows (before), ==, 14);
  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      lf_test_exec (self->path, harmless[i]);
      assert_difference (before, self->path, NULL);
    }
}

static void
test_different (Fixture       *self,
                gconstpointer  layout)
{
  static const struct { const char *sql, *difference; } cases[] = {
    { "UPDATE fits_files SET exposure = 300.0001 WHERE id = 2",
      "In the 6 rows of fits_files there are other values than before." },
    { "DELETE FROM fits_files WHERE id = 6", "The table fits_files has 5 rows instead of 6." },
    { "DELETE FROM processing_sessions WHERE id = 'S2'",
      "The table processing_sessions has 1 row instead of 2." },
    { "DROP TABLE processing_session_files", "The table processing_session_files is missing." },
    { "ALTER TABLE fits_files ADD COLUMN mine TEXT", "The table fits_files has other columns." },
    { "CREATE TABLE \"my \"\" table\n\" (x)",
      "There is a table my \" table that was not there before." },
    /* Between rows, all values of each column staying */
    { "UPDATE fits_files SET folder = 'x' || (3 - id) WHERE id < 3",
      "In the 6 rows of fits_files there are other values than before." },
  };
  g_autoptr (LfContent) before = NULL;
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);

  lf_test_exec (self->path, "UPDATE fits_files SET folder = 'x' || id");
  before = read_content (self->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lf_test_copy_file (self->path, copy);
      lf_test_exec (copy, cases[i].sql);
      assert_difference (before, copy, cases[i].difference);
    }
}

/* Reads what is in a table of one row */
static LfTableContent *
read_row (Fixture    *self,
          const char *columns,
          const char *values)
{
  g_autofree char *sql = g_strdup_printf ("DROP TABLE IF EXISTS t; CREATE TABLE t %s;"
                                          "INSERT INTO t VALUES %s", columns, values);
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  LfTableContent *content;

  lf_test_exec (self->path, sql);
  connection = lf_test_open (self->path);
  content = lf_content_read_table (connection, "t", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return content;
}

static void
test_values (Fixture       *self,
             gconstpointer  layout)
{
  static const struct { const char *columns[2], *values[2]; gboolean equal; } cases[] = {
    { { "(a)", "(a)" }, { "(12)", "(12.0)" }, TRUE },
    { { "(a INTEGER)", "(a REAL)" }, { "(12)", "(12)" }, TRUE },
    { { "(a INTEGER)", "(a TEXT)" }, { "(12)", "(12)" }, FALSE },
    { { "(a)", "(a)" }, { "(12)", "('12')" }, FALSE },
    { { "(a)", "(a)" }, { "('12')", "(x'3132')" }, FALSE },
    { { "(a)", "(a)" }, { "(NULL)", "('')" }, FALSE },
    { { "(a)", "(a)" }, { "('')", "(x'')" }, FALSE },
    { { "(a)", "(a)" }, { "(0)", "(NULL)" }, FALSE },
    { { "(a REAL)", "(a)" }, { "(-0.0)", "(0)" }, TRUE },
    { { "(a)", "(a)" }, { "(9e999)", "(-9e999)" }, FALSE },
    { { "(a)", "(a)" }, { "(9e999)", "(9e999)" }, TRUE },
    { { "(a)", "(a)" }, { "(9223372036854775807)", "(9223372036854775808)" }, FALSE },
    { { "(a)", "(a)" }, { "(-9223372036854775808)", "(-9223372036854775808.0)" }, TRUE },
    { { "(a)", "(a)" }, { "(1)", "(-1)" }, FALSE },
    { { "(a)", "(a)" }, { "(-1)", "(-2)" }, FALSE },
    { { "(a)", "(a)" }, { "(0.1)", "(0.1)" }, TRUE },
    { { "(a)", "(a)" }, { "(0.1)", "(0.10000000000000002)" }, FALSE },
    { { "(a)", "(a)" }, { "('a' || char(0) || 'b')", "('a' || char(0) || 'c')" }, FALSE },
    { { "(a)", "(a)" }, { "('a' || char(0))", "('a')" }, FALSE },
    { { "(a)", "(a)" }, { "(CAST (x'ff' AS TEXT))", "(CAST (x'fe' AS TEXT))" }, FALSE },
    { { "(a, b)", "(a, b)" }, { "('ab', 'c')", "('a', 'bc')" }, FALSE },
    { { "(a, b)", "(a, b)" }, { "(1, NULL)", "(NULL, 1)" }, FALSE },
    { { "(a)", "(a)" }, { "(zeroblob(5000))", "(zeroblob(5001))" }, FALSE },
    { { "(a, b)", "(a, b)" }, { "(zeroblob(5000), 1)", "(zeroblob(5000), 1)" }, TRUE },
    { { "(a)", "(a)" }, { "(1), (1)", "(1)" }, FALSE },
    { { "(a)", "(a)" }, { "(1), (1), (2)", "(1), (2), (2)" }, FALSE },
    { { "(a)", "(a)" }, { "(1), (2), (3)", "(3), (1), (2)" }, TRUE },
    { { "(a, b)", "(b, a)" }, { "(1, 2)", "(1, 2)" }, FALSE },
    { { "(a PRIMARY KEY, b) WITHOUT ROWID", "(a, b)" }, { "(1, 2), (3, 4)", "(1, 2), (3, 4)" },
      TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfTableContent) one = read_row (self, cases[i].columns[0], cases[i].values[0]);
      g_autoptr (LfTableContent) other = read_row (self, cases[i].columns[1], cases[i].values[1]);

      if (lf_table_content_equals (one, other) != cases[i].equal)
        g_error ("%s and %s", cases[i].values[0], cases[i].values[1]);
    }
}

/* A text is the same text in a file that keeps it as UTF-16 */
static void
test_encoding (Fixture       *self,
               gconstpointer  layout)
{
  static const char *text = "CREATE TABLE t (a); INSERT INTO t VALUES ('Ωμέγα 𝄞'),"
                            " (char(0) || 'b'), (x'00ff'), ('')";
  g_autofree char *path = g_build_filename (self->folder, "16.db", NULL);
  g_autofree char *sql = g_strconcat ("PRAGMA encoding='UTF-16le'; CREATE TABLE fits_files (id);"
                                      "CREATE TABLE processing_sessions (id, name);", text, NULL);
  g_autoptr (LfContent) one = NULL;
  g_autoptr (LfContent) other = NULL;

  lf_test_exec (self->path, text);
  lf_test_exec (path, sql);
  one = read_content (self->path);
  other = read_content (path);
  g_assert_true (lf_table_content_equals (lf_content_find_table (one, "t"),
                                          lf_content_find_table (other, "t")));
}

/* Tables of every kind are read, each once, and nothing but tables */
static void
test_kinds (Fixture       *self,
            gconstpointer  layout)
{
  static const struct { const char *table; guint n_columns; guint n_rows; } expected[] = {
    { "words_docsize", 2, 1 },   { "words_content", 2, 1 }, { "odd \"name\"", 1, 1 },
    { "computed", 2, 1 },      { "numbered", 1, 2 },      { "keyed", 2, 1 },
  };
  static const char *sql =
    "CREATE VIRTUAL TABLE words USING fts5 (text); INSERT INTO words VALUES ('andromeda');"
    "CREATE TABLE \"odd \"\"name\"\"\" (\"a \"\"b\"\"\");"
    "INSERT INTO \"odd \"\"name\"\"\" VALUES (1);"
    "CREATE TABLE computed (a, b AS (a + 1), c AS (a + 2) STORED, d);"
    "INSERT INTO computed VALUES (1, 2);"
    "CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT);"
    "INSERT INTO numbered VALUES (1), (2);"
    "CREATE TABLE keyed (a, b, PRIMARY KEY (b, a)) WITHOUT ROWID; INSERT INTO keyed VALUES (1, 2);"
    "CREATE VIEW seen AS SELECT * FROM keyed; ANALYZE";
  g_autoptr (LfContent) content = NULL;

  lf_test_exec (self->path, sql);
  content = read_content (self->path);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      LfTableContent *table = lf_content_find_table (content, expected[i].table);

      g_assert_nonnull (table);
      g_assert_cmpuint (table->columns->len, ==, expected[i].n_columns);
      g_assert_cmpuint (table->n_rows, ==, expected[i].n_rows);
    }
  g_assert_null (lf_content_find_table (content, "words"));
  g_assert_null (lf_content_find_table (content, "seen"));
  g_assert_null (lf_content_find_table (content, "sqlite_stat1"));
  g_assert_null (lf_content_find_table (content, "sqlite_sequence"));
}

/* Chosen columns, some of them by what else they shall be */
static void
test_columns (Fixture       *self,
              gconstpointer  layout)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (GHashTable) expressions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfTableContent) one = NULL;
  g_autoptr (LfTableContent) other = NULL;
  g_autoptr (LfTableContent) plain = NULL;

  lf_test_exec (self->path, "CREATE TABLE one (a, b, c); CREATE TABLE other (a, b);"
                            "INSERT INTO one VALUES (1, NULL, 3), (2, 20, 4);"
                            "INSERT INTO other VALUES (1, 1), (2, 20)");
  g_ptr_array_add (columns, (gpointer) "b");
  g_ptr_array_add (columns, (gpointer) "a");
  g_hash_table_insert (expressions, (gpointer) "b", (gpointer) "coalesce(b, rowid)");

  connection = lf_test_open (self->path);
  one = lf_content_read_table (connection, "one", columns, expressions, NULL, &error);
  g_assert_no_error (error);
  other = lf_content_read_table (connection, "other", columns, NULL, NULL, &error);
  g_assert_no_error (error);
  plain = lf_content_read_table (connection, "one", columns, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lf_table_content_equals (one, other));
  g_assert_false (lf_table_content_equals (plain, other));

  g_assert_null (lf_content_read_table (connection, "none", NULL, NULL, NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
}

/* The temporary views through which queries see old layouts are not what is in the catalog */
static void
test_layout_1 (Fixture       *self,
               gconstpointer  layout)
{
  g_autoptr (LfContent) content = read_content (self->path);
  LfTableContent *frames = lf_content_find_table (content, "fits_files");

  g_assert_null (lf_content_find_table (content, "imaging_sessions"));
  g_assert_nonnull (lf_content_find_table (content, "sessions"));
  g_assert_true (g_ptr_array_find_with_equal_func (frames->columns, "session_id", g_str_equal,
                                                   NULL));
}

typedef struct
{
  LfConnection *connection;
  double        last;
  guint         n_changes;
  guint         cancel_at;
} Watch;

static void
changed_cb (LfJob *job,
            Watch *watch)
{
  g_auto (LfJobStatus) status = { 0 };

  lf_job_get_status (job, &status);
  g_assert_cmpfloat (status.fraction, >=, watch->last);
  watch->last = status.fraction;
  if (++watch->n_changes == watch->cancel_at)
    lf_job_cancel (job);
}

static gpointer
read_cb (LfJob    *job,
         gpointer  data,
         GError  **error)
{
  static const double weight[] = { 1 };
  Watch *watch = data;
  LfContent *content;
  g_auto (LfJobStatus) status = { 0 };

  lf_job_set_steps (job, weight, 1);
  lf_job_begin_step (job, "Reading");
  content = lf_content_read (watch->connection, job, error);
  lf_job_get_status (job, &status);
  if (content != NULL)
    {
      g_assert_cmpfloat (status.fraction, ==, 1);
      g_assert_cmpstr (status.detail, ==, "30,014 of 30,014 rows");
    }
  return content;
}

static void
test_job (Fixture       *self,
          gconstpointer  layout)
{
  Watch watch = { 0 };

  lf_test_exec (self->path, "CREATE TABLE many AS WITH n (i) AS (SELECT 1 UNION ALL"
                            " SELECT i + 1 FROM n LIMIT 30000) SELECT i, i AS j FROM n");
  watch.connection = lf_test_open (self->path);
  for (int cancel = 0; cancel < 2; cancel++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Read");
      g_autoptr (GError) error = NULL;
      g_autoptr (LfContent) content = NULL;

      watch.last = 0;
      watch.n_changes = 0;
      watch.cancel_at = cancel == 1 ? 1 : 0;
      g_signal_connect (job, "changed", G_CALLBACK (changed_cb), &watch);
      content = lf_job_run (job, read_cb, &watch, &error);
      g_assert_cmpuint (watch.n_changes, >, 0);
      if (cancel == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
      g_assert_true (cancel == 0 ? content != NULL : content == NULL);
      g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (watch.connection)));
    }
  lf_connection_close (watch.connection);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*func) (Fixture *, gconstpointer); } tests[] = {
    { "/content/same", test_same },         { "/content/different", test_different },
    { "/content/values", test_values },     { "/content/encoding", test_encoding },
    { "/content/kinds", test_kinds },       { "/content/columns", test_columns },
    { "/content/job", test_job },
  };

  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, GINT_TO_POINTER (LF_TEST_LAYOUT_2), set_up, tests[i].func,
                tear_down);
  g_test_add ("/content/layout-1", Fixture, GINT_TO_POINTER (LF_TEST_LAYOUT_1), set_up,
              test_layout_1, tear_down);
  return g_test_run ();
}
