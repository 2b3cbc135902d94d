/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-export.h"

G_BEGIN_DECLS

/**
 * LfBatchExport:
 * @sessions: their ids
 * @format: how
 * @one_file: whether all go into one file
 * @target: that file, which is replaced if it is there; or a folder for a file per session, in
 *   which none is replaced
 * @settings: what else exports need
 *
 * Several sessions that are to be exported.
 */
typedef struct
{
  GStrv            sessions;
  LfSessionFormat  format;
  gboolean         one_file;
  GFile           *target;
  GSettings       *settings;
} LfBatchExport;

/**
 * LfBatchResult:
 * @n_files: files that were written
 * @n_problems: values that AstroBin would not take, which are left out
 * @first_problem: (nullable): the first of them, in a sentence
 * @unmapped: (element-type utf8): filters whose number at AstroBin is not known, each once
 *
 * What came of it.
 */
typedef struct
{
  guint      n_files;
  guint      n_problems;
  char      *first_problem;
  GPtrArray *unmapped;
} LfBatchResult;

LfBatchExport *lf_batch_export_new       (const char *const  *sessions,
                                          LfSessionFormat     format,
                                          gboolean            one_file,
                                          GFile              *target,
                                          GSettings          *settings);
void           lf_batch_export_free      (LfBatchExport      *self);
gboolean       lf_batch_export_can_join  (LfSessionFormat     format);
gpointer       lf_batch_export_run       (LfConnection       *connection,
                                          gpointer            export,
                                          GError            **error);
char          *lf_batch_result_describe  (LfBatchResult      *self,
                                          GFile              *target);
void           lf_batch_result_free      (LfBatchResult      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBatchResult, lf_batch_result_free)

G_END_DECLS
