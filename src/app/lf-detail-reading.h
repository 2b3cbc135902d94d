/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfDetailFunc:
 * @owner: for whom it was read
 * @detail: (nullable): a session
 * @error: (nullable): why it could not be read
 * @quiet: whether nobody asked for it
 *
 * Called with what was read, unless nobody waits for it any more.
 */
typedef void (*LfDetailFunc) (gpointer         owner,
                              LfSessionDetail *detail,
                              const GError    *error,
                              gboolean         quiet);

/**
 * LfDetailReading:
 *
 * Reads the detail of a session for a window, one at a time. Main thread.
 */
typedef struct _LfDetailReading LfDetailReading;

LfDetailReading *lf_detail_reading_new     (gpointer          owner,
                                            LfDetailFunc      done);
void             lf_detail_reading_start   (LfDetailReading  *self,
                                            LfCatalog        *catalog,
                                            const char       *id);
void             lf_detail_reading_refresh (LfDetailReading  *self,
                                            LfCatalog        *catalog,
                                            const char       *id);
void             lf_detail_reading_stop    (LfDetailReading  *self);
void             lf_detail_reading_free    (LfDetailReading  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDetailReading, lf_detail_reading_free)

G_END_DECLS
