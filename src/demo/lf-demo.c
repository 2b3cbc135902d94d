/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "catalog/lf-resources.h"
#include "demo/lf-demo-build.h"

/* What SQLite may put beside a database */
static const char *const companions[] = { "-journal", "-wal", "-shm" };

/* Whether a finished catalog may take the place of a file that is there */
typedef enum
{
  KEEP_EXISTING,
  REPLACE_EXISTING,
} Placing;

static gboolean
fail_with_errno (GError     **error,
                 const char  *path,
                 int          saved_errno)
{
  g_autofree char *shown = g_filename_display_name (path);
  LfCatalogError code = LF_CATALOG_ERROR_FAILED;

  if (saved_errno == EACCES || saved_errno == EPERM)
    code = LF_CATALOG_ERROR_PERMISSION;
  else if (saved_errno == EROFS)
    code = LF_CATALOG_ERROR_READ_ONLY;
  else if (saved_errno == ENOENT || saved_errno == ENOTDIR)
    code = LF_CATALOG_ERROR_NOT_FOUND;
  else if (saved_errno == EISDIR)
    code = LF_CATALOG_ERROR_FOLDER;
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = LF_CATALOG_ERROR_DISK_FULL;

  g_set_error (error, LF_CATALOG_ERROR, code,
               _("The demonstration catalog “%s” could not be made: %s. Nothing was changed. "
                 "Choose another folder, then try again."),
               shown, g_strerror (saved_errno));
  return FALSE;
}

/* A journal beside the file means that a program works with it, or died doing so. SQLite would
 * apply that journal to the new catalog. */
static gboolean
check_unused (const char  *path,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);
      g_autofree char *shown = NULL;

      if (!g_file_test (companion, G_FILE_TEST_EXISTS))
        continue;

      shown = g_filename_display_name (path);
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY,
                   _("“%s” is in use by another program, so no demonstration catalog was put in "
                     "its place. Nothing was changed. Close that program, or choose another "
                     "name, then try again."),
                   shown);
      return FALSE;
    }

  return TRUE;
}

static void
remove_temporary (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      g_unlink (companion);
    }
  g_unlink (path);
}

/* So that the new name is on the disk as well. Not every file system can do this; then the name
 * comes a little later. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  fsync (fd);
  close (fd);
}

/* Gives a finished file its name, at once and as a whole */
static gboolean
place (const char  *temporary,
       const char  *path,
       Placing      placing,
       GError     **error)
{
  if (placing == KEEP_EXISTING)
    {
      if (link (temporary, path) == 0 || errno == EEXIST)
        {
          g_unlink (temporary);
          return TRUE;
        }
      /* A file system without hard links */
    }

  if (g_rename (temporary, path) != 0)
    return fail_with_errno (error, path, errno);

  return TRUE;
}

static gboolean
make_and_place (const char           *temporary,
                int                   fd,
                const char           *path,
                const LfDemoOptions  *options,
                Placing               placing,
                LfDemoProgressFunc    progress,
                gpointer              progress_data,
                GCancellable         *cancellable,
                GError              **error)
{
  if (!lf_demo_build_catalog (temporary, options, progress, progress_data, cancellable, error))
    return FALSE;

  if (fsync (fd) != 0)
    return fail_with_errno (error, path, errno);

  /* Another program was faster, and may well have opened what it made */
  if (placing == KEEP_EXISTING && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_unlink (temporary);
      return TRUE;
    }

  return check_unused (path, error) && place (temporary, path, placing, error);
}

static gboolean
make (const char           *path,
      const LfDemoOptions  *options,
      Placing               placing,
      LfDemoProgressFunc    progress,
      gpointer              progress_data,
      GCancellable         *cancellable,
      GError              **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  LfDemoOptions filled = *options;
  gboolean made;
  int fd;

  if (filled.n_frames == 0)
    filled.n_frames = LF_DEMO_DEFAULT_FRAMES;
  if (filled.n_sessions == 0)
    filled.n_sessions = LF_DEMO_DEFAULT_SESSIONS;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return fail_with_errno (error, path, EISDIR);
  if (!check_unused (path, error))
    return FALSE;

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail_with_errno (error, path, errno);

  made = make_and_place (temporary, fd, path, &filled, placing, progress, progress_data,
                         cancellable, error);
  close (fd);
  if (!made)
    {
      remove_temporary (temporary);
      return FALSE;
    }

  sync_folder (path);
  if (progress != NULL)
    progress (1.0, progress_data);
  return TRUE;
}

/**
 * lf_demo_state_from_string:
 * @name: "healthy", "migrated" or "legacy"
 * @state: (out): the state of that name
 *
 * Looks a state up by its name on a command line. Any thread.
 *
 * Returns: %FALSE if no state has this name; @state is as it was then
 */
gboolean
lf_demo_state_from_string (const char  *name,
                           LfDemoState *state)
{
  static const char *const names[] = {
    [LF_DEMO_HEALTHY] = "healthy",
    [LF_DEMO_MIGRATED] = "migrated",
    [LF_DEMO_LEGACY] = "legacy",
  };

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (state != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      {
        *state = (LfDemoState) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * lf_demo_make:
 * @path: (type filename): where the catalog shall be; a file there is replaced
 * @options: what to make
 * @progress: (nullable) (scope call) (closure progress_data): is told how much is done, from 0
 *   to 1, two hundred times at most, on this thread
 * @progress_data: data for @progress
 * @cancellable: (nullable): a way to stop
 * @error: return location for an error
 *
 * Makes a demonstration catalog. The same options give the same file to the byte, with the same
 * version of SQLite. The file gets its name when it is complete and on the disk; a file that was
 * there stays as it is if anything fails. Blocks for a second or so at the default size; any
 * thread.
 *
 * Fails with %LF_CATALOG_ERROR: among its codes are %LF_CATALOG_ERROR_CANCELLED,
 * %LF_CATALOG_ERROR_PERMISSION, %LF_CATALOG_ERROR_NOT_FOUND for the folder,
 * %LF_CATALOG_ERROR_DISK_FULL, and %LF_CATALOG_ERROR_BUSY if a journal is beside the file.
 *
 * Returns: whether the catalog was made
 */
gboolean
lf_demo_make (const char           *path,
              const LfDemoOptions  *options,
              LfDemoProgressFunc    progress,
              gpointer              progress_data,
              GCancellable         *cancellable,
              GError              **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (options != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lf_catalog_register_resources ();

  return make (path, options, REPLACE_EXISTING, progress, progress_data, cancellable, error);
}

/**
 * lf_demo_ensure:
 * @progress: (nullable) (scope call) (closure progress_data): see lf_demo_make(); not called if
 *   the catalog is there
 * @progress_data: data for @progress
 * @cancellable: (nullable): a way to stop
 * @error: return location for an error
 *
 * Finds the demonstration catalog in the user's cache, and makes a healthy one of the default
 * size if there is none. If two programs do so at once, both get the one that was there first.
 * Blocks like lf_demo_make() and fails like it; any thread.
 *
 * Returns: (transfer full) (nullable) (type filename): the path of the catalog
 */
char *
lf_demo_ensure (LfDemoProgressFunc   progress,
                gpointer             progress_data,
                GCancellable        *cancellable,
                GError             **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "lightframe", "demo", NULL);
  g_autofree char *path = g_build_filename (folder, "fits_catalog.db", NULL);
  const LfDemoOptions options = { .state = LF_DEMO_HEALTHY };

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  lf_catalog_register_resources ();

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_with_errno (error, path, errno);
      return NULL;
    }

  if (!make (path, &options, KEEP_EXISTING, progress, progress_data, cancellable, error))
    return NULL;

  return g_steal_pointer (&path);
}
