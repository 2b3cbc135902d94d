/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-resources.h"
#include "lf-test-run.h"
#include "lf-test-support.h"
#include "maintenance/lf-history-private.h"

#define N_WRITERS 3
#define N_RUNS_EACH 15

static LfHistory *
open_history (const char *path)
{
  g_autoptr (GError) error = NULL;
  LfHistory *history = lf_history_open (path, &error);

  g_assert_no_error (error);
  return history;
}

static gint64
add (LfHistory *history,
     LfRun     *run)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_history_add (history, run, &error));
  g_assert_no_error (error);
  g_assert_cmpint (run->id, >, 0);
  return run->id;
}

static gint64
add_new (LfHistory  *history,
         LfRunKind   kind,
         const char *catalog,
         const char *identity,
         gint64      started)
{
  g_autoptr (LfRun) run = lf_test_run_new (kind, catalog, identity);

  run->started = started;
  return add (history, run);
}

static void
assert_same_findings (GPtrArray *a,
                      GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      LfFinding *x = g_ptr_array_index (a, i);
      LfFinding *y = g_ptr_array_index (b, i);

      g_assert_cmpint (lf_finding_get_check (x), ==, lf_finding_get_check (y));
      g_assert_cmpint (lf_finding_get_severity (x), ==, lf_finding_get_severity (y));
      g_assert_cmpstr (lf_finding_get_id (x), ==, lf_finding_get_id (y));
      g_assert_cmpstr (lf_finding_get_table (x), ==, lf_finding_get_table (y));
      g_assert_cmpstr (lf_finding_get_message (x), ==, lf_finding_get_message (y));
      g_assert_cmpstr (lf_finding_get_repair (x), ==, lf_finding_get_repair (y));
    }
}

static void
assert_same_plans (GPtrArray *a,
                   GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const LfPlan *x = g_ptr_array_index (a, i);
      const LfPlan *y = g_ptr_array_index (b, i);

      g_assert_cmpstr (x->query, ==, y->query);
      g_assert_cmpstr (x->title, ==, y->title);
      g_assert_cmpstr (x->session, ==, y->session);
      g_assert_cmpuint (x->n_links, ==, y->n_links);
      g_assert_cmpuint (x->nodes->len, ==, y->nodes->len);
      for (guint j = 0; j < x->nodes->len; j++)
        {
          const LfPlanNode *n = g_ptr_array_index (x->nodes, j);
          const LfPlanNode *m = g_ptr_array_index (y->nodes, j);

          g_assert_cmpint (n->kind, ==, m->kind);
          g_assert_cmpuint (n->depth, ==, m->depth);
          g_assert_cmpstr (n->detail, ==, m->detail);
          g_assert_cmpstr (n->words, ==, m->words);
          g_assert_cmpstr (n->table, ==, m->table);
          g_assert_cmpstr (n->index, ==, m->index);
          g_assert_cmpuint (n->n_rows, ==, m->n_rows);
          g_assert_cmpint (n->severity, ==, m->severity);
        }
    }
}

static void
assert_same_timings (GPtrArray *a,
                     GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const LfTiming *x = g_ptr_array_index (a, i);
      const LfTiming *y = g_ptr_array_index (b, i);

      g_assert_cmpstr (x->query, ==, y->query);
      g_assert_cmpstr (x->title, ==, y->title);
      g_assert_cmpstr (x->session, ==, y->session);
      g_assert_cmpuint (x->n_links, ==, y->n_links);
      g_assert_cmpint (x->is_largest, ==, y->is_largest);
      g_assert_cmpuint (x->n_runs, ==, y->n_runs);
      g_assert_cmpuint (x->n_rows, ==, y->n_rows);
      g_assert_cmpfloat (x->median_ms, ==, y->median_ms);
      g_assert_cmpfloat (x->p05_ms, ==, y->p05_ms);
      g_assert_cmpfloat (x->p95_ms, ==, y->p95_ms);
      g_assert_cmpuint (x->work.vm_steps, ==, y->work.vm_steps);
      g_assert_cmpuint (x->work.scan_steps, ==, y->work.scan_steps);
      g_assert_cmpuint (x->work.sorts, ==, y->work.sorts);
      g_assert_cmpuint (x->work.automatic_rows, ==, y->work.automatic_rows);
    }
}

static void
assert_same_sizes (LfRunState *a,
                   LfRunState *b)
{
  g_assert_cmpuint (a->objects->len, ==, b->objects->len);
  for (guint i = 0; i < a->objects->len; i++)
    {
      const LfSpaceObject *x = &g_array_index (a->objects, LfSpaceObject, i);
      const LfSpaceObject *y = &g_array_index (b->objects, LfSpaceObject, i);

      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpuint (x->bytes, ==, y->bytes);
      g_assert_cmpuint (x->unused, ==, y->unused);
    }

  g_assert_cmpuint (a->tables->len, ==, b->tables->len);
  for (guint i = 0; i < a->tables->len; i++)
    {
      LfTableContent *x = g_ptr_array_index (a->tables, i);
      LfTableContent *y = g_ptr_array_index (b->tables, i);

      g_assert_cmpstr (x->table, ==, y->table);
      g_assert_cmpuint (x->columns->len, ==, y->columns->len);
      for (guint j = 0; j < x->columns->len; j++)
        g_assert_cmpstr (g_ptr_array_index (x->columns, j), ==, g_ptr_array_index (y->columns, j));
      g_assert_true (lf_table_content_equals (x, y));
    }
}

static void
assert_same_state (LfRunState *a,
                   LfRunState *b)
{
  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a == NULL)
    return;

  g_assert_cmpuint (a->bytes, ==, b->bytes);
  g_assert_cmpuint (a->free_bytes, ==, b->free_bytes);
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  g_assert_cmpint (a->is_checked, ==, b->is_checked);
  assert_same_findings (a->findings, b->findings);
  assert_same_plans (a->plans, b->plans);
  assert_same_timings (a->timings, b->timings);
  assert_same_sizes (a, b);
}

static void
assert_same_parts (LfRun *a,
                   LfRun *b)
{
  g_assert_cmpuint (a->steps->len, ==, b->steps->len);
  for (guint i = 0; i < a->steps->len; i++)
    {
      const LfRunStep *x = g_ptr_array_index (a->steps, i);
      const LfRunStep *y = g_ptr_array_index (b->steps, i);

      g_assert_cmpstr (x->id, ==, y->id);
      g_assert_cmpstr (x->title, ==, y->title);
      g_assert_cmpfloat (x->seconds, ==, y->seconds);
      g_assert_cmpint (x->outcome, ==, y->outcome);
      g_assert_cmpstr (x->detail, ==, y->detail);
    }

  g_assert_cmpuint (a->changes->len, ==, b->changes->len);
  for (guint i = 0; i < a->changes->len; i++)
    {
      const LfChange *x = g_ptr_array_index (a->changes, i);
      const LfChange *y = g_ptr_array_index (b->changes, i);

      g_assert_cmpint (x->kind, ==, y->kind);
      g_assert_cmpstr (x->table, ==, y->table);
      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpstr (x->text, ==, y->text);
      g_assert_cmpuint (x->count, ==, y->count);
    }
}

static void
assert_same_run (LfRun *a,
                 LfRun *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->catalog, ==, b->catalog);
  g_assert_cmpstr (a->identity, ==, b->identity);
  g_assert_cmpint (a->layout, ==, b->layout);
  g_assert_cmpint (a->started, ==, b->started);
  g_assert_cmpfloat (a->seconds, ==, b->seconds);
  g_assert_cmpint (a->outcome, ==, b->outcome);
  g_assert_cmpstr (a->message, ==, b->message);
  g_assert_cmpstr (a->backup, ==, b->backup);
  g_assert_cmpint (a->data_unchanged, ==, b->data_unchanged);
  assert_same_parts (a, b);
  assert_same_state (a->before, b->before);
  assert_same_state (a->after, b->after);
}

static void
check_round_trip (LfHistory *history,
                  LfRun     *run)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add (history, run);
  g_autoptr (LfRun) loaded = lf_history_load (history, id, &error);

  g_assert_no_error (error);
  assert_same_run (run, loaded);
}

static void
test_round_trip (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);

  g_assert_null (lf_history_get_notice (history));
  for (LfRunKind kind = 0; kind < LF_N_RUN_KINDS; kind++)
    for (LfRunOutcome outcome = 0; outcome < LF_N_RUN_OUTCOMES; outcome++)
      {
        g_autoptr (LfRun) run = lf_test_run_new (kind, "/astro/caf\xe9.db", "0123");

        run->outcome = outcome;
        run->layout = kind % 2 == 0 ? LF_LAYOUT_1 : LF_LAYOUT_2;
        check_round_trip (history, run);
      }
}

static void
test_round_trip_of_little (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_VACUUM, "/astro/a.db");

  run->message = g_strdup ("");
  check_round_trip (history, run);
}

/* What the checks and measurements of the library itself give */
static void
test_round_trip_of_catalog (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autofree char *catalog = lf_test_make_catalog (folder, "a.db", LF_TEST_MIGRATED, FALSE);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (LfRun) run = lf_run_new (LF_RUN_MEASURE, catalog);
  g_autoptr (LfJob) job = lf_job_new ("Checking");
  g_autoptr (LfCheckReport) report = lf_check_run (catalog, LF_CHECK_FULL, job, NULL);
  g_autoptr (LfConnection) connection = lf_test_open (catalog);
  g_autoptr (GPtrArray) timings = lf_timings_measure (connection, NULL, 3, LF_TIMINGS_ALL, NULL);
  g_autoptr (LfContent) content = lf_content_read (connection, NULL, NULL);

  run->identity = lf_identity_load (catalog, NULL);
  lf_run_state_take_report (run->before, report);
  lf_run_state_take_timings (run->before, timings);
  lf_run_state_take_content (run->before, content);
  g_assert_cmpuint (run->before->tables->len, >, 5);
  check_round_trip (history, run);
}

static void
test_list (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) of_path = NULL;
  g_autoptr (GPtrArray) of_identity = NULL;
  g_autoptr (GPtrArray) of_both = NULL;
  LfHistoryEntry *entry;

  add_new (history, LF_RUN_REPAIR, "/astro/a.db", "aa", 1000);
  add_new (history, LF_RUN_MEASURE, "/astro/b.db", "bb", 3000);
  add_new (history, LF_RUN_TRIAL, "/moved/a.db", "aa", 2000);
  add_new (history, LF_RUN_TRIAL, "/astro/a.db", NULL, 2500);

  all = lf_history_list (history, NULL, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 4);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (((LfHistoryEntry *) g_ptr_array_index (all, i - 1))->started, >=,
                     ((LfHistoryEntry *) g_ptr_array_index (all, i))->started);

  of_path = lf_history_list (history, "/astro/./a.db", NULL, NULL);
  g_assert_cmpuint (of_path->len, ==, 2);
  of_identity = lf_history_list (history, NULL, "aa", NULL);
  g_assert_cmpuint (of_identity->len, ==, 2);
  of_both = lf_history_list (history, "/astro/a.db", "aa", NULL);
  g_assert_cmpuint (of_both->len, ==, 3);

  entry = g_ptr_array_index (of_both, 2);
  g_assert_cmpint (entry->kind, ==, LF_RUN_REPAIR);
  g_assert_cmpint (entry->outcome, ==, LF_RUN_DONE);
  g_assert_cmpstr (entry->catalog, ==, "/astro/a.db");
  g_assert_cmpstr (entry->identity, ==, "aa");
  g_assert_cmpuint (entry->bytes_before, ==, 46829568);
  g_assert_cmpuint (entry->bytes_after, ==, 25300000);
  g_assert_cmpuint (entry->n_findings, ==, 1);
  g_assert_cmpuint (entry->n_left, ==, 0);
  g_assert_cmpfloat (entry->details_before_ms, ==, 72.5);
  g_assert_cmpfloat (entry->details_after_ms, ==, 0.02);
}

static void
test_list_without_after (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "aa");
  g_autoptr (GPtrArray) entries = NULL;
  LfHistoryEntry *entry;

  g_clear_pointer (&run->after, lf_run_state_free);
  g_ptr_array_set_size (run->before->timings, 0);
  add (history, run);
  entries = lf_history_list (history, NULL, NULL, NULL);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpuint (entry->bytes_after, ==, entry->bytes_before);
  g_assert_cmpuint (entry->n_left, ==, 1);
  g_assert_true (entry->before_is_checked);
  g_assert_true (entry->after_is_checked);
  g_assert_true (isnan (entry->details_before_ms));
  g_assert_true (isnan (entry->details_after_ms));
}

/* That nothing was found is nothing to tell of where nobody could look */
static void
test_list_unchecked (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_RESTORE, "/a.db", "aa");
  g_autoptr (GPtrArray) entries = NULL;
  LfHistoryEntry *entry;

  run->before->is_checked = FALSE;
  add (history, run);
  entries = lf_history_list (history, NULL, NULL, NULL);
  entry = g_ptr_array_index (entries, 0);
  g_assert_false (entry->before_is_checked);
  g_assert_true (entry->after_is_checked);
}

static void
test_bound (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "aa");
  g_autoptr (LfRun) loaded = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GArray) points = NULL;
  LfHistoryEntry *entry;

  for (guint i = 0; i < run->before->timings->len; i++)
    lf_test_timing_end (g_ptr_array_index (run->before->timings, i), 10000);
  add (history, run);

  entries = lf_history_list (history, NULL, NULL, NULL);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpfloat (entry->details_before_ms, ==, 10000);
  g_assert_true (entry->before_is_bound);
  g_assert_false (entry->after_is_bound);

  loaded = lf_history_load (history, entry->id, NULL);
  g_assert_true (lf_timing_is_bound (g_ptr_array_index (loaded->before->timings, 0)));
  g_assert_false (lf_timing_is_bound (g_ptr_array_index (loaded->after->timings, 0)));

  points = lf_history_list_points (history, NULL, NULL, "session-details", TRUE, NULL);
  g_assert_cmpuint (points->len, ==, 1);
  g_assert_true (g_array_index (points, LfHistoryPoint, 0).is_after);
}

static void
test_points (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (GArray) largest = NULL;
  g_autoptr (GArray) typical = NULL;
  g_autoptr (GArray) of_all = NULL;
  LfHistoryPoint *point;

  add_new (history, LF_RUN_REPAIR, "/astro/a.db", "aa", 5000000);
  add_new (history, LF_RUN_TRIAL, "/astro/a.db", "aa", 1000000);
  add_new (history, LF_RUN_REPAIR, "/astro/b.db", "bb", 2000000);

  largest = lf_history_list_points (history, NULL, "aa", "session-details", TRUE, NULL);
  g_assert_cmpuint (largest->len, ==, 3);
  point = &g_array_index (largest, LfHistoryPoint, 0);
  g_assert_cmpint (point->kind, ==, LF_RUN_TRIAL);
  g_assert_false (point->is_after);
  point = &g_array_index (largest, LfHistoryPoint, 2);
  g_assert_true (point->is_after);
  g_assert_cmpint (point->run, ==, 1);
  g_assert_cmpint (point->time, ==, 8400000);
  g_assert_cmpfloat (point->median_ms, ==, 0.82);
  g_assert_cmpfloat (point->p05_ms, <, point->p95_ms);
  g_assert_cmpuint (point->vm_steps, ==, 32000);

  typical = lf_history_list_points (history, NULL, NULL, "session-details", FALSE, NULL);
  g_assert_cmpuint (typical->len, ==, 5);
  g_assert_cmpfloat (g_array_index (typical, LfHistoryPoint, 0).median_ms, ==, 72.5);

  of_all = lf_history_list_points (history, "/astro/b.db", NULL, "session-list", TRUE, NULL);
  g_assert_cmpuint (of_all->len, ==, 2);
}

static guint64
count_rows (LfHistory *history)
{
  static const char *const tables[] = {
    "runs", "steps", "changes", "states", "findings", "plans", "plan_nodes", "timings", "objects",
    "contents", "content_columns",
  };
  guint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", tables[i], NULL);
      sqlite3_stmt *stmt;

      g_assert_cmpint (sqlite3_prepare_v2 (history->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
      n += (guint64) sqlite3_column_int64 (stmt, 0);
      sqlite3_finalize (stmt);
    }
  return n;
}

static void
test_delete (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  gint64 first = add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 1);
  guint64 n_rows = count_rows (history);
  gint64 second = add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 2);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_rows (history), ==, 2 * n_rows);
  g_assert_true (lf_history_delete (history, second, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (history), ==, n_rows);

  g_assert_false (lf_history_delete (history, second, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lf_history_load (history, second, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);

  /* Somebody may have noted the number */
  g_assert_cmpint (add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 2), >, second);
  g_assert_true (lf_history_delete (history, first, NULL));
}

/* A run is kept wholly or not at all, and the history can be used after that */
static void
test_failed_add (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "aa");
  g_autoptr (GError) error = NULL;

  lf_test_run_add_timing (run->after, "session-list", FALSE, NAN, 1);
  g_assert_false (lf_history_add (history, run, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED);
  g_assert_cmpint (run->id, ==, 0);
  g_assert_cmpuint (count_rows (history), ==, 0);
  add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 2);
}

static void
test_private (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "new", "lightframe", NULL);
  g_autofree char *path = g_build_filename (inner, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  GStatBuf st;

  g_assert_cmpint (g_stat (inner, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
}

static void
test_own_path (void)
{
  g_autofree char *path = lf_history_get_path ();

  g_assert_true (g_str_has_prefix (path, g_get_user_data_dir ()));
  g_assert_true (g_str_has_suffix (path, "/lightframe/history.db"));
}

static void
test_newer (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lf_history_close (open_history (path));
  lf_test_exec (path, "CREATE TABLE future (a); PRAGMA user_version = 99");
  before = lf_test_folder_describe (folder);
  g_assert_null (lf_history_open (path, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_NEW);
  after = lf_test_folder_describe (folder);
  g_assert_cmpstr (before, ==, after);
}

typedef void (*DamageFunc) (const char *path);

static void
write_garbage (const char *path)
{
  lf_test_write_file (path, "This is no database, whatever it may be.", 40);
}

static void
write_other (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
  lf_test_exec (path, "CREATE TABLE somebody_else (a)");
}

static void
zero_pages (const char *path)
{
  static const guint8 nothing[3 * 4096] = { 0 };

  lf_test_patch_file (path, 4096, nothing, sizeof nothing);
}

static void
truncate_file (const char *path)
{
  g_assert_cmpint (truncate (path, 3 * 4096 + 100), ==, 0);
}

/* It is set aside with its journal, and what is made in its place is sound */
static void
test_damaged (gconstpointer data)
{
  DamageFunc damage = *(const DamageFunc *) data;
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_autofree char *hash = NULL;
  g_autofree char *aside_hash = NULL;
  const char *notice;
  const char *at;
  g_autofree char *aside = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 1);
  g_clear_pointer (&history, lf_history_close);
  damage (path);
  lf_test_write_file (journal, "journal", 7);
  hash = lf_test_hash_file (path);

  history = open_history (path);
  notice = lf_history_get_notice (history);
  g_assert_nonnull (notice);
  at = strstr (notice, folder);
  g_assert_nonnull (at);
  aside = g_strndup (at, (gsize) (strstr (at, "”") - at));
  aside_hash = lf_test_hash_file (aside);
  g_assert_cmpstr (hash, ==, aside_hash);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));

  entries = lf_history_list (history, NULL, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 0);
  add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 1);
  g_clear_pointer (&history, lf_history_close);
  history = open_history (path);
  g_assert_null (lf_history_get_notice (history));
}

static void
test_empty_file (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = NULL;

  lf_test_write_file (path, "", 0);
  history = open_history (path);
  g_assert_null (lf_history_get_notice (history));
  add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 1);
}

static gboolean
open_as_user (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfHistory) history = lf_history_open (data, &error);

  return history == NULL &&
         g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION);
}

static void
test_no_permission (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);

  lf_history_close (open_history (path));
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_true (lf_test_as_user (open_as_user, path));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

static void
test_locked (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) one = open_history (path);
  g_autoptr (LfHistory) other = open_history (path);
  g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "aa");
  g_autoptr (GError) error = NULL;

  sqlite3_busy_timeout (other->db, 50);
  g_assert_true (lf_history_exec (one, "BEGIN EXCLUSIVE", NULL));
  g_assert_false (lf_history_add (other, run, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  g_assert_true (lf_history_exec (one, "ROLLBACK", NULL));
  add (other, run);
}

static int
write_runs (const char *path)
{
  for (guint i = 0; i < N_RUNS_EACH; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfHistory) history = lf_history_open (path, &error);
      g_autoptr (LfRun) run = lf_test_run_new (LF_RUN_REPAIR, "/a.db", "aa");
      g_autoptr (LfRun) loaded = NULL;

      if (history != NULL && lf_history_add (history, run, &error))
        loaded = lf_history_load (history, run->id, &error);
      if (error != NULL)
        g_printerr ("%s\n", error->message);
      if (loaded == NULL || loaded->after->timings->len != run->after->timings->len)
        return 1;
    }
  return 0;
}

/* They also make the file at the same moment */
static void
test_several_programs (gconstpointer data)
{
  gboolean damaged = GPOINTER_TO_INT (data);
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  pid_t children[N_WRITERS];

  if (damaged)
    write_garbage (path);
  for (guint i = 0; i < N_WRITERS; i++)
    if ((children[i] = fork ()) == 0)
      _exit (write_runs (path));

  for (guint i = 0; i < N_WRITERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }

  history = open_history (path);
  entries = lf_history_list (history, NULL, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, N_WRITERS * N_RUNS_EACH);
}

/* An enumeration's value that is not known is an error, not a wrong word */
static void
test_unknown_word (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  gint64 id = add_new (history, LF_RUN_REPAIR, "/a.db", "aa", 1);
  g_autoptr (GError) error = NULL;

  lf_test_exec (path, "UPDATE plan_nodes SET kind = 'magic' WHERE position = 1");
  g_assert_null (lf_history_load (history, id, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT);
}

static char *
get_header (const char *sql,
            const char *field)
{
  g_autofree char *start = g_strdup_printf ("-- %s: ", field);
  const char *found = strstr (sql, start);

  g_assert_nonnull (found);
  found += strlen (start);
  return g_strndup (found, strcspn (found, "\n"));
}

static void
check_statement (LfHistory  *history,
                 const char *name)
{
  const char *sql = lf_history_get_sql (name);
  g_autofree char *purpose = get_header (sql, "purpose");
  g_autofree char *parameters = get_header (sql, "parameters");
  g_autofree char *columns = get_header (sql, "columns");
  g_autofree char *last = NULL;
  sqlite3_stmt *stmt = NULL;
  const char *rest = NULL;

  g_test_message ("%s", name);
  g_assert_cmpstr (purpose, !=, "");
  if (g_str_has_prefix (name, "schema-"))
    return;

  g_assert_cmpint (sqlite3_prepare_v2 (history->db, sql, -1, &stmt, &rest), ==, SQLITE_OK);
  g_assert_cmpstr (rest, ==, "\n");
  last = g_strdup_printf ("?%d ", sqlite3_bind_parameter_count (stmt));
  g_assert_nonnull (strstr (sql, last));
  g_assert_cmpint (sqlite3_column_count (stmt) == 0, ==, g_str_equal (columns, "none"));
  if (sqlite3_column_count (stmt) > 0)
    g_assert_true (g_str_has_prefix (columns, sqlite3_column_name (stmt, 0)));
  sqlite3_finalize (stmt);
}

static void
test_statements (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  g_autoptr (LfHistory) history = open_history (path);
  g_auto (GStrv) files = g_resources_enumerate_children (LF_RESOURCE_PATH "/history", 0, NULL);

  g_assert_cmpuint (g_strv_length (files), >, 20);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (files[i], strlen (files[i]) - strlen (".sql"));

      check_statement (history, name);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const DamageFunc damages[] = { write_garbage, write_other, zero_pages, truncate_file };
  static const char *const names[] = { "garbage", "other", "zeroed", "truncated" };

  lf_test_init (&argc, &argv);

  g_test_add_func ("/history/round-trip", test_round_trip);
  g_test_add_func ("/history/round-trip-of-little", test_round_trip_of_little);
  g_test_add_func ("/history/round-trip-of-catalog", test_round_trip_of_catalog);
  g_test_add_func ("/history/list", test_list);
  g_test_add_func ("/history/list-without-after", test_list_without_after);
  g_test_add_func ("/history/list-unchecked", test_list_unchecked);
  g_test_add_func ("/history/points", test_points);
  g_test_add_func ("/history/bound", test_bound);
  g_test_add_func ("/history/delete", test_delete);
  g_test_add_func ("/history/failed-add", test_failed_add);
  g_test_add_func ("/history/private", test_private);
  g_test_add_func ("/history/own-path", test_own_path);
  g_test_add_func ("/history/newer", test_newer);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/history/damaged/", names[i], NULL);

      g_test_add_data_func (name, &damages[i], test_damaged);
    }
  g_test_add_func ("/history/empty-file", test_empty_file);
  g_test_add_func ("/history/no-permission", test_no_permission);
  g_test_add_func ("/history/locked", test_locked);
  g_test_add_data_func ("/history/several-programs", GINT_TO_POINTER (FALSE),
                        test_several_programs);
  g_test_add_data_func ("/history/several-programs-damaged", GINT_TO_POINTER (TRUE),
                        test_several_programs);
  g_test_add_func ("/history/unknown-word", test_unknown_word);
  g_test_add_func ("/history/statements", test_statements);

  return g_test_run ();
}
