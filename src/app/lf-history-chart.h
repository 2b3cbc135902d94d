/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfHistoryChart:
 *
 * How long a query took in the runs of a catalog, over time, and when it was repaired; as a chart or
 * as a table.
 */
#define LF_TYPE_HISTORY_CHART (lf_history_chart_get_type ())
G_DECLARE_FINAL_TYPE (LfHistoryChart, lf_history_chart, LF, HISTORY_CHART, GtkWidget)

void     lf_history_chart_show    (LfHistoryChart *self,
                                   const char     *catalog,
                                   GPtrArray      *entries);
gboolean lf_history_chart_is_read (LfHistoryChart *self);

G_END_DECLS
