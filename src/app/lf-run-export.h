/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfExportKind:
 * @LF_EXPORT_HTML: the run as a web page
 * @LF_EXPORT_MARKDOWN: the run for a text editor
 * @LF_EXPORT_JSON: the run for programs
 * @LF_EXPORT_CSV: the timings of the run
 * @LF_EXPORT_PNG: a picture of the page
 * @LF_EXPORT_SVG: the page as a drawing that can be scaled
 *
 * What a comparison can be saved as.
 */
typedef enum
{
  LF_EXPORT_HTML,
  LF_EXPORT_MARKDOWN,
  LF_EXPORT_JSON,
  LF_EXPORT_CSV,
  LF_EXPORT_PNG,
  LF_EXPORT_SVG,
} LfExportKind;

#define LF_N_EXPORT_KINDS 6

/**
 * LfRunExport:
 *
 * Saves comparisons as files. It asks for the name; a worker thread writes. `done` tells whether a
 * file was written, and a sentence for the user.
 */
#define LF_TYPE_RUN_EXPORT (lf_run_export_get_type ())
G_DECLARE_FINAL_TYPE (LfRunExport, lf_run_export, LF, RUN_EXPORT, GObject)

LfRunExport *lf_run_export_new           (GtkWindow    *parent);
void         lf_run_export_ask           (LfRunExport  *self,
                                          LfExportKind  kind,
                                          LfCompare    *compare,
                                          GtkWidget    *page);
void         lf_run_export_save          (LfRunExport  *self,
                                          LfExportKind  kind,
                                          LfCompare    *compare,
                                          GtkWidget    *page,
                                          const char   *path);
gboolean     lf_export_kind_from_name    (const char   *name,
                                          LfExportKind *kind);
gboolean     lf_export_kind_is_picture   (LfExportKind  kind);
char        *lf_export_kind_suggest_name (LfExportKind  kind,
                                          LfCompare    *compare);

G_END_DECLS
