/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session-edit.h"

G_BEGIN_DECLS

/**
 * LfEditConflict:
 *
 * A window that shows two versions of a session side by side: what was to be saved, and what another
 * program has made of it meanwhile. `keep-mine` or `use-theirs` is emitted; closed, nothing is
 * decided.
 */
#define LF_TYPE_EDIT_CONFLICT (lf_edit_conflict_get_type ())
G_DECLARE_FINAL_TYPE (LfEditConflict, lf_edit_conflict, LF, EDIT_CONFLICT, GtkWindow)

LfEditConflict *lf_edit_conflict_new (GtkWindow              *parent,
                                      const LfSessionRecord  *mine,
                                      const LfSessionRecord  *theirs,
                                      const LfSessionRecord  *read);

G_END_DECLS
