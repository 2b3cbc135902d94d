/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "charts/lf-treemap-geometry.h"

#define MANY 200

static void
assert_near (float value,
             float expected)
{
  if (fabsf (value - expected) > 0.01f)
    g_error ("%g is not %g", (double) value, (double) expected);
}

/* The example of the paper: areas of 6, 6, 4, 3, 2, 2 and 1 in a rectangle of 6 by 4 */
static void
test_paper (void)
{
  static const double values[] = { 6, 6, 4, 3, 2, 2, 1 };
  static const float expected[][4] = {
    { 0, 0, 3, 2 },
    { 0, 2, 3, 2 },
    { 3, 0, 12 / 7.0f, 7 / 3.0f },
    { 3 + 12 / 7.0f, 0, 9 / 7.0f, 7 / 3.0f },
    { 3, 7 / 3.0f, 1.2f, 5 / 3.0f },
    { 4.2f, 7 / 3.0f, 1.2f, 5 / 3.0f },
    { 5.4f, 7 / 3.0f, 0.6f, 5 / 3.0f },
  };
  graphene_rect_t rects[7];

  lf_treemap_geometry_squarify (values, 7, &GRAPHENE_RECT_INIT (0, 0, 6, 4), rects);
  for (guint i = 0; i < 7; i++)
    {
      assert_near (rects[i].origin.x, expected[i][0]);
      assert_near (rects[i].origin.y, expected[i][1]);
      assert_near (rects[i].size.width, expected[i][2]);
      assert_near (rects[i].size.height, expected[i][3]);
    }
}

/* Areas in proportion, all inside, none over another */
static void
test_many (void)
{
  double values[MANY];
  graphene_rect_t rects[MANY];
  double sum = 0;

  for (guint i = 0; i < MANY; i++)
    {
      values[i] = 1e9 / (i + 1) / (i + 1);
      sum += values[i];
    }
  lf_treemap_geometry_squarify (values, MANY, &GRAPHENE_RECT_INIT (10, 20, 640, 300), rects);

  for (guint i = 0; i < MANY; i++)
    {
      graphene_rect_t *rect = &rects[i];
      double area = (double) rect->size.width * (double) rect->size.height;

      g_assert_cmpfloat_with_epsilon (area, values[i] / sum * 640 * 300, 1);
      g_assert_cmpfloat (rect->origin.x, >=, 10);
      g_assert_cmpfloat (rect->origin.y, >=, 20);
      g_assert_cmpfloat (rect->origin.x + rect->size.width, <=, 650.01);
      g_assert_cmpfloat (rect->origin.y + rect->size.height, <=, 320.01);
      for (guint j = 0; j < i; j++)
        {
          graphene_rect_t both;

          if (graphene_rect_intersection (rect, &rects[j], &both))
            g_assert_cmpfloat (both.size.width * both.size.height, <, 0.1);
        }
    }
}

static void
test_odd_values (void)
{
  static const double values[] = { 4, 0, NAN, -3 };
  static const double nothing[] = { 0, 0 };
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, 100, 50);
  graphene_rect_t rects[4];

  lf_treemap_geometry_squarify (values, 4, &area, rects);
  assert_near (rects[0].size.width, 100);
  assert_near (rects[0].size.height, 50);
  for (guint i = 1; i < 4; i++)
    assert_near (rects[i].size.width * rects[i].size.height, 0);

  lf_treemap_geometry_squarify (nothing, 2, &area, rects);
  assert_near (rects[0].size.width, 0);
  lf_treemap_geometry_squarify (values, 1, &GRAPHENE_RECT_INIT (0, 0, 0, 0), rects);
  assert_near (rects[0].size.width, 0);
  lf_treemap_geometry_squarify (NULL, 0, &area, NULL);
}

static void
test_find (void)
{
  static const double values[] = { 6, 6, 4, 3, 2, 2, 1 };
  graphene_rect_t rects[7];

  lf_treemap_geometry_squarify (values, 7, &GRAPHENE_RECT_INIT (0, 0, 6, 4), rects);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (lf_treemap_geometry_find (rects, 7,
                                               rects[i].origin.x + rects[i].size.width / 2,
                                               rects[i].origin.y + rects[i].size.height / 2),
                     ==, (int) i);
  g_assert_cmpint (lf_treemap_geometry_find (rects, 7, -1, 1), ==, -1);
  g_assert_cmpint (lf_treemap_geometry_find (rects, 7, 6.5f, 1), ==, -1);
  g_assert_cmpint (lf_treemap_geometry_find (rects, 0, 1, 1), ==, -1);
}

static void
test_neighbours (void)
{
  static const double values[] = { 6, 6, 4, 3, 2, 2, 1 };
  static const struct
  {
    guint       from;
    LfChartMove move;
    int         to;
  } cases[] = {
    { 0, LF_CHART_MOVE_DOWN, 1 },  { 1, LF_CHART_MOVE_UP, 0 },    { 0, LF_CHART_MOVE_RIGHT, 2 },
    { 2, LF_CHART_MOVE_RIGHT, 3 }, { 3, LF_CHART_MOVE_LEFT, 2 },  { 2, LF_CHART_MOVE_DOWN, 4 },
    { 1, LF_CHART_MOVE_RIGHT, 4 }, { 6, LF_CHART_MOVE_LEFT, 5 },  { 6, LF_CHART_MOVE_RIGHT, -1 },
    { 0, LF_CHART_MOVE_LEFT, -1 }, { 0, LF_CHART_MOVE_UP, -1 },   { 6, LF_CHART_MOVE_DOWN, -1 },
  };
  graphene_rect_t rects[7];

  /* As on a screen: edges have slack of half a pixel there */
  lf_treemap_geometry_squarify (values, 7, &GRAPHENE_RECT_INIT (0, 0, 600, 400), rects);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lf_treemap_geometry_neighbour (rects, 7, cases[i].from, cases[i].move), ==,
                     cases[i].to);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-treemap/paper", test_paper);
  g_test_add_func ("/chart-treemap/many", test_many);
  g_test_add_func ("/chart-treemap/odd-values", test_odd_values);
  g_test_add_func ("/chart-treemap/find", test_find);
  g_test_add_func ("/chart-treemap/neighbours", test_neighbours);

  return g_test_run ();
}
