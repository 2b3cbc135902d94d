/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance.h"

G_BEGIN_DECLS

const char *lf_obstacle_find         (LfMaintenance *maintenance,
                                      LfRunKind      kind);
const char *lf_obstacle_find_lasting (LfMaintenance *maintenance,
                                      LfRunKind      kind);

G_END_DECLS
