/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-operation.h"

G_BEGIN_DECLS

/**
 * LfFileCheck:
 *
 * A check of a whole file, which SQLite does in one go, with its progress. It has a connection of
 * its own that only reads.
 */
typedef struct _LfFileCheck LfFileCheck;

LfFileCheck  *lf_file_check_new            (const char    *path,
                                            LfJob         *job,
                                            gboolean       full,
                                            GError       **error);
void          lf_file_check_free           (LfFileCheck   *self);
LfConnection *lf_file_check_get_connection (LfFileCheck   *self);
const char   *lf_file_check_begin_pages    (LfFileCheck   *self);
void          lf_file_check_begin_keys     (LfFileCheck   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFileCheck, lf_file_check_free)

G_END_DECLS
