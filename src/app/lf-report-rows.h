/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-run.h"

G_BEGIN_DECLS

/* What reports say, as the rows of tables; each function tells the cells of its rows */

GPtrArray *lf_report_rows_list_indexes    (LfIndexReport      *report);
GPtrArray *lf_report_rows_list_tables     (LfCheckReport      *report);
GPtrArray *lf_report_rows_list_statistics (LfStatisticsReport *report);
GPtrArray *lf_report_rows_list_space      (LfSpaceReport      *report);

G_END_DECLS
