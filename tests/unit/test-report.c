/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "lf-test-run.h"
#include "lf-test-support.h"
#include "maintenance/lf-report.h"

static const LfComparison *
find (GArray     *comparisons,
      const char *query,
      gboolean    largest)
{
  for (guint i = 0; i < comparisons->len; i++)
    {
      const LfComparison *comparison = &g_array_index (comparisons, LfComparison, i);

      if (g_str_equal (comparison->query, query) && comparison->is_largest == largest)
        return comparison;
    }
  return NULL;
}

static void
assert_described (const LfComparison *comparison,
                  const char         *expected,
                  LfReportTone        tone)
{
  g_autofree char *text = lf_comparison_describe (comparison);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (lf_comparison_get_tone (comparison), ==, tone);
}

static void
test_compare (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autoptr (GArray) all = NULL;
  const LfComparison *details;

  lf_test_run_add_timing (run->before, "old-count", TRUE, 10, 100);
  lf_test_run_add_timing (run->after, "frame-count", FALSE, 1, 10);
  all = lf_report_compare (run->before, run->after);
  g_assert_cmpuint (all->len, ==, 5);
  g_assert_cmpstr (g_array_index (all, LfComparison, 0).query, ==, "session-details");
  g_assert_cmpstr (g_array_index (all, LfComparison, 4).query, ==, "old-count");

  details = find (all, "session-details", TRUE);
  g_assert_true (details->is_comparable);
  g_assert_false (details->is_noise);
  g_assert_cmpfloat_with_epsilon (details->times_faster, 3755.12 / 0.82, 1e-6);
  g_assert_cmpfloat_with_epsilon (details->times_less_work, 302114000.0 / 32000, 1e-6);
  assert_described (details, "4,580× faster", LF_REPORT_GOOD);
  assert_described (find (all, "session-list", FALSE), "within noise", LF_REPORT_PLAIN);

  g_assert_null (find (all, "old-count", TRUE)->after);
  g_assert_true (isnan (find (all, "old-count", TRUE)->times_faster));
  assert_described (find (all, "old-count", TRUE), "", LF_REPORT_PLAIN);
  g_assert_null (find (all, "frame-count", FALSE)->before);
}

static void
compare_two (double      before_ms,
             double      after_ms,
             const char *expected,
             LfReportTone tone)
{
  g_autoptr (LfRunState) before = lf_run_state_new ();
  g_autoptr (LfRunState) after = lf_run_state_new ();
  g_autoptr (GArray) all = NULL;

  lf_test_run_add_timing (before, "session-list", FALSE, before_ms, 10);
  lf_test_run_add_timing (after, "session-list", FALSE, after_ms, 10);
  all = lf_report_compare (before, after);
  assert_described (&g_array_index (all, LfComparison, 0), expected, tone);
}

static void
test_compare_extremes (void)
{
  compare_two (10, 1, "10× faster", LF_REPORT_GOOD);
  compare_two (1, 2.4, "2.4× slower", LF_REPORT_BAD);
  compare_two (1, 1.3, "1.30× slower", LF_REPORT_BAD);
  /* The intervals touch */
  compare_two (1.1, 0.9, "within noise", LF_REPORT_PLAIN);
  compare_two (0, 0, "within noise", LF_REPORT_PLAIN);
  /* Of some microseconds nothing is said, however steady they were */
  compare_two (0.005, 0.009, "within noise", LF_REPORT_PLAIN);
  compare_two (1, 0, "too short to compare", LF_REPORT_PLAIN);
  compare_two (0, 1, "too short to compare", LF_REPORT_PLAIN);
  compare_two (1e300, 1e-300, "1,000,000,000,000,000× faster", LF_REPORT_GOOD);
}

/* The largest session of last year is another one than today's */
static void
test_compare_other_session (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  LfTiming *timing = lf_run_state_find_timing (run->after, "session-details", TRUE);
  g_autoptr (GArray) all = NULL;

  g_free (timing->session);
  timing->session = g_strdup ("another");
  all = lf_report_compare (run->before, run->after);
  g_assert_false (find (all, "session-details", TRUE)->is_comparable);
  g_assert_true (isnan (find (all, "session-details", TRUE)->times_less_work));
  assert_described (find (all, "session-details", TRUE), "another session", LF_REPORT_PLAIN);
}

static void
test_factor (void)
{
  static const struct
  {
    double      factor;
    const char *text;
  } cases[] = {
    { 1, "1.00×" },      { 1.25, "1.25×" },   { 1.994, "1.99×" },  { 1.996, "2.0×" },
    { 9.94, "9.9×" },    { 9.96, "10×" },     { 270.4, "270×" },   { 999.4, "999×" },
    { 999.6, "1,000×" }, { 4579.4, "4,580×" }, { 50234, "50,200×" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lf_report_format_factor (cases[i].factor);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* A plan of a step for each letter */
static LfPlan *
make_plan (const char *letters)
{
  g_autoptr (LfRunState) state = lf_run_state_new ();
  LfPlan *plan = lf_test_run_add_plan (state, "session-list", NULL);

  for (const char *c = letters; *c != '\0'; c++)
    {
      char detail[] = { *c, '\0' };

      lf_test_run_add_node (plan, LF_PLAN_OTHER, 0, detail);
    }
  return g_ptr_array_steal_index (state->plans, 0);
}

/* Lines as “ab” for a step a beside b, “a.” for one that is only before, with “!” if changed */
static char *
describe_pairs (GArray *pairs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const LfPlanPair *pair = &g_array_index (pairs, LfPlanPair, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " " : "",
                              pair->before != NULL ? pair->before->detail : ".",
                              pair->after != NULL ? pair->after->detail : ".",
                              pair->is_changed ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

static void
check_alignment (const char *before,
                 const char *after,
                 const char *expected)
{
  g_autoptr (LfPlan) one = before != NULL ? make_plan (before) : NULL;
  g_autoptr (LfPlan) other = after != NULL ? make_plan (after) : NULL;
  g_autoptr (GArray) pairs = lf_report_align_plans (one, other);
  g_autofree char *text = describe_pairs (pairs);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_align (void)
{
  check_alignment ("abc", "abc", "aa bb cc");
  check_alignment ("abc", "axc", "aa bx! cc");
  check_alignment ("abcd", "xd", "ax! b.! c.! dd");
  check_alignment ("d", "abcd", ".a! .b! .c! dd");
  check_alignment ("ab", "ba", "a.! bb .a!");
  check_alignment ("aab", "ab", "aa a.! bb");
  check_alignment ("ab", "", "a.! b.!");
  check_alignment ("", "", "");
  check_alignment ("ab", NULL, "a. b.");
  check_alignment (NULL, "ab", ".a .b");
  check_alignment (NULL, NULL, "");
}

static void
test_align_long (void)
{
  g_autofree char *many = g_strnfill (2000, 'a');
  g_autoptr (LfPlan) one = make_plan (many);
  g_autoptr (LfPlan) other = make_plan (many);
  g_autoptr (GArray) pairs = lf_report_align_plans (one, other);

  g_assert_cmpuint (pairs->len, ==, 2000);
}

/* GLib puts a space that does not break between a size and its unit */
static char *
with_plain_spaces (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\302\240", -1);

  return g_strjoinv (" ", parts);
}

static void
assert_headline (GPtrArray    *headlines,
                 guint         i,
                 const char   *value,
                 const char   *detail,
                 LfReportTone  tone)
{
  const LfHeadline *headline = g_ptr_array_index (headlines, i);
  g_autofree char *value_shown = with_plain_spaces (headline->value);
  g_autofree char *detail_shown = with_plain_spaces (headline->detail);

  g_assert_cmpstr (value_shown, ==, value);
  g_assert_cmpstr (detail_shown, ==, detail);
  g_assert_cmpint (headline->tone, ==, tone);
}

static void
test_headlines (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autoptr (GPtrArray) lines = lf_report_list_headlines (run->before, run->after, run);

  g_assert_cmpuint (lines->len, ==, 4);
  g_assert_cmpstr (((LfHeadline *) g_ptr_array_index (lines, 0))->title, ==,
                   "Session details · 23 frames");
  assert_headline (lines, 0, "3,630× faster", "72 ms → 0.020 ms", LF_REPORT_GOOD);
  assert_headline (lines, 1, "7,440× less", "5,210,000 → 700 steps", LF_REPORT_GOOD);
  assert_headline (lines, 2, "−46 %", "46.8 MB → 25.3 MB", LF_REPORT_GOOD);
  assert_headline (lines, 3, "unchanged", "32,579 rows, 3 ids renumbered", LF_REPORT_PLAIN);
}

static void
test_headlines_of_nothing (void)
{
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_REPAIR, "/a.db");
  g_autoptr (GPtrArray) lines = lf_report_list_headlines (run->before, run->after, run);

  assert_headline (lines, 0, "not measured", "", LF_REPORT_PLAIN);
  assert_headline (lines, 1, "not measured", "", LF_REPORT_PLAIN);
  assert_headline (lines, 2, "not measured", "", LF_REPORT_PLAIN);
  assert_headline (lines, 3, "not compared", "", LF_REPORT_PLAIN);
}

static void
test_headlines_without_after (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_MEASURE, "/a.db", NULL);
  g_autoptr (GPtrArray) lines = lf_report_list_headlines (run->before, NULL, run);

  assert_headline (lines, 0, "72 ms", "", LF_REPORT_PLAIN);
  assert_headline (lines, 1, "5,210,000 steps", "", LF_REPORT_PLAIN);
  assert_headline (lines, 2, "46.8 MB", "21.5 MB hold nothing", LF_REPORT_PLAIN);
  assert_headline (lines, 3, "not compared", "32,579 rows", LF_REPORT_PLAIN);
}

/* What is not as hoped for is told as well as what is */
static void
test_headlines_of_worse (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autoptr (GPtrArray) lines = lf_report_list_headlines (run->after, run->before, run);
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) changed = NULL;

  assert_headline (lines, 0, "3,630× slower", "0.020 ms → 72 ms", LF_REPORT_BAD);
  assert_headline (lines, 1, "7,440× more", "700 → 5,210,000 steps", LF_REPORT_BAD);
  assert_headline (lines, 2, "+85 %", "25.3 MB → 46.8 MB", LF_REPORT_PLAIN);

  lf_run_add_change (run, LF_CHANGE_REMOVED, "processing_session_files", NULL, 12, "12 links");
  removed = lf_report_list_headlines (run->before, run->after, run);
  assert_headline (removed, 3, "12 rows removed", "everything else unchanged", LF_REPORT_PLAIN);

  run->data_unchanged = FALSE;
  changed = lf_report_list_headlines (run->before, run->after, run);
  assert_headline (changed, 3, "changed", "checksums differ", LF_REPORT_BAD);
}

/* Of two runs, between which the cataloger wrote */
static void
test_headlines_of_two (void)
{
  g_autoptr (LfRun) one = lf_test_run_new (LF_RUN_MEASURE, "/a.db", NULL);
  g_autoptr (LfRun) other = lf_test_run_new (LF_RUN_MEASURE, "/a.db", NULL);
  g_autoptr (GPtrArray) same = lf_report_list_headlines (one->before, other->before, NULL);
  g_autoptr (GPtrArray) grown = NULL;

  assert_headline (same, 0, "within noise", "72 ms → 72 ms", LF_REPORT_PLAIN);
  assert_headline (same, 1, "the same", "5,210,000 → 5,210,000 steps", LF_REPORT_PLAIN);
  assert_headline (same, 2, "the same", "46.8 MB", LF_REPORT_PLAIN);
  assert_headline (same, 3, "the same", "32,579 rows, checksums equal", LF_REPORT_PLAIN);

  ((LfTableContent *) g_ptr_array_index (other->before->tables, 0))->n_rows += 100;
  other->before->n_rows += 100;
  grown = lf_report_list_headlines (one->before, other->before, NULL);
  assert_headline (grown, 3, "different", "32,579 → 32,679 rows", LF_REPORT_PLAIN);
}

static void
test_sizes (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autoptr (GArray) pairs = NULL;
  const LfSizePair *pair;

  lf_test_run_add_object (run->after, "idx_new", 20000000, 0);
  pairs = lf_report_compare_sizes (run->before, run->after);
  g_assert_cmpuint (pairs->len, ==, 3);
  pair = &g_array_index (pairs, LfSizePair, 0);
  g_assert_cmpstr (pair->name, ==, "idx_new");
  g_assert_null (pair->before);
  pair = &g_array_index (pairs, LfSizePair, 1);
  g_assert_cmpuint (pair->before->bytes, ==, 17000000);
  g_assert_cmpuint (pair->after->bytes, ==, 16600000);
  g_assert_null (g_array_index (pairs, LfSizePair, 2).after);
}

static void
test_findings (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autoptr (GArray) pairs = NULL;

  g_ptr_array_add (run->after->findings,
                   g_object_ref (g_ptr_array_index (run->before->findings, 1)));
  g_ptr_array_add (run->after->findings, lf_finding_new (LF_CHECK_SPACE, LF_SEVERITY_INFO,
                                                         "space.new", NULL, "New.", NULL));
  pairs = lf_report_compare_findings (run->before, run->after);
  g_assert_cmpuint (pairs->len, ==, 3);
  g_assert_null (g_array_index (pairs, LfFindingPair, 0).after);
  g_assert_nonnull (g_array_index (pairs, LfFindingPair, 1).after);
  g_assert_null (g_array_index (pairs, LfFindingPair, 2).before);
}

/* Something in every place that harms whoever takes text for markup, SQL or a formula */
static LfRun *
make_hostile (void)
{
  static const char *hostile = "=<script>alert('&\"')</script>|`*_[x](y)\n```\n</svg>"
                               "\xff\xe2\x80\xae";
  LfRun *run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "0123");
  LfRunState *states[] = { run->before, run->after };

  g_free (run->catalog);
  run->catalog = g_strdup_printf ("/home/<b>%s", hostile);
  g_free (run->backup);
  run->backup = g_strdup (hostile);
  g_free (run->message);
  run->message = g_strdup (hostile);
  lf_run_add_change (run, LF_CHANGE_NOT_RESTORABLE, hostile, hostile, 1, hostile);
  lf_run_add_step (run, hostile, hostile)->detail = g_strdup (hostile);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      LfPlan *plan = lf_test_run_add_plan (states[i], "session-record", hostile);
      LfTiming *timing = lf_test_run_add_timing (states[i], "session-record", TRUE, 1, 1);

      lf_test_run_add_node (plan, i == 0 ? LF_PLAN_SCAN : LF_PLAN_OTHER, 1000, hostile);
      g_free (timing->session);
      timing->session = g_strdup (hostile);
      lf_test_run_add_object (states[i], hostile, 99000000, 0);
      lf_test_run_add_table (states[i], hostile, 1);
      g_ptr_array_add (states[i]->findings,
                       lf_finding_new (LF_CHECK_PLANS, LF_SEVERITY_ERROR, hostile, hostile,
                                       hostile, hostile));
    }
  return run;
}

static void
assert_is_json (const char *text,
                const char *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT json_valid (?1) AND ", condition, NULL);
  sqlite3 *db;
  sqlite3_stmt *stmt;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, text, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_test_message ("%s", condition);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 1);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
test_json (void)
{
  static const char *const conditions[] = {
    "?1 ->> '$.outcome' = 'repaired'",
    "?1 ->> '$.kind' = 'repair'",
    "?1 ->> '$.started' = '2023-11-23T19:09:00Z'",
    "?1 ->> '$.backup' LIKE '/astro/backups/%'",
    "?1 ->> '$.data_unchanged' = 1",
    "json_array_length (?1, '$.steps') = 3",
    "?1 ->> '$.steps[1].id' = 'structure' AND ?1 ->> '$.steps[1].seconds' = 1.25",
    "?1 ->> '$.steps[2].outcome' = 'skipped'",
    "?1 ->> '$.before.bytes' = 46829568 AND ?1 ->> '$.after.bytes' = 25300000",
    "?1 ->> '$.before.findings[0].id' = 'structure.fits_files.primary-key'",
    "json_array_length (?1, '$.after.findings') = 0",
    "?1 ->> '$.before.queries[0].name' = 'session-details'",
    "?1 ->> '$.before.queries[0].median_ms' = 3755.12",
    "?1 ->> '$.after.queries[0].vm_steps' = 32000",
    "?1 ->> '$.after.queries[0].plan[1].detail' = 'SEARCH f USING INTEGER PRIMARY KEY (rowid=?)'",
    "?1 ->> '$.before.tables[0].checksum' = ?1 ->> '$.after.tables[0].checksum'",
    "?1 ->> '$.changes[2].kind' = 'renumbered' AND ?1 ->> '$.changes[2].count' = 3",
    "?1 ->> '$.comparison[0].times_faster' > 4579",
    "?1 ->> '$.comparison[2].within_noise' = 1 AND ?1 ->> '$.comparison[2].times_faster' IS NULL",
  };
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "0123");
  g_autofree char *text = lf_report_write (run, LF_REPORT_JSON);

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    assert_is_json (text, conditions[i]);
}

/* Where nothing was written, it is after as it was before; where it failed, nobody knows */
static void
test_json_without_after (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "0123");
  g_autofree char *nothing = NULL;
  g_autofree char *failed = NULL;

  g_clear_pointer (&run->after, lf_run_state_free);
  g_ptr_array_set_size (run->before->timings, 0);
  run->outcome = LF_RUN_NOTHING_TO_DO;
  nothing = lf_report_write (run, LF_REPORT_JSON);
  assert_is_json (nothing, "?1 -> '$.after' = ?1 -> '$.before'");
  assert_is_json (nothing, "?1 ->> '$.data_unchanged' IS NULL");
  assert_is_json (nothing, "?1 ->> '$.before.queries[0].median_ms' IS NULL");
  assert_is_json (nothing, "?1 ->> '$.before.queries[0].largest' = 1");
  assert_is_json (nothing, "json_array_length (?1, '$.before.queries[0].plan') = 3");

  run->outcome = LF_RUN_FAILED;
  failed = lf_report_write (run, LF_REPORT_JSON);
  assert_is_json (failed, "?1 ->> '$.after' IS NULL AND ?1 ->> '$.outcome' = 'failed'");
}

static void
assert_well_formed (const char *html)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, html, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
test_html (void)
{
  static const char *const expected[] = {
    "<!DOCTYPE html>", "3,630× faster", "prefers-color-scheme: dark", "<svg", "#i-removed",
    "#i-added", "within noise", "SEARCH f USING INTEGER PRIMARY KEY (rowid=?)", "mended",
    "fits_catalog-20231123-190900.db", "3 frames without an id got one.", "equal",
  };
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autofree char *html = lf_report_write (run, LF_REPORT_HTML);

  assert_well_formed (html);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%s", expected[i]);
      g_assert_nonnull (strstr (html, expected[i]));
    }

  /* Nothing is loaded from anywhere */
  g_assert_null (strstr (html, "http:"));
  g_assert_null (strstr (html, "https:"));
  g_assert_null (strstr (html, "src="));
  g_assert_null (strstr (html, "url("));
}

static void
test_hostile (void)
{
  g_autoptr (LfRun) run = make_hostile ();

  for (LfReportFormat format = 0; format < LF_N_REPORT_FORMATS; format++)
    {
      g_autofree char *text = lf_report_write (run, format);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_null (strstr (text, "\342\200\256"));
      if (format == LF_REPORT_HTML)
        {
          assert_well_formed (text);
          g_assert_null (strstr (text, "<script"));
          g_assert_null (strstr (text, "<b>"));
        }
      if (format == LF_REPORT_MARKDOWN)
        {
          g_assert_null (strstr (text, " <script"));
          g_assert_nonnull (strstr (text, "\\<script\\>"));
          g_assert_null (strstr (text, "\n``` "));
        }
      if (format == LF_REPORT_JSON)
        assert_is_json (text, "?1 ->> '$.message' LIKE '=<script>%'");
      if (format == LF_REPORT_CSV)
        g_assert_nonnull (strstr (text, ",\"'=<script>alert('&\"\"')</script>"));
    }
}

/* Every row of a table has as many cells as its head */
static void
test_markdown_tables (void)
{
  g_autoptr (LfRun) run = make_hostile ();
  g_autofree char *text = lf_report_write (run, LF_REPORT_MARKDOWN);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint expected = 0;
  guint n_rows = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint n = 0;

      for (const char *c = lines[i]; *c != '\0'; c++)
        n += *c == '|' && (c == lines[i] || c[-1] != '\\');
      if (lines[i][0] != '|')
        n = expected = 0;
      else if (expected == 0)
        expected = n;
      g_assert_cmpuint (n, ==, expected);
      n_rows += n > 0;
    }
  g_assert_cmpuint (n_rows, >, 20);
}

static void
test_csv (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autofree char *text = lf_report_write (run, LF_REPORT_CSV);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 6 + 1);
  g_assert_cmpstr (lines[1], ==,
                   "before,\"session-details\",\"Session details\",\"20230105_CFCD2084\",1201,yes,"
                   "30,1201,3755.12,3379.61,4130.63,302114000,30211400,1,3021140,");
  g_assert_cmpstr (lines[6], ==,
                   "after,\"session-list\",\"Session list\",\"\",0,no,30,0,3.4,3.06,3.74,41000,"
                   "4100,1,410,");
}

/* What was ended because it took too long is told as that, and as no time that it took */
static void
test_bound (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  LfTiming *before = g_ptr_array_index (run->before->timings, 0);
  LfTiming *after = g_ptr_array_index (run->after->timings, 0);
  g_autoptr (GArray) one = NULL;
  g_autoptr (GArray) other = NULL;
  g_autoptr (GArray) both = NULL;
  g_autofree char *faster = NULL;
  g_autofree char *slower = NULL;
  g_autofree char *nothing = NULL;

  lf_test_timing_end (before, 10000);
  after->median_ms = after->p05_ms = after->p95_ms = 10;
  one = lf_report_compare (run->before, run->after);
  faster = lf_comparison_describe (&g_array_index (one, LfComparison, 0));
  g_assert_cmpstr (faster, ==, "more than 1,000× faster");
  g_assert_true (isnan (g_array_index (one, LfComparison, 0).times_less_work));
  for (LfReportFormat format = 0; format < LF_N_REPORT_FORMATS; format++)
    {
      g_autofree char *text = lf_report_write (run, format);

      if (format == LF_REPORT_JSON)
        g_assert_nonnull (strstr (text, "\"at_least_ms\": 10000"));
      else if (format == LF_REPORT_CSV)
        g_assert_nonnull (strstr (text, "1201,yes,0,,,,,,,,,10000\r\n"));
      else if (format == LF_REPORT_MARKDOWN || format == LF_REPORT_HTML)
        g_assert_nonnull (strstr (text, "more than 1,000× faster"));
      g_assert_null (strstr (text, "10.00 s to"));
      g_assert_null (strstr (text, "\"median_ms\": 10000"));
    }

  other = lf_report_compare (run->after, run->before);
  slower = lf_comparison_describe (&g_array_index (other, LfComparison, 0));
  g_assert_cmpstr (slower, ==, "more than 1,000× slower");

  both = lf_report_compare (run->before, run->before);
  nothing = lf_comparison_describe (&g_array_index (both, LfComparison, 0));
  g_assert_cmpstr (nothing, ==, "too long to compare");
  g_assert_cmpint (lf_comparison_get_tone (&g_array_index (both, LfComparison, 0)), ==,
                   LF_REPORT_PLAIN);
}

/* A difference within noise is never given as a factor */
static void
test_noise_has_no_factor (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);

  for (guint i = 0; i < run->after->timings->len; i++)
    {
      LfTiming *before = g_ptr_array_index (run->before->timings, i);
      LfTiming *after = g_ptr_array_index (run->after->timings, i);

      after->median_ms = before->median_ms * 0.95;
      after->p05_ms = before->p05_ms * 0.95;
      after->p95_ms = before->p95_ms * 0.95;
      after->work = before->work;
    }

  for (LfReportFormat format = 0; format < LF_N_REPORT_FORMATS; format++)
    {
      g_autofree char *text = lf_report_write (run, format);

      g_assert_null (strstr (text, "×"));
      if (format != LF_REPORT_JSON && format != LF_REPORT_CSV)
        g_assert_nonnull (strstr (text, "within noise"));
    }
}

static void
test_little (void)
{
  for (LfRunKind kind = 0; kind < LF_N_RUN_KINDS; kind++)
    for (LfRunOutcome outcome = 0; outcome < LF_N_RUN_OUTCOMES; outcome++)
      for (LfReportFormat format = 0; format < LF_N_REPORT_FORMATS; format++)
        {
          g_autoptr (LfRun) run = lf_run_new (kind, "/a.db");
          g_autofree char *text = NULL;

          run->outcome = outcome;
          if (outcome == LF_RUN_DONE)
            run->after = lf_run_state_new ();
          text = lf_report_write (run, format);
          g_assert_cmpuint (strlen (text), >, 50);
          if (format == LF_REPORT_HTML)
            assert_well_formed (text);
        }
}

/* What was not looked at again is not said to be mended */
static void
test_unchecked (void)
{
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_VACUUM, "/a.db", NULL);

  run->after->is_checked = FALSE;
  for (LfReportFormat format = 0; format < LF_N_REPORT_FORMATS; format++)
    {
      g_autofree char *text = lf_report_write (run, format);

      g_assert_null (strstr (text, "[mended]"));
      g_assert_null (strstr (text, ">mended<"));
      g_assert_null (strstr (text, "| mended"));
    }
}

static void
test_home_is_not_told (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "Astro", "a.db", NULL);
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, path, NULL);
  g_autofree char *html = lf_report_write (run, LF_REPORT_HTML);
  g_autofree char *text = lf_report_write (run, LF_REPORT_TEXT);

  g_assert_nonnull (strstr (html, "~/Astro/a.db"));
  g_assert_null (strstr (text, "Astro"));
}

static void
test_format_from_path (void)
{
  static const struct
  {
    const char     *path;
    LfReportFormat  format;
  } cases[] = {
    { "a.md", LF_REPORT_MARKDOWN }, { "/b/c.HTML", LF_REPORT_HTML }, { "a.htm", LF_REPORT_HTML },
    { "a.json", LF_REPORT_JSON },   { "a.b.csv", LF_REPORT_CSV },    { "a.txt", LF_REPORT_TEXT },
  };
  LfReportFormat format;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (lf_report_format_from_path (cases[i].path, &format));
      g_assert_cmpint (format, ==, cases[i].format);
    }
  g_assert_false (lf_report_format_from_path ("report.pdf", &format));
  g_assert_false (lf_report_format_from_path ("html", &format));
}

static void
test_save (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.md", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "a.md", NULL);
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", NULL);
  g_autofree char *expected = lf_report_write (run, LF_REPORT_MARKDOWN);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_report_save (run, path, LF_REPORT_MARKDOWN, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);

  g_assert_false (lf_report_save (run, nowhere, LF_REPORT_MARKDOWN, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/report/compare", test_compare);
  g_test_add_func ("/report/compare-extremes", test_compare_extremes);
  g_test_add_func ("/report/compare-other-session", test_compare_other_session);
  g_test_add_func ("/report/factor", test_factor);
  g_test_add_func ("/report/align", test_align);
  g_test_add_func ("/report/align-long", test_align_long);
  g_test_add_func ("/report/headlines", test_headlines);
  g_test_add_func ("/report/headlines-of-nothing", test_headlines_of_nothing);
  g_test_add_func ("/report/headlines-without-after", test_headlines_without_after);
  g_test_add_func ("/report/headlines-of-worse", test_headlines_of_worse);
  g_test_add_func ("/report/headlines-of-two", test_headlines_of_two);
  g_test_add_func ("/report/sizes", test_sizes);
  g_test_add_func ("/report/findings", test_findings);
  g_test_add_func ("/report/json", test_json);
  g_test_add_func ("/report/json-without-after", test_json_without_after);
  g_test_add_func ("/report/html", test_html);
  g_test_add_func ("/report/hostile", test_hostile);
  g_test_add_func ("/report/markdown-tables", test_markdown_tables);
  g_test_add_func ("/report/csv", test_csv);
  g_test_add_func ("/report/bound", test_bound);
  g_test_add_func ("/report/noise-has-no-factor", test_noise_has_no_factor);
  g_test_add_func ("/report/little", test_little);
  g_test_add_func ("/report/unchecked", test_unchecked);
  g_test_add_func ("/report/home-is-not-told", test_home_is_not_told);
  g_test_add_func ("/report/format-from-path", test_format_from_path);
  g_test_add_func ("/report/save", test_save);

  return g_test_run ();
}
