/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/lf-cli-terminal.h"
#include "maintenance/lf-plan.h"

G_BEGIN_DECLS

void lf_cli_plan_append (const LfCliTerminal *terminal,
                         GString             *text,
                         const LfPlan        *plan);

G_END_DECLS
