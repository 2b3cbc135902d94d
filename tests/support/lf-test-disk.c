/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-disk.h"

#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

static gboolean
write_text (const char *path,
            const char *text)
{
  FILE *file = g_fopen (path, "w");
  gboolean done = file != NULL && fputs (text, file) >= 0;

  return file != NULL && fclose (file) == 0 && done;
}

/* A user who is not root can be root among mounts of his own, where the system lets him */
static gboolean
become_root (void)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", (guint) getuid ());
  g_autofree char *groups = g_strdup_printf ("0 %u 1", (guint) getgid ());

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
         write_text ("/proc/self/setgroups", "deny") &&
         write_text ("/proc/self/uid_map", users) && write_text ("/proc/self/gid_map", groups);
}

/**
 * lf_test_disk_init:
 *
 * Gives the process mounts that nobody else sees and that are gone with it. Before it has a second
 * thread.
 *
 * Returns: whether lf_test_disk_new() can be called; if not, tests that need it are to be skipped
 */
gboolean
lf_test_disk_init (void)
{
  g_autofree char *folder = NULL;
  gboolean done;

  if (geteuid () == 0 ? unshare (CLONE_NEWNS) != 0 : !become_root ())
    return FALSE;
  if (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return FALSE;

  folder = g_dir_make_tmp ("lightframe-disk-XXXXXX", NULL);
  done = folder != NULL && mount ("none", folder, "tmpfs", 0, "size=1m") == 0 &&
         umount2 (folder, MNT_DETACH) == 0;
  if (folder != NULL)
    g_rmdir (folder);
  return done;
}

/**
 * lf_test_disk_new:
 * @bytes: how much fits on it
 *
 * Returns: (transfer full): a new empty file system, in memory
 */
LfTestDisk *
lf_test_disk_new (guint64 bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *options = g_strdup_printf ("size=%" G_GUINT64_FORMAT, bytes);
  char *folder = g_dir_make_tmp ("lightframe-disk-XXXXXX", &error);

  g_assert_no_error (error);
  g_assert_cmpint (mount ("none", folder, "tmpfs", 0, options), ==, 0);
  return folder;
}

/**
 * lf_test_disk_resize:
 * @self: a file system
 * @bytes: how much shall fit on it, no less than there is
 *
 * Makes it larger or smaller.
 */
void
lf_test_disk_resize (LfTestDisk *self,
                     guint64     bytes)
{
  g_autofree char *options = g_strdup_printf ("size=%" G_GUINT64_FORMAT, bytes);

  g_assert_cmpint (mount ("none", self, "tmpfs", MS_REMOUNT, options), ==, 0);
}

/**
 * lf_test_disk_get_used:
 * @self: a file system
 *
 * Returns: how many bytes of it are in use
 */
guint64
lf_test_disk_get_used (LfTestDisk *self)
{
  struct statvfs fs;

  g_assert_cmpint (statvfs (self, &fs), ==, 0);
  return (guint64) (fs.f_blocks - fs.f_bfree) * fs.f_frsize;
}

/**
 * lf_test_disk_free:
 * @self: (transfer full): a file system
 *
 * Removes it with what is on it.
 */
void
lf_test_disk_free (LfTestDisk *self)
{
  g_assert_cmpint (umount2 (self, MNT_DETACH), ==, 0);
  g_rmdir (self);
  g_free (self);
}
