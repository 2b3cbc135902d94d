/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-file-use.h"

#include <stdlib.h>
#include <sys/stat.h>

struct _LfFileUse
{
  char     *path;               /* without links, as SQLite names what it puts beside it */
  dev_t     device;
  ino_t     inode;
  gboolean  active;
};

/* How often to look whether it was cancelled meanwhile */
#define WAIT_US 10000

/* Of the whole program, as what SQLite shares is */
static GMutex lock;
static GCond ended;
static GSList *active;

/**
 * lf_file_use_new: (skip)
 * @path: a file
 *
 * Remembers which file is there. It is not in use yet.
 *
 * Returns: (transfer full) (nullable): its use; %NULL if there is no file
 */
LfFileUse *
lf_file_use_new (const char *path)
{
  char *real = realpath (path, NULL);
  LfFileUse *self = NULL;
  struct stat st;

  if (real != NULL && stat (real, &st) == 0)
    {
      self = g_new0 (LfFileUse, 1);
      self->path = g_strdup (real);
      self->device = st.st_dev;
      self->inode = st.st_ino;
    }
  free (real);
  return self;
}

/**
 * lf_file_use_free: (skip)
 * @self: (transfer full): a use, which ends
 */
void
lf_file_use_free (LfFileUse *self)
{
  lf_file_use_end (self);
  g_free (self->path);
  g_free (self);
}

/**
 * lf_file_use_is_current: (skip)
 * @self: (nullable): a use
 *
 * Returns: whether no other file has taken its name
 */
gboolean
lf_file_use_is_current (LfFileUse *self)
{
  struct stat st;

  return self == NULL || stat (self->path, &st) != 0 ||
         (st.st_dev == self->device && st.st_ino == self->inode);
}

static gboolean
is_in_the_way (LfFileUse *other,
               LfFileUse *self)
{
  return g_str_equal (other->path, self->path) &&
         (other->device != self->device || other->inode != self->inode);
}

static gboolean
is_free (LfFileUse *self)
{
  for (GSList *l = active; l != NULL; l = l->next)
    if (is_in_the_way (l->data, self))
      return FALSE;
  return TRUE;
}

/**
 * lf_file_use_begin: (skip)
 * @self: (nullable): a use
 * @patience_ms: how long to wait until another file of the same name is no longer in use
 * @cancellable: (nullable): ends waiting
 *
 * Returns: whether it is in use now
 */
gboolean
lf_file_use_begin (LfFileUse    *self,
                   guint         patience_ms,
                   GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + (gint64) patience_ms * 1000;

  if (self == NULL || self->active)
    return TRUE;

  g_mutex_lock (&lock);
  while (!is_free (self) && g_get_monotonic_time () < end &&
         !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&ended, &lock, g_get_monotonic_time () + WAIT_US);

  self->active = is_free (self);
  if (self->active)
    active = g_slist_prepend (active, self);
  g_mutex_unlock (&lock);
  return self->active;
}

/**
 * lf_file_use_end: (skip)
 * @self: (nullable): a use
 *
 * Says that the file is not in use until lf_file_use_begin().
 */
void
lf_file_use_end (LfFileUse *self)
{
  if (self == NULL || !self->active)
    return;

  g_mutex_lock (&lock);
  active = g_slist_remove (active, self);
  self->active = FALSE;
  g_cond_broadcast (&ended);
  g_mutex_unlock (&lock);
}
