/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-holders.h"
#include "lf-test-catalog.h"
#include "lf-test-folder.h"
#include "lf-test-support.h"
#include "catalog/lf-file-system.h"
#include "maintenance/lf-preflight.h"

#define SHORT_PATIENCE_MS 100

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  LfJob        *job;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  wal)
{
  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "catalog.db", LF_TEST_LAYOUT_2,
                                     GPOINTER_TO_INT (wal));
  self->job = lf_job_new ("Test");
}

static void
tear_down (Fixture       *self,
           gconstpointer  wal)
{
  g_object_unref (self->job);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static void
add_test (const char *path,
          void      (*func) (Fixture *, gconstpointer),
          gboolean    wal)
{
  g_test_add (path, Fixture, GINT_TO_POINTER (wal), set_up, func, tear_down);
}

static void
assert_fine (Fixture                *self,
             const LfPreflightNeeds *needs)
{
  g_autofree char *before = lf_test_folder_describe (self->folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_preflight_check (self->path, needs, self->job, &error));
  g_assert_no_error (error);
  after = lf_test_folder_describe (self->folder);
  g_assert_cmpstr (before, ==, after);
}

/* Refused with a message that has a part in it, and nothing was touched */
static void
assert_refused (Fixture                *self,
                const LfPreflightNeeds *needs,
                LfCatalogError          code,
                const char             *part)
{
  g_autofree char *before = lf_test_folder_describe (self->folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_preflight_check (self->path, needs, self->job, &error));
  g_assert_error (error, LF_CATALOG_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  after = lf_test_folder_describe (self->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_fine (Fixture       *self,
           gconstpointer  wal)
{
  LfPreflightNeeds needs = { 1000, 1000, 1000, self->folder };
  g_autofree char *link = g_build_filename (self->folder, "link.db", NULL);

  assert_fine (self, NULL);
  assert_fine (self, &needs);

  g_assert_cmpint (symlink (self->path, link), ==, 0);
  g_free (self->path);
  self->path = g_steal_pointer (&link);
  assert_fine (self, &needs);
}

static gboolean
is_refused (gpointer path)
{
  g_autoptr (LfJob) job = lf_job_new ("Test");
  g_autoptr (GError) error = NULL;

  return !lf_preflight_check (path, NULL, job, &error) &&
         g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_READ_ONLY);
}

static void
test_unwritable (Fixture       *self,
                 gconstpointer  wal)
{
  g_assert_cmpint (g_chmod (self->folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (self->path, 0444), ==, 0);
  g_assert_true (lf_test_as_user (is_refused, self->path));

  g_assert_cmpint (g_chmod (self->path, 0666), ==, 0);
  g_assert_false (lf_test_as_user (is_refused, self->path));

  g_assert_cmpint (g_chmod (self->folder, 0555), ==, 0);
  g_assert_true (lf_test_as_user (is_refused, self->path));
}

static gboolean
hold (const char *path,
      const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK &&
         sqlite3_step (stmt) != SQLITE_BUSY;
}

static gboolean
hold_read_lock (gpointer path)
{
  return hold (path, "SELECT * FROM fits_files");
}

static gboolean
hold_write_lock (gpointer path)
{
  return hold (path, "BEGIN IMMEDIATE");
}

static void
test_writer (Fixture       *self,
             gconstpointer  wal)
{
  g_autoptr (LfTestChild) child = lf_test_child_start (hold_write_lock, self->path);
  g_autofree char *holder = g_strdup_printf ("test-preflight (process %d)",
                                             lf_test_child_get_id (child));
  g_autoptr (GPtrArray) holders = lf_holders_find (self->path);
  LfHolder *first;

  g_assert_cmpuint (holders->len, ==, 1);
  first = g_ptr_array_index (holders, 0);
  g_assert_cmpint (first->pid, ==, lf_test_child_get_id (child));
  g_assert_cmpstr (first->name, ==, "test-preflight");
  lf_test_set_patience (SHORT_PATIENCE_MS);
  assert_refused (self, NULL, LF_CATALOG_ERROR_BUSY, holder);
  lf_test_set_patience (0);
}

static void
test_reader (Fixture       *self,
             gconstpointer  wal)
{
  g_autoptr (LfTestChild) child = lf_test_child_start (hold_read_lock, self->path);
  g_autofree char *holder = g_strdup_printf ("test-preflight (process %d)",
                                             lf_test_child_get_id (child));
  g_auto (GStrv) log = NULL;

  /* With a WAL, readers are in nobody's way */
  if (!GPOINTER_TO_INT (wal))
    {
      lf_test_set_patience (SHORT_PATIENCE_MS);
      assert_refused (self, NULL, LF_CATALOG_ERROR_BUSY, holder);
      lf_test_set_patience (0);
      return;
    }

  assert_fine (self, NULL);
  log = lf_job_dup_log (self->job);
  g_assert_nonnull (strstr (log[0], holder));
}

static gboolean
write_and_hang (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db, "PRAGMA cache_size=2; BEGIN; UPDATE fits_files SET object = 'x';"
                           "CREATE TABLE filler AS SELECT randomblob(100000)",
                       NULL, NULL, NULL) == SQLITE_OK;
}

static void
test_unfinished (Fixture       *self,
                 gconstpointer  wal)
{
  g_autofree char *before = lf_test_hash_file (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean was_needed;

  lf_test_child_end (lf_test_child_start (write_and_hang, self->path));
  assert_refused (self, NULL, LF_CATALOG_ERROR_RECOVERY, "rolled back");

  g_assert_true (lf_preflight_roll_back (self->path, self->job, &was_needed, &error));
  g_assert_no_error (error);
  g_assert_true (was_needed);
  after = lf_test_hash_file (self->path);
  g_assert_cmpstr (before, ==, after);
  assert_fine (self, NULL);

  g_assert_true (lf_preflight_roll_back (self->path, self->job, &was_needed, &error));
  g_assert_false (was_needed);
}

/* What somebody is writing is his */
static void
test_writing (Fixture       *self,
              gconstpointer  wal)
{
  g_autoptr (LfTestChild) child = lf_test_child_start (write_and_hang, self->path);
  g_autofree char *before = lf_test_hash_file (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean was_needed;

  lf_test_set_patience (SHORT_PATIENCE_MS);
  g_assert_false (lf_preflight_roll_back (self->path, self->job, &was_needed, &error));
  lf_test_set_patience (0);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  g_assert_false (was_needed);
  after = lf_test_hash_file (self->path);
  g_assert_cmpstr (before, ==, after);
}

/* What is in a WAL only and was not committed is nothing to anybody: the next to write begins
 * there. What others share in memory meanwhile is no part of the catalog. */
static void
test_unfinished_wal (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *before = NULL;
  g_autofree char *wal_before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *wal_after = NULL;
  g_autoptr (GError) error = NULL;

  lf_test_child_end (lf_test_child_start (write_and_hang, self->path));
  before = lf_test_hash_file (self->path);
  wal_before = lf_test_hash_file (wal);
  g_assert_true (lf_preflight_check (self->path, NULL, self->job, &error));
  g_assert_no_error (error);
  after = lf_test_hash_file (self->path);
  wal_after = lf_test_hash_file (wal);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (wal_before, ==, wal_after);
}

/* A journal that is kept from one transaction to the next is nothing unfinished */
static void
test_kept_journal (Fixture       *self,
                   gconstpointer  wal)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  lf_test_exec (self->path, "PRAGMA journal_mode=PERSIST; DELETE FROM processing_session_files");
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  assert_fine (self, NULL);
}

static void
test_space (Fixture       *self,
            gconstpointer  wal)
{
  g_autofree char *later = g_build_filename (self->folder, "not", "there", "yet", NULL);
  LfPreflightNeeds needs = { .backup_folder = later };
  guint64 free_bytes;
  guint64 same;

  g_assert_true (lf_preflight_get_free_bytes (self->folder, &free_bytes));
  g_assert_true (lf_preflight_get_free_bytes (later, &same));
  g_assert_cmpuint (free_bytes, >, 0);
  g_assert_cmpuint (same, >, free_bytes / 2);

  needs.catalog_bytes = free_bytes / 10 * 6;
  assert_fine (self, &needs);
  needs.catalog_bytes = 0;
  needs.backup_bytes = free_bytes / 10 * 6;
  assert_fine (self, &needs);

  /* Each would fit, and both do not */
  needs.catalog_bytes = free_bytes / 10 * 6;
  assert_refused (self, &needs, LF_CATALOG_ERROR_DISK_FULL, "for the backup");

  needs.catalog_bytes = 0;
  needs.backup_bytes = 0;
  needs.temporary_bytes = G_MAXUINT64 / 4;
  assert_refused (self, &needs, LF_CATALOG_ERROR_DISK_FULL, "SQLITE_TMPDIR");
}

static void
test_temporary_folder (Fixture       *self,
                       gconstpointer  wal)
{
  g_autofree char *before = g_strdup (g_getenv ("SQLITE_TMPDIR"));
  g_autofree char *folder = NULL;

  g_setenv ("SQLITE_TMPDIR", self->folder, TRUE);
  folder = lf_preflight_get_temporary_folder (self->path, 1000);
  g_assert_cmpstr (folder, ==, self->folder);
  g_free (folder);

  g_setenv ("SQLITE_TMPDIR", "/no/such/folder", TRUE);
  folder = lf_preflight_get_temporary_folder (self->path, 1000);
  g_assert_true (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_free (folder);

  folder = lf_preflight_get_temporary_folder (self->path, G_MAXUINT64 / 4);
  g_assert_null (folder);
  if (before != NULL)
    g_setenv ("SQLITE_TMPDIR", before, TRUE);
  else
    g_unsetenv ("SQLITE_TMPDIR");
}

static void
test_networks (void)
{
  static const struct { guint64 magic; const char *type, *name; } cases[] = {
    { NFS_SUPER_MAGIC, NULL, "NFS" },
    { 0xff534d42, "cifs", "SMB" },
    { 0xfe534d42, "cifs", "SMB" },
    { V9FS_MAGIC, NULL, "9P" },
    { FUSE_SUPER_MAGIC, "fuse.sshfs", "SSHFS" },
    { FUSE_SUPER_MAGIC, "fuseblk", NULL },
    { FUSE_SUPER_MAGIC, NULL, NULL },
    { EXT4_SUPER_MAGIC, "ext4", NULL },
    { BTRFS_SUPER_MAGIC, "btrfs", NULL },
    { TMPFS_MAGIC, "fuse.sshfs", NULL },
    { 0, NULL, NULL },
  };
  g_autofree char *folder = lf_file_system_find_folder ("/tmp/no-such-folder/of-ours/");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (lf_file_system_get_network_name (cases[i].magic, cases[i].type), ==,
                     cases[i].name);
  g_assert_null (lf_file_system_find_network ("/proc"));
  g_assert_null (lf_file_system_find_network ("/no/such/file"));
  g_assert_true (lf_file_system_is_same ("/proc", "/proc/self"));
  g_assert_false (lf_file_system_is_same ("/proc", "/"));
  g_assert_cmpstr (folder, ==, "/tmp");
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("/preflight/fine", test_fine, FALSE);
  add_test ("/preflight/fine-wal", test_fine, TRUE);
  add_test ("/preflight/unwritable", test_unwritable, FALSE);
  add_test ("/preflight/writer", test_writer, FALSE);
  add_test ("/preflight/writer-wal", test_writer, TRUE);
  add_test ("/preflight/reader", test_reader, FALSE);
  add_test ("/preflight/reader-wal", test_reader, TRUE);
  add_test ("/preflight/unfinished", test_unfinished, FALSE);
  add_test ("/preflight/writing", test_writing, FALSE);
  add_test ("/preflight/unfinished-wal", test_unfinished_wal, TRUE);
  add_test ("/preflight/kept-journal", test_kept_journal, FALSE);
  add_test ("/preflight/space", test_space, FALSE);
  add_test ("/preflight/temporary-folder", test_temporary_folder, FALSE);
  g_test_add_func ("/preflight/networks", test_networks);
  return g_test_run ();
}
