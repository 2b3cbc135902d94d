/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-page-tabs.h"
#include "app/lf-session-page.h"

G_BEGIN_DECLS

void lf_page_counts_look (LfSessionPage *page,
                          LfPageTabs    *tabs);

G_END_DECLS
