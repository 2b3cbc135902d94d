/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-session-selection.h"

G_BEGIN_DECLS

char *lf_browser_totals_describe (GListModel         *shown,
                                  guint               n_all,
                                  LfSessionSelection *selection,
                                  gboolean            all_known);

G_END_DECLS
