/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-undo-private.h"

/* Another link may be there meanwhile: it is left alone */
static LfStagedState
remove_link (LfStaging        *staging,
             const LfUndoLink *link)
{
  g_autofree char *target = NULL;
  LfStagedState state = lf_staging_probe (staging, link->path, &target);

  if (state == LF_STAGED_LINK && strcmp (target, link->target) != 0)
    return LF_STAGED_NO_LINK;
  return state == LF_STAGED_LINK ? lf_staging_remove (staging, link->path) : state;
}

static LfStagedState
do_link (LfStaging        *staging,
         const LfUndoLink *link)
{
  switch (link->act)
    {
    case LF_UNDO_LINK_REMOVED:
      return remove_link (staging, link);
    case LF_UNDO_LINK_MADE:
      return lf_staging_make (staging, link->path, link->target);
    case LF_UNDO_LINK_RESTORED:
      return lf_staging_restore (staging, link->path, link->target);
    }
  g_assert_not_reached ();
}

/**
 * lf_undo_do_links: (skip)
 * @self: a change that was made in the catalog
 *
 * Does what is said of its symbolic links. Those that could not be removed or made have another
 * state than %LF_STAGED_LINK afterwards. A link without a frame does no harm, a frame without its
 * link does: so it is done after the catalog is changed.
 */
void
lf_undo_do_links (LfUndo *self)
{
  g_autoptr (LfStaging) staging = NULL;
  const char *folder = NULL;

  for (guint i = 0; i < self->links->len; i++)
    {
      LfUndoLink *link = g_ptr_array_index (self->links, i);

      if (g_strcmp0 (folder, link->folder) != 0)
        {
          g_clear_pointer (&staging, lf_staging_close);
          folder = link->folder;
          staging = lf_staging_open (folder);
        }
      if (staging != NULL)
        link->state = do_link (staging, link);
    }
}

/**
 * lf_undo_turn_links: (skip)
 * @self: a change
 * @reverse: the change that takes it back
 *
 * Adds to @reverse the opposite of what was done to links.
 */
void
lf_undo_turn_links (LfUndo *self,
                    LfUndo *reverse)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const LfUndoLink *link = g_ptr_array_index (self->links, i);

      if (link->state == LF_STAGED_LINK)
        lf_undo_add_link (reverse,
                          link->act == LF_UNDO_LINK_REMOVED ? LF_UNDO_LINK_RESTORED
                                                            : LF_UNDO_LINK_REMOVED,
                          link->folder, link->path, link->target);
    }
}
