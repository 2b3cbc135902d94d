/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-page.h"

G_BEGIN_DECLS

/**
 * LfRemovalPage:
 *
 * What goes if an object is removed from a session, and the button that does it.
 * lf_removal_page_open() puts it in a window of its own, which closes when it is done.
 */
#define LF_TYPE_REMOVAL_PAGE (lf_removal_page_get_type ())
G_DECLARE_FINAL_TYPE (LfRemovalPage, lf_removal_page, LF, REMOVAL_PAGE, LfSessionPage)

LfRemovalPage *lf_removal_page_open     (GtkWindow       *parent,
                                         LfCatalog       *catalog,
                                         LfSessionWriter *writer,
                                         const char      *id,
                                         const char      *object);
gboolean       lf_removal_page_is_ready (LfRemovalPage   *self);

G_END_DECLS
