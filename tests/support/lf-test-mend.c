/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-mend.h"

#include <sqlite3.h>
#include <string.h>

#include "lf-test-support.h"

/**
 * lf_test_check:
 * @path: a catalog
 *
 * Returns: (transfer full): what the checks find in it
 */
LfCheckReport *
lf_test_check (const char *path)
{
  g_autoptr (LfJob) job = lf_job_new ("Check");
  g_autoptr (GError) error = NULL;
  LfCheckReport *report = lf_check_run (path, LF_CHECK_QUICK, job, &error);

  g_assert_no_error (error);
  return report;
}

/**
 * lf_test_describe:
 * @report: what was found
 *
 * Returns: (transfer full): the ids of the warnings and errors of integrity, structure and
 *   indexes; a `!` marks those that can be repaired
 */
char *
lf_test_describe (LfCheckReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (report->findings, i);
      LfCheck check = lf_finding_get_check (finding);

      if (lf_finding_get_severity (finding) >= LF_SEVERITY_WARNING &&
          (check == LF_CHECK_STRUCTURE || check == LF_CHECK_INDEXES || check == LF_CHECK_INTEGRITY))
        g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "",
                                lf_finding_get_id (finding),
                                lf_finding_get_repair (finding) != NULL ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

static LfMendPlan *
make_plan (const char        *path,
           LfCheckReport     *report,
           const char *const *only)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GError) error = NULL;
  LfMendPlan *plan = lf_mend_plan_new (connection, report, only, &error);

  g_assert_no_error (error);
  return plan;
}

/**
 * lf_test_mend_plan:
 * @path: a catalog
 * @only: (nullable): the findings to repair
 *
 * Returns: (transfer full): what is to be done
 */
LfMendPlan *
lf_test_mend_plan (const char        *path,
                   const char *const *only)
{
  g_autoptr (LfCheckReport) report = lf_test_check (path);

  return make_plan (path, report, only);
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
verify (const char *path,
        LfMendPlan *plan,
        LfContent  *before)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (LfContent) after = lf_content_read (connection, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *difference = NULL;

  g_assert_true (lf_mend_verify_content (plan, connection, before, after, &difference, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (difference, ==, NULL);
}

static void
mend (const char *path,
      LfMendPlan *plan,
      LfRun      *run)
{
  static const double weights[] = { 1, 1 };
  g_autoptr (LfJob) job = lf_job_new ("Mend");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfWriter) writer = lf_writer_open (path, job, &error);

  g_assert_no_error (error);
  lf_job_set_steps (job, weights, G_N_ELEMENTS (weights));
  lf_job_begin_step (job, "Tables");
  lf_mend_tables (plan, writer, run, &error);
  g_assert_no_error (error);
  lf_job_begin_step (job, "Indexes");
  lf_mend_indexes (plan, writer, run, &error);
  g_assert_no_error (error);
}

/**
 * lf_test_mend:
 * @path: a catalog
 * @only: (nullable): the findings to repair
 *
 * Checks a catalog, mends its tables and indexes, which must not fail, sees that it holds the same,
 * and checks it again.
 *
 * Returns: (transfer full): what happened
 */
LfTestMended *
lf_test_mend (const char        *path,
              const char *const *only)
{
  LfTestMended *self = g_new0 (LfTestMended, 1);
  g_autoptr (LfMendPlan) plan = NULL;
  g_autoptr (LfContent) before = read_content (path);

  self->before = lf_test_check (path);
  self->run = lf_run_new (LF_RUN_REPAIR, path);
  plan = make_plan (path, self->before, only);
  self->did_anything = lf_mend_plan_has_tables (plan) || lf_mend_plan_has_indexes (plan);
  if (self->did_anything)
    mend (path, plan, self->run);
  verify (path, plan, before);
  self->after = lf_test_check (path);
  return self;
}

/**
 * lf_test_mended_describe:
 * @self: what happened
 *
 * Returns: (transfer full): the changes in short, such as `rebuilt fits_files`, with the rows in
 *   parentheses where they were renumbered, removed or in the way
 */
char *
lf_test_mended_describe (LfTestMended *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->run->changes->len; i++)
    {
      LfChange *change = g_ptr_array_index (self->run->changes, i);

      g_assert_true (g_utf8_validate (change->text, -1, NULL));
      g_assert_true (g_str_has_suffix (change->text, "."));
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "",
                              lf_change_kind_get_name (change->kind), change->table);
      if (change->name != NULL)
        g_string_append_printf (text, " %s", change->name);
      if (change->kind >= LF_CHANGE_RENUMBERED && change->count > 0)
        g_string_append_printf (text, " (%" G_GUINT64_FORMAT ")", change->count);
    }
  return g_string_free (text, FALSE);
}

/**
 * lf_test_mended_free:
 * @self: (transfer full): what happened
 *
 * Frees it.
 */
void
lf_test_mended_free (LfTestMended *self)
{
  lf_check_report_free (self->before);
  lf_check_report_free (self->after);
  lf_run_unref (self->run);
  g_free (self);
}

static void
append_rows (GString      *text,
             sqlite3_stmt *stmt)
{
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        {
          const char *value = (const char *) sqlite3_column_text (stmt, i);

          g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "NULL");
        }
    }
}

/**
 * lf_test_query:
 * @path: an SQLite file
 * @sql: a query that must succeed
 *
 * Returns: (transfer full): its rows, a line each, with values between bars
 */
char *
lf_test_query (const char *path,
               const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_open (path, &db) != SQLITE_OK ||
      sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
  append_rows (text, stmt);
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

/**
 * lf_test_dump:
 * @path: an SQLite file
 * @table: a table
 * @without: (nullable): a column to leave out
 *
 * Returns: (transfer full): its columns by name, then its rows as SQL literals, in the order of
 *   their texts: the same for any two tables that hold the same
 */
char *
lf_test_dump (const char *path,
              const char *table,
              const char *without)
{
  g_autofree char *columns_sql = g_strdup_printf (
    "SELECT group_concat(name, ','),"
    " group_concat('quote(\"' || replace(name, '\"', '\"\"') || '\")', ' || '','' || ')"
    " FROM (SELECT name FROM pragma_table_xinfo('%s')"
    " WHERE hidden = 0 AND name <> '%s' ORDER BY lower(name))",
    table, without != NULL ? without : "");
  g_autofree char *columns = lf_test_query (path, columns_sql);
  char *values = strchr (columns, '|');
  g_autofree char *rows_sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY 1", values + 1,
                                               table);
  g_autofree char *rows = lf_test_query (path, rows_sql);

  *values = '\0';
  return g_strconcat (columns, "\n", rows, NULL);
}
