/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-session.h"
#include "cli/lf-cli-terminal.h"

G_BEGIN_DECLS

const char *lf_cli_get_frame_type_key (LfFrameType  type);
const char *lf_cli_get_frame_type     (LfFrameType  type);
const char *lf_cli_get_status_word    (const char  *word);
const char *lf_cli_get_status         (const char  *word);
LfCliStyle  lf_cli_get_status_style   (const char  *word);
char       *lf_cli_fold_status        (const char  *text);

G_END_DECLS
