/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-staging.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_FLAGS (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

/* Targets are paths */
#define MAX_TARGET 4096

struct _LfStaging
{
  char *folder;                 /* without a slash at its end */
  int   fd;
  char *parent;                 /* the part of the last path between folder and name */
  int   parent_fd;              /* -1 if there is none */
};

/* A path whose parts lead nowhere but down */
static gboolean
leads_down (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return parts[0] != NULL;
}

static char *
strip_slashes (const char *folder)
{
  char *bare = g_strdup (folder);
  gsize length = strlen (bare);

  while (length > 0 && bare[length - 1] == '/')
    bare[--length] = '\0';
  return bare;
}

/**
 * lf_staging_open:
 * @folder: (nullable): a session's folder, as the catalog has it
 *
 * Opens the folder. It must be an absolute path to a folder that is no symbolic link itself.
 *
 * Returns: (transfer full) (nullable): the folder; %NULL if there is none
 */
LfStaging *
lf_staging_open (const char *folder)
{
  g_autofree char *bare = NULL;
  LfStaging *self;
  int fd;

  if (folder == NULL || *folder != '/')
    return NULL;

  /* With a slash at its end, a link to a folder would pass for one */
  bare = strip_slashes (folder);
  if (*bare == '\0' || !leads_down (bare + 1))
    return NULL;

  fd = open (bare, FOLDER_FLAGS);
  if (fd < 0)
    return NULL;

  self = g_new0 (LfStaging, 1);
  self->folder = g_steal_pointer (&bare);
  self->fd = fd;
  self->parent_fd = -1;
  return self;
}

static void
forget_parent (LfStaging *self)
{
  if (self->parent_fd >= 0)
    close (self->parent_fd);
  self->parent_fd = -1;
  g_clear_pointer (&self->parent, g_free);
}

/**
 * lf_staging_close:
 * @self: (transfer full): a folder
 */
void
lf_staging_close (LfStaging *self)
{
  forget_parent (self);
  close (self->fd);
  g_free (self->folder);
  g_free (self);
}

/* Splits a path into what lies between the folder and the name, and the name. Nothing in it may
 * lead anywhere but down. */
static gboolean
split (LfStaging   *self,
       const char  *path,
       char       **parent,
       const char **name)
{
  gsize length = strlen (self->folder);
  const char *rest;

  if (strncmp (path, self->folder, length) != 0 || path[length] != '/')
    return FALSE;

  rest = path + length + 1;
  if (!leads_down (rest))
    return FALSE;

  *name = strrchr (path, '/') + 1;
  *parent = g_strndup (rest, (gsize) MAX (*name - rest - 1, 0));
  return TRUE;
}

/* One part after the other, each relative to the one before, which is held open; none may be a
 * link. Returns -1 and errno. */
static int
open_parent (int         folder,
             const char *parent)
{
  g_auto (GStrv) parts = g_strsplit (parent, "/", -1);
  int fd = openat (folder, ".", FOLDER_FLAGS);

  for (guint i = 0; fd >= 0 && parts[i] != NULL; i++)
    {
      int next = openat (fd, parts[i], FOLDER_FLAGS);
      int reason = errno;

      close (fd);
      errno = reason;
      fd = next;
    }
  return fd;
}

static LfStagedState
explain (int reason)
{
  switch (reason)
    {
    case ENOENT:
      return LF_STAGED_NOT_THERE;
    case ELOOP:
    case ENOTDIR:
      return LF_STAGED_OUTSIDE;
    default:
      return LF_STAGED_FAILED;
    }
}

/* Sets parent_fd; most paths are in the folder of the one before */
static LfStagedState
enter (LfStaging   *self,
       const char  *path,
       const char **name)
{
  g_autofree char *parent = NULL;

  if (!split (self, path, &parent, name))
    return LF_STAGED_OUTSIDE;

  if (self->parent_fd >= 0 && strcmp (self->parent, parent) == 0)
    return LF_STAGED_LINK;

  forget_parent (self);
  self->parent_fd = open_parent (self->fd, parent);
  if (self->parent_fd < 0)
    return explain (errno);
  self->parent = g_steal_pointer (&parent);
  return LF_STAGED_LINK;
}

static LfStagedState
look (LfStaging  *self,
      const char *name)
{
  struct stat st;

  if (fstatat (self->parent_fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return explain (errno);
  return S_ISLNK (st.st_mode) ? LF_STAGED_LINK : LF_STAGED_NO_LINK;
}

/**
 * lf_staging_probe:
 * @self: a session's folder
 * @path: a staged path, as the catalog has it
 * @target: (out) (optional) (nullable): where the link there points to
 *
 * Looks what is at a staged path.
 *
 * Returns: what it is
 */
LfStagedState
lf_staging_probe (LfStaging   *self,
                  const char  *path,
                  char       **target)
{
  const char *name = NULL;
  LfStagedState state = enter (self, path, &name);

  if (target != NULL)
    *target = NULL;
  if (state == LF_STAGED_LINK)
    state = look (self, name);

  if (state == LF_STAGED_LINK && target != NULL)
    {
      char buffer[MAX_TARGET];
      ssize_t length = readlinkat (self->parent_fd, name, buffer, sizeof buffer);

      /* One that does not fit could not be put back */
      if (length < 0 || length == sizeof buffer)
        return LF_STAGED_FAILED;
      *target = g_strndup (buffer, (gsize) length);
    }
  return state;
}

/**
 * lf_staging_remove:
 * @self: a session's folder
 * @path: a staged path, as the catalog has it
 *
 * Removes the symbolic link at a staged path; anything else is left alone.
 *
 * Returns: %LF_STAGED_LINK if there was one, and it is gone
 */
LfStagedState
lf_staging_remove (LfStaging  *self,
                   const char *path)
{
  const char *name = NULL;
  LfStagedState state = enter (self, path, &name);

  if (state == LF_STAGED_LINK)
    state = look (self, name);
  if (state == LF_STAGED_LINK && unlinkat (self->parent_fd, name, 0) != 0)
    state = explain (errno);
  return state;
}

/**
 * lf_staging_restore:
 * @self: a session's folder
 * @path: a staged path, from which a link was removed
 * @target: where it pointed to
 *
 * Puts a symbolic link back; what is there meanwhile is left alone.
 *
 * Returns: %LF_STAGED_LINK if it is there again
 */
LfStagedState
lf_staging_restore (LfStaging  *self,
                    const char *path,
                    const char *target)
{
  const char *name = NULL;
  LfStagedState state = enter (self, path, &name);

  if (state == LF_STAGED_LINK && symlinkat (target, self->parent_fd, name) != 0)
    state = errno == EEXIST ? look (self, name) : explain (errno);
  return state;
}

/* Makes the folders on the way, one in the other, each held open */
static void
make_parents (LfStaging  *self,
              const char *parent)
{
  g_auto (GStrv) parts = g_strsplit (parent, "/", -1);
  int fd = openat (self->fd, ".", FOLDER_FLAGS);

  for (guint i = 0; fd >= 0 && parts[i] != NULL; i++)
    {
      int next;

      /* What is in the way is met when it is entered */
      mkdirat (fd, parts[i], 0777);
      next = openat (fd, parts[i], FOLDER_FLAGS);
      close (fd);
      fd = next;
    }
  if (fd >= 0)
    close (fd);
}

/**
 * lf_staging_make:
 * @self: a session's folder
 * @path: where to stage something
 * @target: what: a file that is there
 *
 * Makes a symbolic link, and the folders on the way to it. What is there is left alone.
 *
 * Returns: %LF_STAGED_LINK if it was made; %LF_STAGED_NOT_THERE if there is no @target
 */
LfStagedState
lf_staging_make (LfStaging  *self,
                 const char *path,
                 const char *target)
{
  const char *name = NULL;
  g_autofree char *parent = NULL;
  LfStagedState state;

  if (!split (self, path, &parent, &name))
    return LF_STAGED_OUTSIDE;
  if (access (target, F_OK) != 0)
    return LF_STAGED_NOT_THERE;

  make_parents (self, parent);
  state = enter (self, path, &name);
  if (state == LF_STAGED_LINK && symlinkat (target, self->parent_fd, name) != 0)
    state = errno == EEXIST ? LF_STAGED_NO_LINK : explain (errno);
  return state;
}

/**
 * lf_staged_link_new:
 * @path: a path
 * @state: what is there
 * @target: (nullable): where it points to
 *
 * Returns: (transfer full): a record of it
 */
LfStagedLink *
lf_staged_link_new (const char    *path,
                    LfStagedState  state,
                    const char    *target)
{
  LfStagedLink *self = g_new0 (LfStagedLink, 1);

  self->path = g_strdup (path);
  self->state = state;
  self->target = g_strdup (target);
  return self;
}

/**
 * lf_staged_link_free:
 * @self: (transfer full): a record
 */
void
lf_staged_link_free (LfStagedLink *self)
{
  g_free (self->path);
  g_free (self->target);
  g_free (self);
}
