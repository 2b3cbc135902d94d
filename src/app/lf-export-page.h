/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-export.h"
#include "app/lf-session-page.h"

G_BEGIN_DECLS

/**
 * LfExportPage:
 *
 * What a session looks like in one of the formats, to be copied or saved. lf_export_page_open() puts
 * it in a window of its own.
 */
#define LF_TYPE_EXPORT_PAGE (lf_export_page_get_type ())
G_DECLARE_FINAL_TYPE (LfExportPage, lf_export_page, LF, EXPORT_PAGE, LfSessionPage)

LfExportPage *lf_export_page_open     (GtkWindow       *parent,
                                       LfCatalog       *catalog,
                                       const char      *id,
                                       LfSessionFormat  format);
gboolean      lf_export_page_is_ready (LfExportPage    *self);
void          lf_export_page_save     (LfExportPage    *self,
                                       GFile           *file);

G_END_DECLS
