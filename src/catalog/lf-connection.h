/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "catalog/lf-statement.h"

G_BEGIN_DECLS

/**
 * LfConnection:
 *
 * A hardened SQLite connection to a catalog. It belongs to one thread at a time: whoever opened it,
 * or the #LfReader that did. That of lf_connection_open() reads and cannot write, and its queries
 * see every catalog in the names of layout 2. That of lf_connection_open_for_writing() sees the
 * tables as they are.
 */
typedef struct _LfConnection LfConnection;

/**
 * LfLayout:
 * @LF_LAYOUT_1: `sessions`, `fits_files.session_id`, `x`, `y`
 * @LF_LAYOUT_2: `imaging_sessions`, `fits_files.imaging_session_id`, `width_pixels`, …
 */
typedef enum
{
  LF_LAYOUT_1 = 1,
  LF_LAYOUT_2 = 2,
} LfLayout;

/* So many instructions of SQLite's virtual machine, some ten microseconds of work, lie between two
 * looks at what cancels a connection, and two calls of what watches it */
#define LF_CONNECTION_STEPS 1000

/**
 * LfWatchFunc:
 * @is_waiting: whether it waits for another program's lock
 * @data: what was given with it
 *
 * Called in the midst of a query, every %LF_CONNECTION_STEPS instructions, or a hundred times a
 * second while it waits. Must not use the connection.
 */
typedef void (*LfWatchFunc) (gboolean is_waiting,
                             gpointer data);

LfConnection  *lf_connection_open        (const char    *path,
                                          GCancellable  *cancellable,
                                          GError       **error);
LfConnection  *lf_connection_open_through (const char    *path,
                                           const char    *vfs,
                                           GCancellable  *cancellable,
                                           GError       **error);
LfConnection  *lf_connection_open_for_writing (const char    *path,
                                               const char    *vfs,
                                               GCancellable  *cancellable,
                                               GError       **error);
void           lf_connection_set_written (LfConnection  *self);
void           lf_connection_close       (LfConnection  *self);
const char    *lf_connection_get_path    (LfConnection  *self);
LfLayout       lf_connection_get_layout  (LfConnection  *self);
gboolean       lf_connection_is_wal      (LfConnection  *self);
guint64        lf_connection_get_size    (LfConnection  *self);
sqlite3       *lf_connection_get_db      (LfConnection  *self);
guint          lf_connection_get_patience (LfConnection *self);
void           lf_connection_set_patience (LfConnection *self,
                                           guint         milliseconds);
void           lf_connection_watch       (LfConnection  *self,
                                          LfWatchFunc    func,
                                          gpointer       data);
void           lf_connection_begin       (LfConnection  *self,
                                          GCancellable  *cancellable);
void           lf_connection_rest        (LfConnection  *self);
gboolean       lf_connection_wake        (LfConnection  *self);
sqlite3_stmt  *lf_connection_prepare     (LfConnection  *self,
                                          const char    *query,
                                          GError       **error);
sqlite3_stmt  *lf_connection_prepare_text (LfConnection *self,
                                           const char    *sql,
                                           GError       **error);
gboolean       lf_connection_step        (LfConnection  *self,
                                          sqlite3_stmt  *stmt,
                                          gboolean      *has_row,
                                          GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfConnection, lf_connection_close)

G_END_DECLS
