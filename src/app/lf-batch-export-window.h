/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-session-export.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/**
 * LfBatchExportWindow:
 *
 * Asks how and where several sessions are to be exported, and does it. `done` is emitted with what
 * came of it, and whether that is a failure.
 */
#define LF_TYPE_BATCH_EXPORT_WINDOW (lf_batch_export_window_get_type ())
G_DECLARE_FINAL_TYPE (LfBatchExportWindow, lf_batch_export_window, LF, BATCH_EXPORT_WINDOW,
                      GtkWindow)

LfBatchExportWindow *lf_batch_export_window_open (GtkWindow            *parent,
                                                  LfCatalog            *catalog,
                                                  const char *const    *sessions,
                                                  LfSessionFormat       format);
void                 lf_batch_export_window_save (LfBatchExportWindow  *self,
                                                  GFile                *target);

G_END_DECLS
