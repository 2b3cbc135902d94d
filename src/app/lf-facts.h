/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-wrap-box.h"
#include "catalog/lf-session-detail.h"

G_BEGIN_DECLS

void lf_facts_fill (LfWrapBox       *box,
                    LfSessionDetail *detail,
                    GCancellable    *cancellable);

G_END_DECLS
