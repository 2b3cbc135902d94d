/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-deletion-folder.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>

#include "catalog/lf-session-id.h"
#include "catalog/lf-staging.h"

/* Which folder of a session may go, and how it goes. What a catalog says is not to be trusted: it
 * could name the user's home. */

/* Without slashes at its end */
static char *
strip (const char *folder)
{
  char *bare = g_strdup (folder);

  for (gsize length = strlen (bare); length > 1 && bare[length - 1] == '/'; length--)
    bare[length - 1] = '\0';
  return bare;
}

static gboolean
is_in (const char *path,
       const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Both as they are named and as they are on the disk */
static gboolean
holds (const char *folder,
       const char *path)
{
  g_autofree char *bare = strip (path);
  char *real_folder = realpath (folder, NULL);
  char *real_path = realpath (bare, NULL);
  gboolean result = is_in (bare, folder) ||
                    (real_folder != NULL && real_path != NULL && is_in (real_path, real_folder));

  free (real_folder);
  free (real_path);
  return result;
}

static gboolean
is_needed (const char *folder,
           const char *catalog,
           GPtrArray  *others)
{
  if (holds (folder, catalog) || holds (folder, g_get_home_dir ()))
    return TRUE;

  for (guint i = 0; i < others->len; i++)
    if (holds (folder, g_ptr_array_index (others, i)))
      return TRUE;
  return FALSE;
}

/**
 * lf_deletion_folder_look: (skip)
 * @id: a session's id
 * @folder: (nullable): its folder, as the catalog has it
 * @catalog: the path of the catalog
 * @others: (element-type filename): the folders of sessions that stay
 *
 * Finds out whether a folder is a session's own: an absolute path that leads nowhere but down, to a
 * folder that is no link, is named as the cataloger names it, by an id of the cataloger's form, and
 * has neither the catalog in it nor the folder of a session that stays.
 *
 * Returns: what it is
 */
LfFolderState
lf_deletion_folder_look (const char *id,
                         const char *folder,
                         const char *catalog,
                         GPtrArray  *others)
{
  g_autofree char *bare = folder != NULL ? strip (folder) : NULL;
  g_autofree char *name = NULL;
  g_autoptr (LfStaging) staging = NULL;
  struct stat st;

  if (bare == NULL || *bare == '\0')
    return LF_FOLDER_NONE;
  if (*bare == '/' && lstat (bare, &st) != 0 && errno == ENOENT)
    return LF_FOLDER_MISSING;

  name = g_path_get_basename (bare);
  staging = lf_staging_open (bare);
  if (staging == NULL || !lf_session_id_is_valid (id) || strcmp (name, id) != 0 ||
      is_needed (bare, catalog, others))
    return LF_FOLDER_FOREIGN;
  return LF_FOLDER_OWN;
}

/**
 * lf_deletion_folder_trash: (skip)
 * @session: a session that was deleted
 * @catalog: the path of the catalog
 * @others: (element-type filename): the folders of sessions that stay
 *
 * Moves its folder to the trash, with all that is in it, if it is the session's own. No link is
 * followed: one in it is moved as it is. Sets its state.
 */
void
lf_deletion_folder_trash (LfDeletedSession *session,
                          const char       *catalog,
                          GPtrArray        *others)
{
  g_autofree char *bare = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  session->state = lf_deletion_folder_look (session->id, session->folder, catalog, others);
  if (session->state != LF_FOLDER_OWN)
    return;

  bare = strip (session->folder);
  file = g_file_new_for_path (bare);
  if (g_file_trash (file, NULL, &error))
    session->state = LF_FOLDER_TRASHED;
  else
    {
      session->state = LF_FOLDER_FAILED;
      session->failure = g_strdup (error->message);
    }
}
