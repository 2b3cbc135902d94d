/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfPlansPage:
 *
 * The page of the Maintenance window about how SQLite runs the queries.
 */
#define LF_TYPE_PLANS_PAGE (lf_plans_page_get_type ())
G_DECLARE_FINAL_TYPE (LfPlansPage, lf_plans_page, LF, PLANS_PAGE, LfMaintenancePage)

G_END_DECLS
