/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-support.h"
#include "maintenance/lf-mend-text.h"

typedef struct
{
  const char *name;
  const char *sql;
  const char *expected;         /* columns, then constraints; NULL if it is not understood */
} Sample;

static const Sample samples[] = {
  { "plain", "CREATE TABLE t (a, b INT, c VARCHAR (10, 2) )", "a||;b|INT|;c|VARCHAR (10, 2)|;" },
  { "as-select", "CREATE TABLE \"fits_files\"(\n  id INT,\n  \"filter\" TEXT\n)",
    "id|INT|;filter|TEXT|;" },
  { "names", "CREATE TABLE t (\"a \"\"b\"\"\" INT, [c d], `e``f`, 'g''h' TEXT, ä$1 INT)",
    "a \"b\"|INT|;c d||;e`f||;g'h|TEXT|;ä$1|INT|;" },
  { "column-constraints",
    "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
    " a TEXT NOT NULL ON CONFLICT IGNORE UNIQUE COLLATE nocase DEFAULT (1 + 2),"
    " b DEFAULT -1.5e-3 CHECK (b > 0 AND (b < 9)) NULL,"
    " c REFERENCES o (x) ON DELETE SET NULL ON UPDATE SET DEFAULT NOT DEFERRABLE,"
    " d INT GENERATED ALWAYS AS (a || b) STORED, e AS (1), f DEFAULT NULL NOT NULL,"
    " g CONSTRAINT \"un,named\" UNIQUE CONSTRAINT c2 CHECK (g))",
    "id|INTEGER|key:PRIMARY KEY AUTOINCREMENT,not-null:NOT NULL;"
    "a|TEXT|not-null:NOT NULL ON CONFLICT IGNORE,unique:UNIQUE,collate:COLLATE nocase,"
    "default:DEFAULT (1 + 2);"
    "b||default:DEFAULT -1.5e-3,check:CHECK (b > 0 AND (b < 9)),null:NULL;"
    "c||references:REFERENCES o (x) ON DELETE SET NULL ON UPDATE SET DEFAULT NOT DEFERRABLE;"
    "d|INT|generated:GENERATED ALWAYS AS (a || b) STORED;e||generated:AS (1);"
    "f||default:DEFAULT NULL,not-null:NOT NULL;"
    "g||unique:CONSTRAINT \"un,named\" UNIQUE,check:CONSTRAINT c2 CHECK (g);" },
  { "null-first", "CREATE TABLE t (a NULL, b INT NULL)", "a||null:NULL;b|INT|null:NULL;" },
  { "table-constraints",
    "CREATE TABLE t (a, b, PRIMARY KEY (a DESC, \"b\" COLLATE nocase) ON CONFLICT ABORT,"
    " CONSTRAINT u UNIQUE (b) CHECK (a <> ')') FOREIGN KEY (a, b) REFERENCES o (x, y)"
    " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)",
    "a||;b||;"
    "key(a,b):PRIMARY KEY (a DESC, \"b\" COLLATE nocase) ON CONFLICT ABORT;"
    "unique(b):CONSTRAINT u UNIQUE (b);check(a):CHECK (a <> ')');"
    "foreign(a,b):FOREIGN KEY (a, b) REFERENCES o (x, y) ON DELETE CASCADE DEFERRABLE INITIALLY "
    "DEFERRED;" },
  { "comments",
    "CREATE TABLE t /* ( */ (-- first, one\n a INT /* , */ NOT -- no\n NULL, --it's\n b /*)*/\n)",
    "a|INT|not-null:NOT -- no\n NULL;b||;" },
  { "keywords-as-names", "CREATE TABLE t (\"check\" INT, [primary], key TEXT, `unique` UNIQUE)",
    "check|INT|;primary||;key|TEXT|;unique||unique:UNIQUE;" },
  { "options", "CREATE TABLE t (a TEXT PRIMARY KEY) without rowid, Strict",
    "a|TEXT|key:PRIMARY KEY;WITHOUT ROWID STRICT" },
  { "unfinished", "CREATE TABLE t (a, b", NULL },
  { "no-columns", "CREATE TABLE t AS SELECT 1", NULL },
  { "empty-column", "CREATE TABLE t (a,,b)", NULL },
  { "empty", "", NULL },
  { "only-comment", "-- nothing", NULL },
  { "open-quote", "CREATE TABLE t (\"a)", NULL },
};

static const char *kinds[] = { "key",     "not-null",   "null",      "unique",  "check", "default",
                               "collate", "references", "generated", "foreign", "other" };

static char *
describe (LfTableText *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      LfColumnText *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (text, "%s|%s|", column->name, column->type);
      for (guint j = 0; j < column->clauses->len; j++)
        {
          LfClauseText *clause = g_ptr_array_index (column->clauses, j);

          g_string_append_printf (text, "%s%s:%s", j > 0 ? "," : "", kinds[clause->kind],
                                  clause->text);
        }
      g_string_append_c (text, ';');
    }

  for (guint i = 0; i < table->clauses->len; i++)
    {
      LfClauseText *clause = g_ptr_array_index (table->clauses, i);

      g_string_append_printf (text, "%s(", kinds[clause->kind]);
      for (guint j = 0; j < clause->columns->len; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? "," : "",
                                (char *) g_ptr_array_index (clause->columns, j));
      g_string_append_printf (text, "):%s;", clause->text);
    }

  g_string_append (text, table->without_rowid ? "WITHOUT ROWID" : "");
  g_string_append (text, table->strict ? " STRICT" : "");
  return g_string_free (text, FALSE);
}

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (LfTableText) table = lf_table_text_parse (sample->sql);
  g_autofree char *found = table != NULL ? describe (table) : NULL;

  g_assert_cmpstr (found, ==, sample->expected);
}

/* The samples are what SQLite accepts, and it sees the same columns */
static void
test_sqlite_agrees (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (LfTableText) table = lf_table_text_parse (samples[i].sql);
      sqlite3 *db = NULL;
      sqlite3_stmt *stmt = NULL;

      if (samples[i].expected == NULL)
        continue;

      g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, samples[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_prepare_v2 (db, "SELECT name FROM pragma_table_xinfo((SELECT name FROM"
                              " sqlite_schema WHERE type = 'table'))", -1, &stmt, NULL);
      for (guint j = 0; j < table->columns->len; j++)
        {
          LfColumnText *column = g_ptr_array_index (table->columns, j);

          g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
          g_assert_cmpstr (column->name, ==, (const char *) sqlite3_column_text (stmt, 0));
        }
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
      sqlite3_finalize (stmt);
      sqlite3_close (db);
    }
}

/* A user's column stays as it was typed, comments and all */
static void
test_whole_column (void)
{
  g_autoptr (LfTableText) table = lf_table_text_parse (
    "CREATE TABLE t (a INT, -- stars\n  rating INT /* 1, 2 or 3 */ CHECK (rating > 0) -- so\n)");
  LfColumnText *column = lf_table_text_find_column (table, "RATING");

  g_assert_cmpstr (column->text, ==,
                   "-- stars\n  rating INT /* 1, 2 or 3 */ CHECK (rating > 0) -- so");
  g_assert_nonnull (lf_column_text_find (column, LF_CLAUSE_CHECK));
  g_assert_null (lf_column_text_find (column, LF_CLAUSE_DEFAULT));
  g_assert_null (lf_table_text_find_column (table, "stars"));
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strdup_printf ("/mend-text/%s", samples[i].name);

      g_test_add_data_func (name, &samples[i], test_sample);
    }
  g_test_add_func ("/mend-text/sqlite-agrees", test_sqlite_agrees);
  g_test_add_func ("/mend-text/whole-column", test_whole_column);
  return g_test_run ();
}
