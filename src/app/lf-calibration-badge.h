/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfCalibrationBadge:
 *
 * Says of a session of the list in a word or two whether its lights have what calibrates them, with a
 * sign before it; in its tooltip, what they have.
 */
#define LF_TYPE_CALIBRATION_BADGE (lf_calibration_badge_get_type ())
G_DECLARE_FINAL_TYPE (LfCalibrationBadge, lf_calibration_badge, LF, CALIBRATION_BADGE, GtkWidget)

GtkWidget  *lf_calibration_badge_new      (void);
int         lf_calibration_badge_measure  (void);
void        lf_calibration_badge_show     (LfCalibrationBadge *self,
                                           LfSession          *session);
void        lf_calibration_badge_clear    (LfCalibrationBadge *self);
int         lf_calibration_badge_compare  (LfSession          *a,
                                           LfSession          *b);

G_END_DECLS
