/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-page.h"

G_BEGIN_DECLS

/**
 * LfSourcesPage:
 *
 * The Sources page of the session dialog: the nights that its frames come from.
 */
#define LF_TYPE_SOURCES_PAGE (lf_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (LfSourcesPage, lf_sources_page, LF, SOURCES_PAGE, LfSessionPage)

gboolean lf_sources_page_is_ready (LfSourcesPage *self);

G_END_DECLS
