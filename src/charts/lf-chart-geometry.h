/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <graphene.h>

G_BEGIN_DECLS

/**
 * LfChartMove:
 * @LF_CHART_MOVE_LEFT: to the item at the left
 * @LF_CHART_MOVE_RIGHT: to the item at the right
 * @LF_CHART_MOVE_UP: to the item above
 * @LF_CHART_MOVE_DOWN: to the item below
 * @LF_CHART_MOVE_FIRST: to the first item
 * @LF_CHART_MOVE_LAST: to the last item
 *
 * Ways to go from one item of a chart to another.
 */
typedef enum
{
  LF_CHART_MOVE_LEFT,
  LF_CHART_MOVE_RIGHT,
  LF_CHART_MOVE_UP,
  LF_CHART_MOVE_DOWN,
  LF_CHART_MOVE_FIRST,
  LF_CHART_MOVE_LAST,
} LfChartMove;

float           lf_chart_geometry_snap          (float                  length,
                                                 float                  scale);
graphene_rect_t lf_chart_geometry_snap_rect     (const graphene_rect_t *rect,
                                                 float                  scale);
graphene_rect_t lf_chart_geometry_mirror        (const graphene_rect_t *rect,
                                                 float                  width);
graphene_rect_t lf_chart_geometry_place_readout (const graphene_rect_t *item,
                                                 const graphene_size_t *size,
                                                 const graphene_size_t *chart,
                                                 float                  gap);
void            lf_chart_geometry_place_labels  (const float           *centers,
                                                 const float           *widths,
                                                 guint                  n_labels,
                                                 float                  room,
                                                 guint                  n_lanes,
                                                 float                  gap,
                                                 float                 *starts,
                                                 int                   *lanes);
void            lf_chart_geometry_place_flags   (const float           *xs,
                                                 const float           *widths,
                                                 guint                  n_flags,
                                                 float                  room,
                                                 guint                  n_lanes,
                                                 float                  gap,
                                                 float                 *starts,
                                                 int                   *lanes);

G_END_DECLS
