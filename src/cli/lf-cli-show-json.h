/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-session-detail.h"

G_BEGIN_DECLS

int lf_cli_show_json (LfSessionDetail *detail);

G_END_DECLS
