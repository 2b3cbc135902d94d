/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfIntegrityPage:
 *
 * The page of the Maintenance window about the file itself: whether it is whole, whether what its
 * rows refer to is there, and who else has it open.
 */
#define LF_TYPE_INTEGRITY_PAGE (lf_integrity_page_get_type ())
G_DECLARE_FINAL_TYPE (LfIntegrityPage, lf_integrity_page, LF, INTEGRITY_PAGE, LfMaintenancePage)

G_END_DECLS
