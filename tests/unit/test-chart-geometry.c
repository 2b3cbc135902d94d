/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "charts/lf-chart-geometry.h"
#include "charts/lf-range-geometry.h"

static const LfRangeMetrics usual = {
  .n_rows = 4,
  .n_series = 2,
  .line_height = 18,
  .caption_height = 15,
  .label_width = 130,
  .value_widths = { 50, 52 },
  .arrow_width = 14,
  .verdict_width = 90,
  .legend_height = 23,
};

static void
assert_rect (graphene_rect_t rect,
             float           x,
             float           y,
             float           width,
             float           height)
{
  if (!graphene_rect_equal (&rect, &GRAPHENE_RECT_INIT (x, y, width, height)))
    g_error ("%g %g %g %g is not %g %g %g %g", (double) rect.origin.x, (double) rect.origin.y,
             (double) rect.size.width, (double) rect.size.height, (double) x, (double) y,
             (double) width, (double) height);
}

static void
test_snap (void)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (10.3f, 4.6f, 0.2f, 3.3f);

  g_assert_cmpfloat (lf_chart_geometry_snap (10.3f, 1), ==, 10);
  g_assert_cmpfloat (lf_chart_geometry_snap (10.3f, 2), ==, 10.5f);
  assert_rect (lf_chart_geometry_snap_rect (&rect, 1), 10, 5, 1, 3);
  assert_rect (lf_chart_geometry_snap_rect (&rect, 2), 10.5f, 4.5f, 0.5f, 3.5f);
  rect.size.width = 0;
  assert_rect (lf_chart_geometry_snap_rect (&rect, 1), 10, 5, 0, 3);
}

static void
test_mirror (void)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (10, 20, 30, 40);
  graphene_rect_t mirrored = lf_chart_geometry_mirror (&rect, 100);

  assert_rect (mirrored, 60, 20, 30, 40);
  assert_rect (lf_chart_geometry_mirror (&mirrored, 100), 10, 20, 30, 40);
}

static void
test_readout (void)
{
  graphene_size_t size = GRAPHENE_SIZE_INIT (100, 40);
  graphene_size_t chart = GRAPHENE_SIZE_INIT (300, 200);
  graphene_size_t small = GRAPHENE_SIZE_INIT (80, 30);
  graphene_rect_t middle = GRAPHENE_RECT_INIT (140, 100, 20, 20);
  graphene_rect_t top = GRAPHENE_RECT_INIT (0, 0, 20, 20);
  graphene_rect_t corner = GRAPHENE_RECT_INIT (290, 180, 10, 20);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 10, 300, 180);

  assert_rect (lf_chart_geometry_place_readout (&middle, &size, &chart, 4), 100, 56, 100, 40);
  assert_rect (lf_chart_geometry_place_readout (&top, &size, &chart, 4), 0, 24, 100, 40);
  assert_rect (lf_chart_geometry_place_readout (&corner, &size, &chart, 4), 200, 136, 100, 40);
  assert_rect (lf_chart_geometry_place_readout (&whole, &size, &chart, 4), 100, 160, 100, 40);
  assert_rect (lf_chart_geometry_place_readout (&top, &size, &small, 4), 0, 0, 100, 40);
}

static void
test_labels (void)
{
  static const float centers[] = { 5, 50, 60, 70, 295 };
  static const float widths[] = { 40, 40, 40, 40, 40 };
  float starts[5];
  int lanes[5];

  lf_chart_geometry_place_labels (centers, widths, 5, 300, 2, 6, starts, lanes);
  g_assert_cmpfloat (starts[0], ==, 0);
  g_assert_cmpint (lanes[0], ==, 0);
  /* The one after begins where the first has not ended */
  g_assert_cmpint (lanes[1], ==, 1);
  g_assert_cmpint (lanes[2], ==, -1);
  g_assert_cmpfloat (starts[3], ==, 50);
  g_assert_cmpint (lanes[3], ==, 0);
  g_assert_cmpfloat (starts[4], ==, 260);
  g_assert_cmpint (lanes[4], ==, 0);

  lf_chart_geometry_place_labels (centers, widths, 5, 30, 2, 6, starts, lanes);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (lanes[i], ==, -1);
}

static void
test_flags (void)
{
  static const float xs[] = { 10, 20, 30, 200, 290 };
  static const float widths[] = { 60, 60, 60, 60, 60 };
  static const int expected[] = { -1, 1, 0, 1, 0 };
  float starts[5];
  int lanes[5];

  lf_chart_geometry_place_flags (xs, widths, 5, 300, 2, 4, starts, lanes);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (lanes[i], ==, expected[i]);
      if (i < 4)
        g_assert_cmpfloat (starts[i], ==, xs[i]);
    }
  /* There is no room at its right */
  g_assert_cmpfloat (starts[4], ==, 230);
}

/* Wherever they are, none covers another and no pole crosses a flag */
static void
test_any_flags (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 500; round++)
    {
      float xs[8];
      float widths[8];
      float starts[8];
      int lanes[8];
      float x = 0;
      guint n_placed = 0;

      for (guint i = 0; i < 8; i++)
        {
          x += (float) g_rand_double_range (random, 0, 70);
          xs[i] = MIN (x, 400);
          widths[i] = (float) g_rand_double_range (random, 10, 150);
        }
      lf_chart_geometry_place_flags (xs, widths, 8, 400, 3, 4, starts, lanes);

      for (guint i = 0; i < 8; i++)
        for (guint j = 0; j < 8; j++)
          {
            if (i == j || lanes[i] < 0 || lanes[j] < 0)
              continue;
            n_placed++;
            if (lanes[i] == lanes[j])
              g_assert_true (starts[i] + widths[i] <= starts[j] ||
                             starts[j] + widths[j] <= starts[i]);
            else if (lanes[i] > lanes[j])
              g_assert_true (xs[i] <= starts[j] || xs[i] >= starts[j] + widths[j]);
          }
      g_assert_cmpuint (n_placed, >, 0);
    }
}

/* Columns stand side by side, in order, and end with the chart */
static void
test_columns (void)
{
  LfRangeLayout layout;

  lf_range_geometry_lay_out (&usual, 800, &layout);
  g_assert_false (layout.stacked);
  g_assert_cmpfloat (layout.label.origin.x, ==, 0);
  g_assert_cmpfloat (layout.label.size.width, ==, 130);
  g_assert_cmpfloat (layout.plot.origin.x, >, 130);
  g_assert_cmpfloat (layout.values[0].origin.x, >, layout.plot.origin.x + layout.plot.size.width);
  g_assert_cmpfloat (layout.arrow.origin.x, >,
                     layout.values[0].origin.x + layout.values[0].size.width);
  g_assert_cmpfloat (layout.values[1].origin.x, >,
                     layout.arrow.origin.x + layout.arrow.size.width);
  g_assert_cmpfloat (layout.verdict.origin.x, >,
                     layout.values[1].origin.x + layout.values[1].size.width);
  g_assert_cmpfloat (layout.verdict.origin.x + layout.verdict.size.width, ==, 800);

  g_assert_cmpfloat (layout.plot.origin.y, ==, 23);
  g_assert_cmpfloat (layout.plot.size.height, ==, 4 * layout.row_height);
  g_assert_cmpfloat (layout.axis.origin.y, >, layout.plot.origin.y + layout.plot.size.height);
  g_assert_cmpfloat (layout.height, ==, layout.axis.origin.y + layout.axis.size.height);
}

/* In any width nothing is outside, nothing overlaps, and there are bars to be seen */
static void
test_any_width (void)
{
  for (guint with = 0; with < 16; with++)
    for (float width = LF_RANGE_LEAST_WIDTH; width < 1500; width += 7)
      {
        LfRangeMetrics metrics = usual;
        LfRangeLayout layout;
        float label_end;
        float right;

        metrics.n_series = (with & 1) != 0 ? 1 : 2;
        metrics.verdict_width = (with & 2) != 0 ? 0 : 90;
        metrics.sublabels = (with & 4) != 0;
        metrics.label_width = (with & 8) != 0 ? 900 : 130;
        lf_range_geometry_lay_out (&metrics, width, &layout);

        g_assert_cmpfloat (layout.plot.size.width, >=, 140);
        g_assert_cmpfloat (layout.plot.origin.x + layout.plot.size.width, <=, width);
        g_assert_cmpfloat (layout.label.size.width, >=, 60);
        label_end = layout.label.origin.x + layout.label.size.width;
        right = layout.values[0].size.width > 0 ? layout.values[0].origin.x
                                                : layout.verdict.origin.x;
        g_assert_cmpfloat (label_end, <=, right);
        if (!layout.stacked)
          {
            g_assert_cmpfloat (label_end, <, layout.plot.origin.x);
            g_assert_cmpfloat (layout.plot.origin.x + layout.plot.size.width, <=, right);
          }
        else
          g_assert_cmpfloat (layout.label.origin.y + layout.label.size.height, <=,
                             layout.plot.origin.y + layout.bars_top);
      }
}

static void
test_natural_width (void)
{
  LfRangeLayout layout;

  lf_range_geometry_lay_out (&usual, lf_range_geometry_get_natural_width (&usual), &layout);
  g_assert_false (layout.stacked);
  g_assert_cmpfloat (layout.label.size.width, ==, usual.label_width);
  g_assert_cmpfloat (layout.plot.size.width, >=, 300);
}

static void
test_bars (void)
{
  LfChartScale scale = { LF_CHART_SCALE_LOG, 0.01, 100 };
  LfRangeLayout layout;
  graphene_rect_t before;
  graphene_rect_t after;
  graphene_rect_t zero;
  graphene_rect_t missing;
  graphene_rect_t row;

  lf_range_geometry_lay_out (&usual, 800, &layout);
  row = lf_range_layout_get_row (&layout, 2);
  before = lf_range_layout_get_bar (&layout, 2, 0, &scale, 1);
  after = lf_range_layout_get_bar (&layout, 2, 1, &scale, 100);
  zero = lf_range_layout_get_bar (&layout, 2, 1, &scale, 0);
  missing = lf_range_layout_get_bar (&layout, 2, 1, &scale, NAN);

  g_assert_cmpfloat_with_epsilon (before.size.width, layout.plot.size.width / 2, 0.01);
  g_assert_cmpfloat_with_epsilon (after.size.width, layout.plot.size.width, 0.01);
  g_assert_cmpfloat (zero.size.width, >=, 2);
  g_assert_cmpfloat (zero.size.width, <=, 4);
  g_assert_cmpfloat (missing.size.width, ==, 0);

  g_assert_cmpfloat (before.origin.y, >=, row.origin.y);
  g_assert_cmpfloat (after.origin.y, >=, before.origin.y + before.size.height);
  g_assert_cmpfloat (after.origin.y + after.size.height, <=, row.origin.y + row.size.height);
  /* The two are in the middle of their row */
  g_assert_cmpfloat_with_epsilon (before.origin.y - row.origin.y,
                                  row.origin.y + row.size.height -
                                    (after.origin.y + after.size.height),
                                  1);
}

static void
test_find_row (void)
{
  LfRangeLayout layout;

  lf_range_geometry_lay_out (&usual, 800, &layout);
  for (guint i = 0; i < usual.n_rows; i++)
    {
      graphene_rect_t row = lf_range_layout_get_row (&layout, i);

      g_assert_cmpint (lf_range_layout_find_row (&layout, usual.n_rows, row.origin.y), ==, (int) i);
      g_assert_cmpint (lf_range_layout_find_row (&layout, usual.n_rows,
                                                 row.origin.y + row.size.height - 0.5f),
                       ==, (int) i);
    }
  g_assert_cmpint (lf_range_layout_find_row (&layout, usual.n_rows, 0), ==, -1);
  g_assert_cmpint (lf_range_layout_find_row (&layout, usual.n_rows, layout.height), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-geometry/snap", test_snap);
  g_test_add_func ("/chart-geometry/mirror", test_mirror);
  g_test_add_func ("/chart-geometry/readout", test_readout);
  g_test_add_func ("/chart-geometry/labels", test_labels);
  g_test_add_func ("/chart-geometry/flags", test_flags);
  g_test_add_func ("/chart-geometry/any-flags", test_any_flags);
  g_test_add_func ("/chart-geometry/columns", test_columns);
  g_test_add_func ("/chart-geometry/any-width", test_any_width);
  g_test_add_func ("/chart-geometry/natural-width", test_natural_width);
  g_test_add_func ("/chart-geometry/bars", test_bars);
  g_test_add_func ("/chart-geometry/find-row", test_find_row);

  return g_test_run ();
}
