/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/lf-cli-command.h"

G_BEGIN_DECLS

gboolean lf_cli_parse         (const LfCliCommand *command,
                               const GOptionEntry *entries,
                               GStrv               words,
                               GStrv              *arguments,
                               int                *status);
gboolean lf_cli_parse_number  (const char         *option,
                               const char         *word,
                               guint               most,
                               guint              *number,
                               GError            **error);
GStrv    lf_cli_parse_columns (const char        *word);
char    *lf_cli_decode        (const char         *word);
int      lf_cli_misused       (const LfCliCommand *command,
                               const char         *message);

G_END_DECLS
