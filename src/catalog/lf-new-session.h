/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/* As many characters as the cataloger has room for in a name */
#define LF_NEW_SESSION_MAX_NAME 255

/**
 * LfNewSession:
 * @id: its id, from lf_session_id_make()
 * @name: what it is called
 * @notes: (nullable): notes
 * @folder: (nullable): where its frames would be staged; nothing is made there
 * @frames: (element-type gint64): the ids of its frames
 *
 * A session that is to be made.
 */
typedef struct
{
  char   *id;
  char   *name;
  char   *notes;
  char   *folder;
  GArray *frames;
} LfNewSession;

LfNewSession *lf_new_session_new         (const gint64        *frames,
                                          guint                n_frames);
LfNewSession *lf_new_session_copy        (const LfNewSession  *self);
void          lf_new_session_free        (LfNewSession        *self);
void          lf_new_session_set_text    (LfNewSession        *self,
                                          const char          *name,
                                          const char          *notes);
gboolean      lf_new_session_load_folder (LfNewSession        *self,
                                          LfConnection        *connection,
                                          GError             **error);
const char   *lf_new_session_find_fault  (const LfNewSession  *self);
gboolean      lf_new_session_make        (const LfNewSession  *self,
                                          LfConnection        *connection,
                                          LfUndo             **undo,
                                          GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfNewSession, lf_new_session_free)

G_END_DECLS
