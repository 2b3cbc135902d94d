/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     lf_time_geometry_widen    (gint64       *from,
                                    gint64       *to);
int      lf_time_geometry_find     (const float  *xs,
                                    const float  *ys,
                                    guint         n_points,
                                    float         x,
                                    float         y,
                                    float         weight_y,
                                    float         farthest);
gboolean lf_time_geometry_measure  (const double *values,
                                    guint         n_values,
                                    double       *mean,
                                    double       *sigma);

G_END_DECLS
