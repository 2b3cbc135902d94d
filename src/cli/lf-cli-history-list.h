/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int lf_cli_history_write_json  (GPtrArray *entries);
int lf_cli_history_write_table (GPtrArray *entries);

G_END_DECLS
