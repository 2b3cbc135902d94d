/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-writer.h"
#include "catalog/lf-deletion.h"

G_BEGIN_DECLS

gpointer    lf_deletion_change_read (LfConnection     *connection,
                                     gpointer          ids,
                                     GError          **error);
void        lf_deletion_change_run  (LfSessionWriter  *writer,
                                     LfDeletion       *deletion,
                                     gboolean          trash_folders,
                                     gpointer          owner,
                                     LfWrittenFunc     done);
LfDeletion *lf_deletion_change_peek (gpointer          data);

G_END_DECLS
