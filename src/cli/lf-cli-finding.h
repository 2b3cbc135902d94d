/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/lf-cli-terminal.h"
#include "maintenance/lf-finding.h"

G_BEGIN_DECLS

LfCliStyle lf_cli_severity_get_style     (LfSeverity           severity);
void       lf_cli_finding_append         (const LfCliTerminal *terminal,
                                          GString             *text,
                                          LfFinding           *finding,
                                          gboolean             with_details);
gboolean   lf_cli_findings_are_cut_short (GPtrArray           *findings);

G_END_DECLS
