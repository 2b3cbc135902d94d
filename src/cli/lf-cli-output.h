/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/lf-cli-command.h"
#include "catalog/lf-json.h"

G_BEGIN_DECLS

int  lf_cli_write_text   (const char         *text,
                          int                 status);
int  lf_cli_write_utf8   (const char         *text,
                          int                 status);
int  lf_cli_write_json   (LfJson             *json,
                          int                 status);
void lf_cli_complain     (const LfCliCommand *command,
                          const char         *message);
int  lf_cli_fail         (const LfCliCommand *command,
                          const GError       *error,
                          int                 signal_number);

G_END_DECLS
