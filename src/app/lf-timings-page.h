/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfTimingsPage:
 *
 * The page of the Maintenance window about how long the queries take, as a chart and as a table.
 */
#define LF_TYPE_TIMINGS_PAGE (lf_timings_page_get_type ())
G_DECLARE_FINAL_TYPE (LfTimingsPage, lf_timings_page, LF, TIMINGS_PAGE, LfMaintenancePage)

G_END_DECLS
