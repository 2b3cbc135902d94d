/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-json.h"
#include "maintenance/lf-run.h"

G_BEGIN_DECLS

void lf_json_add_findings   (LfJson         *self,
                             const char     *key,
                             GPtrArray      *findings);
void lf_json_add_plan_steps (LfJson         *self,
                             const char     *key,
                             const LfPlan   *plan);
void lf_json_add_timing     (LfJson         *self,
                             const LfTiming *timing);
void lf_json_add_time       (LfJson         *self,
                             const char     *key,
                             gint64          time);
void lf_json_add_run        (LfJson         *self,
                             const char     *key,
                             LfRun          *run);

G_END_DECLS
