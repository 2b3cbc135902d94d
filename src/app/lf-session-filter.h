/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfSessionFilter:
 *
 * What the session list shows: the search, and the filters for status, object and date together.
 */
#define LF_TYPE_SESSION_FILTER (lf_session_filter_get_type ())
G_DECLARE_FINAL_TYPE (LfSessionFilter, lf_session_filter, LF, SESSION_FILTER, GtkFilter)

LfSessionFilter *lf_session_filter_new        (void);
void             lf_session_filter_set_search (LfSessionFilter *self,
                                               const char      *text);
void             lf_session_filter_set_status (LfSessionFilter *self,
                                               int              status);
void             lf_session_filter_set_object (LfSessionFilter *self,
                                               const char      *object);
void             lf_session_filter_set_dates  (LfSessionFilter *self,
                                               const char      *from,
                                               const char      *to);
gboolean         lf_session_filter_is_empty   (LfSessionFilter *self);

G_END_DECLS
