/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-fault.h"

#include <demo/lf-demo.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lf-fault-works.h"

/* Small, so that there is time for many trials */
#define N_FRAMES 1000
#define N_SESSIONS 12

/* Something that has a single step has parts all the same */
#define BETWEEN_OF_ONE_STEP 3

/* Where there is little time, every how manieth trial is made */
#define FEW 4

/* Room enough for all of it, in memory, where nothing waits for a disk */
#define DISK_BYTES (256 * 1024 * 1024)

/* Where everything happens: known to SQLite through the environment, which must not change once
 * there are threads */
static LfTestDisk *disk;
static LfTestFolder *plain;

/**
 * lf_fault_main:
 * @argc: of main()
 * @argv: of main()
 * @add_tests: adds the tests
 *
 * Is the whole of every program of these tests.
 *
 * Returns: what the program returns
 */
int
lf_fault_main (int     argc,
               char  **argv,
               void  (*add_tests) (void))
{
  gboolean has_disks = lf_test_disk_init ();
  int result;

  lf_test_init (&argc, &argv);
  lf_test_faulty_vfs_register ();
  if (has_disks)
    disk = lf_test_disk_new (DISK_BYTES);
  else
    plain = lf_test_folder_new ();
  g_setenv ("SQLITE_TMPDIR", has_disks ? disk : plain, TRUE);

  add_tests ();
  result = g_test_run ();
  g_clear_pointer (&disk, lf_test_disk_free);
  g_clear_pointer (&plain, lf_test_folder_free);
  return result;
}

typedef struct
{
  LfFaultTest        test;
  const LfFaultWork *work;
  gboolean           wal;
  gboolean           needs_disk;
} Test;

static void
run_test (gconstpointer data)
{
  const Test *test = data;
  g_autoptr (LfFault) place = NULL;

  if (test->needs_disk && disk == NULL)
    {
      g_test_skip ("no file system can be made here");
      return;
    }

  place = lf_fault_new (test->work, test->wal);
  test->test (place);
}

/**
 * lf_fault_add_tests:
 * @name: what happens
 * @test: lets it happen
 * @needs_disk: whether the file system must be one that can become full
 *
 * Adds a test for each work, with a rollback journal and with a WAL.
 */
void
lf_fault_add_tests (const char  *name,
                    LfFaultTest  test,
                    gboolean     needs_disk)
{
  for (guint i = 0; i < 2 * lf_fault_n_works; i++)
    {
      Test one = { test, lf_fault_works[i / 2], i % 2 == 1, needs_disk };
      g_autofree char *path = g_strdup_printf ("/%s/%s%s", name, one.work->name,
                                               one.wal ? "-wal" : "");

      g_test_add_data_func_full (path, g_memdup2 (&one, sizeof one), run_test, g_free);
    }
}

static gboolean
is_few (void)
{
  return g_strcmp0 (g_getenv ("LF_FAULTS"), "few") == 0;
}

/**
 * lf_fault_get_trials:
 * @usual: how many trials are enough every day
 * @full: how many are wanted once in a while
 *
 * Returns: @full where the environment has `LF_FAULTS=full`; few where it has `LF_FAULTS=few`, as
 *   with sanitizers; else @usual
 */
guint
lf_fault_get_trials (guint usual,
                     guint full)
{
  if (g_strcmp0 (g_getenv ("LF_FAULTS"), "full") == 0)
    return full;
  return is_few () ? usual / FEW : usual;
}

static void
exec (const char *path,
      const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* The rows of a query as text */
static char *
query (const char *path,
       const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int result;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);
  while (result == SQLITE_OK || result == SQLITE_ROW)
    {
      result = sqlite3_step (stmt);
      if (result == SQLITE_ROW)
        g_string_append_printf (text, "%s\n", sqlite3_column_text (stmt, 0));
    }
  if (result != SQLITE_DONE)
    g_string_append (text, sqlite3_errmsg (db));
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_schema (const char *path)
{
  return query (path, "SELECT coalesce(sql, name) FROM sqlite_schema"
                      " WHERE tbl_name NOT LIKE 'sqlite_stat%' ORDER BY rowid");
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

typedef struct
{
  LfFault *fault;
  LfJob   *job;
  guint    last[LF_TEST_N_OPERATIONS];
} Watch;

/* In the order in which it happens, whatever thread it happens on: the layer calls one at a time */
static void
watch_cb (LfTestOperation operation,
          guint64         count,
          gpointer        data)
{
  Watch *watch = data;
  g_auto (LfJobStatus) status = { 0 };

  lf_job_get_status (watch->job, &status);
  if (status.step_number != watch->last[operation])
    g_array_append_val (watch->fault->phases[operation], count);
  watch->last[operation] = status.step_number;
}

/* How it is when nothing goes wrong */
static void
try_it (LfFault *self)
{
  g_autoptr (LfJob) job = lf_job_new (self->work->name);
  g_autofree char *message = NULL;
  Watch watch = { .fault = self, .job = job };
  gint64 start;

  for (guint i = 0; i < LF_TEST_N_OPERATIONS; i++)
    self->phases[i] = g_array_new (FALSE, FALSE, sizeof (guint64));

  lf_test_faulty_vfs_start (NULL, watch_cb, &watch);
  if (!self->work->run (self->path, job, &message))
    g_error ("%s: %s", self->work->name, message);
  lf_test_faulty_vfs_stop ();
  for (guint i = 0; i < LF_TEST_N_OPERATIONS; i++)
    self->counts[i] = lf_test_faulty_vfs_get_count (i);
  self->after = read_content (self->path);
  self->schema_after = read_schema (self->path);

  lf_fault_reset (self);
  start = g_get_monotonic_time ();
  g_assert_true (lf_fault_run (self, NULL));
  self->microseconds = (guint64) (g_get_monotonic_time () - start);
}

/**
 * lf_fault_new:
 * @work: what is tested
 * @wal: whether the catalog is in WAL mode
 *
 * Makes a catalog in the state that the migration leaves, and does the work on a copy once.
 *
 * Returns: (transfer full): the place to try it again
 */
LfFault *
lf_fault_new (const LfFaultWork *work,
              gboolean           wal)
{
  LfDemoOptions options = { LF_DEMO_MIGRATED, N_FRAMES, N_SESSIONS };
  LfFault *self = g_new0 (LfFault, 1);
  g_autoptr (GError) error = NULL;

  self->work = work;
  self->wal = wal;
  self->disk = disk;
  self->folder = disk != NULL ? disk : plain;
  self->original = g_build_filename (self->folder, "original.db", NULL);
  self->path = g_build_filename (self->folder, "catalog.db", NULL);
  lf_demo_make (self->original, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  if (work->prepare != NULL)
    work->prepare (self->original);
  if (wal)
    exec (self->original, "PRAGMA journal_mode=WAL");

  self->before = read_content (self->original);
  self->schema = read_schema (self->original);
  lf_fault_reset (self);
  try_it (self);
  return self;
}

/* Removes what is in a folder, and in the folders in it */
static void
remove_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_files (file);
      g_remove (file);
    }
}

/**
 * lf_fault_free:
 * @self: (transfer full): a place
 *
 * Removes it.
 */
void
lf_fault_free (LfFault *self)
{
  for (guint i = 0; i < LF_TEST_N_OPERATIONS; i++)
    g_array_unref (self->phases[i]);
  lf_content_free (self->before);
  lf_content_free (self->after);
  g_free (self->schema);
  g_free (self->schema_after);
  g_free (self->original);
  g_free (self->path);
  remove_files (self->folder);
  g_free (self);
}

/**
 * lf_fault_reset:
 * @self: a place
 *
 * Puts everything back to where it was before the work.
 */
void
lf_fault_reset (LfFault *self)
{
  static const char *const suffixes[] = { "-journal", "-wal", "-shm" };
  g_autofree char *backups = g_build_filename (self->folder, "backups", NULL);

  remove_files (backups);
  g_rmdir (backups);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (self->path, suffixes[i], NULL);

      g_unlink (file);
    }
  lf_test_copy_file (self->original, self->path);
}

/**
 * lf_fault_run:
 * @self: a place
 * @message: (out) (optional): what it has to say
 *
 * Does the work.
 *
 * Returns: whether it is done
 */
gboolean
lf_fault_run (LfFault  *self,
              char    **message)
{
  g_autoptr (LfJob) job = lf_job_new (self->work->name);
  g_autofree char *said = NULL;
  gboolean done;

  self->job = job;
  done = self->work->run (self->path, job, &said);
  self->job = NULL;
  if (message != NULL)
    *message = g_steal_pointer (&said);
  return done;
}

typedef struct
{
  LfFault         *fault;
  LfTestOperation  operation;
  guint64          moment;
  LfFaultAction    action;
  gpointer         data;
} Moment;

static void
moment_cb (LfTestOperation operation,
           guint64         count,
           gpointer        data)
{
  Moment *moment = data;

  if (operation == moment->operation && count == moment->moment)
    moment->action (moment->fault, moment->data);
}

/**
 * lf_fault_run_with:
 * @self: a place
 * @operation: an operation
 * @moment: the how manieth of them, from 1
 * @action: what is done before it
 * @data: for @action
 * @message: (out) (optional): what the work has to say
 *
 * Does the work anew, and something else at a moment of it.
 *
 * Returns: whether it is done
 */
gboolean
lf_fault_run_with (LfFault          *self,
                   LfTestOperation   operation,
                   guint64           moment,
                   LfFaultAction     action,
                   gpointer          data,
                   char            **message)
{
  Moment watch = { self, operation, moment, action, data };
  gboolean done;

  lf_fault_reset (self);
  lf_test_faulty_vfs_start (NULL, moment_cb, &watch);
  done = lf_fault_run (self, message);
  lf_test_faulty_vfs_stop ();
  return done;
}

/**
 * lf_fault_choose_moments:
 * @self: a place
 * @operation: an operation
 * @n_between: how many moments between the first and the last of each step
 *
 * Returns: (transfer full) (element-type guint64): in each step of the work the first of these
 *   operations, the last, and some between
 */
GArray *
lf_fault_choose_moments (LfFault         *self,
                         LfTestOperation  operation,
                         guint            n_between)
{
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (guint64));
  GArray *phases = self->phases[operation];

  if (phases->len == 1)
    n_between += BETWEEN_OF_ONE_STEP;
  for (guint i = 0; i < phases->len; i++)
    {
      guint64 first = g_array_index (phases, guint64, i);
      guint64 last = i + 1 < phases->len ? g_array_index (phases, guint64, i + 1) - 1
                                         : self->counts[operation];

      g_array_append_val (moments, first);
      for (guint j = 0; j < n_between && last > first; j++)
        {
          guint64 moment = first + (guint64) g_test_rand_int_range (0, (gint32) (last - first));

          g_array_append_val (moments, moment);
        }
      if (last > first)
        g_array_append_val (moments, last);
    }

  /* At another place each time */
  for (guint i = (guint) g_test_rand_int_range (0, FEW); is_few () && moments->len > i + 1; i++)
    g_array_remove_range (moments, i + 1, MIN (FEW - 1, moments->len - i - 1));
  return moments;
}

/**
 * lf_fault_run_killed:
 * @self: a place
 * @fault: (nullable): one that kills
 * @microseconds: when to kill it otherwise
 *
 * Does the work in another process, and kills that.
 *
 * Returns: whether it was killed, and not done before
 */
gboolean
lf_fault_run_killed (LfFault           *self,
                     const LfTestFault *fault,
                     guint64            microseconds)
{
  pid_t pid = fork ();
  int status = 0;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      lf_test_faulty_vfs_start (fault, NULL, NULL);
      lf_fault_run (self, NULL);
      _exit (0);
    }

  if (fault == NULL)
    {
      g_usleep (microseconds);
      kill (pid, SIGKILL);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status) || WTERMSIG (status) == SIGKILL);
  return WIFSIGNALED (status);
}

/**
 * lf_fault_assert_whole:
 * @self: a place
 * @path: a catalog in it
 * @where: what happened, for the message of a failure
 *
 * Checks that a catalog opens, that it passes the integrity check, and that every row is there: as
 * before the work, or as after it.
 */
void
lf_fault_assert_whole (LfFault    *self,
                       const char *path,
                       const char *where)
{
  g_autofree char *integrity = query (path, "PRAGMA integrity_check");
  g_autoptr (LfContent) content = NULL;
  g_autofree char *from_before = NULL;
  g_autofree char *from_after = NULL;

  if (strcmp (integrity, "ok\n") != 0)
    g_error ("%s, %s: %s", self->work->name, where, integrity);

  content = read_content (path);
  from_before = lf_content_describe_difference (self->before, content);
  from_after = lf_content_describe_difference (self->after, content);
  if (from_before != NULL && from_after != NULL)
    g_error ("%s, %s: %s %s", self->work->name, where, from_before, from_after);
  if (self->work->check != NULL)
    self->work->check (self);
}

/**
 * lf_fault_assert_honest:
 * @self: a place
 * @path: a catalog in it
 * @done: what the work says, whether it is done
 * @message: (nullable): what else it says
 * @where: what happened, for the message of a failure
 *
 * Checks that what is said is true.
 */
void
lf_fault_assert_honest (LfFault    *self,
                        const char *path,
                        gboolean    done,
                        const char *message,
                        const char *where)
{
  g_autoptr (LfContent) content = read_content (path);
  g_autofree char *difference = NULL;
  g_autofree char *schema = read_schema (path);

  if (done)
    {
      difference = lf_content_describe_difference (self->after, content);
      if (difference == NULL && strcmp (schema, self->schema_after) != 0)
        difference = g_strdup ("other definitions");
    }
  else if (message == NULL || *message == '\0')
    difference = g_strdup ("nothing was said");
  else if (strstr (message, "as it was before") != NULL || strstr (message, "as it was.") != NULL)
    {
      difference = lf_content_describe_difference (self->before, content);
      if (difference == NULL && strcmp (schema, self->schema) != 0)
        difference = g_strdup ("other definitions");
    }

  if (difference != NULL)
    g_error ("%s, %s: it said “%s”, %s, but: %s", self->work->name, where,
             message != NULL ? message : "", done ? "done" : "not done", difference);
}
