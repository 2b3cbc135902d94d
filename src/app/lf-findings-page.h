/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-maintenance-page.h"

G_BEGIN_DECLS

/**
 * LfFindingsPage:
 *
 * A page of the Maintenance window that says in sentences what a check found.
 */
#define LF_TYPE_FINDINGS_PAGE (lf_findings_page_get_type ())
G_DECLARE_FINAL_TYPE (LfFindingsPage, lf_findings_page, LF, FINDINGS_PAGE, LfMaintenancePage)

GtkWidget *lf_findings_page_new (LfCheck check);

G_END_DECLS
