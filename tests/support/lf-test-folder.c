/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_strings);
  return names;
}

static void
remove_all (const char *path)
{
  struct stat st;

  if (g_lstat (path, &st) == 0 && S_ISDIR (st.st_mode))
    {
      g_autoptr (GPtrArray) names = NULL;

      g_chmod (path, 0700);
      names = list_folder (path);
      for (guint i = 0; i < names->len; i++)
        {
          g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);

          remove_all (child);
        }
    }

  g_assert_cmpint (g_remove (path), ==, 0);
}

/**
 * lf_test_folder_new:
 *
 * Returns: (transfer full): a new empty folder
 */
LfTestFolder *
lf_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("lightframe-test-XXXXXX", &error);

  g_assert_no_error (error);
  /* Tests that drop privileges must get in, too */
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  return path;
}

/**
 * lf_test_folder_free:
 * @self: (transfer full): a folder
 *
 * Removes the folder with what is in it.
 */
void
lf_test_folder_free (LfTestFolder *self)
{
  remove_all (self);
  g_free (self);
}

/**
 * lf_test_folder_describe:
 * @path: a folder
 *
 * Lists what is in a folder, so that two lists differ if anything in it was changed.
 *
 * Returns: (transfer full): a line for each file: name, size, time of last change, hash
 */
char *
lf_test_folder_describe (const char *path)
{
  g_autoptr (GPtrArray) names = list_folder (path);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *hash = NULL;
      struct stat st;

      g_assert_cmpint (g_lstat (file, &st), ==, 0);
      hash = S_ISREG (st.st_mode) ? lf_test_hash_file (file) : g_strdup ("");
      g_string_append_printf (text, "%s %" G_GOFFSET_FORMAT " %" G_GINT64_FORMAT ".%09ld %s\n",
                              name, (goffset) st.st_size, (gint64) st.st_mtim.tv_sec,
                              st.st_mtim.tv_nsec, hash);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lf_test_hash_file:
 * @path: a file
 *
 * Returns: (transfer full): its SHA-256
 */
char *
lf_test_hash_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
}

/**
 * lf_test_write_file:
 * @path: a file
 * @bytes: its contents
 * @size: how many bytes
 *
 * Makes a file.
 */
void
lf_test_write_file (const char    *path,
                    gconstpointer  bytes,
                    gsize          size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
}

/**
 * lf_test_copy_file:
 * @from: a file
 * @to: where the copy shall be
 *
 * Copies a file as it is on disk, without its locks.
 */
void
lf_test_copy_file (const char *from,
                   const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_file_get_contents (from, &bytes, &size, &error);
  g_assert_no_error (error);
  lf_test_write_file (to, bytes, size);
}

/**
 * lf_test_patch_file:
 * @path: a file
 * @offset: where to write
 * @bytes: what to write
 * @size: how many bytes
 *
 * Overwrites a part of a file.
 */
void
lf_test_patch_file (const char    *path,
                    goffset        offset,
                    gconstpointer  bytes,
                    gsize          size)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, bytes, size, offset), ==, (gssize) size);
  g_assert_cmpint (close (fd), ==, 0);
}
