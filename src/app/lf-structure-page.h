/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfStructurePage:
 *
 * The page of the Maintenance window about tables: what they are declared to be against what they
 * should be.
 */
#define LF_TYPE_STRUCTURE_PAGE (lf_structure_page_get_type ())
G_DECLARE_FINAL_TYPE (LfStructurePage, lf_structure_page, LF, STRUCTURE_PAGE, LfMaintenancePage)

G_END_DECLS
