/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfStatisticsPage:
 *
 * The page of the Maintenance window about what SQLite knows of tables and indexes, by which it
 * chooses its plans.
 */
#define LF_TYPE_STATISTICS_PAGE (lf_statistics_page_get_type ())
G_DECLARE_FINAL_TYPE (LfStatisticsPage, lf_statistics_page, LF, STATISTICS_PAGE, LfMaintenancePage)

G_END_DECLS
