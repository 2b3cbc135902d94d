/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-fault-works.h"

#include <string.h>

#include "maintenance/lf-backup.h"

static void
begin (LfJob *job)
{
  lf_job_set_steps (job, (double[]) { 1 }, 1);
  lf_job_begin_step (job, lf_job_get_title (job));
}

static void
assert_backups_whole (const char *path,
                      LfContent  *before)
{
  g_autoptr (GPtrArray) backups = lf_backup_list (path, NULL);

  for (guint i = 0; i < backups->len; i++)
    {
      LfBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (LfConnection) connection = lf_test_open (backup->path);
      g_autoptr (LfContent) content = lf_content_read (connection, NULL, NULL);
      g_autofree char *difference = NULL;

      g_assert_nonnull (content);
      difference = lf_content_describe_difference (before, content);
      g_assert_cmpstr (difference, ==, NULL);
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

const LfFaultWork *const lf_fault_works[] = { &backup_work, &restore_work };
const guint lf_fault_n_works = G_N_ELEMENTS (lf_fault_works);
