/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "lf-test-catalog.h"
#include "lf-test-folder.h"
#include "lf-test-support.h"
#include "maintenance/lf-backup.h"

/* Enough rows for some hundred pages */
#define FILL "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000)" \
             " INSERT INTO many SELECT i, hex(randomblob(200)) FROM n"

#define SHORT_PATIENCE_MS 100

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  char         *backups;
  LfJob        *job;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  wal)
{
  static const double weight[] = { 1 };

  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "fits_catalog.db", LF_TEST_LAYOUT_2,
                                     GPOINTER_TO_INT (wal));
  lf_test_exec (self->path, "CREATE TABLE many (i INTEGER PRIMARY KEY, text); " FILL);
  self->backups = g_build_filename (self->folder, "backups", NULL);
  self->job = lf_job_new ("Test");
  lf_job_set_steps (self->job, weight, 1);
  lf_job_begin_step (self->job, "Test");
}

static void
tear_down (Fixture       *self,
           gconstpointer  wal)
{
  g_object_unref (self->job);
  g_free (self->backups);
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
assert_content (const char *path,
                LfContent  *expected)
{
  g_autoptr (LfContent) content = read_content (path);
  g_autofree char *difference = lf_content_describe_difference (expected, content);

  g_assert_cmpstr (difference, ==, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder, sorted */
static char *
list_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (GStrv) names->pdata);
}

static char *
make_backup (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *backup = lf_backup_make (self->path, NULL, NULL, self->job, &error);

  g_assert_no_error (error);
  g_assert_nonnull (backup);
  return backup;
}

static void
test_make (Fixture       *self,
           gconstpointer  wal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfContent) before = read_content (self->path);
  g_autoptr (LfContent) content = NULL;
  g_autofree char *state = lf_test_folder_describe (self->folder);
  g_autofree char *backup = lf_backup_make (self->path, NULL, &content, self->job, &error);
  g_autofree char *name = NULL;
  g_autofree char *names = NULL;
  g_autofree char *difference = NULL;
  g_auto (LfJobStatus) status = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  LfBackup *listed;

  g_assert_no_error (error);
  difference = lf_content_describe_difference (before, content);
  g_assert_null (difference);
  assert_content (backup, before);

  name = g_path_get_basename (backup);
  names = list_folder (self->backups);
  g_assert_true (g_regex_match_simple ("^fits_catalog-\\d{8}-\\d{6}\\.db$", name, 0, 0));
  g_assert_cmpstr (names, ==, name);
  lf_job_get_status (self->job, &status);
  g_assert_cmpfloat (status.fraction, >, 0.5);

  list = lf_backup_list (self->path, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  listed = g_ptr_array_index (list, 0);
  g_assert_cmpstr (listed->path, ==, backup);
  g_assert_cmpint (ABS (listed->made - g_get_real_time () / G_USEC_PER_SEC), <, 60);
}

/* What stands in the WAL only, of a program that goes on, is in the backup */
static void
test_wal_contents (Fixture       *self,
                   gconstpointer  wal)
{
  g_autofree char *backup = NULL;
  g_autofree char *names = NULL;
  g_autoptr (LfContent) content = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA wal_autocheckpoint=0; INSERT INTO many VALUES"
                                     " (10000, 'in the WAL')", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  backup = make_backup (self);
  content = read_content (backup);
  g_assert_cmpuint (lf_content_find_table (content, "many")->n_rows, ==, 3001);
  names = list_folder (self->backups);
  g_assert_null (strchr (names, ' '));
  sqlite3_close (db);
}

static void
test_names (Fixture       *self,
            gconstpointer  wal)
{
  static const char *const catalogs[] = { "a.db", "a", "a.sqlite", "a b.db", ".db" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = lf_backup_choose_path (self->path, self->folder);
  g_autofree char *part = NULL;
  g_autofree char *second = NULL;
  g_autofree char *link = g_build_filename (self->folder, "link.db", NULL);
  g_autofree char *folder = NULL;

  lf_test_write_file (first, "", 0);
  part = lf_backup_choose_path (self->path, self->folder);
  g_assert_cmpstr (part, !=, first);
  second = g_strconcat (part, ".part", NULL);
  lf_test_write_file (second, "", 0);
  g_free (second);
  second = lf_backup_choose_path (self->path, self->folder);
  g_assert_cmpstr (second, !=, part);

  /* No two catalogs share a name */
  for (guint i = 0; i < G_N_ELEMENTS (catalogs); i++)
    g_assert_true (g_hash_table_add (seen, lf_backup_choose_path (catalogs[i], "/backups")));

  /* A link's backups are those of the file */
  g_assert_cmpint (symlink (self->path, link), ==, 0);
  folder = lf_backup_get_folder (link, NULL);
  g_assert_cmpstr (folder, ==, self->backups);
  g_free (folder);
  folder = lf_backup_choose_path (link, "/backups");
  g_assert_true (g_str_has_prefix (folder, "/backups/fits_catalog-"));
}

static void
touch (Fixture    *self,
       const char *name)
{
  g_autofree char *path = g_build_filename (self->backups, name, NULL);

  lf_test_write_file (path, "x", 1);
}

static const char *const strangers[] = {
  "fits_catalog.db",
  "fits_catalog-20250101-000000",
  "fits_catalog-20250101-000000.db.part",
  "fits_catalog-20250101-000000.db~",
  "fits_catalog-20250101-000000-.db",
  "fits_catalog-20250101-000000-1234.db",
  "fits_catalog-20250101-000000-20250202-000000.db",
  "fits_catalog-20251301-000000.db",
  "fits_catalog-2025010-0000000.db",
  "fits_catalog-20250101-000000.sqlite",
  "Fits_catalog-20250101-000000.db",
  "my_fits_catalog-20250101-000000.db",
};

static void
fill_backups (Fixture *self)
{
  static const char *const names[] = {
    "fits_catalog-20250101-000000.db",    "fits_catalog-20250102-000000.db",
    "fits_catalog-20250101-000000-2.db",  "fits_catalog-20241231-235959.db",
    "fits_catalog-20250101-000000-10.db",
  };
  g_autofree char *link = g_build_filename (self->backups, "fits_catalog-20250103-000000.db", NULL);
  g_autofree char *folder = g_build_filename (self->backups, "fits_catalog-20250104-000000.db",
                                              NULL);

  g_assert_cmpint (g_mkdir (self->backups, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    touch (self, strangers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    touch (self, names[i]);
  g_assert_cmpint (symlink (self->path, link), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
}

static void
assert_listed (Fixture    *self,
               const char *expected)
{
  g_autoptr (GPtrArray) list = lf_backup_list (self->path, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      LfBackup *backup = g_ptr_array_index (list, i);
      g_autofree char *name = g_path_get_basename (backup->path);

      g_assert_cmpuint (backup->bytes, ==, 1);
      g_string_append_printf (names, "%s%.*s", i > 0 ? " " : "",
                              (int) strlen (name) - (int) strlen ("fits_catalog-.db"),
                              name + strlen ("fits_catalog-"));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_list (Fixture       *self,
           gconstpointer  wal)
{
  assert_listed (self, "");
  fill_backups (self);
  assert_listed (self, "20250102-000000 20250101-000000-10 20250101-000000-2 20250101-000000 "
                       "20241231-235959");
}

static void
test_prune (Fixture       *self,
            gconstpointer  wal)
{
  g_auto (GStrv) log = NULL;

  fill_backups (self);
  g_assert_cmpuint (lf_backup_prune (self->path, NULL, 0, self->job), ==, 0);
  g_assert_cmpuint (lf_backup_prune (self->path, NULL, 5, self->job), ==, 0);

  /* That which was written last stays, whatever its name says */
  touch (self, "fits_catalog-20241231-235959.db");
  g_assert_cmpuint (lf_backup_prune (self->path, NULL, 2, self->job), ==, 2);
  assert_listed (self, "20250102-000000 20250101-000000-10 20241231-235959");
  touch (self, "fits_catalog-20250102-000000.db");
  g_assert_cmpuint (lf_backup_prune (self->path, NULL, 1, self->job), ==, 2);
  assert_listed (self, "20250102-000000");
  g_assert_cmpuint (lf_backup_prune (self->path, NULL, 1, self->job), ==, 0);

  log = lf_job_dup_log (self->job);
  g_assert_cmpuint (g_strv_length (log), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path = g_build_filename (self->backups, strangers[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* In a folder that two catalogs of the same name share, each prunes its own */
static void
test_prune_shared (Fixture       *self,
                   gconstpointer  wal)
{
  g_autofree char *shared = g_build_filename (self->folder, "shared", NULL);
  g_autofree char *home = g_build_filename (self->folder, "other", NULL);
  g_autofree char *other = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *yours = NULL;
  g_autofree char *last = NULL;

  g_assert_cmpint (g_mkdir (home, 0755), ==, 0);
  other = g_build_filename (home, "fits_catalog.db", NULL);
  lf_test_copy_file (self->path, other);
  lf_test_exec (other, "UPDATE fits_files SET md5sum = 'other ' || id");

  yours = lf_backup_make (other, shared, NULL, self->job, NULL);
  mine = lf_backup_make (self->path, shared, NULL, self->job, NULL);
  last = lf_backup_make (self->path, shared, NULL, self->job, NULL);
  g_assert_true (yours != NULL && mine != NULL && last != NULL);
  g_assert_cmpuint (lf_backup_prune (self->path, shared, 1, self->job), ==, 1);
  g_assert_false (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (yours, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (last, G_FILE_TEST_EXISTS));
}

/* Writes to a catalog when a file is opened for so many times: as another program would, at a
 * moment of our choice */
static struct
{
  const char *path;
  int         n_left;
} other_writer;

static int
opened_cb (sqlite3     *db,
           char       **message,
           const void  *api)
{
  const char *file = sqlite3_db_filename (db, "main");

  if (other_writer.path != NULL && file != NULL && *file != '\0' && --other_writer.n_left == 0)
    {
      const char *path = g_steal_pointer (&other_writer.path);

      lf_test_exec (path, "INSERT INTO many VALUES (20000, 'meanwhile')");
    }
  return SQLITE_OK;
}

/* The second is opened to copy the catalog, the fourth to verify the copy */
static void
test_other_writer (Fixture       *self,
                   gconstpointer  wal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_auto (GStrv) log = NULL;

  other_writer.path = self->path;
  other_writer.n_left = 2;
  backup = lf_backup_make (self->path, NULL, NULL, self->job, &error);
  g_assert_null (backup);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "Another program wrote"));
  g_assert_false (g_file_test (self->backups, G_FILE_TEST_EXISTS));

  lf_test_exec (self->path, "DELETE FROM many WHERE i = 20000");
  other_writer.path = self->path;
  other_writer.n_left = 4;
  backup = make_backup (self);
  log = lf_job_dup_log (self->job);
  g_assert_nonnull (strstr (log[g_strv_length (log) - 1], "has what was there before"));
}

static void
test_damaged (Fixture       *self,
              gconstpointer  wal)
{
  static const guint8 zeroes[4096];
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint page = 100; page < 110; page++)
    lf_test_patch_file (self->path, page * (goffset) sizeof zeroes, zeroes, sizeof zeroes);
  before = lf_test_folder_describe (self->folder);
  g_assert_null (lf_backup_make (self->path, NULL, NULL, self->job, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "No backup was made"));
  g_assert_nonnull (strstr (error->message, "“fits_catalog.db”"));
  after = lf_test_folder_describe (self->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_no_folder (Fixture       *self,
                gconstpointer  wal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "where", NULL);

  g_assert_null (lf_backup_make (self->path, nowhere, NULL, self->job, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lf_backup_make (self->path, self->path, NULL, self->job, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_PERMISSION);
}

typedef struct
{
  guint n_changes;
  guint cancel_at;
} Cancel;

static void
changed_cb (LfJob  *job,
            Cancel *cancel)
{
  if (++cancel->n_changes == cancel->cancel_at)
    lf_job_cancel (job);
}

/* A cancelled backup leaves nothing, not even the folder that was made for it */
static void
test_cancel (Fixture       *self,
             gconstpointer  wal)
{
  g_autofree char *before = lf_test_folder_describe (self->folder);

  lf_job_cancel (self->job);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LfJob) job = lf_job_new ("Cancelled");
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      Cancel cancel = { 0, i };

      g_signal_connect (job, "changed", G_CALLBACK (changed_cb), &cancel);
      if (i == 0)
        lf_job_cancel (job);
      g_assert_null (lf_backup_make (self->path, NULL, NULL, job, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
      after = lf_test_folder_describe (self->folder);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
restore (Fixture    *self,
         const char *backup)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_backup_restore (backup, self->path, self->job, &error));
  g_assert_no_error (error);
}

static void
test_restore (Fixture       *self,
              gconstpointer  wal)
{
  g_autoptr (LfContent) before = read_content (self->path);
  g_autofree char *backup = make_backup (self);
  g_autofree char *names = NULL;
  struct stat was;
  struct stat is;

  lf_test_exec (self->path, "DELETE FROM many WHERE i > 10; DROP TABLE processed_files;"
                            "CREATE TABLE mine (x); VACUUM");
  g_assert_cmpint (stat (self->path, &was), ==, 0);
  restore (self, backup);
  g_assert_cmpint (stat (self->path, &is), ==, 0);
  g_assert_cmpuint (was.st_ino, ==, is.st_ino);
  assert_content (self->path, before);
  names = list_folder (self->folder);
  g_assert_cmpstr (names, ==, "backups fits_catalog.db");
}

/* Whoever has the catalog open goes on with what was restored */
static void
test_restore_while_open (Fixture       *self,
                         gconstpointer  wal)
{
  g_autofree char *backup = make_backup (self);
  g_autoptr (LfConnection) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfTableContent) before = NULL;
  g_autoptr (LfTableContent) after = NULL;

  lf_test_exec (self->path, "DELETE FROM many WHERE i > 10");
  reader = lf_test_open (self->path);
  before = lf_content_read_table (reader, "many", NULL, NULL, NULL, &error);
  g_assert_cmpuint (before->n_rows, ==, 10);
  restore (self, backup);
  after = lf_content_read_table (reader, "many", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->n_rows, ==, 3000);
}

/* Pages of another size do not fit into a WAL */
static void
test_restore_page_size (Fixture       *self,
                        gconstpointer  wal)
{
  g_autoptr (LfContent) before = read_content (self->path);
  g_autofree char *backup = make_backup (self);
  g_autoptr (LfConnection) connection = NULL;

  lf_test_exec (self->path, "PRAGMA journal_mode=DELETE; PRAGMA page_size=1024; VACUUM");
  if (GPOINTER_TO_INT (wal))
    lf_test_exec (self->path, "PRAGMA journal_mode=WAL");
  lf_test_exec (self->path, "DELETE FROM many");
  restore (self, backup);
  assert_content (self->path, before);
  connection = lf_test_open (self->path);
  g_assert_cmpint (lf_connection_is_wal (connection), ==, GPOINTER_TO_INT (wal));
}

static void
make_hot_journal (const char *path)
{
  g_autofree char *old = g_strconcat (path, ".old", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *kept = g_strconcat (old, "-journal", NULL);
  sqlite3 *db = NULL;

  /* A copy of the journal while it is hot */
  lf_test_copy_file (path, old);
  g_assert_cmpint (sqlite3_open (old, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA cache_size=2; BEGIN; UPDATE many SET text = 'x'", NULL,
                                 NULL, NULL),
                   ==, SQLITE_OK);
  lf_test_copy_file (kept, journal);
  sqlite3_close (db);
  g_unlink (old);
}

/* What is beyond opening is kept, and its journal is not taken for one of what was restored */
static void
test_restore_beyond_opening (Fixture       *self,
                             gconstpointer  wal)
{
  static const char *const damages[] = { "missing", "empty", "garbage", "cut off" };
  g_autoptr (LfContent) before = read_content (self->path);
  g_autofree char *backup = make_backup (self);
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *garbage = g_strnfill (5000, 'x');
      g_autofree char *names = NULL;

      make_hot_journal (self->path);
      if (i == 0)
        g_assert_cmpint (g_unlink (self->path), ==, 0);
      else if (i == 1)
        lf_test_write_file (self->path, "", 0);
      else if (i == 2)
        lf_test_write_file (self->path, garbage, 5000);
      else
        {
          g_assert_cmpint (g_unlink (journal), ==, 0);
          g_assert_cmpint (truncate (self->path, 50000), ==, 0);
        }

      restore (self, backup);
      assert_content (self->path, before);
      g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
      names = list_folder (self->folder);
      if (i == 0)
        g_assert_true (g_regex_match_simple ("^backups fits_catalog\\.db "
                                             "fits_catalog\\.db\\.damaged-[-0-9]+-journal$",
                                             names, 0, 0));
      else
        g_assert_nonnull (strstr (names, "fits_catalog.db.damaged-"));
    }
}

/* A catalog whose pages are damaged is written over like any other, and kept, for there may be more
 * in it than in the backup */
static void
test_restore_damaged (Fixture       *self,
                      gconstpointer  wal)
{
  static const guint8 zeroes[4096];
  g_autoptr (LfContent) before = read_content (self->path);
  g_autofree char *backup = make_backup (self);
  g_autofree char *names = NULL;
  g_auto (GStrv) log = NULL;

  lf_test_exec (self->path, "INSERT INTO many VALUES (10000, 'newer')");
  for (guint page = 1; page < 150; page++)
    lf_test_patch_file (self->path, page * (goffset) sizeof zeroes, zeroes, sizeof zeroes);
  restore (self, backup);
  assert_content (self->path, before);
  names = list_folder (self->folder);
  g_assert_nonnull (strstr (names, "fits_catalog.db.damaged-"));
  log = lf_job_dup_log (self->job);
  g_assert_nonnull (strstr (log[g_strv_length (log) - 1], ".damaged-"));
}

/* And so is one whose definitions cannot be read, and a database of something else */
static void
test_restore_strange (Fixture       *self,
                      gconstpointer  wal)
{
  static const char *const changes[] = {
    "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'nonsense'",
    "DROP TABLE fits_files; DROP TABLE processing_session_files",
  };
  g_autoptr (LfContent) before = read_content (self->path);
  g_autofree char *backup = make_backup (self);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *names = NULL;
      g_auto (GStrv) list = NULL;

      lf_test_exec (self->path, changes[i]);
      restore (self, backup);
      assert_content (self->path, before);
      names = list_folder (self->folder);
      list = g_strsplit (names, ".damaged-", -1);
      g_assert_cmpuint (g_strv_length (list), ==, i + 2);
    }
}

static gboolean
write_and_hang (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db, "PRAGMA cache_size=2; BEGIN; UPDATE many SET text = 'x'", NULL, NULL,
                       NULL) == SQLITE_OK;
}

/* What another program left unfinished is rolled back, and is not damage */
static void
test_restore_unfinished (Fixture       *self,
                         gconstpointer  wal)
{
  g_autoptr (LfContent) before = read_content (self->path);
  g_autofree char *backup = make_backup (self);
  g_autofree char *names = NULL;

  lf_test_exec (self->path, "DELETE FROM many WHERE i % 2 = 0");
  lf_test_child_end (lf_test_child_start (write_and_hang, self->path));
  restore (self, backup);
  assert_content (self->path, before);
  names = list_folder (self->folder);
  g_assert_cmpstr (names, ==, "backups fits_catalog.db");
}

static void
assert_not_restored (Fixture        *self,
                     const char     *backup,
                     LfJob          *job,
                     LfCatalogError  code)
{
  g_autofree char *before = lf_test_folder_describe (self->folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_backup_restore (backup, self->path, job, &error));
  g_assert_error (error, LF_CATALOG_ERROR, (int) code);
  g_test_message ("%s", error->message);
  after = lf_test_folder_describe (self->folder);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
lock (gpointer path)
{
  sqlite3 *db = NULL;

  return sqlite3_open (path, &db) == SQLITE_OK &&
         sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
}

static void
test_restore_refused (Fixture       *self,
                      gconstpointer  wal)
{
  static const guint8 zeroes[4096];
  g_autofree char *backup = make_backup (self);
  g_autofree char *missing = g_build_filename (self->folder, "missing.db", NULL);
  g_autoptr (LfJob) cancelled = lf_job_new ("Cancelled");
  LfTestChild *child;

  lf_job_cancel (cancelled);
  assert_not_restored (self, backup, cancelled, LF_CATALOG_ERROR_CANCELLED);
  assert_not_restored (self, missing, self->job, LF_CATALOG_ERROR_NOT_FOUND);
  assert_not_restored (self, self->path, self->job, LF_CATALOG_ERROR_FAILED);

  child = lf_test_child_start (lock, self->path);
  lf_test_set_patience (SHORT_PATIENCE_MS);
  assert_not_restored (self, backup, self->job, LF_CATALOG_ERROR_BUSY);
  lf_test_set_patience (0);
  lf_test_child_end (child);

  for (guint page = 100; page < 110; page++)
    lf_test_patch_file (backup, page * (goffset) sizeof zeroes, zeroes, sizeof zeroes);
  assert_not_restored (self, backup, self->job, LF_CATALOG_ERROR_CORRUPT);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);
  sqlite3_auto_extension ((void (*) (void)) opened_cb);

  add_test ("/backup/make", test_make, FALSE);
  add_test ("/backup/make-wal", test_make, TRUE);
  add_test ("/backup/wal-contents", test_wal_contents, TRUE);
  add_test ("/backup/names", test_names, FALSE);
  add_test ("/backup/list", test_list, FALSE);
  add_test ("/backup/prune", test_prune, FALSE);
  add_test ("/backup/prune-shared", test_prune_shared, FALSE);
  add_test ("/backup/other-writer", test_other_writer, TRUE);
  add_test ("/backup/damaged", test_damaged, FALSE);
  add_test ("/backup/no-folder", test_no_folder, FALSE);
  add_test ("/backup/cancel", test_cancel, FALSE);
  add_test ("/backup/cancel-wal", test_cancel, TRUE);
  add_test ("/backup/restore", test_restore, FALSE);
  add_test ("/backup/restore-wal", test_restore, TRUE);
  add_test ("/backup/restore-while-open", test_restore_while_open, FALSE);
  add_test ("/backup/restore-while-open-wal", test_restore_while_open, TRUE);
  add_test ("/backup/restore-page-size", test_restore_page_size, FALSE);
  add_test ("/backup/restore-page-size-wal", test_restore_page_size, TRUE);
  add_test ("/backup/restore-beyond-opening", test_restore_beyond_opening, FALSE);
  add_test ("/backup/restore-damaged", test_restore_damaged, FALSE);
  add_test ("/backup/restore-damaged-wal", test_restore_damaged, TRUE);
  add_test ("/backup/restore-strange", test_restore_strange, FALSE);
  add_test ("/backup/restore-strange-wal", test_restore_strange, TRUE);
  add_test ("/backup/restore-unfinished", test_restore_unfinished, FALSE);
  add_test ("/backup/restore-refused", test_restore_refused, FALSE);
  return g_test_run ();
}
