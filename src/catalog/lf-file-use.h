/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LfFileUse:
 *
 * That a file in WAL mode is read or written in this process, under a name. SQLite shares memory among
 * all that have such a file open, in a file of that name: if another file was put in its place, whoever
 * opens that first cuts the memory of those off that still read the one before, and their process ends.
 * So of two files of one name only one is in use at a time.
 */
typedef struct _LfFileUse LfFileUse;

LfFileUse *lf_file_use_new        (const char    *path);
void       lf_file_use_free       (LfFileUse     *self);
gboolean   lf_file_use_is_current (LfFileUse     *self);
gboolean   lf_file_use_begin      (LfFileUse     *self,
                                   guint          patience_ms,
                                   GCancellable  *cancellable);
void       lf_file_use_end        (LfFileUse     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFileUse, lf_file_use_free)

G_END_DECLS
