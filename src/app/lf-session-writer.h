/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "app/lf-undo-stack.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/**
 * LfWriteFunc:
 * @connection: a connection of lf_edit_open()
 * @data: (nullable): what was given with the work
 * @undo: (out): how to take it back; %NULL if nothing was changed
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Changes a catalog, on a thread of its own: all of it or nothing.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
typedef gboolean (*LfWriteFunc) (LfConnection  *connection,
                                 gpointer       data,
                                 LfUndo       **undo,
                                 GError       **error);

/**
 * LfWrittenFunc:
 * @owner: for whom it was written
 * @data: (nullable): what was given with the work
 * @error: (nullable): why it was not written
 *
 * Called when a change was made or could not be made, unless @owner is gone.
 */
typedef void (*LfWrittenFunc) (gpointer      owner,
                               gpointer      data,
                               const GError *error);

/**
 * LfSessionWriter:
 *
 * Makes changes of sessions, on threads, and keeps what takes them back. `changed` is emitted with
 * a title for each that was made, and whether it can be undone; `failed` with a message if one could
 * not be undone. The catalog is open to be written only while a change is made.
 */
#define LF_TYPE_SESSION_WRITER (lf_session_writer_get_type ())
G_DECLARE_FINAL_TYPE (LfSessionWriter, lf_session_writer, LF, SESSION_WRITER, GObject)

LfSessionWriter *lf_session_writer_new       (const char       *path,
                                              LfUndoStack      *stack);
LfUndoStack     *lf_session_writer_get_stack (LfSessionWriter  *self);
void             lf_session_writer_run       (LfSessionWriter  *self,
                                              LfWriteFunc       func,
                                              gpointer          data,
                                              GDestroyNotify    free_data,
                                              gpointer          owner,
                                              LfWrittenFunc     done);
void             lf_session_writer_undo      (LfSessionWriter  *self);

G_END_DECLS
