/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfUndo:
 *
 * How to take a change back. It holds what the catalog had, byte for byte, in memory, and may be
 * kept after its connection is closed.
 */
typedef struct _LfUndo LfUndo;

const char *lf_undo_get_title (LfUndo        *self);
gboolean    lf_undo_apply     (LfUndo        *self,
                               LfConnection  *connection,
                               GError       **error);
void        lf_undo_free      (LfUndo        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfUndo, lf_undo_free)

G_END_DECLS
