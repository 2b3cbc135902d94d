/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-chart-geometry.h"

#include <math.h>

/* More lanes of labels than this would be no chart */
#define MAX_LANES 8

/**
 * lf_chart_geometry_snap:
 * @length: a coordinate
 * @scale: device pixels a unit
 *
 * Any thread.
 *
 * Returns: the nearest coordinate that is an edge of a device pixel
 */
float
lf_chart_geometry_snap (float length,
                        float scale)
{
  return roundf (length * scale) / scale;
}

/**
 * lf_chart_geometry_snap_rect:
 * @rect: a rectangle
 * @scale: device pixels a unit
 *
 * Aligns the edges with device pixels, so that they are sharp. What has a length keeps at least one
 * pixel of it. Any thread.
 *
 * Returns: the aligned rectangle
 */
graphene_rect_t
lf_chart_geometry_snap_rect (const graphene_rect_t *rect,
                             float                  scale)
{
  float left = lf_chart_geometry_snap (rect->origin.x, scale);
  float top = lf_chart_geometry_snap (rect->origin.y, scale);
  float right = lf_chart_geometry_snap (rect->origin.x + rect->size.width, scale);
  float bottom = lf_chart_geometry_snap (rect->origin.y + rect->size.height, scale);
  float pixel = 1 / scale;

  return GRAPHENE_RECT_INIT (left, top, rect->size.width > 0 ? MAX (right - left, pixel) : 0,
                             rect->size.height > 0 ? MAX (bottom - top, pixel) : 0);
}

/**
 * lf_chart_geometry_mirror:
 * @rect: a rectangle in a chart that is read from left to right
 * @width: of the chart
 *
 * Any thread.
 *
 * Returns: the rectangle in a chart that is read from right to left
 */
graphene_rect_t
lf_chart_geometry_mirror (const graphene_rect_t *rect,
                          float                  width)
{
  return GRAPHENE_RECT_INIT (width - rect->origin.x - rect->size.width, rect->origin.y,
                             rect->size.width, rect->size.height);
}

/**
 * lf_chart_geometry_place_readout:
 * @item: the item that it is about
 * @size: of the readout
 * @chart: size of the chart
 * @gap: between the two
 *
 * Finds a place for what is said about an item: above it, else below it, else where there is more
 * room, and always inside the chart as far as it fits there. Any thread.
 *
 * Returns: the place
 */
graphene_rect_t
lf_chart_geometry_place_readout (const graphene_rect_t *item,
                                 const graphene_size_t *size,
                                 const graphene_size_t *chart,
                                 float                  gap)
{
  float above = item->origin.y - gap;
  float bottom = item->origin.y + item->size.height + gap;
  float below = chart->height - bottom;
  float x = item->origin.x + item->size.width / 2 - size->width / 2;
  float y;

  if (above >= size->height || (below < size->height && above > below))
    y = above - size->height;
  else
    y = bottom;

  x = MAX (MIN (x, chart->width - size->width), 0);
  y = MAX (MIN (y, chart->height - size->height), 0);
  return GRAPHENE_RECT_INIT (x, y, size->width, size->height);
}

/**
 * lf_chart_geometry_place_labels:
 * @centers: (array length=n_labels): where the labelled things are, ascending
 * @widths: (array length=n_labels): widths of the labels
 * @n_labels: how many there are
 * @room: the length of the axis, from 0
 * @n_lanes: how many lines of labels there may be, at most 8
 * @gap: least distance of two labels in a line
 * @starts: (out caller-allocates) (array length=n_labels): where the labels begin
 * @lanes: (out caller-allocates) (array length=n_labels): the line of each; -1 for a label that
 *   there is no room for
 *
 * Places labels beside each other so that none covers another. Any thread.
 */
void
lf_chart_geometry_place_labels (const float *centers,
                                const float *widths,
                                guint        n_labels,
                                float        room,
                                guint        n_lanes,
                                float        gap,
                                float       *starts,
                                int         *lanes)
{
  float ends[MAX_LANES];

  n_lanes = MIN (n_lanes, MAX_LANES);
  for (guint i = 0; i < n_lanes; i++)
    ends[i] = -gap;

  for (guint i = 0; i < n_labels; i++)
    {
      starts[i] = MAX (MIN (centers[i] - widths[i] / 2, room - widths[i]), 0);
      lanes[i] = -1;
      for (guint lane = 0; lane < n_lanes && lanes[i] < 0 && widths[i] <= room; lane++)
        if (starts[i] >= ends[lane] + gap)
          {
            lanes[i] = (int) lane;
            ends[lane] = starts[i] + widths[i];
          }
    }
}

/* Whether a flag in a lane covers no other that is placed, and no pole crosses a flag. The poles
 * stand at @xs, from below all lanes up to their flags. */
static gboolean
is_free (const float *xs,
         const float *widths,
         const float *starts,
         const int   *lanes,
         guint        n_flags,
         guint        flag,
         int          lane,
         float        gap)
{
  float start = starts[flag] - gap;
  float end = starts[flag] + widths[flag] + gap;

  for (guint i = 0; i < n_flags; i++)
    {
      float other_start = starts[i];
      float other_end = starts[i] + widths[i];

      if (i == flag || lanes[i] < 0)
        continue;
      if (lanes[i] == lane && start < other_end && other_start < end)
        return FALSE;
      if (lanes[i] < lane && xs[flag] > other_start - gap && xs[flag] < other_end + gap)
        return FALSE;
      if (lanes[i] > lane && xs[i] > start && xs[i] < end)
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_chart_geometry_place_flags:
 * @xs: (array length=n_flags): where the poles are, ascending
 * @widths: (array length=n_flags): widths of the flags
 * @n_flags: how many there are
 * @room: the length of the axis, from 0
 * @n_lanes: how many lines of flags there may be
 * @gap: least distance of two flags in a line
 * @starts: (out caller-allocates) (array length=n_flags): where the flags begin
 * @lanes: (out caller-allocates) (array length=n_flags): the line of each, 0 for the lowest; -1 for
 *   one that there is no room for
 *
 * Places labels as flags: at the right of their poles, or at the left if there is no room. None
 * covers another, and no pole crosses a flag. The last are placed first, so that those before them
 * can go higher. Any thread.
 */
void
lf_chart_geometry_place_flags (const float *xs,
                               const float *widths,
                               guint        n_flags,
                               float        room,
                               guint        n_lanes,
                               float        gap,
                               float       *starts,
                               int         *lanes)
{
  for (guint i = 0; i < n_flags; i++)
    {
      starts[i] = xs[i] + widths[i] <= room ? xs[i] : MAX (xs[i] - widths[i], 0);
      lanes[i] = -1;
    }

  for (guint i = n_flags; i-- > 0;)
    for (guint lane = 0; lane < n_lanes && lanes[i] < 0 && widths[i] <= room; lane++)
      if (is_free (xs, widths, starts, lanes, n_flags, i, (int) lane, gap))
        lanes[i] = (int) lane;
}
