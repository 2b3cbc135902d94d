/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-check-indexes.h"

G_BEGIN_DECLS

guint64 lf_index_sizes_get   (GHashTable    *sizes,
                              const char    *name);
void    lf_index_spares_find (LfIndexReport *report,
                              LfShape       *actual,
                              LfShape       *reference,
                              GHashTable    *sizes);

G_END_DECLS
