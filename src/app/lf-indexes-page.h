/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfIndexesPage:
 *
 * The page of the Maintenance window about indexes: those that are needed, and those that are not.
 */
#define LF_TYPE_INDEXES_PAGE (lf_indexes_page_get_type ())
G_DECLARE_FINAL_TYPE (LfIndexesPage, lf_indexes_page, LF, INDEXES_PAGE, LfMaintenancePage)

G_END_DECLS
