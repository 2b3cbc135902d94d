/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/lf-catalog-watch.h"
#include "lf-test-support.h"

typedef struct
{
  LfTestFolder   *folder;
  char           *path;
  LfCatalog      *catalog;
  LfCatalogWatch *watch;
  guint           n_changed;
  guint           n_reopened;   /* of those */
  gboolean        guarded;
} Fixture;

/* Longer than the watch waits before it looks; what is to be seen not to happen is waited for so
 * long, and on a slow machine it is merely not seen */
#define A_WHILE_MS 400

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *self = data;
  g_autoptr (GError) error = NULL;

  self->catalog = lf_catalog_open_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_open (gpointer data)
{
  return ((Fixture *) data)->catalog != NULL;
}

static void
changed_cb (LfCatalogWatch *watch,
            gboolean        other_tables,
            Fixture        *self)
{
  self->n_changed++;
  self->n_reopened += other_tables;
}

static gboolean
is_allowed (gpointer data)
{
  return !((Fixture *) data)->guarded;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "some.db", LF_TEST_LAYOUT_2,
                                     GPOINTER_TO_INT (data));
}

static void
open_watch (Fixture  *self,
            gboolean  by_clock)
{
  lf_catalog_open_async (self->path, NULL, opened_cb, self);
  g_assert_true (lf_test_wait (is_open, self));
  self->watch = lf_catalog_watch_new (self->catalog, NULL, by_clock);
  lf_catalog_watch_set_guard (self->watch, is_allowed, self);
  g_signal_connect (self->watch, "changed", G_CALLBACK (changed_cb), self);
}

static gboolean
is_idle (gpointer data)
{
  return lf_catalog_watch_is_idle (((Fixture *) data)->watch);
}

static void
start (Fixture *self)
{
  open_watch (self, FALSE);
  lf_catalog_watch_start (self->watch);
  g_assert_true (lf_test_wait (is_idle, self));
  g_assert_cmpuint (self->n_changed, ==, 0);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->watch != NULL)
    lf_catalog_watch_stop (self->watch);
  /* What is asked by then is still answered, and ignored */
  while (self->watch != NULL && G_OBJECT (self->watch)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&self->watch);
  g_clear_object (&self->catalog);
  lf_catalog_close_all ();
  /* What the monitors have still to say; they are to be gone before the folder is */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static gboolean
has_changed (gpointer data)
{
  return ((Fixture *) data)->n_changed > 0;
}

static gboolean
has_error (gpointer data)
{
  return lf_catalog_watch_get_error (((Fixture *) data)->watch) != NULL;
}

static gboolean
has_no_error (gpointer data)
{
  return !has_error (data);
}

static gboolean
is_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_a_while (void)
{
  gboolean over = FALSE;

  g_timeout_add (A_WHILE_MS, is_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

#define RENAME "UPDATE processing_sessions SET name = 'Other' WHERE id = 'S1'"

/* Begins this program again, as another process that writes: what forks has this one's SQLite */
static GPid
begin_writer (Fixture    *self,
              const char *how)
{
  char *args[] = { (char *) "/proc/self/exe", (char *) how, self->path, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async (NULL, args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static void
end_writer (GPid pid)
{
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);
}

static int
write_once (const char *path)
{
  lf_test_exec (path, RENAME);
  return 0;
}

/* Until it is killed */
static int
write_on (const char *path)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  while (TRUE)
    {
      lf_test_exec (path, "UPDATE processing_sessions SET notes = random()");
      g_usleep (5000);
    }
  return 0;
}

/* Another process writes once */
static void
test_one_write (Fixture       *self,
                gconstpointer  data)
{
  GPid writer;

  start (self);
  writer = begin_writer (self, "--write-once");
  g_assert_true (lf_test_wait (has_changed, self));
  waitpid (writer, NULL, 0);
  g_spawn_close_pid (writer);
  wait_a_while ();
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpuint (self->n_reopened, ==, 0);
}

/* What is written between opening and watching */
static void
test_before_start (Fixture       *self,
                   gconstpointer  data)
{
  open_watch (self, FALSE);
  lf_test_exec (self->path, RENAME);
  lf_catalog_watch_start (self->watch);
  g_assert_true (lf_test_wait (has_changed, self));
}

static char *
list_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autoptr (GString) files = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      GStatBuf st;

      g_assert_cmpint (g_stat (path, &st), ==, 0);
      g_string_append_printf (files, "%s %" G_GINT64_FORMAT " %ld.%09ld\n", name,
                              (gint64) st.st_size, (long) st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    }
  return g_string_free (g_steal_pointer (&files), FALSE);
}

/* Watching writes nothing, makes no file and, once it has looked, does nothing at all */
static void
test_idle (Fixture       *self,
           gconstpointer  data)
{
  gboolean wal = GPOINTER_TO_INT (data);
  g_autofree char *before = list_files (self);
  g_autofree char *idle = NULL;
  g_autofree char *after = NULL;

  start (self);
  idle = list_files (self);
  if (!wal)
    g_assert_cmpstr (idle, ==, before);
  wait_a_while ();
  g_assert_true (is_idle (self));
  after = list_files (self);
  g_assert_cmpstr (after, ==, idle);

  lf_catalog_watch_stop (self->watch);
  g_clear_object (&self->watch);
  g_clear_object (&self->catalog);
  lf_catalog_close_all ();
  g_free (after);
  after = list_files (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_by_clock (Fixture       *self,
               gconstpointer  data)
{
  open_watch (self, TRUE);
  lf_catalog_watch_start (self->watch);
  lf_test_exec (self->path, RENAME);
  g_assert_true (lf_test_wait (has_changed, self));
  self->n_changed = 0;
  lf_test_exec (self->path, "UPDATE processing_sessions SET name = 'Third' WHERE id = 'S1'");
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_true (lf_catalog_watch_is_by_clock (self->watch));
}

/* What this program has written itself, and reads again itself, is not told */
static void
test_absorb (Fixture       *self,
             gconstpointer  data)
{
  start (self);
  lf_test_exec (self->path, RENAME);
  lf_catalog_watch_absorb (self->watch);
  wait_a_while ();
  g_assert_cmpuint (self->n_changed, ==, 0);
  lf_test_exec (self->path, "UPDATE processing_sessions SET name = 'Third' WHERE id = 'S1'");
  g_assert_true (lf_test_wait (has_changed, self));
}

/* Nobody is told of a lock: it is looked at again when that is gone */
static void
test_locked (Fixture       *self,
             gconstpointer  data)
{
  sqlite3 *db = NULL;

  start (self);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN EXCLUSIVE;" RENAME, NULL, NULL, NULL), ==, SQLITE_OK);
  wait_a_while ();
  g_assert_cmpuint (self->n_changed, ==, 0);
  g_assert_true (has_no_error (self));
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
sessions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(LfSessionList **) data = lf_catalog_load_sessions_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
assert_n_sessions (Fixture *self,
                   guint    expected)
{
  g_autoptr (LfSessionList) list = NULL;

  lf_catalog_load_sessions_async (self->catalog, NULL, sessions_cb, &list);
  g_assert_true (lf_test_wait (is_set, &list));
  g_assert_cmpuint (list->sessions->len, ==, expected);
}

static void
put_another (Fixture *self)
{
  LfTestCatalog *catalog = lf_test_catalog_new (self->folder, "new.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *path = g_strdup (catalog->path);

  lf_test_catalog_add_session (catalog, "N1", "New");
  lf_test_catalog_close (catalog);
  g_assert_cmpint (g_rename (path, self->path), ==, 0);
}

static void
test_replaced (Fixture       *self,
               gconstpointer  data)
{
  start (self);
  put_another (self);
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_cmpuint (self->n_reopened, ==, 1);
  assert_n_sessions (self, 1);

  self->n_changed = 0;
  lf_test_exec (self->path, "DELETE FROM processing_sessions");
  g_assert_true (lf_test_wait (has_changed, self));
  assert_n_sessions (self, 0);
}

/* The file goes, and comes back as another one */
static void
test_removed (Fixture       *self,
              gconstpointer  data)
{
  start (self);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_true (lf_test_wait (has_error, self));
  g_assert_error (lf_catalog_watch_get_error (self->watch), LF_CATALOG_ERROR,
                  LF_CATALOG_ERROR_NOT_FOUND);
  g_assert_cmpuint (self->n_changed, ==, 0);

  put_another (self);
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_true (has_no_error (self));
  assert_n_sessions (self, 1);
}

/* A file that is no catalog takes its place, and then it is one again */
static void
test_no_catalog (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);

  start (self);
  lf_test_exec (other, "CREATE TABLE others (id INTEGER)");
  g_assert_cmpint (g_rename (other, self->path), ==, 0);
  g_assert_true (lf_test_wait (has_error, self));
  put_another (self);
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_true (has_no_error (self));
}

/* The path is a link that leads to another file by now */
static void
test_link (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *real = g_steal_pointer (&self->path);
  g_autofree char *link = g_build_filename (self->folder, "link", NULL);
  g_autofree char *other = lf_test_make_catalog (self->folder, "other.db", LF_TEST_LAYOUT_1, FALSE);

  self->path = g_build_filename (self->folder, "catalog.db", NULL);
  g_assert_cmpint (symlink (real, self->path), ==, 0);
  start (self);
  lf_test_exec (real, RENAME);
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_cmpuint (self->n_reopened, ==, 0);

  self->n_changed = 0;
  g_assert_cmpint (symlink (other, link), ==, 0);
  g_assert_cmpint (g_rename (link, self->path), ==, 0);
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_cmpuint (self->n_reopened, ==, 1);
  g_assert_cmpint (lf_catalog_get_layout (self->catalog), ==, LF_LAYOUT_1);
}

static void
test_tables (Fixture       *self,
             gconstpointer  data)
{
  guint n_openings;

  start (self);
  n_openings = lf_catalog_get_n_openings (self->catalog);
  lf_test_exec (self->path, "ALTER TABLE fits_files ADD COLUMN own TEXT");
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_cmpuint (self->n_reopened, ==, 1);
  g_assert_cmpuint (lf_catalog_get_n_openings (self->catalog), >, n_openings);
  assert_n_sessions (self, 2);
}

static void
test_to_wal (Fixture       *self,
             gconstpointer  data)
{
  start (self);
  g_assert_false (lf_catalog_is_wal (self->catalog));
  lf_test_exec (self->path, "PRAGMA journal_mode=WAL;" RENAME);
  g_assert_true (lf_test_wait (has_changed, self));
  g_assert_true (lf_catalog_is_wal (self->catalog));
}

/* Somebody writes without a pause: that is followed all the while */
static void
test_burst (Fixture       *self,
            gconstpointer  data)
{
  GPid writer;

  start (self);
  writer = begin_writer (self, "--write-on");
  while (self->n_changed < 4)
    {
      guint n = self->n_changed;

      self->n_changed = 0;
      g_assert_true (lf_test_wait (has_changed, self));
      self->n_changed += n;
    }
  end_writer (writer);
  g_assert_true (has_no_error (self));
}

static void
test_guard (Fixture       *self,
            gconstpointer  data)
{
  start (self);
  self->guarded = TRUE;
  lf_test_exec (self->path, RENAME);
  wait_a_while ();
  g_assert_cmpuint (self->n_changed, ==, 0);
  self->guarded = FALSE;
  g_assert_true (lf_test_wait (has_changed, self));
}

static void
add (const char *path,
     gboolean    wal,
     void       (*func) (Fixture       *self,
                         gconstpointer  data))
{
  g_autofree char *name = g_strconcat ("/catalog-watch/", path, NULL);

  g_test_add (name, Fixture, GINT_TO_POINTER (wal), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write-once"))
    return write_once (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--write-on"))
    return write_on (argv[2]);

  lf_test_init (&argc, &argv);
  add ("one-write", FALSE, test_one_write);
  add ("one-write-wal", TRUE, test_one_write);
  add ("before-start", FALSE, test_before_start);
  add ("idle", FALSE, test_idle);
  add ("idle-wal", TRUE, test_idle);
  add ("by-clock", FALSE, test_by_clock);
  add ("by-clock-wal", TRUE, test_by_clock);
  add ("absorb", FALSE, test_absorb);
  add ("absorb-wal", TRUE, test_absorb);
  add ("locked", FALSE, test_locked);
  add ("locked-wal", TRUE, test_locked);
  add ("replaced", FALSE, test_replaced);
  add ("removed", FALSE, test_removed);
  add ("no-catalog", FALSE, test_no_catalog);
  add ("link", FALSE, test_link);
  add ("tables", FALSE, test_tables);
  add ("tables-wal", TRUE, test_tables);
  add ("to-wal", FALSE, test_to_wal);
  add ("burst", FALSE, test_burst);
  add ("burst-wal", TRUE, test_burst);
  add ("guard", FALSE, test_guard);
  return g_test_run ();
}
