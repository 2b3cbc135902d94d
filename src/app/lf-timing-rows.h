/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-timing.h"

G_BEGIN_DECLS

/* What was measured, as the rows of a chart and of a table */

GPtrArray  *lf_timing_rows_list_chart        (GPtrArray *timings,
                                              gboolean   work);
GPtrArray  *lf_timing_rows_list_table        (GPtrArray *timings);
char       *lf_timing_rows_describe_sessions (GPtrArray *timings);
const char *lf_verdict_get_text              (LfVerdict  verdict);

G_END_DECLS
