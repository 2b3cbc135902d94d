/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-page-tabs.h"
#include "app/lf-session-page.h"

G_BEGIN_DECLS

/**
 * LfCalibrationPage:
 *
 * The Calibration page of the session dialog: what calibrates which lights, what is missing, and
 * what the catalog has of it. Its gaps are the cells of the matrix that want to be looked at; they
 * are known once the page was seen, or lf_calibration_page_look() was called.
 */
#define LF_TYPE_CALIBRATION_PAGE (lf_calibration_page_get_type ())
G_DECLARE_FINAL_TYPE (LfCalibrationPage, lf_calibration_page, LF, CALIBRATION_PAGE, LfSessionPage)

void     lf_calibration_page_set_tabs (LfCalibrationPage *self,
                                       LfPageTabs        *tabs);
void     lf_calibration_page_look     (LfCalibrationPage *self);
guint    lf_calibration_page_get_gaps (LfCalibrationPage *self);
gboolean lf_calibration_page_is_ready (LfCalibrationPage *self);

G_END_DECLS
