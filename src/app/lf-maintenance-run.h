/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-repair-choice.h"

G_BEGIN_DECLS

LfRun *lf_maintenance_run_do        (LfRunKind             kind,
                                     const char           *path,
                                     const LfRepairChoice *choice,
                                     LfJob                *job);
LfRun *lf_maintenance_run_restore   (const char           *backup,
                                     const char           *path,
                                     LfJob                *job);
char  *lf_maintenance_run_get_title (LfRun                *run);
char  *lf_maintenance_run_describe  (LfRun                *run);

G_END_DECLS
