/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-job.h"
#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/**
 * LfCompareUndo:
 *
 * The way back from a run: its backup, if that is still there, and what restores it. `changed` is
 * emitted when it can tell something else; `done` with the record when the backup was restored or
 * could not be.
 */
#define LF_TYPE_COMPARE_UNDO (lf_compare_undo_get_type ())
G_DECLARE_FINAL_TYPE (LfCompareUndo, lf_compare_undo, LF, COMPARE_UNDO, GObject)

LfCompareUndo *lf_compare_undo_new       (GtkWindow     *window,
                                          LfRun         *run);
const char    *lf_compare_undo_get_label (LfCompareUndo *self);
char          *lf_compare_undo_describe  (LfCompareUndo *self);
gboolean       lf_compare_undo_is_free   (LfCompareUndo *self);
LfJob         *lf_compare_undo_get_job   (LfCompareUndo *self);
void           lf_compare_undo_ask       (LfCompareUndo *self);

G_END_DECLS
