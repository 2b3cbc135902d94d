/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-deletion-change.h"

typedef struct
{
  LfDeletion *deletion;
  gboolean    trash_folders;
} DeletionChange;

static void
deletion_change_free (DeletionChange *change)
{
  lf_deletion_free (change->deletion);
  g_free (change);
}

static gboolean
do_delete (LfConnection  *connection,
           gpointer       data,
           LfUndo       **undo,
           GError       **error)
{
  DeletionChange *change = data;

  return lf_deletion_apply (change->deletion, connection, change->trash_folders, undo, error);
}

/**
 * lf_deletion_change_read:
 * @connection: a connection
 * @ids: ids of sessions, and %NULL
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Finds out what would go. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): an #LfDeletion
 */
gpointer
lf_deletion_change_read (LfConnection  *connection,
                         gpointer       ids,
                         GError       **error)
{
  return lf_deletion_new (connection, ids, error);
}

/**
 * lf_deletion_change_run:
 * @writer: what makes the change
 * @deletion: (transfer full): what was shown
 * @trash_folders: whether to move the sessions' own folders to the trash
 * @owner: the object for whom it is
 * @done: called when it is done
 *
 * Deletes sessions. Does not block.
 */
void
lf_deletion_change_run (LfSessionWriter *writer,
                        LfDeletion      *deletion,
                        gboolean         trash_folders,
                        gpointer         owner,
                        LfWrittenFunc    done)
{
  DeletionChange *change = g_new0 (DeletionChange, 1);

  change->deletion = deletion;
  change->trash_folders = trash_folders;
  lf_session_writer_run (writer, do_delete, change, (GDestroyNotify) deletion_change_free, owner,
                         done);
}

/**
 * lf_deletion_change_peek:
 * @data: what was given to the function that is called when it is done
 *
 * Returns: (transfer none): what was deleted, and what became of the folders
 */
LfDeletion *
lf_deletion_change_peek (gpointer data)
{
  return ((DeletionChange *) data)->deletion;
}
