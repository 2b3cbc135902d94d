/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfSpacePage:
 *
 * The page of the Maintenance window about what the file takes up.
 */
#define LF_TYPE_SPACE_PAGE (lf_space_page_get_type ())
G_DECLARE_FINAL_TYPE (LfSpacePage, lf_space_page, LF, SPACE_PAGE, LfMaintenancePage)

G_END_DECLS
