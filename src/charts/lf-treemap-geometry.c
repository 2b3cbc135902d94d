/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-treemap-geometry.h"

#include <math.h>

/* The squarified treemap of Mark Bruls, Kees Huizing and Jarke J. van Wijk, “Squarified treemaps”,
 * Proceedings of the joint Eurographics and IEEE TCVG symposium on visualization (2000). */

/* How much worse a neighbour is that lies aside than one that is farther straight on */
#define ASIDE 2.0f

/* Edges that touch may differ by this, in pixels */
#define SLACK 0.5f

static double
get_value (double value)
{
  return value > 0 && isfinite (value) ? value : 0;
}

/* The worst ratio of length to width in a row of areas along a side */
static double
get_worst (double least,
           double largest,
           double sum,
           double side)
{
  double square = side * side;

  return MAX (square * largest / (sum * sum), sum * sum / (square * least));
}

/* Lays a row along the shorter side of @room, and takes it off */
static void
lay_row (const double    *areas,
         guint            n_areas,
         double           sum,
         graphene_rect_t *room,
         graphene_rect_t *rects)
{
  gboolean vertical = room->size.width >= room->size.height;
  double side = vertical ? (double) room->size.height : (double) room->size.width;
  double depth = side > 0 ? sum / side : 0;
  double at = 0;

  for (guint i = 0; i < n_areas; i++)
    {
      double length = depth > 0 ? areas[i] / depth : 0;

      if (vertical)
        graphene_rect_init (&rects[i], room->origin.x, room->origin.y + (float) at, (float) depth,
                            (float) length);
      else
        graphene_rect_init (&rects[i], room->origin.x + (float) at, room->origin.y, (float) length,
                            (float) depth);
      at += length;
    }

  if (vertical)
    {
      room->origin.x += (float) depth;
      room->size.width = MAX (room->size.width - (float) depth, 0);
    }
  else
    {
      room->origin.y += (float) depth;
      room->size.height = MAX (room->size.height - (float) depth, 0);
    }
}

/* How many areas, from the first, make the row that is nearest to squares */
static guint
choose_row (const double *areas,
            guint         n_areas,
            double        side,
            double       *sum)
{
  double worst = INFINITY;
  double total = 0;
  guint n = 0;

  for (; n < n_areas && areas[n] > 0; n++)
    {
      double next = get_worst (areas[n], areas[0], total + areas[n], side);

      if (n > 0 && next > worst)
        break;
      worst = next;
      total += areas[n];
    }
  *sum = total;
  return n;
}

/**
 * lf_treemap_geometry_squarify:
 * @values: (array length=n_values): what the rectangles stand for, descending; negative and NaN
 *   count as 0
 * @n_values: how many there are
 * @area: what they share
 * @rects: (out caller-allocates) (array length=n_values): the rectangles
 *
 * Divides an area in proportion into rectangles that are as near to squares as can be. Those
 * without a value are empty, at the end of the area. Any thread.
 */
void
lf_treemap_geometry_squarify (const double          *values,
                              guint                  n_values,
                              const graphene_rect_t *area,
                              graphene_rect_t       *rects)
{
  g_autofree double *areas = g_new (double, MAX (n_values, 1));
  graphene_rect_t room = *area;
  double size = (double) area->size.width * (double) area->size.height;
  double sum = 0;
  guint done = 0;

  for (guint i = 0; i < n_values; i++)
    sum += get_value (values[i]);
  for (guint i = 0; i < n_values; i++)
    areas[i] = sum > 0 ? get_value (values[i]) / sum * size : 0;

  while (done < n_values && areas[done] > 0)
    {
      double side = (double) MIN (room.size.width, room.size.height);
      double of_row;
      guint n = choose_row (areas + done, n_values - done, side, &of_row);

      lay_row (areas + done, n, of_row, &room, rects + done);
      done += n;
    }

  for (guint i = done; i < n_values; i++)
    graphene_rect_init (&rects[i], area->origin.x + area->size.width,
                        area->origin.y + area->size.height, 0, 0);
}

/**
 * lf_treemap_geometry_find:
 * @rects: (array length=n_rects): rectangles that do not overlap
 * @n_rects: how many there are
 * @x: a point
 * @y: a point
 *
 * Any thread.
 *
 * Returns: the rectangle that has the point; -1 for none
 */
int
lf_treemap_geometry_find (const graphene_rect_t *rects,
                          guint                  n_rects,
                          float                  x,
                          float                  y)
{
  for (guint i = 0; i < n_rects; i++)
    if (x >= rects[i].origin.x && x < rects[i].origin.x + rects[i].size.width &&
        y >= rects[i].origin.y && y < rects[i].origin.y + rects[i].size.height)
      return (int) i;
  return -1;
}

/* The rectangle turned so that the move goes to the right */
static graphene_rect_t
turn (const graphene_rect_t *rect,
      LfChartMove            move)
{
  float x = rect->origin.x;
  float y = rect->origin.y;
  float width = rect->size.width;
  float height = rect->size.height;

  if (move == LF_CHART_MOVE_LEFT)
    return GRAPHENE_RECT_INIT (-x - width, y, width, height);
  if (move == LF_CHART_MOVE_UP)
    return GRAPHENE_RECT_INIT (-y - height, x, height, width);
  if (move == LF_CHART_MOVE_DOWN)
    return GRAPHENE_RECT_INIT (y, x, height, width);
  return *rect;
}

/* How far @other lies at the right of @from; infinite if it does not */
static float
get_distance (const graphene_rect_t *from,
              const graphene_rect_t *other)
{
  float ahead = other->origin.x - (from->origin.x + from->size.width);
  float middle = from->origin.y + from->size.height / 2;
  float aside = MAX (MAX (other->origin.y - middle,
                          middle - other->origin.y - other->size.height), 0);

  if (ahead < -SLACK || other->size.width <= 0 || other->size.height <= 0)
    return INFINITY;
  return MAX (ahead, 0) + ASIDE * aside;
}

/**
 * lf_treemap_geometry_neighbour:
 * @rects: (array length=n_rects): rectangles that do not overlap
 * @n_rects: how many there are
 * @from: one of them
 * @move: where to go: left, right, up or down
 *
 * Any thread.
 *
 * Returns: the next rectangle in that direction; -1 at the edge
 */
int
lf_treemap_geometry_neighbour (const graphene_rect_t *rects,
                               guint                  n_rects,
                               guint                  from,
                               LfChartMove            move)
{
  graphene_rect_t start = turn (&rects[from], move);
  float best = INFINITY;
  int found = -1;

  for (guint i = 0; i < n_rects; i++)
    {
      graphene_rect_t other = turn (&rects[i], move);
      float distance = i != from ? get_distance (&start, &other) : INFINITY;

      if (distance < best)
        {
          best = distance;
          found = (int) i;
        }
    }
  return found;
}
