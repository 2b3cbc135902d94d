/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-line-chart.h"
#include "charts/lf-night-calendar.h"
#include "charts/lf-range-chart.h"
#include "charts/lf-scatter-chart.h"
#include "charts/lf-treemap.h"
#include "lf-test-ui.h"

G_BEGIN_DECLS

GPtrArray      *lf_test_charts_make_rows    (void);
LfRangeChart   *lf_test_charts_make_range   (void);
LfTreemap      *lf_test_charts_make_treemap (void);
LfLineChart    *lf_test_charts_make_line    (void);
LfScatterChart *lf_test_charts_make_scatter (void);
LfNightCalendar *lf_test_charts_make_calendar (void);

GtkWindow      *lf_test_charts_show         (LfTestUi      *ui,
                                             gpointer       widget);
void            lf_test_charts_press        (gpointer       chart,
                                             guint          keyval,
                                             gboolean       expected);
void            lf_test_charts_assert_item  (gpointer       chart,
                                             guint          item,
                                             const char    *expected);
GskRenderNode  *lf_test_charts_draw         (gpointer       chart,
                                             float          width,
                                             float          height);
guint           lf_test_charts_count_texts  (GskRenderNode *node);

G_END_DECLS
