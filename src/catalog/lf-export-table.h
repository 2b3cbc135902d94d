/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-acquisition.h"
#include "catalog/lf-session-detail.h"

G_BEGIN_DECLS

char *lf_export_markdown (LfSessionDetail  *detail,
                          GPtrArray        *acquisitions);
char *lf_export_bbcode   (LfSessionDetail  *detail,
                          GPtrArray        *acquisitions);
char *lf_export_json     (LfSessionDetail  *detail,
                          GPtrArray        *acquisitions);

G_END_DECLS
