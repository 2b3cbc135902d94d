/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-run.h"
#include "maintenance/lf-timing.h"

G_BEGIN_DECLS

gboolean    lf_check_text_get_state      (LfCheckReport *report,
                                          GPtrArray     *timings,
                                          LfCheck        check,
                                          LfSeverity    *state);
char       *lf_check_text_summarize      (LfCheckReport *report,
                                          GPtrArray     *timings,
                                          LfCheck        check);
const char *lf_check_text_get_severity   (LfSeverity     severity);

guint       lf_check_text_count_problems (GPtrArray     *findings);
char       *lf_check_text_problems       (guint          n_problems);
LfFinding  *lf_check_text_choose         (GPtrArray     *findings);

char       *lf_check_text_count          (const char    *format,
                                          guint64        n) G_GNUC_FORMAT (1);

gboolean    lf_check_text_is_old         (const char    *query);
LfSeverity  lf_verdict_get_severity      (LfVerdict      verdict);

G_END_DECLS
