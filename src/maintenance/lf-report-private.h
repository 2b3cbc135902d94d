/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-report-words.h"

G_BEGIN_DECLS

char *lf_report_write_json       (LfRun                *run);
char *lf_report_write_csv        (LfRun                *run);
char *lf_report_write_markdown   (LfRun                *run);
char *lf_report_write_html       (LfRun                *run);
char *lf_report_write_text       (LfRun                *run);

G_END_DECLS
