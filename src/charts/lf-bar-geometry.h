/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

float lf_bar_geometry_place (const double *values,
                             guint         n_values,
                             double        maximum,
                             float         width,
                             float         least,
                             float        *lengths);

G_END_DECLS
