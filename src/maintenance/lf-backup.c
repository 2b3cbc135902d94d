/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "maintenance/lf-backup-private.h"
#include "maintenance/lf-run.h"

/* Backups of “fits_catalog.db” are “fits_catalog-20250113-040000.db”, by local time. A second one
 * within a second has “-2” before the dot. A catalog of another ending keeps that, so that no two
 * catalogs in a folder share the names of their backups. */

#define DEFAULT_FOLDER "backups"
#define STAMP_FORMAT "%Y%m%d-%H%M%S"
#define STAMP_LENGTH 15
#define MAX_NUMBER 999

/* When a backup that was begun is no longer being made */
#define STALE_NS (24 * 60 * 60 * G_GINT64_CONSTANT (1000000000))

/**
 * lf_backup_resolve:
 * @catalog: a path
 *
 * Returns: (transfer full): the path of the file itself where @catalog is a link. Any thread, as
 *   everything here.
 */
char *
lf_backup_resolve (const char *catalog)
{
  char *real = realpath (catalog, NULL);
  char *resolved = real != NULL ? g_strdup (real) : g_canonicalize_filename (catalog, NULL);

  free (real);
  return resolved;
}

/**
 * lf_backup_get_folder:
 * @catalog: a catalog
 * @folder: (nullable): the folder that was chosen for its backups
 *
 * Returns: (transfer full): that folder, or “backups” beside the catalog. It need not be there.
 */
char *
lf_backup_get_folder (const char *catalog,
                      const char *folder)
{
  g_autofree char *resolved = NULL;
  g_autofree char *beside = NULL;

  if (folder != NULL)
    return g_canonicalize_filename (folder, NULL);

  resolved = lf_backup_resolve (catalog);
  beside = g_path_get_dirname (resolved);
  return g_build_filename (beside, DEFAULT_FOLDER, NULL);
}

/* What is before and behind the time in the names of its backups */
static void
get_name_parts (const char  *catalog,
                char       **prefix,
                char       **suffix)
{
  g_autofree char *resolved = lf_backup_resolve (catalog);
  g_autofree char *name = g_path_get_basename (resolved);
  char *dot = strrchr (name, '.');

  if (dot == name)
    dot = NULL;
  *suffix = g_strdup (dot != NULL ? dot : "");
  if (dot != NULL)
    *dot = '\0';
  *prefix = g_strconcat (name, "-", NULL);
}

static gboolean
is_free (const char *path)
{
  g_autofree char *part = g_strconcat (path, LF_BACKUP_PART, NULL);
  GStatBuf st;

  return g_lstat (path, &st) != 0 && g_lstat (part, &st) != 0;
}

/**
 * lf_backup_choose_path:
 * @catalog: a catalog
 * @folder: (nullable): the folder that was chosen for its backups
 *
 * Returns: (transfer full): where a backup that is made now goes
 */
char *
lf_backup_choose_path (const char *catalog,
                       const char *folder)
{
  g_autofree char *into = lf_backup_get_folder (catalog, folder);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, STAMP_FORMAT);
  g_autofree char *prefix = NULL;
  g_autofree char *suffix = NULL;
  g_autofree char *name = NULL;
  char *path;

  get_name_parts (catalog, &prefix, &suffix);
  name = g_strconcat (prefix, stamp, suffix, NULL);
  path = g_build_filename (into, name, NULL);
  for (guint i = 2; i <= MAX_NUMBER && !is_free (path); i++)
    {
      g_autofree char *other = g_strdup_printf ("%s%s-%u%s", prefix, stamp, i, suffix);

      g_free (path);
      path = g_build_filename (into, other, NULL);
    }
  return path;
}

/* Reads as many digits as there must be */
static gboolean
read_digits (const char **text,
             guint        n,
             int         *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (**text);
    }
  return TRUE;
}

static gboolean
read_stamp (const char **text,
            gint64      *made)
{
  g_autoptr (GDateTime) time = NULL;
  int date[3];
  int clock[3];

  if (!read_digits (text, 4, &date[0]) || !read_digits (text, 2, &date[1]) ||
      !read_digits (text, 2, &date[2]) || *(*text)++ != '-')
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!read_digits (text, 2, &clock[i]))
      return FALSE;

  time = g_date_time_new_local (date[0], date[1], date[2], clock[0], clock[1], clock[2]);
  if (time == NULL)
    return FALSE;
  *made = g_date_time_to_unix (time);
  return TRUE;
}

/* Whether a name is exactly one that lf_backup_choose_path() gives, with more behind it or not */
static gboolean
parse_name (const char *name,
            const char *prefix,
            const char *suffix,
            const char *more,
            gint64     *made)
{
  const char *text = name + strlen (prefix);
  g_autofree char *end = g_strconcat (suffix, more, NULL);
  guint n_digits = 0;

  if (!g_str_has_prefix (name, prefix) || !read_stamp (&text, made))
    return FALSE;

  if (*text == '-')
    {
      for (text++; g_ascii_isdigit (*text); text++)
        n_digits++;
      if (n_digits == 0 || n_digits > 3)
        return FALSE;
    }
  return g_str_equal (text, end);
}

typedef struct
{
  LfBackup *backup;
  gint64    changed;            /* when it was last written to: ns since 1970 */
} Entry;

static void
entry_clear (Entry *self)
{
  g_clear_pointer (&self->backup, lf_backup_free);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const LfBackup *one = ((const Entry *) a)->backup;
  const LfBackup *other = ((const Entry *) b)->backup;

  if (one->made != other->made)
    return one->made > other->made ? -1 : 1;

  /* “-10” is after “-2” */
  if (strlen (one->path) != strlen (other->path))
    return strlen (one->path) > strlen (other->path) ? -1 : 1;
  return -strcmp (one->path, other->path);
}

/* The regular files with such names, the newest first. A link is none: what it leads to may be
 * anybody's. */
static GArray *
list_entries (const char *catalog,
              const char *folder,
              const char *more)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autofree char *prefix = NULL;
  g_autofree char *suffix = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (entries, (GDestroyNotify) entry_clear);
  get_name_parts (catalog, &prefix, &suffix);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      Entry entry;
      gint64 made;
      GStatBuf st;

      if (!parse_name (name, prefix, suffix, more, &made) || g_lstat (path, &st) != 0 ||
          !S_ISREG (st.st_mode))
        continue;

      entry.changed = st.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + st.st_mtim.tv_nsec;
      entry.backup = g_new0 (LfBackup, 1);
      entry.backup->path = g_steal_pointer (&path);
      entry.backup->bytes = (guint64) st.st_size;
      entry.backup->made = made;
      g_array_append_val (entries, entry);
    }

  g_array_sort (entries, compare_entries);
  return entries;
}

/**
 * lf_backup_list:
 * @catalog: a catalog
 * @folder: (nullable): the folder that was chosen for its backups
 *
 * Finds its backups by their names.
 *
 * Returns: (transfer full) (element-type LfBackup): the backups, the newest first
 */
GPtrArray *
lf_backup_list (const char *catalog,
                const char *folder)
{
  g_autofree char *from = lf_backup_get_folder (catalog, folder);
  g_autoptr (GArray) entries = list_entries (catalog, from, "");
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_backup_free);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (backups, g_steal_pointer (&g_array_index (entries, Entry, i).backup));
  return backups;
}

/**
 * lf_backup_remove_file:
 * @path: a catalog that is not needed any more
 *
 * Removes it with what SQLite may have left beside it.
 */
void
lf_backup_remove_file (const char *path)
{
  static const char *const suffixes[] = { "-journal", "-wal", "-shm", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

/* In a folder of the user's there may be those of another catalog of the same name */
static gboolean
is_of_catalog (const char *backup,
               const char *identity)
{
  g_autofree char *other = identity != NULL ? lf_identity_load (backup, NULL) : NULL;

  return other != NULL && g_str_equal (other, identity);
}

static void
remove_stale_parts (const char *catalog,
                    const char *folder)
{
  g_autoptr (GArray) parts = list_entries (catalog, folder, LF_BACKUP_PART);
  gint64 now = g_get_real_time () * 1000;

  for (guint i = 0; i < parts->len; i++)
    if (now - g_array_index (parts, Entry, i).changed > STALE_NS)
      lf_backup_remove_file (g_array_index (parts, Entry, i).backup->path);
}

/* Of the backups that are kept whatever the rule: when the clock was set back, as in autumn, the
 * last one written need not be that with the latest name */
static gint64
find_last_change (GArray *entries)
{
  gint64 last = G_MININT64;

  for (guint i = 0; i < entries->len; i++)
    last = MAX (last, g_array_index (entries, Entry, i).changed);
  return last;
}

/**
 * lf_backup_prune:
 * @catalog: a catalog
 * @folder: (nullable): the folder that was chosen for its backups
 * @keep: how many backups are kept; 0 for all
 * @job: (nullable): whose log tells what was removed
 *
 * Removes the oldest backups of a catalog beyond so many, and never the newest. Only files that
 * have exactly the name of one are touched, and in a folder that was chosen only backups of this
 * very catalog.
 *
 * Returns: how many were removed
 */
guint
lf_backup_prune (const char *catalog,
                 const char *folder,
                 guint       keep,
                 LfJob      *job)
{
  g_autofree char *from = lf_backup_get_folder (catalog, folder);
  g_autoptr (GArray) entries = list_entries (catalog, from, "");
  g_autofree char *identity = folder != NULL ? lf_identity_load (catalog, NULL) : NULL;
  gint64 last = find_last_change (entries);
  guint n_seen = 0;
  guint n_removed = 0;

  remove_stale_parts (catalog, from);
  for (guint i = 0; keep > 0 && i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      const char *path = entry->backup->path;
      g_autofree char *shown = g_filename_display_name (path);

      if (folder != NULL && !is_of_catalog (path, identity))
        continue;
      if (++n_seen <= keep || entry->changed == last)
        continue;

      if (g_unlink (path) == 0)
        {
          lf_backup_remove_file (path);
          n_removed++;
          if (job != NULL)
            lf_job_log (job, _("Removed the old backup “%s”."), shown);
        }
      else if (job != NULL)
        lf_job_log (job, _("The old backup “%s” could not be removed: %s."), shown,
                    g_strerror (errno));
    }
  return n_removed;
}

/**
 * lf_backup_free:
 * @self: (transfer full): a backup
 *
 * Frees it.
 */
void
lf_backup_free (LfBackup *self)
{
  g_free (self->path);
  g_free (self);
}
