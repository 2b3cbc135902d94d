/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/**
 * LfFolderState:
 * @LF_FOLDER_NONE: the catalog has no folder
 * @LF_FOLDER_MISSING: it is not there
 * @LF_FOLDER_FOREIGN: it is not known to be the session's own: it has another name than the session,
 *   is a link, or there is something else in it that is still needed
 * @LF_FOLDER_OWN: it is there
 * @LF_FOLDER_TRASHED: it was moved to the trash
 * @LF_FOLDER_FAILED: it could not be moved to the trash, and is where it was
 *
 * What is known of the folder of a session that is deleted.
 */
typedef enum
{
  LF_FOLDER_NONE,
  LF_FOLDER_MISSING,
  LF_FOLDER_FOREIGN,
  LF_FOLDER_OWN,
  LF_FOLDER_TRASHED,
  LF_FOLDER_FAILED,
} LfFolderState;

/**
 * LfDeletedSession:
 * @id: its id
 * @name: what it is called
 * @folder: (nullable): its folder, as the catalog has it: any bytes
 * @state: what is known of the folder
 * @failure: (nullable): why it was not moved to the trash
 * @n_links: its links to frames
 * @n_results: its processed files
 *
 * A session that is deleted.
 */
typedef struct
{
  char          *id;
  char          *name;
  char          *folder;
  LfFolderState  state;
  char          *failure;
  guint64        n_links;
  guint64        n_results;
} LfDeletedSession;

/**
 * LfDeletion:
 * @sessions: (element-type LfDeletedSession): the sessions
 * @ids: their ids as a JSON array
 * @n_links: links to frames that go; the frames stay
 * @n_results: processed files that go from the catalog; the files stay
 * @n_folders: how many folders could be moved to the trash
 *
 * What goes if sessions are deleted.
 */
typedef struct
{
  GPtrArray *sessions;
  char      *ids;
  guint64    n_links;
  guint64    n_results;
  guint      n_folders;
} LfDeletion;

LfDeletion *lf_deletion_new   (LfConnection       *connection,
                               const char *const  *sessions,
                               GError            **error);
gboolean    lf_deletion_apply (LfDeletion         *self,
                               LfConnection       *connection,
                               gboolean            trash_folders,
                               LfUndo            **undo,
                               GError            **error);
void        lf_deletion_free  (LfDeletion         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDeletion, lf_deletion_free)

G_END_DECLS
