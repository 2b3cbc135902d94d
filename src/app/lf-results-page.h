/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-page.h"

G_BEGIN_DECLS

/**
 * LfResultsPage:
 *
 * The Results page of the session dialog: the files that processing has made, with a preview of
 * those that are pictures.
 */
#define LF_TYPE_RESULTS_PAGE (lf_results_page_get_type ())
G_DECLARE_FINAL_TYPE (LfResultsPage, lf_results_page, LF, RESULTS_PAGE, LfSessionPage)

gboolean lf_results_page_is_ready (LfResultsPage *self);

G_END_DECLS
