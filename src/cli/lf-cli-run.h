/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/lf-cli-command.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

gpointer lf_cli_run_job (const LfCliCommand *command,
                         const char         *title,
                         LfJobFunc           func,
                         gpointer            data,
                         int                *status);

G_END_DECLS
