/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfCatalogGuard:
 * @data: what was given with it
 *
 * Returns: whether the catalog may be looked at now; %FALSE while this program itself works on it
 */
typedef gboolean (*LfCatalogGuard) (gpointer data);

/**
 * LfCatalogWatch:
 *
 * Finds out that another program has written to a catalog. Monitors of its files wake it, so that it
 * costs nothing while nothing is written; whether something was written is decided by SQLite's
 * `data_version`, read on the catalog's own thread. Where monitors cannot work, as on another
 * machine's disk, it looks every one and a half seconds.
 *
 * LfCatalogWatch::changed tells that what was read is out of date: within half a second of a single
 * write, and every second or so for as long as somebody goes on writing.
 * LfCatalogWatch:error tells that the catalog cannot be read any more. Main thread.
 */
#define LF_TYPE_CATALOG_WATCH (lf_catalog_watch_get_type ())
G_DECLARE_FINAL_TYPE (LfCatalogWatch, lf_catalog_watch, LF, CATALOG_WATCH, GObject)

LfCatalogWatch *lf_catalog_watch_new       (LfCatalog       *catalog,
                                            gpointer         keeper,
                                            gboolean         by_clock);
void            lf_catalog_watch_set_guard (LfCatalogWatch  *self,
                                            LfCatalogGuard   guard,
                                            gpointer         data);
void            lf_catalog_watch_start     (LfCatalogWatch  *self);
void            lf_catalog_watch_absorb    (LfCatalogWatch  *self);
void            lf_catalog_watch_stop      (LfCatalogWatch  *self);
gboolean        lf_catalog_watch_is_idle   (LfCatalogWatch  *self);
gboolean        lf_catalog_watch_is_by_clock (LfCatalogWatch *self);
const GError   *lf_catalog_watch_get_error (LfCatalogWatch  *self);

G_END_DECLS
