/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-support.h"
#include "maintenance/lf-check-structure.h"

static char *
describe (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", lf_finding_get_id (finding),
                              lf_severity_get_name (lf_finding_get_severity (finding)));
    }
  return g_string_free (text, FALSE);
}

static LfShape *
load (const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  LfShape *shape;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  shape = lf_shape_load (db, "main", &error);
  g_assert_no_error (error);
  sqlite3_close (db);
  return shape;
}

/* What no layout has yet */
static void
test_other_references (void)
{
  static const struct
  {
    const char *reference;
    const char *actual;
    const char *expected;
  } cases[] = {
    { "CREATE TABLE t (a DEFAULT 1, b DEFAULT 'x', c DEFAULT (1 + 2))",
      "CREATE TABLE t (a, b DEFAULT 'y', c DEFAULT ((1 + 2)))", "structure.t.default=warning" },
    { "CREATE TABLE t (a DEFAULT NULL, b)", "CREATE TABLE t (a, b DEFAULT 3)", "" },
    { "CREATE TABLE t (a, b, PRIMARY KEY (a, b))", "CREATE TABLE t (a, b, PRIMARY KEY (b, a))",
      "structure.t.primary-key=warning" },
    { "CREATE TABLE t (a, b, UNIQUE (a, b))", "CREATE TABLE t (a, b, UNIQUE (b, a))", "" },
    { "CREATE TABLE t (a, b, UNIQUE (a, b))", "CREATE TABLE t (a, b, UNIQUE (a))",
      "structure.t.unique.a_b=warning structure.own.constraints=info" },
    { "CREATE TABLE t (a INTEGER PRIMARY KEY)", "CREATE TABLE t (a INTEGER PRIMARY KEY DESC)",
      "structure.t.primary-key=error" },
    { "CREATE TABLE t (a INTEGER PRIMARY KEY)", "CREATE TABLE T (A INTEGER PRIMARY KEY)", "" },
    { "CREATE TABLE p (x, y, PRIMARY KEY (x, y));"
      "CREATE TABLE t (a, b, FOREIGN KEY (a, b) REFERENCES p)",
      "CREATE TABLE p (x, y, PRIMARY KEY (x, y)); CREATE TABLE t (a, b)",
      "structure.t.foreign-key.a_b=warning" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfShape) reference = load (cases[i].reference);
      g_autoptr (LfShape) actual = load (cases[i].actual);
      g_autoptr (LfStructureReport) report = lf_structure_report_new (actual, reference);
      g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *found = NULL;

      lf_structure_report_add_findings (report, findings);
      found = describe (findings);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_shape (void)
{
  g_autoptr (LfShape) shape =
    load ("CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b AS (a + 1), \"c \"\"d\" TEXT);"
          "CREATE TABLE u (a TEXT PRIMARY KEY, rowid, oid) WITHOUT ROWID;"
          "CREATE TABLE v (rowid, oid, x);"
          "CREATE INDEX i ON t (a + 1, \"c \"\"d\" COLLATE NOCASE DESC) WHERE a > 1;");
  LfShapeTable *t = lf_shape_find_table (shape, "T");
  LfShapeTable *u = lf_shape_find_table (shape, "u");
  LfShapeIndex *index = g_ptr_array_index (t->indexes, 0);
  LfShapePart *first = g_ptr_array_index (index->parts, 0);
  LfShapePart *second = g_ptr_array_index (index->parts, 1);

  g_assert_true (t->autoincrement);
  g_assert_cmpstr (lf_shape_table_get_rowid_column (t)->name, ==, "a");
  g_assert_true (lf_shape_table_find_column (t, "b")->generated);
  g_assert_nonnull (lf_shape_table_find_column (t, "C \"D"));
  g_assert_cmpstr (index->where, ==, "a > 1");
  g_assert_null (first->column);
  g_assert_cmpstr (second->column, ==, "c \"d");
  g_assert_cmpstr (second->collation, ==, "NOCASE");
  g_assert_true (second->descending);
  g_assert_false (lf_shape_index_is_plain (index));
  g_assert_true (u->without_rowid);
  g_assert_false (t->without_rowid);
  g_assert_null (lf_shape_table_get_rowid_name (u));
  g_assert_cmpstr (lf_shape_table_get_rowid_name (lf_shape_find_table (shape, "v")), ==,
                   "_rowid_");
}

static void
test_words (void)
{
  static const char *partial = "CREATE INDEX \"where (\" ON t (a, [b)], 'where') /* WHERE */"
                               " -- where\n wHeRe a = 'x''y (where' ";
  g_autofree char *where = lf_shape_parse_where (partial);

  g_assert_cmpstr (where, ==, "a = 'x''y (where'");
  g_assert_null (lf_shape_parse_where ("CREATE INDEX i ON somewhere (a)"));
  g_assert_null (lf_shape_parse_where (NULL));

  g_assert_cmpint (lf_affinity_from_type ("VARCHAR(50)"), ==, LF_AFFINITY_TEXT);
  g_assert_cmpint (lf_affinity_from_type ("charint"), ==, LF_AFFINITY_INTEGER);
  g_assert_cmpint (lf_affinity_from_type ("DATETIME"), ==, LF_AFFINITY_NUMERIC);
  g_assert_cmpint (lf_affinity_from_type ("float"), ==, LF_AFFINITY_REAL);
  g_assert_cmpint (lf_affinity_from_type (""), ==, LF_AFFINITY_BLOB);
}

/* What indexes are to each other */
static void
test_indexes (void)
{
  static const char *const columns[] = { "b", "a", NULL };
  g_autoptr (LfShape) shape =
    load ("CREATE TABLE t (a, b, c);"
          "CREATE INDEX i0 ON t (a, b); CREATE INDEX i1 ON t (A, B);"
          "CREATE INDEX i2 ON t (a, b, c); CREATE UNIQUE INDEX i3 ON t (a, b);"
          "CREATE INDEX i4 ON t (a, b) WHERE c; CREATE INDEX i5 ON t (a, b DESC);");
  LfShapeTable *t = lf_shape_find_table (shape, "t");
  LfShapeIndex *index[6];

  for (guint i = 0; i < G_N_ELEMENTS (index); i++)
    {
      index[i] = g_ptr_array_index (t->indexes, i);
      g_assert_cmpint (index[i]->name[1], ==, '0' + (int) i);
      g_assert_true (lf_shape_index_covers (index[i], columns) == (i < 4));
      g_assert_true (lf_shape_index_equals (index[i], index[0]) == (i < 2));
      g_assert_true (lf_shape_index_starts_with (index[i], index[0]) == (i < 4));
    }
  g_assert_false (lf_shape_index_starts_with (index[0], index[2]));
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/shape/other-references", test_other_references);
  g_test_add_func ("/shape/loaded", test_shape);
  g_test_add_func ("/shape/words", test_words);
  g_test_add_func ("/shape/indexes", test_indexes);
  return g_test_run ();
}
