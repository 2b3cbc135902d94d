/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <graphene.h>

#include "charts/lf-chart-geometry.h"

G_BEGIN_DECLS

void lf_treemap_geometry_squarify  (const double          *values,
                                    guint                  n_values,
                                    const graphene_rect_t *area,
                                    graphene_rect_t       *rects);
int  lf_treemap_geometry_find      (const graphene_rect_t *rects,
                                    guint                  n_rects,
                                    float                  x,
                                    float                  y);
int  lf_treemap_geometry_neighbour (const graphene_rect_t *rects,
                                    guint                  n_rects,
                                    guint                  from,
                                    LfChartMove            move);

G_END_DECLS
