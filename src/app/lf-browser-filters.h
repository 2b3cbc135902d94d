/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-date-button.h"
#include "app/lf-session-filter.h"

G_BEGIN_DECLS

/**
 * LfBrowserFilters:
 *
 * What the session list is searched and filtered by: the fields above it, the filter that they set,
 * and the settings that keep all but the search.
 */
#define LF_TYPE_BROWSER_FILTERS (lf_browser_filters_get_type ())
G_DECLARE_FINAL_TYPE (LfBrowserFilters, lf_browser_filters, LF, BROWSER_FILTERS, GObject)

LfBrowserFilters *lf_browser_filters_new          (GSettings         *settings,
                                                   LfSessionFilter   *filter,
                                                   GListModel        *sessions);
void              lf_browser_filters_bind         (LfBrowserFilters  *self,
                                                   GtkSearchEntry    *search,
                                                   GtkDropDown       *status,
                                                   GtkDropDown       *object,
                                                   LfDateButton      *dates);
void              lf_browser_filters_load         (LfBrowserFilters  *self);
void              lf_browser_filters_load_object  (LfBrowserFilters  *self);
void              lf_browser_filters_apply_search (LfBrowserFilters  *self);
void              lf_browser_filters_apply_dates  (LfBrowserFilters  *self);
void              lf_browser_filters_clear        (LfBrowserFilters  *self);

G_END_DECLS
