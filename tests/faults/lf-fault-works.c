/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-fault-works.h"

#include <string.h>

#include "maintenance/lf-backup.h"
#include "maintenance/lf-repair.h"

static void
begin (LfJob *job)
{
  lf_job_set_steps (job, (double[]) { 1 }, 1);
  lf_job_begin_step (job, lf_job_get_title (job));
}

/* Whatever looks like a backup is one: of what was there before, or after */
static void
assert_backups_whole (LfFault *place)
{
  g_autoptr (GPtrArray) backups = lf_backup_list (place->path, NULL);

  for (guint i = 0; i < backups->len; i++)
    {
      LfBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (LfConnection) connection = lf_test_open (backup->path);
      g_autoptr (LfContent) content = lf_content_read (connection, NULL, NULL);
      g_autofree char *from_before = NULL;
      g_autofree char *from_after = NULL;

      g_assert_nonnull (content);
      from_before = lf_content_describe_difference (place->before, content);
      from_after = lf_content_describe_difference (place->after, content);
      if (from_before != NULL && from_after != NULL)
        g_error ("%s: %s %s", backup->path, from_before, from_after);
    }
}

static gboolean
back_up (const char  *path,
         LfJob       *job,
         char       **message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  begin (job);
  backup = lf_backup_make (path, NULL, NULL, job, &error);
  if (error != NULL)
    *message = g_strdup (error->message);
  return backup != NULL;
}

static char *
get_donor (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "donor.db", NULL);
}

/* What is restored is another catalog: with fewer rows, and tables of its own */
static void
make_donor (const char *path)
{
  g_autofree char *donor = get_donor (path);

  lf_test_copy_file (path, donor);
  lf_test_exec (donor, "DELETE FROM fits_files WHERE rowid % 3 = 0; CREATE TABLE mine (x);"
                       "INSERT INTO mine VALUES (1); VACUUM");
}

static gboolean
restore (const char  *path,
         LfJob       *job,
         char       **message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *donor = get_donor (path);
  gboolean done;

  begin (job);
  done = lf_backup_restore (donor, path, job, &error);
  if (error != NULL)
    *message = g_strdup (error->message);
  return done;
}

/* What a repair must not lose or stumble over: frames without id that are linked by the number of
 * their row, ids that occur twice, and what the user made */
static void
add_more_damage (const char *path)
{
  lf_test_exec (
    path,
    "INSERT INTO fits_files (file, folder, md5sum, frame_type)"
    " WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50)"
    " SELECT i || '.fits', '/new', 'new ' || i, 'LIGHT' FROM n;"
    "INSERT INTO processing_session_files (processing_session_id, fits_file_id, original_path,"
    " original_filename, staged_path, staged_filename, subfolder)"
    " SELECT (SELECT min(id) FROM processing_sessions), rowid, '', '', '', '', ''"
    " FROM fits_files WHERE id IS NULL;"
    "UPDATE fits_files SET id = 5 WHERE id IN (6, 7);"
    "ALTER TABLE fits_files ADD COLUMN mine TEXT;"
    "UPDATE fits_files SET mine = 'my ' || rowid WHERE rowid % 10 = 0;"
    "CREATE TABLE my_notes (frame INTEGER, note TEXT);"
    "INSERT INTO my_notes SELECT id, 'note ' || id FROM fits_files LIMIT 100;"
    "CREATE VIEW my_lights AS SELECT * FROM fits_files WHERE frame_type = 'LIGHT';"
    "CREATE TRIGGER my_trigger AFTER INSERT ON fits_files"
    " BEGIN INSERT INTO my_notes VALUES (new.id, 'new'); END");
}

static gboolean
take_record (LfRun  *run,
             char  **message)
{
  gboolean done = run->outcome == LF_RUN_DONE || run->outcome == LF_RUN_NOTHING_TO_DO;

  if (!done)
    *message = g_strdup (run->message);
  lf_run_unref (run);
  return done;
}

static gboolean
repair (const char  *path,
        LfJob       *job,
        char       **message)
{
  LfRepairOptions options = { .keep_backups = LF_BACKUP_DEFAULT_KEEP };

  return take_record (lf_repair_run (path, &options, job), message);
}

static const LfFaultWork repair_work = {
  .name = "repair",
  .prepare = add_more_damage,
  .run = repair,
  .check = assert_backups_whole,
};

static const LfFaultWork backup_work = {
  .name = "backup",
  .run = back_up,
  .check = assert_backups_whole,
};

static const LfFaultWork restore_work = {
  .name = "restore",
  .prepare = make_donor,
  .run = restore,
};

const LfFaultWork *const lf_fault_works[] = { &repair_work, &backup_work, &restore_work };
const guint lf_fault_n_works = G_N_ELEMENTS (lf_fault_works);
