/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-page.h"

G_BEGIN_DECLS

/**
 * LfNotesPage:
 *
 * The Notes page of the session dialog: what can be edited of a session. `dirty` tells whether there
 * is something that is not saved.
 */
#define LF_TYPE_NOTES_PAGE (lf_notes_page_get_type ())
G_DECLARE_FINAL_TYPE (LfNotesPage, lf_notes_page, LF, NOTES_PAGE, LfSessionPage)

gboolean lf_notes_page_is_dirty         (LfNotesPage *self);
gboolean lf_notes_page_is_ready         (LfNotesPage *self);
void     lf_notes_page_discard          (LfNotesPage *self);
void     lf_notes_page_set_changed_here (LfNotesPage *self);

G_END_DECLS
