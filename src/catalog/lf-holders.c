/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-holders.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
process_has_open (const char        *pid,
                  const struct stat *wanted)
{
  g_autofree char *folder = g_build_filename ("/proc", pid, "fd", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *fd = g_build_filename (folder, entry, NULL);
      struct stat st;

      if (stat (fd, &st) == 0 && st.st_dev == wanted->st_dev && st.st_ino == wanted->st_ino)
        return TRUE;
    }

  return FALSE;
}

static LfHolder *
holder_new (const char *pid)
{
  g_autofree char *file = g_build_filename ("/proc", pid, "comm", NULL);
  g_autofree char *name = NULL;
  LfHolder *self;

  if (!g_file_get_contents (file, &name, NULL, NULL))
    return NULL;

  self = g_new0 (LfHolder, 1);
  self->pid = atoi (pid);
  self->name = g_utf8_make_valid (g_strchomp (name), -1);
  return self;
}

/**
 * lf_holders_find:
 * @path: a file
 *
 * Finds the other processes that have a file open, as far as this user may see them. Linux only:
 * it reads /proc. It stats every open file of every process, so call it from a worker thread.
 *
 * Returns: (transfer full) (element-type LfHolder): the processes, none if none is known
 */
GPtrArray *
lf_holders_find (const char *path)
{
  GPtrArray *holders = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_holder_free);
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  struct stat wanted;
  const char *entry;

  if (proc == NULL || stat (path, &wanted) != 0)
    return holders;

  while ((entry = g_dir_read_name (proc)) != NULL)
    {
      LfHolder *holder;

      if (!g_ascii_isdigit (entry[0]) || atoi (entry) == getpid () ||
          !process_has_open (entry, &wanted))
        continue;

      holder = holder_new (entry);
      if (holder != NULL)
        g_ptr_array_add (holders, holder);
    }
  return holders;
}

/**
 * lf_holders_describe:
 * @path: a file
 *
 * Names the other processes that have a file open, as lf_holders_find() finds them.
 *
 * Returns: (transfer full) (nullable): such as “python3 (process 1234)”, several separated by
 *   commas, or %NULL if none is known
 */
char *
lf_holders_describe (const char *path)
{
  g_autoptr (GPtrArray) holders = lf_holders_find (path);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < holders->len; i++)
    {
      LfHolder *holder = g_ptr_array_index (holders, i);

      /* Translators: the name of a program and its process number */
      g_string_append_printf (text, _("%s (process %d)"), holder->name, holder->pid);
      if (i + 1 < holders->len)
        g_string_append (text, ", ");
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * lf_holder_free:
 * @self: (transfer full): a holder
 *
 * Frees it.
 */
void
lf_holder_free (LfHolder *self)
{
  g_free (self->name);
  g_free (self);
}
