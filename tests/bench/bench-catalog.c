/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the library costs above SQLite itself. Each line compares the library, from the query to
 * finished objects, with a bare loop over sqlite3_step() that reads the same columns of the same
 * statements on a connection opened plainly. Both run in turn; medians count. */

#include <stdlib.h>
#include <time.h>

#include "catalog/lf-calibration.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-frame-columns.h"
#include "catalog/lf-frames.h"
#include "catalog/lf-removal.h"
#include "catalog/lf-query.h"
#include "demo/lf-demo.h"
#include "lf-test-support.h"

#define N_WARM_UP 3
#define N_RUNS 21
#define MAX_RATIO 1.5
#define MAX_SUMMARY_MS 2000

/* What a view shows first, and what of it is on the screen */
#define N_PAGE_FRAMES 10001
#define PAGE_LENGTH 128

#define N_REMOVED_FRAMES 2000
#define MAX_REMOVAL_MS 50

typedef struct
{
  LfConnection *ours;
  sqlite3      *raw;
  char         *session;        /* the id of the largest */
} Bench;

typedef void (*OursFunc) (Bench *bench);

/* What is measured: the library's call, the queries that it makes, whether the ratio is limited,
 * and how long it may take in milliseconds; 0 for any time */
typedef struct
{
  const char *name;
  OursFunc    ours;
  const char *queries[4];
  gboolean    limited;
  double      most;
} Subject;

/* Keeps the compiler from leaving the reading out */
static volatile gint64 sink;

static gint64
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static gint64
now_ns (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

static gpointer
check (gpointer  result,
       GError   *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

/* Results are freed outside the measured time */
static gpointer       last;
static GDestroyNotify free_last;

static void
forget_last (void)
{
  if (last != NULL)
    free_last (last);
  last = NULL;
}

static void
keep (gpointer       result,
      GDestroyNotify free_result)
{
  last = result;
  free_last = free_result;
}

static void
load_list (Bench *bench)
{
  GError *error = NULL;

  keep (check (lf_session_list_load (bench->ours, &error), error),
        (GDestroyNotify) lf_session_list_free);
}

static void
load_detail (Bench *bench)
{
  GError *error = NULL;

  keep (check (lf_session_detail_load (bench->ours, bench->session, &error), error),
        (GDestroyNotify) lf_session_detail_unref);
}

static void
load_integration (Bench *bench)
{
  GError *error = NULL;

  keep (check (lf_integration_load (bench->ours, &error), error),
        (GDestroyNotify) g_hash_table_unref);
}

static void
load_calibration (Bench *bench)
{
  GError *error = NULL;

  keep (check (lf_calibration_load (bench->ours, bench->session, &error), error),
        (GDestroyNotify) lf_calibration_free);
}

static void
load_offers (Bench *bench)
{
  GError *error = NULL;
  LfCalibration *calibration =
    check (lf_calibration_load (bench->ours, bench->session, &error), error);

  g_assert_true (lf_calibration_add_offers (calibration, bench->ours, bench->session, &error));
  keep (calibration, (GDestroyNotify) lf_calibration_free);
}

static void
load_summary (Bench *bench)
{
  GError *error = NULL;

  keep (check (lf_calibration_load_summary (bench->ours, &error), error),
        (GDestroyNotify) g_hash_table_unref);
}

static void
read_row (sqlite3_stmt *stmt)
{
  int n = sqlite3_column_count (stmt);

  for (int i = 0; i < n; i++)
    switch (sqlite3_column_type (stmt, i))
      {
      case SQLITE_INTEGER:
        sink += sqlite3_column_int64 (stmt, i);
        break;
      case SQLITE_FLOAT:
        sink += (gint64) sqlite3_column_double (stmt, i);
        break;
      case SQLITE_NULL:
        break;
      default:
        sink += sqlite3_column_text (stmt, i)[0];
        break;
      }
}

static void
run_raw (sqlite3_stmt *const *stmts,
         const char          *session)
{
  for (guint i = 0; stmts[i] != NULL; i++)
    {
      if (sqlite3_bind_parameter_count (stmts[i]) > 0)
        sqlite3_bind_text (stmts[i], 1, session, -1, SQLITE_STATIC);
      while (sqlite3_step (stmts[i]) == SQLITE_ROW)
        read_row (stmts[i]);
      sqlite3_reset (stmts[i]);
    }
}

/* Milliseconds */
static double
time_ours (Bench         *bench,
           const Subject *subject)
{
  gint64 start = now_ns ();
  gint64 end;

  subject->ours (bench);
  end = now_ns ();
  forget_last ();
  return (double) (end - start) / 1e6;
}

static double
time_raw (Bench               *bench,
          sqlite3_stmt *const *stmts)
{
  gint64 start = now_ns ();

  run_raw (stmts, bench->session);
  return (double) (now_ns () - start) / 1e6;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double *left = a;
  const double *right = b;

  return (*left > *right) - (*left < *right);
}

/* Returns whether the ratio is within the limit */
static gboolean
report (const Subject *subject,
        const char    *size,
        double        *ours,
        double        *raw)
{
  const guint middle = N_RUNS / 2;
  double ratio;

  qsort (ours, N_RUNS, sizeof *ours, compare_times);
  qsort (raw, N_RUNS, sizeof *raw, compare_times);
  ratio = ours[middle] / raw[middle];

  g_print ("%s-%s ours %.3f raw %.3f ratio %.2f\n", subject->name, size, ours[middle],
           raw[middle], ratio);
  g_print ("  ours %.3f–%.3f, raw %.3f–%.3f ms, %d runs each in turn\n", ours[0],
           ours[N_RUNS - 1], raw[0], raw[N_RUNS - 1], N_RUNS);
  return (!subject->limited || ratio <= MAX_RATIO) &&
         (subject->most == 0 || ours[middle] <= subject->most);
}

static gboolean
measure (Bench         *bench,
         const Subject *subject,
         const char    *size)
{
  sqlite3_stmt *stmts[G_N_ELEMENTS (subject->queries)] = { NULL };
  double ours[N_RUNS];
  double raw[N_RUNS];

  for (guint i = 0; subject->queries[i] != NULL; i++)
    g_assert_cmpint (sqlite3_prepare_v2 (bench->raw, lf_query_get_sql (subject->queries[i]), -1,
                                         &stmts[i], NULL), ==, SQLITE_OK);

  for (int i = -N_WARM_UP; i < N_RUNS; i++)
    {
      guint run = (guint) MAX (i, 0);

      /* Neither is always the first */
      if (i % 2 == 0)
        ours[run] = time_ours (bench, subject);
      raw[run] = time_raw (bench, stmts);
      if (i % 2 != 0)
        ours[run] = time_ours (bench, subject);
    }

  for (guint i = 0; stmts[i] != NULL; i++)
    sqlite3_finalize (stmts[i]);
  return report (subject, size, ours, raw);
}

/* Removes an object of N_REMOVED_FRAMES and takes it back, for the next time. Milliseconds that
 * passed, and those of them that this program ran. */
static void
time_removal (LfConnection *connection,
              double       *wall,
              double       *cpu)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRemoval) removal = lf_removal_new (connection, "S1", "Bench", &error);
  g_autoptr (LfUndo) undo = NULL;
  gint64 start;
  gint64 cpu_start;

  g_assert_no_error (error);
  g_assert_cmpuint (removal->ids->len, >=, N_REMOVED_FRAMES);
  start = now_ns ();
  cpu_start = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  lf_removal_apply (removal, connection, TRUE, &undo, &error);
  *cpu = (double) (read_clock (CLOCK_PROCESS_CPUTIME_ID) - cpu_start) / 1e6;
  *wall = (double) (now_ns () - start) / 1e6;
  g_assert_no_error (error);
  lf_undo_apply (undo, connection, &error);
  g_assert_no_error (error);
}

/* A session of 4,000 lights of two objects and 1,000 calibration frames. What counts is what this
 * program ran: on a busy computer, or a slow disk, the rest may be anything. */
static gboolean
measure_removal (void)
{
  LfDemoOptions options = { LF_DEMO_HEALTHY, LF_DEMO_DEFAULT_FRAMES, LF_DEMO_DEFAULT_SESSIONS };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "bench.db", NULL);
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  double wall[N_RUNS];
  double cpu[N_RUNS];

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  lf_test_exec (path,
                "INSERT INTO processing_sessions (id, name) VALUES ('S1', 'Large');"
                "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " SELECT 'S1', id, folder, file, folder || '/' || file, file, 'raw/lights' FROM"
                " (SELECT * FROM fits_files WHERE frame_type = 'LIGHT' LIMIT 4000);"
                "UPDATE fits_files SET object = 'Bench' WHERE id IN (SELECT fits_file_id"
                " FROM processing_session_files WHERE processing_session_id = 'S1'"
                " LIMIT " G_STRINGIFY (N_REMOVED_FRAMES) ");"
                "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " SELECT 'S1', id, folder, file, folder || '/' || file, file, 'raw' FROM"
                " (SELECT * FROM fits_files WHERE frame_type <> 'LIGHT' LIMIT 1000)");
  connection = lf_edit_open (path, NULL, &error);
  g_assert_no_error (error);

  for (int i = -N_WARM_UP; i < N_RUNS; i++)
    time_removal (connection, &wall[MAX (i, 0)], &cpu[MAX (i, 0)]);
  qsort (wall, N_RUNS, sizeof *wall, compare_times);
  qsort (cpu, N_RUNS, sizeof *cpu, compare_times);
  g_print ("removal-%u ours %.3f ran %.3f\n  ours %.3f–%.3f, ran %.3f–%.3f ms, %d runs\n",
           N_REMOVED_FRAMES, wall[N_RUNS / 2], cpu[N_RUNS / 2], wall[0], wall[N_RUNS - 1], cpu[0],
           cpu[N_RUNS - 1], N_RUNS);
  return cpu[N_RUNS / 2] <= MAX_REMOVAL_MS;
}

static const LfFrameQuery by_file = { .session = (char *) "S1", .sort = (char *) "file" };

static void
load_page (Bench *bench)
{
  GError *error = NULL;
  GArray *index = check (lf_frame_index_load (bench->ours, &by_file, &error), error);

  g_assert_cmpuint (index->len, ==, N_PAGE_FRAMES);
  keep (check (lf_frame_rows_load (bench->ours, (const gint64 *) index->data, PAGE_LENGTH,
                                   lf_frame_columns_list_main (), &error),
               error),
        (GDestroyNotify) g_ptr_array_unref);
  g_array_unref (index);
}

/* The same statements, which read the same rows. Milliseconds. */
static double
time_raw_page (sqlite3_stmt *index,
               sqlite3_stmt *rows)
{
  gint64 start = now_ns ();
  GString *numbers = g_string_new ("[");

  sqlite3_bind_text (index, 1, "S1", -1, SQLITE_STATIC);
  for (guint i = 0; sqlite3_step (index) == SQLITE_ROW; i++)
    {
      gint64 number = sqlite3_column_int64 (index, 0);

      if (i < PAGE_LENGTH)
        g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", number);
    }
  sqlite3_reset (index);

  g_string_append_c (numbers, ']');
  sqlite3_bind_text (rows, 1, numbers->str, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (rows) == SQLITE_ROW)
    read_row (rows);
  sqlite3_reset (rows);
  g_string_free (numbers, TRUE);
  return (double) (now_ns () - start) / 1e6;
}

static void
link_frames (const char *path)
{
  lf_test_exec (path,
                "INSERT INTO processing_sessions (id, name) VALUES ('S1', 'Large');"
                "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " SELECT 'S1', id, '', '', '', '', '' FROM fits_files"
                " WHERE id <= " G_STRINGIFY (N_PAGE_FRAMES));
}

/* The first rows of a session's frames, in a catalog of @state */
static gboolean
measure_page (LfDemoState state,
              const char *name)
{
  LfDemoOptions options = { state, LF_DEMO_DEFAULT_FRAMES, LF_DEMO_DEFAULT_SESSIONS };
  const Subject subject = { "frames-page", load_page, { NULL }, TRUE, 0 };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "bench.db", NULL);
  g_autoptr (LfConnection) plain = NULL;
  g_autoptr (LfStatement) index = NULL;
  g_autoptr (LfStatement) rows = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  double ours[N_RUNS];
  double raw[N_RUNS];

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  link_frames (path);
  bench.ours = lf_test_open (path);
  plain = lf_test_open (path);
  index = check (lf_frame_query_prepare_index (&by_file, plain, &error), error);
  rows = check (lf_frame_query_prepare_rows (lf_frame_columns_list_main (), plain, &error), error);

  for (int i = -N_WARM_UP; i < N_RUNS; i++)
    {
      guint run = (guint) MAX (i, 0);

      if (i % 2 == 0)
        ours[run] = time_ours (&bench, &subject);
      raw[run] = time_raw_page (index, rows);
      if (i % 2 != 0)
        ours[run] = time_ours (&bench, &subject);
    }

  lf_connection_close (bench.ours);
  return report (&subject, name, ours, raw);
}

static char *
find_largest_session (LfConnection *connection)
{
  GError *error = NULL;
  g_autoptr (LfSessionList) list = check (lf_session_list_load (connection, &error), error);
  LfSession *largest = NULL;

  for (guint i = 0; i < list->sessions->len; i++)
    {
      LfSession *session = g_ptr_array_index (list->sessions, i);

      if (largest == NULL || lf_session_get_n_frames (session) > lf_session_get_n_frames (largest))
        largest = session;
    }
  g_assert_nonnull (largest);
  return g_strdup (lf_session_get_id (largest));
}

static gboolean
measure_catalog (guint n_frames,
                 guint n_sessions)
{
  static const Subject subjects[] = {
    { "session-list", load_list, { LF_QUERY_SESSION_LIST }, TRUE, 0 },
    { "session-detail", load_detail,
      { LF_QUERY_SESSION_RECORD, LF_QUERY_SESSION_FRAME_TYPES, LF_QUERY_SESSION_DETAILS }, TRUE,
      0 },
    { "integration", load_integration, { LF_QUERY_SESSION_INTEGRATION }, FALSE, 0 },
    { "calibration", load_calibration, { LF_QUERY_CALIBRATION_SESSION }, TRUE, 0 },
    { "calibration-offers", load_offers,
      { LF_QUERY_CALIBRATION_SESSION, LF_QUERY_CALIBRATION_CATALOG }, TRUE, 0 },
    { "calibration-summary", load_summary, { LF_QUERY_CALIBRATION_SESSIONS }, FALSE,
      MAX_SUMMARY_MS },
  };
  LfDemoOptions options = { LF_DEMO_HEALTHY, n_frames, n_sessions };
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "bench.db", NULL);
  g_autofree char *size = g_strdup_printf ("%u/%u", n_frames, n_sessions);
  g_autoptr (GError) error = NULL;
  gboolean within = TRUE;
  Bench bench;

  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  bench.ours = lf_test_open (path);
  bench.session = find_largest_session (bench.ours);
  g_assert_cmpint (sqlite3_open (path, &bench.raw), ==, SQLITE_OK);

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    within &= measure (&bench, &subjects[i], size);

  sqlite3_close (bench.raw);
  lf_connection_close (bench.ours);
  g_free (bench.session);
  return within;
}

int
main (int   argc,
      char *argv[])
{
  gboolean within;

  lf_test_init (&argc, &argv);

  within = measure_catalog (LF_DEMO_DEFAULT_FRAMES, LF_DEMO_DEFAULT_SESSIONS);
  within &= measure_page (LF_DEMO_HEALTHY, "healthy");
  within &= measure_page (LF_DEMO_MIGRATED, "migrated");
  within &= measure_removal ();
  within &= measure_catalog (250000, 2000);
  if (!within)
    g_printerr ("A ratio is over %.1f, or something takes too long\n", MAX_RATIO);
  return within ? EXIT_SUCCESS : EXIT_FAILURE;
}
