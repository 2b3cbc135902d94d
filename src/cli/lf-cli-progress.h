/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfCliProgress:
 *
 * A line on standard error that tells how far a job is; nothing where that is no terminal.
 */
typedef struct _LfCliProgress LfCliProgress;

LfCliProgress *lf_cli_progress_new  (LfJob          *job);
void           lf_cli_progress_free (LfCliProgress  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCliProgress, lf_cli_progress_free)

G_END_DECLS
