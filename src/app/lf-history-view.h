/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-history-item.h"

G_BEGIN_DECLS

/**
 * LfHistoryView:
 *
 * The list of runs, of which any number may be selected. `selection-changed` is emitted when that is
 * another one, `activated` when a run is to be opened. Its rows are made little by little.
 */
#define LF_TYPE_HISTORY_VIEW (lf_history_view_get_type ())
G_DECLARE_FINAL_TYPE (LfHistoryView, lf_history_view, LF, HISTORY_VIEW, GtkWidget)

void     lf_history_view_fill         (LfHistoryView *self,
                                       GPtrArray     *entries,
                                       gboolean       with_catalogs);
GArray  *lf_history_view_list_chosen  (LfHistoryView *self);
void     lf_history_view_choose       (LfHistoryView *self,
                                       const gint64  *ids,
                                       guint          n_ids);
guint    lf_history_view_get_n_items  (LfHistoryView *self);
gboolean lf_history_view_is_filled    (LfHistoryView *self);

G_END_DECLS
