/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-page.h"

G_BEGIN_DECLS

/**
 * LfFramesPage:
 *
 * The Frames page of the session dialog: all frames of the session in a table, and a number of
 * theirs over time.
 */
#define LF_TYPE_FRAMES_PAGE (lf_frames_page_get_type ())
G_DECLARE_FINAL_TYPE (LfFramesPage, lf_frames_page, LF, FRAMES_PAGE, LfSessionPage)

gboolean lf_frames_page_is_ready (LfFramesPage *self);

G_END_DECLS
