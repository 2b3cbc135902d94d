/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "lf-test-support.h"

#define N_SLOW_FRAMES "4000"
#define QUICK_US (15 * G_USEC_PER_SEC)

/* What a callback got */
typedef struct
{
  GAsyncResult *result;
  guint         n_calls;
  gint64        time;
} Answer;

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  LfCatalog    *catalog;
} Fixture;

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Answer *answer = data;

  answer->result = g_object_ref (result);
  answer->n_calls++;
  answer->time = g_get_monotonic_time ();
}

static gboolean
has_answer (gpointer data)
{
  Answer *answer = data;

  return answer->n_calls > 0;
}

static GAsyncResult *
wait_for (Answer *answer)
{
  g_assert_true (lf_test_wait (has_answer, answer));
  g_assert_cmpuint (answer->n_calls, ==, 1);
  return answer->result;
}

static void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static LfCatalog *
open_catalog (const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  g_auto (Answer) answer = { 0 };

  lf_catalog_open_async (path, cancellable, answer_cb, &answer);
  g_assert_cmpuint (answer.n_calls, ==, 0);
  return lf_catalog_open_finish (wait_for (&answer), error);
}

/* The main loop may still hold the last of a closed catalog's tasks */
static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture       *self,
        gconstpointer  wal)
{
  g_autoptr (GError) error = NULL;

  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "a.db", LF_TEST_LAYOUT_2,
                                     GPOINTER_TO_INT (wal));
  self->catalog = open_catalog (self->path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  wal)
{
  g_clear_object (&self->catalog);
  run_pending ();
  lf_catalog_close_all ();
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

/* Makes the integration of a catalog that was opened already take minutes */
static void
make_slow (Fixture *self)
{
  lf_test_exec (self->path,
                "PRAGMA legacy_alter_table=ON;"
                "ALTER TABLE fits_files RENAME TO frames;"
                "CREATE VIEW fits_files AS SELECT * FROM frames UNION ALL"
                " SELECT a.* FROM frames AS a, frames AS b, frames AS c, frames AS d"
                " WHERE a.id > 1000;"
                "WITH RECURSIVE n(i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n"
                " WHERE i < 1000 + " N_SLOW_FRAMES ")"
                " INSERT INTO frames (id, file, folder, frame_type)"
                " SELECT i, i, '/astro', 'LIGHT' FROM n");
}

static void
test_open (Fixture       *self,
           gconstpointer  wal)
{
  g_assert_cmpstr (lf_catalog_get_path (self->catalog), ==, self->path);
  g_assert_cmpint (lf_catalog_get_layout (self->catalog), ==, LF_LAYOUT_2);
  g_assert_cmpint (lf_catalog_is_wal (self->catalog), ==, GPOINTER_TO_INT (wal));
}

static void
test_everything (Fixture       *self,
                 gconstpointer  wal)
{
  g_auto (Answer) sessions = { 0 };
  g_auto (Answer) integration = { 0 };
  g_auto (Answer) count = { 0 };
  g_auto (Answer) detail = { 0 };
  g_autoptr (LfSessionList) list = NULL;
  g_autoptr (GHashTable) totals = NULL;
  g_autoptr (LfSessionDetail) loaded = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_frames = 0;

  lf_catalog_load_sessions_async (self->catalog, NULL, answer_cb, &sessions);
  lf_catalog_load_integration_async (self->catalog, NULL, answer_cb, &integration);
  lf_catalog_count_frames_async (self->catalog, NULL, answer_cb, &count);
  lf_catalog_load_detail_async (self->catalog, "S1", NULL, answer_cb, &detail);

  list = lf_catalog_load_sessions_finish (wait_for (&sessions), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->sessions->len, ==, 2);
  totals = lf_catalog_load_integration_finish (wait_for (&integration), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (totals), ==, 1);
  g_assert_true (lf_catalog_count_frames_finish (wait_for (&count), &n_frames, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_frames, ==, 6);
  loaded = lf_catalog_load_detail_finish (wait_for (&detail), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded->n_frames, ==, 6);
}

static void
test_detail_not_found (Fixture       *self,
                       gconstpointer  wal)
{
  g_auto (Answer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  LfSessionDetail *detail;

  lf_catalog_load_detail_async (self->catalog, "gone", NULL, answer_cb, &answer);
  detail = lf_catalog_load_detail_finish (wait_for (&answer), &error);
  g_assert_null (detail);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
}

static void
test_cancelled_before (Fixture       *self,
                       gconstpointer  wal)
{
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) next = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LfSessionList) list = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  lf_catalog_load_sessions_async (self->catalog, cancellable, answer_cb, &answer);
  lf_catalog_load_sessions_async (self->catalog, NULL, answer_cb, &next);
  g_assert_null (lf_catalog_load_sessions_finish (wait_for (&answer), &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_clear_error (&error);

  /* The next in the queue is none the worse */
  list = lf_catalog_load_sessions_finish (wait_for (&next), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->sessions->len, ==, 2);
}

static void
test_cancelled_while_running (Fixture       *self,
                              gconstpointer  wal)
{
  g_auto (Answer) slow = { 0 };
  g_auto (Answer) next = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 n_frames;
  gint64 start;

  make_slow (self);
  lf_catalog_count_frames_async (self->catalog, cancellable, answer_cb, &slow);
  g_usleep (G_USEC_PER_SEC / 10);
  run_pending ();
  g_assert_cmpuint (slow.n_calls, ==, 0);

  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_false (lf_catalog_count_frames_finish (wait_for (&slow), &n_frames, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_assert_cmpint (slow.time - start, <, QUICK_US);
}

static void
test_detail_while_background_is_busy (Fixture       *self,
                                      gconstpointer  wal)
{
  g_auto (Answer) slow = { 0 };
  g_auto (Answer) list = { 0 };
  g_auto (Answer) late = { 0 };
  g_autoptr (LfSessionList) sessions = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_frames;

  make_slow (self);
  lf_catalog_count_frames_async (self->catalog, NULL, answer_cb, &slow);
  lf_catalog_load_integration_async (self->catalog, NULL, answer_cb, &late);
  lf_catalog_load_sessions_async (self->catalog, NULL, answer_cb, &list);

  sessions = lf_catalog_load_sessions_finish (wait_for (&list), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sessions->sessions->len, ==, 2);
  g_assert_cmpuint (slow.n_calls, ==, 0);
  g_assert_cmpuint (late.n_calls, ==, 0);

  /* Closing the catalog ends what is under way and what waits */
  g_clear_object (&self->catalog);
  g_assert_false (lf_catalog_count_frames_finish (wait_for (&slow), &n_frames, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (lf_catalog_load_integration_finish (wait_for (&late), &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
}

static void
test_closed_with_work_queued (Fixture       *self,
                              gconstpointer  wal)
{
  Answer answers[50] = { 0 };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    lf_catalog_load_detail_async (self->catalog, "S1", NULL, answer_cb, &answers[i]);
  g_clear_object (&self->catalog);
  g_assert_cmpint (g_get_monotonic_time () - start, <, QUICK_US);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfSessionDetail) detail = NULL;

      detail = lf_catalog_load_detail_finish (wait_for (&answers[i]), &error);
      /* The first may have been answered before */
      if (detail == NULL)
        g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
      answer_clear (&answers[i]);
    }
}

/* An answer that nobody takes is freed, which the sanitizer run checks */
static void
test_answer_not_taken (Fixture       *self,
                       gconstpointer  wal)
{
  g_auto (Answer) sessions = { 0 };
  g_auto (Answer) integration = { 0 };
  g_auto (Answer) detail = { 0 };

  lf_catalog_load_sessions_async (self->catalog, NULL, answer_cb, &sessions);
  lf_catalog_load_integration_async (self->catalog, NULL, answer_cb, &integration);
  lf_catalog_load_detail_async (self->catalog, "S1", NULL, answer_cb, &detail);
  lf_catalog_count_frames_async (self->catalog, NULL, NULL, NULL);
  wait_for (&sessions);
  wait_for (&integration);
  wait_for (&detail);
}

static void
test_no_leftovers (Fixture       *self,
                   gconstpointer  wal)
{
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) background = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_clear_object (&self->catalog);
  lf_catalog_close_all ();
  before = lf_test_folder_describe (self->folder);

  self->catalog = open_catalog (self->path, NULL, NULL);
  lf_catalog_load_sessions_async (self->catalog, NULL, answer_cb, &answer);
  lf_catalog_load_integration_async (self->catalog, NULL, answer_cb, &background);
  wait_for (&answer);
  wait_for (&background);
  g_clear_object (&self->catalog);
  lf_catalog_close_all ();

  after = lf_test_folder_describe (self->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_open_list (Fixture       *self,
                gconstpointer  wal)
{
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) untaken = { 0 };
  g_autoptr (LfSessionList) list = NULL;
  g_autoptr (LfCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;

  lf_catalog_open_list_async (self->path, NULL, answer_cb, &answer);
  lf_catalog_open_list_async (self->path, NULL, answer_cb, &untaken);
  catalog = lf_catalog_open_list_finish (wait_for (&answer), &list, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lf_catalog_get_layout (catalog), ==, LF_LAYOUT_2);
  g_assert_cmpint (lf_catalog_is_wal (catalog), ==, GPOINTER_TO_INT (wal));
  g_assert_cmpuint (list->sessions->len, ==, 2);
  wait_for (&untaken);
}

/* That the list cannot be read is told as that the file cannot be opened is */
static void
test_open_list_fails (Fixture       *self,
                      gconstpointer  wal)
{
  g_auto (Answer) missing = { 0 };
  g_auto (Answer) answer = { 0 };
  g_autofree char *path = g_build_filename (self->folder, "missing.db", NULL);
  g_autoptr (LfSessionList) list = NULL;
  g_autoptr (GError) error = NULL;

  lf_catalog_open_list_async (path, NULL, answer_cb, &missing);
  g_assert_null (lf_catalog_open_list_finish (wait_for (&missing), &list, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);

  lf_test_exec (self->path, "PRAGMA legacy_alter_table=ON;"
                            "ALTER TABLE processing_sessions RENAME TO sessions_before;"
                            "CREATE VIEW processing_sessions AS"
                            " SELECT *, abs(-9223372036854775807 - 1) AS broken"
                            " FROM sessions_before WHERE broken > 0");
  lf_catalog_open_list_async (self->path, NULL, answer_cb, &answer);
  g_assert_null (lf_catalog_open_list_finish (wait_for (&answer), &list, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == LF_CATALOG_ERROR);
  g_assert_null (list);
}

static void
test_open_fails (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "missing.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_catalog (path, NULL, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "missing.db"));
  run_pending ();
}

static void
test_open_cancelled (void)
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = lf_test_make_catalog (folder, "a.db", LF_TEST_LAYOUT_1, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (open_catalog (path, cancellable, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  run_pending ();
}

/* A file that vanishes, after which the second thread cannot open it */
static void
test_background_fails (Fixture       *self,
                       gconstpointer  wal)
{
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) detail = { 0 };
  g_autoptr (LfSessionDetail) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *away = g_strconcat (self->path, ".away", NULL);

  g_assert_cmpint (g_rename (self->path, away), ==, 0);
  lf_catalog_load_integration_async (self->catalog, NULL, answer_cb, &answer);
  g_assert_null (lf_catalog_load_integration_finish (wait_for (&answer), &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* The first still has it open */
  lf_catalog_load_detail_async (self->catalog, "S1", NULL, answer_cb, &detail);
  loaded = lf_catalog_load_detail_finish (wait_for (&detail), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded->n_frames, ==, 6);
}

/* Reads on another thread, up to where it is told to wait */
typedef struct
{
  GMutex   lock;
  GCond    changed;
  gboolean started;
  gboolean may_go_on;
} Gate;

static void
wait_until_started (Gate *gate)
{
  gint64 end = g_get_monotonic_time () + LF_TEST_PATIENCE_MS * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&gate->lock);
  while (!gate->started && g_cond_wait_until (&gate->changed, &gate->lock, end))
    ;
  g_assert_true (gate->started);
  g_mutex_unlock (&gate->lock);
}

static gpointer
read_slowly (LfConnection  *connection,
             gpointer       data,
             GError       **error)
{
  Gate *gate = data;
  g_autoptr (LfStatement) stmt =
    lf_connection_prepare_text (connection, "SELECT id FROM fits_files ORDER BY file", error);
  guint64 *n = g_new0 (guint64, 1);
  gboolean has_row = TRUE;

  while (lf_connection_step (connection, stmt, &has_row, error) && has_row)
    {
      g_mutex_lock (&gate->lock);
      gate->started = TRUE;
      g_cond_broadcast (&gate->changed);
      while (!gate->may_go_on)
        g_cond_wait (&gate->changed, &gate->lock);
      g_mutex_unlock (&gate->lock);
      (*n)++;
    }
  return n;
}

static void
replace (Fixture    *self,
         const char *name)
{
  g_autofree char *other = g_build_filename (self->folder, "other.db", NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE processing_sessions SET name = '%s'", name);

  lf_test_copy_file (self->path, other);
  lf_test_exec (other, sql);
  g_assert_cmpint (g_rename (other, self->path), ==, 0);
}

static LfSessionList *
load_sessions (Fixture  *self,
               GError  **error)
{
  g_auto (Answer) answer = { 0 };

  lf_catalog_load_sessions_async (self->catalog, NULL, answer_cb, &answer);
  return lf_catalog_load_sessions_finish (wait_for (&answer), error);
}

static void
assert_name (Fixture    *self,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSessionList) list = load_sessions (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lf_session_get_name (g_ptr_array_index (list->sessions, 0)), ==, name);
}

/* Another file that is put in the place of one in WAL mode is not opened while that is read: SQLite
 * would cut the memory off that they share by their name */
static void
test_replaced (Fixture       *self,
               gconstpointer  wal)
{
  Gate gate = { 0 };
  g_auto (Answer) slow = { 0 };
  g_autoptr (LfSessionList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint64 *n = NULL;

  lf_catalog_read_async (self->catalog, TRUE, read_slowly, &gate, NULL, g_free, NULL, answer_cb,
                         &slow);
  wait_until_started (&gate);
  replace (self, "Second");
  lf_test_set_patience (10);
  lf_catalog_reopen (self->catalog);
  list = load_sessions (self, &error);
  g_assert_null (list);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  g_clear_error (&error);

  g_mutex_lock (&gate.lock);
  gate.may_go_on = TRUE;
  g_cond_broadcast (&gate.changed);
  g_mutex_unlock (&gate.lock);
  n = lf_catalog_read_finish (wait_for (&slow), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (*n, ==, 6);

  /* Then it is, and so is yet another one, even if nobody has told of it */
  lf_test_set_patience (LF_TEST_PATIENCE_MS);
  assert_name (self, "Second");
  replace (self, "Third");
  assert_name (self, "Third");
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer))
{
  g_autofree char *rollback = g_strdup_printf ("/catalog/%s/rollback", name);
  g_autofree char *wal = g_strdup_printf ("/catalog/%s/wal", name);

  g_test_add (rollback, Fixture, GINT_TO_POINTER (FALSE), set_up, func, tear_down);
  g_test_add (wal, Fixture, GINT_TO_POINTER (TRUE), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("open", test_open);
  add_test ("open-list", test_open_list);
  add_test ("open-list-fails", test_open_list_fails);
  add_test ("everything", test_everything);
  add_test ("detail-not-found", test_detail_not_found);
  add_test ("cancelled-before", test_cancelled_before);
  add_test ("cancelled-while-running", test_cancelled_while_running);
  add_test ("detail-while-background-is-busy", test_detail_while_background_is_busy);
  add_test ("closed-with-work-queued", test_closed_with_work_queued);
  add_test ("answer-not-taken", test_answer_not_taken);
  add_test ("no-leftovers", test_no_leftovers);
  add_test ("background-fails", test_background_fails);
  g_test_add ("/catalog/replaced/wal", Fixture, GINT_TO_POINTER (TRUE), set_up, test_replaced,
              tear_down);
  g_test_add_func ("/catalog/open-fails", test_open_fails);
  g_test_add_func ("/catalog/open-cancelled", test_open_cancelled);

  return g_test_run ();
}
