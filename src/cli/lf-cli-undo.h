/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-undo.h"
#include "cli/lf-cli-command.h"

G_BEGIN_DECLS

char *lf_cli_tell_undo (const LfCliCommand *command,
                        const char         *catalog,
                        LfUndo             *undo);

G_END_DECLS
