/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "maintenance/lf-writer.h"

G_BEGIN_DECLS

/* A statement that is gone when its user is done with it: before anything can be rolled back */
typedef sqlite3_stmt LfMendStatement;

LfMendStatement *lf_mend_prepare     (LfWriter         *writer,
                                      GError          **error,
                                      const char       *format,
                                      ...);
gboolean         lf_mend_step        (LfWriter         *writer,
                                      LfMendStatement  *stmt,
                                      gboolean         *has_row,
                                      GError          **error);
gboolean         lf_mend_exec        (LfWriter         *writer,
                                      GError          **error,
                                      const char       *format,
                                      ...);
gboolean         lf_mend_read_number (LfWriter         *writer,
                                      gint64           *number,
                                      GError          **error,
                                      const char       *format,
                                      ...);
gboolean         lf_mend_run         (LfWriter         *writer,
                                      GError          **error,
                                      const char       *format,
                                      ...);
void             lf_mend_fail        (LfWriter         *writer,
                                      GError          **error);
void             lf_mend_set         (LfWriter         *writer,
                                      const char       *settings);
char            *lf_mend_compose     (const char       *format,
                                      ...);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfMendStatement, sqlite3_finalize)

G_END_DECLS
