/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-run.h"

G_BEGIN_DECLS

/**
 * LfRunNote:
 *
 * How a run of maintenance ended, in a few sentences. It hides itself when there is none.
 */
#define LF_TYPE_RUN_NOTE (lf_run_note_get_type ())
G_DECLARE_FINAL_TYPE (LfRunNote, lf_run_note, LF, RUN_NOTE, GtkWidget)

void lf_run_note_set_run (LfRunNote *self,
                          LfRun     *run);

G_END_DECLS
