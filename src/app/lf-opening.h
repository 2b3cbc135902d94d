/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfOpening:
 *
 * A catalog that is being opened and its list read, on a thread of the catalog's. It needs neither
 * GTK nor a window, so it can go on while a program is still getting a display. It keeps itself,
 * and the application, until it has ended; LfOpening::finished tells.
 */
#define LF_TYPE_OPENING (lf_opening_get_type ())
G_DECLARE_FINAL_TYPE (LfOpening, lf_opening, LF, OPENING, GObject)

LfOpening     *lf_opening_new             (const char *path);
const char    *lf_opening_get_path        (LfOpening  *self);
GCancellable  *lf_opening_get_cancellable (LfOpening  *self);
gboolean       lf_opening_is_running      (LfOpening  *self);
LfCatalog     *lf_opening_get_catalog     (LfOpening  *self);
LfSessionList *lf_opening_get_list        (LfOpening  *self);
const GError  *lf_opening_get_error       (LfOpening  *self);

G_END_DECLS
