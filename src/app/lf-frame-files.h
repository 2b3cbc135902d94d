/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-frame-table.h"
#include "app/lf-session-page.h"

G_BEGIN_DECLS

void lf_frame_files_open      (LfSessionPage *page,
                               LfFrameTable  *table);
void lf_frame_files_open_with (LfSessionPage *page,
                               LfFrameTable  *table);
void lf_frame_files_reveal    (LfSessionPage *page,
                               LfFrameTable  *table);

G_END_DECLS
